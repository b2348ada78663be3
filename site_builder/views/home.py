"""The home page: what this is, how much there is, who spoke on what, and what is newest."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import ClassVar

from site_builder.content.catalogue import Catalogue, newest_first
from site_builder.content.model import Person, Theme
from site_builder.views import schema_org
from site_builder.views.addresses import PEOPLE, SOURCES, THEMES, TIMELINE, address_of
from site_builder.views.lists import Rows, as_json
from site_builder.views.page import Anchor, PlannedPage, RecordsPage
from site_builder.views.paging import cut
from site_builder.views.person import People
from site_builder.views.stances import stances
from site_builder.views.statement import Statements, StatementView, row_weight
from site_builder.views.titles import Titles
from site_builder.views.words import Words, site_words

LATEST = 6
ROWS, COLUMNS = 25, 10
SHADES = 5
GRID_FILE = "grid.json"


@dataclass(frozen=True, slots=True)
class Cell:
    """Somebody's statements on a theme; `shade` is from 1 to `SHADES`, 0 if there are none.

    `stances` has the words for what they amount to, in one line; it is empty if there are none.
    """

    theme: Theme
    count: int
    shade: int
    address: str
    stances: str


@dataclass(frozen=True, slots=True)
class Matrix:
    """People by themes, those with the most statements. `left_out` says what is not shown.

    What is not shown can be found by a script, in the file at `grid_address`.
    """

    themes: tuple[Theme, ...]
    rows: tuple[tuple[Person, tuple[Cell, ...]], ...]
    left_out: str

    @property
    def has_stances(self) -> bool:
        """Whether a cell has a stance, which needs to be explained."""
        return any(cell.stances for _, cells in self.rows for cell in cells)

    @property
    def grid_address(self) -> str:
        """The address of `grid`; empty if all is shown."""
        return GRID_FILE if self.left_out else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HomePage(RecordsPage):
    """What this is, how much there is, and what is newest."""

    template: ClassVar[str] = "home"
    site_name: str
    figures: tuple[tuple[str, int, str], ...]
    """What there is, how many of it, and the address of its list."""
    latest: tuple[StatementView, ...]
    matrix: Matrix


def home(
    planned: PlannedPage,
    catalogue: Catalogue,
    statements: Statements,
    people: People,
    site_url: str,
) -> HomePage:
    """Make the home page; its title is the site's name."""
    site_name, words = planned.title, site_words(catalogue.lang)
    gettext = words.gettext
    description = gettext("What officials said, in their own words, with the source.")
    entries = newest_first(catalogue.remarks)[:LATEST]
    return HomePage(
        address=planned.address,
        title=site_name,
        description=description,
        contents=(
            Anchor("latest", gettext("Latest statements")),
            Anchor("matrix", gettext("Who spoke on what")),
            Anchor("not-here", gettext("What this is not")),
        ),
        graph=(schema_org.website(site_name, description, catalogue.lang, site_url),),
        called=statements.titles.of,
        site_name=site_name,
        figures=_figures(catalogue),
        latest=statements.views(cut(entries, row_weight)[0]),
        matrix=matrix(catalogue, people, statements.titles),
    )


def _figures(catalogue: Catalogue) -> tuple[tuple[str, int, str], ...]:
    npgettext = site_words(catalogue.lang).npgettext
    # A joint statement counts once.
    said, people = sum(1 for _ in catalogue.remarks), len(catalogue.people)
    themes, sources = len(catalogue.themes), len(catalogue.sources)
    # Translators: from here to “sources”, each is printed below its number, which is large.
    return (
        (npgettext("below a number", "statement", "statements", said), said, TIMELINE),
        (
            npgettext("below a number", "person or group", "people and groups", people),
            people,
            PEOPLE,
        ),
        (npgettext("below a number", "theme", "themes", themes), themes, THEMES),
        (npgettext("below a number", "source", "sources", sources), sources, SOURCES),
    )


def matrix(catalogue: Catalogue, people: People, titles: Titles) -> Matrix:
    """Count statements by person and theme, for the people and themes with the most of them."""
    speakers, used = _ranked(catalogue)
    rows, themes = speakers[:ROWS], tuple(used[:COLUMNS])
    numbers = {person.id: _numbers(catalogue, person) for person in rows}
    most = max((n for found in numbers.values() for n in found.values()), default=1)

    def cells(person: Person) -> Iterator[Cell]:
        for theme in themes:
            number = numbers[person.id][theme.id]
            address = people.section(person, theme) if number else address_of(person)
            held = stances(person, theme, catalogue, titles)
            told = "".join(f"{stance.before}{stance.word}" for stance in held)
            yield Cell(theme, number, -(-number * SHADES // most), address, told)

    return Matrix(
        themes,
        tuple((person, tuple(cells(person))) for person in rows),
        _left_out((len(rows), len(speakers)), (len(themes), len(used)), site_words(catalogue.lang)),
    )


def grid(catalogue: Catalogue, people: People, titles: Titles) -> Iterator[Rows]:
    """Yield the whole matrix for a script, if the page does not show all of it.

    The JSON is `[themes, people]`, those with the most statements first: `[id, title]` of each
    theme, and `[id, name, [at, count, part, …]]` of each person. `at` is a theme's place in the
    list, `count` the number of statements on it, and `part` of the person's page has the first.
    """
    speakers, used = _ranked(catalogue)
    if len(speakers) > ROWS or len(used) > COLUMNS:
        yield GRID_FILE, partial(_grid, catalogue, people, titles)


def _grid(catalogue: Catalogue, people: People, titles: Titles) -> str:
    speakers, used = _ranked(catalogue)
    places = {theme.id: at for at, theme in enumerate(used)}
    return as_json(
        (
            [[theme.id, titles.of(theme)] for theme in used],
            [
                [
                    person.id,
                    titles.of(person),
                    [
                        number
                        for id_, count in _numbers(catalogue, person).items()
                        for number in (places[id_], count, people.part(person, id_))
                    ],
                ]
                for person in speakers
            ],
        )
    )


def _ranked(catalogue: Catalogue) -> tuple[list[Person], list[Theme]]:
    """Return all speakers and all themes in use, those with the most statements first."""
    speakers = [person for person in catalogue.people.values() if person.id in catalogue.said_by]
    used = [theme for theme in catalogue.themes.values() if theme.id in catalogue.by_theme]
    speakers.sort(key=lambda person: (-len(catalogue.said_by[person.id]), person.name.casefold()))
    used.sort(key=lambda theme: (-len(catalogue.by_theme[theme.id]), theme.title.casefold()))
    return speakers, used


def _numbers(catalogue: Catalogue, person: Person) -> Counter[str]:
    """Return the number of a person's statements on each theme, by its id."""
    return Counter(
        theme.id for entry in catalogue.listed_by(person.id) for theme in catalogue.listed_on(entry)
    )


def _left_out(speakers: tuple[int, int], themes: tuple[int, int], words: Words) -> str:
    """Say how many are shown, of how many; empty if all are."""
    parts = []
    if speakers[0] < speakers[1]:
        parts.append(
            words.ngettext(
                "%(shown)s of %(num)s speaker",
                "%(shown)s of %(num)s speakers",
                speakers[1],
                shown=speakers[0],
            )
        )
    if themes[0] < themes[1]:
        parts.append(
            words.ngettext(
                "%(shown)s of %(num)s theme",
                "%(shown)s of %(num)s themes",
                themes[1],
                shown=themes[0],
            )
        )
    if not parts:
        return ""
    return words.gettext(
        "Only those with the most statements are shown: %(shown)s.", shown=words.listed(parts)
    )
