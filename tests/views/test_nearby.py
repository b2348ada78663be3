from collections.abc import Sequence
from functools import partial
from itertools import islice
from typing import overload

from site_builder.content.catalogue import Catalogue, Entry
from site_builder.views.nearby import Nearby


class Counted(Sequence[Entry]):
    """Statements that count how often one is looked at."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self.entries, self.looks = entries, 0

    def __len__(self) -> int:
        return len(self.entries)

    @overload
    def __getitem__(self, at: int) -> Entry: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Entry]: ...
    def __getitem__(self, at: int | slice) -> Entry | Sequence[Entry]:
        self.looks += 1
        return self.entries[at]


def share(one: Entry, other: Entry) -> bool:
    """Whether two statements have a theme or a source in common."""
    themes = ({theme.id for theme in it.themes} for it in (one, other))
    sources = ({cited.source.id for cited in it.cited} for it in (one, other))
    return bool(set.intersection(*themes) or set.intersection(*sources))


def days_between(one: Entry, other: Entry) -> int:
    """How many days two statements are apart."""
    return abs((one.statement.date.filed - other.statement.date.filed).days)


def test_the_nearest_come_first(many: Catalogue) -> None:
    """All that share a theme or source are found once, sorted by distance and then by place."""
    for own in (*islice(many.said_by.values(), 40), *islice(many.by_theme.values(), 1)):
        nearby = Nearby(own)
        for entry in own:
            away = partial(days_between, entry)
            related = (it for it in own if it is not entry and share(entry, it))
            assert [*nearby.to(entry)] == sorted(related, key=away)


def test_a_few_are_found_without_going_through_all(many: Catalogue) -> None:
    """The nearest ten of 2,400 statements are found by looking at a few of them."""
    entries = Counted([*many.entries.values()])
    nearby = Nearby(entries)
    entries.looks = 0
    for entry in islice(many.entries.values(), 50):
        assert len([*islice(nearby.to(entry), 10)]) == 10
    assert entries.looks < 50 * 40
