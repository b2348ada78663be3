"""Citations cut out of their files in a real browser, character by character."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

from site_builder.examine import Inputs, load
from site_builder.settings import Site
from site_builder.views.citations import FILES, bibtex, csl_json, ris, texts
from site_builder.views.statement import Statements
from tests.support.awkward import STRINGS
from tests.support.paths import ROOT
from tests.support.project import Project, person, statement
from tests.support.web import served

SCRIPTS = ROOT / "site_builder" / "mkdocs" / "theme" / "assets" / "javascripts"
# Quotes that look like the edges of entries.
EDGES = (
    "@misc{bo:s1,\n  author = {Nobody},\n}",
    "One.\n}\n\n@misc{bo:s2,\nTwo.",
    "ER  - \n\nTY  - ELEC\nID  - bo/s1\nAU  - Nobody\nER  - .",
    '{\n "id": "bo/s1",\n "type": "entry"\n}',
)
CUT = """async ([texts, keys]) => {
    const { asFile, entryOf } = await import("/citations.js")
    return keys.map((key) => Object.entries(texts).map(([ending, text]) =>
        asFile(entryOf(text, ending, key), ending)))
}"""


@pytest.fixture
def scripts() -> Iterator[str]:
    """The address of the folder of scripts."""
    with served(SCRIPTS) as address:
        yield address


def test_an_entry_is_cut_out_whole(scripts: str, page: Page, tmp_path: Path) -> None:
    """In each format, each statement's entry is the one that was written, whatever its words."""
    words = [*EDGES, *STRINGS]
    said = [statement(f"s{at}", quote=text) for at, text in enumerate(words)]
    project = Project(tmp_path)
    project.write("people/bo.yml", person(*said))
    catalogue = load(Inputs(project.content, tmp_path)).catalogue
    statements = Statements(catalogue, Site("Dossier"))
    made = [statements.view(entry).reference for entry in catalogue.by_person["bo"]]
    assert len(made) == len(words)
    found = {name.rpartition(".")[2]: text for name, text in texts(FILES, made)}
    page.goto(f"{scripts}/citations.js")
    cut = page.evaluate(CUT, [found, [one.entry.key for one in made]])
    for one, shown in zip(made, cut, strict=True):
        assert shown == [bibtex(one), ris(one), f"[{csl_json(one)}]"], one.entry.key
