"""Write a difference as Markdown, for a comment on a pull request or a workflow's summary.

All content is in fenced code, where it is neither HTML nor a link and mentions nobody (GitHub
Flavored Markdown, and GitHub's own filters, which skip code).
"""

import re
import textwrap
from collections.abc import Iterable, Iterator

from site_builder.changes.difference.layout import lines, sections, summary, title, unread
from site_builder.changes.difference.sides import Difference
from site_builder.content.values.characters import visible

_WIDTH = 96
_MOST_CHARACTERS = 60_000
"""GitHub accepts comments of up to 65,536 characters."""


def render(difference: Difference) -> str:
    """Return the summary and the changes, the gravest first, as many as fit into a comment."""
    parts = [f"**{summary(difference)}**\n"]
    blocks = [*_blocks(difference)]
    size = len(parts[0])
    for number, block in enumerate(blocks):
        size += len(block)
        if size > _MOST_CHARACTERS:
            left = len(blocks) - number
            parts.append(f"{left:,} more do not fit here. Run `factsheet diff` to see them all.\n")
            break
        parts.append(block)
    return "\n".join(parts)


def _blocks(difference: Difference) -> Iterator[str]:
    for section in sections(difference):
        heading = f"### {section.title}\n\n"
        for change in section.changes:
            rows = [f"@@ {title(change)} @@"]
            rows += [row for line in lines(change) for row in _rows(line.sign, line.marked)]
            yield heading + _fenced(rows)
            heading = ""
    others = [f"{path} ({how.value})" for path, how in difference.files.items()]
    if others:
        yield "### Other files\n\n" + _fenced(map(visible, others))
    if difference.unread:
        yield "### Not compared\n\n" + _fenced(map(unread, difference.unread))


def _rows(sign: str, text: str) -> Iterator[str]:
    """Yield a line, wrapped to fit into a comment."""
    wrapped = textwrap.wrap(text, _WIDTH, break_on_hyphens=False) or [""]
    yield from (f"{sign} {row}" for row in wrapped)


def _fenced(rows: Iterable[str]) -> str:
    text = "\n".join(rows)
    fence = "`" * max([2, *(len(run) for run in re.findall("`+", text))]) + "`"
    return f"{fence}diff\n{text}\n{fence}\n"
