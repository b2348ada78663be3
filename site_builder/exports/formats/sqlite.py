"""A database for SQLite, ready for Datasette: all tables, a full-text search, views that join."""

import errno
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from pydantic_core import from_json

from site_builder.exports.data import Data, Exported, compact, rows_together
from site_builder.exports.format import FOLDER, Format, pretty
from site_builder.exports.release import NOTICE
from site_builder.exports.tables import Table, tables
from site_builder.site_folder import SiteFile
from site_builder.temporary import TemporaryFolder

NAME = "factsheet.db"
_TYPES = {"string": "TEXT", "integer": "INTEGER", "boolean": "INTEGER"}
_SEARCHED = "person_name, quote, paraphrase, action, original"
_VIEWS = """\
CREATE VIEW statements_with_sources AS
SELECT s.key, s.status, s.status_word, s.person_name, s.date, s.date_basis, s.date_in_words,
    s.kind,
    s.question_by, s.question_quote, s.quote, s.paraphrase, s.action, s.lang, s.original,
    s.spoken_lang, s.translation,
    s.theme, s.theme_title, c.number AS citation, c.source, c.source_title, c.locator, c.source_url,
    o.publication, o.issued, s.page
FROM statements s
    JOIN citations c ON c.statement = s.key
    JOIN sources o ON o.id = c.source;
CREATE VIEW statements_by_theme AS
SELECT s.theme, s.theme_title, s.key, s.status, s.status_word, s.person_name, s.date, s.date_basis,
    s.date_in_words, s.kind, s.question_by, s.question_quote, s.quote, s.paraphrase, s.action,
    s.lang, s.spoken_lang, s.translation
FROM statements s
UNION ALL
SELECT t.id, t.title, s.key, s.status, s.status_word, s.person_name, s.date, s.date_basis,
    s.date_in_words, s.kind, s.question_by, s.question_quote, s.quote, s.paraphrase, s.action,
    s.lang, s.spoken_lang, s.translation
FROM statements_also a
    JOIN statements s ON s.key = a.statement
    JOIN themes t ON t.id = a.value;
"""
# The version of the library that wrote a file stands in its header, and means nothing to readers.
_VERSION = slice(96, 100)
_PIECE = 1 << 20
_STATEMENTS = 1_000
"""How many commands SQLite keeps prepared: each table is filled by some, of different columns."""

_INDEXES = (
    ("statements", "person"),
    ("statements", "theme"),
    ("statements", "date_earliest"),
    ("statements_also", "value"),
    ("statements_about", "value"),
    ("citations", "source"),
)


class Writer(Format):
    """One file with everything, and what Datasette shows beside it."""

    summary = "SQLite: all tables, a full-text search, views that join; ready for Datasette"
    files = (NAME,)
    in_pieces = True

    def __init__(self, data: Data) -> None:
        super().__init__(data)
        self._folder = TemporaryFolder()
        self._file = self._folder.path / NAME
        self._connection = sqlite3.connect(
            self._file, isolation_level=None, cached_statements=_STATEMENTS
        )
        # Nobody else reads it, and a build that fails starts anew; the cache is 32 MiB.
        for setting in ("journal_mode = OFF", "synchronous = OFF", "cache_size = -32768"):
            self._connection.execute(f"PRAGMA {setting}")
        self._connection.execute("BEGIN")
        self._columns = {table.name: [f'"{it.name}"' for it in table.columns] for table in tables()}
        for table in tables():
            self._connection.execute(_create(table))

    @staticmethod
    def piece(records: Sequence[Exported]) -> bytes:
        """Return the rows of each table, and which columns have any value in them.

        Most columns have none in most pieces, and NULL takes longer to pass than a text.
        """
        found = {}
        for name, rows in rows_together(records).items():
            columns = [*zip(*rows, strict=True)]
            filled = [at for at, it in enumerate(columns) if it.count(None) < len(it)]
            found[name] = filled, [*zip(*(columns[at] for at in filled), strict=True)]
        return compact(found)

    def join(self, piece: bytes) -> tuple[()]:
        """Put rows into the tables."""
        with _as_system_error(self._file):
            for name, (filled, rows) in from_json(piece).items():
                columns = ", ".join(self._columns[name][at] for at in filled)
                places = ", ".join("?" * len(filled))
                # Names of tables and columns are the model's own.
                insert = f"INSERT INTO {name} ({columns}) VALUES ({places})"  # noqa: S608
                self._connection.executemany(insert, rows)
        return ()

    def end(self) -> Iterator[SiteFile]:
        """Yield the database, and Datasette's `metadata.json`."""
        with _as_system_error(self._file):
            self._finish()
        with self._file.open("rb") as opened:
            first = bytearray(opened.read(_PIECE))
            first[_VERSION] = bytes(4)
            yield SiteFile(f"{FOLDER}{NAME}", bytes(first))
            while piece := opened.read(_PIECE):
                yield SiteFile(f"{FOLDER}{NAME}", piece)
        yield SiteFile(f"{FOLDER}metadata.json", pretty(self._metadata()))

    def _finish(self) -> None:
        execute = self._connection.execute
        for table, column in _INDEXES:
            execute(f"CREATE INDEX {table}_{column} ON {table} ({column})")
        execute(
            f"CREATE VIRTUAL TABLE statements_fts USING fts5({_SEARCHED},"
            " content='statements', tokenize='unicode61 remove_diacritics 2')"
        )
        execute("INSERT INTO statements_fts (statements_fts) VALUES ('rebuild')")
        execute("COMMIT")
        self._connection.executescript(_VIEWS)
        self._connection.close()

    def close(self) -> None:
        """Remove the temporary file."""
        self._connection.close()
        self._folder.remove()

    def _metadata(self) -> dict[str, object]:
        site = self.data.site
        about = {
            "title": site.name,
            "source": site.name,
            "source_url": site.url or None,
            "license": site.publisher.licence or None,
            "license_url": site.publisher.licence_url or None,
            "description": NOTICE,
        }
        described = {
            table.name: {
                "description": table.description,
                "columns": {column.name: column.description for column in table.columns},
            }
            for table in tables()
        }
        described["statements"]["fts_table"] = "statements_fts"
        described["statements"]["sort_desc"] = "date_earliest"
        return {**about, "databases": {NAME.removesuffix(".db"): {"tables": described}}}


@contextmanager
def _as_system_error(file: Path) -> Iterator[None]:
    """Raise what the system refuses SQLite, such as room on the disk, as any other file's."""
    try:
        yield
    except sqlite3.OperationalError as error:
        raise OSError(errno.EIO, str(error), str(file)) from None


def _create(table: Table) -> str:
    columns = [
        # In quotation marks, because a field can be called like a keyword.
        f'"{column.name}" {_TYPES[column.type]}{" NOT NULL" if column.required else ""}'
        for column in table.columns
    ]
    columns.append(f"PRIMARY KEY ({', '.join(table.keys)})")
    # The full-text search knows rows by their numbers; other tables are in the order of their keys.
    way = "" if table.name == "statements" else " WITHOUT ROWID"
    return f"CREATE TABLE {table.name} ({', '.join(columns)}){way}"
