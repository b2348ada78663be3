"""Parts have each record once, in its order, and other records do not move where they begin."""

from itertools import chain
from pathlib import Path

from site_builder.content.catalogue import Catalogue
from site_builder.content.kinds import PERSON
from site_builder.exports.parts import parts
from tests.support.data import data
from tests.support.project import person, statement
from tests.support.views import linked

NUMBER = 200


def people(folder: Path, without: int | None = None) -> Catalogue:
    """So many people, or one less."""
    given = {f"p{at:03}": person(statement("a")) for at in range(NUMBER) if at != without}
    return linked(folder, given, {})


def ids(catalogue: Catalogue) -> list[tuple[str, ...]]:
    """The ids of people in each part."""
    found = parts(data(catalogue))
    return [tuple(it.id for it in part) for part in found if part[0].KIND == PERSON]


def test_each_record_is_in_one_part(tmp_path: Path) -> None:
    """Together, parts are all records in their order; each part is of one kind."""
    made = data(people(tmp_path))
    found = parts(made)
    assert [*chain.from_iterable(found)] == [*made.all]
    assert all(len({it.KIND for it in part}) == 1 for part in found)
    assert len(found) > 3


def test_an_edit_moves_at_most_one_beginning(tmp_path: Path) -> None:
    """Without one record, all parts are the same but its own, and the one before."""
    whole = ids(people(tmp_path / "whole"))
    begins = next(part[0] for part in whole[1:])
    for number in (int(begins[1:]), int(begins[1:]) + 1, 0, NUMBER - 1):
        other = ids(people(tmp_path / str(number), number))
        assert len({*whole} - {*other}) <= 2
