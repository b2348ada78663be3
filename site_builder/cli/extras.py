"""Say which extra installs the libraries that a command lacks."""

from site_builder.authoring.origin import NAME


def missing(error: ImportError, extras: str = "capture") -> str:
    """Say that a library of these extras is not installed, and what to type."""
    # A shell such as zsh takes brackets without quotation marks for a pattern.
    return f"This needs {error.name}: run `pip install '{NAME}[{extras}]'`."
