"""What the others are given: what surrounds an article, and the four pages of prose."""

import json
import re
from pathlib import Path

from benchmarks.peers.compare import articles

_PROSE = ("how-to-read", "evidence", "coverage", "corrections")
_UP = re.compile(r'((?:href|src)=")(?:\.\./)*\.\.(?:/|(?="))')
_LINKS = re.compile(r'<link rel="stylesheet"[^>]*>|<script src="[^"]*"></script>')
_CONTENTS = re.compile(
    r'(<ul class="md-nav__list" data-md-component="toc"[^>]*>).*?(</ul>)', re.DOTALL
)


def write_given(site: Path, page: Path, target: Path) -> None:
    """Write, from one of our pages, what the templates of the others begin with.

    `{root}` stands for the way up to the site's root, `{toc}` for the table of contents.
    """
    text = _UP.sub(r"\1{root}", page.read_text(encoding="utf-8"))
    head, _, body = text.partition("<body")
    before, _, rest = body.partition("<article")
    given = {
        "frame": {
            "links": "".join(_LINKS.findall(head)),
            "before": "<body" + _CONTENTS.sub(r"\1{toc}\2", before),
            "after": rest.partition("</article>")[2],
        },
        "told": [
            {"address": address, "title": title, "description": told, "article": article}
            for address, title, told, article in articles(site, _PROSE)
        ],
    }
    target.write_text(json.dumps(given, ensure_ascii=False), encoding="utf-8")
