"""Offices and affiliations as pages show them: all terms of one together, with their dates."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import groupby
from typing import NamedTuple

from site_builder.content.catalogue import Entry, Held
from site_builder.content.model import Affiliation, Citation, Office, Person
from site_builder.content.values.dates import Edtf, parse
from site_builder.views.wording import wording
from site_builder.views.words import site_words
from site_builder.views.words.dates import date_in_words, time_in_words

Called = Callable[[Person], str]
"""What somebody is called."""
MOST = 5
"""How many offices of a speaker are named in a list; the page of the statement names all."""
_A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Term:
    """A time in which an office was held, with the ends that are known."""

    start: Edtf | None
    end: Edtf | None


@dataclass(frozen=True, slots=True)
class Terms:
    """One office or affiliation: its records in the order of the file, its terms by date."""

    records: tuple[Office | Affiliation, ...]
    terms: tuple[Term, ...]

    @property
    def held(self) -> Office | Affiliation:
        """The first record of it."""
        return self.records[0]

    @property
    def name(self) -> str:
        """What it is called."""
        return self.held.name

    @property
    def citations(self) -> tuple[Citation, ...]:
        """The citations of all terms, each once."""
        return tuple(dict.fromkeys(cited for record in self.records for cited in record.citations))

    @property
    def has_ended(self) -> bool:
        """Whether the end of every term is known."""
        return all(term.end for term in self.terms)

    def dates(self, lang: str) -> str:
        """Return the dates in words, as far as they are known."""
        told = (time_in_words(term.start, term.end, lang) for term in self.terms)
        return ", ".join(filter(None, told))

    def recorded(self, lang: str) -> str:
        """Return the dates in words, and why it is not certain that it was held on some day."""
        return "; ".join(_recorded(term, lang) for term in self.terms)

    def years(self, lang: str) -> str:
        """Return the years of the terms, such as `2001–2005, 2009–`."""
        return ", ".join(filter(None, (_years(term, lang) for term in self.terms)))

    def with_years(self, lang: str) -> str:
        """Return what it is called, with the years of the terms as far as they are known."""
        years = self.years(lang)
        return f"{self.name} ({years})" if years else self.name


def names(offices: Iterable[Office | Affiliation]) -> tuple[str, ...]:
    """Return what each office is called, once, in the given order."""
    return tuple(dict.fromkeys(office.name for office in offices))


def grouped(offices: Iterable[Office | Affiliation]) -> tuple[Terms, ...]:
    """Return each office once, in the given order."""
    found: dict[str, list[Office | Affiliation]] = {}
    for office in offices:
        found.setdefault(office.name, []).append(office)
    return tuple(Terms(tuple(own), tuple(_joined(own))) for own in found.values())


def present_first(held: Iterable[Terms]) -> tuple[Terms, ...]:
    """Return those that are not known to have ended before the others, else in the given order."""
    return tuple(sorted(held, key=lambda terms: terms.has_ended))


def affiliated(person: Person) -> str:
    """Return what somebody is affiliated with, as far as it is not known to have ended."""
    present = (terms.name for terms in grouped(person.affiliations) if not terms.has_ended)
    return "; ".join(present)


def in_one_line(person: Person, lang: str) -> str:
    """Return the offices that are not known to have ended, then the others with their years.

    What kind of person it is, if there are none.
    """
    offices = grouped(person.offices)
    present = [office.name for office in offices if not office.has_ended]
    past = [office.with_years(lang) for office in offices if office.has_ended]
    return "; ".join((*present, *past)) or wording(lang).person_kinds[person.kind]


def possible(offices: Iterable[Office], lang: str) -> tuple[str, ...]:
    """Return offices of which it is not certain that they were held, with what is recorded."""
    return tuple(f"{office.name} ({office.recorded(lang)})" for office in grouped(offices))


class HeldThen(NamedTuple):
    """The offices of a speaker when a statement was made.

    `speaker` is what to call them, empty if nobody else made the statement. `lang` is the site's
    language.
    """

    speaker: str
    offices: tuple[str, ...]
    lang: str

    @property
    def all(self) -> str:
        """All of them in one line, with whose they are."""
        return whose("; ".join(self.offices), self.speaker, self.lang)

    @property
    def first(self) -> str:
        """The first of them in one line, with how many more there are."""
        return whose("; ".join(_first(self.offices, self.lang)), self.speaker, self.lang)

    @property
    def each_first(self) -> Iterator[str]:
        """The first of them one by one, each with whose it is, then how many more there are."""
        return (whose(it, self.speaker, self.lang) for it in _first(self.offices, self.lang))


def certain_then(entry: Entry, called: Called, lang: str) -> tuple[HeldThen, ...]:
    """Return the offices that were certainly held, of each speaker who held any."""
    return tuple(
        HeldThen(speaker_of_several(person, entry, called), names(offices), lang)
        for person, offices in by_person(entry.offices)
    )


def possible_then(entry: Entry, called: Called, lang: str) -> tuple[HeldThen, ...]:
    """Return the offices that may have been held, without further terms of one that was held."""
    certain = {(it.person.id, it.office.name) for it in entry.offices}
    others = (it for it in entry.possible_offices if (it.person.id, it.office.name) not in certain)
    return tuple(
        HeldThen(speaker_of_several(person, entry, called), possible(offices, lang), lang)
        for person, offices in by_person(others)
    )


def whose(offices: str, speaker: str, lang: str) -> str:
    """Return a speaker's offices, with what to call them if several people made a statement."""
    if not speaker:
        return offices
    # Translators: whose offices these are, of several speakers.
    told = site_words(lang).gettext("%(name)s: %(offices)s")
    return told % {"name": speaker, "offices": offices}


def speaker_of_several(person: Person, entry: Entry, called: Called) -> str:
    """Return what tells a speaker apart from namesakes; empty if nobody else made the statement."""
    return called(person) if entry.others else ""


def by_person(held: Iterable[Held]) -> Iterator[tuple[Person, list[Office]]]:
    """Yield everybody's offices together, in the given order."""
    for _, own in groupby(held, lambda it: it.person.id):
        first, *others = own
        yield first.person, [first.office, *(it.office for it in others)]


def _first(offices: Sequence[str], lang: str) -> tuple[str, ...]:
    """Return the first of somebody's offices, and in words how many more there are."""
    more = len(offices) - MOST
    if more <= 0:
        return tuple(offices)
    # Translators: after the names of somebody's first offices.
    told = site_words(lang).ngettext("%(num)s more office", "%(num)s more offices", more)
    return *offices[:MOST], told


def _joined(offices: list[Office | Affiliation]) -> list[Term]:
    """Return the terms by date; two of which the second begins as the first ends are one."""
    terms: list[Term] = []
    for office in sorted(offices, key=_began):
        last = terms[-1] if terms else None
        if last and last.end and office.start and _follows(last.end, office.start):
            terms[-1] = Term(last.start, office.end)
        else:
            terms.append(Term(office.start, office.end))
    return terms


def _began(office: Office | Affiliation) -> str:
    """Return what sorts a term: the day on which it begins, or, if unknown, on which it ends."""
    date = office.start or office.end
    return date.filed.isoformat() if date else ""


def _follows(end: Edtf, start: Edtf) -> bool:
    """Check whether one date is certainly that of the other or of the day after."""
    are_days = all(date.earliest == date.latest and not date.is_rough for date in (end, start))
    return are_days and end.latest <= start.earliest <= end.latest + _A_DAY


def _recorded(term: Term, lang: str) -> str:
    gettext, told = site_words(lang).gettext, time_in_words(term.start, term.end, lang)
    if term.start and term.end:
        return gettext("%(dates)s, not certain on that day", dates=told)
    if term.start:
        return gettext("%(dates)s, end not recorded", dates=told)
    if term.end:
        return gettext("%(dates)s, start not recorded", dates=told)
    return gettext("dates not recorded")


def _years(term: Term, lang: str) -> str:
    start, end = (_year(date, lang) if date else "" for date in (term.start, term.end))
    if start and end:
        return start if start == end else f"{start}–{end}"
    if start:
        return f"{start}–"
    return site_words(lang).gettext("until %(date)s", date=end) if end else ""


def _year(date: Edtf, lang: str) -> str:
    if date.is_interval:
        return date_in_words(date, lang)
    mark = date.text[-1] if date.is_rough else ""
    return date_in_words(parse(f"{date.year:04d}{mark}"), lang)
