from site_builder.content.model import Identifiers
from site_builder.views.identifiers import REGISTRIES, entries


def test_every_identifier_has_a_page() -> None:
    """Each data set that a record can name has a name, and a page with the identifier in it."""
    assert REGISTRIES.keys() == Identifiers.model_fields.keys()
    assert all(address.format("Q42").endswith("Q42") for _, address in REGISTRIES.values())


def test_only_what_is_given() -> None:
    """An identifier that is not given has no entry; the others keep the order of the model."""
    assert [*entries(None)] == []
    given = Identifiers.model_validate({"isni": "0000000121479135", "wikidata": "Q42"})
    assert [number for _, number, _ in entries(given)] == ["Q42", "0000000121479135"]
