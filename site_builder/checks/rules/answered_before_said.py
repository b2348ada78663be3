"""A statement answers, clarifies, retracts or contradicts another one that was made after it."""

from collections.abc import Iterable, Iterator

from site_builder.content.catalogue import Link, StatementIds
from site_builder.diagnostics import Finding, Severity

CODE = "answered-before-said"
_VERBS = {
    "responds_to": "answers",
    "clarifies": "clarifies",
    "retracts": "retracts",
    "contradicts": "contradicts",
}


def check(links: Iterable[Link], statement_ids: StatementIds) -> Iterator[Finding]:
    for link in links:
        if link.how not in _VERBS:
            continue
        somebody, _, statement = link.target.partition("/")
        said = (statement_ids.get(somebody) or {}).get(statement)
        if said is not None and link.date.is_surely_before(said):
            yield Finding(
                CODE,
                f"This statement {_VERBS[link.how]} a later one: it is dated {link.date},"
                f" `{link.target}` {said}.",
                link.place,
                f"Correct what is wrong: the `date:` of one of them, or `{link.how}:`.",
                Severity.WARNING,
            )
