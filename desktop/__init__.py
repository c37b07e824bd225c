"""Duigao's window: it shows a comparison and edits a review session; it computes nothing."""
