"""Our pages as somebody would write them in Markdown, for MkDocs alone."""

import re
from collections.abc import Iterator
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser, LexborNode

_SPECIAL = re.compile(r"([\\`*_\[\]<>#])")
_HEADINGS = {"h1": "#", "h2": "##", "h3": "###"}
_BLOCKS = {*_HEADINGS, "p", "li", "dt", "dd", "tr", "label", "figcaption", "summary", "pre"}
_LEFT_OUT = {"script", "style", "svg"}


def write_pages(site: Path, target: Path) -> None:
    """Write a Markdown file for each page of a site."""
    for file in site.rglob("index.html"):
        place = target / file.relative_to(site).with_suffix(".md")
        place.parent.mkdir(parents=True, exist_ok=True)
        page = LexborHTMLParser(file.read_text(encoding="utf-8"))
        article = page.css_first("article") or page.body
        assert article is not None
        blocks = [text for text in _blocks(article) if text.strip("#- >")]
        # Material gives a page a heading if it has none.
        first = [] if page.css_first("article h1") else ["<h1></h1>"]
        place.write_text("\n\n".join([*first, *blocks]) + "\n", encoding="utf-8")


def _blocks(node: LexborNode) -> Iterator[str]:
    """Yield the blocks below an element: paragraphs, headings, items and rows."""
    loose: list[str] = []
    for child in _children(node):
        tag = child.tag or ""
        if tag in _LEFT_OUT:
            continue
        is_loose = child.is_text_node or not (_has_blocks(child) or tag in _BLOCKS or tag == "div")
        if is_loose:
            loose.append(_inline(child))
            continue
        yield from _paragraph(loose)
        loose = []
        if _has_blocks(child):
            yield from _blocks(child)
        else:
            yield _block(child, tag)
    yield from _paragraph(loose)


def _paragraph(texts: list[str]) -> Iterator[str]:
    if text := " ".join(" ".join(texts).split()):
        yield text


def _block(node: LexborNode, tag: str) -> str:
    text = _inline(node)
    if tag in _HEADINGS:
        return f"{_HEADINGS[tag]} {text}{_anchor(node)}"
    if tag == "li":
        return f"- {text}"
    return f"> {text}\n{{: .fs-words }}" if _is_quoted(node) else text


def _is_quoted(node: LexborNode) -> bool:
    parent = node.parent
    return "fs-words" in (node.attributes.get("class") or "").split() or (
        parent is not None and parent.tag == "blockquote"
    )


def _anchor(node: LexborNode) -> str:
    id_ = node.attributes.get("id")
    return f" {{: #{id_} }}" if id_ else ""


def _children(node: LexborNode) -> Iterator[LexborNode]:
    child = node.first_child
    while child is not None:
        yield child
        child = child.next


def _has_blocks(node: LexborNode) -> bool:
    if node.is_text_node:
        return False
    return any(it.mem_id != node.mem_id for it in node.css(", ".join((*_BLOCKS, "div"))))


def _inline(node: LexborNode) -> str:
    """Return what is within a block, with its links."""
    return " ".join("".join(_pieces(node)).split())


def _pieces(node: LexborNode) -> Iterator[str]:
    if node.is_text_node:
        yield _SPECIAL.sub(r"\\\1", node.text_content or "")
        return
    for child in _children(node):
        if (child.tag or "") in _LEFT_OUT:
            continue
        inside = "".join(_pieces(child))
        if child.tag == "a" and inside.strip():
            yield f"[{inside.strip()}]({child.attributes.get('href')}) "
        elif child.tag in ("strong", "b") and inside.strip():
            yield f"**{inside.strip()}**"
        elif child.tag in ("option", "th", "td", "span", "small", "output", "button"):
            yield f"{inside} "
        else:
            yield inside
