"""Which words mix alphabets with letters that look alike, and which only seem to."""

import re

import pytest

from site_builder.content.values.lookalikes import PAIRS, Mixed, mixed_words
from tests.support.paths import ROOT

SCRIPT = ROOT / "site_builder/mkdocs/theme/assets/javascripts/search-lookalikes.js"
LATIN, CYRILLIC = frozenset({"Latn"}), frozenset({"Cyrl"})


@pytest.mark.parametrize(
    ("word", "scripts", "letter", "plain"),
    [
        ("sаnctions", LATIN, "а", "sanctions"),
        ("sаnctiоns", LATIN, "а", "sanctions"),
        ("sanctionѕ", LATIN, "ѕ", "sanctions"),
        ("HΑRBOUR", LATIN, "Α", "HARBOUR"),
        ("tоo", LATIN, "о", "too"),
        ("СОB", LATIN, "С", "COB"),
        ("трубoпровод", CYRILLIC, "o", "трубопровод"),
        ("трубoпровод", LATIN, "o", "трубопровод"),
        ("Oн", CYRILLIC, "O", "Он"),
        ("вcë", CYRILLIC, "c", "всё"),
        ("Пескóв", CYRILLIC, "ó", "Песко́в"),
        ("Киïв", CYRILLIC, "ï", "Київ"),
        ("Jован", frozenset({"Cyrl", "Latn"}), "J", "Јован"),
        ("XХ", CYRILLIC, "X", "ХХ"),
        ("ΚΑΛHΜΕΡΑ", frozenset({"Grek"}), "H", "ΚΑΛΗΜΕΡΑ"),
    ],
)
def test_mixed(word: str, scripts: frozenset[str], letter: str, plain: str) -> None:
    """A word is found if all letters of one alphabet look like letters of the other."""
    assert [*mixed_words(f"– {word}, –", scripts)] == [Mixed(word, letter, plain)]
    assert not [*mixed_words(plain, scripts)]


@pytest.mark.parametrize("scripts", [LATIN, CYRILLIC], ids=["Latin", "Cyrillic"])
@pytest.mark.parametrize(
    "text",
    [
        "SMS-ки",
        "SMSки",
        "PCшный",
        "COVIDный",
        "КуZбасс",
        "сVоих",
        "Sвобода",
        "ещё ёж",
        "е́й Влади́мир",
        "кВт и kW",
        "5 μM, µA, kΩ",
        "ΔT",
        "TNFα",
        "αs",
        "αA",
        "naïve Ångström",
        "№ 5",
        "Т-34",
        "T34 и Т34",
    ],
)
def test_not_mixed(text: str, scripts: frozenset[str]) -> None:
    """Hyphens and digits part words; plays on letters, abbreviations and units are not slips."""
    assert not [*mixed_words(text, scripts)]


@pytest.mark.parametrize("word", ["iPhoneа", "YouTubeе", "Macом", "Zа"])
def test_what_languages_in_cyrillic_letters_add(word: str) -> None:
    """Endings behind Latin words are no slips, nor is a play on the first letter of one."""
    assert not [*mixed_words(word, CYRILLIC)]
    assert not [*mixed_words(word, CYRILLIC | LATIN)]


@pytest.mark.parametrize(
    ("text", "scripts", "found"),
    [
        ("Говорил c Россией", CYRILLIC, "c"),
        ("O войне", CYRILLIC, "O"),
        ("Він i вона", CYRILLIC, "i"),
        ("We need а deal", LATIN, "а"),
        ("І said so", LATIN, "І"),
        ("Говорил с Россией", CYRILLIC, None),
        ("пункт (a) договора", CYRILLIC, None),
        ("оси x и y", CYRILLIC, None),
        ("витамин B и C", CYRILLIC, None),
        ("Не так. A мы?", CYRILLIC, "A"),
        ("Пётр I сказал, что план A провалился", CYRILLIC, None),
        ("He said “а это” and left", LATIN, None),
        ("the word с is short", LATIN, None),
        ("Mi i on, и они", CYRILLIC | LATIN, None),
    ],
)
def test_a_word_of_one_letter(text: str, scripts: frozenset[str], found: str | None) -> None:
    """It is found before a word of the language's alphabet, if it is a word there itself."""
    assert [it.letter for it in mixed_words(text, scripts)] == ([found] if found else [])


def test_an_ending_that_no_language_has() -> None:
    """Behind a word in a language of Latin letters, it is a slip."""
    assert [it.plain for it in mixed_words("iPhoneа", LATIN)] == ["iPhonea"]


def test_the_search_has_the_same_pairs() -> None:
    """A word that is warned of here is offered in one alphabet by the search, and the reverse."""
    text = SCRIPT.read_text(encoding="utf-8")
    pairs = re.findall(r'Script=(\w{4})\w*\}/u, letters: "(\w+)", latin: "(\w+)"', text)
    names = {"Cyri": "Cyrl", "Gree": "Grek"}
    assert {names[script]: (own, latin) for script, own, latin in pairs} == PAIRS
