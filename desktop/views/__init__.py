"""The widgets: layout and wiring only. What they show is computed by presenters."""
