"""The search index: one small record a result, indexed by Pagefind's own program.

Pagefind reads HTML files and keeps their paths as the results' addresses. It is given records of a
few hundred bytes instead of the finished pages: the Python service for single records sleeps a
tenth of a second at each, and parsing 60,000 full pages takes it minutes.
"""

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from site_builder import cldr
from site_builder.addresses import address_of
from site_builder.catalogue import Catalogue, Entry
from site_builder.model import Person, Source, Theme
from site_builder.press import templates

FOLDER = "pagefind"
_KINDS = {"quote": "Quote", "paraphrase": "Paraphrase", "action": "Action"}
# A person found by name stands above what they said.
_RECORD_WEIGHT, _STATEMENT_WEIGHT = 10, 1


class SearchError(Exception):
    """Pagefind could not make the index; the message is its own."""


@dataclass(frozen=True, slots=True)
class Result:
    """What can be found at one address. `texts` are searched; filters may hold a key twice."""

    address: str
    title: str
    texts: tuple[str, ...]
    weight: int = _STATEMENT_WEIGHT
    meta: tuple[tuple[str, str], ...] = ()
    filters: tuple[tuple[str, str], ...] = ()
    sorts: tuple[tuple[str, str], ...] = field(default=())


def results(catalogue: Catalogue) -> Iterator[Result]:
    """Everything that can be found: each statement, person, theme and source."""
    for entry in catalogue.entries.values():
        yield _statement(entry, catalogue)
    for person in catalogue.people.values():
        yield _person(person, catalogue)
    for theme in catalogue.themes.values():
        yield _theme(theme)
    for source in catalogue.sources.values():
        yield _source(source)


def write_index(catalogue: Catalogue, site: Path) -> int:
    """Index the catalogue into `site`/pagefind; returns the number of results.

    Raises:
        SearchError: Pagefind is missing or has failed.
    """
    template = templates().get_template("record.html")
    found = [*results(catalogue)]
    with tempfile.TemporaryDirectory(prefix="factsheet-search-") as folder:
        for result in found:
            file = Path(folder, result.address, "index.html")
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(template.render(result=result, lang=catalogue.lang), encoding="utf-8")
        command = [
            sys.executable,
            "-m",
            "pagefind",
            "--site",
            folder,
            "--output-path",
            str(site / FOLDER),
            "--silent",
        ]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SearchError(
            f"The search index could not be made: {done.stderr.strip() or done.stdout.strip()}"
        )
    return len(found)


def _statement(entry: Entry, catalogue: Catalogue) -> Result:
    statement = entry.statement
    date = cldr.date_in_words(statement.date, catalogue.lang)
    filters = [
        ("Person", entry.person.name),
        ("Kind", _KINDS[statement.kind]),
        ("Year", str(statement.date.year)),
    ]
    filters += [("Theme", theme.title) for theme in entry.themes]
    filters += [
        ("Source", title) for title in dict.fromkeys(cited.source.title for cited in entry.cited)
    ]
    if country := cldr.countries(catalogue.lang).get(entry.person.country or ""):
        filters.append(("Country", country))
    return Result(
        entry.address,
        f"{entry.person.name}, {date}",
        tuple(text for text in (statement.words, statement.original) if text),
        meta=(("kind", _KINDS[statement.kind]),),
        filters=tuple(filters),
        sorts=(("date", statement.date.filed.isoformat()),),
    )


def _person(person: Person, catalogue: Catalogue) -> Result:
    filters = [("Kind", "Person")]
    if country := cldr.countries(catalogue.lang).get(person.country or ""):
        filters.append(("Country", country))
    offices = (office.name for office in person.offices)
    names = (name.name for name in person.names)
    texts = (*names, *offices, person.summary.text if person.summary else "")
    return Result(
        address_of(person),
        person.name,
        texts,
        _RECORD_WEIGHT,
        (("kind", "Person"),),
        tuple(filters),
    )


def _theme(theme: Theme) -> Result:
    texts = (*theme.aliases, theme.definition.text)
    return Result(
        address_of(theme),
        theme.title,
        texts,
        _RECORD_WEIGHT,
        (("kind", "Theme"),),
        (("Kind", "Theme"),),
    )


def _source(source: Source) -> Result:
    texts = tuple(text for text in (source.publication, source.publisher, *source.authors) if text)
    return Result(
        address_of(source),
        source.title,
        texts,
        _RECORD_WEIGHT,
        (("kind", "Source"),),
        (("Kind", "Source"),),
    )
