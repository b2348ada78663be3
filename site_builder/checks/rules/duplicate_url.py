"""Two sources have the same address, or a source is also listed as a reprint of another."""

from collections.abc import Iterator

from site_builder.content.catalogue import Catalogue
from site_builder.content.model import Source
from site_builder.content.values.urls import same_address
from site_builder.diagnostics import ADD_A_WAIVER, Finding, Place, Related, Route, Severity, quoted

CODE = "duplicate-url"


def check(catalogue: Catalogue) -> Iterator[Finding]:
    seen: dict[str, tuple[Source, Route]] = {}
    for source in catalogue.sources.values():
        for route, url in _addresses(source):
            first, there = seen.setdefault(same_address(url), (source, route))
            if first is not source:
                yield _finding(Place(source.path, route), first, there)


def _addresses(source: Source) -> Iterator[tuple[Route, str]]:
    if source.url:
        yield ("url",), source.url
    for at, reprint in enumerate(source.reprints):
        if reprint.url:
            yield ("reprints", at, "url"), reprint.url


def _finding(here: Place, first: Source, there: Route) -> Finding:
    return Finding(
        CODE,
        f"The source {quoted(first.id)} has the same address.",
        here,
        "Keep one of the files, list the other's id in its `former_ids`, and cite it everywhere."
        f" If the address really has two sources, {ADD_A_WAIVER}.",
        Severity.WARNING,
        related=(Related("The other source", Place(first.path, there)),),
    )
