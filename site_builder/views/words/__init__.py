"""The site's own words, in its language: gettext catalogues, and dates and numbers from the CLDR.

English is the language of the code, and needs no catalogue. Records are never translated: what
comes from them is put into a message by its placeholders, as it is.
"""

from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from gettext import c2py
from pathlib import Path

from site_builder.content.values import locales

CATALOGUES = Path(__file__).parent / "catalogues"
ENGLISH = "en"

Key = tuple[str, str]
"""A message's context, which may be empty, and the message in English."""


class Words:
    """Translates messages into one language, the way GNU gettext does.

    Placeholders are named, as `%(name)s`. Without a catalogue, messages stay in English.
    """

    def __init__(self, lang: str) -> None:
        self.lang = lang
        self._catalogue = catalogue_of(lang)
        self.plural = "n != 1"
        """Which form goes with `n`, as an expression of C."""
        self.of_scripts: dict[str, tuple[str, ...]] = {}
        """The messages of the site's scripts, in all of their forms."""
        self._messages: dict[Key, tuple[str, ...]] = {}
        self._form = c2py(self.plural)
        if self._catalogue:
            self._read(self._catalogue)

    def __reduce__(self) -> tuple[object, ...]:
        # Another process reads the catalogue itself: the rule for plural forms is a function.
        return site_words, (self.lang,)

    @property
    def are_translated(self) -> bool:
        """Whether the site's own words are in its language."""
        return self._catalogue is not None or _language(self.lang) == ENGLISH

    def gettext(self, message: str, /, **values: object) -> str:
        """Return a message with its values in place."""
        found = self._messages.get(("", message))
        text = found[0] if found else message
        return text % values if values else text

    def pgettext(self, context: str, message: str, /, **values: object) -> str:
        """Return a message that means something else in another context."""
        text = self.forms(context, message)[0]
        return text % values if values else text

    def ngettext(self, one: str, many: str, number: int, /, **values: object) -> str:
        """Return the form of a message that goes with a number, which is also its `%(num)s`."""
        return self.npgettext("", one, many, number, **values)

    def npgettext(self, context: str, one: str, many: str, number: int, /, **values: object) -> str:
        """Return what `ngettext` does, of a message in a context."""
        forms = self.forms(context, one, many)
        form = self.form(number, is_translated=self.has(context, one))
        return forms[form] % {"num": self.number(number), **values}

    def forms(self, context: str, one: str, many: str = "") -> tuple[str, ...]:
        """Return a message in all of its forms, with placeholders; `many` is its English plural."""
        return self._messages.get((context, one)) or ((one, many) if many else (one,))

    def has(self, context: str, one: str) -> bool:
        """Check whether a message is translated."""
        return (context, one) in self._messages

    def form(self, number: int, *, is_translated: bool) -> int:
        """Return which of its forms a message has with a number; English has its own rule."""
        return self._form(number) if is_translated else int(number != 1)

    def number(self, number: float) -> str:
        """Return a number with the language's separators, as `1,234` or `2.3`."""
        return f"{number:,}" if self.lang == ENGLISH else _number(number, self.lang)

    def listed(self, items: Iterable[str]) -> str:
        """Return items as a list within a sentence, as `one, two and three`."""
        first, last = [*items][:-1], [*items][-1:]
        if not first:
            return "".join(last)
        return self.gettext("%(items)s and %(last)s", items=", ".join(first), last=last[0])

    def _read(self, file: Path) -> None:
        # A site in English loads nothing of this.
        from babel.messages.pofile import read_po

        with file.open("rb") as opened:
            catalogue = read_po(opened)
        self.plural = catalogue.plural_expr
        self._form = c2py(self.plural)
        for message in catalogue:
            one = message.id if isinstance(message.id, str) else message.id[0]
            string = message.string or ""
            forms = (string,) if isinstance(string, str) else tuple(string)
            if one and all(forms) and not message.fuzzy:
                self._messages[message.context or "", one] = forms
                if any(file.endswith(".js") for file, _ in message.locations):
                    self.of_scripts[one] = forms


@cache
def site_words(lang: str) -> Words:
    """Return the site's words in a language (BCP 47)."""
    return Words(lang)


@lru_cache(maxsize=16)
def catalogue_of(lang: str) -> Path | None:
    """Return the catalogue for a language, or for the one that it is a variant of; None if none.

    `de-AT` has that of `de`, but `sr-Latn` not that of `sr`, which is in another script.
    """
    for tag in _ancestors(lang):
        file = CATALOGUES / f"{tag}.po"
        if locales.script(tag) == locales.script(lang) and file.is_file():
            return file
    return None


def _ancestors(lang: str) -> Iterator[str]:
    parts = lang.split("-")
    return ("-".join(parts[:number]) for number in range(len(parts), 0, -1))


def _language(lang: str) -> str:
    return lang.partition("-")[0]


@lru_cache(maxsize=4_096)
def _number(number: float, lang: str) -> str:
    from babel.numbers import format_decimal

    return format_decimal(number, locale=lang.replace("-", "_"))
