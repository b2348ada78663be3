"""A digest of what is said changes with each word, and with nothing else."""

from pathlib import Path

import pytest

from site_builder.content.catalogue import Catalogue
from site_builder.content.said import said_beside, said_by
from tests.support.project import Fields, person, statement
from tests.support.views import linked

OTHERS: dict[str, Fields] = {
    "themes/lamps": {"title": "Lamps", "definition": "Words on lamps."},
    "sources/log": {"title": "A log", "type": "webpage"},
}
TIDE, DEEP = statement("tide", "log"), statement("deep", "log", quote="Deep enough.")
ADA = person(TIDE, DEEP, name="Ada")


def of(folder: Path, ada: Fields) -> dict[str, bytes]:
    """What Ada says, by what it is kept under."""
    catalogue: Catalogue = linked(folder, {"ada": ada}, OTHERS)
    return said_by(catalogue.people["ada"], catalogue.by_person["ada"])


@pytest.mark.parametrize(
    ("edited", "changed"),
    [
        (ADA, set()),
        (person(TIDE, DEEP, name="Ada Keeper"), {"ada/"}),
        (person({**TIDE, "quote": "No."}, DEEP, name="Ada"), {"ada/tide"}),
    ],
)
def test_what_an_edit_changes(edited: Fields, changed: set[str], tmp_path: Path) -> None:
    """An edit of one statement changes its own digest; one of the person, that of the person."""
    then, now = of(tmp_path / "then", ADA), of(tmp_path / "now", edited)
    assert then.keys() == now.keys() == {"ada/", "ada/tide", "ada/deep"}
    assert {key for key in then if then[key] != now[key]} == changed


def test_a_person_counts_without_positions(tmp_path: Path) -> None:
    """What is said of a person beside their positions says nothing of these."""
    people = [
        linked(tmp_path / name, {"ada": ada}, OTHERS).people["ada"]
        for name, ada in (("all", ADA), ("less", person(TIDE, name="Ada")))
    ]
    assert people[0] != people[1]
    assert said_beside(people[0]) == said_beside(people[1])
