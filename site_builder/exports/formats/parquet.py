"""Parquet, for DuckDB, pandas and Spark. Takes the extra `parquet` (pyarrow)."""

from collections.abc import Iterator, Sequence
from io import BytesIO

import pyarrow as arrow  # type: ignore[import-untyped]
from pyarrow import parquet
from pydantic_core import from_json

from site_builder.exports.data import Data, Exported, compact, rows_together
from site_builder.exports.format import FOLDER, Format
from site_builder.exports.tables import Batches, Row, Table, tables
from site_builder.site_folder import SiteFile

# Rows that are compressed together.
_GROUP = 20_000
_TYPES = {"string": arrow.string(), "integer": arrow.int32(), "boolean": arrow.bool_()}


class Writer(Format):
    """A file for each table."""

    summary = "Parquet for DuckDB, pandas and Spark; takes `pip install pyarrow`"
    files = tuple(f"{table.name}.parquet" for table in tables())

    def __init__(self, data: Data) -> None:
        super().__init__(data)
        self._batches = Batches(_GROUP)
        self._buffers = {table.name: BytesIO() for table in tables()}
        self._schemas = {table.name: _schema(table) for table in tables()}
        self._writers = {
            name: parquet.ParquetWriter(buffer, self._schemas[name], compression="zstd")
            for name, buffer in self._buffers.items()
        }

    @staticmethod
    def piece(records: Sequence[Exported]) -> bytes:
        """Return the rows of each table."""
        return compact(rows_together(records))

    def join(self, piece: bytes) -> tuple[()]:
        """Take rows."""
        for name, rows in self._batches.add(from_json(piece)):
            self._write(name, rows)
        return ()

    def end(self) -> Iterator[SiteFile]:
        """Yield the files."""
        for name, rows in self._batches.rest():
            self._write(name, rows)
        for name, writer in self._writers.items():
            writer.close()
            yield SiteFile(f"{FOLDER}{name}.parquet", self._buffers[name].getvalue())

    def _write(self, name: str, rows: list[Row]) -> None:
        schema = self._schemas[name]
        columns = zip(*rows, strict=True)
        arrays = [arrow.array(it, at.type) for it, at in zip(columns, schema, strict=True)]
        self._writers[name].write_table(arrow.Table.from_arrays(arrays, schema=schema))


def _schema(table: Table) -> arrow.Schema:
    return arrow.schema(
        arrow.field(
            column.name,
            _TYPES[column.type],
            nullable=not column.required,
            metadata={"description": column.description},
        )
        for column in table.columns
    )
