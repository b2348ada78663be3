import logging
from typing import Any

import pytest
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from selectolax.lexbor import LexborHTMLParser, LexborNode

from site_builder.examine import Inputs, load
from site_builder.mkdocs.pages import KINDS
from site_builder.mkdocs.run import STYLES, THEME, WORDS, Run
from tests.support.project import Project, person, statement

HOSTILE = "Keep <b>100%</b> of the %(name)s & “lamps” lit."


def prepared(project: Project, *, search: bool = False) -> tuple[Run, MkDocsConfig]:
    """A run that has put its own into the settings."""
    config = load_config(str(project.folder / "mkdocs.yml"))
    run = Run(config, load(Inputs(project.content, project.folder)), search=search)
    run.prepare()
    return run, config


def nav(project: Project, *, search: bool = False) -> list[Any]:
    """The navigation that such a run has."""
    found = prepared(project, search=search)[1].nav
    assert isinstance(found, list)
    return found


def test_navigation(project: Project) -> None:
    """The navigation leads to the lists, the search if there is one, and hand-written pages."""
    project.write("pages/notes.md", "# Notes\n\nText.\n")
    *lists, about = nav(project)
    names = ("people", "themes", "sources", "timeline")
    assert lists == ["index.md", *(f"{name}/index.md" for name in names)]
    assert "notes.md" in about["About"]
    assert "search.md" in nav(project, search=True)
    project.set(nav=["notes.md"])
    assert nav(project) == ["notes.md"]


def test_a_projects_own_comes_first(project: Project) -> None:
    """This package's theme comes before Material's and after the project's; so do its styles."""
    assert prepared(project)[1].theme.dirs[0] == str(THEME)
    (project.folder / "overrides").mkdir()
    project.set(
        theme={"name": "material", "font": False, "custom_dir": "overrides"},
        extra_css=["own.css"],
    )
    config = prepared(project)[1]
    assert config.theme.dirs[:2] == [config.theme.custom_dir, str(THEME)]
    assert [str(path) for path in config.extra_css] == [STYLES, "own.css"]


def test_mkdocs_gets_each_page_once(project: Project) -> None:
    """Files of `docs_dir` are replaced by what was read; each other kind has one specimen."""
    project.write("pages/notes.md", "# Notes\n\nText.\n")
    project.write("pages/notes.md~", "# Old\n")
    run, config = prepared(project)
    files = Files([])
    config.plugins._current_plugin = "factsheet"  # as it is while a hook runs
    run.add_pages(files)
    names = [file.src_uri for file in files]
    assert len(names) == len({*names})
    assert "notes.md" in names
    assert not [name for name in names if name.endswith("~")]
    assert {*run.specimens} < {*names}
    assert len(run.specimens) == len(KINDS)


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
