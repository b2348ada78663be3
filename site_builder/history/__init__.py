"""Earlier states of the content in git, and the differences between two states."""
