"""The chrome that all pages of one kind share, cut out of one page that the host has rendered.

The host (MkDocs with Material) renders one specimen per kind, whose title, description, address,
edit link, table of contents and content are sentinel words. Cut at these, the finished page is a
`Frame`; filled with a `Sheet` it is, byte for byte, the page that the host would have written.
Nothing here knows the host: whatever turns one page into HTML can give a frame.
"""

import re
from dataclasses import dataclass
from html import escape

_SENTINEL = "factsheetslot"
H1_ID = "sheet"
"""The id of every sheet's heading: where the skip link leads."""


@dataclass(frozen=True, slots=True)
class TocEntry:
    """A line of the table of contents: an id in the page and its plain title."""

    id: str
    title: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """What one page puts into its frame. All text is plain; `content` is finished HTML.

    `address` is relative to the site and ends in a slash; `edit_path` is the way from the site's
    `edit_uri` to the file to edit, empty where there is none.
    """

    address: str
    title: str
    description: str
    contents: tuple[TocEntry, ...]
    content: str
    edit_path: str = ""


def specimen(folder: str, depth: int) -> Sheet:
    """A sheet whose every value is a sentinel, `depth` levels below `folder`, as `people/`."""
    return Sheet(
        address=folder + "".join(f"{_SENTINEL}{level}/" for level in range(depth)),
        title=f"{_SENTINEL}title",
        description=f"{_SENTINEL}description",
        contents=(
            TocEntry(f"{_SENTINEL}ida", f"{_SENTINEL}namea"),
            TocEntry(f"{_SENTINEL}idb", f"{_SENTINEL}nameb"),
        ),
        content=f'<h1 id="{H1_ID}">{_SENTINEL}content</h1>',
        edit_path=f"{_SENTINEL}edit",
    )


class FrameError(Exception):
    """The specimen's page cannot be cut: a theme override has lost or doubled a slot."""


@dataclass(frozen=True, slots=True)
class Frame:
    """A page with holes. `parts` are literal text and, at odd indexes, names of slots.

    The table of contents is one hole: `entry` is what stands between an entry's id and its title,
    `between` what stands between a title and the next entry's id.
    """

    parts: tuple[str, ...]
    entry: str
    between: str

    def fill(self, sheet: Sheet) -> str:
        """The finished page. A sheet needs at least one entry in its table of contents."""
        values = {
            "address": sheet.address,
            "title": escape(sheet.title),
            "description": escape(sheet.description),
            "content": sheet.content,
            "edit": sheet.edit_path,
            "contents": self.between.join(
                f"{item.id}{self.entry}{escape(item.title)}" for item in sheet.contents
            ),
        }
        return "".join(values[part] if at % 2 else part for at, part in enumerate(self.parts))


# Which slots a page must have, and how often at least: a frame without its content is no frame.
_REQUIRED = ("title", "description", "content")


def cut(html: str, kind: str, folder: str, depth: int) -> Frame:
    """Cut the host's rendering of `specimen(folder, depth)` into a frame.

    Raises:
        FrameError: with the name of the slot that is missing or damaged, and the page's `kind`.
    """
    sheet = specimen(folder, depth)
    first, second = sheet.contents
    pieces = re.split(
        "|".join(map(re.escape, (first.id, first.title, second.id, second.title))), html
    )
    if len(pieces) != 5:
        raise FrameError(
            f"The table of contents of a {kind} page shows {len(pieces) - 1} of the 4 words"
            " that belong there, each once."
            " Look at the overrides of `partials/toc.html` and `partials/toc-item.html`."
        )
    head, entry, between, _, tail = pieces
    slots = {
        sheet.content: "content",
        sheet.address: "address",
        sheet.title: "title",
        sheet.description: "description",
        sheet.edit_path: "edit",
    }
    contents = "\0contents\0"
    split = re.split(
        "(" + "|".join(map(re.escape, (*slots, contents))) + ")", head + contents + tail
    )
    parts = tuple(slots.get(part, "contents") if at % 2 else part for at, part in enumerate(split))
    names = parts[1::2]
    for name in _REQUIRED:
        if name not in names:
            raise FrameError(f"A {kind} page has no slot `{name}`. Look at the theme's overrides.")
    if names.count("content") > 1:
        raise FrameError(
            f"A {kind} page has its content {names.count('content')} times."
            " Look at the theme's overrides."
        )
    if any(_SENTINEL in part for part in parts[::2]):
        raise FrameError(
            f"A {kind} page shows a part of its address, title or content by itself, or changed."
        )
    return Frame(parts, entry, between)
