"""A source's address says where somebody came from, not which page it is."""

from collections.abc import Iterator

from site_builder.content.catalogue import Part
from site_builder.content.model import Source
from site_builder.content.values.urls import without_tracking
from site_builder.diagnostics import ADD_A_WAIVER, Finding, Place, Route, Severity

CODE = "tracking-parameter"


def check(part: Part) -> Iterator[Finding]:
    for source in part.sources.values():
        # Few have parameters at all.
        if not (source.reprints or (source.url and "?" in source.url)):
            continue
        for route, url in _addresses(source):
            if (kept := without_tracking(url)) != url:
                yield Finding(
                    CODE,
                    "This address tells the site how somebody came to it.",
                    Place(source.path, route),
                    f"Write `{route[-1]}: {kept}`. If that leads elsewhere, {ADD_A_WAIVER}.",
                    Severity.WARNING,
                    rests_on=(Place(source.path, ("archives",)),),
                )


def _addresses(source: Source) -> Iterator[tuple[Route, str]]:
    """Yield the addresses of pages; not one under which an archive has its copy."""
    if source.url and not any(source.url in it.url for it in source.archives):
        yield ("url",), source.url
    for at, reprint in enumerate(source.reprints):
        if reprint.url:
            yield ("reprints", at, "url"), reprint.url
