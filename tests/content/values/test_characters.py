import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.content.values.characters import (
    encodable,
    name_of,
    offences,
    surely_admissible,
    visible,
)

ENGLAND = "\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f"
UNSEEN = [
    *(0x00, 0x08, 0x0B, 0x0C, 0x0D, 0x1B, 0x1F, 0x7F, 0x80, 0x85, 0x9F, 0xAD),
    *(0x034F, 0x115F, 0x1160, 0x17B4, 0x180E, 0x200B, 0x2028, 0x2029, 0x202A, 0x202E),
    *(0x2060, 0x2064, 0x2066, 0x2069, 0x206F, 0x2800, 0x3164, 0xD800, 0xDFFF, 0xE000),
    *(0xF8FF, 0xFDD0, 0xFE00, 0xFE0F, 0xFEFF, 0xFFA0, 0xFFF9, 0xFFFC, 0xFFFD, 0xFFFE),
    *(0xFFFF, 0x1D173, 0x1FFFE, 0xE0001, 0xE0041, 0xE0100, 0xF0000, 0x10FFFF),
]


def test_what_cannot_be_seen_is_refused(subtests: pytest.Subtests) -> None:
    """A character that a reviewer cannot see, or that has no meaning of its own, is an offence."""
    for code in UNSEEN:
        with subtests.test(hex(code)):
            assert [*offences(f"a{chr(code)}b")] == [(1, 1, name_of(chr(code)))]


ALL = [chr(code) for code in range(sys.maxunicode + 1)]
NUMBER_SIGNS = (
    "\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd"
)


def test_every_invisible_character_is_refused() -> None:
    """Between two letters, nothing is let through that Unicode does not call visible."""
    let_through = {
        character
        for character in ALL
        if unicodedata.category(character) in ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")
        and surely_admissible(f"a{character}b")
    }
    # Emoji of later versions of Unicode, for which it keeps these.
    reserved = {chr(code) for code in range(0x1F000, 0x1FB00)} - {
        character for character in ALL if unicodedata.category(character) != "Cn"
    }
    assert let_through - reserved == {"\n", "\t", *NUMBER_SIGNS}


VARIED = {
    "\ufe0e": "So", "\ufe0f": "So", "\ufe00": "Lo Sm", "\ufe01": "Lo", "\ufe02": "Lo", "\ufe03": "",
    "\ufe0d": "", "\u180b": "Lo Lm", "\u180d": "Lo Lm", "\u180f": "Lo Lm",
    "\U000e0100": "Lo", "\U000e01ef": "Lo",
}  # fmt: skip


@pytest.mark.parametrize("selector", VARIED, ids=[f"{ord(one):x}" for one in VARIED])
def test_a_selector_stands_only_after_what_it_varies(selector: str) -> None:
    """Of all of Unicode, variation selectors follow only Han or Mongolian letters, or signs."""
    assigned = [one for one in ALL if unicodedata.category(one) not in ("Cn", "Co", "Cs")]
    followed = "".join(
        f"{one}{selector}"
        for one in assigned
        if unicodedata.is_normalized("NFC", f"a{one}{selector}")
    )
    refused = {offence.offset for offence in offences(followed)}
    admitted = {followed[at - 1] for at in range(1, len(followed), 2) if at not in refused}
    letters = {one for one in admitted if unicodedata.category(one)[0] == "L"} - {"\u2139"}
    signs = admitted - letters
    if selector in "\ufe0e\ufe0f":
        assert not letters
        assert {"\u2139", "\u203c", "\u2764", "\U0001f600"} <= signs
        assert signs.isdisjoint("+<=>|~^`$\xac\xb1\u2190\u2192\u2200\u2605\u2713\u25cb")
    elif selector == "\ufe00":
        assert {unicodedata.category(sign) for sign in signs} == {"Sm"}
        assert signs.isdisjoint("+<=>|~\xac\u2200\u2264")
    else:
        assert not signs
    names = {unicodedata.name(letter).rpartition("-")[0] for letter in letters}
    is_mongolian = "\u180b" <= selector <= "\u180f"
    assert names == (
        {""}
        if is_mongolian
        else {"CJK UNIFIED IDEOGRAPH"}
        if VARIED[selector][:2] == "Lo"
        else set()
    )


def test_the_quick_answer_is_the_thorough_one() -> None:
    """Of every code point between two letters, both predicates say the same."""
    differing = [
        name_of(chr(code))
        for code in range(sys.maxunicode + 1)
        if surely_admissible(text := f"a{chr(code)}b") == any(offences(text))
    ]
    assert differing == []


NEEDED = [
    "line\nline\ttab",
    "می\u200cخواهم",
    "क्\u200dष",
    "ශ්\u200dරී",
    "\u1780\u200d\ua840\u200c\uabc0\u200d",
    "👩\u200d👩\u200d👧",
    "👩🏽\u200d🚀",
    "❤\ufe0f\u200d🔥",
    "☎\ufe0e",
    "\u2194\ufe0f",
    "1\ufe0f\u20e3",
    "\u203c\ufe0f",
    "\U0001f3f4\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f",
    f"a{ENGLAND}",
    f"{ENGLAND}{ENGLAND}",
    f"\U0001f3f4{ENGLAND}",
    "C++\u200e שלום",
    "(\u200fשלום\u200f)",
    "\u200eשלום",
    "one\nשלום\u200e two\nthree",
    "葛\U000e0100城",
    "\u3400\ufe00\u9fff\ufe02\U00020000\U000e0100\U0002a6df\U000e01ef",
    "\u2229\ufe00",
    "\U0001fae8",
    "\u1820\u180b",
    "\u18aa\u180f",
    "\U0001f000\ufe0f\U0001faff\ufe0f",
    "no\u00a0break \u202f thin",
    "é x̂",
]


def test_what_a_script_needs_is_let_through(subtests: pytest.Subtests) -> None:
    """Joiners, selectors and direction marks stand where they do something."""
    for text in NEEDED:
        with subtests.test(ascii(text)):
            assert [*offences(text)] == []


NOT_NEEDED = [
    "a\u200db",
    "\u05d0\u200c",
    "\u10a0\u200c",
    "\u18b0\u200c",
    "\u1700\u200c",
    "\u1900\u200c",
    "\ua800\u200c",
    "\uac00\u200c",
    "a\u200cb",
    "\u200dש",
    "👩\u200d",
    "👩\u200da",
    "می\u200c\u200cخ",
    "a\u200eb",
    "a\u200eb\nשלום",
    "שלום\na\u200eb",
    "a\nשלום\nb\u200ec",
    "שלום\u200e a\n\u200eb",
    "שלום\u200e a\nb\u200ec\nd",
    "\u200cمی",
    "שלום\u200e\u200e",
    "a\ufe0f",
    "1\ufe0f",
    "X\ufe0f\u20e3",
    ".\ufe0f",
    "\U0001f3f4\U000e0068\U000e0069\U000e007f",
    "\U000e0067\U000e007f",
    f"{ENGLAND}\U000e0067",
    f"a\U000e0067{ENGLAND}",
    f"{ENGLAND}\U0001f3f4\U000e0067",
    "\u18ab\u180b",
    "\u1820\u034f",
    "城\u200b",
    "城\ufeff",
    "a\U000e0100",
    "\u33ff\U000e0100",
    "\ua000\U000e0100",
    "a\u180b",
    "\u187f\u180b",
    "+\ufe0f",
    "\u2192\ufe0e",
    "^\u200d😀",
    "+\ufe00",
    "\u6f22\ufe03",
    "\U0003fffd\U000e0100",
    "\U00013000\U00013430\U00013001",
    "\u0378",
]


def test_what_no_script_needs_is_refused(subtests: pytest.Subtests) -> None:
    """The same characters elsewhere could tell two texts apart that look alike."""
    for text in NOT_NEEDED:
        with subtests.test(ascii(text)):
            assert [*offences(text)]


def test_what_is_surely_admissible(subtests: pytest.Subtests) -> None:
    """Letters, signs and lines surely are; what is not, or only where it stands, surely is not."""
    for text in (
        "",
        "one\ntwo ~\n",
        "é “ü”\tж",
        "\u0600\u0661",
        "\U0001fae8",
        "no\u00a0break",
        "x̂",
    ):
        with subtests.test(ascii(text)):
            assert surely_admissible(text)
    doubtful = [f"a{chr(code)}b" for code in UNSEEN] + ["می\u200cخواهم", "☎\ufe0e", "cafe\u0301"]
    for text in (*doubtful, *NOT_NEEDED):
        with subtests.test(ascii(text)):
            assert not surely_admissible(text)


def test_what_utf_8_cannot_hold_is_replaced() -> None:
    """Half of a pair, such as a byte of a file's name that is no text, is shown as lost."""
    assert encodable("a\ud800b\udcffc\udfff") == "a\ufffdb\ufffdc\ufffd"
    assert encodable("\ud7ff\ue000😀é") == "\ud7ff\ue000😀é"


NOT_COMPOSED = [
    ("cafe\u0301", 3, 2, "U+0065 U+0301, which is written U+00E9 in NFC"),
    ("one\ntwo\nA\u030angstro\u0308m", 8, 2, "U+0041 U+030A, which is written U+00C5 in NFC"),
    ("x\u212b", 1, 1, "U+212B, which is written U+00C5 in NFC"),
    ("\u1100\u1161", 0, 2, "U+1100 U+1161, which is written U+AC00 in NFC"),
    ("a\u0301\u0316", 0, 2, "U+0061 U+0301, which is written U+00E1 in NFC"),
    ("x\u0301\u0316", 1, 2, "U+0301 U+0316, which is written U+0316 U+0301 in NFC"),
]


def test_what_is_not_composed_is_refused(subtests: pytest.Subtests) -> None:
    """Text that is not in NFC is refused where it first departs from it."""
    for text, *offence in NOT_COMPOSED:
        with subtests.test(ascii(text)):
            assert [*offences(text)] == [tuple(offence)]


def test_what_a_terminal_would_act_upon_is_made_visible() -> None:
    """Blanks become spaces; controls, and what has no glyph, become the sign of a lost letter."""
    assert visible("é “ü” ж😀") == "é “ü” ж😀"
    assert visible("a\u00a0b\u202fc\u3000d") == "a b c d"
    assert visible("a\x1b[31m\r\n\x00\u202e\u2028") == "a\ufffd[31m" + "\ufffd" * 5
    assert visible("\tb") == "⇥b"


def test_every_character_has_a_name() -> None:
    """A character is named by its code point, and by what Unicode calls it or its kind."""
    assert [*map(name_of, "\u200b\x00\x1b\x01\ue000\ud800\uffff\U0010ffff")] == [
        "U+200B ZERO WIDTH SPACE",
        "U+0000 NULL",
        "U+001B ESCAPE",
        "U+0001 CONTROL CHARACTER",
        "U+E000 PRIVATE USE CHARACTER",
        "U+D800 SURROGATE",
        "U+FFFF UNASSIGNED CHARACTER",
        "U+10FFFF UNASSIGNED CHARACTER",
    ]


def test_long_runs_take_no_longer_than_their_length() -> None:
    """Runs of marks as long as a file may be are looked through once, not once a character."""
    marks = 100_000
    assert [*offences("a" + "\u0332" * marks + "e\u0301")]
    assert not [*offences("ש" + "\u200ea" * marks)]
    assert len([*offences("a\u200e" * marks)]) == marks
    assert len([*offences("\U0001f3f4\U000e0067" * marks)]) == marks


@given(st.text())
def test_nfc_is_asked_for_and_nothing_else_is_normalised(text: str) -> None:
    """A text without offences is in NFC, and one that is not in NFC has an offence."""
    found = [*offences(text)]
    assert found or unicodedata.is_normalized("NFC", text)
    assert all(0 <= item.offset < item.offset + item.length <= len(text) for item in found)
