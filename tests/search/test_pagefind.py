"""Pagefind itself, over a few small pages."""

import json
from pathlib import Path

import pytest

from site_builder.search.pagefind import PagefindError, index
from tests.support.project import tree

PAGE = """\
<html lang="{lang}"><body><h1>{title}</h1><p data-pagefind-sort="date:{date}">{words}</p>
<p data-pagefind-filter="person">{title}</p></body></html>
"""


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    """A folder with pages in two indexes of one language and one of another."""
    for lang in ("en-x-1", "en-x-2", "ru"):
        for number in range(4):
            file = tmp_path / "pages" / lang / f"{number}.html"
            file.parent.mkdir(parents=True, exist_ok=True)
            values = {"title": f"Person {number % 3}", "date": number, "words": f"lamp {number}"}
            file.write_text(PAGE.format(lang=lang, **values), encoding="utf-8")
    return tmp_path / "pages"


def test_the_same_pages_give_the_same_bytes(pages: Path, tmp_path: Path) -> None:
    """Whatever order Pagefind writes in, two bundles of the same pages are the same."""
    index(pages, tmp_path / "one")
    index(pages, tmp_path / "other")
    bundle = tree(tmp_path / "one")
    assert bundle == tree(tmp_path / "other")
    languages = json.loads(bundle["pagefind-entry.json"])["languages"]
    assert {name: item["page_count"] for name, item in languages.items()} == {
        "en-x-1": 4,
        "en-x-2": 4,
        "ru": 4,
    }


def test_only_what_is_asked_for_is_published(pages: Path, tmp_path: Path) -> None:
    """Interfaces that nothing loads stay away; indexes of one language share its program."""
    index(pages, tmp_path / "bundle")
    names = {file.name for file in (tmp_path / "bundle").iterdir()}
    assert {name for name in names if name.endswith((".js", ".css"))} == {
        "pagefind.js",
        "pagefind-worker.js",
    }
    assert {name for name in names if name.startswith("wasm.")} == {
        "wasm.en.pagefind",
        "wasm.ru.pagefind",
        "wasm.unknown.pagefind",
    }


def test_what_pagefind_says_is_passed_on(tmp_path: Path) -> None:
    """Where Pagefind fails, the error says why."""
    with pytest.raises(PagefindError, match="not able to build an index"):
        index(tmp_path / "missing", tmp_path / "bundle")
