"""`make messages`: find every message in the code, and bring the catalogues up to date.

Catalogues are in `site_builder/views/words/catalogues/`: `messages.pot` has all messages,
untranslated, and each other file those of one language.
"""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel import Locale
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_file
from babel.messages.pofile import read_po, write_po

from site_builder.views.words import CATALOGUES
from tests.support.paths import ROOT

PACKAGE = ROOT / "site_builder"
TEMPLATE = CATALOGUES / "messages.pot"
# The preview's panel is not published.
_NOT_PUBLISHED = "html/templates/preview/"
_METHODS = {"*.html": "jinja2.ext:babel_extract", "*.js": "javascript", "*.py": "python"}
_OPTIONS = {"parse_template_string": "true", "silent": "false"}
KEYWORDS = {name: DEFAULT_KEYWORDS[name] for name in ("gettext", "ngettext", "pgettext")} | {
    "npgettext": ((1, "c"), 2, 3)
}
_HEADER = "# The site's own words, in {}. See docs/translate.md."
# Lines of the header that say when and by what a file was written, or nothing.
_LEFT_OUT = tuple(
    f'"{name}: '
    for name in (
        *("Generated-By", "Language-Team", "Last-Translator", "PO-Revision-Date"),
        *("POT-Creation-Date", "Project-Id-Version", "Report-Msgid-Bugs-To"),
    )
)


def extracted() -> Catalog:
    """Return every message in the code, with the files that it is in and the notes on it."""
    catalogue = Catalog(charset="utf-8", header_comment=_HEADER.format("English"))
    for pattern, method in _METHODS.items():
        for file in sorted(PACKAGE.rglob(pattern)):
            name = file.relative_to(PACKAGE).as_posix()
            if name.startswith(_NOT_PUBLISHED):
                continue
            found = extract_from_file(method, file, KEYWORDS, ("Translators:",), _OPTIONS, True)
            for _, message, comments, context in found:
                catalogue.add(
                    message, locations=[(name, 0)], auto_comments=comments, context=context
                )
    return catalogue


def translated() -> Iterator[tuple[str, Path]]:
    """Yield each language that has a catalogue, with its file."""
    for file in sorted(CATALOGUES.glob("*.po")):
        yield file.stem, file


def updated(lang: str, file: Path, template: Catalog) -> Catalog:
    """Return a language's catalogue with today's messages; no message is taken for another."""
    locale = Locale.parse(lang, sep="-")
    with file.open("rb") as opened:
        catalogue = read_po(opened, locale=locale)
    catalogue.update(template, no_fuzzy_matching=True)
    catalogue.obsolete.clear()
    # A copy of the template has its mark.
    catalogue.fuzzy = False
    catalogue.header_comment = _HEADER.format(locale.get_language_name("en"))
    return catalogue


def is_complete(message: Message) -> bool:
    """Check whether a message is translated, in all of its forms."""
    forms = (message.string,) if isinstance(message.string, str) else message.string or ("",)
    return all(forms) and not message.fuzzy


def written(catalogue: Catalog) -> bytes:
    """Return a catalogue as a file, the same on every machine and day."""
    buffer = BytesIO()
    write_po(buffer, catalogue, width=100, include_lineno=False)
    lines = buffer.getvalue().decode().splitlines(keepends=True)
    return "".join(line for line in lines if not line.startswith(_LEFT_OUT)).encode()


def main() -> None:
    """Update the template and every catalogue, and say what is left to translate."""
    template = extracted()
    TEMPLATE.write_bytes(written(template))
    print(f"{TEMPLATE.relative_to(ROOT)}: {len(template)} messages")
    for lang, file in translated():
        catalogue = updated(lang, file, template)
        file.write_bytes(written(catalogue))
        left = [message for message in catalogue if message.id and not is_complete(message)]
        print(f"{file.relative_to(ROOT)}: {len(left)} left to translate")


if __name__ == "__main__":
    main()
