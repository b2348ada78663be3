import json
from dataclasses import replace
from pathlib import Path

import pytest

from site_builder.exports.data import Data
from tests.support.data import data, written
from tests.support.project import person, statement
from tests.support.views import linked


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


@pytest.mark.parametrize(
    ("lang", "title"),
    [
        ("de", "Example Minister zum Thema Example lamps & <lanterns> – Dossier & <Co>"),
        ("ru", "Example Minister по теме «Example lamps & <lanterns>» — Dossier & <Co>"),
    ],
)
def test_titles_are_in_the_language_of_the_site(lang: str, title: str, sheet_data: Data) -> None:
    """What is between the person and the theme is the site's own word, so it is translated."""
    found = written(data(replace(sheet_data.catalogue, lang=lang)), "pair-feeds")
    feed = json.loads(found["people/example-minister/on_example-lamps.json"])
    assert (feed["title"], feed["language"]) == (title, lang)


def test_a_feed_goes_on_at_former_addresses(tmp_path: Path) -> None:
    """Whichever of the two was renamed, the feed of a person on a theme is there."""
    theme = {"title": "Lamps", "definition": "D.", "former_ids": ["lights"]}
    said = {**statement(), "also": ["lamps"]}
    catalogue = linked(tmp_path, {"bo": person(said, former_ids=["bob"])}, {"themes/lamps": theme})
    found = written(data(catalogue), "pair-feeds")
    for former in ("bo/on_lights", "bob/on_lamps", "bob/on_lights"):
        for ending in ("atom", "json"):
            assert found[f"people/{former}.{ending}"] == found[f"people/bo/on_lamps.{ending}"]
