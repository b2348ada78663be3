"""Where text becomes HTML: Jinja, with everything escaped, and a missing value an error."""

from collections.abc import Callable
from pathlib import Path

import jinja2

TEMPLATES = Path(__file__).parent / "templates"


def templates(**filters: Callable[..., object]) -> jinja2.Environment:
    """Return all templates, with these filters besides Jinja's own."""
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.filters.update(filters)
    return environment
