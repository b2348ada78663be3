from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from site_builder.content.model.fields import (
    DEVICES,
    ID_LENGTH,
    LINE_CHARACTERS,
    Country,
    Id,
    ImageFile,
    Known,
    Line,
    Markdown,
    PersonRef,
    StatementRef,
    Words,
    id_hint,
    is_id,
)

KNOWN = Known({"person": {"ada"}}, frozenset({"ada.jpg"}))


def codes(type_: Any, value: object) -> list[str]:
    """The codes of what is wrong with a value."""
    try:
        TypeAdapter(type_).validate_python(value, context=KNOWN)
    except ValidationError as error:
        return [item["type"] for item in error.errors()]
    return []


@pytest.mark.parametrize(
    "id_", ["", "A", "a--b", "-a", "a-", "a_b", "ä", "a/b", "..", "a" * (ID_LENGTH + 1), "a\n", "٣"]
)
def test_what_is_no_id(id_: str) -> None:
    """An id is small Latin letters, digits and single hyphens: it names files and addresses."""
    assert not is_id(id_)
    assert codes(Id, id_)


@pytest.mark.parametrize("device", sorted(DEVICES))
def test_devices_are_no_ids(device: str) -> None:
    """A name that Windows keeps for a device is no id; with a word added it is."""
    assert not is_id(device)
    assert is_id(f"{device}-a")


@pytest.mark.parametrize("text", ["Ada Keeper", "Žofie", "a__b", "x" * 100, "-"])
def test_a_suggested_id_is_one(text: str) -> None:
    """Where a hint suggests an id, that is one."""
    hint = id_hint(text)
    suggested = hint.partition("`")[2].partition("`")[0]
    assert suggested == "" or is_id(suggested)
    assert bool(suggested) == (text != "-")


@pytest.mark.parametrize(
    ("type_", "value", "code"),
    [
        (Line, "a\nb", "one-line"),
        (Line, "a\tb", "one-line"),
        (Line, " a", "outer-space"),
        (Words, "a\n", "outer-space"),
        (Line, "a" * (LINE_CHARACTERS + 1), "text-too-long"),
        (Line, "", "empty-value"),
        (Line, ["a"], "wrong-type"),
        (Words, {"a": "b"}, "wrong-type"),
        (Country, "ru", "bad-country"),
        (PersonRef, "bo", "unknown-person"),
        (PersonRef, "../ada", "bad-id"),
        (StatementRef, "ada", "bad-id"),
        (StatementRef, "ada/a/b", "bad-id"),
        (ImageFile, "../ada.jpg", "bad-image"),
        (ImageFile, "ada.svg", "bad-image"),
        (ImageFile, "bo.jpg", "unknown-image"),
    ],
)
def test_refused(type_: object, value: object, code: str) -> None:
    """A value that a field cannot hold is refused with the code that says why."""
    assert codes(type_, value) == [code]


@pytest.mark.parametrize(
    ("type_", "value"),
    [
        (Words, "a\n\nb"),
        (Line, "a" * LINE_CHARACTERS),
        (Country, "RU"),
        (PersonRef, "ada"),
        (StatementRef, "ada/a"),
        (ImageFile, "ada.jpg"),
        (Markdown, "See [Ada](person:ada)."),
    ],
)
def test_taken(type_: object, value: object) -> None:
    """What a field can hold is taken."""
    assert codes(type_, value) == []


def test_all_that_is_wrong_with_prose_is_said() -> None:
    """Each unknown reference in a text is found in one run, and each once."""
    with pytest.raises(ValidationError) as error:
        TypeAdapter(Markdown).validate_python(
            "[a](person:bo), [b](theme:x), [c](person:bo)", context=KNOWN
        )
    (first,) = error.value.errors()
    others = first["ctx"]["others"]
    assert [first["type"], *(other.type for other in others)] == ["unknown-person", "unknown-theme"]
