"""The browser's half of the search over some documents, without the page around it."""

import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

from site_builder.mkdocs.run import THEME
from tests.support.brute_force import Answer, Query
from tests.support.web import CompressingHandler, served

_OPEN = """async () => {
    const { Engine } = await import("/assets/javascripts/search-engine.js")
    window.engine = await Engine.open(new URL("/find/", location))
}"""
_ASK = """async ([asked, counted]) => {
    const answers = []
    for (const { chosen, ...state } of asked) {
        const sets = Object.entries(chosen).map(([name, values]) => [name, new Set(values)])
        const own = { ...state, chosen: new Map(sets) }
        const answer = await engine.search(own)
        const entries = Object.entries(await engine.count(answer, counted))
        answers.push([answer.results, entries.map(([k, v]) => [k, [...v].filter(([, n]) => n)])])
    }
    return answers
}"""


@contextmanager
def engine(page: Page, folder: Path) -> Iterator[Page]:
    """Open the index in `folder`/find on a page that has nothing but `window.engine`."""
    shutil.copytree(THEME / "assets" / "javascripts", folder / "assets" / "javascripts")
    page_text = '<!doctype html><html lang="en"><title>Search</title>'
    (folder / "index.html").write_text(page_text, encoding="utf-8")
    with served(folder, CompressingHandler) as address:
        page.goto(address)
        page.evaluate(_OPEN)
        yield page


def ask(page: Page, queries: Sequence[Query], facets: Sequence[str], sort: str) -> list[list[int]]:
    """Return the numbers of the results of each query, in order."""
    return [results for results, _ in _asked(page, queries, facets, sort)]


def answers(page: Page, queries: Sequence[Query], facets: Sequence[str]) -> list[Answer]:
    """Return what each query finds."""
    return [
        Answer(frozenset(results), {facet: dict(values) for facet, values in counts})
        for results, counts in _asked(page, queries, facets, "relevance")
    ]


def _asked(page: Page, queries: Sequence[Query], facets: Sequence[str], sort: str) -> Any:
    states = [
        {
            "query": query.text,
            "sort": sort,
            "chosen": {name: list(values) for name, values in query.chosen.items()},
            "from": query.start,
            "to": query.end,
        }
        for query in queries
    ]
    return page.evaluate(_ASK, [states, list(facets)])
