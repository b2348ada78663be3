"""What a change to the content means, and what it has made wrong."""
