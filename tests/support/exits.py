"""Everything by which a statement leaves a built site: what each exit says of it, as a text."""

import csv
import gzip
import io
import json
import re
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urljoin
from xml.etree import ElementTree

from selectolax.lexbor import LexborHTMLParser

from site_builder.examine import Inputs, load
from site_builder.exports import DEFAULTS
from site_builder.search.documents import Documents
from tests.support.project import Project

URL = "https://facts.example/"
EVERYTHING = {
    "site_url": URL,
    "plugins": [
        {
            "factsheet": {
                "content": "dossier",
                "exports": [*DEFAULTS, "markdown", "embed", "pair-feeds"],
            }
        }
    ],
}
"""Settings with which a project writes all that there is."""
_ATOM = {"a": "http://www.w3.org/2005/Atom"}


def exits(project: Project, key: str) -> dict[str, str]:
    """What each exit of a built project says of a statement, the words before the others first."""
    return {name: " ".join(text.split()) for name, text in _exits(project, key)}


def _exits(project: Project, key: str) -> Iterator[tuple[str, str]]:
    yield from _page(project.page(f"people/{key}"))
    yield from _files(project.site / "people" / key.split("/", maxsplit=1)[0], key)
    for file in sorted(project.site.rglob("index.html")):
        yield from _elsewhere(file, project.site, key)
    for file in sorted(project.site.rglob("*feed*")):
        yield from _feed(file, project.site, f"{URL}people/{key}/")
    for file in sorted(project.site.rglob("index.md")):
        yield from _twin(file, project.site, key)
    yield from _data(project.site / "data" / "v1", key)
    yield from _search(project, key)
    yield "embed", _text(project.page(f"embed/{key}"))
    yield "oembed", (project.site / "oembed" / f"{key}.json").read_text(encoding="utf-8")


def _text(html: str) -> str:
    body = LexborHTMLParser(html).body
    assert body is not None
    return body.text()


def _page(html: str) -> Iterator[tuple[str, str]]:
    page = LexborHTMLParser(html)
    for what, selector in (("title", "title"), ("whole", ".fs-statement--whole")):
        (found,) = page.css(selector)
        yield what, found.text()
    for meta in page.css("head meta[name], head meta[property]"):
        name = meta.attributes.get("name") or meta.attributes.get("property") or ""
        if name in ("description", "citation_title", "DC.title", "og:image:alt"):
            yield name, meta.attributes["content"] or ""
    authors = [meta.attributes["content"] or "" for meta in page.css("[name=citation_author]")]
    if authors:
        yield "authors", "; ".join(authors)
    (script,) = page.css('script[type="application/ld+json"]')
    graph = json.loads(script.text())["@graph"]
    yield "linked data", json.dumps(graph[0], ensure_ascii=False)
    for cite in page.css(".fs-cite"):
        (summary,), (code,) = cite.css("summary"), cite.css("code")
        yield f"cite: {summary.text()}", code.text()
    assert len(page.css(".fs-copying")) == 1
    # What the script copies: the plain citation, with all of the words where it is cut.
    plain = page.css(".fs-cite code")[0]
    for cut in plain.css("data"):
        cut.replace_with(cut.attributes["value"] or "")
    yield "copied", plain.text()


def _files(folder: Path, key: str) -> Iterator[tuple[str, str]]:
    """The entries of a statement in the files for reference managers."""
    for ending, name in (("bib", "BibTeX"), ("ris", "RIS"), ("json", "CSL-JSON")):
        for file in (f"citations.{ending}", f"misattributed.{ending}"):
            for found, entry in cited_in(folder / file).items():
                if found == key:
                    yield f"cite: {name}", entry


def cited_in(file: Path) -> dict[str, str]:
    """The entries in a file for reference managers, by their statements' keys."""
    if not file.exists():
        return {}
    if file.suffix == ".json":
        items = json.loads(file.read_bytes())
        return {item["id"]: json.dumps(item, ensure_ascii=False) for item in items}
    entries = file.read_text("utf-8").rstrip("\n").split("\n\n")
    if file.suffix == ".bib":
        return {it.partition("{")[2].partition(",")[0].replace(":", "/"): it for it in entries}
    return {it.partition("ID  - ")[2].partition("\n")[0]: it for it in entries}


def _elsewhere(file: Path, site: Path, key: str) -> Iterator[tuple[str, str]]:
    """What other pages have of it: rows, cards, and the names of links to it."""
    address = file.parent.relative_to(site).as_posix()
    if address in (f"people/{key}", f"embed/{key}"):
        return
    for found in LexborHTMLParser(file.read_bytes()).css(".fs-row, .fs-statement, .fs-example"):
        links = [
            link
            for link in found.css("a[aria-label]")
            if urljoin(f"/{address}/", link.attributes["href"] or "") == f"/people/{key}/"
        ]
        if links:
            yield f"{address}: {found.attributes['class']}", found.text()
            yield f"{address}: link", links[0].attributes["aria-label"] or ""


def _feed(file: Path, site: Path, address: str) -> Iterator[tuple[str, str]]:
    name = file.relative_to(site).as_posix()
    if file.suffix == ".json":
        for item in json.loads(file.read_bytes())["items"]:
            if item["url"] == address:
                yield f"{name}: title", item["title"]
                yield f"{name}: content", item["content_html"]
        return
    root = ElementTree.fromstring(file.read_bytes())  # noqa: S314  made here
    for entry in root.iterfind("a:entry", _ATOM):
        if entry.findtext("a:id", namespaces=_ATOM) == address:
            for part in ("title", "content"):
                yield f"{name}: {part}", entry.findtext(f"a:{part}", "", _ATOM)


def _twin(file: Path, site: Path, key: str) -> Iterator[tuple[str, str]]:
    """What a page in Markdown has of it; a parser takes the backslashes away."""
    text = re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", file.read_text(encoding="utf-8"))
    for part in re.split(r"^##+ ", text, flags=re.MULTILINE):
        if part.partition("\n")[0].endswith(key):
            yield file.relative_to(site).as_posix(), part


def _data(folder: Path, key: str) -> Iterator[tuple[str, str]]:
    for line in gzip.decompress((folder / "statements.jsonl.gz").read_bytes()).splitlines():
        made = json.loads(line)
        if made["key"] == key:
            yield "jsonl", json.dumps(made, ensure_ascii=False)
    rows = csv.DictReader(io.StringIO((folder / "statements.csv").read_text("utf-8-sig")))
    for row in rows:
        if row["key"] == key:
            yield "csv", json.dumps(row, ensure_ascii=False)
    database = sqlite3.connect(folder / "factsheet.db")
    for view in ("statements_with_sources", "statements_by_theme"):
        for found in database.execute(f"SELECT * FROM {view} WHERE key = ?", (key,)):  # noqa: S608
            yield f"sqlite: {view}", repr(found)
    database.close()


def _search(project: Project, key: str) -> Iterator[tuple[str, str]]:
    documents = Documents(load(Inputs(project.content, project.folder)).catalogue)
    (entry,) = (it for it in documents.entries if it.key == key)
    shown = documents.statement(entry).shown
    question = f"asked by {shown['asked_by']}: {shown['question']}" if "question" in shown else ""
    first = f"{shown.get('status_in_words', '')} {shown['person']}"
    yield "search", f"{first} {question} {shown['words']}"
