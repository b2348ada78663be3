"""Make JSON Schemas (2020-12) of the content's files from the model, for editors and other tools.

A schema knows one file at a time: only `factsheet check` can tell whether an id leads anywhere, and
whether a date exists.
"""

import json
from collections.abc import Iterator
from functools import cache
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from site_builder.content.model import MODELS as RECORDS
from site_builder.content.model import (
    Capture,
    File,
    PersonPart,
    StatementKind,
    Waivers,
    Withdrawn,
    fields_of,
)
from site_builder.site_folder import SiteFile

FOLDER = "schema"
MODELS: tuple[type[File], ...] = (*RECORDS.values(), PersonPart, Waivers, Withdrawn, Capture)
Schema = dict[str, Any]
_LISTED = 20


def file_name(model: type[File]) -> str:
    """Return the name of a schema in its folder."""
    return f"{model.__name__.lower()}.schema.json"


def texts() -> dict[str, str]:
    """Return the text of each schema, by the name of its file."""
    return {
        file_name(model): json.dumps(schema(model), ensure_ascii=False, indent=2) + "\n"
        for model in MODELS
    }


def files() -> Iterator[SiteFile]:
    """Yield the schemas as files of a site."""
    for name, text in texts().items():
        yield SiteFile(f"{FOLDER}/{name}", text.encode())


@cache
def schema(model: type[BaseModel]) -> Schema:
    """Return the schema of a record or of a part of one; callers must not change it."""
    made = model.model_json_schema(schema_generator=_Generator)
    for statement in (made, made.get("$defs", {}).get("Statement", {})):
        if statement.get("title") == "Statement":
            statement["oneOf"] = [{"required": [kind.value]} for kind in StatementKind]
    written = {name: made["properties"][name] for name in fields_of(model)}
    required = [name for name in made.get("required", ()) if name in written]
    made |= {"properties": written, "required": required}
    return {"$schema": _Generator.schema_dialect, **made}


def description(field: Schema) -> str:
    """Return what a field is for, and its possible values if they are few."""
    words = field.get("enum", ())
    listed = f" One of: {', '.join(words)}." if 0 < len(words) <= _LISTED else ""
    return f"{field['description']}{listed}"


class _Generator(GenerateJsonSchema):
    """Leaves out what nobody writes: null, and empty defaults."""

    def nullable_schema(self, schema: core_schema.NullableSchema) -> JsonSchemaValue:
        return self.generate_inner(schema["schema"])

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        if schema.get("default"):
            return super().default_schema(schema)
        return self.generate_inner(schema["schema"])

    def get_title_from_name(self, name: str) -> str:
        return name.replace("_", " ").capitalize()
