import pickle
import re
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import pytest

from site_builder.content.catalogue import Catalogue
from site_builder.html.press import Press
from site_builder.html.print import AlteredWordsError, Printer
from site_builder.views.card import Card, Image
from tests.support.captured import FOUND, captured, content_of
from tests.support.host import frames
from tests.support.project import person, statement
from tests.support.views import SITE, linked


@pytest.fixture
def catalogue(tmp_path: Path) -> Catalogue:
    """A site of two people, one of whom had another id."""
    return linked(tmp_path, {"bo": person(statement("tide"), former_ids=["bo-of-old"])})


def printer(catalogue: Catalogue) -> Printer:
    """A printer with a frame for each kind of page."""
    return Printer(catalogue, frames(), SITE)


def test_a_page_is_the_file_at_its_address(catalogue: Catalogue) -> None:
    """Every page of a family is printed into the `index.html` at its own address, whole."""
    printed = dict(printer(catalogue).pages(["people/bo/", "themes/lighthouses/"]))
    assert printed.keys() == {"people/bo/", "people/bo/tide/", "themes/lighthouses/"}
    for address, (file, *_) in printed.items():
        assert file.path == f"{address}index.html"
        assert f"https://example.org/{address}".encode() in file.data
        assert b"Keep the lamps lit." in file.data


def test_the_image_of_a_page_is_printed_with_it(catalogue: Catalogue) -> None:
    """The image of a page is its second file; a page whose image cannot be drawn has none."""

    def draw(card: Card) -> Image | None:
        return Image(f"{card.address}a.png", b"drawn", 3, 2, card.name) if card.words else None

    printed = dict(replace(printer(catalogue), draw=draw).pages(["people/bo/"]))
    page, image = printed["people/bo/tide/"]
    assert page.path == "people/bo/tide/index.html"
    assert image == ("people/bo/tide/a.png", b"drawn")
    assert not [file for file in printed["people/bo/"] if file.path.endswith(".png")]


def test_citations_are_printed_with_their_speaker(catalogue: Catalogue) -> None:
    """Beside the page of a person with statements there is a file of citations in each format."""
    printed = dict(printer(catalogue).pages(["people/bo/", "themes/lighthouses/"]))
    files = {file.path: file.data for file in printed["people/bo/"][1:]}
    assert files.keys() == {f"people/bo/citations.{ending}" for ending in ("bib", "ris", "json")}
    assert all(b"Keep the lamps lit." in data for data in files.values())
    others = [files for address, files in printed.items() if address != "people/bo/"]
    assert others
    assert all(len(files) == 1 for files in others)


def test_a_page_leads_to_its_citations(tmp_path: Path) -> None:
    """A person's page links the files of citations that are beside it, and no others."""
    rumour = statement(
        quote="Sink them.",
        status="misattributed",
        status_note={"note": "Never said.", "citations": [{"source": "gazette"}]},
    )
    made = linked(tmp_path, {"bo": person(statement("tide")), "di": person(rumour)})
    for id_, names in (("bo", "citations"), ("di", "misattributed")):
        page, *files = dict(printer(made).pages([f"people/{id_}/"]))[f"people/{id_}/"]
        linked_there = re.findall(rb'href="([^"]*)" download', page.data)
        assert [link.rpartition(b"/")[2].decode() for link in linked_there] == [
            f"{names}.{ending}" for ending in ("bib", "ris", "json")
        ]
        base = f"https://example.org/{page.path}"
        addresses = {urljoin(base, link.decode()) for link in linked_there}
        assert addresses == {f"https://example.org/{file.path}" for file in files}


def test_another_process_prints_the_same(catalogue: Catalogue) -> None:
    """A printer that was sent to another process prints the same bytes, in whatever order."""
    here = printer(catalogue)
    there: Printer = pickle.loads(pickle.dumps(here))  # noqa: S301  made here
    families = [*here.views.families()]
    assert sorted(there.pages(families[::-1])) == sorted(here.pages(families))


def test_what_stands_beside_the_pages(catalogue: Catalogue) -> None:
    """Each former address gets a page that leads to the present one, each theme its speakers."""
    others = {file.path: file.data for file in printer(catalogue).others()}
    assert others.keys() == {
        "people/bo-of-old/index.html",
        "people/bo-of-old/tide/index.html",
        "themes/lighthouses/speakers.json",
    }
    assert b"../../people/bo/" in others["people/bo-of-old/index.html"]


@pytest.mark.parametrize(
    "altered", ["", "We will not talk before", "We will now talk before spring"]
)
def test_a_page_with_other_words_is_not_printed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, altered: str
) -> None:
    """A page whose words are not those that were found in the copy fails, and names its address."""
    content = content_of(captured(tmp_path, *FOUND, statement("long", quote="We are neighbours")))
    sound = replace(printer(content.catalogue), proofs=content.proofs)
    assert len([*sound.pages(["people/bo/"])]) == 6
    page = Press.page
    words = b"</span>We will not talk before spring<span"

    def alter(*given: Any) -> bytes:
        return page(*given).replace(words, f"</span>{altered}<span".encode())

    monkeypatch.setattr(Press, "page", alter)
    with pytest.raises(AlteredWordsError, match="people/bo/exact/ does not have the words"):
        [*sound.pages(["people/bo/"])]
