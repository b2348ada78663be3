"""Formats are written together as each would be alone, and the same bytes each time."""

import re
import sys
from pathlib import Path

import pytest

from site_builder.content.kinds import KINDS
from site_builder.exports import DEFAULTS, FORMATS
from site_builder.exports.data import Data
from site_builder.exports.write import FormatError, files, format_of, pieces, write_into
from site_builder.parallel import Processes
from site_builder.site_folder import Output, held
from tests.support.data import write, written
from tests.support.project import tree


@pytest.mark.parametrize("name", FORMATS)
def test_each_alone_and_all_together(name: str, sheet_data: Data, tmp_path: Path) -> None:
    """A format's files are the same, whichever others are written with it."""
    write(sheet_data, [*FORMATS], Output(tmp_path), Processes(1))
    together = tree(tmp_path)
    alone = written(sheet_data, name)
    assert alone
    for path, data in alone.items():
        assert together[path] == data, path


def test_several_processes_write_the_same(
    cases_data: Data, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whichever process makes a record, all files are the same, and all are known to the output."""
    monkeypatch.setattr("site_builder.exports.parts.AVERAGE", dict.fromkeys(KINDS, 2))
    one, several = Output(tmp_path / "one"), Output(tmp_path / "several")
    downloads = write(cases_data, [*FORMATS], one, Processes(1))
    assert write(cases_data, [*FORMATS], several, Processes(3)) == downloads
    assert tree(several.folder) == tree(one.folder)
    assert several.held == one.held


def test_what_is_there_already_is_replaced(sheet_data: Data, tmp_path: Path) -> None:
    """A file that a hook has written at the path of data is in no file of the site."""
    fresh, used = Output(tmp_path / "fresh"), Output(tmp_path / "used")
    downloads = write(sheet_data, [*FORMATS], fresh, Processes(1))
    for path in tree(fresh.folder):
        (used.folder / path).parent.mkdir(parents=True, exist_ok=True)
        (used.folder / path).write_bytes(b"foreign")
    assert write(sheet_data, [*FORMATS], used, Processes(1)) == downloads
    assert tree(used.folder) == tree(fresh.folder)
    assert used.held == {path: held(data) for path, data in tree(used.folder).items()}


def test_nothing_if_no_format_is_chosen(sheet_data: Data, tmp_path: Path) -> None:
    """Without formats, nothing is written: no schemas, no checksums."""
    assert write(sheet_data, [], Output(tmp_path), Processes(1)) == ()
    assert [*tmp_path.iterdir()] == []


def test_one_file(sheet_data: Data) -> None:
    """One file of a format can be had without the others, and every record is counted."""
    counted: list[None] = []
    made = b"".join(pieces(sheet_data, "csv", "people.csv", lambda: counted.append(None)))
    assert made == written(sheet_data, "csv")["data/v1/people.csv"]
    assert len(counted) == len([*sheet_data.records()])


def test_into_a_folder(sheet_data: Data, tmp_path: Path) -> None:
    """All files of a format can be written into a folder."""
    write_into(tmp_path / "out", sheet_data, "csv", lambda: None)
    assert tree(tmp_path / "out") == written(sheet_data, "csv")


def test_a_library_may_be_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without pyarrow there is a sentence that says how to install it."""
    monkeypatch.delitem(sys.modules, "site_builder.exports.formats.parquet", raising=False)
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(FormatError, match=r"pip install 'officials-fact-sheet\[parquet\]'"):
        format_of("parquet")


def test_defaults_need_no_library(sheet_data: Data) -> None:
    """What is written by default is a format, and does not take an extra."""
    assert {*DEFAULTS} <= {*FORMATS} - {"parquet"}
    assert any(files(sheet_data, DEFAULTS))


def test_paths_are_safe(awkward_data: Data) -> None:
    """Paths consist of ids and fixed words, whatever is in the records."""
    for name in FORMATS:
        for path in written(awkward_data, name):
            assert re.fullmatch(r"[a-z0-9_.-]+(/[a-z0-9_.-]+)*", path), path
            assert ".." not in path
