"""Lay out a difference for a terminal."""

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from site_builder.changes.difference.layout import Line, lines, sections, summary, title, unread
from site_builder.changes.difference.sides import Difference
from site_builder.content.values.characters import visible
from site_builder.content.values.word_by_word import Side

_STYLES = {Side.BOTH: "", Side.BEFORE: "red strike", Side.NOW: "green bold underline"}
_SIGNS = {"-": "red", "+": "green", "!": "yellow"}


def render(difference: Difference, *, is_coloured: bool) -> Group:
    """Return the summary and all changes, for `rich`; without colours, signs mark changed words."""
    return Group(*_parts(difference, is_coloured))


def _parts(difference: Difference, is_coloured: bool) -> Iterator[RenderableType]:
    yield Text(summary(difference), style="bold")
    for section in sections(difference):
        yield Text(f"\n{section.title}", style="bold")
        for change in section.changes:
            yield Text(f"\n  {title(change)}", style="cyan")
            table = Table.grid(padding=(0, 1))
            for line in lines(change):
                table.add_row(Text(line.sign, _SIGNS.get(line.sign, "")), _text(line, is_coloured))
            yield Padding(table, (0, 0, 0, 4))
    if difference.files:
        yield Text("\nOther files\n", style="bold")
        for path, how in difference.files.items():
            yield Text(f"  {visible(path)} ({how.value})")
    for item in difference.unread:
        yield Text(f"\n{unread(item)}", style="yellow")


def _text(line: Line, is_coloured: bool) -> Text:
    if not is_coloured:
        return Text(line.marked)
    return Text.assemble(*((part.text, _STYLES[part.side]) for part in line.stretches))
