"""The site's words: which catalogue a language has, and what is not translated stays English."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from site_builder.views import words as room
from site_builder.views.words import Words, catalogue_of, site_words

MESSAGES = r"""
msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\n"
"Plural-Forms: nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);\n"

msgid "Said by %(name)s"
msgstr "%(name)s: so"

msgctxt "a source"
msgid "open"
msgstr "auf"

msgid "%(num)s word"
msgid_plural "%(num)s words"
msgstr[0] "%(num)s one"
msgstr[1] "%(num)s few"
msgstr[2] "%(num)s many"

#, fuzzy
msgid "Guessed"
msgstr "Geraten"

#: mkdocs/theme/assets/javascripts/copy.js
msgid "Copy"
msgstr "Ab"
"""  # noqa: E501


@pytest.fixture
def invented(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Words]:
    """The words of a catalogue with three plural forms."""
    (tmp_path / "uk.po").write_text(MESSAGES, encoding="utf-8")
    monkeypatch.setattr(room, "CATALOGUES", tmp_path)
    catalogue_of.cache_clear()
    yield Words("uk")
    catalogue_of.cache_clear()


def test_english_needs_no_catalogue() -> None:
    """In English, messages are what the code says, with their values."""
    words = site_words("en")
    assert words.are_translated
    assert words.gettext("Said by %(name)s", name="A%(b)s & B") == "Said by A%(b)s & B"
    assert words.ngettext("%(num)s word", "%(num)s words", 1) == "1 word"
    assert words.ngettext("%(num)s word", "%(num)s words", 1234) == "1,234 words"
    assert words.gettext("100 %") == "100 %"


def test_a_message_is_translated_with_its_values(invented: Words) -> None:
    """A value is put in as it is, whatever it looks like, and never translated itself."""
    assert invented.gettext("Said by %(name)s", name="Copy %(name)s 100%") == (
        "Copy %(name)s 100%: so"
    )
    assert invented.pgettext("a source", "open") == "auf"
    assert invented.gettext("open") == "open"


@pytest.mark.parametrize(
    ("number", "told"), [(1, "1 one"), (2, "2 few"), (5, "5 many"), (21, "21 one")]
)
def test_each_number_has_its_form(invented: Words, number: int, told: str) -> None:
    """The catalogue says which form goes with which number."""
    assert invented.ngettext("%(num)s word", "%(num)s words", number) == told


def test_what_is_not_translated_stays_in_english(invented: Words) -> None:
    """A message that is missing, or marked as a guess, is the English one, plural forms too."""
    assert invented.gettext("Missing") == "Missing"
    assert invented.gettext("Guessed") == "Guessed"
    told = [invented.ngettext("%(num)s cat", "%(num)s cats", number) for number in (1, 2, 21)]
    assert told == ["1 cat", "2 cats", "21 cats"]


def test_scripts_have_their_own_messages(invented: Words) -> None:
    """Only messages of scripts are sent to browsers."""
    assert invented.of_scripts == {"Copy": ("Ab",)}


@pytest.mark.parametrize(
    ("lang", "name"),
    [
        ("de", "de.po"),
        ("de-AT", "de.po"),
        ("ru-UA", "ru.po"),
        ("ru-Latn", None),
        ("en", None),
        ("fr", None),
    ],
)
def test_a_variant_has_its_languages_catalogue(lang: str, name: str | None) -> None:
    """A country's variant has the language's words, but not one in another script."""
    file = catalogue_of(lang)
    assert (file and file.name) == name
    assert site_words(lang).are_translated == (lang == "en" or name is not None)


@pytest.mark.parametrize(
    ("lang", "told"), [("en", "1,234,567"), ("de", "1.234.567"), ("ru", "1\xa0234\xa0567")]
)
def test_numbers_have_the_languages_separators(lang: str, told: str) -> None:
    """A number is written as the language writes it."""
    assert site_words(lang).number(1_234_567) == told


@pytest.mark.parametrize(
    ("items", "told"),
    [((), ""), (("a",), "a"), (("a", "b"), "a und b"), (("a", "b", "c"), "a, b und c")],
)
def test_a_list_within_a_sentence(items: tuple[str, ...], told: str) -> None:
    """The last two items are joined by a word."""
    assert site_words("de").listed(items) == told


@pytest.mark.parametrize(
    ("message", "told"),
    [
        ("Asked by %(name)s", "Es fragte die Reporterin"),
        ("Asked by <bdi>%(name)s</bdi>", "Es fragte <bdi>die Reporterin</bdi>"),
        ("asked by %(name)s: %(question)s", "die Reporterin fragte: „Wann?“"),
        ("Found by %(name)s", "Befund (die Reporterin)"),
    ],
)
def test_who_asked_is_named_as_the_source_names_them(message: str, told: str) -> None:
    """What may be a description, such as “the reporter”, is never inflected in German."""
    german = site_words("de")
    assert german.gettext(message, name="die Reporterin", question="„Wann?“") == told
