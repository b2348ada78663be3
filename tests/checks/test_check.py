"""Checking keeps nothing that no later stage needs."""

from pathlib import Path

from site_builder.checks.check import check_files
from site_builder.content.discover import discover
from site_builder.evidence.comparison import Evidence
from site_builder.parallel import Processes
from tests.checks.test_rules import WORLD
from tests.support.repository import write


def test_what_was_checked_is_not_kept(tmp_path: Path) -> None:
    """Of the people, only those who had other ids are there when all have been checked."""
    people = {
        f"people/{id_}.yml": f"name: A\nkind: official\n{more}"
        for id_, more in (("a", ""), ("b", "former_ids: [c]\n"), ("d", "kind: nothing\n"))
    }
    write(tmp_path, {**WORLD, **people})
    listing = discover(tmp_path, tmp_path)
    results = check_files(
        listing.records, listing.known, tmp_path, "en", Processes(), Evidence(), drop_people=True
    )
    readings = {id_: result.reading for (_, id_), result in results.items()}
    assert [id_ for id_, reading in readings.items() if reading.record] == ["b", "gazette", "peace"]
    assert all(reading.statements is not None for reading in readings.values())
