"""Report diagnostics on a terminal: place, code, message, the line with carets, the hint."""

import shutil
import sys
import textwrap
import unicodedata
from collections.abc import Iterable, Sequence

import click

from site_builder.checks.lines import ReadLine, line_reader
from site_builder.checks.reports.result import Outcome
from site_builder.content.values.characters import visible
from site_builder.diagnostics import Diagnostic, Severity, Span, capped

_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow"}
# With the gutter and an ellipsis at each end, this fills 80 columns.
_EXCERPT = 70


def render_report(outcome: Outcome) -> str:
    """Return the diagnostics, then a line that counts the faults and what was checked."""
    # Piped output is not wrapped, so that sentences can be searched for.
    width = shutil.get_terminal_size().columns if sys.stdout.isatty() else None
    faults = render(outcome.diagnostics, line_reader(outcome.base), width)
    end = f"{summary(outcome.diagnostics, outcome.what)} {outcome.unreported}".rstrip()
    return f"{faults}\n\n{end}" if faults else end


def render(diagnostics: Iterable[Diagnostic], read_line: ReadLine, width: int | None = None) -> str:
    """Return the diagnostics, in colours that `click.echo` drops where they are unwanted.

    Sentences are wrapped to `width`, in columns, if it is given.
    """
    return "\n\n".join(_render_one(item, read_line, width) for item in capped(diagnostics))


def summary(diagnostics: Sequence[Diagnostic], what: str) -> str:
    """Return one line: how many faults were found in how many files, and what was checked."""
    errors = sum(item.severity is Severity.ERROR for item in diagnostics)
    warnings = len(diagnostics) - errors
    if not diagnostics:
        return click.style("No faults", fg="green", bold=True) + f" in {what}."
    files = len({item.span.path for item in diagnostics})
    counts = [_count(errors, "error"), _count(warnings, "warning")]
    found = " and ".join(count for count in counts if not count.startswith("0 "))
    colour = _COLOURS[Severity.ERROR if errors else Severity.WARNING]
    return (
        click.style(found, fg=colour, bold=True) + f" in {_count(files, 'file')}; checked {what}."
    )


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def _render_one(item: Diagnostic, read_line: ReadLine, width: int | None) -> str:
    label = click.style(f"{item.severity}[{item.code}]", fg=_COLOURS[item.severity], bold=True)
    lines = [f"{visible(str(item.span))}: {label}", _sentence("  ", item.message, width)]
    is_whole_file = item.span == Span(item.span.path)
    source = None if is_whole_file else read_line(item.span)
    if source is not None and source.strip():
        lines += _excerpt(item.span, source, _COLOURS[item.severity])
    lines += [
        click.style(f"  {related.message}: {visible(str(related.span))}", dim=True)
        for related in item.related
    ]
    if item.hint:
        arrow = "  → "
        hint = _sentence(arrow, item.hint, width).removeprefix(arrow)
        lines.append(click.style(arrow, fg="cyan") + hint)
    return "\n".join(lines)


def _sentence(start: str, text: str, width: int | None) -> str:
    """Wrap a text behind `start`, indenting further lines as far."""
    if width is None:
        return start + visible(text)
    return textwrap.fill(
        visible(text),
        width,
        initial_indent=start,
        subsequent_indent=" " * len(start),
        break_long_words=False,
        break_on_hyphens=False,
    )


def _excerpt(span: Span, source: str, colour: str) -> list[str]:
    start = span.column - 1
    end = span.end_column - 1 if span.end_line == span.line else len(source.rstrip())
    cut = max(0, start - _EXCERPT // 2) if len(source) > _EXCERPT else 0
    last = cut + _EXCERPT
    shown = source[cut:last].rstrip()
    left, right = ("…" if cut else ""), ("…" if len(source.rstrip()) > last else "")
    carets = "^" * max(1, _width(source[start : min(max(end, start + 1), last)]))
    return [
        click.style(f"{span.line:>5} │ ", dim=True) + left + visible(shown) + right,
        click.style("      │ ", dim=True)
        + " " * (len(left) + _width(source[cut:start]))
        + click.style(carets, fg=colour, bold=True),
    ]


def _width(text: str) -> int:
    """Return how many columns of a terminal the text takes once it is visible."""
    return sum(
        0
        if unicodedata.category(character) in ("Mn", "Me")
        else 2
        if unicodedata.east_asian_width(character) in "WF"
        else 1
        for character in visible(text)
    )
