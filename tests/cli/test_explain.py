import pytest

from site_builder.checks import explanations
from tests.support.commands import factsheet


def test_every_page_is_explained_in_80_columns() -> None:
    """Explaining codes prints their pages, and no line that a narrow terminal would break."""
    codes = explanations.codes()
    said = factsheet("explain", *codes).stdout
    assert [line for line in said.splitlines() if line in codes] == codes
    assert [line for line in said.splitlines() if len(line) > 80 or line != line.rstrip()] == []


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["missing-citations"], "Did you mean `missing-citation`?"),
        (["xyzzy"], "`factsheet explain --all` lists all codes."),
        ([], "list all codes with `factsheet explain --all`"),
    ],
)
def test_an_unknown_code_is_said(arguments: list[str], said: str) -> None:
    """What is no code is refused with what to type instead."""
    result = factsheet("explain", *arguments)
    assert result.exit_code == 2
    assert said in result.stderr
