import random
from pathlib import Path

import pytest

from site_builder.content.model import digest
from site_builder.evidence.comparison import Proof, Status
from site_builder.evidence.link_checks import LinkCheck, Missing, Result, text_of
from tests.support.captured import (
    CHECKED_BY_HAND,
    COPY,
    FOUND,
    capture,
    captured,
    content_of,
    project,
)
from tests.support.project import Project, person, statement
from tests.support.rewordings import MUTATIONS


def proofs(made: Project) -> dict[str, Proof]:
    """The proof of each statement's first citation."""
    return {key.partition("/")[2]: found[0] for key, found in content_of(made).proofs.items()}


def test_what_is_shown(tmp_path: Path) -> None:
    """Each way of standing in a copy is told from the others, with what differs and is left out."""
    made = captured(tmp_path, *FOUND, CHECKED_BY_HAND, statement("action", action="Sat."))
    found = proofs(made)
    assert {id_: proof.status for id_, proof in found.items()} == {
        "exact": Status.EXACT,
        "typographic": Status.TYPOGRAPHIC,
        "gap": Status.EXACT,
        "passage": Status.EXACT,
        "hand": Status.ATTESTED,
        "action": Status.NOT_SOUGHT,
    }
    assert found["typographic"].changes == ("’→'",)
    assert found["gap"].gaps == ("read by few in the hall,",)
    assert str(found["exact"].copied) == "2024-11-07"
    assert found["exact"].words == digest("We will not talk before spring")


@pytest.mark.parametrize(
    ("on", "result", "words", "status"),
    [
        ("2024-11-09", Result.CHANGED, "", Status.CHANGED),
        ("2024-11-07", Result.CHANGED, "", Status.EXACT),
        ("2024-11-09", Result.UNSEEN, "", Status.EXACT),
        ("2024-11-09", Result.CHANGED, "other words", Status.EXACT),
    ],
    ids=["gone", "copied that day", "never seen there", "other words"],
)
def test_gone(tmp_path: Path, on: str, result: Result, words: str, status: Status) -> None:
    """Words are said to be gone only if a look after the copy has missed these very words."""
    made = captured(tmp_path, *FOUND)
    sought = digest(words or "We will not talk before spring")
    check = LinkCheck(
        "gazette", "https://a.example/", on, result, missing=(Missing("bo/exact", 0, sought),)
    )
    made.write("checks/links.jsonl", text_of([check]))
    assert content_of(made).diagnostics == ()
    found = proofs(made)
    assert found["exact"].status is status
    assert str(found["exact"].gone) == (on if status is Status.CHANGED else "None")
    assert found["typographic"].status is Status.TYPOGRAPHIC


def test_read_by_a_machine_and_gone(tmp_path: Path) -> None:
    """That a machine has read the words from an image stays said, whatever became of the page."""
    made = project(tmp_path, *FOUND)
    capture(tmp_path, "--ocr")
    sought = digest("We will not talk before spring")
    gone = (Missing("bo/exact", 0, sought),)
    check = LinkCheck("gazette", "https://a.example/", "2024-11-09", Result.CHANGED, missing=gone)
    made.write("checks/links.jsonl", text_of([check]))
    found = proofs(made)["exact"]
    assert (found.status, found.gone) == (Status.OCR, None)


def test_without_copies_nothing_is_shown(tmp_path: Path) -> None:
    """Where there is no copy, nothing is kept, and so nothing is claimed."""
    made = captured(tmp_path, *FOUND)
    for name in ("captures", "receipts"):
        for file in (made.content / name).iterdir():
            file.unlink()
    assert content_of(made).proofs == {}


@pytest.mark.parametrize("seed", range(20))
def test_no_altered_quote_passes(tmp_path: Path, seed: int) -> None:
    """A published quote that is altered in any way is an error, even where the copy has it too."""
    made = captured(tmp_path, *FOUND)
    draw = random.Random(seed)
    at = draw.randrange(3)
    words = str(FOUND[at]["quote"])
    altered = next(
        new
        for name in draw.sample([*MUTATIONS], len(MUTATIONS))
        if (new := MUTATIONS[name](draw, words)) != words
    )
    changed = [*FOUND]
    changed[at] = {**FOUND[at], "quote": altered}
    made.write("people/bo.yml", person(*changed))
    assert content_of(made).diagnostics, altered


def test_a_shorter_quote_has_no_receipt(tmp_path: Path) -> None:
    """Words without the last one still stand in the copy, but not as the receipt has them."""
    made = captured(tmp_path, *FOUND)
    shorter = statement("exact", quote="We will not talk before")
    made.write("people/bo.yml", person(shorter, *FOUND[1:]))
    assert [fault.code for fault in content_of(made).diagnostics] == ["receipt-stale"]


@pytest.mark.parametrize(
    ("quote", "hint"),
    [
        ("We are neighbours", "Only the words around"),
        ("We will talk before spring", "Nearest there: `We will not talk before spring`."),
        ("and that’s final. He added that the treaty would", "Only the words around"),
    ],
    ids=["elsewhere in the copy", "like what is kept", "going on where nothing is kept"],
)
def test_new_words_are_for_the_whole_copy_to_find(tmp_path: Path, quote: str, hint: str) -> None:
    """Words that were never found may be in the copy, so nobody is told to write others."""
    made = captured(tmp_path, FOUND[0])
    made.write("people/bo.yml", person(FOUND[0], statement("new", quote=quote)))
    (fault,) = (one for one in content_of(made).diagnostics if one.code == "quote-not-in-capture")
    assert fault.message == "What is kept of the copy of `gazette` does not have these words."
    assert fault.hint.startswith(hint)
    assert "Run `factsheet capture gazette`" in fault.hint
    assert "Write the words" not in fault.hint


def test_a_quote_made_longer_is_for_the_whole_copy_to_find(tmp_path: Path) -> None:
    """A found quote that goes on beyond the words kept around it may be in the copy, too."""
    made = captured(tmp_path, FOUND[0])
    longer = statement("exact", quote="We will not talk before spring" + COPY.split("spring")[2])
    made.write("people/bo.yml", person(longer))
    (fault,) = content_of(made).diagnostics
    assert fault.message.startswith("What is kept of the copy")


def test_a_changed_word_of_a_found_quote_is_said(tmp_path: Path) -> None:
    """Of words that were found and then changed, it is said what the copy has."""
    made = captured(tmp_path, FOUND[0])
    made.write("people/bo.yml", person(statement("exact", quote="We will now talk before spring")))
    (fault,) = content_of(made).diagnostics
    assert fault.message == "The copy of `gazette` does not have these words."
    assert fault.hint.startswith("Nearest in it: `We will not talk before spring`.")


def test_a_misspelt_field_leaves_the_receipt(tmp_path: Path) -> None:
    """A statement with a fault of its own is still there, and its receipt is not left over."""
    made = captured(tmp_path, *FOUND)
    misspelt = {"qoute" if name == "quote" else name: text for name, text in FOUND[0].items()}
    made.write("people/bo.yml", person(misspelt, *FOUND[1:]))
    assert [fault.code for fault in content_of(made).diagnostics] == ["unknown-field"]
