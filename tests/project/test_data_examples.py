"""The examples in `docs/data.md` do what they say, on this repository's own site."""

import json
import re
import shutil
import sqlite3
import subprocess
import sys
from collections import Counter
from pathlib import Path

import duckdb
import pytest
from playwright.sync_api import Page

from site_builder.examine import Inputs, load
from site_builder.exports import DEFAULTS, FORMATS
from site_builder.exports.write import write_into
from site_builder.views.attribution import attribution
from site_builder.views.status import status_of
from site_builder.views.titles import Titles
from tests.support.data import data
from tests.support.paths import ROOT

TEXT = (ROOT / "docs/data.md").read_text(encoding="utf-8")
WORDS = "unfriendly"


def example(language: str, site_url: str) -> str:
    """The only example in a language, for the site that is served."""
    (found,) = re.findall(rf"```{language}\n(.*?)```", TEXT, re.DOTALL)
    return str(found).replace("https://fact-sheet.example", site_url)


def test_table_has_every_format() -> None:
    """The table lists each format once, and says which are written by default."""
    rows = re.findall(r"^\| `([a-z-]+)` \|.*\| (yes)? ?\|$", TEXT, re.MULTILINE)
    assert sorted(name for name, _ in rows) == sorted(FORMATS)
    assert {name for name, default in rows if default} == {*DEFAULTS}


def test_curl(site_url: str) -> None:
    """`curl` gets a person."""
    if shutil.which("curl") is None:
        pytest.skip("curl is not installed")
    done = subprocess.run(
        ["/bin/sh", "-c", example("sh", site_url)], capture_output=True, check=True
    )
    assert json.loads(done.stdout)["result"]["id"] == "dmitry-peskov"


def test_python(site_url: str) -> None:
    """The program prints a line for each statement, with its source."""
    done = subprocess.run(
        [sys.executable, "-I", "-X", "utf8", "-c", example("python", site_url)],
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert WORDS in done.stdout
    lines = [line for line in done.stdout.splitlines() if line.strip()]
    assert all(" In: " in line or " As printed in: " in line for line in lines)


def test_javascript(site_url: str, page: Page) -> None:
    """The script draws the newest statement, with its address, as text."""
    page.goto(f"{site_url}/data/")
    page.evaluate(f"(async () => {{ {example('js', site_url)} }})()")
    card = page.locator("body > blockquote")
    assert card.inner_text().startswith("Dmitry Peskov, ")
    assert "/people/dmitry-peskov/" in str(card.get_attribute("cite"))


def test_sql(site: Path) -> None:
    """Each question has the answer that the content gives."""
    catalogue = load(Inputs(ROOT / "content", ROOT)).catalogue
    (found,) = re.findall(r"```sql\n(.*?)```", TEXT, re.DOTALL)
    database = sqlite3.connect(site / "data/v1/factsheet.db")
    try:
        asked = [[*database.execute(query)] for query in found.split(";\n")[:3]]
    finally:
        database.close()
    entries = catalogue.entries.values()
    counted = Counter(
        entry.person
        for entry in entries
        if entry.statement.quote
        and status_of(entry, catalogue, Titles(catalogue)).id == "published"
        and not entry.statement.wording_of
    )
    most = sorted((-number, person.id, person.name) for person, number in counted.items())
    with_word = [
        (entry.person.name, entry.statement.date.text, entry.statement.quote, cited.source.title)
        for entry in entries
        for cited in entry.cited
        if re.search(r"\bamerica\b", str(entry.statement.quote), re.IGNORECASE)
    ]
    behind = [
        (entry.key, cited.source.title, relay.source.id)
        for entry in entries
        for cited in entry.cited
        for relay in cited.relays
    ]
    assert asked[0] == [(name, -number) for number, _, name in most] != []
    assert sorted(row[:4] for row in asked[1]) == sorted(with_word) != []
    assert sorted(asked[2]) == sorted(behind) != []


def test_duckdb(tmp_path: Path) -> None:
    """Each question to DuckDB has the answer that the content gives; the files are at hand here."""
    content = load(Inputs(ROOT / "content", ROOT))
    for name in ("jsonl", "parquet"):
        write_into(tmp_path, data(content.catalogue), name, lambda: None)
    (found,) = re.findall(r"```text\n(SELECT.*?)```", TEXT, re.DOTALL)
    queries = found.replace("https://fact-sheet.example", str(tmp_path)).split(";\n")
    with duckdb.connect() as connection:
        counted, (total,) = (connection.sql(query).fetchall() for query in queries if query)
    quotes = [it for it in content.catalogue.entries.values() if it.statement.quote]
    speakers = Counter(attribution(entry, content.catalogue.lang).line for entry in quotes)
    assert [number for _, number in counted] == sorted(speakers.values(), reverse=True)
    assert dict(counted) == speakers != {}
    assert total == (len(quotes),)
