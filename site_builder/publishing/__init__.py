"""Publish a built site: its manifest, what differs from what is published, and where to."""
