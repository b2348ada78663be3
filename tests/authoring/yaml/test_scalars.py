import pytest

from site_builder.authoring.yaml import scalars


def test_long_lines_are_broken() -> None:
    """No line is longer than a line may be, if there is a space to break it at."""
    lines = scalars.write("word " * 60 + "end", 10, 4)
    assert len(lines) > 2
    assert max(len(line) + 6 for line in lines) <= scalars.WIDTH


@pytest.mark.parametrize(
    "text", ["no", "Off", "~", "null", "12", "-1", "1e3", "0x1F", "1_000", "12:30:45", ".5", "y"]
)
def test_looks_like_no_text(text: str) -> None:
    """A text that some readers take for a number, a truth value or null gets quotation marks."""
    assert scalars.write(text, 0, 0) == (f'"{text}"',)


@pytest.mark.parametrize(
    "text", ["unfriendly country", "2024-11-06", "2024-11~", "../2024", "https://a.example/b#c"]
)
def test_plain(text: str) -> None:
    """An unambiguous text has no quotation marks."""
    assert scalars.write(text, 0, 0) == (text,)
