import re
from functools import partial
from pathlib import Path

import pytest

from site_builder.html.parts import ROOT, Parts
from site_builder.html.press import render_prose
from site_builder.html.templating import templates
from site_builder.views.addresses import address_of
from site_builder.views.attribution import called
from site_builder.views.statement import Statements, StatementView
from tests.support.project import person, statement
from tests.support.views import SITE, linked


@pytest.fixture
def parts() -> Parts:
    """The parts of a press, with nothing kept."""
    environment = templates(
        address=address_of,
        prose=partial(render_prose, root=ROOT),
        called=partial(called, lang="en"),
    )
    environment.globals |= {"root": ROOT, "search": False, "site_lang": "en"}
    return Parts(environment)


def view(folder: Path, words: str) -> StatementView:
    """The view of a statement with these words."""
    catalogue = linked(folder, {"bo": person(statement(quote=words))})
    return Statements(catalogue, SITE).view(catalogue.entries["bo/lamps"])


def test_a_part_is_rendered_once(parts: Parts, tmp_path: Path) -> None:
    """What was rendered at an address is kept until it is to be forgotten, each part by itself."""
    before, after = (view(tmp_path / words, words) for words in ("Before.", "After."))
    assert before.address == after.address
    assert parts.row(before) != parts.line(before)
    assert parts.row(after) == parts.row(before)
    parts.forget()
    assert "After." in parts.row(after)


def test_an_office_that_is_not_certain_has_what_is_recorded(parts: Parts, tmp_path: Path) -> None:
    """In lists, dates in brackets tell such an office from one that was certainly held."""
    sources = [{"source": "gazette"}]
    keeper = {"title": "Keeper", "start": "2001", "end": "2030", "citations": sources}
    adviser = {"title": "Adviser", "citations": sources}
    catalogue = linked(tmp_path, {"bo": person(statement(), offices=[keeper, adviser])})
    row = parts.row(Statements(catalogue, SITE).view(catalogue.entries["bo/lamps"]))
    assert re.findall("<li><bdi>([^<]+)</bdi>\N{NO-BREAK SPACE}· </li>", row) == [
        "Keeper",
        "Adviser (dates not recorded)",
    ]


@pytest.mark.parametrize(("lang", "marked"), [("en", ""), ("uk", ' lang="uk"')])
def test_a_title_has_its_language_if_it_is_not_the_site_s(
    parts: Parts, tmp_path: Path, lang: str, marked: str
) -> None:
    """A title says its language only where that is not the page's."""
    leaflet = {"type": "webpage", "title": "Lamps", "publication": "Gazette", "lang": lang}
    source = linked(tmp_path, {}, {"sources/leaflet": leaflet}).sources["leaflet"]
    assert parts.title(source, "sources/a/").startswith(f'<cite{marked} dir="auto">')


def test_links_are_written_for_any_page(parts: Parts, tmp_path: Path) -> None:
    """Every link within the site begins with the sign that each page replaces by its way up."""
    row = parts.row(view(tmp_path, "Words."))
    assert row.count('href="') == row.count(f'href="{ROOT}') > 0
