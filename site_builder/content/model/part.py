"""The base class of all parts of a record, and queries on their fields."""

import sys
import typing
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict

from site_builder.content.values.prose import Prose
from site_builder.diagnostics import Route


class Part(BaseModel):
    """A frozen part of a record; unknown fields are refused, so that nothing is lost silently.

    When it is unpickled, as in every large build, it takes a fraction of the memory: it holds only
    what differs from its fields' defaults, and shares short texts with other parts (decision 69).
    """

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)

    def __reduce__(self) -> tuple[object, ...]:
        return _restored, (type(self), dict(self._given()))

    # Those of pydantic show and compare what an instance holds itself.
    def __repr_args__(self) -> Iterator[tuple[str, object]]:
        return self._given()

    def __eq__(self, other: object) -> bool:
        if self is other:
            return True
        return isinstance(other, Part) and type(self) is type(other) and self._all == other._all

    def __hash__(self) -> int:
        return hash(self._all)

    def _given(self) -> Iterator[tuple[str, Any]]:
        """Yield the fields that are not as if they had been left out, in the order of the model."""
        for name, default in _with_defaults(type(self)):
            value = getattr(self, name)
            if value is not default and value != default:
                yield name, value

    @property
    def _all(self) -> tuple[object, ...]:
        return tuple([getattr(self, name) for name, _ in _with_defaults(type(self))])

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


P = TypeVar("P", bound=Part)
# Ids, languages and places in a source are short, and the same in many parts.
_SHORT = 40
_NAMES: set[str] = set()


@cache
def _with_defaults(part: type[Part]) -> tuple[tuple[str, object], ...]:
    """Return a part's fields with their defaults, which its class has as attributes from then on.

    Not from the start: pydantic would take them for fields of the classes that inherit from it.
    """
    fields = part.model_fields.items()
    for name, field in fields:
        if not field.is_required():
            setattr(part, name, field.default)
    return tuple((name, field.default) for name, field in fields)


def _restored(part: type[P], given: Mapping[str, Any]) -> P:
    """Return a part that was pickled.

    Attributes that are set one by one take less memory than the dictionary that pydantic makes, as
    Python keeps their names once for all instances.
    """
    _with_defaults(part)
    made = part.__new__(part)
    for name, value in given.items():
        is_short = type(value) is str and len(value) <= _SHORT
        object.__setattr__(made, name, sys.intern(value) if is_short else value)
    # What pydantic expects of an instance. Nobody asks which fields were given.
    object.__setattr__(made, "__pydantic_fields_set__", _NAMES)
    object.__setattr__(made, "__pydantic_extra__", None)
    object.__setattr__(made, "__pydantic_private__", None)
    return made


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
