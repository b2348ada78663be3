"""The pages that explain diagnostics, one for each code: `docs/rules/` of this project.

The built package contains them; in a checkout they are outside it.
"""

import re
from pathlib import Path

_PACKAGE = Path(__file__).parents[1]
_FOLDERS = (_PACKAGE / "docs" / "rules", _PACKAGE.parent / "docs" / "rules")


def codes() -> list[str]:
    """Return every code that has a page, in alphabetical order."""
    return sorted(page.stem for page in _folder().glob("*.md") if page.stem != "README")


def page(code: str) -> str | None:
    """Return the Markdown that explains a code, or None if there is no such code."""
    if code not in codes():
        return None
    return (_folder() / f"{code}.md").read_text(encoding="utf-8")


def summaries() -> dict[str, str]:
    """Return the first sentence of every page, by its code."""
    return {code: _first_sentence(page(code) or "") for code in codes()}


def _first_sentence(text: str) -> str:
    """Return the first sentence below the title."""
    paragraph = text.split("\n\n")[1]
    return re.split(r"(?<=\.) ", paragraph, maxsplit=1)[0]


def _folder() -> Path:
    return next(folder for folder in _FOLDERS if folder.is_dir())
