import pytest

from site_builder.content.model import ACCOUNTS, IDENTIFIERS, Accounts, Identifiers
from site_builder.content.model.schemes import Scheme
from site_builder.views.identifiers import accounts, entries

ALL = [*IDENTIFIERS.items(), *ACCOUNTS.items()]


@pytest.mark.parametrize(("field", "scheme"), ALL, ids=[field for field, _ in ALL])
def test_every_scheme_takes_its_own_example(field: str, scheme: Scheme) -> None:
    """The example of each data set and platform is valid, and leads to a page of its own."""
    model = Identifiers if field in IDENTIFIERS else Accounts
    given = model.model_validate({field: scheme.example})
    shown = entries(given) if field in IDENTIFIERS else accounts(given)
    assert [*shown] == [(scheme.name, scheme.example, scheme.address.format(scheme.example))]
    assert not scheme.address or scheme.address.count("{}") == 1


def test_only_what_is_given() -> None:
    """An identifier that is not given has no entry; the others keep the order of the model."""
    assert [*entries(None)] == []
    given = Identifiers.model_validate({"isni": "0000000121479135", "wikidata": "Q42"})
    assert [number for _, number, _ in entries(given)] == ["Q42", "0000000121479135"]
