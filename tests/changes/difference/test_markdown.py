from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from site_builder.changes.difference import markdown
from tests.support.difference import changed, quoting

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
