"""Every exit of the data says the same of a statement: its words, whose they are, and its sources.

What is expected comes from the record itself; what is found, from independent readers.
"""

import csv
import gzip
import json
import re
import sqlite3
from collections.abc import Callable, Iterator
from io import StringIO
from pathlib import Path
from typing import Any, NamedTuple

import feedparser  # type: ignore[import-untyped]
import pytest
from selectolax.lexbor import LexborHTMLParser

from site_builder.content.catalogue import Entry
from site_builder.exports.data import Data
from site_builder.exports.formats.csv import GUARDED
from site_builder.search.documents import Documents
from site_builder.views import Views
from site_builder.views.addresses import PEOPLE
from tests.support.data import data, own, written
from tests.support.views import example_cases, example_sheet

FORMATS = ("api", "jsonl", "csv", "sqlite", "feeds", "pair-feeds", "embed")


class Exit(NamedTuple):
    """What an exit has of a statement: its words, who it says is speaking, and its sources."""

    name: str
    key: str
    words: str
    by: str
    sources: str


SITES: dict[str, Callable[[], Data]] = {
    "reading": lambda: data(example_sheet()),
    "cases": lambda: data(example_cases()),
    "own": own,
}


@pytest.fixture(scope="module", params=SITES)
def made(request: pytest.FixtureRequest) -> Data:
    """The data of a site: the two fixtures, which have every field and case, and our own."""
    return SITES[request.param]()


def test_all_exits_agree(made: Data, tmp_path: Path) -> None:
    """Of each statement, each exit has all words, all speakers and all sources."""
    entries = made.catalogue.entries
    found: dict[str, set[str]] = {key: set() for key in entries}
    for it in exits(made, tmp_path / "factsheet.db"):
        entry = entries[it.key]
        assert plain(entry.statement.words) in plain(it.words), it
        for name in named(entry):
            assert name in it.by, it
        for cited in entry.cited:
            assert plain(cited.source.title) in plain(it.sources), it
        if not entry.speakers:
            assert "not by" in it.by, it
        found[it.key].add(it.name)
    always = {"api", "jsonl", "csv", "sqlite", "embed", "bib", "ris", "csl", "search"}
    for key, names in found.items():
        assert names >= always, key


def test_feeds_have_what_is_said_by_their_person(made: Data) -> None:
    """A person's feed has statements by this person alone, and all of the newest."""
    files = written(made, "feeds")
    for person in made.people:
        feed = json.loads(files[f"people/{person.id}/feed.json"])
        keys = [it["_factsheet"]["key"] for it in feed["items"]]
        assert all(person in made.catalogue.entries[key].speakers for key in keys)
        own = [key for key, it in made.catalogue.entries.items() if person in it.speakers]
        assert len(keys) == len({*keys}) == min(len(own), 20)


def named(entry: Entry) -> Iterator[str]:
    """The names of all whose statement it is, or is said to be."""
    for person in (entry.person, *entry.others, *filter(None, [entry.principal])):
        yield person.name


def plain(text: str) -> str:
    """A text in one line."""
    return " ".join(text.split())


def exits(made: Data, database: Path) -> Iterator[Exit]:
    """What each exit has of each statement."""
    files = written(made, *FORMATS)
    for path, content in files.items():
        if path.startswith("api/v1/people/"):
            yield from _objects("api", _in_person(json.loads(content)["result"]))
        elif path.endswith(".atom") and path != "corrections.atom":
            for item in feedparser.parse(content).entries:
                yield _shown("atom", item.id, item.content[0].value)
        elif path.endswith("feed.json") or "/on_" in path:
            for item in json.loads(content)["items"]:
                yield _shown("json feed", item["id"], item["content_html"])
        elif path.startswith("embed/"):
            yield _shown("embed", path.removesuffix("index.html"), content.decode())
    lines = gzip.decompress(files["data/v1/statements.jsonl.gz"]).splitlines()
    yield from _objects("jsonl", map(json.loads, lines))
    citations = [*_rows(files["data/v1/citations.csv"])]
    for row in _rows(files["data/v1/statements.csv"]):
        own = "; ".join(it["source_title"] for it in citations if it["statement"] == row["key"])
        yield Exit("csv", row["key"], row[row["kind"]], row["person_name"], own)
    database.write_bytes(files["data/v1/factsheet.db"])
    with sqlite3.connect(database) as opened:
        for key, words, by, own in opened.execute(
            "SELECT key, coalesce(quote, paraphrase, action), person_name,"
            " group_concat(source_title, '; ') FROM statements_with_sources GROUP BY key"
        ):
            yield Exit("sqlite", key, words, by, own)
    yield from _cited(made)
    documents = Documents(made.catalogue)
    for entry in documents.entries:
        shown = documents.statement(entry).shown
        own = "; ".join(it["source"] for it in _list(shown["citations"]))
        yield Exit("search", entry.key, str(shown["words"]), str(shown["person"]), own)


def _list(value: object) -> list[dict[str, str]]:
    assert isinstance(value, list | tuple)
    return [*value]


def _in_person(person: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for position in person.get("positions", ()):
        yield from position["statements"]
    yield from person.get("misattributed", ())


def _objects(name: str, made: Iterator[dict[str, Any]]) -> Iterator[Exit]:
    for it in made:
        sources = "; ".join(cited["source_title"] for cited in it["citations"])
        yield Exit(name, it["key"], it[it["kind"]], it["person_name"], sources)


def _rows(data: bytes) -> Iterator[dict[str, str]]:
    for row in csv.DictReader(StringIO(data.decode("utf-8-sig"), newline="")):
        for guarded in filter(None, row.pop(GUARDED).split("; ")):
            row[guarded] = row[guarded].removeprefix("'")
        yield row


def _shown(name: str, address: str, html: str) -> Exit:
    """What a card or an entry of a feed shows: quotations, then facts with their labels."""
    page = LexborHTMLParser(html)
    words = " ".join(it.text() for it in page.css("blockquote"))
    facts = [it.text() for it in page.css("li")]
    by = " ".join(it for it in facts if it.startswith(("By: ", "Of: ")))
    sources = "; ".join(it for it in facts if it.startswith(("Source: ", "Circulates in: ")))
    key = address.partition("#")[0].rstrip("/").split("/")[-2:]
    return Exit(name, "/".join(key), words, by, sources)


def _cited(made: Data) -> Iterator[Exit]:
    """The files for reference managers, read as far as their syntax is needed."""
    views = Views(made.catalogue, made.site)
    for person in made.people:
        files = {
            path.rpartition("/")[2]: it for path, it in views.citations(f"{PEOPLE}{person.id}/")
        }
        for name, text in files.items():
            assert ("misattributed" in name) == ("Misattributed: not by" in text)
            kind = name.rpartition(".")[2]
            if kind == "json":
                for item in json.loads(text):
                    yield Exit("csl", item["id"], item["abstract"], item["title"], item["note"])
                continue
            for entry in re.split(r"\n\n(?=@misc\{|TY  - )", text.rstrip("\n")):
                yield _entry(kind, entry)


def _entry(kind: str, entry: str) -> Exit:
    if kind == "ris":
        fields = dict(line.split("  - ", 1) for line in entry.splitlines())
        return Exit(kind, fields["ID"], fields["AB"], fields["TI"], fields["N1"])
    key = entry.partition("{")[2].partition(",")[0].replace(":", "/")
    text = _without_tex(entry)
    return Exit("bib", key, text, text.partition("title = ")[2], text.partition("note = ")[2])


def _without_tex(text: str) -> str:
    for sign, tex in (("\\", r"\textbackslash{}"), ("{", r"{\textbraceleft}")):
        text = text.replace(tex, sign)
    for sign in "$&#_%":
        text = text.replace(f"\\{sign}", sign)
    return text.replace("{}", "")
