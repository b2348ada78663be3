"""The base class of all parts of a record, and queries on their fields."""

import typing
from collections.abc import Iterator
from functools import cache
from typing import Any

from pydantic import BaseModel, ConfigDict

from site_builder.content.values.prose import Prose
from site_builder.diagnostics import Route


class Part(BaseModel):
    """A frozen part of a record; unknown fields are refused, so that nothing is lost silently."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)

    def prose(self, route: Route = ()) -> Iterator[tuple[Route, Prose]]:
        """Yield every prose field in this part and below it, with its route."""
        for name in _prose_fields(type(self)):
            value = getattr(self, name)
            if not value:
                continue
            if isinstance(value, Prose):
                yield (*route, name), value
            elif isinstance(value, Part):
                yield from value.prose((*route, name))
            else:
                for at, item in enumerate(value):
                    yield from item.prose((*route, name, at))


def parts_in(annotation: Any) -> Iterator[type[BaseModel]]:
    """Yield the parts in a field's annotation, as `Citation` in `tuple[Citation, ...]`."""
    if typing.get_origin(annotation) is None and isinstance(annotation, type):
        if issubclass(annotation, BaseModel):
            yield annotation
        return
    for part in typing.get_args(annotation):
        yield from parts_in(part)


@cache
def _prose_fields(part: type[BaseModel]) -> tuple[str, ...]:
    """List the fields that are prose or hold parts with prose."""
    return tuple(
        name
        for name, field in part.model_fields.items()
        if _mentions_prose(field.annotation) or any(map(_prose_fields, parts_in(field.annotation)))
    )


def _mentions_prose(annotation: Any) -> bool:
    return annotation is Prose or any(map(_mentions_prose, typing.get_args(annotation)))
