"""Reviews that last: annotations and opinions, their anchors, one crash-safe file, and the work of several."""
