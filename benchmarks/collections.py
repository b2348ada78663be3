"""Write invented collections in the layouts of real ones, and import them.

    python -m benchmarks.collections --records 10000 FOLDER

Each is imported into a site of its own in the folder, and the seconds of processor time are shown.
"""

import json
import sys
import time
from argparse import ArgumentParser
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from click.testing import CliRunner

from site_builder.cli import main as factsheet

Record = dict[str, Any]


class Layout(NamedTuple):
    """A layout: how a record is made, what is around them all, the mapping, and the rows' list.

    `join` is a list beside that of the rows, with the field that names a row.
    """

    record: Callable[[int], Record]
    around: Callable[[list[Record]], Any]
    mapping: Mapping[str, Any]
    rows: str
    join: str = ""


def _name(number: int) -> str:
    return f"Exemplar {number} Official"


def _day(number: int) -> str:
    return f"{2000 + number % 20}-{number % 12 + 1:02d}-{number % 28 + 1:02d}"


def _popolo(number: int) -> Record:
    return {
        "id": f"official-{number}",
        "name": _name(number),
        "sort_name": f"Official, Exemplar {number}",
        "gender": "unknown",
        "identifiers": [
            {"scheme": "wikidata", "identifier": f"Q{number + 1}"},
            {"scheme": "example_legacy", "identifier": f"{number}"},
            {"scheme": "example_legacy", "identifier": f"0{number}"},
        ],
        "contact_details": [{"type": "email", "value": f"o{number}@parliament.example"}],
        "image": f"https://parliament.example/{number}.jpg",
        "images": [{"url": f"https://parliament.example/{number}.jpg"}],
        "links": [{"url": f"https://parliament.example/член/{number}", "note": "Page"}],
        "other_names": [
            {"lang": "zh-hant", "name": f"示例 {number}", "note": "multilingual"},
            {"name": f"Example {number}", "note": "alternate"},
        ],
        "memberships": [
            {
                "area_id": f"area/{number % 9}",
                "legislative_period_id": f"term/{term}",
                "on_behalf_of_id": "party/unknown",
                "organization_id": "house",
                "person_id": f"official-{number}",
                "role": "member",
                "sources": [{"url": "https://parliament.example/members"}],
            }
            for term in range(number % 3 + 1)
        ],
    }


def _around_popolo(records: list[Record]) -> Record:
    """Return a file as EveryPolitician had them: memberships stand beside the persons."""
    return {
        "posts": [],
        "persons": [
            {name: value for name, value in it.items() if name != "memberships"} for it in records
        ],
        "organizations": [
            {"id": "house", "classification": "legislature", "name": "Example House"},
            {"id": "party/unknown", "classification": "party", "name": "unknown"},
        ],
        "memberships": [one for it in records for one in it["memberships"]],
        "events": [
            {"id": f"term/{term}", "name": f"Term {term}", "start_date": f"{2000 + term}"}
            for term in range(3)
        ],
        "areas": [{"id": f"area/{at}", "name": f"District {at}"} for at in range(9)],
    }


def _legislator(number: int) -> Record:
    return {
        "id": {"bioguide": f"X{number:06d}", "govtrack": 400_000 + number},
        "name": {
            "first": f"Exemplar {number}",
            **({"middle": "E."} if number % 2 else {}),
            "last": "Official",
            **({"suffix": "Jr."} if number % 3 else {}),
        },
        "bio": {"birthday": "1950-01-01", "gender": "F"},
        "terms": [
            {
                "type": "rep",
                "start": f"{2001 + 2 * term}-01-03",
                "end": f"{2003 + 2 * term}-01-03",
                "state": "EX",
                "district": number % 50,
                "party": "Example Party",
            }
            for term in range(number % 4 + 1)
        ],
    }


def _openstates(number: int) -> Record:
    return {
        "id": f"ocd-person/{number:08d}-0000-4000-8000-000000000000",
        "name": _name(number),
        "given_name": f"Exemplar {number}",
        "family_name": "Official",
        "email": f"o{number}@house.example",
        "party": [{"name": "Example Party"}],
        "roles": [
            {
                "type": "lower",
                "jurisdiction": "ocd-jurisdiction/country:us/state:ex/government",
                "district": str(number % 90),
                "start_date": "2011-01-01",
            }
        ],
        "links": [
            {"url": f"https://house.example/{number}"},
            {"url": f"https://house.example/{number}/map", "note": "district map"},
        ],
        "other_identifiers": [{"scheme": "legacy_openstates", "identifier": f"EXL{number}"}],
        "sources": [{"url": f"https://house.example/all?member={number}"}],
        "extras": {"home address": "1 Example Street"},
    }


def _claim(number: int) -> Record:
    return {
        "@type": "ClaimReview",
        "datePublished": f"{_day(number)} 05:00",
        "url": f"https://checkers.example/{number}",
        "name": f"[Check {number}]",
        "claimReviewed": f"Claim number {number}: “no” — 100 %, c’est dit.",
        "author": {"@type": "Organization", "name": "Example Checkers"},
        "reviewRating": {"@type": "Rating", "ratingValue": "1", "alternateName": "False"},
        "itemReviewed": {
            "@type": "Claim",
            "datePublished": f"{_day(number)}T02:47:00Z",
            "author": {"@type": "Person", "name": f"Speaker {number % 7}"},
        },
    }


def _turn(number: int) -> Record:
    return {
        "speaker": {"name": f"Speaker {number % 7}", "role": "Member"},
        "text": f"Turn number {number}. Order: “the question” — put.",
        "id": f"column-{number}",
    }


_CITED = {
    "lang": "en", "theme": "debates", "source": "records",
    "person.kind": "official",
}  # fmt: skip
_PEOPLE = {"person.kind": "official", "person.offices[].source": "records"}
LAYOUTS: dict[str, Layout] = {
    "popolo": Layout(
        _popolo,
        _around_popolo,
        {
            "columns": {
                "persons[].id": "person",
                "persons[].name": "person.name",
                "persons[].sort_name": "person.sort_name",
                "persons[].identifiers[wikidata].identifier": "person.identifiers.wikidata",
                "persons[].links[].url": "person.links[].url",
                "persons[].links[].note": "person.links[].title",
                "persons[].other_names[].name": "person.names[].name",
                "persons[].other_names[].lang": "person.names[].lang",
                "persons[].memberships[].role": "person.offices[].title",
                "persons[].memberships[].organization.name": "person.offices[].organisation",
                "persons[].memberships[].area.name": "person.offices[].district",
                "persons[].memberships[].legislative_period.start_date": "person.offices[].start",
            },
            "ignore": [
                "persons[].gender",
                "persons[].contact_details",
                "persons[].image",
                "persons[].images",
                "persons[].identifiers",
                "persons[].other_names",
                "persons[].memberships",
            ],
            "words": {
                "persons[].other_names[].lang": {"zh-hant": "zh-Hant"},
                "persons[].memberships[].role": {"member": "Member of the House"},
            },
            "values": _PEOPLE,
        },
        "persons[]",
        "memberships.person_id",
    ),
    "congress-legislators": Layout(
        _legislator,
        list,
        {
            "columns": {
                "id.bioguide": "person.identifiers.bioguide",
                "id.govtrack": "person.identifiers.govtrack",
                "terms[].type": "person.offices[].title",
                "terms[].start": "person.offices[].start",
                "terms[].end": "person.offices[].end",
                "terms[].district": "person.offices[].district",
            },
            "patterns": {
                "person": "{name.first} {name.middle} {name.last}, {name.suffix}",
                "person.sort_name": "{name.last}, {name.first} {name.middle}",
            },
            "ignore": ["bio", "terms[].state", "terms[].party"],
            "words": {"terms[].type": {"rep": "Representative", "sen": "Senator"}},
            "values": _PEOPLE,
        },
        "",
    ),
    "openstates": Layout(
        _openstates,
        list,
        {
            "columns": {
                "name": "person",
                "id": "person.identifiers.openstates",
                "party[].name": "person.affiliations[].organisation",
                "roles[].type": "person.offices[].title",
                "roles[].district": "person.offices[].district",
                "roles[].start_date": "person.offices[].start",
                "links[].url": "person.links[].url",
                "links[].note": "person.links[].title",
            },
            "patterns": {"person.sort_name": "{family_name}, {given_name}"},
            "ignore": ["roles[].jurisdiction", "email", "other_identifiers", "sources", "extras"],
            "words": {"roles[].type": {"lower": "Member of the lower house"}},
            "values": {
                **_PEOPLE,
                "person.affiliations[].source": "records",
                "person.affiliations[].kind": "party",
                "person.links[].title": "Page",
            },
        },
        "",
    ),
    "claim-review": Layout(
        _claim,
        lambda records: {
            "@type": "DataFeed",
            "dataFeedElement": [{"item": [it]} for it in records],
        },
        {
            "columns": {
                "dataFeedElement[].item[].claimReviewed": "paraphrase",
                "dataFeedElement[].item[].itemReviewed.author.name": "person",
                "dataFeedElement[].item[].itemReviewed.datePublished": "date",
                "dataFeedElement[].item[].url": "source",
                "dataFeedElement[].item[].name": "source.title",
                "dataFeedElement[].item[].author.name": "findings[].by",
                "dataFeedElement[].item[].reviewRating.alternateName": "findings[].quote",
                "dataFeedElement[].item[].datePublished": "findings[].date",
            },
            "patterns": {"findings[].source": "{dataFeedElement[].item[].url}"},
            "days": [
                "dataFeedElement[].item[].itemReviewed.datePublished",
                "dataFeedElement[].item[].datePublished",
            ],
            "ignore": [
                "@type",
                "dataFeedElement[].item[].@type",
                "dataFeedElement[].item[].author",
                "dataFeedElement[].item[].reviewRating",
                "dataFeedElement[].item[].itemReviewed.author.@type",
                "dataFeedElement[].item[].itemReviewed.@type",
            ],
            "values": {
                "lang": "en",
                "theme": "debates",
                "person.kind": "official",
                "source.type": "webpage",
            },
        },
        "dataFeedElement[].item[]",
    ),
    "hansard": Layout(
        _turn,
        lambda records: {
            "sittings": [
                {"date": _day(at), "turns": records[at : at + 50]}
                for at in range(0, len(records), 50)
            ]
        },
        {
            "columns": {
                "sittings[].date": "date",
                "sittings[].turns[].text": "quote",
                "sittings[].turns[].speaker.name": "person",
                "sittings[].turns[].speaker.role": "as_printed",
                "sittings[].turns[].id": "locator",
            },
            "values": _CITED,
        },
        "sittings[].turns[]",
    ),
}


def write(layout: Layout, records: int, folder: Path) -> list[str]:
    """Write a site and a collection into a folder; return the arguments that import it."""
    for name, fields in {
        "content/themes/debates": {"title": "Debates", "definition": "Words in debates."},
        "content/sources/records": {"title": "Records", "type": "webpage"},
        "mkdocs": {
            "site_name": "Collections",
            "docs_dir": "content/pages",
            "theme": {"name": "material", "font": False},
            "plugins": ["factsheet"],
        },
        "mapping": layout.mapping,
    }.items():
        file = folder / f"{name}.yml"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps(fields, ensure_ascii=False), encoding="utf-8")
    (folder / "content" / "pages").mkdir(exist_ok=True)
    made = layout.around([layout.record(number) for number in range(records)])
    file = folder / "collection.json"
    file.write_text(json.dumps(made, ensure_ascii=False), encoding="utf-8")
    arguments = ["import", str(file), "--mapping", str(folder / "mapping.yml")]
    arguments += ["--rows", layout.rows] if layout.rows else []
    return [*arguments, "--join", layout.join] if layout.join else arguments


def main() -> None:
    """Write and import each collection, and show how long the import takes."""
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--records", type=int, default=10_000)
    parser.add_argument("--layout", choices=[*LAYOUTS], action="append")
    given = parser.parse_args()
    for name in given.layout or LAYOUTS:
        folder = given.folder / name
        arguments = write(LAYOUTS[name], given.records, folder)
        before = time.process_time()
        config = ["--config-file", str(folder / "mkdocs.yml")]
        result = CliRunner().invoke(factsheet, [*arguments, *config])
        seconds = time.process_time() - before
        told = result.output.strip().splitlines()
        sys.stdout.write(
            f"{name}: {seconds:.1f} s, exit {result.exit_code}. {' '.join(told[-2:])}\n"
        )


if __name__ == "__main__":
    main()
