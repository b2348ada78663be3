import json

from site_builder.exports.data import Data
from tests.support.data import written


def test_each_person_on_each_theme(sheet_data: Data) -> None:
    """There is a feed where there are statements, further themes included, and no other."""
    found = written(sheet_data, "pair-feeds")
    pairs = {
        f"people/{entry.person.id}/on_{theme.id}.{ending}"
        for entry in sheet_data.entries
        for theme in entry.themes
        for ending in ("atom", "json")
    }
    assert {*found} == pairs
    feed = json.loads(found["people/example-minister/on_example-lamps.json"])
    assert feed["title"] == "Example Minister on Example lamps & <lanterns> – Dossier & <Co>"
    assert [it["_factsheet"]["key"].partition("/")[2] for it in feed["items"]] == [
        "lit-the-lamps",
        "deep-enough",
        "lamps-in-arabic",
    ]
