"""Feeds: valid, dated, with stable ids, and with all of the words."""

import json
from pathlib import Path

import feedparser  # type: ignore[import-untyped]
import pytest
from jsonschema import Draft7Validator, FormatChecker
from lxml import etree
from selectolax.lexbor import LexborHTMLParser

from site_builder.exports.data import Data
from site_builder.exports.feed import LARGEST, LATEST, Feed, correction_item, files, item, latest
from tests.support.awkward import STRINGS
from tests.support.data import awkward, data
from tests.support.paths import ROOT
from tests.support.project import person, statement
from tests.support.views import linked

GRAMMAR = etree.RelaxNG(etree.parse(str(ROOT / "tests/fixtures/atom.rng")))


# From the npm package `jsonfeed-schema` 0.5.0, unchanged.
SCHEMA = Draft7Validator(
    json.loads((ROOT / "tests/fixtures/jsonfeed-schema/schema-v1.1.json").read_text()),
    format_checker=FormatChecker(),
)


def one(made: Data, key: str) -> tuple[bytes, bytes]:
    """A feed of one statement, in both formats."""
    said = made.said(made.catalogue.entries[key])
    feed = Feed("some/feed", "some/", "Some & <feed>")
    atom, json_feed = files(made, feed, [item(made, said)])
    assert (atom.path, json_feed.path) == ("some/feed.atom", "some/feed.json")
    return atom.data, json_feed.data


def words(html: str) -> list[str]:
    """The text of each quotation in the content of an entry."""
    return [it.text() for it in LexborHTMLParser(html).css("blockquote")]


def test_reads_back(awkward_data: Data) -> None:
    """A reader of feeds finds words, original, speaker, theme exactly, whatever they are."""
    for number, text in enumerate(STRINGS):
        said = awkward_data.said(awkward_data.catalogue.entries[f"{awkward(number)}/said"])
        marked = f"{said.json.get('opening', '')}{text}{said.json.get('closing', '')}"
        atom, json_feed = one(awkward_data, said.entry.key)
        root = etree.fromstring(atom)
        GRAMMAR.assertValid(root)
        SCHEMA.validate(json.loads(json_feed))
        space = {"a": "http://www.w3.org/2005/Atom"}
        found = json.loads(json_feed)["items"][0]
        (author,) = root.findall("a:entry/a:author/a:name", space)
        categories = root.findall("a:entry/a:category", space)
        assert author.text == text == found["authors"][0]["name"]
        assert categories[0].get("label") == text == found["tags"][0]
        for html in (root.findtext("a:entry/a:content", "", space), found["content_html"]):
            printed, spoken = words(html)
            assert printed == marked
            assert text in spoken
            assert f"Where: {text}" in [it.text() for it in LexborHTMLParser(html).css("li")]


def test_as_readers_see_it(sheet_data: Data) -> None:
    """The title says the status first; the id is the address; the source is linked."""
    atom, json_feed = one(sheet_data, "example-minister/two-metres")
    parsed = feedparser.parse(atom)
    assert not parsed.bozo
    (entry,) = parsed.entries
    page = "https://sheet.example/people/example-minister/two-metres/"
    assert entry.id == entry.link == page
    assert entry.title == (
        "Retracted: Example Minister, about January 2020 (date of publication) [paraphrase]: Said"
        " that two metres are enough."
    )
    assert entry.updated == "2020-01-01T00:00:00Z"
    # The wording of a paraphrase is somebody else's.
    assert "author" not in entry
    assert ("retracted", "Retracted") in [(tag.term, tag.label) for tag in entry.tags]
    via = [link.href for link in entry.links if link.rel == "via"]
    assert via == ["https://gazette.example/2021/quay?page=1"]
    assert parsed.feed.title == "Some & <feed>"
    assert parsed.feed.rights == "CC BY 4.0"
    found = json.loads(json_feed)
    assert found["version"] == "https://jsonfeed.org/version/1.1"
    assert found["feed_url"] == "https://sheet.example/some/feed.json"
    (own,) = found["items"]
    assert {"id", "url", "title", "content_html", "date_modified", "tags"} <= {*own}
    assert own["_factsheet"]["status"] == "retracted"
    assert own["_factsheet"]["date"] == "2020-01~"


def test_line_breaks(sheet_data: Data) -> None:
    """Lines and paragraphs of the words stay apart."""
    _, json_feed = one(sheet_data, "example-minister/long-speech")
    html = json.loads(json_feed)["items"][0]["content_html"]
    assert "look for it whole.<br>\n<br>\nA second paragraph" in html


def test_corrected_last(tmp_path: Path) -> None:
    """A correction is a change of the entry, and an entry of its own under the page's address."""
    corrections = [{"date": "2024-12-02", "note": "A comma was missing."}]
    made = data(linked(tmp_path, {"bo": person(statement(corrections=corrections))}))
    said = made.said(made.catalogue.entries["bo/lamps"])
    assert item(made, said).updated == "2024-12-02T00:00:00Z"
    own = correction_item(made, said, 1, said.entry.statement.corrections[0])
    atom, json_feed = files(made, Feed("corrections", "corrections/", "C"), [own])
    GRAMMAR.assertValid(etree.fromstring(atom.data))
    SCHEMA.validate(json.loads(json_feed.data))
    (found,) = json.loads(json_feed.data)["items"]
    assert found["id"] == "https://sheet.example/people/bo/lamps/#correction-1"
    assert "A comma was missing." in found["content_html"]
    assert words(found["content_html"]) == ["“Keep the lamps lit.”"]


def test_corrected_words_are_with_their_correction(tmp_path: Path) -> None:
    """A correction of words has those before, in marks of their own, and those of today."""
    corrections = [
        {"date": "2024-12-02", "note": "One word was wrong.", "was": "Keep the <lamps> out."}
    ]
    made = data(linked(tmp_path, {"bo": person(statement(corrections=corrections))}))
    said = made.said(made.catalogue.entries["bo/lamps"])
    own = correction_item(made, said, 1, said.entry.statement.corrections[0])
    atom, json_feed = files(made, Feed("corrections", "corrections/", "C"), [own])
    GRAMMAR.assertValid(etree.fromstring(atom.data))
    (found,) = json.loads(json_feed.data)["items"]
    assert words(found["content_html"]) == ["“Keep the <lamps> out.”", "“Keep the lamps lit.”"]
    assert found["_factsheet"]["was"] == "Keep the <lamps> out."


def test_empty_feed_is_valid(sheet_data: Data) -> None:
    """A feed without entries has a date that no commit changes."""
    atom, json_feed = files(sheet_data, Feed("feed", "", "F"), [])
    root = etree.fromstring(atom.data)
    GRAMMAR.assertValid(root)
    assert root.findtext("{*}updated") == "1970-01-01T00:00:00Z"
    SCHEMA.validate(json.loads(json_feed.data))
    assert json.loads(json_feed.data)["items"] == []


def test_latest(tmp_path: Path) -> None:
    """A feed has the newest statements, the newest first."""
    dates = [f"20{year:02}-01-01" for year in range(30)]
    said = [statement(f"s{d[:4]}", quote=f"Lamps of {d}.", date=d) for d in dates]
    made = data(linked(tmp_path, {"bo": person(*said)}))
    found = latest(made, made.catalogue.by_person["bo"])
    assert [entry.statement.date.text for entry in found] == dates[::-1][:LATEST]


def test_large_entries_make_no_large_feed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A feed ends with the entry with which it is too large, at the same one in both formats."""
    said = [statement(f"s{n}", quote=f"Lamps {n}.", date="2024") for n in range(LATEST)]
    made = data(linked(tmp_path, {"bo": person(*said)}))
    items = [item(made, made.said(it)) for it in latest(made, made.catalogue.by_person["bo"])]

    def ids(largest: int) -> list[str]:
        monkeypatch.setattr("site_builder.exports.feed.LARGEST", largest)
        atom, json_feed = files(made, Feed("feed", "", "F"), items)
        found = [entry.id for entry in feedparser.parse(atom.data).entries]
        assert [it["id"] for it in json.loads(json_feed.data)["items"]] == found
        return found

    everything, three = ids(LARGEST), sum(len(it.atom) for it in items[:3])
    assert len(everything) == LATEST
    assert ids(three) == everything[:4]
    assert ids(three - 1) == everything[:3]
    # Whoever follows a feed sees what is new, however large it is.
    assert ids(0) == everything[:1]


def test_another_wording_is_no_other_remark(tmp_path: Path) -> None:
    """In the list of a reader of feeds, a wording of a remark is called one."""
    again = statement("again", quote="Leave the lamps on.", wording_of="bo/lamps")
    made = data(linked(tmp_path, {"bo": person(statement(), again, name="Bo")}))
    atom, _ = one(made, "bo/again")
    (entry,) = feedparser.parse(atom).entries
    assert entry.title == "Bo, 6 November 2024: “Leave the lamps on.” (another wording)"
