"""Flat tables: every field of every record has its place in one of them."""

from typing import Any

from site_builder.exports.data import Data
from site_builder.exports.tables import Batches, Rows, rows_of, tables

BY_NAME = {table.name: table for table in tables()}


def leaves(value: Any) -> list[str | int | bool]:
    """Every single value in an object but its statements, in no order."""
    if isinstance(value, dict):
        return [leaf for name, it in value.items() if name != "statements" for leaf in leaves(it)]
    if isinstance(value, list):
        return [leaf for it in value for leaf in leaves(it)]
    return [value]


def test_no_value_is_left_out(sheet_data: Data) -> None:
    """The rows of an object hold each of its values, besides keys and places in lists."""
    for record in sheet_data.records():
        objects = [(record.kind.name, record.json), *(("statement", s.json) for s in record.said)]
        for kind, json in objects:
            rows: Rows = {}
            rows_of(kind, json, rows)
            held: list[object] = []
            for name, own in rows.items():
                columns = BY_NAME[name].columns
                inherited = len(columns) - len(BY_NAME[name].paths)
                held += [value for row in own for value in row[inherited:] if value is not None]
            assert sorted(map(str, held)) == sorted(map(str, leaves(json)))


def test_columns_are_named_once() -> None:
    """No table has two columns of one name, and each has a key."""
    for table in tables():
        names = [column.name for column in table.columns]
        assert len(names) == len({*names}), table.name
        assert {*table.keys} <= {*names}


def test_keys_name_one_row(sheet_data: Data) -> None:
    """No two rows of a table have the same key."""
    found: Rows = {}
    for record in sheet_data.records():
        for name, rows in record.rows.items():
            found.setdefault(name, []).extend(rows)
    for name, rows in found.items():
        keys = [row[: len(BY_NAME[name].keys)] for row in rows]
        assert len(keys) == len({*keys}), name
    assert len(found) > 15


def test_batches() -> None:
    """Rows are given away when they are enough, and the others at the end, each once."""
    batches = Batches(2)
    assert [*batches.add({"a": [(1,)], "b": [(1,), (2,)]})] == [("b", [(1,), (2,)])]
    assert [*batches.add({"a": [(2,), (3,)]})] == [("a", [(1,), (2,), (3,)])]
    assert [*batches.add({"b": [(3,)]})] == []
    assert [*batches.rest()] == [("b", [(3,)])]
    assert [*batches.rest()] == []
