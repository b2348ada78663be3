"""The JSON Schemas: current, complete, and of one mind with the checks."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from jsonschema import Draft202012Validator

from benchmarks.generate import Plan, write_site
from site_builder.cli import main
from site_builder.content.document import Plain, read
from site_builder.content.model import MODELS, File, Person, Record, Waivers
from site_builder.exports.schemas import MODELS as WRITTEN
from site_builder.exports.schemas import schema, texts
from tests.support.paths import ROOT


def fields(part: dict[str, Any], where: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every field that a schema describes, with its name."""
    for name, field in part.get("properties", {}).items():
        yield f"{where}.{name}", field
    for name, definition in part.get("$defs", {}).items():
        yield from fields(definition, name)


FIELDS = dict(pair for model in WRITTEN for pair in fields(schema(model), model.__name__))


def test_current() -> None:
    """The schemas in `schema/` are those of the model; `factsheet schema` renews them."""
    files = {file.name: file.read_text("utf-8") for file in (ROOT / "schema").iterdir()}
    assert files == texts()


def test_written(tmp_path: Path) -> None:
    """The command writes all of them, and again over what it wrote."""
    folder = tmp_path / "schema"
    for _ in range(2):
        result = CliRunner().invoke(main, ["schema", str(folder)])
        assert result.exit_code == 0
    assert {file.name: file.read_text("utf-8") for file in folder.iterdir()} == texts()


def test_published(site: Path) -> None:
    """The site has the schemas under `/schema/`."""
    folder = site / "schema"
    assert {file.name: file.read_text("utf-8") for file in folder.iterdir()} == texts()


@pytest.mark.parametrize("name", FIELDS)
def test_every_field_explains_itself(name: str) -> None:
    """A field has a description that is a sentence, and an example, a choice or parts with both."""
    field = FIELDS[name]
    assert field["description"].endswith(".")
    parts = {"$ref", "enum", "examples"}
    assert parts & {*field, *field.get("items", {})}, field


@pytest.mark.parametrize("model", WRITTEN, ids=lambda model: model.__name__)
def test_is_a_schema(model: type[File]) -> None:
    """Each is a schema by the rules of JSON Schema 2020-12."""
    Draft202012Validator.check_schema(schema(model))


def records(content: Path) -> Iterator[tuple[type[Record], dict[str, Plain]]]:
    """What the files of a content folder say."""
    for model in MODELS.values():
        for file in sorted((content / model.KIND.folder).glob("*.yml")):
            document, faults = read(file, file.name)
            assert document is not None
            assert not faults
            yield model, document.plain()


def test_admits_sound_records(tmp_path: Path) -> None:
    """The content, and synthetic records with nearly every field there is, satisfy the schemas."""
    write_site(Plan(people=60, seed=5), tmp_path)
    sound = [*records(ROOT / "content"), *records(tmp_path / "content")]
    for model, values in sound:
        assert [*Draft202012Validator(schema(model)).iter_errors(values)] == []
    assert len(sound) > 100


STATEMENT = {"id": "a", "quote": "b", "date": "2024", "citations": [{"source": "c"}]}


@pytest.mark.parametrize(
    "change",
    [
        {"quotee": "d"},
        {"action": "d"},
        {"quote": None},
        {"id": "A"},
        {"citations": []},
        {"citations": [{"source": "c", "page": "1"}]},
        {"status": "denied"},
        {"also": "d"},
        {"responds_to": "d"},
    ],
    ids=str,
)
def test_refuses(change: dict[str, Any]) -> None:
    """An unknown field, two kinds or none, a bad id, no citation or a bad choice is refused."""

    def errors(statement: dict[str, Any]) -> int:
        positions = [{"theme": "e", "statements": [statement]}]
        person = {"name": "A", "kind": "official", "positions": positions}
        return len([*Draft202012Validator(schema(Person)).iter_errors(person)])

    changed = {name: value for name, value in (STATEMENT | change).items() if value is not None}
    assert errors(STATEMENT) == 0
    assert errors(changed) == 1


@pytest.mark.parametrize(
    ("change", "errors"),
    [
        ({}, 0),
        ({"record": "sources/a"}, 0),
        ({"record": "people/a/b/c"}, 1),
        ({"record": "a people/b"}, 1),
        ({"reason": None}, 1),
        ({"statement": "a"}, 1),
    ],
    ids=str,
)
def test_waivers(change: dict[str, Any], errors: int) -> None:
    """A waiver names a rule, a record or statement by its address, and a reason."""
    waiver = {"rule": "quoted-quote", "record": "people/a/b", "reason": "C."} | change
    written = {name: value for name, value in waiver.items() if value is not None}
    found = [*Draft202012Validator(schema(Waivers)).iter_errors({"waivers": [written]})]
    assert len(found) == errors
