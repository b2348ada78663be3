from typing import Any

import pytest
from rapidfuzz import process

from site_builder.diagnostics import (
    MAX_SAME,
    Diagnostic,
    Severity,
    Span,
    capped,
    did_you_mean,
    has_errors,
    is_slip,
    nearest,
    quoted,
)


def faults(count: int, code: str = "c", path: str = "a.yml") -> list[Diagnostic]:
    """Faults of one kind on as many lines."""
    return [Diagnostic(code, f"Fault {n}.", Span(path, n), "Do.") for n in range(1, count + 1)]


@pytest.mark.parametrize("count", [0, 1, MAX_SAME, MAX_SAME + 1])
def test_a_few_of_a_kind_are_all_shown(count: int) -> None:
    """As many of one kind as can be read are all shown, as they are."""
    assert capped(faults(count)) == faults(count)


def test_many_of_a_kind_are_counted() -> None:
    """Beyond these, the last one says how many more there are."""
    shown = capped(faults(10_000))
    assert shown[:-1] == faults(MAX_SAME)
    assert shown[-1].message == f"… and {10_000 - MAX_SAME:,} more of these in this file."
    assert shown[-1].span == Span("a.yml", MAX_SAME + 1)
    assert not shown[-1].hint


def test_kinds_and_files_are_counted_apart() -> None:
    """Many faults of one kind or file hide none of another."""
    mixed = [*faults(100), *faults(3, "d"), *faults(100, "c", "b.yml")]
    shown = capped(mixed)
    assert [item for item in shown if item.code == "d"] == faults(3, "d")
    assert len(shown) == 2 * (MAX_SAME + 1) + 3


def test_warnings_are_no_errors() -> None:
    """Only an error keeps the site from being built."""
    warning = Diagnostic("c", "M.", Span("a.yml"), "", Severity.WARNING)
    assert not has_errors([warning])
    assert has_errors([warning, *faults(1)])


@pytest.mark.parametrize(
    ("word", "near"),
    [("contry", "country"), ("Country", "country"), ("nam", "name"), ("xyz", None), ("", None)],
)
def test_nearest(word: str, near: str | None) -> None:
    """A slip of the keys leads to the word that was meant; nothing leads to anything."""
    assert nearest(word, ["name", "kind", "country"]) == near


@pytest.mark.parametrize(
    ("word", "known"),
    [
        ("undisputed", "disputed"),
        ("unofficial", "official"),
        ("nobody", "somebody"),
        ("disputed", "undisputed"),
    ],
)
def test_another_word_is_no_slip(word: str, known: str) -> None:
    """A word that means something else is not suggested, however many letters it shares."""
    assert nearest(word, [known]) is None


@pytest.mark.parametrize(
    "slip",
    [
        "jerson-03200",
        "person-03200x",
        "prson-03200",
        "jerson-03200x",
        "jperson-03200x",
        "erson-03200x",
    ],
)
def test_nearest_of_many(slip: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of very many words, only those alike but for one end, or for slips at both, are compared."""
    compared: list[int] = []
    extract = process.extractOne

    def counted(word: str, among: list[str], **how: Any) -> Any:
        compared.append(len(among))
        return extract(word, among, **how)

    monkeypatch.setattr(process, "extractOne", counted)
    assert nearest(slip, [f"person-{number:05}" for number in range(5_000)]) == "person-03200"
    assert compared[0] <= 2_000


@pytest.mark.parametrize(
    ("word", "is_near"),
    [("retract", True), ("Retracts", True), ("rertacts", True), ("reacts", False), ("re", False)],
)
def test_a_slip_is_one_letter(word: str, is_near: bool) -> None:
    """One letter too many, too few, wrong or in its neighbour's place is a slip; more is not."""
    assert is_slip(word, "retracts") == is_near


def test_did_you_mean() -> None:
    """Where nothing is near, the known words are listed if they are few."""
    assert did_you_mean("contry", ["country", "name"]) == "Did you mean `country`?"
    assert did_you_mean("xyz", ["b", "a"]) == "Known: `a`, `b`."
    assert did_you_mean("xyz", [str(number) for number in range(17)]) == ""
    assert did_you_mean("xyz", []) == ""


def test_what_is_quoted_is_never_long() -> None:
    """A piece of content in a message is cut where a line could not bear it."""
    assert quoted("x" * 60) == f"`{'x' * 60}`"
    assert quoted("x" * 61) == f"`{'x' * 59}…`"
