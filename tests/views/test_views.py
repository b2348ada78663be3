"""What pages print: what is chosen, in which order, in which words, and in how many parts."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TypeVar

import pytest

from benchmarks.generate import Plan, write_site
from site_builder.build import Inputs, load
from site_builder.content.catalogue import Catalogue
from site_builder.diagnostics import has_errors
from site_builder.pages.press import Press
from site_builder.settings import Site
from site_builder.views import (
    HomePage,
    ListPage,
    Page,
    PersonPage,
    SourcePage,
    StatementPage,
    ThemePage,
    TimelinePage,
    Views,
    YearPage,
)
from site_builder.views.about import CorrectionsPage, CoveragePage
from site_builder.views.wording import count, excerpt, initials, shorten
from tests.support.paths import FIXTURE_SITE
from tests.support.project import Fields, Project, person, statement

SITE = Site("Dossier", "https://sheet.example/")

P = TypeVar("P", bound=Page)
MAX_PAGE = 300_000


@pytest.fixture(scope="module")
def sheet() -> tuple[Page, ...]:
    """Every page of the example sheet."""
    return pages(load(Inputs(FIXTURE_SITE / "content", FIXTURE_SITE)).catalogue)


def pages(catalogue: Catalogue) -> tuple[Page, ...]:
    """Every page of a catalogue."""
    views = Views(catalogue, SITE)
    return (*views.records(), *(planned.page() for planned in views.lists()))


def one(found: Sequence[Page], kind: type[P], address: str) -> P:
    """The page of a kind at an address."""
    (page,) = (page for page in found if isinstance(page, kind) and page.address == address)
    return page


def made(folder: Path, people: dict[str, Fields], **others: Fields) -> tuple[Page, ...]:
    """The pages of a project with these people besides the one that each project has."""
    project = Project(folder)
    for id_, fields in people.items():
        project.write(f"people/{id_}.yml", fields)
    for path, fields in others.items():
        project.write(f"{path.replace('__', '/')}.yml", fields)
    content = load(Inputs(project.content, folder))
    assert not has_errors(content.diagnostics)
    return pages(content.catalogue)


def test_positions_in_the_order_of_the_file(sheet: tuple[Page, ...]) -> None:
    """A person's positions keep their order; the statements of each are in order of time."""
    page = one(sheet, PersonPage, "people/example-minister/")
    assert {
        position.theme.id: [view.entry.statement.id for view in position.statements]
        for position in page.positions
    } == {
        "example-harbours": ["never-dredged", "two-metres", "deep-enough", "long-speech"],
        "example-lamps": ["lamps-in-arabic", "lit-the-lamps"],
    }
    assert page.figures == ("4 quotes", "1 paraphrase", "1 action", "1 June 2019 – 2022")


def test_words_about_stand_apart(sheet: tuple[Page, ...]) -> None:
    """What others say about somebody is in no position of theirs."""
    page = one(sheet, PersonPage, "people/example-minister/")
    assert [view.entry.key for view in page.about] == ["example-envoy/too-shallow"]
    own = [view.entry.person.id for position in page.positions for view in position.statements]
    assert {*own} == {"example-minister"}


def test_filters_count_what_they_leave(sheet: tuple[Page, ...]) -> None:
    """An option says how many statements it leaves; a second theme of a statement counts."""
    page = one(sheet, PersonPage, "people/example-minister/")
    options = {
        filter_.name: [(option.value, option.number) for option in filter_.options]
        for filter_ in page.filters
    }
    assert options["theme"] == [("example-harbours", 4), ("example-lamps", 3)]
    assert options["kind"] == [("quote", 4), ("paraphrase", 1), ("action", 1)]
    assert options["year"] == [("2022", 1), ("2021", 2), ("2020", 2), ("2019", 1)]


def test_chart_has_the_empty_years(tmp_path: Path) -> None:
    """A chart runs from the first year to the last, and says the same in words."""
    said = [
        statement("one", quote="One.", date="2011"),
        statement("two", quote="Two.", date="2014"),
        statement("three", quote="Three.", date="2014-05"),
    ]
    page = one(made(tmp_path, {"bo": person(*said)}), PersonPage, "people/bo/")
    assert page.chart is not None
    assert [(bar.label, bar.number, bar.height) for bar in page.chart.bars] == [
        ("2011", 1, 50),
        ("2012", 0, 0),
        ("2013", 0, 0),
        ("2014", 2, 100),
    ]
    assert page.chart.text == "3 statements by year. 2011: 1; 2014: 2."


def test_no_chart_of_one_moment(tmp_path: Path) -> None:
    """Statements of one month make no chart."""
    said = [statement(str(day), quote=f"{day}.", date=f"2014-05-0{day}") for day in (1, 2)]
    assert one(made(tmp_path, {"bo": person(*said)}), PersonPage, "people/bo/").chart is None


def test_positions_side_by_side(sheet: tuple[Page, ...]) -> None:
    """A theme shows everybody by name with the newest words; then all statements by date."""
    page = one(sheet, ThemePage, "themes/example-harbours/")
    assert [(item.person.name, item.count, item.statement.entry.key) for item in page.speakers] == [
        ("Example Envoy", 2, "example-envoy/deep-after-all"),
        ("Example Minister", 4, "example-minister/long-speech"),
    ]
    dates = [view.entry.statement.date.filed for view in page.statements]
    assert dates == sorted(dates)
    assert page.figures == ("6 statements by 2 people", "1 June 2019 – June 2021")


def test_answers_both_ways(sheet: tuple[Page, ...]) -> None:
    """A statement's page has what it answers and what answers it."""
    page = one(sheet, StatementPage, "people/example-minister/deep-enough/")
    assert [(label, view.entry.key) for label, view in page.linked] == [
        ("Answers", "example-envoy/too-shallow"),
        ("Answered by", "example-envoy/deep-after-all"),
    ]


def test_chain_from_the_furthest(sheet: tuple[Page, ...]) -> None:
    """The chain of a source begins with the furthest source that anybody says to draw on."""
    page = one(sheet, StatementPage, "people/example-minister/deep-enough/")
    (cited,) = page.statement.cited
    assert [[step.source.id for step in steps] for steps in cited.chain] == [
        ["example-broadcast"],
        ["example-agency"],
    ]
    assert cited.via == "Example Agency"


def test_matrix_leads_to_sections(sheet: tuple[Page, ...]) -> None:
    """A cell leads to the section on its theme, or to the statements that stand elsewhere."""
    matrix = one(sheet, HomePage, "").matrix
    assert [theme.id for theme in matrix.themes] == ["example-harbours", "example-lamps"]
    minister, envoy = (cells for _, cells in matrix.rows)
    assert [(cell.count, cell.shade, cell.address) for cell in minister] == [
        (4, 5, "people/example-minister/?theme=example-harbours#on-example-harbours"),
        (3, 4, "people/example-minister/?theme=example-lamps#on-example-lamps"),
    ]
    assert [(cell.count, cell.shade) for cell in envoy] == [(2, 3), (0, 0)]
    assert matrix.left_out == ""


def test_latest_first(sheet: tuple[Page, ...]) -> None:
    """The first page begins with the newest statement."""
    latest = one(sheet, HomePage, "").latest
    assert latest[0].entry.key == "example-minister/lit-the-lamps"
    dates = [view.entry.statement.date.filed for view in latest]
    assert dates == sorted(dates, reverse=True)


def test_timeline_by_month(sheet: tuple[Page, ...]) -> None:
    """The timeline runs backwards by month; a year alone stands apart from its months."""
    page = one(sheet, TimelinePage, "timeline/")
    assert [(month.title, len(month.statements)) for month in page.months] == [
        ("2022, month unknown", 1),
        ("May 2021", 1),
        ("March 2021", 3),
        ("November 2020", 1),
        ("January 2020", 1),
        ("June 2019", 1),
    ]
    assert page.years == ()


def test_corrections_and_coverage(sheet: tuple[Page, ...]) -> None:
    """The ledger has each correction; coverage counts what the site rests on."""
    ledger = one(sheet, CorrectionsPage, "corrections/")
    assert [(day, view.entry.key) for day, _, view in ledger.corrections] == [
        ("9 March 2021", "example-minister/deep-enough")
    ]
    facts = one(sheet, CoveragePage, "coverage/").facts
    assert facts == (
        "8 statements: 5 quotes, 2 paraphrases, 1 action.",
        "Dates: 1 June 2019 – 2022.",
        "They come from 3 sources.",
        "7 statements rest on a single source.",
        "5 statements come from a source that cites another one.",
        "1 statement has an inferred date.",
        "1 person has a page but no statements of their own yet.",
    )


def test_lists_by_letter(tmp_path: Path) -> None:
    """A list is in the order of the alphabet, whatever accents or quotation marks begin a name."""
    names = {"a": "Žofie", "b": "“Ánna”", "c": "zebra", "d": "Bert"}
    found = made(tmp_path, {id_: person(name=name) for id_, name in names.items()})
    page = one(found, ListPage, "people/")
    titles = [row.title.words for row in page.rows]
    assert titles == ["Ada Keeper", "“Ánna”", "Bert", "zebra", "Žofie"]


def test_what_has_its_own_page_is_linked_from_all_parts(tmp_path: Path) -> None:
    """A person with many statements has several parts, and each statement stands on one."""
    said = [
        statement(
            f"s-{number}", quote=f"Number {number}. {'Word ' * 60}End.", date=f"{1900 + number}"
        )
        for number in range(100)
    ]
    found = made(tmp_path, {"bo": person(*said)})
    parts = [page for page in found if isinstance(page, PersonPage) and page.person.id == "bo"]
    assert [page.address for page in parts[:2]] == ["people/bo/", "people/bo/page_2/"]
    shown = [
        view.entry.statement.id
        for page in parts
        for position in page.positions
        for view in position.statements
    ]
    assert shown == [f"s-{number}" for number in range(100)]
    assert [page.positions[0].continued for page in parts] == [False, *[True] * (len(parts) - 1)]


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    """A synthetic site of 400 people, most of whom speak on the same eight themes."""
    folder = tmp_path_factory.mktemp("many")
    write_site(Plan(400, 7), folder)
    return load(Inputs(folder / "content", folder)).catalogue


@pytest.fixture(scope="module")
def many_pages(many: Catalogue) -> tuple[Page, ...]:
    """Every page of it."""
    return pages(many)


def test_no_page_is_heavy(many_pages: tuple[Page, ...]) -> None:
    """No page holds more than 300 KB of HTML, its chrome of 30 KB among them."""
    press = Press(SITE)
    heavy = {
        view.address: size
        for view in many_pages
        if (size := len(press.sheet(view).content)) > MAX_PAGE - 30_000
    }
    assert heavy == {}


def test_every_statement_on_its_year(many: Catalogue, many_pages: tuple[Page, ...]) -> None:
    """Where the timeline has a page for each year, each statement stands on one of its year."""
    years = [page for page in many_pages if isinstance(page, YearPage)]
    shown = [
        (page.year, view.entry.key)
        for page in years
        for month in page.months
        for view in month.statements
    ]
    wanted = [(entry.statement.date.year, entry.key) for entry in many.entries.values()]
    assert sorted(shown) == sorted(wanted)


def test_every_link_within_the_site_leads_somewhere(many_pages: tuple[Page, ...]) -> None:
    """Each address that a part, a section, a letter or a cell leads to is a page's."""
    known = {page.address for page in many_pages}
    led: set[str] = set()
    for page in many_pages:
        led |= {*page.parts.addresses} - {""}
        match page:
            case PersonPage():
                led |= {address for _, _, address in page.sections}
            case ListPage():
                led |= {address for _, address in page.letters}
            case HomePage():
                led |= {cell.address for _, cells in page.matrix.rows for cell in cells}
            case ThemePage():
                led |= {speaker.address for speaker in page.speakers}
            case TimelinePage():
                led |= {address for _, _, address in page.years}
            case SourcePage() | _:
                led |= {crumb.address for crumb in page.crumbs}
    assert {address.partition("?")[0].partition("#")[0] for address in led} <= known


def test_rows_of_a_long_list(many: Catalogue, many_pages: tuple[Page, ...]) -> None:
    """A list of several parts has all of its rows in one file, in their order."""
    ((address, text), *_) = Views(many, Site("Dossier")).rows()
    rows = json.loads(text)
    printed = [
        row.address
        for page in many_pages
        if isinstance(page, ListPage) and page.what == "People"
        for row in page.rows
    ]
    assert address == "people/rows.json"
    assert [row[0] for row in rows] == printed
    assert len(printed) == 400


@pytest.mark.parametrize(
    ("text", "width", "cut"),
    [("one two", 7, "one two"), ("one two three", 9, "one two…"), ("a  b\nc", 9, "a b c")],
)
def test_shorten(text: str, width: int, cut: str) -> None:
    """A title is one line, cut after a word."""
    assert shorten(text, width) == cut


def test_excerpt_marks_what_it_leaves_out() -> None:
    """Words that are cut say so as an omission does."""
    assert excerpt("one two three", 9) == "one two […]"
    assert excerpt("one two", 9) == "one two"


@pytest.mark.parametrize(
    ("name", "monogram"), [("Ada Keeper", "AK"), ("Bo", "B"), ("“Ё” ёж", "Ё"), ("42", "4")]
)
def test_initials(name: str, monogram: str) -> None:
    """A monogram has the first letters of the first and the last word."""
    assert initials(name) == monogram


def test_count() -> None:
    """One is singular, and all else is plural."""
    assert (count(1, "person"), count(2, "person")) == ("1 person", "2 people")
    assert count(1234, "statement") == "1,234 statements"


def test_plans_are_kept() -> None:
    """A page of the host's has the address and the title that were known before it was made."""
    views = Views(load(Inputs(FIXTURE_SITE / "content", FIXTURE_SITE)).catalogue, SITE)
    for planned in views.lists():
        page = planned.page()
        assert (page.address, page.title) == (planned.address, planned.title)
