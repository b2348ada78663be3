"""A site of synthetic content, as large as wanted, and the same bytes for the same seed.

`python -m benchmarks.generate --people 1000 --seed 7 FOLDER` writes a content folder that checks
without a fault and the `mkdocs.yml` that builds it. Every field of the model but `image` and
`identifiers` occurs, about as often as in real records; nobody in it exists, and all addresses
lie in the domains that RFC 2606 keeps for examples.
"""

import datetime
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

import click

from benchmarks.vocabulary import ENGLISH, GRAMMARS, NAMES, clause, invented_name, sentences
from site_builder.content.model import MAX_RELAYS

STATEMENTS = 6
FIRST_DAY = datetime.date(2009, 1, 1)
DAYS = 15 * 365
# Sources appear after the last day on which anything is said.
FIRST_PRINTED = datetime.date(2032, 1, 1)

Value = str | Sequence["Value"] | dict[str, "Value"] | None
Fields = dict[str, Value]

# Codes of ISO 3166-1 for territories where nobody lives, so that no state gets officials.
_COUNTRIES = ("AQ", "BV", "GS", "HM", "TF", "UM")
_POSTS = ("Minister", "Spokesperson", "Envoy", "Deputy head", "Chair", "Governor", "Adviser")
_BODIES = ("Ministry of Tides", "Council of Lanterns", "Office of Hedges", "Chamber of Kites")
_SOURCE_TYPES = ("article-newspaper", "article-newspaper", "broadcast", "post", "speech", "webpage")
_MEDIA = (
    "Telegram",
    "a briefing",
    "a radio interview",
    "the assembly hall",
    "an evening programme",
)
_AVAILABILITY = ("live", "live", "live", "dead", "deleted", "paywalled", "unlocated")
_TRANSLATIONS = ("official", "outlet", "editor", "machine", "unknown")


@dataclass(frozen=True, slots=True)
class Plan:
    """How much there is of everything; ids are numbered, so a reference needs no look-up.

    `themes` and `sources` follow from the number of people: one for fifty, one for two.
    """

    people: int
    seed: int

    @property
    def themes(self) -> int:
        """One for fifty people, and enough for positions and further themes."""
        return max(8, self.people // 50)

    @property
    def sources(self) -> int:
        """One for two people: about fifteen statements have the same source."""
        return max(1, self.people // 2)

    def rng(self, id_: str) -> Random:
        """Return the chances of one record; a record does not depend on those written before it."""
        return Random(f"{self.seed} {id_}")


def _person_id(number: int) -> str:
    return f"person-{number:05}"


def _theme_id(number: int) -> str:
    return f"theme-{number:04}"


def _source_id(number: int) -> str:
    return f"source-{number:05}"


def _person_name(number: int) -> str:
    return f"Person {number:05} {invented_name(number * 7 % NAMES)[0]}"


def write_site(plan: Plan, folder: Path) -> None:
    """Write `content/` and `mkdocs.yml` into an existing folder."""
    (folder / "mkdocs.yml").write_text(mkdocs_yml(), encoding="utf-8", newline="\n")
    content = folder / "content"
    # MkDocs wants its folder of pages, be it empty.
    for name in ("people", "themes", "sources", "pages"):
        (content / name).mkdir(parents=True)
    for number in range(plan.people):
        write_record(content / "people" / f"{_person_id(number)}.yml", _person(plan, number))
    for number in range(plan.themes):
        write_record(content / "themes" / f"{_theme_id(number)}.yml", _theme(plan, number))
    for number in range(plan.sources):
        write_record(content / "sources" / f"{_source_id(number)}.yml", _source(plan, number))


def mkdocs_yml(*, search: bool = True) -> str:
    """Return the settings of the site, with its search index or without."""
    return (
        "site_name: Synthetic fact sheet\n"
        "site_url: https://example.org/\n"
        "docs_dir: content/pages\n"
        "theme:\n"
        "  name: material\n"
        "  font: false\n"
        "plugins:\n"
        "  - factsheet:\n"
        "      content: content\n"
        f"      search: {str(search).lower()}\n"
    )


def _person(plan: Plan, number: int) -> Fields:
    """One person with offices, two or three positions and six statements."""
    id_ = _person_id(number)
    rng = plan.rng(id_)
    kind = rng.choices(("official", "commentator", "organisation"), (80, 15, 5))[0]
    start, change, days = _days(plan, number)
    titles = rng.sample(_POSTS, 2) if kind == "official" else []
    themes = rng.sample(range(plan.themes), rng.choice((2, 2, 3)))
    others = [_theme_id(other) for other in range(plan.themes) if other not in themes]
    positions: list[Fields] = [
        {"theme": _theme_id(theme), "summary": sentences(ENGLISH, rng, 8, 20)} for theme in themes
    ]
    statements: list[list[Fields]] = [[] for _ in themes]
    for at, day in enumerate(days):
        title = titles[day >= change] if titles else None
        statements[at % len(themes)].append(
            _statement(plan, rng, (number, at + 1), day, title, others)
        )
    for position, own in zip(positions, statements, strict=True):
        position["statements"] = own
    cyrillic = f"Персона {number:05} {invented_name(number * 7 % NAMES)[1]}"
    return {
        "name": _person_name(number),
        "names": [{"name": cyrillic, "lang": rng.choice(("ru", "uk"))}]
        if rng.random() < 0.4
        else None,
        "former_ids": [f"former-{id_}"] if rng.random() < 0.01 else None,
        "kind": kind,
        "country": rng.choice(_COUNTRIES),
        "summary": sentences(ENGLISH, rng, 6, 30) if rng.random() < 0.8 else None,
        "links": [{"title": "Own pages", "url": f"https://example.com/{id_}"}]
        if rng.random() < 0.3
        else None,
        "offices": _offices(plan, rng, titles, start, change),
        "positions": positions,
    }


def _days(plan: Plan, number: int) -> tuple[datetime.date, datetime.date, list[datetime.date]]:
    """When a person takes up an office and another one, and the day of each statement."""
    rng = plan.rng(f"{_person_id(number)} days")
    start = FIRST_DAY + datetime.timedelta(rng.randrange(DAYS // 2))
    change = start + datetime.timedelta(rng.randint(400, DAYS // 2))
    whole = (change - start).days * 2
    days = [start + datetime.timedelta(rng.randrange(whole)) for _ in range(STATEMENTS)]
    return start, change, days


def _earlier(plan: Plan, rng: Random, speaker: int, day: datetime.date) -> str | None:
    """Draw a statement of somebody else that was made before a day."""
    other = _other(plan, rng, speaker)
    earlier = [at for at, said in enumerate(_days(plan, other)[2], 1) if said <= day]
    return f"{_person_id(other)}/statement-{rng.choice(earlier)}" if earlier else None


def _offices(
    plan: Plan, rng: Random, titles: Sequence[str], start: datetime.date, change: datetime.date
) -> list[Fields]:
    """One after the other: the second is taken up when the first is left, and still held."""
    terms = ((start, change), (change, None))
    return [
        {
            "title": title,
            "organisation": rng.choice(_BODIES),
            "start": began.strftime(rng.choice(("%Y", "%Y-%m", "%Y-%m-%d"))),
            "end": ended.strftime(rng.choice(("%Y", "%Y-%m"))) if ended else None,
            "citations": [_citation(plan, rng)],
        }
        for title, (began, ended) in zip(titles, terms, strict=False)
    ]


def _statement(
    plan: Plan,
    rng: Random,
    key: tuple[int, int],
    day: datetime.date,
    title: str | None,
    other_themes: Sequence[str],
) -> Fields:
    """One statement; `key` is the person’s number and its own, `title` the office then held."""
    speaker, number = key
    kind = rng.choices(("quote", "paraphrase", "action"), (65, 25, 10))[0]
    spoken, lang, original = None, None, None
    chance = rng.random()
    if chance < 0.05:
        spoken = lang = rng.choice(("ru", "uk", "ar"))
    elif chance < 0.4:
        spoken = rng.choices(("ru", "uk", "ar"), (6, 3, 1))[0]
        original = sentences(GRAMMARS[spoken], rng, 10, 45) if rng.random() < 0.5 else None
    basis = rng.choices(("said", "published", "inferred"), (80, 12, 8))[0]
    status = rng.choices(("published", "disputed", "retracted"), (97, 2, 1))[0]
    links: Fields = {
        link: _earlier(plan, rng, speaker, day)
        for link, share in (("responds_to", 0.1), ("clarifies", 0.02), ("retracts", 0.01))
        if rng.random() < share
    }
    return {
        "id": f"statement-{number}",
        kind: sentences(GRAMMARS[lang or "en"], rng, 10, 60),
        "lang": lang,
        "spoken_lang": spoken,
        "original": original,
        "translation": rng.choice(_TRANSLATIONS) if spoken != lang else None,
        "date": _edtf(rng, day),
        "date_basis": basis if basis != "said" else None,
        "date_note": "From the dates of the reports around it." if basis == "inferred" else None,
        "as_printed": title if rng.random() < 0.7 else None,
        "medium": rng.choice(_MEDIA) if rng.random() < 0.35 else None,
        "context": _context(plan, rng, speaker) if rng.random() < 0.45 else None,
        "also": rng.sample(other_themes, rng.choice((1, 1, 2))) if rng.random() < 0.3 else None,
        "about": sorted({_person_id(_other(plan, rng, speaker)) for _ in range(rng.choice((1, 2)))})
        if rng.random() < 0.25
        else None,
        **links,
        "status": status if status != "published" else None,
        "status_note": {
            "note": sentences(ENGLISH, rng, 8, 25),
            "citations": [_citation(plan, rng)],
        }
        if status != "published"
        else None,
        "corrections": [{"date": "2048-02-03", "note": sentences(ENGLISH, rng, 6, 15)}]
        if rng.random() < 0.02
        else None,
        "former_ids": [f"former-{number}"] if rng.random() < 0.01 else None,
        "citations": _citations(plan, rng),
    }


def _other(plan: Plan, rng: Random, speaker: int) -> int:
    """Another person: a few are spoken of by very many, as in life."""
    number = int((plan.people - 1) * rng.random() ** 3)
    return number + (number >= speaker)


def _edtf(rng: Random, day: datetime.date) -> str:
    """Draw a date that includes `day`: most are days; the rest, months, years and intervals."""
    form = rng.choices(("%Y-%m-%d", "%Y-%m", "%Y-%m~", "%Y", "%Y-%m-%d?", "/"), (70, 9, 9, 2, 4, 6))
    if form[0] == "/":
        return f"{day}/{day + datetime.timedelta(rng.randint(1, 9))}"
    return day.strftime(form[0])


def _context(plan: Plan, rng: Random, speaker: int) -> str:
    """Write prose for a field: plain text, or Markdown in every form that is allowed there."""
    text = sentences(ENGLISH, rng, 8, 35)
    other = _other(plan, rng, speaker)
    theme = _theme_id(rng.randrange(plan.themes))
    forms = (
        f"Said in answer to [{_person_name(other)}](person:{_person_id(other)}). {text}",
        f"{text} It belongs to *[another subject](theme:{theme})*.",
        f"Said at **the same place** as [this](statement:{_person_id(other)}/statement-1).",
        f"Two things stand before it:\n\n- {text}\n- {sentences(ENGLISH, rng, 6, 12)}",
        f"{text} The [record](https://example.net/records/{rng.randrange(10**6)}) has more.",
    )
    return text if rng.random() < 0.75 else rng.choice(forms)


def _citations(plan: Plan, rng: Random) -> list[Fields]:
    """Draw one citation or two; if both are of one place in one source, the second is left out."""
    drawn = [_citation(plan, rng) for _ in range(rng.choice((1, 1, 1, 2)))]
    by_place = {(it["source"], it["locator"], it.get("prefix")): it for it in reversed(drawn)}
    return [*by_place.values()][::-1]


def _citation(plan: Plan, rng: Random) -> Fields:
    fields: Fields = {
        "source": _source_id(rng.randrange(plan.sources)),
        "locator": f"paragraph {rng.randint(1, 40)}" if rng.random() < 0.8 else None,
    }
    if rng.random() < 0.4:
        fields["prefix"] = " ".join(clause(ENGLISH, rng).split()[-rng.randint(3, 6) :])
        fields["suffix"] = " ".join(clause(ENGLISH, rng).split()[: rng.randint(3, 6)])
    return fields


def _theme(plan: Plan, number: int) -> Fields:
    rng = plan.rng(_theme_id(number))
    place = invented_name(rng.randrange(NAMES))[0]
    return {
        "title": f"Theme {number:04}: the {rng.choice(ENGLISH.words['object'])} of {place}",
        "definition": sentences(ENGLISH, rng, 12, 40),
        "excludes": sentences(ENGLISH, rng, 8, 25) if rng.random() < 0.5 else None,
        "aliases": [f"{place} question", f"affair {number:04}"],
        # Only an earlier theme is broader, so there is no circle.
        "broader": _theme_id(rng.randrange(number)) if number and rng.random() < 0.6 else None,
        "coverage": sentences(ENGLISH, rng, 8, 20) if rng.random() < 0.5 else None,
    }


def _source(plan: Plan, number: int) -> Fields:
    id_ = _source_id(number)
    rng = plan.rng(id_)
    day = FIRST_PRINTED + datetime.timedelta(rng.randrange(DAYS))
    url = f"https://example.org/{day:%Y/%m}/{id_}"
    availability = rng.choice(_AVAILABILITY) if rng.random() < 0.7 else None
    # Only an earlier source is relayed, so there is no circle; and only one of the same twenty, so
    # no chain is too long.
    first = number - number % MAX_RELAYS
    drawn = [rng.randrange(number) for _ in range(2)] if number else []
    relays = {_source_id(first + it % (number - first)) for it in drawn if number > first}
    return {
        "title": f"Report {number:05}: {sentences(ENGLISH, rng, 6, 12)}",
        "type": rng.choice(_SOURCE_TYPES),
        "authors": [f"Writer {rng.randrange(200):03}"] if rng.random() < 0.6 else None,
        "publication": f"Synthetic Gazette {rng.randrange(40):02}",
        "publisher": "Synthetic Press" if rng.random() < 0.3 else None,
        "issued": day.isoformat(),
        "accessed": "2048-01-15" if rng.random() < 0.5 else None,
        "lang": rng.choices(("en", "ru", "uk", "ar"), (6, 3, 2, 1))[0],
        "url": url if rng.random() < 0.9 else None,
        "archives": [{"url": f"https://example.net/archive/{id_}", "captured": "2048-01-16"}]
        if rng.random() < 0.3
        else None,
        "relays": sorted(relays) if rng.random() < 0.25 else None,
        "availability": availability,
        "checked": "2048-01-17" if availability else None,
        "note": sentences(ENGLISH, rng, 6, 20) if rng.random() < 0.2 else None,
        "former_ids": [f"former-{id_}"] if rng.random() < 0.01 else None,
    }


def write_record(file: Path, record: Fields) -> None:
    """Write a record as YAML; what is None or empty is left out."""
    file.write_text("".join(_lines(record, "")), encoding="utf-8", newline="\n")


def _lines(fields: Fields, indent: str) -> Iterator[str]:
    """YAML in block style, as people write it; what is None or empty is left out."""
    for name, value in fields.items():
        if not value:
            continue
        if isinstance(value, str):
            yield f"{indent}{name}: {_scalar(value)}\n"
            continue
        yield f"{indent}{name}:\n"
        if isinstance(value, dict):
            yield from _lines(value, f"{indent}  ")
            continue
        for item in value:
            if isinstance(item, dict):
                first, *rest = _lines(item, f"{indent}    ")
                yield f"{indent}  - {first.lstrip()}"
                yield from rest
            else:
                assert isinstance(item, str)  # no record holds a list of lists
                yield f"{indent}  - {_scalar(item)}\n"


# Text without anything that YAML could read as its own.
_PLAIN = re.compile(r"\w(?:[\w ,./~%?;’-]|:(?=\S))*(?<! )")


def _scalar(text: str) -> str:
    """Plain where that is safe; else double-quoted: every JSON string is one of YAML's."""
    return text if _PLAIN.fullmatch(text) else json.dumps(text, ensure_ascii=False)


@click.command()
@click.option(
    "--people", default=1000, show_default=True, type=click.IntRange(min=2), help="How many people."
)
@click.option("--seed", default=7, show_default=True, help="Another seed gives other content.")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
def main(people: int, seed: int, folder: Path) -> None:
    """Write a synthetic site into FOLDER, which is new or empty."""
    folder.mkdir(parents=True, exist_ok=True)
    if any(folder.iterdir()):
        raise click.UsageError(f"{folder} is not empty.")
    plan = Plan(people, seed)
    write_site(plan, folder)
    print(
        f"{plan.people:,} people with {plan.people * STATEMENTS:,} statements,"
        f" {plan.themes:,} themes and {plan.sources:,} sources"
    )


if __name__ == "__main__":
    main()
