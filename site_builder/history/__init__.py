"""What git remembers of the content, and what a change to it means."""
