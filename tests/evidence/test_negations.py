import pytest

from site_builder.evidence.negations import negations, negations_added


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("We shall Never go, no, not now", ["Never", "no", "not"]),
        ("they don’t, and can't", ["don’t", "can't"]),
        ("Мы не будем; ні, нет", ["не", "ні", "нет"]),
        ("a nought, a note, now", []),
    ],
)
def test_negations(text: str, found: list[str]) -> None:
    """Negations are found as whole words, in English, Russian and Ukrainian."""
    assert [*negations(text)] == found


def test_added() -> None:
    """Only what is in brackets is the editors' own."""
    assert [*negations_added("We do not [never] go […] no")] == ["never"]
