from pathlib import Path

import pytest

from site_builder.views.status import Status, status_of
from tests.support.project import Fields, person, statement
from tests.support.views import linked

NOTE = {"note": "The speaker denies it.", "citations": [{"source": "gazette"}]}


@pytest.mark.parametrize(
    ("own", "word"),
    [
        ({}, ""),
        ({"status": "disputed", "status_note": NOTE}, "Disputed"),
        ({"status": "retracted", "status_note": NOTE}, "Retracted"),
    ],
)
def test_the_word_of_its_own_file(tmp_path: Path, own: Fields, word: str) -> None:
    """A statement that nobody takes back has the status that its file gives it."""
    catalogue = linked(tmp_path, {"bo": person({**statement(), **own})})
    status = status_of(catalogue.entries["bo/lamps"], catalogue)
    assert (status.word, status.retraction, status.retracted_by) == (word, None, "")


@pytest.mark.parametrize(
    ("speaker", "word"), [("bo", "Retracted"), ("cy", "Retracted by Ada Keeper")]
)
def test_a_retraction_says_whose_it_is(tmp_path: Path, speaker: str, word: str) -> None:
    """Words that are taken back say so, and by whom if that is somebody else."""
    back = statement("back", quote="Not so.", date="2024-11-08", retracts="bo/lamps")
    people = {"bo": person(statement())}
    people[speaker] = person(*([statement()] if speaker == "bo" else []), back)
    catalogue = linked(tmp_path, people)
    status = status_of(catalogue.entries["bo/lamps"], catalogue)
    assert (status.id, status.word) == ("retracted", word)
    assert status.retraction is catalogue.entries[f"{speaker}/back"]


def test_the_word_comes_first() -> None:
    """Before a text the word is followed by a colon; where there is none, the text stays alone."""
    assert Status("disputed", "Disputed").first("Ada, 2024") == "Disputed: Ada, 2024"
    assert Status("published", "").first("Ada, 2024") == "Ada, 2024"
