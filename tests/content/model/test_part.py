import pickle

import pytest
from pydantic import ValidationError

from site_builder.content.model import Citation, Known, Person, Statement, Theme, parts_in
from site_builder.content.model.part import Part
from tests.support.views import example_sheet


def test_a_record_travels_between_processes() -> None:
    """A record that was sent to another process is the same, with all parts and their methods."""
    for person in example_sheet().people.values():
        sent: Person = pickle.loads(pickle.dumps(person))  # noqa: S301  made here
        assert sent == person
        assert [*sent.prose()] == [*person.prose()]


def test_a_part_that_was_sent_is_worth_the_part_that_was_read() -> None:
    """Both are equal, with one hash and one text, and have the fields that were left out."""
    for person in example_sheet().people.values():
        sent: Person = pickle.loads(pickle.dumps(person))  # noqa: S301  made here
        assert hash(sent) == hash(person)
        assert repr(sent) == repr(person)
        for name in Person.model_fields:
            assert getattr(sent, name) == getattr(person, name)
        update = {"sort_name": "Another", "links": ()}
        changed, other = sent.model_copy(update=update), person.model_copy(update=update)
        assert changed != sent
        assert changed == other
        assert repr(changed) == repr(other)


def test_a_value_counts_the_same_whether_it_was_written_or_left_out() -> None:
    """What says what holds anyway is the same as nothing, so no page is printed again for it."""
    known = Known({"theme": {"a"}, "source": {"a"}})
    said = {"id": "a", "quote": "W", "date": "2024", "citations": [{"source": "a"}]}
    shorter = Statement.model_validate(said, context=known)
    longer = Statement.model_validate({**said, "status": "published"}, context=known)
    assert shorter == longer
    assert repr(shorter) == repr(longer)
    assert shorter != Statement.model_validate({**said, "status": "disputed"}, context=known)


def test_parts_that_were_sent_share_what_is_the_same() -> None:
    """What was left out takes no memory, and a short text that two parts have is there once."""
    known = Known({"source": {"a"}})
    sent: list[Citation] = []
    for number in range(2):
        citation = Citation.model_validate(
            {"source": "a", "locator": f"paragraph {number // 2}"}, context=known
        )
        sent.append(pickle.loads(pickle.dumps(citation)))  # noqa: S301  made here
    assert vars(sent[0]).keys() == {"source", "locator"}
    assert sent[0].locator is sent[1].locator


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
