from pathlib import Path

import pytest

from site_builder.content.catalogue import Catalogue, Entry, link_references, newest_first
from site_builder.content.model import MAX_RELAYS, Known, Source
from site_builder.examine import Inputs, load
from tests.support.project import SOURCE, Fields, Project, person, statement
from tests.support.repository import write
from tests.support.views import linked

SOURCES = {
    "sources/paper.yml": "title: P\ntype: webpage\nrelays: [agency, channel]\n",
    "sources/agency.yml": "title: A\ntype: webpage\nrelays: [post, paper]\n",
    "sources/channel.yml": "title: C\ntype: webpage\nrelays: [post]\n",
    "sources/post.yml": "title: X\ntype: post\n",
}
THEMES = {
    "themes/peace.yml": "title: Peace\ndefinition: P.\n",
    "themes/trade.yml": "title: Trade\ndefinition: T.\nbroader: peace\n",
    "themes/arms.yml": "title: Arms\ndefinition: A.\nbroader: peace\n",
}
SOMEBODY = """
name: Somebody
kind: official
offices:
  - { title: Minister, start: 2020, end: 2023-06, citations: [{ source: post }] }
  - { title: Adviser, start: 2023-07, citations: [{ source: post }] }
  - { title: Deputy, citations: [{ source: post }] }
positions:
  - theme: trade
    statements:
      - id: later
        quote: Later words
        date: 2024-11-06
        also: [peace]
        about: [other]
        responds_to: other/first
        citations: [{ source: paper, locator: page 2 }, { source: paper, locator: page 3 }]
      - id: earlier
        paraphrase: Earlier words
        date: 2023-06-30
        clarifies: somebody/later
        citations: [{ source: post }]
  - theme: peace
    statements:
      - { id: same-b, action: B, date: 2023-07, citations: [{ source: agency }] }
      - { id: same-a, action: A, date: 2023-07, citations: [{ source: agency }] }
      - { id: whole-year, action: C, date: 2023, citations: [{ source: agency }] }
"""
OTHER = """
name: Other
kind: commentator
positions:
  - theme: peace
    statements:
      - { id: first, quote: First words, date: 2024-11-05, citations: [{ source: post }] }
"""


@pytest.fixture
def catalogue(tmp_path: Path) -> Catalogue:
    """A small site, linked."""
    files = {**SOURCES, **THEMES, "people/somebody.yml": SOMEBODY, "people/other.yml": OTHER}
    for name, text in files.items():
        file = tmp_path / name
        file.parent.mkdir(exist_ok=True)
        file.write_text(text)
    content = load(Inputs(tmp_path, tmp_path))
    # The two papers draw on each other, to see that the chain ends nevertheless; and one statement
    # clarifies a later one.
    assert {fault.code for fault in content.diagnostics} == {
        "circular-reference",
        "answered-before-said",
    }
    return content.catalogue


def keys(entries: tuple[Entry, ...]) -> list[str]:
    """The keys of entries, in their order."""
    return [entry.key for entry in entries]


def test_everything_is_there_in_order(catalogue: Catalogue) -> None:
    """Records stand in the order of their ids, statements in that of their dates."""
    assert [*catalogue.people] == ["other", "somebody"]
    assert [*catalogue.themes] == ["arms", "peace", "trade"]
    assert [*catalogue.sources] == ["agency", "channel", "paper", "post"]
    assert [*catalogue.entries] == [
        "somebody/whole-year",
        "somebody/earlier",
        "somebody/same-b",
        "somebody/same-a",
        "other/first",
        "somebody/later",
    ]
    assert str(catalogue.size) == "2 people, 3 themes, 4 sources, 6 statements"


def test_back_links(catalogue: Catalogue) -> None:
    """People, themes and sources know the statements that name them, each once."""
    everything = [*catalogue.entries]
    assert keys(catalogue.by_person["somebody"]) == [key for key in everything if "some" in key]
    assert keys(catalogue.by_theme["trade"]) == ["somebody/earlier", "somebody/later"]
    assert keys(catalogue.by_theme["peace"]) == [
        key for key in everything if key != "somebody/earlier"
    ]
    assert "arms" not in catalogue.by_theme
    assert keys(catalogue.by_source["paper"]) == ["somebody/later"]
    assert keys(catalogue.by_source["post"]) == ["somebody/earlier", "other/first"]
    assert keys(catalogue.about["other"]) == ["somebody/later"]
    assert "somebody" not in catalogue.about


def test_words_about_are_not_words_by(catalogue: Catalogue) -> None:
    """A statement about somebody does not stand among that person's own."""
    assert keys(catalogue.by_person["other"]) == ["other/first"]


def test_answers(catalogue: Catalogue) -> None:
    """A statement knows what answers it, and how."""
    assert [(item.how, item.entry.key) for item in catalogue.answers["other/first"]] == [
        ("responds_to", "somebody/later")
    ]
    assert [(item.how, item.entry.key) for item in catalogue.answers["somebody/later"]] == [
        ("clarifies", "somebody/earlier")
    ]


def test_the_theme_that_a_statement_stands_under_comes_first(catalogue: Catalogue) -> None:
    """A statement's further themes follow the one that it stands under."""
    assert [theme.id for theme in catalogue.entries["somebody/later"].themes] == ["trade", "peace"]


@pytest.mark.parametrize(
    ("key", "titles"),
    [
        ("somebody/later", ["Adviser", "Deputy"]),
        ("somebody/earlier", ["Minister", "Deputy"]),
        ("somebody/same-a", ["Adviser", "Deputy"]),
        ("somebody/whole-year", ["Minister", "Adviser", "Deputy"]),
        ("other/first", []),
    ],
)
def test_possible_offices(catalogue: Catalogue, key: str, titles: list[str]) -> None:
    """A statement comes with the offices that its day does not rule out."""
    assert [held.office.title for held in catalogue.entries[key].possible_offices] == titles


CERTAIN = {
    "both ends are known": ("2020-05-05", "2022-06-30", "2021", "said", True),
    "on the first day": ("2020-05-05", "2022-06-30", "2020-05-05", "said", True),
    "on the last day": ("2020-05-05", "2022-06-30", "2022-06-30", "said", True),
    "in the year of the start": ("2020", "2022-06-30", "2020-05", "said", False),
    "in the month of the end": ("2020", "2022-06", "2022-06-15", "said", False),
    "before the start in part": ("2020-05-05", "2022", "2020-05", "said", False),
    "no end": ("2020", None, "2021", "said", False),
    "no start": (None, "2022", "2021", "said", False),
    "a rough start": ("2020~", "2022", "2021", "said", False),
    "a rough end": ("2020", "2022?", "2021", "said", False),
    "a rough date": ("2020", "2022", "2021~", "said", False),
    "a date of publication": ("2020", "2022", "2021", "published", False),
    "an open date": ("2020", "2022", "2021/..", "said", False),
}


@pytest.mark.parametrize("case", CERTAIN.values(), ids=CERTAIN.keys())
def test_an_office_is_certain_if_both_ends_prove_it(
    tmp_path: Path, case: tuple[str | None, str | None, str, str, bool]
) -> None:
    """An office was held when something was said only if its dates prove that; else, perhaps."""
    start, end, date, basis, is_certain = case
    ends = {name: when for name, when in (("start", start), ("end", end)) if when}
    office = {"title": "Keeper", "citations": [{"source": "gazette"}], **ends}
    said = statement(date=date, date_basis=basis)
    catalogue = linked(tmp_path, {"bo": person(said, offices=[office])})
    entry = catalogue.entries["bo/lamps"]
    assert (len(entry.offices), len(entry.possible_offices)) == (is_certain, not is_certain)


def test_relay_chain(catalogue: Catalogue) -> None:
    """A citation comes with all that its source draws on: nearest first, each once."""
    cited = catalogue.entries["somebody/later"].cited
    assert [item.citation.locator for item in cited] == ["page 2", "page 3"]
    assert [(relay.source.id, relay.through.id, relay.depth) for relay in cited[0].relays] == [
        ("agency", "paper", 1),
        ("channel", "paper", 1),
        ("post", "agency", 2),
    ]
    assert catalogue.entries["somebody/earlier"].cited[0].relays == ()


def test_a_relay_chain_ends() -> None:
    """However long a chain is, no source is linked with more than one too many."""
    ids = [f"s{number}" for number in range(100)]
    chain = [
        Source.model_validate(
            {**SOURCE, "id": id_, "path": f"{id_}.yml", "relays": following},
            context=Known({"source": {*ids}}),
        )
        for id_, following in zip(ids, [*([id_] for id_ in ids[1:]), []], strict=True)
    ]
    relays = link_references(chain).relays
    assert len(relays["s0"]) == len(relays["s9"]) == MAX_RELAYS + 1
    assert len(relays["s90"]) == 9


def test_hierarchies(catalogue: Catalogue) -> None:
    """A theme knows its narrower ones, a source those that draw on it."""
    assert {id_: [theme.id for theme in below] for id_, below in catalogue.narrower.items()} == {
        "peace": ["arms", "trade"]
    }
    assert {
        id_: [source.id for source in above] for id_, above in catalogue.relayed_by.items()
    } == {
        "agency": ["paper"],
        "channel": ["paper"],
        "post": ["agency", "channel"],
        "paper": ["agency"],
    }


def test_statements_of_one_day_are_in_the_order_of_the_source(tmp_path: Path) -> None:
    """On one day officials come first; then sources and their numbered places decide, then lines.

    From the last day to the first, the statements of one day keep that order.
    """
    project = Project(tmp_path)
    project.write("sources/earlier.yml", {**SOURCE, "issued": "2024-11-05"})
    said = {
        "page-10": ("gazette", "page 10"),
        "page-9": ("gazette", "page 9, column 2"),
        "anywhere-b": ("gazette", None),
        "anywhere-a": ("gazette", None),
        "last-line": ("earlier", "paragraph 1"),
    }
    project.write("people/ada-keeper.yml", person(*placed(said), kind="commentator"))
    project.write("people/zoe-keeper.yml", person(*placed({"page-99": ("gazette", "page 99")})))
    later = statement("later", date="2024-11-07")
    project.write(
        "people/yve-keeper.yml", person(*placed({"page-9-1": ("gazette", "page 9")}), later)
    )
    entries = load(Inputs(project.content, tmp_path)).catalogue.entries
    of_one_day = [
        "yve-keeper/page-9-1",
        "zoe-keeper/page-99",
        "ada-keeper/last-line",
        "ada-keeper/page-9",
        "ada-keeper/page-10",
        "ada-keeper/anywhere-b",
        "ada-keeper/anywhere-a",
    ]
    assert [*entries] == [*of_one_day, "yve-keeper/later"]
    assert keys(tuple(newest_first(entries.values()))) == ["yve-keeper/later", *of_one_day]


def placed(said: dict[str, tuple[str, str | None]]) -> list[Fields]:
    """Statements of one day by their ids, each with its source and the place in it."""
    return [
        statement(id_, quote=f"It is {id_}.", citations=[citation])
        for id_, (source, locator) in said.items()
        for citation in [{"source": source} | ({"locator": locator} if locator else {})]
    ]


def test_of_two_statements_with_one_id_the_first_stands(tmp_path: Path) -> None:
    """A catalogue has each id once, whatever the file says."""
    said = "{{ id: a, quote: {}, date: {}, citations: [{{ source: post }}] }}"
    person = f"""
name: Somebody
kind: official
positions:
  - theme: peace
    statements:
      - {said.format("First", 2024)}
      - {said.format("Second", 2020)}
"""
    write(tmp_path, {**SOURCES, **THEMES, "people/somebody.yml": person})
    content = load(Inputs(tmp_path, tmp_path))
    assert "duplicate-id" in {fault.code for fault in content.diagnostics}
    [entry] = content.catalogue.by_person["somebody"]
    assert entry.statement.words == "First"
    assert content.catalogue.by_theme["peace"] == (entry,)
    assert content.size.statements == 1


def test_a_theme_has_the_nearest_wording_that_is_on_it(tmp_path: Path) -> None:
    """No theme lacks a remark because its nearest wording is on others, and none has it twice."""
    project = Project(tmp_path)
    project.write("themes/tides.yml", {"title": "Tides", "definition": "Words on tides."})
    root = statement("root", quote="Heed the tide.")
    near = statement("near", wording_of="bo/root", quote="See the tide.", also=["tides"])
    far = statement("far", wording_of="bo/root", quote="Mind the tide.", also=["tides"])
    project.write("people/bo.yml", person(root, near, far))
    made = load(Inputs(project.content, tmp_path)).catalogue
    assert keys(made.said_by["bo"]) == ["bo/root"]
    on_lighthouses = [entry for entry in made.by_theme["lighthouses"] if entry.person.id == "bo"]
    assert [entry.key for entry in on_lighthouses] == ["bo/root"]
    # The file's order decides between wordings of one day.
    assert keys(made.by_theme["tides"]) == ["bo/near"]
    listed = {
        entry.key: [theme.id for theme in made.listed_on(entry)] for entry in made.listed_by("bo")
    }
    assert listed == {"bo/root": ["lighthouses"], "bo/near": ["tides"]}
