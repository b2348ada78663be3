from site_builder.views.paging import PART_BYTES, cut

HALF = PART_BYTES // 2


def test_a_part_is_as_heavy_as_it_may_be() -> None:
    """Parts are filled one after the other, each up to the weight that a part may have."""
    assert cut([HALF, HALF, HALF, HALF, HALF], int) == [(HALF, HALF), (HALF, HALF), (HALF,)]
    assert cut([HALF, HALF + 1, HALF], int) == [(HALF,), (HALF + 1,), (HALF,)]


def test_every_part_begins_at_nothing() -> None:
    """What went into the parts before does not weigh on the next one."""
    weights = [PART_BYTES, *[1] * 10, PART_BYTES, *[2] * 10]
    assert cut(weights, int) == [(PART_BYTES,), (1,) * 10, (PART_BYTES,), (2,) * 10]


def test_what_is_too_heavy_stands_alone() -> None:
    """An item that weighs more than a part may has a part to itself, and none before it."""
    heavy = PART_BYTES + 1
    assert cut([heavy, heavy, 1], int) == [(heavy,), (heavy,), (1,)]


def test_nothing_is_one_part() -> None:
    """A list without items is one page without items."""
    assert cut([], int) == [()]
