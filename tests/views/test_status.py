from pathlib import Path

import pytest

from site_builder.views.status import Status, status_of
from site_builder.views.titles import Titles
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
    status = status_of(catalogue.entries["bo/lamps"], catalogue, Titles(catalogue))
    assert (status.word, status.retraction, status.retracted_by) == (word, None, "")


@pytest.mark.parametrize(
    ("speaker", "word"), [("bo", "Retracted"), ("cy", "Retracted by Cy Warden")]
)
def test_a_retraction_says_whose_it_is(tmp_path: Path, speaker: str, word: str) -> None:
    """Words that are taken back say so, and by whom if that is somebody else."""
    back = statement("back", quote="Not so.", date="2024-11-08", retracts="bo/lamps")
    people = {"bo": person(statement())}
    if speaker == "bo":
        people["bo"] = person(statement(), back)
    else:
        people["cy"] = person(back, name="Cy Warden")
    catalogue = linked(tmp_path, people)
    status = status_of(catalogue.entries["bo/lamps"], catalogue, Titles(catalogue))
    assert (status.id, status.word) == ("retracted", word)
    assert status.retraction is catalogue.entries[f"{speaker}/back"]


def test_a_namesake_who_takes_words_back_is_not_taken_for_the_speaker(tmp_path: Path) -> None:
    """Where two people have one name, the word says which of them it was."""
    back = statement("back", quote="Not so.", date="2024-11-08", retracts="bo/lamps")
    catalogue = linked(tmp_path, {"bo": person(statement()), "cy": person(back)})
    status = status_of(catalogue.entries["bo/lamps"], catalogue, Titles(catalogue))
    assert status.word == status.retracted_by == "Retracted by Ada Keeper (cy)"


@pytest.mark.parametrize("named", ["lamps", "printed", "none"])
def test_a_remark_is_taken_back_in_all_wordings(tmp_path: Path, named: str) -> None:
    """No wording lacks the mark, whichever a retraction names, or if the nearest has the status."""
    own: Fields = {"status": "retracted", "status_note": NOTE} if named == "none" else {}
    wordings = [
        {**statement(), **own},
        statement("printed", quote="Keep all lamps lit.", wording_of="bo/lamps"),
        statement("relayed", quote="Let lamps be lit.", wording_of="bo/lamps"),
    ]
    retracts: Fields = {} if named == "none" else {"retracts": f"bo/{named}"}
    back = {**statement("back", quote="Not so.", date="2024-11-08"), **retracts}
    catalogue = linked(tmp_path, {"bo": person(*wordings, back)})
    entries = [catalogue.entries[f"bo/{id_}"] for id_ in ("lamps", "printed", "relayed")]
    assert {status_of(entry, catalogue, Titles(catalogue)).word for entry in entries} == {
        "Retracted"
    }
    assert status_of(catalogue.entries["bo/back"], catalogue, Titles(catalogue)).word == ""


def test_a_disputed_remark_is_disputed_in_all_wordings(tmp_path: Path) -> None:
    """If the nearest to the speaker is disputed, so are the others; not the other way round."""
    disputed: Fields = {"status": "disputed", "status_note": NOTE}
    wordings = [
        {**statement(), **disputed},
        statement("relayed", quote="Keep all lamps lit.", wording_of="bo/lamps"),
        statement("sea", quote="The sea is wide."),
        {**statement("printed", quote="Wide is the sea.", wording_of="bo/sea"), **disputed},
    ]
    catalogue = linked(tmp_path, {"bo": person(*wordings)})
    titles = Titles(catalogue)
    words = {id_: status_of(it, catalogue, titles).word for id_, it in catalogue.entries.items()}
    assert words["bo/lamps"] == words["bo/relayed"] == words["bo/printed"] == "Disputed"
    assert words["bo/sea"] == ""


def test_the_word_comes_first() -> None:
    """Before a text the word is followed by a colon; where there is none, the text stays alone."""
    assert Status("disputed", "Disputed").first("Ada, 2024") == "Disputed: Ada, 2024"
    assert Status("published", "").first("Ada, 2024") == "Ada, 2024"
