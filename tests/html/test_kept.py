"""Kept pages are those that would be printed, or none."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import chain
from pathlib import Path
from random import Random

import pytest

from site_builder.html.kept import KeptPages
from site_builder.html.print import Page, Printer
from site_builder.installed import installed
from site_builder.kept import Kept
from site_builder.settings import Download
from site_builder.site_folder import SiteFile
from site_builder.user_cache import Store
from tests.support.host import frames
from tests.support.project import person, statement
from tests.support.views import SITE, linked

FRAMES = frames()
FLIPS = 200


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Store:
    """An empty store in a folder of the test's own."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return Store(tmp_path / "content", "pages")


@pytest.fixture
def printed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The families that are printed, in the order of printing."""
    noted: list[str] = []
    pages = Printer.pages

    def note(printer: Printer, families: Sequence[str]) -> Iterator[Page]:
        noted.extend(families)
        return pages(printer, families)

    monkeypatch.setattr(Printer, "pages", note)
    return noted


@pytest.fixture
def printer(tmp_path: Path) -> Printer:
    """A printer of a small site."""
    return Printer(linked(tmp_path, {"bo": person(statement("tide"))}), FRAMES, SITE)


def all_of(printer: Printer, store: Store) -> list[SiteFile]:
    """The files of all pages, printed or taken from the store."""
    pages = KeptPages(printer, Kept(store, printer.views.origins()))
    return [*chain.from_iterable(map(pages.files, printer.views.families()))]


def printed_by(printer: Printer) -> list[SiteFile]:
    """The files of all pages as they are printed."""
    pages = printer.pages([*printer.views.families()])
    return [*chain.from_iterable(files for _, files in pages)]


def test_nothing_is_printed_twice(printer: Printer, store: Store, printed: list[str]) -> None:
    """The second time, all pages come from the store, and are the same."""
    first = all_of(printer, store)
    assert printed == [*printer.views.families()]
    printed.clear()
    assert all_of(replace(printer), store) == first
    assert printed == []


def test_only_families_that_an_edit_reaches_are_printed(
    tmp_path: Path, store: Store, printed: list[str]
) -> None:
    """Other words of one person are printed on the pages that have them, and on no others."""
    ada, bo = (person(statement(id_, "other"), theme="boats") for id_ in ("a", "b"))
    others = {
        "sources/other": {"title": "Another", "type": "webpage"},
        "themes/boats": {"title": "Boats", "definition": "Words on boats."},
    }
    then = linked(tmp_path / "then", {"ada": ada, "bo": bo}, others)
    all_of(Printer(then, FRAMES, SITE), store)
    printed.clear()
    bo = person(statement("b", "other", quote="Mind the boats."), theme="boats")
    now = linked(tmp_path / "now", {"ada": ada, "bo": bo}, others)
    all_of(Printer(now, FRAMES, SITE), store)
    assert sorted(printed) == ["people/bo/", "sources/other/", "themes/boats/"]


OTHER_FRAMES = {
    kind: replace(frame, parts=(*frame.parts[:-1], frame.parts[-1] + b" "))
    for kind, frame in FRAMES.items()
}


CHANGES: dict[str, Callable[[Printer], Printer]] = {
    "frame": lambda printer: replace(printer, frames=OTHER_FRAMES),
    "name": lambda printer: replace(printer, site=SITE._replace(name="Other")),
    "address": lambda printer: replace(printer, site=SITE._replace(url="https://other.example/")),
    "data": lambda printer: replace(printer, site=SITE._replace(exports=("api",))),
    "downloads": lambda printer: replace(
        printer, site=SITE._replace(downloads=(Download("data.csv", 3),))
    ),
    "language": lambda printer: replace(printer, catalogue=replace(printer.catalogue, lang="de")),
    "images": lambda printer: replace(printer, draw=lambda _card: None),
}


@pytest.mark.parametrize("change", CHANGES)
def test_what_all_pages_depend_on(
    change: str, printer: Printer, store: Store, printed: list[str]
) -> None:
    """With another look or other settings, everything is printed anew."""
    all_of(printer, store)
    printed.clear()
    all_of(CHANGES[change](printer), store)
    assert printed == [*printer.views.families()]


def test_statements_of_a_large_site_are_printed_anew(
    printer: Printer, store: Store, printed: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """With many statements, their pages have no images any more, so all are printed anew."""
    all_of(printer, store)
    printed.clear()
    for module in ("html.kept", "views.statement_page"):
        monkeypatch.setattr(f"site_builder.{module}.MOST_STATEMENTS", 1)
    all_of(printer, store)
    assert printed == [*printer.views.families()]


def test_another_program_prints_anew(
    printer: Printer, store: Store, printed: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """After an update of the code or of a library, no page of before is used."""
    all_of(printer, store)
    printed.clear()
    other = installed()._replace(package="another")
    monkeypatch.setattr("site_builder.html.kept.installed", lambda: other)
    all_of(printer, store)
    assert printed == [*printer.views.families()]


def test_sizes_of_data_are_on_no_printed_page(
    printer: Printer, store: Store, printed: list[str]
) -> None:
    """Other sizes of the files to download, as after each edit, print nothing anew."""
    for size in (1, 2):
        site = SITE._replace(exports=("csv",), downloads=(Download("data.csv", size),))
        files = all_of(replace(printer, site=site), store)
        assert files == printed_by(replace(printer, site=site))
    assert len(printed) == 3 * len([*printer.views.families()])  # kept once, compared twice


def test_damage_is_found(printer: Printer, store: Store) -> None:
    """A byte that has changed anywhere in the store is found, and its pages are printed anew."""
    expected, random = all_of(printer, store), Random(1)
    files = sorted(store.folder.glob("*/*"))
    for _ in range(FLIPS):
        file = random.choice(files)
        whole = file.read_bytes()
        data = bytearray(whole)
        data[random.randrange(len(data))] ^= 1 << random.randrange(8)
        file.write_bytes(data)
        assert store.get(file.name) is None
        file.write_bytes(whole if random.random() < 0.9 else data)
    damaged = [file.read_bytes() for file in files]
    assert all_of(printer, store) == expected
    assert damaged != [file.read_bytes() for file in files]
    assert all_of(printer, store) == expected


@pytest.mark.parametrize("data", [b"", b"0", b"0" * 64, b"0" * 64 + b"[]"])
def test_a_file_that_was_cut_short(data: bytes, printer: Printer, store: Store) -> None:
    """What a killed process or a full disk left behind is the same as nothing."""
    expected = all_of(printer, store)
    for file in store.folder.glob("*/*"):
        file.write_bytes(data)
    assert all_of(printer, store) == expected


@pytest.mark.parametrize("mode", [0o777, 0o770, 0o720])
def test_pages_that_others_can_write_are_not_published(
    mode: int, printer: Printer, store: Store, printed: list[str], tmp_path: Path
) -> None:
    """Pages that somebody else may have put there are printed anew."""
    all_of(printer, store)
    printed.clear()
    store.folder.chmod(mode)
    all_of(printer, Store(tmp_path / "content", "pages"))
    assert printed == [*printer.views.families()]


def test_a_store_that_cannot_be_written(printer: Printer, store: Store) -> None:
    """If nothing can be kept, everything is printed, as without a store."""
    store.folder.parent.mkdir(parents=True)
    store.folder.write_text("a file")
    assert all_of(printer, store) == printed_by(printer)
