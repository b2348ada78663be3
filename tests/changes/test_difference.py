"""What `factsheet diff` says: each case is a site before and after a change.

The form is that of the cases in `tests/cases/since`; what is expected is the terminal's output at
80 columns, without colour. `pytest --rewrite-cases` writes it anew, for review.
"""

import json
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from rich.console import Console

from site_builder.changes.difference import json as json_report
from site_builder.changes.difference import markdown, terminal
from site_builder.changes.difference.compare import compare
from site_builder.changes.difference.sides import Difference, difference
from site_builder.changes.difference.words import Side, word_by_word
from site_builder.changes.git import snapshot
from tests.checks.test_rules import EXPECTED
from tests.support.paths import CASES as CASE_FILES
from tests.support.repository import commit, two_states, write

CASES = sorted((CASE_FILES / "diff").glob("*.txt"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_case(case: Path, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    """The output is exactly what the case expects."""
    told, _, expected = case.read_text(encoding="utf-8").partition(EXPECTED)
    before, now = two_states(told)
    said = shown(changed(tmp_path, before, now))
    if request.config.getoption("rewrite_cases"):
        case.write_text(f"{told}{EXPECTED}{said}", encoding="utf-8")
    else:
        assert said == expected


def changed(folder: Path, before: Mapping[str, str], now: Mapping[str, str | None]) -> Difference:
    """Return the difference of the content folder between two states, the first one committed."""
    content = folder / "content"
    write(content, {"themes/peace.yml": "title: Peace\n", **before})
    commit(folder)
    write(content, now)
    return difference(content, snapshot(content, "HEAD"))


def shown(found: Difference) -> str:
    """Return what an 80-column terminal without colours shows."""
    console = Console(width=80, highlight=False)
    with console.capture() as captured:
        console.print(terminal.render(found, is_coloured=False))
    return "".join(f"{line.rstrip()}\n" for line in captured.get().splitlines())


def quoting(words: str, date: str = "2024-11-06") -> str:
    """Return a person's file, as JSON, with one quote."""
    statement = {"id": "a", "quote": words, "date": date}
    return json.dumps({"name": "A", "positions": [{"theme": "peace", "statements": [statement]}]})


HOSTILE = [
    "</pre></code><script>alert(1)</script>",
    "@everyone, see #1 and octo/repo#2",
    "https://evil.example www.evil.example evil@evil.example",
    "```\n# Heading\n[link](https://evil.example) ![image](https://evil.example/x.png)",
    "~~~~ ```` ` `` \\` <!-- --> &lt;b&gt;",
    "\n```\n\n<b>bold</b>\n\n```diff",
    "```",
    "-]{+ @@ +}[-",
    "\x1b[31mred\x1b[0m \u202egnorw",
    "0123456789abcdef0123456789abcdef01234567",
]


@pytest.mark.parametrize("words", HOSTILE)
def test_content_stays_inert_in_markdown(words: str, tmp_path: Path) -> None:
    """Quotes, names and file names appear only in fenced code."""
    now: dict[str, str | None] = {
        "people/a.yml": quoting(words),
        "people/same-words.yml": quoting(words, "2024-11-07"),
        f"people/{words.translate(dict.fromkeys(map(ord, '/'), '_')).strip()}.yml": quoting("x"),
        "pages/`@x` <b>.md": "x",
    }
    before = {"people/a.yml": quoting("before"), "people/same-words.yml": quoting(words)}
    text = markdown.render(changed(tmp_path, before, now))
    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(text)
    outside = {"paragraph_open", "paragraph_close", "heading_open", "heading_close", "inline"}
    assert {token.type for token in tokens} <= outside | {"fence"}
    # The only prose is the summary's and the headings', none of which quotes the content.
    prose = [token.content for token in tokens if token.type == "inline"]
    assert not any(sign in line for line in prose for sign in "@#<`[&/\\")
    assert all(character == "\n" or character.isprintable() for character in text), (
        "what a terminal or a reader would not see"
    )


def test_markdown_fits_into_a_comment(tmp_path: Path) -> None:
    """What does not fit into a comment is cut from the end, with a note."""
    now: dict[str, str | None] = {f"people/p{n:03}.yml": quoting("so " * 300) for n in range(90)}
    before = {"people/a.yml": quoting("We are ready")}
    text = markdown.render(
        changed(tmp_path, before, {**now, "people/a.yml": quoting("We are not ready")})
    )
    assert len(text) < 65_536
    assert text.index("We are {+not +}ready") < 500
    assert "more do not fit here. Run `factsheet diff` to see them all." in text


def test_json_tells_every_change(tmp_path: Path) -> None:
    """The JSON has each change with its fields, and marks altered quotes."""
    before = {"people/a.yml": quoting("We are ready"), "people/broken.yml": "name: B\n"}
    now: dict[str, str | None] = {
        "people/a.yml": quoting("We are not ready"),
        "people/broken.yml": "name: [\n",
        "pages/new.md": "# New\n",
    }
    said = json.loads(json_report.render(changed(tmp_path, before, now)))
    assert said["version"] == 1
    assert said["summary"].startswith("1 quote with changed words, ")
    (change,) = said["changes"]
    assert change["address"] == "people/a/a"
    assert change["alters_quote"] is True
    assert change["fields"] == [
        {"name": "quote", "before": "We are ready", "now": "We are not ready"}
    ]
    assert said["files"] == [{"path": "pages/new.md", "how": "added"}]
    assert [(item["path"], item["side"]) for item in said["unread"]] == [
        ("people/broken.yml", "now")
    ]


TEXT = st.text(st.sampled_from("ab é’' -.,\n\u00a0😀"), max_size=30)


@given(TEXT, TEXT)
def test_no_letter_is_lost_between_two_texts(before: str, now: str) -> None:
    """The stretches of each side add up to its text; common stretches are in both."""
    stretches = word_by_word(before, now)

    def side(which: Side) -> str:
        return "".join(part.text for part in stretches if part.side in (Side.BOTH, which))

    assert side(Side.BEFORE) == before
    assert side(Side.NOW) == now
    assert (before == now) == all(part.side is Side.BOTH for part in stretches)


VALUES = st.recursive(
    st.text("ab", max_size=2),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from("abc"), inner),
    max_leaves=6,
)
TREES = st.dictionaries(
    st.sampled_from(["name", "positions", "former_ids", "offices"]), VALUES, max_size=4
)


@given(TREES, TREES)
def test_any_two_trees_can_be_compared(before: dict[str, object], now: dict[str, object]) -> None:
    """Files of any shape can be compared; compared with itself, a file has no changes."""
    one, other = {"people/a": before}, {"people/a": now}
    compare(one, other)  # type: ignore[arg-type]
    assert compare(one, one) == ()  # type: ignore[arg-type]
