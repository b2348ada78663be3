"""New records and statements as text: their words stay exact, the rest of the file untouched."""

import re
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from site_builder.authoring.yaml.edit import (
    EditError,
    add_archive,
    add_statements,
    record_text,
    route_at,
)
from site_builder.content.document import Plain, parse
from site_builder.content.model import Person, Source, Theme
from site_builder.diagnostics import Span
from tests.support.awkward import STRINGS
from tests.support.paths import ROOT

PEOPLE = sorted((ROOT / "content" / "people").glob("*.yml"))
STATEMENT: dict[str, Plain] = {
    "citations": [{"source": "a-report", "prefix": "said: “"}],
    "date": "2012",
    "quote": "No.",
    "id": "no",
}
# What YAML can hold; what content may hold is decided elsewhere.
TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r"), min_size=1)


def plain(text: str) -> dict[str, Plain]:
    """Return what a file's text says."""
    document, faults = parse(text, "")
    assert document is not None
    assert not faults
    return document.plain()


@given(TEXTS | st.sampled_from(STRINGS).map(lambda text: f"{text} " * 30 + text))
def test_any_text_comes_back(text: str) -> None:
    """A text as a field, in a list or in braces is read back exactly, or not written at all."""
    data: dict[str, Plain] = {
        "name": text,
        "names": [{"name": text, "lang": "en"}],
        "former_ids": [text, text],
    }
    try:
        assert plain(record_text(Person, data)) == data
    except EditError:
        assert not text.isprintable()


def test_other_readers_agree(subtests: pytest.Subtests) -> None:
    """A reader of YAML 1.1 gets the same string from an awkward text."""
    # Dates stand without quotation marks in the content, and YAML 1.1 makes dates of them.
    for text in {*STRINGS} - {"2024-11-06"}:
        with subtests.test(ascii(text)):
            data: dict[str, Plain] = {"title": text, "aliases": [text, text]}
            written = record_text(Theme, data)
            assert plain(written) == data
            assert yaml.safe_load(written) == data


def test_canonical_order() -> None:
    """A new record has its fields in the model's order, below the line that names its schema."""
    text = record_text(
        Source,
        {
            "former_ids": ["old"],
            "note": "word " * 30 + "end",
            "archives": [{"captured": "2024-11-07", "url": "https://a.example/b"}],
            "type": "document",
            "title": "A: b",
        },
    )
    assert text == (
        "# yaml-language-server: $schema=../../schema/source.schema.json\n"
        'title: "A: b"\n'
        "type: document\n"
        "archives:\n"
        "  - { captured: 2024-11-07, url: https://a.example/b }\n"
        "note: >-\n"
        f"  {('word ' * 19).strip()}\n"
        f"  {('word ' * 11).strip()} end\n"
        "former_ids: [old]\n"
    )


@pytest.mark.parametrize("file", PEOPLE, ids=lambda file: file.stem)
def test_nothing_touched(file: Path) -> None:
    """Adding a statement only adds lines; all others stay."""
    text = file.read_text(encoding="utf-8")
    for theme in {*re.findall("theme: (.*)", text), "another-theme"}:
        extended = add_statements(text, [(theme, STATEMENT)])
        rows, was = extended.split("\n"), text.split("\n")
        at = next((at for at, row in enumerate(was) if row != rows[at]), len(was))
        assert rows[:at] + rows[at + len(rows) - len(was) :] == was
        said = plain(extended)["positions"]
        assert isinstance(said, list)
        found = [item for item in said if isinstance(item, dict) and item["theme"] == theme]
        assert len(found) == 1
        statements = found[0]["statements"]
        assert isinstance(statements, list)
        assert statements[-1] == STATEMENT


@pytest.mark.parametrize("file", PEOPLE[:3], ids=lambda file: file.stem)
def test_several_at_once(file: Path) -> None:
    """Adding several statements at once gives the same text as adding one after another."""
    text = file.read_text(encoding="utf-8")
    themes = [*dict.fromkeys(re.findall("- theme: (.*)", text)), "a-new-theme", "another-theme"]
    additions = [
        (theme, {**STATEMENT, "id": f"{theme}-{at}"}) for at in range(2) for theme in themes[::-1]
    ]
    one_by_one = text
    for addition in additions:
        one_by_one = add_statements(one_by_one, [addition])
    assert add_statements(text, additions) == one_by_one


def test_theme_in_a_block() -> None:
    """A theme is recognised however its id is written."""
    before = "positions:\n  - theme: |\n      a\n    statements:\n      - id: one\n"
    assert add_statements(before, [("a", {"id": "two"})]) == f"{before}\n      - id: two\n"


def test_comment_within_brackets() -> None:
    """A new statement goes below brackets, even if a comment in them is not indented."""
    before = (
        "positions:\n  - theme: a\n    statements:\n"
        "      - citations: [{ source: b\n# out\n        }]\n"
    )
    after = f"{before}\n      - id: two\n"
    assert add_statements(f"{before}# end\n", [("a", {"id": "two"})]) == f"{after}# end\n"


def test_comments_stay_where_they_belong() -> None:
    """A new statement goes below its neighbour's comments and above those of what follows."""
    before = (
        "name: A\n"
        "positions:\n"
        "- theme: a\n"
        "  statements:\n"
        "  - id: one\n"
        "    quote: |+\n"
        "      1\n"
        "\n"
        "    # its own\n"
        "\n"
        "# of the next\n"
        "- theme: b\n"
    )
    after = "    # its own\n\n  - id: two\n    quote: b\n\n# of the next\n"
    assert add_statements(before, [("a", {"quote": "b", "id": "two"})]) == before.replace(
        "    # its own\n\n# of the next\n", after
    )


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("name: a\npositions: []\n", 2),
        ("name: a\npositions:\n", 2),
        ("positions:\n  - { theme: a, statements: [{ id: b }] }\n", 2),
        ("positions:\n  - theme: a\n    summary: b\n", 2),
        ("name: a\nname: b\n", 2),
        ("name: [\n", 2),
        ("<<<<<<< HEAD\nname: a\n", 1),
    ],
)
def test_cannot_be_extended(text: str, line: int) -> None:
    """A file that cannot be extended line by line is refused, with the line to look at."""
    with pytest.raises(EditError, match=f"^Line {line}: .*\\.$"):
        add_statements(text, [("a", STATEMENT)])


def test_no_line_end() -> None:
    """A file without positions and without a final line break gets both."""
    assert add_statements("name: a", [("b", {"id": "c"})]) == (
        "name: a\npositions:\n  - theme: b\n    statements:\n      - id: c\n"
    )


def test_comments_at_the_end() -> None:
    """Comments at the end of a file stay with the field above them."""
    before = "name: a\n# country: FR\n"
    assert add_statements(before, [("b", {"id": "c"})]) == (
        f"{before}\npositions:\n  - theme: b\n    statements:\n      - id: c\n"
    )


ARCHIVE: dict[str, Plain] = {"url": "https://web.example/a/", "captured": "2024-11-08"}
LINE = "- { url: https://web.example/a/, captured: 2024-11-08 }"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "title: T\nurl: https://a.example/  # as cited\n# Since:\nnote: >-\n  N\n",
            "title: T\nurl: https://a.example/  # as cited\narchives:\n"
            f"  {LINE}\n# Since:\nnote: >-\n  N\n",
        ),
        ("note: N\ntitle: T", f"note: N\ntitle: T\narchives:\n  {LINE}\n"),
        ("title: >-\n  T\n  t\nnote: N\n", f"title: >-\n  T\n  t\narchives:\n  {LINE}\nnote: N\n"),
        (
            'title: "T\n\n  t"\nnote: N\n',
            f'title: "T\n\n  t"\narchives:\n  {LINE}\nnote: N\n',
        ),
        (
            "archives:\n- url: https://b.example/\n  captured: 2023\nnote: N\n",
            f"archives:\n- url: https://b.example/\n  captured: 2023\n{LINE}\nnote: N\n",
        ),
    ],
    ids=["before the next", "at the end", "below a block", "below lines", "below others"],
)
def test_archive(text: str, expected: str) -> None:
    """An archived copy is added in its place, and everything else stays, byte for byte."""
    assert add_archive(text, ARCHIVE) == expected


@pytest.mark.parametrize("text", ['{"title": "T"}', "archives: [{url: a, captured: b}]\n"])
def test_archive_in_another_layout(text: str) -> None:
    """A file in which a line would say something else is refused."""
    with pytest.raises(EditError):
        add_archive(text, ARCHIVE)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            "positions:\n- theme: a\n  statements:\n  - id: one\n",
            "positions:\n- theme: a\n  stances:\n    - holds: for\n      statements: [two]\n"
            '  statements:\n  - id: one\n\n  - id: two\n    date: "2024"\n',
        ),
        (
            "positions:\n- statements:\n  - id: one\n  theme: a\n",
            'positions:\n- statements:\n  - id: one\n\n  - id: two\n    date: "2024"\n'
            "  theme: a\n  stances:\n    - holds: for\n      statements: [two]\n",
        ),
        (
            "positions:\n- theme: a\n  stances:\n  - { holds: for, statements: [one] } # x\n"
            "  statements:\n  - id: one\n",
            "positions:\n- theme: a\n  stances:\n  - { holds: for, statements: [one] } # x\n"
            "  - holds: for\n    statements: [two]\n"
            '  statements:\n  - id: one\n\n  - id: two\n    date: "2024"\n',
        ),
    ],
    ids=["the first", "statements first", "a further one"],
)
def test_stances_beside_statements(before: str, after: str) -> None:
    """A stance goes above the statements of its position, below those that are there."""
    added = add_statements(before, [("a", {"id": "two", "date": "2024"})], {"two": "for"})
    assert added == after


def test_stances_in_order() -> None:
    """One stance is written for each time that it changed, whatever the order of the rows."""
    dated = {"third": "2003", "last": "unknown", "first": "2001", "second": "2001-05"}
    rows = [("b", {"id": id_, "date": date}) for id_, date in dated.items()]
    held = {"first": "for", "second": "for", "third": "against", "last": "for"}
    text = add_statements("name: a", rows, held)
    assert text.index("[first, second]") < text.index("[third]") < text.index("[last]")
    assert text.count("holds:") == 3


def test_the_route_of_a_place() -> None:
    """A fault of a field's name or value is one of this field."""
    document, _ = parse("name: A\npositions:\n  - { theme: b, kind: c, deep: [d, country] }\n", "")
    assert document is not None
    span = document.span(("positions", 0, "deep", 1))
    assert route_at(span, document.root) == ("positions", 0, "deep", 1)
    assert route_at(document.span(("name",), on_key=True), document.root) == ("name",)
    assert route_at(Span("", 1, 8), document.root) == ("name",)
    below, _ = parse("# A\nname: A\n", "")
    assert below is not None
    assert route_at(Span(""), below.root) == ()
    lists, _ = parse("a: [b, [c]]\nd: [[], e]\n", "")
    assert lists is not None
    assert route_at(Span("", 1, 8), lists.root) == ("a", 0)
    assert route_at(Span("", 2, 5), lists.root) == ("d",)
