"""Leave out of a page what no reader gets: the white space between elements of its chrome.

A theme's templates indent what they print and leave empty lines, a tenth of a page's bytes. They
also prepare each line of a menu for titles too long for it.
"""

import re

from site_builder.html.around import around

# White space is text in the first three, and is part of what the policy's hashes are of in scripts.
_KEPT = re.compile(r"(<(pre|textarea|style|script)\b.*?</\2>)", re.DOTALL | re.IGNORECASE)
# Material's menus. Without it, a title that is too long is continued on the next line.
_ELLIPSIS = re.compile(
    r'(<(?:a|label)[^>]*\bclass="md-(?:nav|tabs)__link\b[^>]*>)\n?'
    r'<span class="md-ellipsis">\n?([^<]*?)\n?</span>\n?'
)
# Laid out as blocks or not at all, so white space beside them is never seen.
_BESIDE_BLOCKS = re.compile(
    r"\n?(</?(?:li|ul|nav|head|body|meta|link|title|header|main|footer|article|aside|form)\b[^>]*>)\n?"
)
# Neither says anything: which program wrote a page, and that nothing is announced.
_EMPTY = re.compile(
    r'<meta name="generator"[^>]*>|<div data-md-component="announce">\s*</div>', re.IGNORECASE
)
# Only beside a tag: a line break within an attribute's value or within words is left as it is.
# From the first white space to the last: tried from each one, a long run would take for ever.
_BETWEEN = re.compile(r"(?<=>)[^\S\n]*\n\s*+|(?<!\s)[^\S\n]*\n\s*+(?=<)")


def slim(html: str, content: str = "") -> str:
    """Return the page with one line break or none for white space with line breaks beside a tag.

    Its `content` stays as it is, because templates of this package and quotes are there.
    """
    return around(html, content, _slim)


def _slim(html: str) -> str:
    pieces = _KEPT.split(html)
    # Of three pieces, the first is between elements that are kept, and the third one's name.
    for at in range(0, len(pieces), 3):
        # With the signs of the tags that it is between.
        between = _BETWEEN.sub("\n", f">{_EMPTY.sub('', pieces[at])}<")[1:-1]
        between = _ELLIPSIS.sub(r"\1\2", between)
        pieces[at] = _BESIDE_BLOCKS.sub(r"\1", between)
    return "".join(piece for at, piece in enumerate(pieces) if at % 3 != 2)
