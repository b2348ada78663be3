"""Two people have the same identifier in another data set."""

from collections.abc import Iterable, Iterator

from site_builder.content.identity import Identity
from site_builder.diagnostics import Finding, Place, Related, quoted

CODE = "duplicate-identifier"


def check(people: Iterable[Identity]) -> Iterator[Finding]:
    seen: dict[tuple[str, str], Identity] = {}
    for person in people:
        for identifier in person.identifiers:
            first = seen.setdefault(identifier, person)
            if first is not person:
                yield _finding(person, first, *identifier)


def _finding(person: Identity, first: Identity, field: str, number: str) -> Finding:
    route = ("identifiers", field)
    return Finding(
        CODE,
        f"{quoted(number)} is also the `{field}` of {quoted(first.id)}.",
        Place(person.path, route),
        "If they are one person, keep one of the files, and list the other's id in its"
        " `former_ids`. If not, correct the identifier of one.",
        related=(Related("The other person", Place(first.path, route)),),
    )
