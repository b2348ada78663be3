"""Turn views into pages: templates, the frame around them, and what each file of the site holds."""
