import re

import pytest

from site_builder.content.discover import MAX_IMAGE_BYTES
from site_builder.content.document import MAX_BYTES, MAX_DEPTH, MAX_NODES
from site_builder.content.model import fields, limits
from site_builder.content.values import prose
from site_builder.evidence import link_checks
from tests.support.paths import ROOT

LIMITS = {
    "bytes in a file": MAX_BYTES,
    "values in a file": MAX_NODES,
    "levels of": MAX_DEPTH,
    "bytes in `checks/links.jsonl`": link_checks.MAX_BYTES,
    "bytes in an image": MAX_IMAGE_BYTES,
    "characters in a name": fields.LINE_CHARACTERS,
    "characters in the words": fields.WORDS_CHARACTERS,
    "`former_ids`": limits.MAX_FORMER_IDS,
    "`also`": limits.MAX_NAMED,
    "`citations`": limits.MAX_CITED,
    "`relays`": limits.MAX_RELAYS,
    "sources that": limits.MAX_RELAYS,
    "`names`": limits.MAX_ITEMS,
    "characters in a text in Markdown": prose.FIELD.characters,
    "characters in a hand-written page": prose.PAGE.characters,
    "lines in a hand-written page": prose.PAGE.lines,
    "definitions": prose.MAX_DEFINITIONS,
    r"`\|` in a line": prose.MAX_COLUMNS,
}


def test_the_table_has_the_limits_of_the_code(subtests: pytest.Subtests) -> None:
    """The documentation gives each limit as the code has it."""
    page = (ROOT / "docs" / "limits.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (.+) \| ([\d,]+) \| \[", page, re.MULTILINE)
    assert len(rows) == len(LIMITS)
    for (what, number), (start, limit) in zip(rows, LIMITS.items(), strict=True):
        with subtests.test(what):
            assert what.startswith(start)
            assert number == f"{limit:,}"
