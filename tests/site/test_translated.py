"""Translated words are not the speaker's: here, every exit of a built site says so with them."""

import json

import pytest

from tests.support.exits import EVERYTHING, exits
from tests.support.project import Project, person, statement

WORDS = "The lamps are not going out."


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What each exit says of translated words, of which a theme has one of two speakers'."""
    made = Project(tmp_path_factory.mktemp("translated"), **EVERYTHING)
    said = statement(quote=WORDS, lang="en", spoken_lang="ru", translation="outlet")
    made.write("people/bo.yml", person(said, statement("oil", quote="Oil is cheap."), name="Bo"))
    made.build()
    return exits(made, "bo/lamps")


def test_every_exit_says_who_translated(found: dict[str, str]) -> None:
    """What has the words says so, on a theme too; what it is called need not."""
    without = {name for name, text in found.items() if "ranslated by the outlet" not in text}
    # These are what its page is called; what is there begins with them.
    called = {name for name in found if name.endswith((": title", ": link"))}
    called |= {"title", "citation_title", "cite: iframe", "oembed"}
    # These have a field for each.
    fields = {name for name in found if name in ("jsonl", "csv") or "sqlite" in name}
    assert without - called - fields <= {"authors", "search"}
    assert any("fs-example" in name for name in found.keys() - without)


def test_machines_are_told(found: dict[str, str]) -> None:
    """Fields name the language and the translator."""
    for name in ("jsonl", "csv"):
        made = json.loads(found[name])
        assert (made["spoken_lang"], made["translation"]) == ("ru", "outlet")
    for name in ("sqlite: statements_with_sources", "sqlite: statements_by_theme"):
        assert "'ru', 'outlet'" in found[name]
