"""The chrome that all pages of one kind share, cut out of one page that the host has rendered.

The host (MkDocs with Material) renders one specimen per kind, whose title, description, address,
edit link, table of contents and content are sentinel words. Cut at these, the finished page is a
`Frame`; filled with a `Sheet` it is, byte for byte, the page that the host would have written.
Nothing here knows the host: any program that turns a page into HTML can give a frame.
"""

import re
import secrets
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from markupsafe import escape

# Nobody can write a page that holds it: it is another in each process, and is in no output.
# It is no longer than it must be, because an override that cuts texts short should be noticed.
SENTINEL = f"s{secrets.token_hex(6)}"
"""What the words of a specimen begin with."""
# Text that a template's filters, a minifier or an unquoted attribute would change.
_PROBE = " <b> & \"'"
_ENTRIES = ("a", "b", "c")
H1_ID = "sheet"
"""The id of every sheet's heading: where the skip link leads."""


class TocEntry(NamedTuple):
    """A line of the table of contents: an id in the page and its plain title."""

    id: str
    title: str


class Sheet(NamedTuple):
    """What one page puts into its frame. All text is plain; `content` and `head` are finished HTML.

    `content` is in UTF-8, as the frame is.
    `head` goes at the end of the page's `<head>`: what the page says to machines.
    `address` is relative to the site and ends in a slash; `edit_path` is the file to edit, within
    the content folder, such as `people/<id>.yml` or `people/<id>/2024.yml`; empty if there is none.
    """

    address: str
    title: str
    description: str
    contents: tuple[TocEntry, ...]
    content: bytes
    edit_path: str = ""
    head: str = ""


def specimen(folder: str, depth: int) -> Sheet:
    """Return a sheet of sentinels only, `depth` levels below `folder`, such as `people/`."""
    return Sheet(
        address=folder + "".join(f"{SENTINEL}{level}/" for level in range(depth)),
        title=f"{SENTINEL}title{_PROBE}",
        description=f"{SENTINEL}description{_PROBE}",
        contents=tuple(
            TocEntry(f"{SENTINEL}id{entry}", f"{SENTINEL}name{entry}{_PROBE}") for entry in _ENTRIES
        ),
        content=f'<h1 id="{H1_ID}">{SENTINEL}content</h1>'.encode(),
        edit_path=f"{folder}{SENTINEL}file.yml",
        head=f'<meta name="{SENTINEL}head">',
    )


class FrameError(Exception):
    """The specimen's page cannot be cut: a theme override or a plugin has damaged a slot."""


@dataclass(frozen=True, slots=True)
class Frame:
    """A page with holes, in UTF-8: `slots` name what goes between each of `parts` and the next.

    The table of contents is one hole: `entry` is the HTML between an entry's id and its title,
    `between` the HTML between a title and the next entry's id.
    """

    parts: tuple[bytes, ...]
    slots: tuple[str, ...]
    entry: str
    between: str

    def fill(self, sheet: Sheet) -> bytes:
        """Return the finished page, in UTF-8.

        Raises:
            ValueError: the sheet's table of contents is empty, for which the host has other HTML.
        """
        if not sheet.contents:
            raise ValueError(f"{sheet.address} has no table of contents")
        values = {
            "address": sheet.address,
            "title": escape(sheet.title),
            "description": escape(sheet.description),
            "edit": _stem(sheet.edit_path),
            "head": sheet.head,
            "contents": self.between.join(
                f"{item.id}{self.entry}{escape(item.title)}" for item in sheet.contents
            ),
        }
        encoded = {name: value.encode() for name, value in values.items()}
        encoded["content"] = sheet.content
        page = [b""] * (len(self.parts) + len(self.slots))
        page[::2] = self.parts
        page[1::2] = [encoded[name] for name in self.slots]
        return b"".join(page)


# The slots that every page must have.
_REQUIRED = ("title", "description", "content")


def cut(html: str, kind: str, folder: str, depth: int) -> Frame:
    """Cut the host's rendering of `specimen(folder, depth)` into a frame.

    Raises:
        FrameError: with the name of the slot that is missing or damaged, and the page's `kind`.
    """
    sheet = specimen(folder, depth)
    head, entry, between, tail = _cut_contents(html, kind, sheet)
    slots = {
        sheet.content.decode(): "content",
        sheet.address: "address",
        str(escape(sheet.title)): "title",
        str(escape(sheet.description)): "description",
        _stem(sheet.edit_path): "edit",
        sheet.head: "head",
        "\0": "contents",
    }
    split = re.split("(" + "|".join(map(re.escape, slots)) + ")", f"{head}\0{tail}")
    parts, names = split[::2], tuple(slots[part] for part in split[1::2])
    for changed in _sentinels(parts):
        raise FrameError(
            f"A {kind} page changes its title, address or another value, which printed pages"
            f" could not do: `{changed}`."
            " Look at the theme's overrides and at the other plugins."
        )
    for name in _REQUIRED:
        if name not in names:
            raise FrameError(
                f"A {kind} page does not show its {name}. Look at the theme's overrides."
            )
    if names.count("content") > 1:
        raise FrameError(
            f"A {kind} page has its content {names.count('content')} times."
            " Look at the theme's overrides."
        )
    return Frame(tuple(part.encode() for part in parts), names, entry, between)


def _cut_contents(html: str, kind: str, sheet: Sheet) -> tuple[str, str, str, str]:
    """Return the HTML before, within, between and after the entries of the table of contents."""
    words = [word for item in sheet.contents for word in (item.id, str(escape(item.title)))]
    pieces = re.split("(" + "|".join(map(re.escape, words)) + ")", html)
    if pieces[1::2] != words:
        raise FrameError(
            f"A {kind} page does not show its table of contents once, as links with titles."
            " Look at the overrides of `partials/toc.html` and `partials/toc-item.html`,"
            " and turn off the feature `toc.integrate`."
        )
    head, *inner, tail = pieces[::2]
    if len({*inner[::2]}) > 1 or len({*inner[1::2]}) > 1:
        raise FrameError(
            f"A {kind} page prints the entries of its table of contents in different ways."
            " Look at the override of `partials/toc-item.html`."
        )
    return head, inner[0], inner[1], tail


def _sentinels(texts: Iterable[str]) -> Iterator[str]:
    """Yield each leftover sentinel with a little of the text around it."""
    for text in texts:
        for match in re.finditer(rf".{{0,40}}{SENTINEL}.{{0,40}}", text, re.IGNORECASE):
            yield match[0].strip()


def _stem(path: str) -> str:
    return path.partition("/")[2].removesuffix(".yml")
