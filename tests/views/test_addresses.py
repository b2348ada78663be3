from pathlib import Path

import pytest

from site_builder.content.model import is_id
from site_builder.content.model.limits import MAX_FORMER_IDS
from site_builder.examine import Inputs, load
from site_builder.views.addresses import (
    family_of,
    kind_of,
    part_address,
    redirects,
    way_up,
    withdrawn_at,
)
from tests.support.project import Project, person, statement
from tests.support.views import linked, pages


@pytest.mark.parametrize(
    ("address", "up", "family", "kind"),
    [
        ("", "", "", ""),
        ("people/", "../", "people/", "people/"),
        ("people/ada/", "../../", "people/ada/", "people/*/"),
        ("people/ada/lamps/", "../../../", "people/ada/", "people/*/*/"),
        (part_address("people/ada/", 2), "../../../", "people/ada/", "people/*/*/"),
    ],
)
def test_depth(address: str, up: str, family: str, kind: str) -> None:
    """An address tells how far up the root is, whose page stands there, and of which kind."""
    assert way_up(address) == up
    assert family_of(address) == family
    assert kind_of(address) == kind


def test_a_later_part_takes_no_records_address() -> None:
    """No statement can have the id that a later part of its person's page has in its address."""
    assert part_address("people/ada/", 1) == "people/ada/"
    assert not is_id(part_address("", 2).rstrip("/"))


def test_a_statement_has_few_addresses(tmp_path: Path) -> None:
    """With as many former ids as a person and a statement may have, it has 35 former addresses."""
    person_ids, ids = ([f"{kind}-{n}" for n in range(MAX_FORMER_IDS)] for kind in ("bo", "lamps"))
    catalogue = linked(tmp_path, {"bo": person(statement(former_ids=ids), former_ids=person_ids)})
    former = [old for old, new in redirects(catalogue) if new == "people/bo/lamps/"]
    assert len({*former}) == len(former) == 35


def test_no_address_is_taken_twice(tmp_path: Path) -> None:
    """Every page has an address of its own, and no redirect stands at the address of a page."""
    said = [statement(former_ids=["lights"]), statement("tide", quote="High tide.")]
    catalogue = linked(tmp_path, {"bo": person(*said, former_ids=["bo-of-old"])})
    taken = [page.address for page in pages(catalogue)]
    former = [old for old, _ in redirects(catalogue)]
    assert {"people/bo-of-old/", "people/bo-of-old/lights/", "people/bo/lights/"} <= {*former}
    assert len({*taken, *former}) == len(taken) + len(former)
    assert {new for _, new in redirects(catalogue)} <= {*taken}


def test_a_withdrawn_statement_is_nowhere_else(tmp_path: Path) -> None:
    """A page stands at all former addresses, of its person, too, which led to it."""
    project = Project(tmp_path)
    said = statement(former_ids=["lights"])
    project.write("people/bo.yml", person(said, former_ids=["bo-of-old"]))
    why = {"date": "2024-11-08", "reason": "Not hers."}
    entries = [{"address": it, **why} for it in ("people/bo/tide", "people/cy", "people/cy/tide")]
    more = {"address": "people/di", **why, "former_ids": ["dee"], "statements": ["fog"]}
    project.write("withdrawn.yml", {"withdrawn": [*entries, more]})
    catalogue = load(Inputs(project.content, tmp_path)).catalogue
    expected = {f"{it['address']}/": it["address"] for it in entries}
    expected["people/bo-of-old/tide/"] = "people/bo/tide"
    for address in "people/di/", "people/di/fog/", "people/dee/", "people/dee/fog/":
        expected[address] = "people/di"
    assert {at: it.address for at, it in withdrawn_at(catalogue).items()} == expected
