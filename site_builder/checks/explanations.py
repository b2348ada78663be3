"""The pages that explain diagnostics, one a code: `docs/rules/` of this project.

They ship with the package, beside its code; a checkout has them where they are written.
"""

from pathlib import Path

_PACKAGE = Path(__file__).parents[1]
_FOLDERS = (_PACKAGE / "docs" / "rules", _PACKAGE.parent / "docs" / "rules")


def codes() -> list[str]:
    """Every code that has a page, in alphabetical order."""
    return sorted(page.stem for page in _folder().glob("*.md") if page.stem != "README")


def page(code: str) -> str | None:
    """The Markdown that explains a code, if there is any."""
    if code not in codes():
        return None
    return (_folder() / f"{code}.md").read_text(encoding="utf-8")


def _folder() -> Path:
    return next(folder for folder in _FOLDERS if folder.is_dir())
