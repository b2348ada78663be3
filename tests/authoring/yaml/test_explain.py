import re

import pytest

from site_builder.authoring.yaml.edit import record_text
from site_builder.authoring.yaml.explain import Comments
from site_builder.content.document import Plain, parse
from site_builder.content.model import (
    MODELS,
    Organisation,
    Person,
    Record,
    Source,
    Theme,
    fields_of,
)

REQUIRED: dict[type[Record], dict[str, Plain]] = {
    Person: {"name": "A", "kind": "official"},
    Theme: {"title": "A", "definition": "B."},
    Source: {"title": "A", "type": "webpage"},
    Organisation: {"name": "A", "kind": "party"},
}


@pytest.mark.parametrize("model", MODELS.values(), ids=MODELS)
def test_uncommented_fields_are_fields(model: type[Record]) -> None:
    """Without its `# `, each explained field is a field of the model, in its place."""
    text = record_text(model, REQUIRED[model], comments=Comments.ALL)
    assert parse(text, "")[0].plain() == REQUIRED[model]  # type: ignore[union-attr]
    uncommented = re.sub(r"^# (?=[a-z_]+:( |$)|  )", "", text, flags=re.MULTILINE)
    document, faults = parse(uncommented, "")
    assert document is not None
    assert not faults
    found = [*document.plain()]
    known = [*fields_of(model)]
    assert found == sorted(found, key=known.index)
    assert {*known} - {*found} <= {"positions", "former_ids"}


@pytest.mark.parametrize("model", MODELS.values(), ids=MODELS)
def test_the_usual_fields_are_few(model: type[Record]) -> None:
    """Who is new sees a file that fits on a screen, with comments as all of them are written."""
    usual, whole = (
        record_text(model, REQUIRED[model], comments=comments)
        for comments in (Comments.USUAL, Comments.ALL)
    )
    assert REQUIRED[model].keys() < {*re.findall(r"^(?:# )?([a-z_]+):", usual, re.MULTILINE)}
    assert len(usual.splitlines()) <= 36
    assert {*re.findall("^# [A-Z].*", usual, re.MULTILINE)} <= {
        *re.findall("^# [A-Z].*", whole, re.MULTILINE)
    }


def test_identifiers_are_those_of_the_kind() -> None:
    """An organisation is offered no identifier of people, and a person none of organisations."""
    of_person = record_text(Person, REQUIRED[Person], comments=Comments.ALL)
    of_body = record_text(Organisation, REQUIRED[Organisation], comments=Comments.ALL)
    for name, there in {
        "wikidata": (1, 1),
        "orcid": (1, 0),
        "europarl": (1, 0),
        "lei": (0, 1),
    }.items():
        found = (len(re.findall(rf"\b{name}:", text)) for text in (of_person, of_body))
        assert (*found,) == there


def test_what_is_written_is_not_explained() -> None:
    """A field that is there is not offered again."""
    text = record_text(Theme, {**REQUIRED[Theme], "excludes": "C."}, comments=Comments.ALL)
    assert len(re.findall(r"\bexcludes:", text)) == 1
