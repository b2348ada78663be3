import pytest

from site_builder.views.page import Parts


@pytest.mark.parametrize(
    ("number", "total", "near"),
    [
        (1, 1, (1,)),
        (1, 3, (1, 2, 3)),
        (5, 9, (1, 0, 3, 4, 5, 6, 7, 0, 9)),
        (4, 7, (1, 2, 3, 4, 5, 6, 7)),
        (9, 9, (1, 0, 7, 8, 9)),
    ],
)
def test_near_parts(number: int, total: int, near: tuple[int, ...]) -> None:
    """Links lead to the first, the last and the neighbouring parts; 0 stands for a gap."""
    assert Parts(number, ("",) * total).near == near


def test_only_a_later_part_says_so() -> None:
    """The first part has the title alone; a later one adds its number and that of all parts."""
    assert Parts(1, ("a/", "b/")).suffix == ""
    assert Parts(2, ("a/", "b/")).suffix == ", part 2 of 2"
    assert Parts(2, ("a/", "b/")).address == "b/"
