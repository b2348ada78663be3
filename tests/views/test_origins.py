"""Pages and data that are made from the same have the same bytes, whatever was edited meanwhile."""

import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import cast

import pytest

from site_builder.evidence.comparison import Proof, Status
from site_builder.evidence.link_checks import LinkCheck, Result
from site_builder.examine import Content
from site_builder.exports.data import Data
from site_builder.exports.tables import Rows
from site_builder.exports.write import format_of
from site_builder.html.print import Printer
from site_builder.settings import Site
from site_builder.site_folder import SiteFile
from site_builder.views.addresses import address_of
from tests.support.data import RELEASE
from tests.support.edited import MakeEditor, MakeSite, contents, edited
from tests.support.host import frames
from tests.support.paths import ROOT
from tests.support.project import Fields, person, statement
from tests.support.views import linked

SITE = Site("Dossier", "https://sheet.example/", exports=("api", "feeds", "markdown", "embed"))
FRAMES = frames()
Pages = list[tuple[str, tuple[SiteFile, ...]]]
Made = tuple[list[SiteFile], Mapping[str, bytes], Rows]


def data_of(content: Content) -> dict[str, Made]:
    """What is made of each record in all formats, by the address of its page."""
    data = Data(content.catalogue, SITE, RELEASE, proofs=content.proofs)
    writers = [
        format_of(name)(data) for name in ("api", "feeds", "pair-feeds", "markdown", "embed")
    ]
    return {
        address_of(it.record): (
            [file for writer in writers for file in writer.of(it)],
            it.lines,
            it.rows,
        )
        for it in data.records()
    }


@edited
def test_what_is_made_from_the_same_is_the_same(
    site: MakeSite, editor: MakeEditor, tmp_path: Path
) -> None:
    """After random edits of all kinds, a family of one origin has the same pages and data.

    What was found out where records were read is what is found out of them later.
    """
    known: Mapping[str, tuple[bytes, Pages, Made | None]] = {}
    same = other = idle = 0
    for content, done in contents(site, editor, tmp_path):
        printer = Printer(content.catalogue, FRAMES, SITE, content.proofs, content.looks)
        now: dict[str, tuple[bytes, Pages, Made | None]] = {}
        data = data_of(content)
        origins, found = printer.views.origins(content.said), printer.views.origins()
        for family in printer.views.families():
            origin = origins.of(family)
            assert origin == found.of(family), family
            pages = [*printer.pages([family])]
            now[family] = origin, pages, data.get(family)
            before = known.get(family)
            if before is None:
                continue
            if before[0] == origin:
                assert now[family] == before, f"{family}: {done}"
                same += 1
            else:
                other += 1
                idle += pages == before[1]
        known = now
    print(f"{same} families as before, {other} printed anew, {idle} of them to no avail")
    assert same
    assert other


FIND = """
from tests.support.views import SITE, example_cases
from site_builder.views import Views
views = Views(example_cases(), SITE)
origins = views.origins()
print([(family, origins.of(family).hex()) for family in views.families()])
"""


def test_origins_are_the_same_in_every_process() -> None:
    """What pages are made from does not depend on the seed of hashes, or nothing would be kept."""
    found = [
        subprocess.run(
            [sys.executable, "-c", FIND],
            cwd=ROOT,
            env=os.environ | {"PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    ]
    assert found[0] == found[1] != "[]"


def reached(before: Printer, after: Printer) -> set[str]:
    """The families whose pages differ, all of which have other origins."""
    origins = before.views.origins(), after.views.origins()
    found = set()
    for family in {*before.views.families()} & {*after.views.families()}:
        if [*before.pages([family])] != [*after.pages([family])]:
            assert origins[0].of(family) != origins[1].of(family), family
            found.add(family)
    return found


Records = tuple[dict[str, Fields], dict[str, Fields]]


def printer(folder: Path, people: dict[str, Fields], others: dict[str, Fields]) -> Printer:
    """The printer of a small project, whose files have the same names whatever its folder is."""
    catalogue = linked(folder, people, others)
    return Printer(catalogue, FRAMES, SITE)


def bo(*more: Fields, **fields: object) -> dict[str, Fields]:
    """Somebody who spoke on boats, besides whoever is in each project."""
    said = statement("tide", "log", quote="Mind the tide.", date="2024-01-01")
    return {"bo": person(said, *more, theme="boats", **{"name": "Bo Boatman", **fields})}


LOG: Fields = {"title": "The Log", "type": "webpage"}
OTHERS: dict[str, Fields] = {
    "sources/log": LOG,
    "themes/boats": {"title": "Boats", "definition": "Words on boats."},
}
WORDINGS = (
    statement("b", "log", wording_of="bo/tide", quote="Heed the tide.", date="2024-01-01"),
    statement("c", "log", wording_of="bo/tide", quote="See the tide.", date="2024-01-01"),
)
ASKED = {"cy": person(statement(responds_to="bo/b"), name="Cy Caller")}
TAKEN_BACK = statement("d", "log", retracts="bo/c", quote="I was wrong.", date="2025-01-01")
OFTEN = [
    statement(f"m-{month}", "log", quote=f"Mind month {month}.", date=f"2024-0{month}")
    for month in range(1, 7)
]
MANY = [statement(f"s-{number}", quote=f"{number}: {'lamps, ' * 80}lit.") for number in range(100)]
CROWD = {f"cy-{it}": person(*MANY, name=f"Cy {it}") for it in range(4)}
TAKEN_BACK_TWICE = [
    statement(id_, "log", retracts="bo/tide", quote="I was wrong.", date="2025-01-01")
    for id_ in ("d", "e")
]
JOINT: Fields = {**statement("joint", "log", quote="We mind it."), "with": ["cy"]}
PORT: Fields = {"name": "Port Office", "kind": "ministry"}
OFFICE: Fields = {"title": "Pilot", "organisation_id": "port", "citations": [{"source": "log"}]}
FROM_AFAR: dict[str, tuple[Records, Records, str]] = {
    "who took another wording back": (
        (bo(*OFTEN, *WORDINGS) | ASKED, OTHERS),
        (bo(*OFTEN, *WORDINGS, TAKEN_BACK) | ASKED, OTHERS),
        "people/cy/",
    ),
    "which of two retractions of one day is the first in its file": (
        (bo() | {"cy": person(*TAKEN_BACK_TWICE, name="Cy Caller")}, OTHERS),
        (bo() | {"cy": person(*reversed(TAKEN_BACK_TWICE), name="Cy Caller")}, OTHERS),
        "people/bo/",
    ),
    "that somebody else spoke, too": (
        (bo(), OTHERS),
        (bo() | {"cy": person(statement("a"), theme="boats", name="Cy Caller")}, OTHERS),
        "people/bo/",
    ),
    "that somebody has the same name": (
        (bo(), OTHERS),
        (bo() | {"cy": person(name="Bo Boatman")}, OTHERS),
        "people/bo/",
    ),
    "a source behind a source": (
        (bo(), {**OTHERS, "sources/log": {**LOG, "relays": ["gazette"]}}),
        (
            bo(),
            {
                **OTHERS,
                "sources/log": {**LOG, "relays": ["gazette"]},
                "sources/gazette": {"title": "Other", "type": "webpage"},
            },
        ),
        "people/bo/",
    ),
    "a summary on the theme": (
        (bo(), OTHERS),
        (
            {
                "bo": {
                    **bo()["bo"],
                    "positions": [
                        {**one, "summary": "Wary."}
                        for one in cast("list[Fields]", bo()["bo"]["positions"])
                    ],
                }
            },
            OTHERS,
        ),
        "themes/boats/",
    ),
    "a part of a theme": (
        (bo(), OTHERS),
        (
            bo(),
            {**OTHERS, "themes/oars": {"title": "Oars", "definition": "Oars.", "broader": "boats"}},
        ),
        "themes/boats/",
    ),
    "the name of whose own channel a source is": (
        (bo(), {**OTHERS, "sources/gazette": {**LOG, "primary_for": ["bo"]}}),
        (bo(name="Bo Rower"), {**OTHERS, "sources/gazette": {**LOG, "primary_for": ["bo"]}}),
        "sources/gazette/",
    ),
    "in which office another speaker was": (
        (bo(JOINT) | {"cy": person(name="Cy Caller")}, OTHERS),
        (
            bo(JOINT) | {"cy": person(name="Cy Caller", offices=[OFFICE])},
            {**OTHERS, "organisations/port": PORT},
        ),
        "people/bo/",
    ),
    "who holds an office": (
        (bo(), {**OTHERS, "organisations/port": PORT}),
        (bo(offices=[OFFICE]), {**OTHERS, "organisations/port": PORT}),
        "organisations/port/",
    ),
    "statements of another year": (
        (CROWD | bo(), OTHERS),
        (CROWD | bo(statement("early", "log", quote="Ahoy.", date="2019-01-01")), OTHERS),
        "timeline/2024/",
    ),
    "where a month begins in the timeline": (
        (bo(*OFTEN), OTHERS),
        (bo(*OFTEN) | CROWD, OTHERS),
        "people/bo/",
    ),
}


@pytest.mark.parametrize("case", FROM_AFAR)
def test_what_reaches_a_page_from_afar(case: str, tmp_path: Path) -> None:
    """What no record on a page says, but shows there all the same, is part of its origin."""
    before, after, family = FROM_AFAR[case]
    there = printer(tmp_path / "before", *before), printer(tmp_path / "after", *after)
    assert family in reached(*there)


def test_what_the_timeline_leaves_out_has_an_origin(tmp_path: Path) -> None:
    """Also where each year has pages, misattributed words and other wordings are made from much."""
    note = {"note": "A joke.", "citations": [{"source": "checkers"}]}
    never = statement("dry", "log", quote="Dry land.", status="misattributed", status_note=note)
    others = {**OTHERS, "sources/checkers": {**LOG, "title": "Never said"}}
    views = printer(tmp_path, CROWD | bo(*WORDINGS, never), others).views
    origins = views.origins()
    families = [*views.families()]
    assert any(family.startswith("timeline/") for family in families)
    assert len({origins.of(family) for family in families}) == len(families)


def test_what_was_found_out_about_sources_counts(tmp_path: Path) -> None:
    """What a comparison with a copy, and a look at an address, have shown is part of an origin."""
    url = "https://source.example/log"
    others: dict[str, Fields] = {**OTHERS, "sources/log": {**LOG, "url": url}}
    plain = printer(tmp_path, bo(), others)
    proven = replace(plain, proofs={"bo/tide": (Proof(Status.CHANGED),)})
    assert reached(plain, proven) >= {"people/bo/", "themes/boats/", "sources/log/"}
    looks = {"log": LinkCheck("log", url, "2024-11-06", Result.DEAD)}
    assert reached(plain, replace(plain, looks=looks)) == {"sources/log/"}
