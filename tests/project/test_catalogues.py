"""The catalogues are whole: whoever changes a message also changes its translations."""

import ast
import re
from collections import Counter
from pathlib import Path

import pytest
from babel import Locale
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from site_builder.views.words import site_words
from tests.support.messages import (
    KEYWORDS,
    PACKAGE,
    TEMPLATE,
    extracted,
    is_complete,
    translated,
    updated,
    written,
)

CATALOGUES = [*translated()]
PLACEHOLDER = re.compile(r"%\(\w+\)s")
TAG = re.compile(r"</?\w[^>]*>")


def read(file: Path) -> Catalog:
    """The messages in a catalogue's file."""
    with file.open("rb") as opened:
        return read_po(opened)


def forms(message: Message) -> list[tuple[str, ...]]:
    """The message in all forms: in English, and translated."""
    sides = (message.id, message.string or "")
    return [(side,) if isinstance(side, str) else tuple(side) for side in sides]


@pytest.fixture(scope="module")
def template() -> Catalog:
    """Every message in the code."""
    return extracted()


def test_german_and_russian_are_there() -> None:
    """There is a catalogue with two plural forms, and one with three."""
    assert {"de", "ru"} <= dict(CATALOGUES).keys()


def test_the_template_has_every_message(template: Catalog) -> None:
    """`make messages` has been run since the last message was changed."""
    assert TEMPLATE.read_bytes() == written(template)


def test_no_message_is_within_an_f_string() -> None:
    """Every Python finds the same messages: up to 3.11, an f-string is a text as a whole."""
    calls = [
        (file.name, call.lineno)
        for file in PACKAGE.rglob("*.py")
        for text in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(text, ast.JoinedStr)
        for call in ast.walk(text)
        if isinstance(call, ast.Call) and ast.unparse(call.func).rpartition(".")[2] in KEYWORDS
    ]
    assert calls == []


@pytest.mark.parametrize(("lang", "file"), CATALOGUES, ids=dict(CATALOGUES))
def test_catalogue_is_up_to_date(lang: str, file: Path, template: Catalog) -> None:
    """A catalogue has the messages of the code, in its order, and no others."""
    assert file.read_bytes() == written(updated(lang, file, template))


@pytest.mark.parametrize(("lang", "file"), CATALOGUES, ids=dict(CATALOGUES))
def test_catalogue_is_complete(lang: str, file: Path) -> None:
    """Every message is translated, in as many forms as the language has, and none is a guess."""
    catalogue = read(file)
    assert catalogue.plural_expr == Catalog(locale=Locale.parse(lang, sep="-")).plural_expr
    for message in catalogue:
        if message.id:
            assert is_complete(message), message.id
            number = catalogue.num_plurals if message.pluralizable else 1
            assert len(forms(message)[1]) == number, message.id


@pytest.mark.parametrize(("lang", "file"), CATALOGUES, ids=dict(CATALOGUES))
def test_translations_have_the_same_placeholders(lang: str, file: Path) -> None:
    """What a message says of a record, its translation says too; nothing is dropped or added."""
    for message in read(file):
        english, other = forms(message)
        wanted = {*PLACEHOLDER.findall(english[-1])}
        for text in other if message.id else ():
            assert {*PLACEHOLDER.findall(text)} == wanted, (lang, message.id)
            rest = PLACEHOLDER.sub("", text).replace("%%", "")
            assert "%" not in rest, (lang, message.id)


@pytest.mark.parametrize(("lang", "file"), CATALOGUES, ids=dict(CATALOGUES))
def test_translations_have_the_same_html(lang: str, file: Path) -> None:
    """A translation brings no element, attribute or address of its own into a page."""
    for message in read(file):
        english, other = forms(message)
        for text in other if message.id else ():
            assert Counter(TAG.findall(text)) == Counter(TAG.findall(english[0])), message.id
            rest = TAG.sub("", text)
            assert not re.search('[<>"&]', rest), (lang, message.id)
            edges = [[side[:1].isspace(), side[-1:].isspace()] for side in (english[0], text)]
            assert edges[0] == edges[1], (lang, message.id)


@pytest.mark.parametrize("lang", ["en", *dict(CATALOGUES)])
def test_scripts_can_count(lang: str) -> None:
    """The rule for plural forms is one that scripts can run, too: numbers, `n` and operators."""
    assert re.fullmatch(r"[n\d\s()%<>=!&|?:]+", site_words(lang).plural)
