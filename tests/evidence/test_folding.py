import unicodedata

import pytest

from site_builder.evidence.folding import BROKEN, RULES, Folded, changes, fold


def test_the_map_is_closed() -> None:
    """No letter, digit or mark is ever mapped to another one; the rules are numbered."""
    assert [rule.number for rule in RULES] == [*range(1, len(RULES) + 1)]
    for code in range(0x20, 0x3000):
        character = chr(code)
        if character == "\u02bc":
            continue  # a letter by its category, and the apostrophe of Ukrainian
        if character.isalnum() or unicodedata.category(character)[0] == "M":
            assert fold(character) == character, character


@pytest.mark.parametrize(
    ("source", "folded"),
    [
        ("“a” „b“ «c»", '"a" "b" "c"'),
        ("don’t ‘d’", "don't 'd'"),
        ("a – b—c‑d", "a - b-c-d"),
        ("a \n\u00a0 b\u200bc\u00add", "a bcd"),
        ("a... b…", "a… b…"),
        ("o\ufb03ce", "office"),
        ("nego-\ntiate", f"nego{BROKEN}tiate"),
        ("10-\n20", "10- 20"),
        ("не\u200cт", "нет"),
        ("می\u200cخواهم", "می\u200cخواهم"),
    ],
)
def test_folded(source: str, folded: str) -> None:
    """What counts as the same becomes the same, whole or by pieces."""
    assert fold(source) == folded == Folded(source).text


def test_the_way_back() -> None:
    """Each place in a folded text leads to its place in the source."""
    source = "a “b”...  o\ufb03ce \u200bend"
    folded = Folded(source)
    for words in ('"b"', "…", "office", "end"):
        at = folded.text.index(words)
        there = source[folded.start(at) : folded.end(at + len(words))]
        assert fold(there) == words


@pytest.mark.parametrize(
    ("source", "ours", "found"),
    [
        ("don’t", "don't", ["’→'"]),
        ("a\u00a0b", "a b", ["white space"]),
        ("a\u200bb", "ab", ["U+200B"]),
        ("o\ufb03ce", "office", ["\ufb03→ffi"]),
        ("ab-\ncd", "abcd", ["a hyphen where a line ends"]),
        ("ab-\ncd", "ab-cd", ["a hyphen where a line ends"]),
        ("a… b", "a... b", ["…→..."]),
    ],
)
def test_changes(source: str, ours: str, found: list[str]) -> None:
    """What differs is named, the source's first."""
    assert [*changes(source, ours)] == found
