import pytest
from pydantic import ValidationError

from site_builder.content.kinds import KINDS
from site_builder.content.model import (
    MODELS,
    Identifiers,
    Known,
    Office,
    Person,
    Statement,
    fields_of,
)
from site_builder.content.model.records import Waiver
from site_builder.content.values.dates import parse

KNOWN = Known({"source": {"gazette"}})


def office(**ends: str) -> Office:
    """An office with these ends."""
    fields = {"title": "Keeper", "citations": [{"source": "gazette"}], **ends}
    return Office.model_validate(fields, context=KNOWN)


@pytest.mark.parametrize(
    ("ends", "date", "is_ruled_out"),
    [
        ({"start": "2020"}, "2019", True),
        ({"start": "2020"}, "2020-01-01", False),
        ({"start": "2020-06"}, "2020", False),
        ({"end": "2020"}, "2021-01-01", True),
        ({"end": "2020-06"}, "2020", False),
        ({"start": "2020", "end": "2021"}, "2019/..", False),
        ({}, "1900", False),
    ],
)
def test_an_office_is_denied_only_where_that_is_sure(
    ends: dict[str, str], date: str, is_ruled_out: bool
) -> None:
    """An office is not held only if its known ends rule out all of a date."""
    assert office(**ends).surely_not_held(parse(date)) is is_ruled_out


def test_an_office_does_not_end_before_it_starts() -> None:
    """Ends in the wrong order are refused; ends of one year may be in either."""
    with pytest.raises(ValidationError, match="2020"):
        office(start="2021", end="2020")
    assert office(start="2020-06", end="2020").name == "Keeper"


def test_first_comes_what_it_is_about() -> None:
    """What all records have comes last among the fields to write, without `id` and `path`."""
    for model in MODELS.values():
        names = [*fields_of(model)]
        assert names[-1] == "former_ids"
        assert not {"id", "path"} & {*names}
    assert fields_of(Person)["offices"] is Office
    assert next(iter(fields_of(Statement))) == "id"
    assert {model.KIND for model in MODELS.values()} == {*KINDS}


@pytest.mark.parametrize(
    ("field", "value"),
    [("wikidata", "Q0"), ("wikidata", "42"), ("isni", "0000 0001 2147 9135"), ("viaf", "٣")],
)
def test_identifiers_are_whole(field: str, value: str) -> None:
    """An identifier is written as its data set writes it, in ASCII."""
    with pytest.raises(ValidationError):
        Identifiers.model_validate({field: value})


@pytest.mark.parametrize(
    ("record", "is_taken"),
    [
        ("people/ada", True),
        ("people/ada/lamps", True),
        ("themes/peace", True),
        ("themes/peace/a", False),
        ("pages/a", False),
        ("people/../a", False),
    ],
)
def test_what_a_waiver_can_be_about(record: str, is_taken: bool) -> None:
    """A waiver names a record, or a statement of a person, by its address."""
    fields = {"rule": "quoted-quote", "record": record, "reason": "A poem."}
    if is_taken:
        assert Waiver.model_validate(fields).record == record
    else:
        with pytest.raises(ValidationError):
            Waiver.model_validate(fields)


def test_a_person_names_organisations_by_their_ids_once_each() -> None:
    """Itself, then where an office or affiliation was held; a name without an id is none."""
    known = Known({"source": {"gazette"}, "organisation": {"port", "union"}})
    cited = {"citations": [{"source": "gazette"}]}
    fields = {
        "id": "harbour-office",
        "path": "people/harbour-office.yml",
        "name": "Harbour Office",
        "kind": "organisation",
        "organisation_id": "port",
        "offices": [{"title": "Pilot", **one, **cited} for one in ({"organisation": "Fleet"}, {})],
        "affiliations": [
            {"kind": "body", "organisation_id": id_, **cited} for id_ in ("union", "port")
        ],
    }
    made = Person.model_validate(fields, context=known)
    assert made.organisation_ids == ("port", "union")
