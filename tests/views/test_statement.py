from pathlib import Path

import pytest

from site_builder.views import Page, StatementPage
from site_builder.views.statement import Statements, passages
from tests.support.project import person, statement
from tests.support.views import SITE, entries, linked, one


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


@pytest.mark.parametrize(
    ("prefix", "suffix", "passage"),
    [
        ("is an “", "” that", ("is an “", "” that")),
        ("he said", "and left", ("he said ", " and left")),
        ("he said (", ", and left", ("he said (", ", and left")),
        (None, "and left", ("", " and left")),
    ],
)
def test_a_passage_is_spaced_as_it_was_printed(
    tmp_path: Path, prefix: str | None, suffix: str, passage: tuple[str, str]
) -> None:
    """A space stands between a quote and a word beside it, and none before punctuation."""
    place = {"source": "gazette", "suffix": suffix} | ({"prefix": prefix} if prefix else {})
    (entry,) = entries(tmp_path, statement(citations=[place]))
    assert [*passages(entry)] == [passage]


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
    assert view.datetime == machine


def test_words_in_another_language_say_so(tmp_path: Path) -> None:
    """Words in another language than the site's have it and its direction; others have neither."""
    arabic = statement("night", quote="كلام", lang="ar")
    catalogue = linked(tmp_path, {"bo": person(statement(lang="en"), arabic)})
    statements = Statements(catalogue, SITE)
    assert statements.view(catalogue.entries["bo/lamps"]).text[1:] == ("", "")
    assert statements.view(catalogue.entries["bo/night"]).text[1:] == ("ar", "rtl")
