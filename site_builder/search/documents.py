"""What can be found: a document for each statement, and for each record."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property

from site_builder.content.catalogue import Catalogue, Cited, Entry, newest_first
from site_builder.content.model import (
    Citation,
    Organisation,
    Person,
    Record,
    Source,
    Statement,
    Theme,
)
from site_builder.content.model.statement import Question
from site_builder.content.values import locales
from site_builder.content.values.dates import Edtf
from site_builder.content.values.prose import Prose, plain_text
from site_builder.content.values.quotation import marks_around
from site_builder.evidence.comparison import Proofs
from site_builder.views.addresses import address_of
from site_builder.views.attribution import attribution
from site_builder.views.evidence import best, proofs_of
from site_builder.views.offices import (
    affiliated,
    by_person,
    in_one_line,
    names,
    speaker_of_several,
    whose,
)
from site_builder.views.status import Status, status_of
from site_builder.views.titles import Titles
from site_builder.views.wording import dated, spoken, wording
from site_builder.views.words import site_words
from site_builder.views.words.dates import date_in_words


class Field(IntEnum):
    """Where in a document a word is. What occurs most often has the lowest numbers."""

    WORDS = 0
    """The words of a statement, as printed here."""
    BY = 1
    """All names of the speaker."""
    THEME = 2
    """Titles and aliases of a statement's themes."""
    SOURCE = 3
    """Titles and authors of a statement's sources."""
    OUTLET = 4
    """Publications and publishers of a statement's sources."""
    OFFICE = 5
    """Offices of the speakers, and what the source calls them."""
    PASSAGE = 6
    """The words with those around them in the source, which may be somebody else's; questions."""
    ORIGINAL = 7
    """The words in the language in which they were said."""
    ABOUT = 8
    """All names of the people that it is about, was made on behalf of, or is misattributed to."""
    MEDIUM = 9
    """Where something was said or done: the medium, the town or country."""
    CONTEXT = 10
    """The circumstances, in the editors' words; titles of bills and the like."""
    TITLE = 11
    """Names of a person, titles of a theme."""
    TEXT = 12
    """What is said about a person, theme or source."""
    HEADLINE = 13
    """Title and authors of a source."""


FACETS = ("Person", "Theme", "Kind", "Year", "Country", "Source", "Language", "Status", "Evidence")
Text = tuple[str, str]
"""A text, and its language (BCP 47); empty for a name."""
NO_DATE = (0, 0)


@dataclass(frozen=True, slots=True)
class Document:
    """What can be found at one address: under which names, if it has any.

    `texts` are searched, by their fields in ascending order. `facets` has the values of each facet.
    `days` are the first and last day of the date, as ordinals. `shown` is what a browser shows and
    exports.
    """

    address: str
    texts: tuple[tuple[Field, tuple[Text, ...]], ...]
    facets: Mapping[str, tuple[str, ...]]
    shown: Mapping[str, object]
    days: tuple[int, int] = NO_DATE
    names: tuple[str, ...] = ()


class Documents:
    """All documents of a catalogue: first of its records, then of its statements by date.

    Statements of one day are in the reverse of their order on pages, so that the newest come first
    when the whole order is reversed.
    """

    def __init__(self, catalogue: Catalogue, proofs: Proofs | None = None) -> None:
        self.catalogue, self._lang = catalogue, catalogue.lang
        self.lang = catalogue.lang.partition("-")[0]
        self._proofs = proofs or {}
        self.titles = Titles(catalogue)
        self._countries = locales.countries(catalogue.lang)

    @cached_property
    def records(self) -> list[Record]:
        """All records, in the order of their documents."""
        return [
            record for records in self.catalogue.by_kind.values() for record in records.values()
        ]

    @cached_property
    def entries(self) -> list[Entry]:
        """All statements, in the order of their documents."""
        return newest_first(self.catalogue.entries.values())[::-1]

    def record(self, record: Record) -> Document:
        """Return the document of a record."""
        match record:
            case Person():
                return self._person(record)
            case Theme():
                return self._theme(record)
            case Source():
                return self._source(record)
            case Organisation():
                return self._organisation(record)
        raise TypeError(record)

    def statement(self, entry: Entry) -> Document:
        """Return the document of a statement."""
        said, lang = entry.statement, self._lang
        status = status_of(entry, self.catalogue, self.titles)
        matters = _matters(said)
        own, asked = said.lang or lang, said.question
        sources = [cited.source for cited in entry.cited]
        around = [
            (f"{it.citation.prefix or ''} {said.words} {it.citation.suffix or ''}", own)
            for it in entry.cited
            if it.citation.prefix or it.citation.suffix
        ]
        named = [] if entry.speakers else [entry.person]
        named += [entry.principal] if entry.principal else []
        if asked:
            around.append((asked.quote, asked.lang or lang))
        # Each office once, however many terms of it were held.
        offices = [(name, lang) for name in names(it.office for it in entry.offices)]
        texts = {
            Field.WORDS: [(said.words, own)],
            Field.BY: [pair for one in entry.speakers for pair in _names(one)],
            Field.THEME: [pair for theme in entry.themes for pair in _titles(theme, lang)],
            Field.SOURCE: [pair for source in sources for pair in _headings(source)],
            Field.OUTLET: [(name, "") for source in sources for name in _outlets(source)],
            Field.OFFICE: [*offices, *_some((said.as_printed, lang))],
            Field.PASSAGE: [
                *around,
                *_some((asked.quote, asked.lang or lang) if asked else (None, "")),
            ],
            Field.ORIGINAL: _some((said.original, said.spoken_lang or "")),
            Field.ABOUT: [pair for other in (*named, *entry.about) for pair in _names(other)],
            Field.MEDIUM: _some((said.medium, lang), (said.place, lang)),
            Field.CONTEXT: _some((_plain(said.context), lang), *((it, lang) for it in matters)),
        }
        return Document(
            entry.address,
            _filled(texts),
            _chosen(
                Person=[self.titles.of(one) for one in entry.speakers],
                Theme=[self.titles.of(theme) for theme in entry.themes],
                Kind=[said.kind.value.capitalize()],
                Year=[] if said.date.is_unknown else [str(said.date.year)],
                Country=[country for one in entry.speakers for country in self._countries_of(one)],
                Source=[self.titles.of(source) for source in sources],
                Language=[locales.language_name(own, lang)],
                Status=[status.id.title()],
                # The citation that shows most, as on pages.
                Evidence=[best(proofs_of(entry, self._proofs)).status.value.capitalize()],
            ),
            self._shown(entry, status),
            NO_DATE
            if said.date.is_unknown
            else (said.date.earliest.toordinal(), said.date.latest.toordinal()),
        )

    def _shown(self, entry: Entry, status: Status) -> Mapping[str, object]:
        said, lang = entry.statement, self._lang
        root = self.catalogue.root(entry)
        is_quote = said.quote is not None
        offices = [
            (speaker_of_several(person, entry, self.titles.of), name)
            for person, held in by_person(entry.offices)
            for name in names(held)
        ]
        return _present(
            status=status.id,
            status_in_words=status.word,
            address=entry.address,
            kind=said.kind.value.capitalize(),
            wording_of=root.address if root else None,
            person=attribution(entry, lang, self.titles.of).line,
            date=str(said.date),
            date_in_words=dated(said, lang),
            date_basis=said.date_basis,
            **_asked(said.question, lang),
            words=said.words,
            lang=said.lang or lang,
            marks=marks_around(said.words, said.lang or lang) if is_quote else (),
            original=said.original,
            spoken_lang=said.spoken_lang,
            original_marks=marks_around(said.original, said.spoken_lang or lang)
            if is_quote and said.original
            else (),
            translation=said.translation,
            spoken=spoken(said, lang),
            medium=said.medium,
            place=said.place,
            context=_plain(said.context),
            matters=_matters(said),
            as_printed=said.as_printed,
            about=[self.titles.of(person) for person in entry.about],
            themes=[self.titles.of(theme) for theme in entry.themes],
            offices=[whose(name, speaker, lang) for speaker, name in offices],
            # How each of them begins: whoever asks for a name does not ask for the office.
            holders=[whose("", speaker, lang) for speaker, _ in offices] if entry.others else [],
            noted=[*self._noted(entry)],
            citations=[self._citation(cited) for cited in entry.cited],
        )

    def _noted(self, entry: Entry) -> Iterator[Mapping[str, object]]:
        """Yield what no words are shown without: why a status, and what others found, by whom."""
        said, lang = entry.statement, self._lang
        if note := entry.explained_by.status_note:
            told = wording(lang).status[entry.explained_by.status]
            yield self._note(told, _plain(note.note), lang, note.citations)
        for found in said.findings:
            by = site_words(lang).gettext("Found by %(name)s", name=found.by)
            own = found.lang or lang
            opening, closing = marks_around(found.quote, own)
            yield self._note(by, f"{opening}{found.quote}{closing}", own, found.citations)

    def sources_of(self, entry: Entry) -> Iterator[Source]:
        """Yield the sources that a statement's document names."""
        yield from (cited.source for cited in entry.cited)
        said = entry.statement
        note = entry.explained_by.status_note
        beside = [note.citations] if note else []
        beside += [found.citations for found in said.findings]
        yield from (self.catalogue.sources[it.source] for part in beside for it in part)

    def _note(
        self, told: str, text: str, lang: str, citations: Iterable[Citation]
    ) -> Mapping[str, object]:
        sources = [self.catalogue.sources[it.source] for it in citations]
        cited = [{"source": it.title, "address": address_of(it)} for it in sources]
        return {"told": told, "text": text, "lang": lang, "citations": cited}

    def _citation(self, cited: Cited) -> Mapping[str, object]:
        source, citation = cited.source, cited.citation
        return _present(
            source=source.title,
            address=address_of(source),
            outlet=source.publication,
            locator=citation.locator,
            url=source.url,
            archive=source.archives[0].url if source.archives else None,
            prefix=citation.prefix,
            suffix=citation.suffix,
        )

    def _person(self, person: Person) -> Document:
        countries = self._countries_of(person)
        offices = in_one_line(person, self._lang) if person.offices else ""
        about = _plain(person.summary) or offices or affiliated(person)
        # Former ones too: a search for a party or a district finds all who ever were in it.
        affiliations = names(person.affiliations)
        kind = wording(self._lang).person_kinds[person.kind]
        return Document(
            address_of(person),
            _filled(
                {
                    Field.TITLE: _names(person),
                    Field.TEXT: [
                        (text, self._lang) for text in (offices, about, *affiliations) if text
                    ],
                }
            ),
            _chosen(Kind=["Person"], Country=countries),
            _present(
                kind="Person",
                address=address_of(person),
                title=self.titles.of(person),
                names=[name.name for name in person.names],
                beside=", ".join(filter(None, (kind, *countries))),
                text=about,
            ),
            names=("Person", self.titles.of(person), *(name for name, _ in _names(person))),
        )

    def _countries_of(self, person: Person) -> list[str]:
        return [self._countries[code] for code in person.countries]

    def _organisation(self, organisation: Organisation) -> Document:
        country = self._countries.get(organisation.country or "", "")
        kind = wording(self._lang).organisation_kinds[organisation.kind]
        about = _plain(organisation.summary)
        return Document(
            address_of(organisation),
            _filled(
                {
                    Field.TITLE: _names(organisation),
                    Field.TEXT: [(text, self._lang) for text in (kind, about) if text],
                }
            ),
            _chosen(Kind=["Organisation"], Country=[country]),
            _present(
                kind="Organisation",
                address=address_of(organisation),
                title=organisation.name,
                names=[name.name for name in organisation.names],
                beside=", ".join(filter(None, (kind, country))),
                text=about,
            ),
            names=(
                "Organisation",
                organisation.name,
                *(name for name, _ in _names(organisation)),
            ),
        )

    def _theme(self, theme: Theme) -> Document:
        definition = _plain(theme.definition)
        return Document(
            address_of(theme),
            _filled(
                {
                    Field.TITLE: _titles(theme, self._lang),
                    Field.TEXT: [(definition, self._lang)],
                }
            ),
            _chosen(Kind=["Theme"]),
            _present(
                kind="Theme",
                address=address_of(theme),
                title=theme.title,
                names=theme.aliases,
                text=definition,
            ),
            names=("Theme", theme.title, theme.title, *theme.aliases),
        )

    def _source(self, source: Source) -> Document:
        made_by = (*source.authors, source.publication, source.publisher)
        date = _in_words(source.issued, self._lang)
        beside = ", ".join(dict.fromkeys(filter(None, (*made_by, date))))
        return Document(
            address_of(source),
            _filled(
                {
                    Field.OUTLET: [(name, "") for name in _outlets(source)],
                    Field.TEXT: _some((date, self._lang)),
                    Field.HEADLINE: _headings(source),
                }
            ),
            _chosen(
                Kind=["Source"],
                Language=[locales.language_name(source.lang, self._lang)] if source.lang else [],
            ),
            _present(
                kind="Source",
                address=address_of(source),
                title=source.title,
                lang=source.lang,
                beside=beside,
            ),
        )


def _asked(question: Question | None, lang: str) -> Mapping[str, object]:
    """Return what is shown of a question, if there is one; `lang` is the site's language."""
    if question is None:
        return {}
    own = question.lang or lang
    return {
        "asked_by": question.by,
        "question": question.quote,
        "question_lang": own,
        "question_marks": marks_around(question.quote, own),
    }


def _matters(said: Statement) -> list[str]:
    """Return what a statement is about as its file calls it: what was voted on, bills and so on."""
    voted = [said.vote.on] if said.vote else []
    return [*dict.fromkeys((*voted, *(matter.title for matter in said.links)))]


def _names(person: Person | Organisation) -> list[Text]:
    """Return all names; in Latin letters, a name has no other forms, whatever its language."""
    langs = (name.lang or "" for name in person.names)
    own = ("" if locales.script(lang) == "Latn" else lang for lang in langs)
    others = zip((name.name for name in person.names), own, strict=True)
    return [(person.name, ""), *others]


def _titles(theme: Theme, lang: str) -> list[Text]:
    return [(title, lang) for title in (theme.title, *theme.aliases)]


def _headings(source: Source) -> list[Text]:
    return [
        (source.title, source.lang or ""),
        *((name, "") for name in (*source.authors, *source.editors)),
    ]


def _outlets(source: Source) -> list[str]:
    reprinted = (reprint.publication for reprint in source.reprints)
    names = (source.publication, source.publisher, *reprinted)
    return [*dict.fromkeys(name for name in names if name)]


def _in_words(date: Edtf | None, lang: str) -> str:
    return date_in_words(date, lang) if date else ""


def _plain(prose: Prose | None) -> str:
    return plain_text(prose) if prose else ""


def _some(*texts: tuple[str | None, str]) -> list[Text]:
    return [(text, lang) for text, lang in texts if text]


def _filled(texts: Mapping[Field, list[Text]]) -> tuple[tuple[Field, tuple[Text, ...]], ...]:
    return tuple((field, tuple(own)) for field, own in texts.items() if own)


def _chosen(**values: list[str]) -> Mapping[str, tuple[str, ...]]:
    filled = {name: tuple(filter(None, dict.fromkeys(own))) for name, own in values.items()}
    return {name: own for name, own in filled.items() if own}


def _present(**values: object) -> Mapping[str, object]:
    return {name: value for name, value in values.items() if value}
