import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from site_builder.exports.data import Data
from site_builder.exports.formats.sqlite import Writer
from site_builder.exports.tables import tables
from tests.support.data import written

NAME = "data/v1/factsheet.db"


@contextmanager
def opened(made: Data, folder: Path) -> Iterator[sqlite3.Connection]:
    """The database, opened."""
    file = folder / "factsheet.db"
    file.write_bytes(written(made, "sqlite")[NAME])
    connection = sqlite3.connect(file)
    try:
        yield connection
    finally:
        connection.close()


def test_reads_back(awkward_data: Data, tmp_path: Path) -> None:
    """Every table has the exported values, whatever the texts are, and the file is sound."""
    with opened(awkward_data, tmp_path) as database:
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        for table in tables():
            own = [r for it in awkward_data.records() for r in it.rows.get(table.name, ())]
            found = database.execute(f"SELECT * FROM {table.name}").fetchall()  # noqa: S608
            assert sorted(found, key=repr) == sorted(own, key=repr)


def test_questions_of_a_researcher(sheet_data: Data, tmp_path: Path) -> None:
    """Words are found in the speaker's and in the printed language, with sources and by theme."""
    found = "SELECT key FROM statements WHERE rowid IN (SELECT rowid FROM statements_fts WHERE"
    by_theme = "SELECT count(*) FROM statements_by_theme WHERE theme = 'example-lamps'"
    with opened(sheet_data, tmp_path) as database:
        for words in ("quay AND enough", "причал"):
            query = f"{found} statements_fts MATCH ?)"
            assert ("example-minister/deep-enough",) in database.execute(query, [words]).fetchall()
        assert database.execute(by_theme).fetchone() == (3,)
        statement = ("example-minister/two-metres",)
        sources = database.execute(
            "SELECT status, kind, source, locator FROM statements_with_sources WHERE key = ?"
            " ORDER BY citation",
            statement,
        ).fetchall()
    assert sources == [
        ("retracted", "paraphrase", "example-agency", "paragraph 1"),
        ("retracted", "paraphrase", "example-gazette", None),
    ]


@pytest.mark.parametrize("view", ["statements_with_sources", "statements_by_theme"])
def test_views_say_who_took_words_back(sheet_data: Data, tmp_path: Path, view: str) -> None:
    """Beside the status is its word, which says so if it was not the speaker."""
    asked = f"SELECT DISTINCT key, status, status_word FROM {view} WHERE status_word <> ''"  # noqa: S608
    with opened(sheet_data, tmp_path) as database:
        found = database.execute(asked).fetchall()
        own = database.execute(
            "SELECT key, status, status_word FROM statements WHERE status_word <> ''"
        ).fetchall()
    assert own
    assert sorted(found) == sorted(own)


def test_same_bytes(sheet_data: Data) -> None:
    """Twice the same data are the same bytes, and the library's version is not among them."""
    first = written(sheet_data, "sqlite")[NAME]
    assert first == written(sheet_data, "sqlite")[NAME]
    assert first[96:100] == bytes(4)


def test_datasette_knows_the_columns(sheet_data: Data) -> None:
    """The metadata describe each column, and name the table of the full-text search."""
    metadata = json.loads(written(sheet_data, "sqlite")["data/v1/metadata.json"])
    described = metadata["databases"]["factsheet"]["tables"]
    for table in tables():
        assert {*described[table.name]["columns"]} == {column.name for column in table.columns}
    assert described["statements"]["fts_table"] == "statements_fts"


def test_ends_without_leaving_a_file(
    sheet_data: Data, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The temporary file is gone even if nobody has asked for the database."""
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    written(sheet_data, "sqlite")
    assert [*tmp_path.iterdir()] == []


def test_a_full_disk_is_said_like_any_other(sheet_data: Data) -> None:
    """What the system refuses is an OSError, with the reason and the file."""
    writer = Writer(sheet_data)
    writer._connection.execute("PRAGMA max_page_count = 1")
    with pytest.raises(OSError, match="full") as raised:
        written_by(writer, sheet_data)
    assert Path(raised.value.filename).name == "factsheet.db"
    writer.close()


def written_by(writer: Writer, made: Data) -> None:
    """Have a writer write everything."""
    writer.join(writer.piece([*made.records()]))
    for _ in writer.end():
        pass
