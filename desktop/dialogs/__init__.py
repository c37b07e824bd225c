"""Dialogs. Each offers ``ask()``; the window calls them through ports that tests replace."""
