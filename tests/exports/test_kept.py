"""Kept data are those that would be made, or none."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any

import pytest

from site_builder.content.catalogue import Catalogue, Entry
from site_builder.content.kinds import KINDS
from site_builder.exports import FORMATS
from site_builder.exports.data import EVERYTHING, Data, Said, Selection
from site_builder.exports.kept import KeptData
from site_builder.exports.release import Release
from site_builder.installed import installed
from site_builder.kept import Kept, packed
from site_builder.parallel import Processes
from site_builder.settings import Site
from site_builder.site_folder import Output
from site_builder.user_cache import Store
from site_builder.views import Views
from tests.support.data import RELEASE, SITE, write
from tests.support.project import person, statement, tree
from tests.support.views import linked

FLIPS = 60
OTHERS = {
    "sources/other": {"title": "Another", "type": "webpage"},
    "themes/boats": {"title": "Boats", "definition": "Words on boats."},
}
Files = dict[str, bytes]
Make = Callable[..., Files]


@pytest.fixture(autouse=True)
def _each_record_is_a_part(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("site_builder.exports.parts.AVERAGE", dict.fromkeys(KINDS, 1))


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Store:
    """An empty store in a folder of the test's own."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return Store(tmp_path / "content", "data")


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The keys of the statements that are made, in their order."""
    noted: list[str] = []
    said = Data.said

    def note(data: Data, entry: Entry) -> Said:
        noted.append(entry.key)
        return said(data, entry)

    monkeypatch.setattr(Data, "said", note)
    return noted


@pytest.fixture
def make(store: Store, tmp_path: Path) -> Make:
    """Write the data of a catalogue, and return all files."""

    def written(
        catalogue: Catalogue,
        site: Site = SITE,
        release: Release = RELEASE,
        names: tuple[str, ...] = ("api", "jsonl", "csv", "sqlite", "parquet"),
        *,
        selection: Selection = EVERYTHING,
        keep: bool = True,
    ) -> Files:
        folder = tmp_path / f"out-{len([*tmp_path.iterdir()])}"
        folder.mkdir()
        data = Data(catalogue, site, release, selection)
        origins = Views(catalogue, site).origins()
        known = KeptData(data, names, Kept(store, origins)) if keep else None
        write(data, names, Output(folder), Processes(1), known)
        return tree(folder)

    return written


def content(folder: Path, words: str = "Mind the tide.", **fields: object) -> Catalogue:
    """Two people, the second of whom says these words."""
    ada = person(statement("a", "other"), theme="boats", name="Ada Keeper")
    bo = person(statement("b", "other", quote=words, **fields), theme="boats")
    return linked(folder, {"ada": ada, "bo": bo}, OTHERS)


def test_no_record_is_made_twice(make: Make, made: list[str], sheet_data: Data) -> None:
    """The second time, all that is made of records comes from the store, and is the same."""
    first = make(sheet_data.catalogue)
    assert {*made} == {*sheet_data.catalogue.entries}
    made.clear()
    assert make(sheet_data.catalogue) == first
    assert made == []


def test_kept_data_are_those_that_are_made(make: Make, cases_data: Data) -> None:
    """In all formats together, what comes from the store is what is made without one."""
    expected = make(cases_data.catalogue, names=(*FORMATS,), keep=False)
    for _ in range(2):
        assert make(cases_data.catalogue, names=(*FORMATS,)) == expected


def test_what_is_at_former_addresses_is_kept(make: Make, made: list[str], tmp_path: Path) -> None:
    """Files of a renamed record belong to it, so it is not made again either."""
    bo = person(statement("b", former_ids=["c"]), former_ids=["bob"])
    catalogue = linked(tmp_path, {"bo": bo})
    names = ("markdown", "embed", "pair-feeds")
    expected = make(catalogue, names=names)
    assert {"oembed/bob/c.json", "people/bob/index.md"} <= {*expected}
    made.clear()
    assert make(catalogue, names=names) == expected
    assert made == []


def test_only_records_that_an_edit_reaches_are_made(
    make: Make, made: list[str], tmp_path: Path
) -> None:
    """After an edit of one word, only the records whose files have it are made anew."""
    before = make(content(tmp_path / "then"))
    made.clear()
    now = content(tmp_path / "now", "Mind the boats.")
    after = make(now)
    assert made == ["bo/b"]
    assert after == make(now, keep=False)
    api = [path for path in after if path.startswith("api/") and after[path] != before[path]]
    assert api == ["api/v1/people/bo.json"]


@pytest.mark.parametrize("id_", ["bo", "rob"])
def test_a_withdrawal_reaches_the_feed_of_its_person(
    id_: str, make: Make, made: list[str], tmp_path: Path
) -> None:
    """Whose statement was withdrawn has a feed that says so, although nothing is in the file.

    Also if that was before the person got another id.
    """
    people = {
        "bo": person(
            statement("b", "other", quote="Mind the tide."), theme="boats", former_ids=["rob"]
        ),
        "ada": person(statement("a", "other"), theme="boats", name="Ada Keeper"),
    }
    make(linked(tmp_path / "then", people, OTHERS), names=("feeds",))
    made.clear()
    entry = {"address": f"people/{id_}/fog", "date": "2024-11-08", "reason": "Not hers."}
    listed = {"withdrawn": {"withdrawn": [entry]}}
    now = linked(tmp_path / "now", people, {**OTHERS, **listed})
    after = make(now, names=("feeds",))
    assert after == make(now, names=("feeds",), keep=False)
    assert f"people/{id_}/fog/".encode() in after["people/bo/feed.json"]


CHANGES: dict[str, tuple[Site, tuple[str, ...]]] = {
    "name": (SITE._replace(name="Other"), ("api",)),
    "address": (SITE._replace(url="https://other.example/"), ("api",)),
    "formats": (SITE, ("api", "csv")),
}


@pytest.mark.parametrize("change", CHANGES)
def test_what_all_data_depend_on(change: str, make: Make, made: list[str], tmp_path: Path) -> None:
    """With other settings, everything is made anew."""
    catalogue = content(tmp_path / "then")
    make(catalogue, names=("api",))
    made.clear()
    site, names = CHANGES[change]
    make(catalogue, site, names=names)
    assert {*made} == {*catalogue.entries}


def test_each_selection_has_data_of_its_own(make: Make, tmp_path: Path) -> None:
    """What was made of all statements is not taken for what is made of some."""
    catalogue = content(tmp_path / "then")
    chosen = Selection(person="bo")
    make(catalogue, names=("api",))
    after = make(catalogue, names=("api",), selection=chosen)
    assert after == make(catalogue, names=("api",), selection=chosen, keep=False)


def test_each_language_has_data_of_its_own(make: Make, made: list[str], tmp_path: Path) -> None:
    """With other words of the site, everything is made anew."""
    catalogue = content(tmp_path / "then")
    make(catalogue, names=("api",))
    made.clear()
    make(replace(catalogue, lang="de"), names=("api",))
    assert {*made} == {*catalogue.entries}


def test_another_program_makes_anew(
    make: Make, made: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After an update of the code or of a library, nothing of before is used."""
    catalogue = content(tmp_path / "then")
    make(catalogue)
    made.clear()
    other = installed()._replace(package="another")
    monkeypatch.setattr("site_builder.exports.kept.installed", lambda: other)
    make(catalogue)
    assert {*made} == {*catalogue.entries}


@pytest.mark.parametrize("date", ["unknown", "2024-01-01"])
def test_a_commit_changes_what_tells_its_day(date: str, make: Make, tmp_path: Path) -> None:
    """A statement of unknown date has the day of the release in feeds, so these are made anew."""
    both: dict[str, Any] = {"with": ["ada"]}
    catalogue = content(tmp_path / "then", date=date, date_note="None is printed.", **both)
    later = RELEASE._replace(date="2025-02-03T00:00:00Z")
    before = make(catalogue, names=("feeds",))
    after = make(catalogue, release=later, names=("feeds",))
    assert after == make(catalogue, release=later, names=("feeds",), keep=False)
    changed = {path for path in after if after[path] != before[path]}
    own = {f"people/{id_}/feed.{end}" for id_ in ("ada", "bo") for end in ("atom", "json")}
    assert (own & changed) == (own if date == "unknown" else set())


def test_damage_is_found(make: Make, store: Store, sheet_data: Data) -> None:
    """A byte that has changed anywhere in the store is found, and the data are made anew."""
    catalogue, random = sheet_data.catalogue, Random(1)
    names = ("api", "csv", "feeds", "jsonl")
    expected = make(catalogue, names=names)
    files = sorted(store.folder.glob("*/*"))
    whole = {file: file.read_bytes() for file in files}
    for _ in range(FLIPS):
        file = random.choice(files)
        data = bytearray(whole[file])
        data[random.randrange(len(data))] ^= 1 << random.randrange(8)
        file.write_bytes(data)
        assert store.get(file.name) is None
    assert make(catalogue, names=names) == expected
    assert whole == {file: file.read_bytes() for file in files}


def test_what_is_damaged_is_kept_anew(make: Make, store: Store, tmp_path: Path) -> None:
    """Each damaged file of the store is made anew by the next build, whatever else is whole."""
    catalogue = content(tmp_path / "then")
    expected = make(catalogue)
    for file in store.folder.glob("*/*"):
        whole = file.read_bytes()
        file.write_bytes(whole[:-1])
        assert make(catalogue) == expected
        assert file.read_bytes() == whole


@pytest.mark.parametrize("path", ["../a", "people/bo/../../a", "people/ada/index.md", "index.html"])
def test_a_forged_file_writes_nowhere_else(
    path: str, make: Make, store: Store, made: list[str], tmp_path: Path
) -> None:
    """What is kept of a record is written where its files belong, or not at all."""
    catalogue = content(tmp_path / "then")
    expected = make(catalogue)
    for file in store.folder.glob("*/*"):
        if b'"api/v1/people/bo.json"' in file.read_bytes():
            store.put(file.name, *packed({path: b"forged"}))
    made.clear()
    assert make(catalogue) == expected
    assert made == ["bo/b"]
