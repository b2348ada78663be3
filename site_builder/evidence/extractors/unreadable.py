"""The one error of all extractors."""


class UnreadableError(Exception):
    """A copy cannot be read; the message is a sentence that says why, and what to do."""
