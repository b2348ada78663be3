"""What the search page finds."""
