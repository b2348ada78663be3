"""Two sources have the same address."""

from collections.abc import Iterator

from site_builder.content.catalogue import Catalogue
from site_builder.content.model import Source
from site_builder.content.values.urls import same_address
from site_builder.diagnostics import Finding, Place, Related, Severity, quoted

CODE = "duplicate-url"
_ROUTE = ("url",)


def check(catalogue: Catalogue) -> Iterator[Finding]:
    seen: dict[str, Source] = {}
    for source in catalogue.sources.values():
        if source.url:
            first = seen.setdefault(same_address(source.url), source)
            if first is not source:
                yield _finding(source, first)


def _finding(source: Source, first: Source) -> Finding:
    return Finding(
        CODE,
        f"The source {quoted(first.id)} has the same address.",
        Place(source.path, _ROUTE),
        "Keep one of the files, list the other's id in its `former_ids`, and cite it everywhere."
        " If the address really has two sources, add a waiver to `waivers.yml`.",
        Severity.WARNING,
        related=(Related("The other source", Place(first.path, _ROUTE)),),
    )
