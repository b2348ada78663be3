"""Votes, places, times of day and links: shown as they are recorded, and nowhere converted."""

import json
from pathlib import Path

import pytest

from site_builder.exports.words import facts
from site_builder.views import HomePage, PersonPage, ThemePage, schema_org
from site_builder.views.statement import Statements
from site_builder.views.status import PUBLISHED
from tests.support.data import data
from tests.support.project import statement
from tests.support.views import SITE, entries, example_cases, one, pages


def test_a_vote_with_all_that_belongs_to_it() -> None:
    """The page and the exports say how somebody voted, where and when, with links."""
    catalogue = example_cases()
    entry = catalogue.entries["example-deputy/voted-against-walls"]
    view = Statements(catalogue, SITE).view(entry)
    assert view.vote == "Against: The harbour walls bill (rejected, 40 to 60)"
    assert view.clock == "14:30 (Europe/Moscow)"
    assert [label for label, _ in view.matters] == ["Bill", "Recording"]
    told = {fact.label: fact for fact in facts(data(catalogue).said(entry))}
    assert told["Date"].text == "4 March 2021, 14:30 (Europe/Moscow) (2021-03-04)"
    assert told["Town or country"].text == "Port Example"
    assert told["Vote"].text == view.vote
    assert told["Bill"].link == "https://chamber.example/bills/12"


@pytest.mark.parametrize(
    ("zone", "moment"),
    [
        ("+03:00", "2024-11-06T14:30+03:00"),
        ("Z", "2024-11-06T14:30Z"),
        ("Europe/Moscow", "2024-11-06"),
    ],
)
def test_linked_data_has_the_time_if_its_offset_is_recorded(
    tmp_path: Path, zone: str, moment: str
) -> None:
    """The offset of a named zone would have to be worked out."""
    (entry,) = entries(tmp_path, statement(time="14:30", zone=zone))
    node = json.loads(schema_org.statement(entry, PUBLISHED, "en", ""))
    assert node["dateCreated"] == moment


def test_findings_are_those_of_others() -> None:
    """A verdict stands under the name of whoever found it, with source and date, quoted."""
    catalogue = example_cases()
    entry = catalogue.entries["example-boaster/highest-walls"]
    page = Statements(catalogue, SITE).page(entry, ())
    (found,) = page.findings
    assert (found.by, found.day.words) == ("Example Checkers", "6 March 2021")
    assert found.text.whole == "“Wrong: two coasts have higher ones”"
    assert [cited.source.id for cited in found.cited] == ["example-checkers"]
    said = data(catalogue).said(entry)
    told = {fact.label: fact.text for fact in facts(said)}
    assert told["Found by Example Checkers"] == f"{found.text.whole} (6 March 2021)"
    assert said.json["findings"][0]["citations"][0]["source_title"] == found.cited[0].source.title
    assert "Wrong" not in said.reference.whole


def test_stances_are_in_the_order_of_what_they_rest_on() -> None:
    """The theme, the person's page and the matrix have both, with links to the statements."""
    catalogue = example_cases()
    everything = pages(catalogue)
    theme = one(everything, ThemePage, "themes/example-storms/")
    (speaker,) = (it for it in theme.speakers if it.person.id == "example-turncoat")
    assert [(it.word, it.rests_on) for it in speaker.stances] == [
        ("Against", (("March 2020", "people/example-turncoat/no-walls/"),)),
        ("For", (("2 March 2021", "people/example-turncoat/walls-after-all/"),)),
    ]
    page = one(everything, PersonPage, "people/example-turncoat/")
    assert page.positions[0].stances == speaker.stances
    home = one(everything, HomePage, "")
    (cells,) = (cells for person, cells in home.matrix.rows if person.id == "example-turncoat")
    assert cells[0].stances == ("Against", "For")
    assert [it.stances for it in theme.speakers if it is not speaker] == [()] * 9
