"""Show diagnostics in a browser: a panel over the page, or over a plain one if there is none."""

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from markupsafe import Markup, escape

from site_builder.content.values.characters import visible
from site_builder.diagnostics import Diagnostic, Severity, Span, has_errors
from site_builder.html.templating import TEMPLATES, templates

MOST = 50
"""The most diagnostics that a panel shows."""
_EXCERPT = 160
Address = Callable[[Span], str]
"""The address that opens a place in an editor; empty if none is known."""

EDITORS = {
    "code": "vscode://file{path}:{line}:{column}",
    "codium": "vscodium://file{path}:{line}:{column}",
    "cursor": "cursor://file{path}:{line}:{column}",
    "zed": "zed://file{path}:{line}:{column}",
    "idea": "idea://open?file={path}&line={line}&column={column}",
}
"""The addresses that editors have registered for a place in a file, by the editors' commands."""


@dataclass(frozen=True, slots=True)
class _Place:
    text: str
    address: str


@dataclass(frozen=True, slots=True)
class _Fault:
    severity: str
    code: str
    message: str
    place: _Place
    line: int
    before: str
    marked: str
    after: str
    hint: str
    related: tuple[tuple[str, _Place], ...]


def editor(setting: str, base: Path, environment: Mapping[str, str] = os.environ) -> Address:
    """Return what gives the address that opens a place below `base` in an editor.

    `setting` is a command in `EDITORS`, an address with `{path}`, `{line}` and `{column}` in it, or
    `auto`: the editor in whose terminal this runs, or the one that VISUAL or EDITOR names.
    """
    if setting == "auto":
        setting = _found(environment)
    pattern = EDITORS.get(setting, setting if "{path}" in setting else "")

    def address(span: Span) -> str:
        path = (base / span.path).resolve().as_posix()
        return pattern.format(
            path=quote(path if path.startswith("/") else f"/{path}"),
            line=span.line,
            column=span.column,
        )

    return address


def _found(environment: Mapping[str, str]) -> str:
    if environment.get("TERMINAL_EMULATOR") == "JetBrains-JediTerm":
        return "idea"
    if environment.get("TERM_PROGRAM") == "vscode":
        return "cursor" if "CURSOR_TRACE_ID" in environment else "code"
    if environment.get("TERM_PROGRAM") == "zed":
        return "zed"
    command = environment.get("VISUAL") or environment.get("EDITOR") or ""
    return Path(command.partition(" ")[0]).stem


FILES: Mapping[str, Path] = {
    name: TEMPLATES / "preview" / name for name in ("panel.css", "news.js")
}
"""The files that panels and pages load: a site's policy allows no style or script in a page."""


def panel(
    diagnostics: Sequence[Diagnostic],
    read_line: Callable[[Span], str | None],
    address: Address,
    below: str,
    files: str,
) -> str:
    """Return a panel for the end of a page's body; empty if nothing is wrong.

    `below` says what the page below shows, `files` is the folder in which `FILES` are served.
    The page's own styles do not reach the panel.
    """
    if not diagnostics:
        return ""
    errors = sum(item.severity is Severity.ERROR for item in diagnostics)
    environment = templates()
    environment.filters["code"] = _with_code
    return environment.get_template("preview/panel.html").render(
        faults=[_fault(item, read_line, address) for item in diagnostics[:MOST]],
        more=len(diagnostics) - MOST,
        errors=errors,
        warnings=len(diagnostics) - errors,
        in_files=len({item.span.path for item in diagnostics}),
        is_open=has_errors(diagnostics),
        below=below,
        files=files,
    )


def news(address: str, number: int, files: str) -> str:
    """Return a script that reloads the page when `address` has a later state than `number`."""
    template = templates().get_template("preview/news.html")
    return template.render(address=address, number=number, files=files)


def page(title: str, text: str) -> str:
    """Return a page to lay a panel over if the site has none: a heading and a sentence."""
    return templates().get_template("preview/page.html").render(title=title, text=text)


def _with_code(text: str) -> Markup:
    """Return the text with everything between backticks set as code."""
    pieces = [escape(piece) for piece in text.split("`")]
    if len(pieces) % 2 == 0:
        return escape(text)  # one has no partner
    code = Markup("<code>{}</code>")
    return Markup().join(code.format(piece) if at % 2 else piece for at, piece in enumerate(pieces))


def _fault(item: Diagnostic, read_line: Callable[[Span], str | None], address: Address) -> _Fault:
    span = item.span
    line = (read_line(span) or "") if span != Span(span.path) else ""
    start = min(span.column - 1, len(line))
    end = span.end_column - 1 if span.end_line == span.line else len(line)
    end = max(start + 1, min(end, start + _EXCERPT))
    first = max(0, start - _EXCERPT // 3)
    last = max(end, first + _EXCERPT)
    return _Fault(
        item.severity.value,
        item.code,
        visible(item.message),
        _place(span, address),
        span.line,
        ("…" if first else "") + visible(line[first:start]),
        visible(line[start:end]),
        visible(line[end:last]) + ("…" if len(line) > last else ""),
        visible(item.hint),
        tuple(
            (visible(related.message), _place(related.span, address)) for related in item.related
        ),
    )


def _place(span: Span, address: Address) -> _Place:
    return _Place(visible(str(span)), address(span))
