"""The fast way of reading may only take what the thorough way takes just the same."""

import sys
from collections.abc import Callable
from functools import cache
from itertools import groupby
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from site_builder.content.document import MAX_BYTES, MAX_DEPTH, parse, read, read_sound
from site_builder.content.document.fast import sound_values
from site_builder.content.values.characters import offences
from tests.support.awkward import STRINGS

RECORD = """\
# a comment before everything
name: Example Person
names:
- {name: Пример, lang: ru}
positions:
  - theme: one
    statements:
      - id: a
        quote: 'it''s here'
        as_printed: "an \\"expert\\" at \\u2014 home"
        context: >-
          folded
          text
      - id: b
        quote: |
          line one
          line two
        about: [c, d]
"""
PIECES = [
    *STRINGS,
    *("\n", " ", ": ", "- ", "#", " #", "'", '"', "[", "]", "{", "}", ",", "|", ">", "&a ", "*a"),
    *(
        "!!str ",
        "%",
        "@",
        "`",
        "\\",
        "\\u202e",
        "\t",
        "\r\n",
        "~",
        "null",
        "<<: ",
        "---\n",
        "...\n",
    ),
    *("\u200b", "\u202e", "\ufeff", "e\u0301", "\xa0", "\x85", "\u2028", "\u3164", "name: x\n"),
    *("|\n", ">\n", "...\n", "- ", "-\t", "#a", " # a\n", "\n# a\n", "{? a: b}", "[-]"),
    *("<<<<<<< a\n", "? ", "? a\n: b\n", "\ufe0f", "\U000e0100", "!", "&", "id: z\n", "  "),
]


def takes_fast(file: Path, text: str) -> bool:
    """Whether `read_sound` takes the text; if so, `read` must take it with the same values."""
    file.write_bytes(text.encode(errors="surrogatepass"))
    values = read_sound(file)
    if values is None:
        return False
    document, faults = read(file, "record.yml")
    assert not faults
    assert document is not None
    assert document.plain() == values
    assert not any(scalar.comment for _, scalar in document.scalars())
    return True


@settings(max_examples=400, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.integers(0, len(RECORD)), st.sampled_from(PIECES)), max_size=3))
@example([])
def test_whatever_is_taken_fast_has_no_fault_and_the_same_values(
    tmp_path: Path, insertions: list[tuple[int, str]]
) -> None:
    """A file that `read_sound` takes, `read` takes without a fault and with the same values."""
    text = RECORD
    for at, piece in insertions:
        text = text[:at] + piece + text[at:]
    takes_fast(tmp_path / "record.yml", text)


def in_block(codes: list[int]) -> str:
    """A record that quotes these code points as they are, each after the letter `a`."""
    text = "".join(f"a{chr(code)}" for code in codes).replace("\n", "\n  ")
    return f"quote: |-\n  {text}a\n"


def escaped(codes: list[int]) -> str:
    """A record that quotes these code points by escapes, each after the letter `a`."""
    text = "".join(f"a\\U{code:08x}" for code in codes)
    return f'quote: "{text}a"\n'


@cache
def runs_of_code_points() -> list[tuple[bool, range]]:
    """All of Unicode in runs: whether `offences` admits these code points between two `a`s."""
    admitted = [not any(offences(f"a{chr(code)}a")) for code in range(sys.maxunicode + 1)]
    runs, start = [], 0
    for admissible, run in groupby(admitted):
        end = start + sum(1 for _ in run)
        runs.append((admissible, range(start, end)))
        start = end
    return runs


@pytest.mark.parametrize("written", [in_block, escaped])
def test_every_code_point_gets_one_answer(
    tmp_path: Path, written: Callable[[list[int]], str]
) -> None:
    """Every code point that `offences` admits is taken fast; no run of others is, at either end."""
    file = tmp_path / "record.yml"
    admitted: list[int] = []
    for admissible, run in runs_of_code_points():
        if admissible:
            admitted += run
        else:
            for code in {run[0], run[-1]}:
                assert not takes_fast(file, written([code])), f"U+{code:04X}"
    for start in range(0, len(admitted), 20_000):
        assert takes_fast(file, written(admitted[start : start + 20_000])), start


def test_an_ordinary_file_is_taken_fast(tmp_path: Path) -> None:
    """The fast way is taken at all: by a file with lists, blocks and quotation marks."""
    file = tmp_path / "record.yml"
    file.write_text(RECORD, encoding="utf-8")
    values = read_sound(file)
    assert values is not None
    assert values["names"] == [{"name": "Пример", "lang": "ru"}]


@pytest.mark.parametrize("escape", [r"\u202e", r"\u200b", r"\xad", r"e\u0301", r"\0", r"\ufe0f"])
def test_an_escape_brings_nothing_in_unseen(tmp_path: Path, escape: str) -> None:
    """A text in which an escape stands for what cannot be seen is not taken."""
    file = tmp_path / "record.yml"
    file.write_text(f'name: "no{escape}thing"\n', encoding="utf-8")
    assert read_sound(file) is None


@pytest.mark.parametrize(
    "text",
    [
        "&a\nname: b\n",
        "!!map\nname: b\n",
        "",
        "- a\n",
        "a: b\n---\nc: d\n",
        "[" * 100_000,
        "a: [" * 20,
    ],
)
def test_what_is_no_record_is_left_to_the_thorough_way(tmp_path: Path, text: str) -> None:
    """Files that are no single mapping of moderate depth are not taken."""
    file = tmp_path / "record.yml"
    file.write_text(text, encoding="utf-8")
    assert read_sound(file) is None


@pytest.mark.parametrize(
    "text",
    [
        "name: a # b\n",
        "name: a\t# b\n",
        "name: a\n# b\nkind: c\n",
        'name: "a\n<<<<<<< HEAD\nb"\n',
        "name: 'a\n||||||| 1f2e\nb'\n",
        "name: 'a\n>>>>>>> branch\nb'\n",
    ],
)
def test_what_may_not_be_meant_is_left_to_the_thorough_way(tmp_path: Path, text: str) -> None:
    """Comments among the fields, and marks of a merge within quotation marks, are not taken."""
    file = tmp_path / "record.yml"
    file.write_text(text, encoding="utf-8")
    assert read_sound(file) is None
    document, faults = read(file, "record.yml")
    if "#" in text:
        assert document is not None
        assert faults == []
    else:
        assert [fault.code for fault in faults] == ["merge-conflict"]


@pytest.mark.parametrize(
    "text",
    [
        "%YAML 1.1\n---\nname: a\n",
        "<<: a\n",
        "name: &a [b]\n",
        "name: &a {b: c}\n",
        "name: !!seq [b]\n",
        "name: !!map {b: c}\n",
        "# what this is\nname: a # b\n",
        "name: 'a\n  b'\n",
        "names: [a,\n  b]\n",
    ],
)
def test_what_is_too_clever_is_left_to_the_thorough_way(tmp_path: Path, text: str) -> None:
    """Directives, merge keys, anchors, tags, lower comments, further lines are not taken."""
    file = tmp_path / "record.yml"
    file.write_text(text, encoding="utf-8")
    assert read_sound(file) is None


def test_what_the_thorough_way_refuses_is_not_taken(subtests: pytest.Subtests) -> None:
    """A field twice, of which one would be lost, a name that is a list, and tabs are not taken."""
    for text in (
        "a: b\na: c\n",
        "a: {b: c, b: d}\n",
        "[b]: c\n",
        "{b: c}: d\n",
        "a: x\n \ty\n",
        "a:\n -\tb\n",
    ):
        with subtests.test(repr(text)):
            assert sound_values(text.encode()) is None
            _, faults = parse(text, "record.yml")
            assert faults


def test_a_tab_or_question_mark_within_words_is_taken() -> None:
    """A sign that could begin something elsewhere does not hold up a file, within words."""
    assert sound_values(b"a: b\tc\nd: e?\n") == {"a": "b\tc", "d": "e?"}


def test_what_is_taken(tmp_path: Path) -> None:
    """Comments at the top, a `#` within words, and values as deep as may be, are taken."""
    file = tmp_path / "record.yml"
    file.write_text("# one\n# two\nurl: https://a.example/#b\n", encoding="utf-8")
    assert read_sound(file) == {"url": "https://a.example/#b"}
    for depth in range(1, MAX_DEPTH + 2):
        file.write_text(f"a: {'[' * depth}b{']' * depth}\n", encoding="utf-8")
        document, _ = read(file, "record.yml")
        assert read_sound(file) == (document.plain() if document else None)


def test_links_and_large_files_are_not_taken(tmp_path: Path) -> None:
    """What is no plain file, or too large a one, is not opened."""
    file, link = tmp_path / "record.yml", tmp_path / "link.yml"
    link.symlink_to(file)
    file.write_text("name: a\n", encoding="utf-8")
    assert read_sound(link) is None
    for size, taken in ((MAX_BYTES, True), (MAX_BYTES + 1, False)):
        file.write_text("name: " + "x" * (size - 6), encoding="utf-8")
        assert (read_sound(file) is not None) is taken
