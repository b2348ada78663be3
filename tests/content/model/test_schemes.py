from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from site_builder.content.model import Identifiers
from site_builder.content.model.schemes import Doi, Isbn, Issn


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (Isbn, "978-3-16-148410-0"),
        (Isbn, "0-306-40615-2"),
        (Isbn, "080442957X"),
        (Issn, "0378-5955"),
        (Issn, "2434-561X"),
        (Doi, "10.1000/182"),
    ],
)
def test_check_characters_that_are_right(kind: Any, text: str) -> None:
    """Numbers from the standards' own examples are taken as they are written."""
    assert TypeAdapter(kind).validate_python(text) == text


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (Isbn, "978-3-16-148410-1"),
        (Isbn, "0-306-40615-3"),
        (Isbn, "12345"),
        (Issn, "0378-5954"),
        (Issn, "03785955"),
        (Doi, "https://doi.org/10.1000/182"),
    ],
)
def test_a_wrong_character_is_noticed(kind: Any, text: str) -> None:
    """A number with a slip in it is refused, as is another form."""
    with pytest.raises(ValidationError, match="is not a valid identifier"):
        TypeAdapter(kind).validate_python(text)


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("isni", "0000000121479136"),
        ("orcid", "0000-0002-1825-0098"),
        ("lei", "529900T8BM49AURSDO54"),
    ],
)
def test_what_follows_from_the_rest(field: str, text: str) -> None:
    """The end of an ISNI, an ORCID and an LEI follows from the rest."""
    with pytest.raises(ValidationError, match=r"last (2 characters|character) should be"):
        Identifiers.model_validate({field: text})
