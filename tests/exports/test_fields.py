"""The schemas of what is exported: valid themselves, and true of every record."""

import pytest
from jsonschema import Draft202012Validator

from site_builder.exports.data import Data
from site_builder.exports.fields import KINDS, schema


@pytest.mark.parametrize("kind", KINDS)
def test_is_a_schema(kind: str) -> None:
    """Each is a schema by the rules of JSON Schema 2020-12."""
    Draft202012Validator.check_schema(schema(kind))


@pytest.mark.parametrize("kind", KINDS)
def test_every_field_explains_itself(kind: str) -> None:
    """Each field has a description, which documentation is made of."""
    whole = schema(kind)
    for part in (whole, *whole["$defs"].values()):
        for name, field in part["properties"].items():
            assert field["description"].endswith("."), name


@pytest.mark.parametrize("fixture", ["sheet_data", "cases_data", "awkward_data"])
def test_records_satisfy_them(fixture: str, request: pytest.FixtureRequest) -> None:
    """Nothing is exported that the schema does not know, and nothing is left out that it needs."""
    made: Data = request.getfixturevalue(fixture)
    validators = {kind: Draft202012Validator(schema(kind)) for kind in KINDS}
    for record in made.records():
        assert [*validators[record.kind.name].iter_errors(record.json)] == []
        for said in record.said:
            assert [*validators["statement"].iter_errors(said.json)] == []
