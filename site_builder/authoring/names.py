"""Find the record that somebody means by its id, one of its names, or its web address."""

from collections import ChainMap
from collections.abc import Iterable, Set

from site_builder.content.catalogue import Catalogue
from site_builder.content.kinds import KINDS
from site_builder.content.model import Known
from site_builder.content.values.urls import is_address, same_address

_OFFERED = 5
# Of 100: below this, a similarity is chance.
_ALIKE = 60


class Names:
    """The names of all records of one kind.

    `by_id` has the names of each, the main one first; the record of a broken file has only its id,
    and somebody whom no source names has none.
    """

    def __init__(self, ids: Iterable[str] = ()) -> None:
        self.by_id: dict[str, tuple[str, ...]] = {id_: (id_,) for id_ in sorted(ids)}
        self._ids: dict[str, list[str]] = {}

    def add(self, id_: str, names: Iterable[str], former_ids: Iterable[str] = ()) -> None:
        """Add a record. It is found by its former ids too, but never called by them."""
        self.by_id[id_] = tuple(names)
        for called in dict.fromkeys(map(_key, (*self.by_id[id_], *former_ids))):
            self._ids.setdefault(called, []).append(id_)

    def find(self, asked: str) -> list[str]:
        """Return the ids of all records of this name, ignoring case; an id means itself."""
        return [asked] if asked in self.by_id else self._ids.get(_key(asked), [])

    def called(self, id_: str) -> str:
        """Return the main name of a record; its id if it has no name."""
        return next(iter(self.by_id[id_]), id_)

    def alike(self, typed: str) -> list[str]:
        """Return the ids of a few records with similar names, the most similar first."""
        # Imported here because it is needed only when there is no record of this name.
        from rapidfuzz import fuzz, process, utils

        labels = [(name, id_) for id_, called in self.by_id.items() for name in (id_, *called)]
        found = process.extract(
            typed,
            [label for label, _ in labels],
            scorer=fuzz.WRatio,
            processor=utils.default_process,
            score_cutoff=_ALIKE,
            limit=4 * _OFFERED,
        )
        # A record may match by its id and by several names; it is returned once.
        return [*dict.fromkeys(labels[at][1] for _, _, at in found)][:_OFFERED]

    def ids_and(self, *ids: str) -> Set[str]:
        """Return all ids and some more, as a view: nothing is copied."""
        more: dict[str, tuple[str, ...]] = dict.fromkeys(ids, ())
        return ChainMap(self.by_id, more).keys()

    def all(self) -> Iterable[tuple[str, str]]:
        """Yield every name in lower case, and every id, with an id that it means."""
        yield from ((called, ids[0]) for called, ids in self._ids.items())
        yield from ((id_, id_) for id_ in self.by_id)


def names_of(catalogue: Catalogue, known: Known) -> dict[str, Names]:
    """Return the names of all records, by kind."""
    found = {kind.name: Names(known.of(kind.name)) for kind in KINDS}
    for person in catalogue.people.values():
        # Two people may be described by the same words, so only an id means one of them.
        called = (person.name, *(other.name for other in person.names)) if person.is_named else ()
        found["person"].add(person.id, called, person.former_ids)
    for body in catalogue.organisations.values():
        called = (body.name, *(other.name for other in body.names))
        found["organisation"].add(body.id, called, body.former_ids)
    for theme in catalogue.themes.values():
        found["theme"].add(theme.id, (theme.title, *theme.aliases), theme.former_ids)
    for source in catalogue.sources.values():
        addresses = (
            source.url,
            *(archive.url for archive in source.archives),
            *(reprint.url for reprint in source.reprints),
        )
        called = (source.title, *filter(None, addresses))
        found["source"].add(source.id, called, source.former_ids)
    return found


def _key(name: str) -> str:
    return same_address(name) if is_address(name) else name.casefold()
