"""What a spreadsheet would alter: the files of data and the export of a search guard the same."""

import csv
import json
from io import StringIO
from pathlib import Path

from playwright.sync_api import Page

from site_builder.authoring.spreadsheet.sheet import read_table
from tests.support.paths import ROOT
from tests.support.web import served

CELLS = json.loads((ROOT / "tests/fixtures/spreadsheet-cells.json").read_text(encoding="utf-8"))
EXPECTED = {text: f"'{text}" for text in CELLS["altered"]} | {text: text for text in CELLS["exact"]}
SCRIPTS = ROOT / "site_builder/mkdocs/theme/assets/javascripts"
EXPORT = """async (texts) => {
    const { exported, toCsv } = await import("/search-export.js")
    const records = texts.map((words) => exported({ address: "people/a/b/", words, date: "2024" }))
    return toCsv(records, new URL("https://facts.example/"))
}"""


def test_a_search_exports_it_guarded(page: Page, tmp_path: Path) -> None:
    """A cell gets an apostrophe if a spreadsheet would run it or show another value.

    An import takes it away again.
    """
    with served(SCRIPTS) as address:
        page.goto(f"{address}/search-export.js")
        text = page.evaluate(EXPORT, [*EXPECTED])
    rows = [*csv.DictReader(StringIO(text.removeprefix("\ufeff"), newline=""))]
    found = dict(zip(EXPECTED, (row["words"] for row in rows), strict=True))
    assert found == EXPECTED
    named = dict(zip(EXPECTED, ([*row.values()][-1] for row in rows), strict=True))
    assert named == {it: "words" if it in CELLS["altered"] else "" for it in EXPECTED}
    file = tmp_path / "search.csv"
    file.write_bytes(text.encode())
    imported = read_table(file, literal=True).rows
    assert [row["words"] for row in imported.values()] == [it.strip() for it in EXPECTED]
