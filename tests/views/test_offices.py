from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from site_builder.content.model import Office
from site_builder.html.press import Press
from site_builder.views import ListPage, PersonPage
from site_builder.views.offices import grouped, possible
from site_builder.views.statement import Statements, StatementView
from tests.support.project import Fields, person, statement
from tests.support.views import SITE, linked, one, page_of, pages


def office(title: str = "Keeper", **fields: str) -> Fields:
    """An office with the ends that are known."""
    return {"title": title, "citations": [{"source": "gazette"}], **fields}


def offices(folder: Path, *fields: Fields) -> tuple[Office, ...]:
    """The offices with these fields, of one person."""
    return linked(folder, {"bo": person(offices=fields)}).people["bo"].offices


@pytest.mark.parametrize(
    ("terms", "years"),
    [
        ([office(start="2001", end="2005"), office(start="2009")], "2001–2005, 2009–"),
        ([office(start="2009"), office(start="2001", end="2005")], "2001–2005, 2009–"),
        ([office(start="2001-03-05", end="2001-11")], "2001"),
        ([office(end="2005")], "until 2005"),
        ([office()], ""),
        ([office(start="2001~", end="2005?")], "about 2001–2005 (uncertain)"),
        # A gap within 2003 is not ruled out.
        ([office(start="2001", end="2003"), office(start="2003", end="2005")],
         "2001–2003, 2003–2005"),
        ([office(start="2001", end="2003-01-03"), office(start="2003-01-04", end="2005")],
         "2001–2005"),
        ([office(start="2001", end="2003-01-03"), office(start="2003-01-05", end="2005")],
         "2001–2003, 2003–2005"),
        ([office(start="2001", end="2003-01-03~"), office(start="2003-01-03", end="2005")],
         "2001–about 2003, 2003–2005"),
    ],
)  # fmt: skip
def test_years(tmp_path: Path, terms: list[Fields], years: str) -> None:
    """Terms are in order of time; two are one only if the next certainly begins as one ends."""
    (found,) = grouped(offices(tmp_path, *terms))
    assert found.years("en") == years


def test_the_same_title_elsewhere_is_another_office(tmp_path: Path) -> None:
    """Offices are the same if title and organisation are."""
    found = grouped(offices(tmp_path, office(), office(organisation="Harbour"), office()))
    assert [it.name for it in found] == ["Keeper", "Keeper, Harbour"]


def test_one_open_term_is_not_known_to_have_ended(tmp_path: Path) -> None:
    """An office has ended if the end of every term is known."""
    closed, still_open = office(start="2001", end="2005"), office(start="2009")
    assert grouped(offices(tmp_path / "a", closed))[0].has_ended
    assert not grouped(offices(tmp_path / "b", closed, still_open))[0].has_ended
    assert not grouped(offices(tmp_path / "c", office()))[0].has_ended


def test_what_is_not_recorded_is_said(tmp_path: Path) -> None:
    """Where an office is only possible, it says why: an end is not recorded, or the day is open."""
    given = offices(tmp_path,
        office("A", start="2019"), office("B", end="2022"), office("C"),
        office("D", start="2019", end="2022"), office("D", start="2024"),
    )  # fmt: skip
    assert possible(given, "en") == (
        "A (since 2019, end not recorded)",
        "B (until 2022, start not recorded)",
        "C (dates not recorded)",
        "D (2019 – 2022, not certain on that day; since 2024, end not recorded)",
    )


HELD: list[Fields] = [
    office("Former keeper", start="2001", end="2005"),
    office("Keeper", start="2006"),
    office("Adviser"),
]


def test_present_offices_first_past_ones_with_their_years(tmp_path: Path) -> None:
    """A person's header and the list of people show no past office as if it were held today."""
    found = pages(linked(tmp_path, {"bo": person(name="Bo", offices=HELD)}))
    line = "Keeper; Adviser; Former keeper (2001–2005)"
    assert one(found, PersonPage, "people/bo/").office == line
    rows = {row.title.words: row.beside[0].text for row in one(found, ListPage, "people/").rows}
    assert rows == {"Bo": line, "Ada Keeper": "Official"}


def test_a_statement_says_which_office_is_certain(tmp_path: Path) -> None:
    """A statement has the offices that were certainly held, and apart from these the possible."""
    said = [statement("then", date="2003"), statement("now", quote="Now.", date="2024")]
    terms = [*HELD, office("Former keeper", start="2003")]
    catalogue = linked(tmp_path, {"bo": person(*said, offices=terms)})
    statements = Statements(catalogue, SITE)
    then, now = (statements.view(catalogue.entries[f"bo/{id_}"]) for id_ in ("then", "now"))
    assert in_full(then) == (["Former keeper"], ["Adviser (dates not recorded)"])
    assert in_full(now) == (
        [],
        [
            "Keeper (since 2006, end not recorded); Adviser (dates not recorded);"
            " Former keeper (since 2003, end not recorded)",
        ],
    )


def test_each_speaker_has_their_own_offices(tmp_path: Path) -> None:
    """Of a joint statement, what one held for certain does not hide that another may have."""
    ends = {"start": "2001", "end": "2005"}
    people = {
        "bo": person({**statement(date="2003"), "with": ["cy", "di"]}, name="Bo"),
        "cy": person(name="Cy", offices=[office("Warden", **ends), office("Judge", **ends)]),
        "di": person(name="Di", offices=[office("Warden"), office("Pilot", end="2002")]),
    }
    catalogue = linked(tmp_path, people)
    view = Statements(catalogue, SITE).view(catalogue.entries["bo/lamps"])
    assert in_full(view) == (["Cy: Warden; Judge"], ["Di: Warden (dates not recorded)"])


def in_full(view: StatementView) -> tuple[list[str], list[str]]:
    """The offices that were held for certain, and those that may have been."""
    return [it.all for it in view.offices], [it.all for it in view.possible_offices]


def test_a_list_names_the_first_offices_and_the_page_all(tmp_path: Path) -> None:
    """Many offices take little room in lists, which say how many more; the full record has all."""
    several = [office(f"Warden {n}", start="2001", end="2005") for n in range(7)]
    people = {
        "bo": person({**statement(date="2003"), "with": ["cy"]}, name="Bo", offices=several[:1]),
        "cy": person(name="Cy", offices=several),
    }
    page = page_of(linked(tmp_path, people), "bo/lamps")
    html = LexborHTMLParser(Press(SITE).sheet(page).content)
    whole = "; ".join(f"Warden {n}" for n in range(7))
    line = [bdi.text() for bdi in html.css(".fs-evidence bdi")]
    assert line[:2] == [
        "Bo: Warden 0",
        f"Cy: {whole.replace('Warden 5; Warden 6', '2 more offices')}",
    ]
    assert f"Cy: {whole}" in [dd.text() for dd in html.css(".fs-facts dd")]
