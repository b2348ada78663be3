import pytest

from site_builder.views.attribution import attribution, called
from tests.support.views import example_cases


@pytest.mark.parametrize(
    ("key", "line", "authors"),
    [
        (
            "example-spokesman/fears-no-storm",
            "Example Spokesman, on behalf of Example President",
            ("Example Spokesman",),
        ),
        (
            "example-president/walls-will-hold",
            "Example President and Example Premier",
            ("Example President", "Example Premier"),
        ),
        ("example-admiral/sea-is-a-rumour", "not by Example Admiral", ()),
        (
            "example-official-a/nobody-asked-us",
            "a senior official of the Example Chamber (not named)",
            ("a senior official of the Example Chamber (not named)",),
        ),
        ("example-deputy/voted-against-walls", "Example Deputy", ()),
    ],
)
def test_who_made_a_statement(key: str, line: str, authors: tuple[str, ...]) -> None:
    """All who spoke are named, and whom they spoke for; only quotes have authors."""
    assert attribution(example_cases().entries[key], "en") == (line, authors)


def test_an_unnamed_person_is_called_so_in_the_language_of_the_site() -> None:
    """Nobody takes a description for a name."""
    people = example_cases().people
    assert called(people["example-deputy"], "de") == "Example Deputy"
    name = called(people["example-official-a"], "de")
    assert name != called(people["example-official-a"], "en")
    assert name.startswith("a senior official of the Example Chamber (")
