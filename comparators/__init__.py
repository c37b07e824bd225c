"""Duigao's engine: two drafts in, what changed out. No window, no network."""
