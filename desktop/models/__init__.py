"""What the views follow: the state of a review and item models over it."""
