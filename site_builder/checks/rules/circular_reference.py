"""Themes that are each other's broader theme, or sources that draw on each other, in a circle."""

from collections.abc import Iterator, Mapping

from site_builder.content.catalogue import Catalogue
from site_builder.diagnostics import Finding, Place

CODE = "circular-reference"


def check(catalogue: Catalogue) -> Iterator[Finding]:
    broader = {
        id_: (theme.broader,) if theme.broader else () for id_, theme in catalogue.themes.items()
    }
    for circle in _circles(broader):
        theme = catalogue.themes[circle[0]]
        yield _finding(
            "Each of these themes is broader than the next", circle, Place(theme.path, ("broader",))
        )
    for circle in _circles({id_: source.relays for id_, source in catalogue.sources.items()}):
        source = catalogue.sources[circle[0]]
        at = source.relays.index(circle[1])
        yield _finding(
            "Each of these sources draws on the next", circle, Place(source.path, ("relays", at))
        )


def _finding(what: str, circle: list[str], place: Place) -> Finding:
    names = [f"`{id_}`" for id_ in [*circle, circle[0]]]
    way = " → ".join(names if len(names) <= 6 else [*names[:3], "…", *names[-2:]])
    return Finding(CODE, f"{what}, in a circle: {way}.", place, "Delete one of these references.")


def _circles(graph: Mapping[str, tuple[str, ...]]) -> Iterator[list[str]]:
    """One circle for each set of nodes that lie on one, from its first id on."""
    # Depth first, and without recursion: a chain may be as long as there are files.
    done: set[str] = set()
    for start in graph:
        way: dict[str, None] = {}
        branches = [iter((start,))]
        while branches:
            node = next(branches[-1], None)
            if node is None:
                branches.pop()
                if way:
                    done.add(way.popitem()[0])
            elif node in way:
                circle = [*way][[*way].index(node) :]
                if len(circle) > 1:  # one alone is a self-reference, which has a rule of its own
                    first = circle.index(min(circle))
                    yield circle[first:] + circle[:first]
            elif node in graph and node not in done:
                way[node] = None
                branches.append(iter(graph[node]))
