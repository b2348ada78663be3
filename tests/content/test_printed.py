from typing import Any

import pytest

from site_builder.content.model import Known, Source, Statement
from site_builder.content.printed import words_in

KNOWN = Known({"source": {"news"}})
WORDS, ORIGINAL = "We will not talk before spring.", "До весны говорить не будем."
SAID: dict[str, Any] = {"id": "no-talks", "date": "2024", "citations": [{"source": "news"}]}
IN_RUSSIAN = {"quote": WORDS, "spoken_lang": "ru", "original": ORIGINAL}
LANGUAGES = {
    "the site's language": ({"quote": WORDS}, "en", WORDS),
    "a variety of it": ({"quote": WORDS}, "en-GB", WORDS),
    "an unknown language": ({"quote": WORDS}, None, WORDS),
    "the quote's own language": ({"quote": ORIGINAL, "lang": "ru"}, "ru", ORIGINAL),
    "another language": ({"quote": WORDS}, "ru", ""),
    "the language of the original": ({**IN_RUSSIAN, "translation": "outlet"}, "ru", ORIGINAL),
    "the language of the outlet's translation": (
        {**IN_RUSSIAN, "translation": "outlet"},
        "en",
        WORDS,
    ),
    "an unknown language, translated by the editors": (
        {**IN_RUSSIAN, "translation": "editor"},
        None,
        ORIGINAL,
    ),
    "the language of the editors' translation": (
        {**IN_RUSSIAN, "translation": "editor"},
        "en",
        "",
    ),
    "a machine's translation without its original": (
        {"quote": WORDS, "spoken_lang": "ru", "translation": "machine"},
        "ru",
        "",
    ),
    "another script": ({"quote": WORDS, "lang": "sr-Latn"}, "sr-Cyrl", ""),
    "a paraphrase": ({"paraphrase": WORDS}, "en", ""),
}


@pytest.mark.parametrize(("fields", "lang", "words"), LANGUAGES.values(), ids=LANGUAGES.keys())
def test_the_words_of_the_source(fields: dict[str, str], lang: str | None, words: str) -> None:
    """A source has the quote or its original, by its language and by who translated."""
    given = {"id": "news", "path": "news.yml", "title": "News", "type": "webpage"}
    source = Source.model_validate({**given, "lang": lang} if lang else given)
    said = Statement.model_validate({**SAID, **fields}, context=KNOWN)
    assert words_in(source, said, "en") == words
