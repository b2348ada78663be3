"""The text of a web page: what a browser shows of it, read from its elements alone.

Nothing is guessed: navigation, asides and readers' comments are text of the page. Left out is what
is not shown, or shown as void: scripts, styles, hidden elements, struck-out words, notes' marks.
"""

import re
from typing import Any

from selectolax.lexbor import LexborHTMLParser

from site_builder.evidence.extractors.encoding import UnreadableError, decode

MAX_DEPTH = 2_000
"""The most elements in each other: parsing takes time with its square. Browsers have 512."""

_NOT_SHOWN = frozenset(
    (
        *("head", "script", "style", "template", "noscript", "iframe", "object", "svg", "math"),
        *("audio", "video", "canvas", "select", "textarea", "datalist", "rt", "rp"),
        *("del", "s", "strike"),
    )
)
_BLOCKS = frozenset(
    (
        *("address", "article", "aside", "blockquote", "body", "caption", "dd", "details", "div"),
        *("dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4"),
        *("h5", "h6", "header", "hr", "legend", "li", "main", "nav", "ol", "p", "pre", "section"),
        *("summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul"),
    )
)
_HIDDEN = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_CHARSET = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]+)", re.IGNORECASE)
_TAG = re.compile(r"<(/?)([a-z][^\s/>]*)", re.IGNORECASE)
# Elements that have no content, or that end where the next one begins.
_NEVER_DEEP = frozenset(
    (
        *("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source"),
        *(
            "track",
            "wbr",
            "dd",
            "dt",
            "li",
            "option",
            "p",
            "rp",
            "rt",
            "tbody",
            "td",
            "tfoot",
            "th",
        ),
        *("thead", "tr"),
    )
)
_BLANKS = re.compile("[ \t\n\r\f]+")
# Raised digits would otherwise make another number: 10⁶ is not 106.
_RAISED = {
    "sup": str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹"),
    "sub": str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉"),
}
# Browsers look for the encoding no further.
_PRESCAN = 1024


def text_of(data: bytes, charset: str = "") -> str:
    """Return the text of a page; a block begins after an empty line.

    `charset` is the encoding as the server names it, if it does.

    Raises:
        UnreadableError: it is not in its encoding, or its elements are too deep in each other.
    """
    named = _CHARSET.search(data[:_PRESCAN])
    page = decode(data, charset or (named[1].decode() if named else ""))
    if _depth(page) > MAX_DEPTH:
        raise UnreadableError(
            f"The page has more than {MAX_DEPTH:,} elements in each other. Save its text as a"
            " `.txt` file."
        )
    return text_in(LexborHTMLParser(page).root)


def _depth(page: str) -> int:
    """Return how many elements are in each other at most, as far as their tags tell."""
    depth = deepest = 0
    for closing, name in _TAG.findall(page):
        if name.lower() not in _NEVER_DEEP:
            depth = max(depth - 1, 0) if closing else depth + 1
            deepest = max(deepest, depth)
    return deepest


def text_in(root: Any) -> str:
    """Return the text of an element and of everything in it."""
    parts: list[str] = []
    # No recursion, because a page may nest its elements as deep as it likes.
    waiting: list[tuple[Any, str]] = [(root, "")] if root is not None else []
    pre = 0
    while waiting:
        node, closing = waiting.pop()
        if closing:
            parts.append(closing)
            pre -= closing == "\n\n" and node is not None
            continue
        if node is None:
            continue
        waiting.append((node.next, ""))
        tag = node.tag
        if tag == "-text":
            text = node.text_content or ""
            raised = _RAISED.get(node.parent.tag if node.parent is not None else "")
            if raised is not None:
                text = text.translate(raised)
            parts.append(text if pre else _BLANKS.sub(" ", text))
        elif tag == "br":
            parts.append("\n")
        elif tag not in _NOT_SHOWN and not tag.startswith("-") and not _is_hidden(node, tag):
            opening, after = _around(tag)
            parts.append(opening)
            is_pre = tag == "pre"
            pre += is_pre
            if after:
                waiting.append((node if is_pre else None, after))
            waiting.append((node.child, ""))
    return "".join(parts)


def _around(tag: str) -> tuple[str, str]:
    """Return what stands before and after an element's text."""
    if tag == "q":
        return "“", "”"  # browsers show the marks that the page leaves to them
    return ("\n\n", "\n\n") if tag in _BLOCKS else ("", "")


def _is_hidden(node: Any, tag: str) -> bool:
    attributes = node.attributes
    if tag == "sup" and node.css_first("a") is not None:
        return True  # the mark of a note, which would be glued to the word before
    return "hidden" in attributes or bool(_HIDDEN.search(attributes.get("style") or ""))
