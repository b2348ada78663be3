"""Make the search index: one small record for each result, which Pagefind indexes.

Pagefind reads HTML files and takes their paths as the results' addresses. It gets small records
instead of the finished pages, which it would take much longer to parse.

Pagefind makes an index for each language, with that language's inflections, and a browser searches
one. So a result with words in another script than the site's is written a second time, in a
language of that script; the words of a query decide which index to search. A record's first folder
is its language.
"""

import itertools
import json
import math
import re
import tempfile
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from site_builder.content.catalogue import Catalogue, Cited, Entry
from site_builder.content.model import Person, Source, Statement, Theme
from site_builder.content.values import locales
from site_builder.content.values.prose import Prose, plain_text
from site_builder.content.values.quotation import marks_around
from site_builder.html.templating import templates
from site_builder.search import pagefind
from site_builder.views.addresses import address_of
from site_builder.views.offices import in_one_line
from site_builder.views.status import Status, status_of
from site_builder.views.wording import wording
from site_builder.words.dates import date_in_words

FOLDER = "pagefind"
# Pagefind's time grows with the square of the results in an index, a browser's with the number of
# indexes: this is a compromise. The latest results are searched first, and the fewer they are, the
# sooner they appear. See decision 21.
PART, LATEST = 8000, 2000
Values = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Searched:
    """Words that are searched, with their language (BCP 47); empty if it is the site's."""

    words: str
    lang: str = ""


@dataclass(frozen=True, slots=True)
class Result:
    """What can be found at one address.

    `texts` are searched, and matches in the first are marked. `meta` is searched too, because
    Pagefind searches all metadata; what is only shown is in `filters`, where a key can have several
    values. A vocabulary only tells an index which words exist, and is never found.
    """

    address: str
    texts: tuple[Searched, ...]
    meta: Values
    filters: Values
    date: str = ""
    lang: str = ""
    is_vocabulary: bool = False


def results(catalogue: Catalogue) -> Iterator[Result]:
    """Yield everything that can be found: each statement, person, theme and source."""
    labels = _Labels(catalogue)
    for entry in catalogue.entries.values():
        yield _statement(entry, status_of(entry, catalogue), catalogue.lang, labels)
    for person in catalogue.people.values():
        yield _person(person, catalogue.lang, labels)
    for theme in catalogue.themes.values():
        yield _theme(theme)
    for source in catalogue.sources.values():
        yield _source(source, catalogue.lang)


def in_languages(found: Iterable[Result], lang: str) -> Iterator[Result]:
    """Yield each result in the site's language, and in one language for each other script it has.

    Texts in the site's own script are found with the inflections of the site's language.
    """
    found = [*found]
    own = locales.script(lang)
    languages: dict[str, Counter[str]] = {}
    for result in found:
        for text in result.texts:
            if text.lang and (script := locales.script(text.lang)) not in ("", own):
                languages.setdefault(script, Counter())[text.lang.partition("-")[0]] += 1
    # The commonest language of a script stands in for the others, which share most of its words.
    chosen = {
        script: min(counts, key=lambda tag: (-counts[tag], tag))
        for script, counts in languages.items()
    }
    for result in found:
        yield replace(
            result,
            lang=lang,
            texts=tuple(t for t in result.texts if locales.script(t.lang or lang) not in chosen),
        )
        for script in {locales.script(text.lang): None for text in result.texts if text.lang}:
            if script in chosen:
                first = [text for text in result.texts if locales.script(text.lang) == script]
                others = [text for text in result.texts if text not in first]
                yield replace(result, lang=chosen[script], texts=(*first, *others))


def in_parts(found: Iterable[Result]) -> Iterator[Result]:
    """Yield each result with the name of an index instead of its language, and vocabularies.

    A language with up to `PART` results has one index, named after it. More results are dealt out
    by date to `en-x-1`, `en-x-2-1998` …, those without a date first. These private subtags (BCP 47)
    leave the language as it is for Pagefind; they number the parts and name the year in which a
    part begins. A browser searches the last part first, which has the `LATEST` results, or one with
    the year that a reader has chosen.

    If an index does not know a word, Pagefind searches for the longest beginning of it that the
    index knows. So each part has a record of the words that are only in other parts.
    """
    languages: dict[str, list[Result]] = {}
    for result in found:
        languages.setdefault(result.lang, []).append(result)
    for lang, own in languages.items():
        if len(own) <= PART:
            yield from own
            continue
        own.sort(key=lambda result: result.date)
        older = len(own) - LATEST
        number = math.ceil(older / PART)
        bounds = [*(older * at // number for at in range(number + 1)), len(own)]
        parts = [own[start:end] for start, end in itertools.pairwise(bounds)]
        words = [_words(part) for part in parts]
        all_words = set().union(*words)
        for at, part in enumerate(parts):
            name = f"{lang}-x-{at + 1}-{part[0].date[:4]}".removesuffix("-")
            yield from (replace(result, lang=name) for result in part)
            others = " ".join(sorted(all_words - words[at]))
            yield Result("", (Searched(others),), (), (), lang=name, is_vocabulary=True)


def _words(part: Iterable[Result]) -> set[str]:
    """Return all words that are searched, without punctuation at their ends."""
    texts = (
        text
        for result in part
        for text in (*(text.words for text in result.texts), *dict(result.meta).values())
    )
    return {word.strip(_SIGNS) for text in texts for word in text.split()}


_SIGNS = ".,;:!?()[]“”„«»\"'"


def write_index(catalogue: Catalogue, site: Path) -> int:
    """Index the catalogue into `site`/pagefind; return the number of results.

    Raises:
        PagefindError: Pagefind is missing or has failed.
    """
    template = templates().get_template("record.html")
    found = [*results(catalogue)]
    with tempfile.TemporaryDirectory(prefix="factsheet-search-") as folder:
        records = [*in_parts(in_languages(found, catalogue.lang))]
        for result in records:
            file = Path(folder, result.lang, result.address, "index.html")
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(template.render(result=result), encoding="utf-8")
        is_parted = any(record.is_vocabulary for record in records)
        pagefind.index(Path(folder), site / FOLDER, is_parted=is_parted)
    return len(found)


class _Labels:
    """What facets call each record: its name, with the id if several have the same name."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.people = _labels({id_: it.name for id_, it in catalogue.people.items()})
        self.themes = _labels({id_: it.title for id_, it in catalogue.themes.items()})
        self.sources = _labels({id_: it.title for id_, it in catalogue.sources.items()})
        self.countries = locales.countries(catalogue.lang)


def _labels(names: Mapping[str, str]) -> dict[str, str]:
    # As Pagefind does.
    folded = {id_: " ".join(name.split()) for id_, name in names.items()}
    shared = Counter(folded.values())
    return {id_: name if shared[name] == 1 else f"{name} ({id_})" for id_, name in folded.items()}


def _statement(entry: Entry, status: Status, lang: str, labels: _Labels) -> Result:
    said, person = entry.statement, entry.person
    date = date_in_words(said.date, lang)
    original = [Searched(said.original, said.spoken_lang or "")] if said.original else []
    # With words in the same language, so that one query can ask for both.
    names = [Searched(name.name, name.lang or "") for name in person.names] if original else []
    return Result(
        entry.address,
        (
            Searched(said.words, said.lang or ""),
            *original,
            *names,
            Searched(f"{person.name}, {date}"),
        ),
        meta=_escaped(words=said.words, original=said.original, date=date),
        filters=_filled(
            ("Person", labels.people[person.id]),
            *(("Theme", labels.themes[theme.id]) for theme in entry.themes),
            ("Kind", said.kind.value.capitalize()),
            ("Year", str(said.date.year)),
            ("Country", labels.countries.get(person.country or "")),
            *(("Source", labels.sources[cited.source.id]) for cited in entry.cited),
            *(("source", address_of(cited.source)) for cited in entry.cited),
            ("date", str(said.date)),
            ("date_basis", said.date_basis),
            ("status", status.id),
            ("status_in_words", status.word),
            *_marks(said, lang),
            ("lang", said.lang or lang),
            ("spoken_lang", said.spoken_lang),
            ("translation", said.translation),
            ("offices", _exact([*dict.fromkeys(office.name for office in entry.offices)])),
            ("citations", _exact([_citation(cited) for cited in entry.cited])),
        ),
        date=said.date.filed.isoformat(),
    )


def _marks(said: Statement, lang: str) -> Iterator[tuple[str, str]]:
    """Yield the quotation marks of a quote and of its original, with a space between the two."""
    if said.quote:
        yield "marks", " ".join(marks_around(said.quote, said.lang or lang))
        if said.original:
            yield "original_marks", " ".join(marks_around(said.original, said.spoken_lang or lang))


def _citation(cited: Cited) -> dict[str, str]:
    """Describe a citation for who downloads results."""
    source = cited.source
    fields = {
        "source": source.title,
        "outlet": source.publication,
        "locator": cited.citation.locator,
        "url": source.url,
        "archive": source.archives[0].url if source.archives else None,
    }
    return {name: value for name, value in fields.items() if value}


def _person(person: Person, lang: str, labels: _Labels) -> Result:
    country = labels.countries.get(person.country or "", "")
    names = [
        Searched(person.name),
        *(Searched(name.name, name.lang or "") for name in person.names),
    ]
    offices = in_one_line(person, lang) if person.offices else ""
    beside = ", ".join(filter(None, (wording(lang).person_kinds[person.kind], country)))
    about = _plain(person.summary) or offices
    return Result(
        address_of(person),
        (*names, Searched(offices), Searched(about)),
        meta=_escaped(
            title=person.name,
            names=" · ".join(name.words for name in names[1:]),
            beside=beside,
            text=about,
        ),
        filters=_filled(("Kind", "Person"), ("Country", country)),
    )


def _theme(theme: Theme) -> Result:
    return Result(
        address_of(theme),
        (Searched(theme.title), *map(Searched, theme.aliases), Searched(_plain(theme.definition))),
        meta=_escaped(
            title=theme.title, names=" · ".join(theme.aliases), text=_plain(theme.definition)
        ),
        filters=(("Kind", "Theme"),),
    )


def _source(source: Source, lang: str) -> Result:
    made_by = [text for text in (*source.authors, source.publication, source.publisher) if text]
    date = date_in_words(source.issued, lang) if source.issued else ""
    beside = ", ".join(dict.fromkeys(filter(None, (*made_by, date))))
    return Result(
        address_of(source),
        (Searched(source.title, source.lang or ""), Searched(beside)),
        # Not `title`, which outweighs everything: many titles share words with statements.
        meta=_escaped(headline=source.title, beside=beside),
        filters=_filled(("Kind", "Source"), ("lang", source.lang)),
    )


def _plain(prose: Prose | None) -> str:
    return plain_text(prose) if prose else ""


def _exact(value: object) -> str:
    """Return JSON in which there is nothing that Pagefind would change in a filter."""
    text = json.dumps(value, separators=(",", ":"))
    return re.sub(r"[&<>]|(?<= ) ", lambda found: f"\\u{ord(found[0]):04x}", text)


def _filled(*values: tuple[str, str | None]) -> Values:
    return tuple(dict.fromkeys((key, value) for key, value in values if value))


def _escaped(**texts: str | None) -> Values:
    """Return metadata that Pagefind leaves unchanged: each value is the inside of a JSON string.

    Pagefind would collapse white space and drop invisible characters.
    """
    return tuple(
        (key, _CHANGED.sub(_escape, json.dumps(text, ensure_ascii=False)[1:-1]))
        for key, text in texts.items()
        if text
    )


_CHANGED = re.compile(r"(?<= ) |^ | $|[^ -~]")


def _escape(match: re.Match[str]) -> str:
    character = match[0]
    if character == " ":
        return r"\u0020"
    seen = unicodedata.category(character)[0] not in "ZC"
    return character if seen else json.dumps(character)[1:-1]
