from pathlib import Path

import pytest

from site_builder.content.catalogue import Catalogue
from site_builder.settings import Site
from site_builder.views import Views
from site_builder.views.card import Card
from tests.support.project import person, statement
from tests.support.views import SITE, linked

RUSSIAN: dict[str, str] = {"spoken_lang": "ru", "translation": "outlet"}
NOTE = {"note": "He denies it.", "citations": [{"source": "gazette"}]}
TAKEN_BACK = [
    statement("tide"),
    statement("oil", paraphrase="The oil is out.", date="2024-11~", **RUSSIAN),
    statement("sorry", quote="I was wrong.", date="2024-11-08", retracts="bo/tide"),
    statement(
        "boats",
        action="Put out the lamps.",
        date_basis="published",
        status="disputed",
        status_note=NOTE,
    ),
]


@pytest.fixture
def catalogue(tmp_path: Path) -> Catalogue:
    """A site of two people, one of whom has taken back a quote."""
    offices = [
        {"title": "Keeper of the lamps", "start": "2020", "citations": [{"source": "gazette"}]}
    ]
    return linked(tmp_path, {"bo": person(*TAKEN_BACK, name="Bo Warden", offices=offices)})


def card(catalogue: Catalogue, address: str) -> Card:
    """What the image of the page at an address says."""
    page = Views(catalogue, SITE).at(address)
    assert page is not None
    assert page.card is not None
    assert page.card.address == address
    assert page.card.site == SITE.name
    return page.card


def test_quote_has_its_marks_and_status(catalogue: Catalogue) -> None:
    """A quote is in its marks, with who, when and the theme; a later retraction marks it."""
    quote = card(catalogue, "people/bo/tide/")
    assert (quote.kind, quote.label, quote.words) == ("quote", "Quote", "“Keep the lamps lit.”")
    assert (quote.name, quote.facts, quote.note) == ("Bo Warden", "6 November 2024", "Lighthouses")
    assert (quote.status.id, quote.status.word) == ("retracted", "Retracted")


def test_paraphrase_is_labelled_and_has_no_marks(catalogue: Catalogue) -> None:
    """A paraphrase has no marks, and the label says what it is and who translated it."""
    told = card(catalogue, "people/bo/oil/")
    assert told.words == "The oil is out."
    assert told.label == "Paraphrase · said in Russian, translated by the outlet"
    assert (told.kind, told.facts, told.status.word) == ("paraphrase", "about November 2024", "")


def test_date_says_what_it_rests_on(catalogue: Catalogue) -> None:
    """A date that is only that of publication says so, and a disputed action says that it is."""
    done = card(catalogue, "people/bo/boats/")
    assert done.facts == "6 November 2024 (date of publication)"
    assert (done.label, done.words, done.status.word) == (
        "Action",
        "Put out the lamps.",
        "Disputed",
    )


def test_person_and_theme(catalogue: Catalogue) -> None:
    """People have their office and figures, themes their figures."""
    bo = card(catalogue, "people/bo/")
    assert (bo.kind, bo.label, bo.words, bo.name) == ("person", "Official", "", "Bo Warden")
    assert bo.facts == "2 quotes · 1 paraphrase · 1 action · about November 2024"
    assert bo.note == "Keeper of the lamps"
    theme = card(catalogue, "themes/lighthouses/")
    assert (theme.kind, theme.label, theme.name, theme.note) == (
        "theme",
        "Theme",
        "Lighthouses",
        "",
    )
    assert theme.facts == "5 statements by 2 people · about November 2024"


def test_statements_have_images_where_they_are_few(
    catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A site with as many statements as the limit has images of people and themes only."""
    monkeypatch.setattr("site_builder.views.statement_page.MOST_STATEMENTS", 5)
    with_card = {page.address for page in Views(catalogue, SITE).records() if page.card}
    assert with_card == {"people/ada-keeper/", "people/bo/", "themes/lighthouses/"}
    monkeypatch.setattr("site_builder.views.statement_page.MOST_STATEMENTS", 6)
    with_card = {page.address for page in Views(catalogue, Site("Dossier")).records() if page.card}
    assert len(with_card) == 8
