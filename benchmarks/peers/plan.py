"""What is on which page: read in our site, given to the others, and compared with theirs."""

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from selectolax.lexbor import LexborHTMLParser, LexborNode

Fields = dict[str, Any]
_Places = Mapping[tuple[str, str], tuple[int, int, Fields]]
"""Where each statement is in its person's file, and its fields, by the ids of both."""
_ROWS = ("fs-row", "fs-statement", "fs-example")
_WORD = re.compile(r"\w+")
_KINDS = ("quote", "paraphrase", "action")
_STATEMENT = re.compile(r"people/([^/]+)/([^/]+)/$")
_LISTS = ("people/", "themes/", "sources/", "timeline/")


@dataclass(frozen=True, slots=True)
class Shown:
    """What a reader sees on a page.

    The words of statements and the titles that they cite, in their order; and how often each word
    of the article occurs, in whatever order.
    """

    words: tuple[str, ...]
    cited: tuple[str, ...]
    all: Counter[str]


def addresses(site: Path) -> list[str]:
    """Return the addresses of all pages, the first page first."""
    files = (file.parent.relative_to(site).as_posix() for file in site.rglob("index.html"))
    return sorted("" if address == "." else f"{address}/" for address in files)


def shown(site: Path, address: str) -> Shown:
    """Return what a page of any of the sites shows."""
    article = _article(site, address)
    if article is None:
        return Shown((), (), Counter())
    words = (_text(node) for node in article.css(".fs-words"))
    # Markdown makes paragraphs, and those pages have no other citations.
    cites = article.css(".fs-evidence cite, p:not([class]) > cite")
    cited = tuple(_text(node) for node in cites)
    texts = " ".join(text for _, text in _texts(article))
    return Shown(tuple(words), cited, Counter(_WORD.findall(texts)))


def differences(ours: Path, theirs: Path) -> list[str]:
    """Return the addresses that only one site has, and those where another thing is shown."""
    here, there = addresses(ours), addresses(theirs)
    return sorted({*here} ^ {*there}) + [
        address
        for address in sorted({*here} & {*there})
        if shown(ours, address) != shown(theirs, address)
    ]


def _article(site: Path, address: str) -> LexborNode | None:
    file = site / address / "index.html"
    return LexborHTMLParser(file.read_text(encoding="utf-8")).css_first("article")


def _texts(article: LexborNode) -> Iterator[tuple[LexborNode, str]]:
    """Yield what can be read without scripts, and the element that it stands in."""
    hidden = {it.mem_id for it in article.css("[hidden] *, [hidden], script, style, template")}
    for node in article.traverse(include_text=True):
        text, parent = node.text_content, node.parent
        if not node.is_text_node or parent is None or parent.mem_id in hidden:
            continue
        if text and text.strip():
            yield parent, text.strip()


def _text(node: LexborNode) -> str:
    marks = {mark.mem_id for mark in node.css(".fs-mark")}
    parts = (
        part.text_content or ""
        for part in node.traverse(include_text=True)
        if part.is_text_node and not (part.parent and part.parent.mem_id in marks)
    )
    return " ".join("".join(parts).split())


def records(folder: Path) -> dict[str, Fields]:
    """Read all records of a folder, by their ids."""
    return {
        file.stem: yaml.load(file.read_bytes(), yaml.CSafeLoader)
        for file in sorted(folder.glob("*.yml"))
    }


def plan(site: Path, content: Path) -> list[Fields]:
    """Return each page of our site: its address, title, rows and links."""
    people = records(content / "people")
    places = {
        (person, statement["id"]): (at, number, statement)
        for person, fields in people.items()
        for at, position in enumerate(fields["positions"])
        for number, statement in enumerate(position["statements"])
    }
    return [_page(site, address, places) for address in addresses(site)]


def _page(site: Path, address: str, places: _Places) -> Fields:
    page: Fields = {
        "address": address,
        "path": address.removesuffix("/"),
        "kind": "section" if address in _LISTS else "page",
        "title": "Moved",
        "heading": "",
        "texts": [],
        "rows": [],
        "links": [],
    }
    article = _article(site, address)
    if article is None:
        return page
    in_rows = _all_within(article, *(f".{name}" for name in _ROWS))
    links = article.css("td a, th a, li a") if address in _LISTS else []
    links = [link for link in links if link.mem_id not in in_rows]
    in_links = {at.mem_id for link in links for at in (link, *link.css("*"))}
    apart = _all_within(article, ".fs-words", ".fs-evidence cite") | in_links
    title, headings = article.css_first("h1"), _all_within(article, "h1")
    if title is not None:
        page["title"] = _text(title)
        page["heading"] = "" if title.mem_id in in_rows else page["title"]
    texts = [*_texts(article)]
    elsewhere = in_rows | apart | headings
    page["texts"] = [text for at, text in texts if at.mem_id not in elsewhere]
    page["rows"] = _rows(article, address, places, texts, apart)
    page["links"] = [
        {"address": f"/{address}{link.attributes.get('href')}", "text": _text(link)}
        for link in links
    ]
    return page


def _rows(
    article: LexborNode,
    address: str,
    places: _Places,
    texts: Sequence[tuple[LexborNode, str]],
    apart: set[int],
) -> list[Fields]:
    """Return each statement that a page shows, with where in the content it is."""
    rows: dict[int, Fields] = {}
    for node in article.css(".fs-words"):
        row = _row_of(node)
        key = _statement_of(row, address, places)
        position, number, statement = places[key]
        kind = next(kind for kind in _KINDS if kind in statement)
        text = _text(node)
        field = kind if str(statement[kind]).startswith(text) else "original"
        assert str(statement[field]).startswith(text), (address, text)
        cut = len(text) if len(text) < len(statement[field]) else 0
        made = rows.setdefault(
            row.mem_id,
            {
                "text": " ".join(text for at, text in texts if _is_within(at, row, apart)),
                "person": key[0],
                "position": position,
                "statement": number,
                "kind": kind,
                "shows": [],
                "cites": len(row.css(".fs-evidence cite")),
            },
        )
        made["shows"].append({"field": field, "cut": cut})
    return [*rows.values()]


def _statement_of(row: LexborNode, address: str, places: _Places) -> tuple[str, str]:
    """Return the person and the id of the statement in a row, which may be the page's own."""
    links = (link.attributes.get("href") or "" for link in row.css(".fs-actions a, a"))
    found = [(match[1], match[2]) for link in links if (match := _STATEMENT.search(link))]
    keys = [key for key in found if key in places]
    if keys and not _is_own(row, address):
        return keys[-1]
    own = _STATEMENT.search(address)
    assert own is not None
    return own[1], own[2]


def _all_within(article: LexborNode, *selectors: str) -> set[int]:
    """Return the elements that match, and all within them."""
    selected = ", ".join(f"{it}, {it} *" for it in selectors)
    return {node.mem_id for node in article.css(selected)}


def _is_within(node: LexborNode, row: LexborNode, apart: set[int]) -> bool:
    if node.mem_id in apart:
        return False
    found: LexborNode | None = node
    while found is not None and found.mem_id != row.mem_id:
        found = found.parent
    return found is not None


def _is_own(row: LexborNode, address: str) -> bool:
    classes = (row.attributes.get("class") or "").split()
    return "fs-statement" in classes and bool(_STATEMENT.search(address))


def _row_of(node: LexborNode) -> LexborNode:
    found: LexborNode | None = node
    while found is not None:
        if {*_ROWS} & {*(found.attributes.get("class") or "").split()}:
            return found
        found = found.parent
    raise AssertionError("words stand outside of any row")


def frame(site: Path, address: str) -> Fields:
    """Return what surrounds the article of one of our pages, with links from the root."""
    text = (site / address / "index.html").read_text(encoding="utf-8")
    text = re.sub(r'((?:href|src)=")(?:\.\./)*\.\./?', r"\1/", text)
    body = text[text.index("<body") :]
    before, _, rest = body.partition("<article")
    return {"before": before, "after": rest.partition("</article>")[2]}


def markdown(page: Fields, people: Mapping[str, Fields], sources: Mapping[str, Fields]) -> str:
    """Return a page as somebody would write it in Markdown."""
    # Material gives a page a heading if it has none.
    lines = [f"# {page['heading']}\n" if page["heading"] else "<h1></h1>\n"]
    lines += [f"{text}\n" for text in page["texts"]]
    for row in page["rows"]:
        person = people[row["person"]]
        statement = person["positions"][row["position"]]["statements"][row["statement"]]
        for it in row["shows"]:
            text = statement[it["field"]][: it["cut"] or None]
            lines.append(f"> {text}\n> {{: .fs-words }}\n")
        cites = [_cited(it, sources) for it in statement["citations"][: row["cites"]]]
        address = f"/people/{row['person']}/{statement['id']}/"
        lines += [*cites, f"[{row['text']}]({address})", ""]
    lines += [f"- [{link['text']}]({link['address']})" for link in page["links"]]
    return "\n".join(lines) + "\n"


def _cited(citation: Fields, sources: Mapping[str, Fields]) -> str:
    source = sources[citation["source"]]
    return f"<cite>[{source['title']}](/sources/{citation['source']}/)</cite>"


def write_json(file: Path, value: Fields | Sequence[Fields]) -> None:
    """Write what the others read as JSON."""
    file.write_text(json.dumps(value, ensure_ascii=False), encoding="utf-8")
