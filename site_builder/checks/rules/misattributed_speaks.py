"""A misattributed statement is recorded as if somebody had made it."""

from collections.abc import Iterator

from site_builder.content.catalogue import Part
from site_builder.diagnostics import Finding, quoted

CODE = "misattributed-speaks"


def check(part: Part) -> Iterator[Finding]:
    for entry in part.entries.values():
        statement = entry.statement
        if statement.is_misattributed:
            fields = [how for how, _ in statement.named]
            fields += ["with"] if statement.with_ else []
            fields += ["on_behalf_of"] if statement.on_behalf_of else []
            fields += ["vote"] if statement.vote else []
            for field in fields:
                yield Finding(
                    CODE,
                    f"Nobody made this statement, so it cannot have {quoted(field)}.",
                    entry.place(field, on_key=True),
                    f"Delete `{field}:`, or correct the `status:`.",
                )
            continue
        root = part.entries.get(statement.wording_of or "")
        # `wrong_wording` reports one of somebody else, who may not be in this part.
        if root is None or root.person is not entry.person:
            continue
        if root.statement.is_misattributed:
            yield Finding(
                CODE,
                f"{quoted(root.key)} is misattributed, so it is no remark of this person's.",
                entry.place("wording_of"),
                "Name another statement, or delete `wording_of:`.",
                rests_on=(*entry.places("status"), *root.places("id")),
            )
