import os
import pty
import sys
from contextlib import suppress

import click
import pytest
from click.testing import CliRunner

from site_builder.authoring.names import Names
from site_builder.cli import asking
from site_builder.cli.asking import ask, choose, filled
from site_builder.cli.settings import Refusal
from tests.support.paths import ROOT


@pytest.fixture
def names() -> Names:
    """Three people, two of whom have one name."""
    names = Names()
    names.add("ada-keeper", ["Ada Keeper", "Ада"])
    names.add("bo-one", ["Bo Same"])
    names.add("bo-two", ["Bo Same"])
    return names


@pytest.mark.parametrize("typed", ["ada-keeper", "ADA KEEPER", "ада"])
def test_who_was_meant(typed: str, names: Names) -> None:
    """An id or a whole name, in any case, is one record, and nobody is asked."""
    assert choose("person", typed, names) == "ada-keeper"


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("keper", {"ada-keeper"}),
        ("Bo Same", {"bo-one", "bo-two"}),
        ("xq", set()),
        ("https://example.org/ada-keeper", set()),
    ],
)
def test_nobody_is_guessed(
    typed: str, offered: set[str], names: Names, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without a terminal, what is not one record is refused, with the ids that may be meant."""
    monkeypatch.setattr(asking, "has_terminal", lambda: False)
    with pytest.raises(Refusal) as refused:
        choose("person", typed, names)
    assert {id_ for id_ in names.by_id if f"`{id_}`" in refused.value.message} == offered


@pytest.mark.parametrize(
    ("answer", "chosen"), [("2", "bo-two"), ("9\n1", "bo-one"), ("", "bo-one"), ("0", None)]
)
def test_a_record_is_chosen_by_its_number(
    answer: str, chosen: str | None, names: Names, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In a terminal the similar ones are numbered; a number that is not there is asked again."""
    monkeypatch.setattr(asking, "has_terminal", lambda: True)
    found: list[str | None] = []

    @click.command()
    def command() -> None:
        found.append(choose("person", "Bo Same", names))

    CliRunner().invoke(command, input=f"{answer}\n", catch_exceptions=False)
    assert found == [chosen]


def test_an_answer_that_is_no_number(names: Names, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever types a name in place of its number is told which numbers there are."""
    monkeypatch.setattr(asking, "has_terminal", lambda: True)

    @click.command()
    def command() -> None:
        choose("person", "Bo Same", names)

    said = CliRunner().invoke(command, input="bo-two\n2\n", catch_exceptions=False).output
    assert "Type a number from 0 to 2." in said


def test_an_answer_is_asked_for_until_it_is_right() -> None:
    """What an answer lacks is said, and it is asked for again; blanks around it are dropped."""
    found: list[str] = []

    @click.command()
    def command() -> None:
        found.append(ask("Id", "Some help.", lambda text: "" if text == "right" else "Not that."))

    said = CliRunner().invoke(command, input="wrong\n  right \n", catch_exceptions=False).output
    assert found == ["right"]
    assert said.count("Not that.") == 1


def test_no_word_is_broken(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lines are broken between words to the width of the terminal, and stay lines of their own."""
    monkeypatch.setenv("COLUMNS", "10")
    assert filled("one two three\nhttps://facts.example/a-b") == (
        "one two\nthree\nhttps://facts.example/a-b"
    )


ASKING = (
    "from site_builder.cli.asking import ask;"
    "print('TAKEN', len(ask('Words', 'The words.', lambda answer: '')))"
)


def asked(*answers: str) -> str:
    """Ask in a pseudo-terminal; each answer is pasted at once, when the question is there."""
    pid, ours = pty.fork()
    if pid == 0:  # pragma: no cover  another process
        os.environ["PYTHONPATH"] = str(ROOT)
        os.execv(sys.executable, [sys.executable, "-c", ASKING])  # noqa: S606
    output, given = "", 0
    with suppress(OSError):  # the terminal is gone when the process has ended
        while data := os.read(ours, 65_536):
            output += data.decode(errors="replace")
            if output.count("Words: ") > given < len(answers):
                os.write(ours, answers[given].encode())
                given += 1
    os.close(ours)
    os.waitpid(pid, 0)
    return output


@pytest.mark.parametrize("length", [10, 4_094, 4_095, 4_096, 6_000])
def test_a_long_answer_is_whole(length: int) -> None:
    """An answer that is longer than what a terminal holds in a line is taken whole."""
    assert f"TAKEN {length}" in asked("w" * length + "\r")


def test_several_lines_are_not_taken_for_one() -> None:
    """Lines that are pasted do not become the answers to the next questions."""
    output = asked("One line.\rAnother.\rA third.\r", "All in one line.\r")
    assert "This was several lines" in output
    assert "TAKEN 16" in output


def test_lines_that_a_terminal_marks_as_pasted_are_one_answer() -> None:
    """Where a terminal says what is pasted, all of its lines are one answer."""
    assert "TAKEN 18" in asked("\x1b[200~One line.\nAnother.\x1b[201~\r")
