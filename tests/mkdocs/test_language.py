"""A site in another language: its own words are translated, and nothing of the records is."""

import logging

import pytest
from selectolax.lexbor import LexborHTMLParser, LexborNode

from site_builder.mkdocs.run import THEME, WORDS
from tests.support.project import Project, person, statement

HOSTILE = "Keep <b>100%</b> of the %(name)s & “lamps” lit."


def in_language(project: Project, lang: str) -> Project:
    """The project, in another language."""
    project.set(theme={"name": "material", "font": False, "language": lang})
    return project


def page(project: Project, address: str) -> LexborHTMLParser:
    """A page of the site that was built."""
    return LexborHTMLParser((project.site / address / "index.html").read_text(encoding="utf-8"))


def one(page: LexborHTMLParser, selector: str) -> LexborNode:
    """The first element that a selector finds."""
    node = page.css_first(selector)
    assert node is not None
    return node


def test_a_site_in_german(project: Project) -> None:
    """Labels, menu and scripts are in German; quotes are as they were written, in German marks."""
    project.write(
        "people/ada-keeper.yml",
        person(
            statement("lamps", quote=HOSTILE),
            statement("quay", quote="The quay is deep.", lang="en", date="2023-01~"),
        ),
    )
    in_language(project, "de").build()
    shown = page(project, "people/ada-keeper/lamps")
    assert one(shown, "html").attributes["lang"] == "de"
    assert one(shown, ".fs-kind").text().startswith("Zitat")
    words = one(shown, "h1 .fs-words")
    assert words.text() == f"„{HOSTILE}“"
    assert "Startseite" not in words.text()
    menu = [link.text().strip() for link in shown.css(".md-tabs__link, .md-nav__link")]
    assert "Personen" in menu
    assert "People" not in menu
    script = (project.site / WORDS).read_text(encoding="utf-8")
    assert "Kopieren" in script


def test_the_language_of_words_is_what_the_record_says(project: Project) -> None:
    """Words with a `lang` are marked with it; words without are in the site's language.

    So they carry none, and have its quotation marks: never those of the language of the labels.
    """
    project.write(
        "people/ada-keeper.yml",
        person(
            statement("lamps"),
            statement("quay", quote="The quay is deep.", lang="en"),
            statement("licht", quote="Das Licht bleibt an.", lang="de"),
        ),
    )
    in_language(project, "de").build()
    marked = {}
    for id_ in ("lamps", "quay", "licht"):
        words = one(page(project, f"people/ada-keeper/{id_}"), "h1 .fs-words")
        marked[id_] = (words.attributes.get("lang"), words.text()[0])
    assert marked == {"lamps": (None, "„"), "quay": ("en", "“"), "licht": (None, "„")}


def test_without_a_catalogue_the_build_says_what_stays_in_english(
    project: Project, caplog: pytest.LogCaptureFixture
) -> None:
    """A strict build succeeds, and says in one line that the site's own words are English."""
    with caplog.at_level(logging.INFO):
        in_language(project, "fr").build()
    said = [record for record in caplog.records if "stay in English" in record.getMessage()]
    assert [record.levelname for record in said] == ["INFO"]
    assert "`fr`" in said[0].getMessage()
    assert one(page(project, "people"), "h1").text() == "People"
    module = (THEME / WORDS).read_text(encoding="utf-8")
    assert (project.site / WORDS).read_text(encoding="utf-8") == module


@pytest.mark.parametrize("lang", ["en", "de", "ru"])
def test_with_a_catalogue_the_build_says_nothing(
    project: Project, lang: str, caplog: pytest.LogCaptureFixture
) -> None:
    """A language that is translated is not worth a line."""
    for kept in project.content.glob("people/*.yml"):
        kept.unlink()
    with caplog.at_level(logging.INFO):
        in_language(project, lang).build(strict=False)
    assert "stay in English" not in caplog.text
