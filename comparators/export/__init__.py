"""A comparison as something to hand on: JSON, a page, a summary, Word files. One module for each form."""
