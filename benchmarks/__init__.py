"""Synthetic content of any size, and how long each stage takes with it."""
