from collections.abc import Iterator

from annotated_types import MaxLen

from site_builder.content.model import MODELS, field_named, fields_of
from site_builder.content.model.part import Part, parts_in


def lists_in(part: type[Part]) -> Iterator[tuple[str, int | None]]:
    """Every list in a part and below it, with the most items that it may have."""
    for name in fields_of(part):
        field = field_named(part, name)
        assert field is not None
        if "tuple[" in str(field.annotation):
            most = [item.max_length for item in field.metadata if isinstance(item, MaxLen)]
            yield f"{part.__name__}.{name}", most[0] if most else None
        for inner in parts_in(field.annotation):
            assert issubclass(inner, Part)
            yield from lists_in(inner)


def test_every_list_has_a_limit() -> None:
    """Only positions and statements are as many as a file can hold; any other list has a limit."""
    limits = dict(pair for model in MODELS.values() for pair in lists_in(model))
    assert {name for name, most in limits.items() if most is None} == {
        "Person.positions",
        "Position.statements",
    }
    assert limits["Statement.also"] == 20
    assert limits["Person.former_ids"] == limits["Statement.former_ids"] == 5
