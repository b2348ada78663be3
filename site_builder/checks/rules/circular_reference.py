"""Records contain or draw on each other, or statements answer each other, in a circle."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from itertools import chain

from site_builder.content.catalogue import Catalogue, Link
from site_builder.diagnostics import Finding, Place

CODE = "circular-reference"
_VERBS = {"retracts": "retract", "responds_to": "answer", "clarifies": "clarify"}
LATER = tuple(_VERBS)
"""The fields that name a statement made before. Two statements may contradict each other."""
Graph = Mapping[str, Sequence[str]]
"""By the id of each record, the ids that it refers to."""
_Named = Mapping[tuple[str, str], Sequence[Link]]
"""By a statement and one that it names, the links from the one to the other."""


def check(catalogue: Catalogue) -> Iterator[Finding]:
    broader = {
        id_: (theme.broader,) if theme.broader else () for id_, theme in catalogue.themes.items()
    }
    for circle in _circles(broader):
        theme = catalogue.themes[circle[0]]
        message = f"These themes name each other as broader, in a circle: {_way(circle)}."
        yield Finding(CODE, message, Place(theme.path, ("broader",)), _hint("`broader:`"))
    whole = {
        id_: (body.part_of,) if body.part_of else ()
        for id_, body in catalogue.organisations.items()
    }
    for circle in _circles(whole):
        body = catalogue.organisations[circle[0]]
        message = f"These organisations are part of each other, in a circle: {_way(circle)}."
        yield Finding(CODE, message, Place(body.path, ("part_of",)), _hint("`part_of:`"))
    for circle in _circles({id_: source.relays for id_, source in catalogue.sources.items()}):
        source = catalogue.sources[circle[0]]
        at = source.relays.index(circle[1])
        message = f"These sources draw on each other, in a circle: {_way(circle)}."
        yield Finding(CODE, message, Place(source.path, ("relays", at)), _hint("item of `relays:`"))


def check_statements(links: Sequence[Link]) -> Iterator[Finding]:
    """Report statements that retract or answer each other; each was made after the one it names.

    Any wording of a remark counts as the remark.
    """
    nearest = {link.key: link.target for link in links if link.how == "wording_of"}
    named = defaultdict[tuple[str, str], list[Link]](list)
    for link in links:
        if link.how in LATER:
            key, target = (nearest.get(it, it) for it in (link.key, link.target))
            named[key, target].append(link)
    retracted = _only(named, _retracts)
    for circle in _circles(_graph(retracted)):
        yield _among_statements(circle, retracted)
    # What went on for a time may have been answered and have answered.
    timely = _only(named, lambda link: _retracts(link) or not link.date.is_interval)
    for circle in _circles(_graph(timely)):
        if not all(pair in retracted for pair in _pairs(circle)):
            yield _among_statements(circle, timely)


def _retracts(link: Link) -> bool:
    return link.how == "retracts"


def _only(named: _Named, is_wanted: Callable[[Link], bool]) -> _Named:
    kept = {pair: [link for link in links if is_wanted(link)] for pair, links in named.items()}
    return {pair: links for pair, links in kept.items() if links}


def _graph(named: _Named) -> Graph:
    graph = defaultdict[str, list[str]](list)
    for key, target in named:
        graph[key].append(target)
    return graph


def _pairs(circle: Sequence[str]) -> Iterator[tuple[str, str]]:
    return zip(circle, [*circle[1:], circle[0]], strict=True)


def _among_statements(circle: list[str], named: _Named) -> Finding:
    links = [named[pair][0] for pair in _pairs(circle)]
    fields = [how for how in LATER if any(link.how == how for link in links)]
    verbs = _any_of([_VERBS[how] for how in fields])
    wrong = _any_of([f"`{how}:`" for how in fields])
    return Finding(
        CODE,
        f"These statements {verbs} each other, in a circle: {_way(circle)}.",
        links[0].place,
        f"Delete the wrong {wrong} of one of these statements.",
        rests_on=tuple(it.place._replace(route=(*it.place.route[:-1], "date")) for it in links),
    )


def _any_of(words: Sequence[str]) -> str:
    """Return words as in `one, two or three`."""
    return " or ".join(filter(None, (", ".join(words[:-1]), words[-1])))


def _way(circle: list[str]) -> str:
    names = [f"`{id_}`" for id_ in [*circle, circle[0]]]
    return " → ".join(names if len(names) <= 6 else [*names[:3], "…", *names[-2:]])


def _hint(field: str) -> str:
    return f"Delete the wrong {field} in one of these files."


def _circles(graph: Graph) -> Iterator[list[str]]:
    """Yield a shortest circle through the first id of each set of nodes that lie on circles.

    Such a set is a strongly connected component. It does not depend on where a search begins or on
    the rest of the graph, so neither does the message. A node that refers to itself is left to
    `self_reference`.
    """
    for component in _components(graph):
        if len(component) > 1:
            yield _shortest_circle(graph, component)


def _shortest_circle(graph: Graph, component: Set[str]) -> list[str]:
    start = min(component)
    came_from = {start: start}
    for node in (reached := [start]):
        for target in graph[node]:
            if target == start and node != start:
                return _way_back(node, came_from)
            if target in component and target not in came_from:
                came_from[target] = node
                reached.append(target)
    raise AssertionError("every node of a component leads to every other")


def _way_back(node: str, came_from: Mapping[str, str]) -> list[str]:
    """Return the nodes from the start of a search to `node`."""
    way = [node]
    while came_from[node] != node:
        node = came_from[node]
        way.append(node)
    return way[::-1]


def _components(graph: Graph) -> Iterator[Set[str]]:
    """Yield the strongly connected components (Kosaraju's algorithm)."""
    against: dict[str, list[str]] = {node: [] for node in graph}
    for node, targets in graph.items():
        for target in targets:
            if target in against:
                against[target].append(node)
    seen = set[str]()
    left = [*chain.from_iterable(_depth_first(node, graph, seen) for node in graph)]
    seen = set[str]()
    for node in reversed(left):
        if node not in seen:
            yield {*_depth_first(node, against, seen)}


def _depth_first(start: str, graph: Graph, seen: set[str]) -> list[str]:
    """Return the unseen nodes that `start` leads to, each after those that it leads to itself."""
    if start in seen:
        return []
    # No recursion, because a chain may be as long as the number of files.
    seen.add(start)
    left: list[str] = []
    branches = [(start, iter(graph[start]))]
    while branches:
        node, targets = branches[-1]
        target = next((one for one in targets if one in graph and one not in seen), None)
        if target is None:
            left.append(node)
            branches.pop()
        else:
            seen.add(target)
            branches.append((target, iter(graph[target])))
    return left
