"""What is compared of two states of the evidence: copies and receipts."""

from typing import Any

import pytest

from site_builder.changes.difference.compare import Fields, How
from site_builder.changes.difference.copies import (
    ALTERED_COPY,
    FEWER_WORDS,
    OTHER_COPY,
    compare_copies,
    compare_receipts,
)

WORDS = "We will not talk before spring."


def copy(*extracts: tuple[int, str], text: str = "a", body: str = "b") -> Fields:
    """A capture as YAML reads it, with the places and words of its extracts."""
    listed: Any = [
        {"at": [str(start), str(start + len(words))], "text": words} for start, words in extracts
    ]
    return {"text": text, "body": body, "extractor": "text/1", "extracts": listed}


def note(before: Fields, now: Fields) -> str:
    """What is said of a capture that has changed; empty if it has not."""
    return "".join(change.note for change in compare_copies({"a": before}, {"a": now}))


@pytest.mark.parametrize(
    ("before", "now"),
    [
        (copy((40, WORDS)), copy((40, WORDS.replace("not", "now")))),
        # Part of the words, at the end of another stretch.
        (copy((40, WORDS)), copy((44, "will now talk"), (90, "Later."))),
        (copy((40, WORDS)), copy((20, "He said, reading it: We may"))),
        # The digest of the text was edited too, but not that of the file.
        (copy((40, WORDS)), copy((40, WORDS.replace("not", "now")), text="c")),
    ],
)
def test_words_of_one_copy_are_the_same(before: Fields, now: Fields) -> None:
    """Two states of one copy have the same words where they meet, or one of them is altered."""
    assert note(before, now) == ALTERED_COPY


@pytest.mark.parametrize(
    ("before", "now"),
    [
        (copy((40, WORDS)), copy((40, WORDS))),
        (copy((40, WORDS)), copy((40, WORDS), (90, "Later."))),
        (copy((40, WORDS)), copy((32, f"He said {WORDS} Then he"))),
    ],
)
def test_more_or_fewer_words_are_no_alteration(before: Fields, now: Fields) -> None:
    """Other stretches of one copy, as other quotes need them, alter nothing."""
    assert note(before, now) == ""


@pytest.mark.parametrize("now", [copy((43, WORDS[3:20])), copy((71, "Then he left.")), copy()])
def test_words_that_were_taken_out_are_not_shown(now: Fields) -> None:
    """They may be those of something that was withdrawn, now or before."""
    (change,) = compare_copies({"a": copy((40, WORDS))}, {"a": now})
    assert change.note == FEWER_WORDS
    assert all("We" not in f"{field.before} {field.now}" for field in change.fields)


@pytest.mark.parametrize("now", [{"a": copy((9, "Later."), text="c", body="d")}, {}])
def test_no_copy_shows_what_was_withdrawn(now: dict[str, Fields]) -> None:
    """If another copy takes the place of one, or none, words that are gone are shown otherwise."""
    before = {"a": copy((40, WORDS))}
    told = {
        unsaid: [
            field.before
            for change in compare_copies(before, now, unsaid)
            for field in change.fields
        ]
        for unsaid in (frozenset[str](), frozenset({"a"}))
    }
    assert WORDS in told[frozenset()]
    assert WORDS not in told[frozenset({"a"})]


def test_another_copy_is_named() -> None:
    """A copy of another file may have other words, and whoever reviews it is told."""
    other = copy((40, WORDS.replace("not", "now")), text="c", body="d")
    assert note(copy((40, WORDS)), other) == OTHER_COPY


def test_a_renamed_copy_is_the_same_one() -> None:
    """A copy that moved to another source is compared with itself."""
    altered = copy((40, WORDS.replace("not", "now")))
    (change,) = compare_copies({"a": copy((40, WORDS))}, {"b": altered})
    assert (change.how, change.address, change.former) == (How.CHANGED, "captures/b", "captures/a")
    assert change.note == ALTERED_COPY


def test_receipts_are_told_one_by_one() -> None:
    """Of each receipt, what it said and says; those that say the same are left out."""
    line = (
        '{"statement":"%s","citation":0,"result":"%s","capture":"gazette","changes":[],"gaps":[],'
        '"replaced":[],"at":[1,2],"words":"sha256:aa","text":"sha256:bb"}\n'
    )
    before = line % ("one", "exact") + line % ("two", "exact") + "not a receipt\n"
    now = line % ("one", "typographic") + line % ("two", "exact") + line % ("three", "exact")
    (change,) = compare_receipts({"ada": before}, {"ada": now})
    assert change.address == "receipts/ada"
    assert [tuple(field) for field in change.fields] == [
        ("one, citation 1", "exact in gazette", "typographic in gazette"),
        ("three, citation 1", "", "exact in gazette"),
    ]


def test_a_receipt_of_other_words_differs() -> None:
    """The same result for other words is told by the digest of the words."""
    receipt = '{"statement":"one","citation":0,"result":"exact","capture":"gazette","words":"%s"}'
    (change,) = compare_receipts({"ada": receipt % "sha256:aa"}, {"ada": receipt % "sha256:bb"})
    (field,) = change.fields
    assert "sha256:aa" in field.before
    assert "sha256:bb" in field.now
