import json
from pathlib import Path

from site_builder.exports.data import Data, Selection
from site_builder.exports.write import files
from site_builder.settings import Site
from tests.support.data import data, written
from tests.support.project import person, statement
from tests.support.views import linked


def ids(found: dict[str, bytes], path: str) -> list[str]:
    """The ids of a feed's entries, without the site's address."""
    items = json.loads(found[path])["items"]
    return [it["id"].removeprefix("https://sheet.example/") for it in items]


def test_each_feed_has_its_statements(sheet_data: Data) -> None:
    """The site, each person, each theme, and corrections have feeds in both formats."""
    found = written(sheet_data, "feeds")
    stems = {path.rpartition(".")[0] for path in found}
    assert {*found} == {f"{stem}.{ending}" for stem in stems for ending in ("atom", "json")}
    assert ids(found, "people/example-envoy/feed.json") == [
        f"people/{entry.key}/"
        for entry in reversed(sheet_data.catalogue.by_person["example-envoy"])
    ]
    lamps = {f"people/{entry.key}/" for entry in sheet_data.catalogue.by_theme["example-lamps"]}
    assert {*ids(found, "themes/example-lamps/feed.json")} == lamps
    assert len(ids(found, "feed.json")) == len(sheet_data.entries)
    assert ids(found, "people/example-assembly/feed.json") == []
    assert ids(found, "corrections.json") == ["people/example-minister/deep-enough/#correction-1"]


def test_corrections_newest_first(tmp_path: Path) -> None:
    """Of several corrections the last one comes first; each keeps its number in the record."""
    notes = [{"date": "2024-12-02", "note": "One."}, {"date": "2024-12-05", "note": "Two."}]
    made = data(linked(tmp_path, {"bo": person(statement(corrections=notes))}))
    found = ids(written(made, "feeds"), "corrections.json")
    assert [it.rpartition("#")[2] for it in found] == ["correction-2", "correction-1"]


def test_no_feeds_without_an_address(sheet_data: Data) -> None:
    """Ids of entries are addresses, so a site without one has no feeds."""
    assert [*files(data(sheet_data.catalogue, site=Site("A")), ["feeds", "pair-feeds"])] == []


def test_a_feed_goes_on_at_a_former_address(tmp_path: Path) -> None:
    """Whoever reads the feed of a renamed record still gets corrections and retractions."""
    theme = {"title": "Peace", "definition": "D.", "former_ids": ["war"]}
    bo = person(statement(), former_ids=["rob", "bob"])
    catalogue = linked(tmp_path, {"bo": bo}, {"themes/peace": theme})
    found = written(data(catalogue), "feeds")
    for here, former in (
        ("people/bo", "people/rob"),
        ("people/bo", "people/bob"),
        ("themes/peace", "themes/war"),
    ):
        for ending in ("atom", "json"):
            assert found[f"{former}/feed.{ending}"] == found[f"{here}/feed.{ending}"]
    assert (
        b'rel="self" type="application/atom+xml" href="https://sheet.example/people/bo/'
        in (found["people/rob/feed.atom"])
    )


WHY = {"date": "2024-11-08", "reason": "Not <his> words."}


def test_what_was_withdrawn_takes_its_place(tmp_path: Path) -> None:
    """In the feeds of the site and the person, an entry with the statement's id says so."""
    listed = {"withdrawn": {"withdrawn": [{"address": "people/bo/tide", **WHY}]}}
    made = data(linked(tmp_path, {"bo": person(statement())}, listed))
    found = written(made, "feeds")
    assert ids(found, "people/bo/feed.json") == ["people/bo/tide/", "people/bo/lamps/"]
    assert ids(found, "feed.json")[0] == "people/bo/tide/"
    assert ids(found, "corrections.json") == ["people/bo/tide/"]
    (item,) = json.loads(found["corrections.json"])["items"]
    assert item["title"] == "Withdrawn"
    assert item["content_html"] == (
        "<p>What was here has been removed: 8 November 2024</p>\n<p>Not &lt;his&gt; words.</p>"
    )
    assert item["date_modified"] == "2024-11-08T00:00:00Z"
    assert ids(found, "people/ada-keeper/feed.json") == ["people/ada-keeper/lamps/"]
    one = data(made.catalogue, Selection(person="bo"))
    assert ids(written(one, "feeds"), "feed.json") == ["people/bo/lamps/"]


def test_the_feed_of_a_renamed_person_has_what_was_withdrawn(tmp_path: Path) -> None:
    """The entry keeps the address that it had, and so do readers' programs."""
    listed = {"withdrawn": {"withdrawn": [{"address": "people/rob/tide", **WHY}]}}
    bo = person(statement(), former_ids=["rob"])
    found = written(data(linked(tmp_path, {"bo": bo}, listed)), "feeds")
    for path in "people/bo/feed.json", "people/rob/feed.json":
        assert ids(found, path) == ["people/rob/tide/", "people/bo/lamps/"]


def test_the_feed_of_who_was_withdrawn_says_so(tmp_path: Path) -> None:
    """At each address that it had; what links to a statement of it says so, too."""
    more = {"former_ids": ["si"], "statements": ["fog"]}
    entries = [{"address": "people/cy", **WHY, **more}, {"address": "themes/war", **WHY}]
    entries.append({"address": "sources/post", **WHY})
    listed = {"withdrawn": {"withdrawn": entries}}
    found = written(data(linked(tmp_path, {"bo": person(statement())}, listed)), "feeds")
    for path in "people/cy/feed.json", "people/si/feed.json":
        assert ids(found, path) == ["people/cy/", "people/cy/fog/"]
    assert ids(found, "themes/war/feed.json") == ["themes/war/"]
    assert "sources/post/feed.json" not in found
    assert ids(found, "feed.json")[:1] == ["people/cy/fog/"]
    assert ids(found, "corrections.json") == ["people/cy/", "themes/war/", "sources/post/"]


def test_what_was_withdrawn_takes_its_place_under_each_id(tmp_path: Path) -> None:
    """Readers' programs keep the entry that they had before a rename of it or of the person."""
    entries = [
        {"address": "people/bo/tide", **WHY, "former_ids": ["ebb"]},
        {"address": "people/rob/fog", **WHY},
    ]
    bo = person(statement(), former_ids=["rob"])
    listed = {"withdrawn": {"withdrawn": entries}}
    found = written(data(linked(tmp_path, {"bo": bo}, listed)), "feeds")
    gone = ["bo/tide", "rob/fog", "bo/ebb", "rob/tide", "rob/ebb"]
    expected = [f"people/{key}/" for key in gone]
    assert ids(found, "people/bo/feed.json") == [*expected, "people/bo/lamps/"]
    assert ids(found, "feed.json")[: len(expected)] == expected


def test_what_was_withdrawn_takes_the_place_of_its_corrections(tmp_path: Path) -> None:
    """They had the words, too, before and after; a reader's program keeps an entry of each."""
    entries = [
        {"address": "people/bo/tide", **WHY, "corrections": "2"},
        {"address": "people/cy", **WHY, "statements": ["fog"], "corrections": "1"},
    ]
    bo = person(statement(), former_ids=["rob"])
    listed = {"withdrawn": {"withdrawn": entries}}
    found = written(data(linked(tmp_path, {"bo": bo}, listed)), "feeds")
    assert ids(found, "corrections.json") == [
        "people/bo/tide/#correction-1",
        "people/bo/tide/#correction-2",
        "people/cy/fog/#correction-1",
        "people/rob/tide/#correction-1",
        "people/rob/tide/#correction-2",
        "people/bo/tide/",
        "people/cy/",
    ]
    first, *_, last = json.loads(found["corrections.json"])["items"]
    assert first["content_html"] == last["content_html"]


def test_authors_are_told_apart(tmp_path: Path) -> None:
    """Namesakes by their ids and their pages, in both formats."""
    people = {"bo": person(statement(), name="Lee"), "cy": person(name="Lee")}
    found = written(data(linked(tmp_path, people)), "feeds")
    (item,) = json.loads(found["people/bo/feed.json"])["items"]
    page = "https://sheet.example/people/bo/"
    assert item["authors"] == [{"name": "Lee (bo)", "url": page}]
    atom = found["people/bo/feed.atom"].decode()
    assert f"<author><name>Lee (bo)</name><uri>{page}</uri></author>" in atom
