import os
import re
import unicodedata
from dataclasses import replace
from pathlib import Path

import click
import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.checks.lines import line_reader
from site_builder.checks.reports.terminal import render, render_report, summary
from site_builder.diagnostics import Diagnostic, Related, Severity, Span
from tests.support.outcomes import WARNING, outcome

FAULT = Diagnostic("some-code", "It is so.", Span("people/a.yml", 3, 7, 3, 10), "Type this.")


def shown(line: str, start: int, end: int) -> tuple[str, str]:
    """The line and the carets beneath it, for a fault from column `start` to before `end`."""
    fault = Diagnostic("some-code", "It is so.", Span("a.yml", 3, start, 3, end))
    [_, _, text, carets] = click.unstyle(render([fault], lambda _: line)).split("\n")
    return text, carets


def columns(text: str) -> int:
    """How many columns a terminal gives to a text (UAX 11)."""
    return sum(
        0
        if unicodedata.category(character) in ("Mn", "Me")
        else 1 + (unicodedata.east_asian_width(character) in "WF")
        for character in text
    )


def test_a_diagnostic_for_people() -> None:
    """Place and code, the fact, the line with carets, other places, and what to type."""
    fault = Diagnostic(
        FAULT.code,
        FAULT.message,
        FAULT.span,
        FAULT.hint,
        Severity.WARNING,
        (Related("The other one", Span("people/b.yml", 5, 2)),),
    )
    assert click.unstyle(render([fault, FAULT], lambda _: "kind: abc # x")) == (
        "people/a.yml:3:7: warning[some-code]\n"
        "  It is so.\n"
        "    3 │ kind: abc # x\n"
        "      │       ^^^\n"
        "  The other one: people/b.yml:5:2\n"
        "  → Type this.\n"
        "\n"
        "people/a.yml:3:7: error[some-code]\n"
        "  It is so.\n"
        "    3 │ kind: abc # x\n"
        "      │       ^^^\n"
        "  → Type this."
    )


def test_a_whole_file_shows_no_line() -> None:
    """A fault of a whole file shows none of its lines; one of its first letter does."""
    assert "│" not in render([Diagnostic("c", "M.", Span("a.yml"))], lambda _: "first line")
    assert "│" in render([Diagnostic("c", "M.", Span("a.yml", 1, 1, 1, 2))], lambda _: "first line")


@pytest.mark.parametrize(
    ("line", "start", "end"),
    [
        ("name: abc", 7, 10),
        ("name: 日本語 abc", 11, 14),
        ("имя: абв", 6, 9),
        ("x: e\u0332a\u0323b c", 9, 10),
        ("x: क्षि त", 9, 10),
        ("x: 👍 y", 6, 7),
        ("x: ＡＢ y", 7, 8),
        ("x:\ty", 4, 5),
        ("x: \u3000y", 5, 6),
        ("x: שלום y", 9, 10),
        ("x: ab", 4, 4),
    ],
    ids=ascii,
)
def test_the_caret_stands_under_its_column(line: str, start: int, end: int) -> None:
    """Wide characters take two columns of a terminal, combining ones none."""
    text, carets = shown(line, start, end)
    before = text[: text.index("│") + 2 + start - 1]
    assert columns(carets[: carets.index("^")]) == columns(before)
    assert carets.count("^") == max(1, columns(line[start - 1 : end - 1]))


@pytest.mark.parametrize("start", [1, 40, 80, 200, 400])
def test_a_long_line_is_cut_around_its_fault(start: int) -> None:
    """Of a long line, what stands around the fault is shown, with the caret still under it."""
    line = "".join(chr(ord("a") + number % 26) for number in range(400))
    text, carets = shown(line, start, start + 1)
    assert len(text) < 90
    assert text[carets.index("^")] == line[start - 1]


@pytest.mark.parametrize(
    "span", [Span("a.yml", 3, 500, 3, 501), Span("a.yml", 3, 2, 9, 4), Span("a.yml", 3, 1, 3, 900)]
)
def test_a_fault_beyond_its_line_is_shown(span: Span) -> None:
    """A fault that ends on another line, or beyond this one, has carets to its end."""
    lines = click.unstyle(render([Diagnostic("c", "M.", span)], lambda _: "ab cd")).split("\n")
    assert lines[3].count("^") <= 5
    assert "^" in lines[3]


@given(st.text(), st.text(), st.text(), st.integers(1, 300), st.integers(1, 300))
def test_content_cannot_act_on_a_terminal(
    text: str, line: str, path: str, start: int, end: int
) -> None:
    """Nothing that content holds reaches the terminal but what it can print."""
    span = Span(path, 1, start, 1, end)
    fault = Diagnostic("c", text, span, text, Severity.ERROR, (Related("Other", span),))
    rendered = re.sub(r"\x1b\[[0-9;]*m", "", render([fault], lambda _: line))
    assert all(character == "\n" or character.isprintable() for character in rendered)
    assert rendered.count("\n") <= 5


@pytest.mark.parametrize(
    "attack", ["\x1b[2J", "\x1b]0;title\x07", "\x9b31m", "\r", "\b", "\u202e", "\u2028", "\x00"]
)
def test_escape_sequences_are_shown_as_lost(attack: str) -> None:
    """What a terminal would act upon is shown as a sign that something stands there."""
    fault = Diagnostic("c", f"a{attack}b", Span(f"p{attack}q"), f"h{attack}i")
    rendered = click.unstyle(render([fault], lambda _: None))
    for before, after in ("ab", "pq", "hi"):
        assert f"{before}\N{REPLACEMENT CHARACTER}" in rendered
        assert f"{before}{attack}{after}" not in rendered


@pytest.mark.parametrize(
    ("severities", "words"),
    [
        ("", "No faults in 3 people."),
        ("e", "1 error in 1 file; checked 3 people."),
        ("ee", "2 errors in 1 file; checked 3 people."),
        ("w", "1 warning in 1 file; checked 3 people."),
        ("eww", "1 error and 2 warnings in 1 file; checked 3 people."),
    ],
)
def test_summary(severities: str, words: str) -> None:
    """The last line counts what is wrong, and says what was checked."""
    kinds = {"e": Severity.ERROR, "w": Severity.WARNING}
    faults = [Diagnostic("c", "M.", Span("a.yml"), "", kinds[letter]) for letter in severities]
    assert click.unstyle(summary(faults, "3 people")) == words


def test_lines_are_read_from_plain_files_only(tmp_path: Path) -> None:
    """A line of a file is shown; nothing behind a link, of a pipe, or outside of its lines is."""
    (tmp_path / "a.yml").write_bytes(b"one\ntw\xff\n")
    (tmp_path / "link.yml").symlink_to(tmp_path / "a.yml")
    os.mkfifo(tmp_path / "pipe.yml")
    read = line_reader(tmp_path)
    assert read(Span("a.yml", 2)) == "tw\N{REPLACEMENT CHARACTER}"
    assert read(Span("a.yml", 9)) is None
    assert read(Span("link.yml")) is None
    assert read(Span("pipe.yml")) is None
    assert read(Span("gone.yml")) is None


def test_the_terminal_ends_with_what_was_left_out() -> None:
    """The last line counts, tells the time, and says what is not reported or read."""
    said = render_report(outcome(waived=1, passed_over=1_000, unread=2_000))
    assert said.splitlines()[-1].endswith(
        "0 statements, in 1.2 s. Not reported: 1 waived, 1,000 old or in other files."
        " 2,000 files unaffected, not read."
    )


def test_sentences_are_broken_to_the_terminal() -> None:
    """In a terminal fact and hint keep their indentation over lines; piped they are one line."""
    hint = "Write it as a person would write it who has more time than this line has room."
    fault = replace(WARNING, message=hint, hint=hint)
    broken = click.unstyle(render([fault], lambda _: None, 30)).splitlines()
    assert [line for line in broken[1:] if len(line) > 30 or not line.startswith("  ")] == []
    assert " ".join(line.strip() for line in broken[1:]) == f"{hint} → {hint}"
    whole = click.unstyle(render([fault], lambda _: None)).splitlines()
    assert whole[1:] == [f"  {hint}", f"  → {hint}"]
