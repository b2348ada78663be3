"""Say why the host cannot build, and where to look."""

import logging
import re
import traceback
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from site_builder.content.discover import label
from site_builder.diagnostics import Diagnostic, Span

CODE = "site-not-built"
_SETTINGS = Path("mkdocs.yml")
_PACKAGE = Path(__file__).resolve().parents[1]
_LIBRARIES = "site-packages"
_PLACE = re.compile(r'in "(?P<file>[^"]+)", line (?P<line>\d+), column (?P<column>\d+)')
"""How YAML names a place in its messages."""


@contextmanager
def heard(log: logging.Logger) -> Iterator[list[str]]:
    """Collect the errors that are logged meanwhile: that is how the host says why it ends."""
    lines: list[str] = []
    handler = _Listener(lines)
    log.addHandler(handler)
    try:
        yield lines
    finally:
        log.removeHandler(handler)


class _Listener(logging.Handler):
    def __init__(self, lines: list[str]) -> None:
        super().__init__(logging.ERROR)
        self._lines = lines

    def emit(self, record: logging.LogRecord) -> None:
        self._lines.append(record.getMessage())


def fault_of(error: BaseException, base: Path, heard: Sequence[str] = ()) -> Diagnostic:
    """Return what ended a build, in its own words, and the nearest place to look at.

    That is the place named in the message, or the innermost template or hook that was running.
    """
    said = " ".join([*dict.fromkeys(heard), str(error)])
    place = _PLACE.search(said)
    frame = culprit(error, base)
    span = Span(label(base / _SETTINGS, base))
    if place:
        line, column = int(place["line"]), int(place["column"])
        span = Span(label(Path(place["file"]), base), line, column, line, column + 1)
    elif frame is not None:
        file, line = frame
        span = Span(label(file, base), line, 1, line, 1)
        if file.suffix == ".py":
            said = f"{type(error).__name__}: {said}"
    return Diagnostic(
        CODE,
        f"Cannot build the site: {' '.join(said.split()) or type(error).__name__}",
        span,
        "The pages below are from the last build that succeeded.",
    )


def culprit(error: BaseException, base: Path) -> tuple[Path, int] | None:
    """Return the file and line of the project's innermost template or hook that was running."""
    base = base.resolve()
    if isinstance(error, SyntaxError) and error.filename and error.lineno:
        # A hook that is not Python never ran, so no frame names it.
        written = Path(error.filename).resolve()
        return (written, error.lineno) if written.is_relative_to(base) else None
    found = None
    for frame in traceback.extract_tb(error.__traceback__):
        file, line = Path(frame.filename).resolve(), frame.lineno
        # Jinja gives the frames of a template its file and line.
        is_template = file.suffix not in (".py", "")
        is_hook = file.is_relative_to(base) and not file.is_relative_to(_PACKAGE)
        if line and file.is_file() and (is_template or (is_hook and _LIBRARIES not in file.parts)):
            found = file, line
    return found


def plugin_is_gone(base: Path) -> Diagnostic:
    """Return the fault of a host that builds the site without this package."""
    return Diagnostic(
        CODE,
        "`mkdocs.yml` no longer uses the plugin `factsheet`.",
        Span(label(base / _SETTINGS, base)),
        "Add it under `plugins:`, or stop the preview with Ctrl-C.",
    )
