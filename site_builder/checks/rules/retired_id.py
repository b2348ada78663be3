"""A former id is in use or listed twice, so its old address cannot lead to one new page."""

from collections.abc import Iterable, Iterator, Mapping

from site_builder.content.catalogue import Catalogue, Part
from site_builder.content.kinds import PERSON
from site_builder.diagnostics import Finding, Place, Related

CODE = "retired-id"


def check(catalogue: Catalogue) -> Iterator[Finding]:
    for kind, records in catalogue.by_kind.items():
        yield from _clashes(
            # Includes people whose files could not be read.
            dict.fromkeys(catalogue.person_ids if kind == PERSON.name else records, ()),
            (
                (id_, Place(record.path, ("former_ids", at)))
                for record in records.values()
                for at, id_ in enumerate(record.former_ids)
            ),
        )


def check_statements(part: Part) -> Iterator[Finding]:
    for entries in part.by_person.values():
        yield from _clashes(
            {entry.statement.id: entry.places("id") for entry in entries},
            (
                (id_, entry.place("former_ids", at))
                for entry in entries
                for at, id_ in enumerate(entry.statement.former_ids)
            ),
        )


def _clashes(
    in_use: Mapping[str, tuple[Place, ...]], retired: Iterable[tuple[str, Place]]
) -> Iterator[Finding]:
    seen: dict[str, Place] = {}
    for id_, place in retired:
        if id_ in in_use:
            yield Finding(
                CODE,
                f"`{id_}` is listed as a former id, but it is in use.",
                place,
                "Delete it here, or give a different id to whatever uses it now.",
                rests_on=in_use[id_],
            )
        elif id_ in seen:
            yield Finding(
                CODE,
                f"`{id_}` is listed as a former id twice, but can lead to only one page.",
                place,
                "Delete it from one of the two.",
                related=(Related("The other place", seen[id_]),),
            )
        else:
            seen[id_] = place
