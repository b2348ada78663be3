import pytest

from site_builder.content.values.locales import (
    countries,
    direction,
    former_countries,
    is_language,
    language_name,
)


def test_countries_are_those_of_the_standard() -> None:
    """The 249 codes of ISO 3166-1 are known, Kosovo's, EU and UN, and former states."""
    assert len([code for code in countries() if len(code) == 2]) == 252
    assert {"RU", "US", "UA", "GB", "XK", "EU", "UN", "SUHH", "YUCS"} <= countries().keys()
    assert not {"ZZ", "UK", "SU", "EN", "AC", "IC"} & countries().keys()
    assert countries()["RU"] == "Russia"
    assert countries("de")["RU"] == "Russland"


def test_former_states_have_names() -> None:
    """A former state is called as it was, in English where its name is not known in a language."""
    assert countries("ru")["SUHH"] == "Советский Союз"
    assert countries("de-AT")["YUCS"] == "Jugoslawien"
    assert countries("fr")["SUHH"] == "Soviet Union"
    assert former_countries("CS") == ["CSHH", "CSXX"]
    assert former_countries("RU") == former_countries("S") == []


@pytest.mark.parametrize(
    "tag", ["en", "ru", "uk", "yue", "en-GB", "es-419", "zh-Hant", "sr-Latn-RS", "und"]
)
def test_languages_that_there_are(tag: str) -> None:
    """A language may be followed by a script and a country or region."""
    assert is_language(tag)


@pytest.mark.parametrize(
    "tag",
    [
        *("", "RU", "Ru", "english", "en_US", "ar_001", "en-", "-en", "xx", "en-gb", "en-XX"),
        *("en-Abcd", "en-GB-x", "ru\n", "en GB", "ру", "root", "de-CH-1996"),
    ],
)
def test_languages_that_there_are_not(tag: str) -> None:
    """Other spellings, and parts that CLDR does not know, are no language tags."""
    assert not is_language(tag)


@pytest.mark.parametrize(
    ("tag", "name"),
    [
        ("ru", "Russian"),
        ("en-GB", "British English"),
        ("sr-Latn", "Serbian (Latin)"),
        ("ru-UA", "Russian (Ukraine)"),
    ],
)
def test_names_of_languages(tag: str, name: str) -> None:
    """A language is called by its name; its script or country stands in brackets."""
    assert language_name(tag) == name


@pytest.mark.parametrize(
    ("tag", "runs"),
    [
        *((tag, "rtl") for tag in ("ar", "he-IL", "fa", "az-Arab", "ur")),
        *((tag, "ltr") for tag in ("en", "ar-Latn", "ru", "zh-Hant", "az-Cyrl")),
    ],
)
def test_direction(tag: str, runs: str) -> None:
    """Text runs as its script does, or else as its language does."""
    assert direction(tag) == runs
