"""Write `docs/fields.md` from the content model: `make fields`."""

from collections.abc import Iterator

from pydantic import BaseModel

from site_builder.authoring.yaml.scalars import write_in_flow
from site_builder.content.document import Plain
from site_builder.content.model import MODELS, fields_of
from site_builder.exports.schemas import Schema, description, schema
from tests.support.paths import ROOT

PAGE = ROOT / "docs" / "fields.md"
_ABOVE = """\
# Fields

Made from the content model by `make fields`. A field in bold is required. Those of a part are in a
section of its own; a list of parts is written with `- ` before each.
[Recording real cases](real-cases.md) shows them in use.
"""


def text() -> str:
    """Return the page."""
    return "\n".join([_ABOVE, *_sections()])


def _sections() -> Iterator[str]:
    waiting: list[tuple[str, type[BaseModel]]] = [
        (f"`{model.KIND.folder}/…yml`", model) for model in MODELS.values()
    ]
    seen: set[type[BaseModel]] = set()
    for title, model in waiting:
        if model in seen:
            continue
        seen.add(model)
        described = schema(model)
        yield f"## {model.__name__}\n\n{title}. {(model.__doc__ or '').splitlines()[0]}\n"
        yield "| field | | for example |\n| --- | --- | --- |"
        for name, part in fields_of(model).items():
            field = described["properties"][name]
            is_required = name in described["required"]
            shown = f"**`{name}`**" if is_required else f"`{name}`"
            said = f"{_cell(description(field))}{_kind(field, part)}"
            yield f"| {shown} | {said} | {_example(field)} |"
            if part is not None:
                waiting.append((f"`{name}`", part))
        yield ""


def _kind(field: Schema, part: type[BaseModel] | None) -> str:
    if part is not None:
        several = "A list of parts" if field.get("type") == "array" else "A part"
        return f" {several}: [{part.__name__}](#{part.__name__.lower()})."
    return " A list." if field.get("type") == "array" else ""


def _example(field: Schema) -> str:
    example: Plain | None = next(iter(field.get("examples", ())), None)
    if isinstance(example, str):
        return f"`{_cell(example)}`"
    if isinstance(example, list) and all(isinstance(item, str) for item in example):
        return f"`[{_cell(', '.join(write_in_flow(str(item)) for item in example))}]`"
    return ""


def _cell(words: str) -> str:
    return words.replace("|", "\\|").replace("\n", " ")


def main() -> None:
    """Write the page."""
    PAGE.write_text(text(), encoding="utf-8")


if __name__ == "__main__":
    main()
