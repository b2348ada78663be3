"""What every page has, and the small values that pages of all kinds print."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import ClassVar, NamedTuple

from site_builder.content.model import Record
from site_builder.views.card import Card
from site_builder.views.schema_org import Node
from site_builder.views.wording import shorten
from site_builder.views.words import ENGLISH, site_words


class Text(NamedTuple):
    """Words as they are printed, with their language (BCP 47) if it is not the page's.

    A quote has the marks that open and close it.
    """

    words: str
    lang: str = ""
    dir: str = ""
    opening: str = ""
    closing: str = ""

    @property
    def whole(self) -> str:
        """The words in their marks."""
        return f"{self.opening}{self.words}{self.closing}"

    def shortened(self, width: int, lang: str) -> str:
        """Return the words in one line, in their marks, or their beginning (`shorten`)."""
        return shorten(self.words, width, lang, self.opening, self.closing)


class Day(NamedTuple):
    """A date in words, and as HTML's `time` takes it; empty for an interval or an unsure date.

    `after` follows the words: it says what the date is of, if that would be mistaken.
    """

    words: str
    datetime: str
    after: str = ""


class Anchor(NamedTuple):
    """An entry of a page's table of contents: `id` in the page, `title` in plain text."""

    id: str
    title: str


class Crumb(NamedTuple):
    """A page above another one: the way back to it."""

    title: str
    address: str


@dataclass(frozen=True, slots=True)
class Parts:
    """A page's place among the parts of one long list; `number` counts from 1.

    `lang` is the site's language.
    """

    number: int = 1
    addresses: tuple[str, ...] = ("",)
    lang: str = ENGLISH

    @property
    def address(self) -> str:
        """This part's address."""
        return self.addresses[self.number - 1]

    @property
    def is_first(self) -> bool:
        """Whether it is the first part, which alone has what is said of the whole list."""
        return self.number == 1

    @property
    def suffix(self) -> str:
        """The end of a later part's title, such as `, part 2 of 5`; empty for the first part."""
        if self.is_first:
            return ""
        # Translators: follows the title or the description of a page that is cut into parts.
        return site_words(self.lang).gettext(
            ", part %(number)s of %(total)s", number=self.number, total=len(self.addresses)
        )

    @property
    def near(self) -> tuple[int, ...]:
        """The parts to link to: first, last, and those around this one; 0 stands for a gap."""
        last = len(self.addresses)
        close = {1, last, *range(max(1, self.number - 2), min(last, self.number + 2) + 1)}
        shown: list[int] = []
        for number in sorted(close):
            if shown and number > shown[-1] + 1:
                shown.append(0)
            shown.append(number)
        return tuple(shown)


class Filed(NamedTuple):
    """How the statements of a list are filed, as JSON, and a digest of which are on which part.

    Each part of the list has the digest too, so that a script never joins parts of different days:
    one more statement moves others to the next part, and one could be missing or there twice.
    """

    table: str
    state: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What every page has. `source_path` is the file it is made from; empty if there is none.

    `metadata` and `graph` are for machines: names and contents of `meta` elements, and linked data.
    `card` is what its image says; None if it has no image. `filed` is on each part of a list with
    several: what its filter asks all statements for.
    """

    template: ClassVar[str]
    address: str
    title: str
    description: str
    contents: tuple[Anchor, ...] = ()
    source_path: str = ""
    crumbs: tuple[Crumb, ...] = ()
    metadata: tuple[tuple[str, str], ...] = ()
    graph: tuple[Node, ...] = ()
    card: Card | None = None
    parts: Parts = Parts()
    filed: Filed | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordsPage(Page):
    """A page that names records."""

    called: Callable[[Record], str] = field(compare=False)
    """What records are called, so that those of one name can be told apart."""


@dataclass(frozen=True, slots=True)
class PlannedPage:
    """A page that is yet to be made: its address, its title, its place among parts."""

    address: str
    title: str
    parts: Parts
    build: Callable[["PlannedPage"], Page]

    def page(self) -> Page:
        """Make the page."""
        return self.build(self)
