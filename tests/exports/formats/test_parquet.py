from io import BytesIO

from pyarrow import parquet  # type: ignore[import-untyped]

from site_builder.exports.data import Data
from site_builder.exports.tables import tables
from tests.support.data import written


def test_reads_back(awkward_data: Data) -> None:
    """Every table has the exported values, whatever the texts are, under their descriptions."""
    files = written(awkward_data, "parquet")
    for table in tables():
        found = parquet.read_table(BytesIO(files[f"data/v1/{table.name}.parquet"]))
        own = [r for it in awkward_data.records() for r in it.rows.get(table.name, ())]
        assert [tuple(row.values()) for row in found.to_pylist()] == own
        names = [column.name for column in table.columns]
        assert found.column_names == names
        described = found.schema.field(names[0]).metadata[b"description"].decode()
        assert described == table.columns[0].description


def test_same_bytes(sheet_data: Data) -> None:
    """Twice the same data are the same bytes."""
    assert written(sheet_data, "parquet") == written(sheet_data, "parquet")
