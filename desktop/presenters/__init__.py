"""What the window shows, as plain values computed without Qt widgets."""
