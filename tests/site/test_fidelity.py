"""What comes out of the press equals what went in, character by character, for awkward texts."""

import json
import struct
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page as BrowserPage
from selectolax.lexbor import LexborHTMLParser

from tests.support.awkward import STRINGS
from tests.support.project import Fields, Project
from tests.support.web import served

NUMBERED = list(enumerate(STRINGS))
# Those that would do something in a browser, and every thirtieth.
LIVELY = [
    (at, text)
    for at, text in NUMBERED
    if at % 30 == 0 or any(sign in text for sign in ("alert", "<!--", "</", "<own"))
]


def marked(field: str, text: str) -> str:
    """A text between marks that no template holds: it may share its line with others."""
    return f"{field.upper()}qq {text} qq{field.upper()}"


def picture() -> bytes:
    """The smallest PNG: one grey pixel."""
    chunks = (
        (b"IHDR", struct.pack(">2I5B", 1, 1, 8, 0, 0, 0, 0)),
        (b"IDAT", zlib.compress(b"\0\x80")),
        (b"IEND", b""),
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        for name, data in chunks
    )


def statement(kind: str, source: str, text: str) -> Fields:
    """A statement with the text in every field that is no Markdown."""
    citation = {"source": source} | {
        field: marked(field, text) for field in ("locator", "prefix", "suffix")
    }
    return {
        "id": kind,
        kind: text,
        "date": "2024-11-06",
        "date_basis": "inferred",
        "date_note": marked("note", text),
        "spoken_lang": "ru",
        "translation": "outlet",
        "original": marked("original", text),
        "as_printed": marked("printed", text),
        "medium": marked("medium", text),
        "citations": [citation],
    }


def person(id_: str, text: str) -> Fields:
    """A person with the text in every field that is no Markdown."""
    said = [statement(kind, id_, text) for kind in ("quote", "paraphrase", "action")]
    office = {
        "title": marked("title", text),
        "organisation": marked("organisation", text),
        "citations": [{"source": id_}],
    }
    return {
        "name": text,
        "names": [{"name": marked("name", text), "lang": "ru"}],
        "kind": "official",
        "links": [{"title": marked("link", text), "url": "https://example.org/"}],
        "image": {
            "file": "grey.png",
            "credit": marked("credit", text),
            "licence": marked("licence", text),
        },
        "offices": [office],
        "positions": [{"theme": id_, "statements": said}],
    }


def theme(text: str) -> Fields:
    """A theme with the text in every field that is no Markdown."""
    return {"title": text, "definition": "Anything.", "aliases": [marked("alias", text)]}


def source(text: str) -> Fields:
    """A source with the text in every field that is no Markdown."""
    return {
        "title": text,
        "type": "post",
        "authors": [marked("author", text)],
        "publication": marked("publication", text),
        "publisher": marked("publisher", text),
    }


@pytest.fixture(scope="module")
def awkward(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site with the awkward texts in every such field; record `x-7` has the seventh of them."""
    project = Project(
        tmp_path_factory.mktemp("fidelity"),
        site_url="https://fact-sheet.example/",
        plugins=[{"factsheet": {"content": "dossier"}}],
    )
    (project.content / "images").mkdir()
    (project.content / "images" / "grey.png").write_bytes(picture())
    for at, text in NUMBERED:
        project.write(f"people/x-{at}.yml", person(f"x-{at}", text))
        project.write(f"themes/x-{at}.yml", theme(text))
        project.write(f"sources/x-{at}.yml", source(text))
    # A quotation within quotation marks is warned of, and built.
    project.build(strict=False)
    return project.site


class Parsed:
    """A page as a browser reads it (HTML5)."""

    def __init__(self, site: Path, address: str) -> None:
        page = (site / address / "index.html").read_bytes().decode("utf-8")
        self._html = LexborHTMLParser(page)

    def texts(self, within: str) -> set[str]:
        """Each piece of text that stands in an element, whole."""
        found = self._html.css_first(within)
        assert found is not None
        return {
            node.text_content or ""
            for node in found.traverse(include_text=True)
            if node.is_text_node
        }

    def text(self, within: str) -> str:
        """All the text of an element, with its white space."""
        found = self._html.css_first(within)
        assert found is not None
        return found.text(deep=True)

    def description(self) -> str:
        """What the page says of itself to search engines."""
        found = self._html.css_first("meta[name=description]")
        assert found is not None
        return found.attributes["content"] or ""

    def data(self) -> set[str]:
        """Every text in the page's JSON-LD."""
        scripts = self._html.css("script[type='application/ld+json']")
        return {text for script in scripts for text in strings(json.loads(script.text()))}


def strings(value: object) -> Iterator[str]:
    """Every text in what JSON gave."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for item in value.values():
            yield from strings(item)
    elif isinstance(value, list):
        for item in value:
            yield from strings(item)


def assert_marked(page: Parsed, text: str, *fields: str) -> None:
    """Assert that each of the fields stands in the page's content."""
    content = page.text("article")
    assert [field for field in fields if marked(field, text) not in content] == []


def test_person(awkward: Path, subtests: pytest.Subtests) -> None:
    """A person's page shows each text of the person and of their statements as it was written."""
    for at, text in NUMBERED:
        with subtests.test(ascii(text)):
            page = Parsed(awkward, f"people/x-{at}")
            assert page.text("title") == f"{text} - Dossier"
            assert text in page.texts("h1")
            assert text in page.description()
            assert text in page.data()
            fields = ("name", "link", "credit", "licence", "title", "organisation", "publication")
            assert_marked(page, text, *fields, "locator", "original")
            for kind in ("quote", "paraphrase", "action"):
                assert text in page.texts(f"#{kind}")


def test_statement(awkward: Path, subtests: pytest.Subtests) -> None:
    """A statement's page shows each text of the statement as it was written."""
    for at, text in NUMBERED:
        with subtests.test(ascii(text)):
            for kind in ("quote", "paraphrase", "action"):
                page = Parsed(awkward, f"people/x-{at}/{kind}")
                assert text in page.texts(".fs-statement--whole")
                assert_marked(
                    page, text, "printed", "medium", "note", "locator", "original", "publication"
                )
            page = Parsed(awkward, f"people/x-{at}/quote")
            assert_marked(page, text, "prefix", "suffix")
            assert text in page.data()


def test_theme_and_source(awkward: Path, subtests: pytest.Subtests) -> None:
    """A theme's and a source's page show each of their texts as it was written."""
    for at, text in NUMBERED:
        with subtests.test(ascii(text)):
            for kind, fields in (
                ("themes", ["alias"]),
                ("sources", ["author", "publication", "publisher"]),
            ):
                page = Parsed(awkward, f"{kind}/x-{at}")
                assert page.text("title") == f"{text} - Dossier"
                assert text in page.texts("h1")
                assert text in page.description()
                assert text in page.data()
                assert_marked(page, text, *fields)
                # The statement that was made on it, and that comes from it.
                assert text in page.texts("article blockquote")


def test_browser(awkward: Path, page: BrowserPage) -> None:
    """A browser shows the words as they were written, and runs none of them."""
    page.on("dialog", lambda dialog: pytest.fail(f"a page called {dialog.type}"))
    with served(awkward) as address:
        for at, text in LIVELY:
            page.goto(f"{address}/people/x-{at}/quote/")
            quote = page.locator(".fs-statement--whole h1 .fs-words")
            # The marks are elements of their own, and the words between them one piece of text.
            words = "[...element.childNodes].find(node => node.nodeType === 3).data"
            assert quote.evaluate(f"element => {words}") == text
            assert page.title().startswith(" ".join(text.split()))
