"""Leave out of a page what no reader gets: the white space between elements of its chrome.

A theme's templates indent what they print and leave empty lines, a tenth of a page's bytes.
"""

import re

# White space is text in the first three, and is part of what the policy's hashes are of in scripts.
_KEPT = re.compile(r"(<(pre|textarea|style|script)\b.*?</\2>)", re.DOTALL | re.IGNORECASE)
# Only beside a tag: a line break within an attribute's value or within words is left as it is.
_BETWEEN = re.compile(r"(?<=>)\s*\n\s*|\s*\n\s*(?=<)")


def slim(html: str, content: str = "") -> str:
    """Return the page with one line break for all white space that has one and is beside a tag.

    Its `content` stays as it is, because templates of this package and quotes are there.
    """
    before, found, after = html.partition(content) if content else (html, "", "")
    return f"{_slim(before)}{found}{_slim(after)}"


def _slim(html: str) -> str:
    pieces = _KEPT.split(html)
    # Of three pieces, the first is between elements that are kept, and the third one's name.
    for at in range(0, len(pieces), 3):
        pieces[at] = _BETWEEN.sub("\n", pieces[at])
    return "".join(piece for at, piece in enumerate(pieces) if at % 3 != 2)
