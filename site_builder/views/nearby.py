"""Which of somebody's statements are nearest in time to one, on its themes or from its sources."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from heapq import merge

from site_builder.content.catalogue import Entry

_Key = tuple[str, str]
_Near = tuple[int, int]
"""How many days away a statement is, and its place among all."""


class Nearby:
    """Some statements in their order, grouped once, so that a search does not go through all."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self._entries = entries
        days: dict[_Key, list[tuple[int, int]]] = defaultdict(list)
        for at, entry in enumerate(entries):
            for key in _keys(entry):
                days[key].append((_day(entry), at))
        self._later = {key: sorted(found) for key, found in days.items()}
        self._earlier = {key: sorted((-day, at) for day, at in it) for key, it in days.items()}

    def to(self, entry: Entry) -> Iterator[Entry]:
        """Yield what shares a theme or a source with a statement, the nearest in time first.

        Of several that are equally near, those that come first among all go first.
        """
        day, seen = _day(entry), set[int]()
        ways = (way for key in _keys(entry) for way in self._ways(key, day))
        for _, at in merge(*ways):
            if at not in seen and self._entries[at] is not entry:
                seen.add(at)
                yield self._entries[at]

    def _ways(self, key: _Key, day: int) -> Iterator[Iterator[_Near]]:
        """Yield what has a theme or a source, from a day on and up to it, the nearest first."""
        yield _from(self._later.get(key, []), day)
        yield _from(self._earlier.get(key, []), -day)


def _keys(entry: Entry) -> set[_Key]:
    themes = {("theme", theme.id) for theme in entry.themes}
    return themes | {("source", cited.source.id) for cited in entry.cited}


def _day(entry: Entry) -> int:
    return entry.statement.date.filed.toordinal()


def _from(days: Sequence[tuple[int, int]], day: int) -> Iterator[_Near]:
    first = bisect_left(days, (day,))
    return ((days[at][0] - day, days[at][1]) for at in range(first, len(days)))
