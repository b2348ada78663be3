"""A statement is called a wording of one that cannot be the same remark."""

from collections.abc import Iterator

from site_builder.content.catalogue import Entry, Part
from site_builder.diagnostics import Finding, Related, quoted

CODE = "wrong-wording"


def check(part: Part) -> Iterator[Finding]:
    for entry in part.entries.values():
        yield from _related(entry, part)
        target = entry.statement.wording_of
        if not target or target == entry.key:
            continue  # `self_reference` reports the latter
        person = target.partition("/")[0]
        if person != entry.person.id:
            yield Finding(
                CODE,
                f"A wording is of the same person, but {quoted(target)} is by somebody else.",
                entry.place("wording_of"),
                "Name a statement of this person, or use `responds_to:`.",
            )
        elif target in part.entries:
            yield from _compared(entry, part.entries[target])


def _related(entry: Entry, part: Part) -> Iterator[Finding]:
    """Yield what a statement is to another wording of the same remark."""
    for field, target in entry.statement.relations:
        other = part.entries.get(target)
        # `self_reference` reports one that names itself.
        if other is not None and other is not entry and other.remark == entry.remark:
            yield Finding(
                CODE,
                f"{quoted(target)} is a wording of the same remark, which cannot be what this one"
                f" has in `{field}`.",
                entry.place(field),
                f"Delete `{field}:`, or `wording_of:`, if these are two remarks.",
                rests_on=(*entry.places("id"), *other.places("id", "wording_of")),
            )


def _compared(entry: Entry, root: Entry) -> Iterator[Finding]:
    one, other = entry.statement.date, root.statement.date
    if root.statement.wording_of:
        yield Finding(
            CODE,
            f"{quoted(root.key)} is itself a wording of {quoted(root.statement.wording_of)}.",
            entry.place("wording_of"),
            f"Write `wording_of: {root.statement.wording_of}`.",
            related=(Related("The other one's `wording_of:`", root.place("wording_of")),),
            rests_on=root.places("id"),
        )
    for field, own, others in (
        ("with", {*entry.statement.with_}, {*root.statement.with_}),
        ("on_behalf_of", entry.statement.on_behalf_of, root.statement.on_behalf_of),
    ):
        if own != others and entry.speakers:
            yield Finding(
                CODE,
                f"The same remark has the same speakers, but {quoted(root.key)} has another"
                f" `{field}`.",
                entry.place("wording_of"),
                f"Correct `{field}:` in one of them, or delete `wording_of:`.",
                rests_on=(*entry.places(field, "status"), *root.places(field, "id")),
            )
    is_rough = one.is_rough or other.is_rough
    if not is_rough and (one.latest < other.earliest or other.latest < one.earliest):
        yield Finding(
            CODE,
            f"The same remark has one date, but these have two: {one} and {other}.",
            entry.place("wording_of"),
            "Correct one of the dates, or delete `wording_of:`: these are two remarks.",
            related=(Related("The other one's `date:`", root.place("date")),),
            rests_on=(*entry.places("date"), *root.places("date", "id")),
        )
