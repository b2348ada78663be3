import json

from site_builder.exports.data import Data, compact
from site_builder.exports.format import Format, pretty
from tests.support.awkward import STRINGS


def test_a_format_may_write_nothing(sheet_data: Data) -> None:
    """Whatever a format does not override gives no file."""
    plain = Format(sheet_data)
    plain.close()
    record = next(sheet_data.records())
    assert [*plain.begin(), *plain.of(record), *plain.add(record), *plain.end()] == []


def test_json_is_exact() -> None:
    """Both ways of writing JSON keep every awkward text."""
    for written in (compact(STRINGS), pretty(STRINGS)):
        assert json.loads(written) == STRINGS
