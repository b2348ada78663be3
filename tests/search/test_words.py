"""Folding and stems, which must be the same in both halves of the search."""

import json
import re
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import metadata
from pathlib import Path

import pytest
from playwright.sync_api import Page

from site_builder.examine import Inputs, load
from site_builder.mkdocs.run import THEME
from site_builder.search import words
from site_builder.search.documents import Documents
from site_builder.search.words import SNOWBALL, TABLES, Token, stems, tokens
from tests.support import folding
from tests.support.awkward import STRINGS
from tests.support.brute_force import are_forms
from tests.support.paths import ROOT
from tests.support.web import served

# Endings that make forms of made-up words, so that every stemmer has something to do.
ENDINGS = {
    "Latn": "a e i o s es ed ing ly ness ment ation en er ern ung heit lich ar or os as emos ait"
    " issement ene ede lar ler nen sta ssa zione mente ij baar",
    "Cyrl": "а я ы и у ю ом ем ами ями ого ему ость ости ский ская ение ениями ть л ла ли ет ют ся",
}
BEGINNINGS = {
    "Latn": "lamp tid harbour vessel gener univers commun",
    "Cyrl": "маяк прилив гаван песк",
}


@pytest.mark.skipif(
    unicodedata.unidata_version != "14.0.0", reason="the tables have the characters of Unicode 14"
)
def test_every_character_is_folded_as_its_table_says() -> None:
    """The tables are what the rules in `folding` give for all characters."""
    files = folding.files()
    assert files == {it: it.read_text(encoding="utf-8") for it in files}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Łódź", "lodz"),
        ("İstanbul", "istanbul"),
        ("Straße", "STRASSE"),
        ("ещё", "еще"),
        ("п’ять", "п'ять"),
        ("пʼять", "п`ять"),
        ("don`t", "don't"),
        ("soft\u00adhyphen", "softhyphen"),
        ("Ｗｉｄｅ", "wide"),
        ("Đorđe", "dorde"),
        ("Æsop", "aesop"),
        ("café", "cafe\u0301"),
    ],
)
def test_ways_to_write_a_word_are_one(one: str, other: str) -> None:
    """Accents, case, apostrophes and signs that nobody sees make no difference."""
    assert [token.word for token in tokens(one)] == [token.word for token in tokens(other)]
    assert len(tokens(one)) == 1


@pytest.mark.parametrize(("one", "other"), [("й", "и"), ("ї", "і"), ("が", "か")])
def test_other_letters_stay_apart(one: str, other: str) -> None:
    """What is a letter of its own is not folded."""
    assert tokens(one) != tokens(other)


@pytest.mark.parametrize(
    ("text", "lang", "word"),
    [
        ("Маяки", "ru", "маяками"),
        ("Песков", "ru", "пескову"),
        ("Песковым", "ru", "песков"),
        ("переговорів", "uk", "переговори"),
        ("Україні", "uk", "україною"),
        ("lighthouses", "en", "lighthouse"),
        ("adoptée", "fr", "adopter"),
        ("adoptée", "fr", "adoptees"),
        ("adopter", "fr", "Adoptées"),
        ("canción", "es", "canciones"),
        ("Київ", "uk", "Києва"),
        ("Харкова", "uk", "харків"),
        ("договорів", "uk", "договір"),
    ],
)
def test_forms_of_a_word(text: str, lang: str, word: str) -> None:
    """A word is found in its other cases and numbers."""
    (token,) = tokens(text, lang)
    assert are_forms(token, word)


def test_a_latin_name_has_no_forms() -> None:
    """Mark is not found by “marks”: names are found as they are written."""
    (token,) = tokens("Mark", "")
    assert not are_forms(token, "marks")


@pytest.mark.parametrize(
    ("word", "lang", "own"),
    [
        ("lighthouses", "en", "en"),
        ("lighthouses", "pt-BR", "pt"),
        ("lighthouses", "pl", ""),
        ("lighthouses", "ru", ""),
        ("lighthouses", "", ""),
        ("маяки", "uk", "uk"),
        ("маяки", "en", "ru"),
        ("маяки", "", "ru"),
        ("маяки", "bg", ""),
    ],
)
def test_a_word_has_the_language_of_its_script(word: str, lang: str, own: str) -> None:
    """A word is of its text's language, if it is in that one's script; Cyrillic else Russian."""
    (token,) = tokens(word, lang)
    assert token.lang == own


@pytest.mark.parametrize(
    ("text", "lang", "token"),
    [
        ("lamp", "fr", Token("lamp", "fr")),
        ("Adoptée", "fr", Token("adoptee", "fr", "adoptée")),
        ("Adoptée", "", Token("adoptee", "")),
    ],
)
def test_the_accents_of_a_word_are_kept_for_its_stemmer(text: str, lang: str, token: Token) -> None:
    """A word is also there as it is spelled, if it has accents and a stemmer looks at them."""
    assert tokens(text, lang) == [token]


def test_a_word_without_a_language_is_its_own_stem() -> None:
    """Names are found as they are written."""
    assert stems(Token("marks", "")) == ("marks",)


def test_a_script_is_found_by_the_first_character() -> None:
    """A block is of its script from its first character to its last; others are of none."""
    for script, first, last in words._BLOCKS:
        assert words.script_of(f"{chr(first)}a") == words.script_of(chr(last)) == script
    assert words.script_of("灯") == words.script_of("1") == ""


def test_an_index_has_the_stemmers_of_its_languages() -> None:
    """Each language has a file, with the one that all need; none where no language has a stem."""
    (folder,) = {Path(it).parent for it in words.stemmer_files(["pt-BR", "en", "nn", "no", "zh"])}
    assert words.stemmer_files(["pt-BR", "en", "nn", "no", "zh"]) == [
        f"{folder}/base.js",
        f"{folder}/english.js",
        f"{folder}/norwegian.js",
        f"{folder}/portuguese.js",
    ]
    assert words.stemmer_file("nn") == f"{folder}/norwegian.js"
    assert words.stemmer_files(["zh", "pl", ""]) == []


def test_both_halves_split_and_fold_alike(page: Page, tmp_path: Path) -> None:
    """Every code point, and every awkward text, has the same words in Python and in the browser."""
    points = [chr(point) for point in range(0x110000) if not 0xD800 <= point <= 0xDFFF]
    rows = [
        "".join(f"{c} a{c}b " for c in points[at : at + 4096]) for at in range(0, len(points), 4096)
    ]
    texts = [*rows, *STRINGS]
    # Of so many characters, the browser's protocol would take longer than the rest.
    (tmp_path / "texts.json").write_text(json.dumps(texts), encoding="utf-8")
    with _browser(page, tmp_path):
        answer = page.evaluate(
            """async () => {
                const { Words } = await import("/assets/javascripts/search-words.js")
                const table = async (name) => (await fetch(`/tables/${name}.json`)).json()
                const index = { folding: await table("folding"), scripts: [], languages: {} }
                const texts = await (await fetch("/texts.json")).json()
                let own
                const both = ({ word, spelled }) => `${word} ${spelled}`
                const found = []
                for (const text of texts) {
                    // With no more of the tables than the text itself has loaded.
                    own = new Words(index, () => table("folding-rare"))
                    await own.learn(text)
                    found.push(own.split(text).map(both).join(" "))
                }
                return JSON.stringify(found)
            }"""
        )
    expected = [
        " ".join(f"{words.fold(one)} {one}" for one in words.spellings(text)) for text in texts
    ]
    for text, one, right in zip(texts, json.loads(answer), expected, strict=True):
        assert one == right, text[:100]


def test_both_halves_of_every_stemmer_agree(page: Page, tmp_path: Path) -> None:
    """Snowball's Python and its JavaScript give the same stems, and so do the Ukrainian endings.

    Of made-up words with many endings, and of all words that this repository's content has.
    """
    asked, own = {}, vocabulary()
    assert len(own) > 1_000
    for lang in (*SNOWBALL, words.UKRAINIAN):
        script = words.SCRIPTS[lang] if words.SCRIPTS[lang] == "Cyrl" else "Latn"
        starts = BEGINNINGS[script].split()
        asked[lang] = [start + end for start in starts for end in ENDINGS[script].split()]
        asked[lang] += own
    with _browser(page, tmp_path):
        found = page.evaluate(
            """async ([asked, files]) => {
                const { Words } = await import("/assets/javascripts/search-words.js")
                const named = (lang) => [lang, ["", files[lang]]]
                const languages = Object.fromEntries(Object.keys(asked).map(named))
                const tables = { ukrainian: "tables/ukrainian.json" }
                const folding = await (await fetch("/tables/folding.json")).json()
                const index = { folding, tables, languages, scripts: [] }
                const own = await Words.open(location, index, "a")
                return Object.fromEntries(
                    own.stemmers.map(({ lang, stem }) => [lang, asked[lang].map(stem)]),
                )
            }""",
            [asked, {lang: f"stemmers/{file}.js" for lang, file in SNOWBALL.items()}],
        )
    expected = {lang: [stems(Token(word, lang))[0] for word in own] for lang, own in asked.items()}
    assert found == expected


def vocabulary() -> list[str]:
    """All words of this repository's content."""
    made = Documents(load(Inputs(ROOT / "content", ROOT)).catalogue)
    documents = [*map(made.record, made.records), *map(made.statement, made.entries)]
    texts = {text for document in documents for _, own in document.texts for text in own}
    return sorted({token.word for text in texts for token in tokens(*text)})


def test_both_halves_are_of_one_snowball() -> None:
    """The files that cut words name the same version, wherever they were taken from."""
    told = {
        re.findall(r"Snowball (\S+),", it.read_text(encoding="utf-8"))[0]
        for it in words.stemmers().glob("*.js")
    }
    assert told == {metadata.version("snowballstemmer")}


@contextmanager
def _browser(page: Page, folder: Path) -> Iterator[None]:
    """A page from which the scripts, the tables and the stemmers can be loaded."""
    (folder / "index.html").write_text("<!doctype html><title>Words</title>", encoding="utf-8")
    for name, to in (
        ("assets", THEME / "assets"),
        ("tables", TABLES),
        ("stemmers", words.stemmers()),
    ):
        (folder / name).symlink_to(to)
    with served(folder) as address:
        page.goto(f"{address}/")
        yield
