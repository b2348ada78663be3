from pathlib import Path

from site_builder.views import Page
from site_builder.views.about import CorrectionsPage, CoveragePage, ReadingPage, WithdrawalView
from tests.support.project import person, statement
from tests.support.views import linked, one, pages


def test_corrections_and_coverage(sheet: tuple[Page, ...]) -> None:
    """The ledger has each correction; coverage counts what the site rests on."""
    ledger = one(sheet, CorrectionsPage, "corrections/")
    ((made, view),) = (it for it in ledger.ledger if isinstance(it, tuple))
    assert (made.day.words, view.entry.key) == ("9 March 2021", "example-minister/deep-enough")
    facts = one(sheet, CoveragePage, "coverage/").facts
    assert facts == (
        "8 statements: 5 quotes, 2 paraphrases, 1 action.",
        "Dates: 1 June 2019 – 2022.",
        "They come from 3 sources.",
        "7 statements rest on a single source.",
        "5 statements come from a source that cites another one.",
        "1 statement has an inferred date.",
        "1 group has a page but no statements of their own yet.",
    )


def test_a_site_without_statements(tmp_path: Path) -> None:
    """Without a statement, coverage is one sentence, themes are there, and the ledger is empty."""
    found = pages(linked(tmp_path, {"ada-keeper": person()}))
    coverage = one(found, CoveragePage, "coverage/")
    assert len(coverage.facts) == 1
    assert [(item.theme.id, item.statements, item.span) for item in coverage.themes] == [
        ("lighthouses", "", "")
    ]
    assert one(found, CorrectionsPage, "corrections/").ledger == ()


def test_all_labels_are_explained(sheet: tuple[Page, ...]) -> None:
    """Every label that a statement can have is explained on the page that labels lead to."""
    page = one(sheet, ReadingPage, "how-to-read/")
    assert {kind for kind, _, _ in page.kinds} == {"quote", "paraphrase", "action"}
    assert {status for status, _, _ in page.statuses} == {"disputed", "retracted", "misattributed"}
    assert all(meaning for _, _, meaning in (*page.kinds, *page.statuses))


def test_the_ledger_has_what_was_withdrawn(tmp_path: Path) -> None:
    """By its day, with the reason and the page that says so; never with a name."""
    why = {"date": "2024-11-08", "reason": "Not his words."}
    listed = ("people/bo/tide", "people/cy", "themes/war", "sources/post", "organisations/port")
    entries = [{"address": it, **why} for it in listed]
    older = {"date": "2024-11-07", "note": "A word was missing."}
    newer = {"date": "2024-11-09", "note": "A word was wrong."}
    found = pages(
        linked(
            tmp_path,
            {"bo": person(statement(corrections=[older, newer]))},
            {"withdrawn": {"withdrawn": entries}},
        )
    )
    first, *withdrawn, last = one(found, CorrectionsPage, "corrections/").ledger
    assert isinstance(first, tuple)
    assert isinstance(last, tuple)
    told = []
    for it in withdrawn:
        assert isinstance(it, WithdrawalView)
        assert (it.day.words, it.reason) == ("8 November 2024", "Not his words.")
        told.append((it.what, it.address))
    assert told == [
        ("Withdrawn: a statement", "people/bo/tide/"),
        ("Withdrawn: a person with all statements", "people/cy/"),
        ("Withdrawn: a theme", "themes/war/"),
        ("Withdrawn: a source", "sources/post/"),
        ("Withdrawn: an organisation", "organisations/port/"),
    ]
