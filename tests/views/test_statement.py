import json
from pathlib import Path

import pytest

from site_builder.exports.words import facts
from site_builder.views import Page, StatementPage, schema_org
from site_builder.views.statement import Statements
from site_builder.views.status import PUBLISHED
from tests.support.data import data
from tests.support.project import Fields, person, statement
from tests.support.views import SITE, entries, example_cases, linked, one, page_of


def test_chain_from_the_furthest(sheet: tuple[Page, ...]) -> None:
    """The chain of a source begins with the furthest source that anybody says to draw on."""
    page = one(sheet, StatementPage, "people/example-minister/deep-enough/")
    (cited,) = page.statement.cited
    assert [[step.source.id for step in steps] for steps in cited.chain] == [
        ["example-broadcast"],
        ["example-agency"],
    ]
    assert cited.via == "Example Agency"


@pytest.mark.parametrize(
    ("date", "machine"),
    [
        ("2024-11-06", "2024-11-06"),
        ("2024-11", "2024-11"),
        ("2024-11~", ""),
        ("2024?", ""),
        ("2024-11-05/2024-11-07", ""),
        ("2024/..", ""),
    ],
)
def test_a_date_that_is_not_sure_is_none_for_machines(
    tmp_path: Path, date: str, machine: str
) -> None:
    """Only a date that is neither about, uncertain nor a stretch of time goes into `datetime`."""
    catalogue = linked(tmp_path, {"bo": person(statement(date=date))})
    view = Statements(catalogue, SITE).view(catalogue.entries["bo/lamps"])
    assert view.day.datetime == machine


@pytest.mark.parametrize("date", ["2024-11-06", "2024-11~"])
def test_a_day_is_never_alone(tmp_path: Path, date: str) -> None:
    """The date for readers and machines has the same beside it as the one in words."""
    given = statement(date=date, date_basis="published", date_note="In a list.")
    catalogue = linked(tmp_path, {"bo": person(given)})
    view = Statements(catalogue, SITE).view(catalogue.entries["bo/lamps"])
    assert view.day.words + view.day.after == view.date
    assert view.day.after == " (date of publication)"


def test_words_in_another_language_say_so(tmp_path: Path) -> None:
    """Words in another language than the site's have it and its direction; others have neither."""
    arabic = statement("night", quote="كلام", lang="ar")
    catalogue = linked(tmp_path, {"bo": person(statement(lang="en"), arabic)})
    statements = Statements(catalogue, SITE)
    assert statements.view(catalogue.entries["bo/lamps"]).text[1:3] == ("", "")
    assert statements.view(catalogue.entries["bo/night"]).text[1:3] == ("ar", "rtl")


@pytest.mark.parametrize(
    ("fields", "shown"),
    [
        ({"quote": "Go."}, "“Go.”"),
        ({"quote": "Geht.", "lang": "de"}, "„Geht.“"),
        ({"quote": "“Go.”"}, "“Go.”"),
        ({"quote": "“Go” and “stay”"}, "““Go” and “stay””"),
        ({"quote": "‘Go.’"}, "“‘Go.’”"),
        ({"paraphrase": "Told them to go."}, "Told them to go."),
        ({"action": "Went."}, "Went."),
    ],
)
def test_only_a_quote_stands_in_marks(tmp_path: Path, fields: Fields, shown: str) -> None:
    """A quote is marked as one in its text, once; nothing else is."""
    bare = {name: value for name, value in statement().items() if name != "quote"}
    catalogue = linked(tmp_path, {"bo": person({**bare, **fields}, name="Bo Warden")})
    entry = catalogue.entries["bo/lamps"]
    assert Statements(catalogue, SITE).view(entry).text.whole == shown
    page = page_of(catalogue, "bo/lamps")
    assert page.title == f"Bo Warden, 6 November 2024: {shown}"
    assert page.description.endswith(f"Bo Warden, 6 November 2024: {shown}")


def test_an_original_stands_in_its_own_marks(sheet: tuple[Page, ...]) -> None:
    """A translated quote has the marks of its language, the original those of the other."""
    page = one(sheet, StatementPage, "people/example-minister/deep-enough/")
    original = page.statement.original
    assert original
    assert page.statement.text.whole.startswith("“The quay")
    assert original.whole.startswith("«Причал")


def test_what_was_corrected_is_shown(tmp_path: Path) -> None:
    """Each correction of words has them as they were, beside those that took their place."""
    made = [
        {"date": "2024-11-07", "note": "A word.", "was": "We shall go"},
        {"date": "2024-11-08", "note": "The place."},
        {"date": "2024-11-09", "note": "Another.", "was": "We will go"},
    ]
    said = statement(quote="We will not go", corrections=made)
    catalogue = linked(tmp_path, {"bo": person(said)})
    shown = [*Statements(catalogue, SITE).corrections(catalogue.entries["bo/lamps"])]
    texts = [
        (
            "".join(text for side, text in one.stretches if side != "now"),
            "".join(text for side, text in one.stretches if side != "before"),
        )
        for one in shown
    ]
    assert texts == [("We shall go", "We will go"), ("", ""), ("We will go", "We will not go")]


def test_a_change_of_mind_shows_on_both_statements(tmp_path: Path) -> None:
    """Each names the day of the other; what somebody else contradicts says nothing here."""
    said = [
        statement("no", quote="No walls.", date="2020-03"),
        statement("yes", quote="Walls.", date="2021-03-02", contradicts="bo/no"),
        statement("maybe", quote="Perhaps.", date="2021-03-03", contradicts="cy/never"),
    ]
    other = person(statement("never", quote="Never.", date="2020-01-01"), name="Cy Warden")
    catalogue = linked(tmp_path, {"bo": person(*said), "cy": other})
    views = Statements(catalogue, SITE)
    turns = {key: views.view(entry).turns for key, entry in catalogue.entries.items()}
    assert turns["bo/no"] == (("The speaker said otherwise later: 2 March 2021", "people/bo/yes/"),)
    assert turns["bo/yes"] == (("The speaker said otherwise before: March 2020", "people/bo/no/"),)
    assert turns["bo/maybe"] == turns["cy/never"] == ()


def test_a_change_of_mind_says_that_one_of_the_two_is_disputed(tmp_path: Path) -> None:
    """A line without it would say for certain that the speaker said otherwise."""
    note = {"note": "The speaker denies it.", "citations": [{"source": "gazette"}]}
    said = [
        statement("no", quote="No walls.", date="2020-03"),
        statement(
            "yes",
            quote="Walls.",
            date="2021-03-02",
            contradicts="bo/no",
            status="disputed",
            status_note=note,
        ),
    ]
    catalogue = linked(tmp_path, {"bo": person(*said)})
    (turn,) = Statements(catalogue, SITE).view(catalogue.entries["bo/no"]).turns
    assert turn.words == "Disputed: The speaker said otherwise later: 2 March 2021"


def test_nobody_is_told_to_have_said_what_they_did(tmp_path: Path) -> None:
    """A vote against one's own words is something that was done, before or later."""
    said = [
        statement("no", quote="No walls.", date="2020-03"),
        statement("for", action="Voted for walls.", date="2021-03-02", contradicts="bo/no"),
        statement("again", quote="No walls, ever.", date="2022", contradicts="bo/for"),
    ]
    catalogue = linked(tmp_path, {"bo": person(*said)})
    views = Statements(catalogue, SITE)
    turns = {
        key: [turn.words for turn in views.view(entry).turns]
        for key, entry in catalogue.entries.items()
    }
    assert turns["bo/no"] == ["The speaker acted otherwise later: 2 March 2021"]
    assert turns["bo/again"] == ["The speaker acted otherwise before: 2 March 2021"]
    assert turns["bo/for"] == [
        "The speaker said otherwise before: March 2020",
        "The speaker said otherwise later: 2022",
    ]


@pytest.mark.parametrize(
    ("own", "target", "basis", "told"),
    [
        ("2021-03-04", "2021-03-05", "said", "later"),
        ("2021-03-05", "2021-03-05", "said", "before"),
        ("2021-03-04~", "2021-03-05", "said", "before"),
        ("2021-03-04", "2021-03-05", "published", "before"),
    ],
)
def test_which_of_two_was_first_is_told_by_their_dates(
    tmp_path: Path, own: str, target: str, basis: str, told: str
) -> None:
    """What contradicts is taken for the later one only where the dates do not prove otherwise."""
    said = [
        statement("no", quote="No walls.", date=target, date_basis=basis),
        statement("yes", quote="Walls.", date=own, contradicts="bo/no"),
    ]
    catalogue = linked(tmp_path, {"bo": person(*said)})
    views = Statements(catalogue, SITE)
    (turn,), (other,) = (views.view(catalogue.entries[f"bo/{id_}"]).turns for id_ in ("yes", "no"))
    assert turn.words.startswith(f"The speaker said otherwise {told}: ")
    assert f" {told}: " not in other.words


def test_a_vote_with_all_that_belongs_to_it() -> None:
    """The page and the exports say how somebody voted, where and when, with links."""
    catalogue = example_cases()
    entry = catalogue.entries["example-deputy/voted-against-walls"]
    view = Statements(catalogue, SITE).view(entry)
    assert view.vote == "Against: The harbour walls bill (rejected, 40 to 60)"
    assert view.day == ("4 March 2021", "2021-03-04", ", 14:30 (Europe/Moscow)")
    assert [label for label, _ in view.matters] == ["Bill", "Recording"]
    told = {fact.label: fact for fact in facts(data(catalogue).said(entry))}
    assert told["Date"].text == "4 March 2021, 14:30 (Europe/Moscow)"
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
    node = json.loads(schema_org.statement(entry, PUBLISHED, "Ada Keeper", "en", ""))
    assert node["dateCreated"] == moment


def test_only_somebodys_own_words_show_a_change_of_mind(tmp_path: Path) -> None:
    """Of two speakers, one says otherwise alone; with an unknown date, nobody knows the order."""
    both: Fields = {"with": ["cy"]}
    said = [
        {**statement("no", quote="No walls.", date="2020-03-01"), **both},
        statement("yes", quote="Walls.", date="2021-03-02", contradicts="bo/no"),
        statement("once", quote="Once.", date="unknown", date_note="None.", contradicts="bo/yes"),
    ]
    catalogue = linked(tmp_path, {"bo": person(*said), "cy": person(name="Cy Warden")})
    views = Statements(catalogue, SITE)
    turns = {key: views.view(entry).turns for key, entry in catalogue.entries.items()}
    assert turns["bo/yes"] == (
        ("The speaker said otherwise before: 1 March 2020", "people/bo/no/"),
    )
    assert turns["bo/no"] == turns["bo/once"] == ()
