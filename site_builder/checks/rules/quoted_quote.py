"""A quote has quotation marks of its own, and the page would add a second pair."""

from collections.abc import Iterator

from site_builder.content.catalogue import Part
from site_builder.diagnostics import Finding, Severity

CODE = "quoted-quote"
_PAIRS = tuple(tuple(pair) for pair in ("“”", "„“", "«»", "‘’", '""', "''", "「」", "„”"))


def check(part: Part) -> Iterator[Finding]:
    for entry in part.entries.values():
        quote = entry.statement.quote
        if quote is None or len(quote) < 3:
            continue
        inner = quote[1:-1]
        for opening, closing in _PAIRS:
            if quote[0] == opening and quote[-1] == closing and not {opening, closing} & set(inner):
                yield Finding(
                    CODE,
                    f"The quote begins with {opening} and ends with {closing}, but the page adds"
                    " its own quotation marks.",
                    entry.place("quote"),
                    "Delete the outer quotation marks. If the speaker was quoting somebody, add a"
                    " waiver to `waivers.yml`.",
                    Severity.WARNING,
                )
                break
