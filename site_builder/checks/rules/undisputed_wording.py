"""A remark is disputed, but another wording of it is published as undisputed."""

from collections.abc import Iterator

from site_builder.content.catalogue import Part
from site_builder.diagnostics import ADD_A_WAIVER, Finding, Related, Severity, quoted

CODE = "undisputed-wording"


def check(part: Part) -> Iterator[Finding]:
    for entry in part.entries.values():
        if entry.statement.status != "published":
            continue
        root = part.entries.get(entry.statement.wording_of or "")
        # `wrong_wording` reports one of somebody else, who may not be in this part.
        if root is None or root.person is not entry.person:
            continue
        if root.statement.status == "disputed":
            yield Finding(
                CODE,
                f"{quoted(root.key)} is disputed, but this wording of the same remark is not.",
                entry.place("wording_of"),
                "If somebody disputes the remark, add `status: disputed` and a `status_note:`"
                f" here, too. If only the other wording is disputed, {ADD_A_WAIVER}.",
                Severity.WARNING,
                (Related("The other one's `status:`", root.place("status")),),
            )
