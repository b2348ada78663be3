"""Views → pages: templates, the frame around them, and the files that are written."""
