import pickle

import pytest
from pydantic import ValidationError

from site_builder.content.model import Citation, Known, Person, Theme, parts_in
from site_builder.content.model.part import Part
from tests.support.views import example_sheet


def test_a_record_travels_between_processes() -> None:
    """A record that was sent to another process is the same, with all parts and their methods."""
    for person in example_sheet().people.values():
        sent: Person = pickle.loads(pickle.dumps(person))  # noqa: S301  made here
        assert sent == person
        assert [*sent.prose()] == [*person.prose()]


def test_nothing_is_lost_unseen_or_changed() -> None:
    """A field that a part does not know is refused, and a part that was made stays as it is."""
    known = Known({"source": {"a"}})
    with pytest.raises(ValidationError, match="page"):
        Citation.model_validate({"source": "a", "page": "1"}, context=known)
    theme = next(iter(example_sheet().themes.values()))
    with pytest.raises(ValidationError):
        theme.title = "Another"


def test_prose_is_found_wherever_it_stands() -> None:
    """Every text in Markdown is found with its route, those deep in lists of parts among them."""
    minister = example_sheet().people["example-minister"]
    routes = {route for route, _ in minister.prose()}
    assert ("summary",) in routes
    assert any(route[:1] == ("positions",) and route[-1] == "note" for route in routes)
    for route, prose in minister.prose():
        value: object = minister
        for step in route:
            value = value[step] if isinstance(step, int) else getattr(value, step)  # type: ignore[index]
        assert value is prose


def test_the_parts_that_an_annotation_names() -> None:
    """Parts are found in lists and beside nothing; a plain value has none."""
    assert [*parts_in(tuple[Citation, ...] | None)] == [Citation]
    assert [*parts_in(str | None)] == []
    assert issubclass(Theme, Part)
