"""The name of a person has its surname first, or is that of several people."""

from collections.abc import Iterator

from site_builder.content.catalogue import Part
from site_builder.content.values.names import OF_ONE, doubt_about
from site_builder.diagnostics import ADD_A_WAIVER, Finding, Place, Severity

CODE = "doubtful-name"
_WHERE = (
    " `with:` is a field of each statement that they made together, and has the ids of their files."
)


def check(part: Part) -> Iterator[Finding]:
    for person in part.people.values():
        if person.kind in OF_ONE and (doubt := doubt_about(person.name)):
            hint = doubt.hint + (_WHERE if doubt.is_of_several else "")
            yield Finding(
                CODE,
                doubt.message,
                Place(person.path, ("name",)),
                f"{hint} If the name is right as it is, {ADD_A_WAIVER}.",
                Severity.WARNING,
                rests_on=(Place(person.path, ("name",)), Place(person.path, ("kind",))),
            )
