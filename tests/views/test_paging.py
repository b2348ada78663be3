from itertools import chain, pairwise

from hypothesis import given
from hypothesis import strategies as st

from site_builder.views.page import Page, PlannedPage
from site_builder.views.paging import PART_BYTES, cut, plan

WEIGHTS = st.lists(st.integers(0, PART_BYTES * 5 // 4))


@given(WEIGHTS)
def test_parts_are_full_and_not_heavy(weights: list[int]) -> None:
    """Nothing is lost or moved, no part is too heavy, and the next item would not have fitted."""
    parts = cut(weights, lambda weight: weight)
    assert [*chain.from_iterable(parts)] == weights
    assert all(sum(part) <= PART_BYTES or len(part) == 1 for part in parts)
    assert all(sum(part) + after[0] > PART_BYTES for part, after in pairwise(parts))


def test_nothing_is_one_empty_part() -> None:
    """A page without items is still a page."""
    assert cut((), len) == [()]


def test_plans_know_their_place() -> None:
    """Each part has its own address and title, and knows where all others stand."""

    def build(plan: PlannedPage) -> Page:
        return Page(address=plan.address, title=plan.title, description="")

    first, second = plan("people/", "People", build, "en", 2)
    assert (first.address, second.address) == ("people/", "people/page_2/")
    assert first.title == "People"
    assert second.title != first.title
    assert second.parts.addresses == (first.address, second.address)
    assert second.page().address == second.address
