"""Ask questions in a terminal, and offer existing records as answers.

Without a terminal nothing is asked: missing or unclear input is a usage error.
"""

import os
import select
import shutil
import sys
import textwrap
from collections.abc import Callable, Iterable
from contextlib import suppress

import click

from site_builder.authoring.names import Names
from site_builder.cli.settings import Refusal
from site_builder.content.values.urls import is_address
from site_builder.diagnostics import quoted

# Without an editor of lines, a terminal drops what is beyond this in a line (POSIX, `MAX_CANON`).
_MOST_BYTES = 4095
# Seconds in which the next line of a paste is there; nobody types that fast.
_PASTING = 0.05
_NOT_WHOLE = (
    "This was several lines, or too long for a terminal, and has not been taken. Enter a part of it"
    " in one line, and complete it in the file."
)


def has_terminal() -> bool:
    """Check whether somebody is there to answer."""
    return sys.stdin.isatty()


def filled(text: str) -> str:
    """Wrap the text at the width of the terminal."""
    width = shutil.get_terminal_size().columns
    rows = (
        textwrap.fill(row, width, break_long_words=False, break_on_hyphens=False)
        for row in text.split("\n")
    )
    return "\n".join(rows)


def ask(
    label: str,
    help_: str,
    complaint: Callable[[str], str],
    *,
    default: str = "",
    listed: Callable[[], Iterable[str]] | None = None,
) -> str:
    """Ask until `complaint` accepts the answer by returning an empty text; answers may be empty.

    `listed` returns a line for each answer that there is, for somebody who types `?`.
    """
    click.echo()
    click.secho(filled(f"{help_} `?` lists them." if listed else help_), dim=True)
    with suppress(ImportError):  # Windows has none
        import readline  # noqa: F401  takes long lines, and several that are pasted as one answer
    while True:
        typed = click.prompt(label, default=default, show_default=bool(default))
        answer = typed.strip()
        if _is_not_whole(typed):
            click.echo(filled(_NOT_WHOLE))
        elif answer == "?" and listed is not None:
            _show(listed())
        elif not (why := complaint(answer)):
            return str(answer)
        else:
            click.echo(filled(why))


def _is_not_whole(typed: str) -> bool:
    """Check whether more was pasted than the line that was read, and drop it.

    It would be lost, or become the answer to the next question.
    """
    if sys.platform == "win32" or not sys.stdin.isatty():
        return False
    if not (sys.stdout.isatty() and "readline" in sys.modules):
        return len(typed.encode()) >= _MOST_BYTES
    found = False
    while select.select([sys.stdin], [], [], _PASTING)[0] and os.read(sys.stdin.fileno(), 65_536):
        found = True
    return found


def _show(rows: Iterable[str]) -> None:
    text = "\n".join(rows) or "There are none yet."
    if text.count("\n") < shutil.get_terminal_size().lines:
        click.echo(text)
    else:
        click.echo_via_pager(text)


def choose(kind: str, typed: str, names: Names) -> str | None:
    """Return the id that was meant: by id, by name, or chosen from similar ones.

    None if there is none similar, or none of these was meant.

    Raises:
        Refusal: there is no terminal, and what was typed is not the id or name of one record.
    """
    exact = names.find(typed)
    if len(exact) == 1:
        return exact[0]
    # An address is one source's or another's: no title is like it.
    offered = exact or ([] if is_address(typed) else names.alike(typed))
    if not has_terminal():
        near = ", ".join(f"{quoted(id_)} ({names.called(id_)})" for id_ in offered)
        hint = f"Did you mean {near}?" if near else f"Add one with `factsheet new {kind}`."
        problem = "Several are" if exact else f"No {kind} is"
        raise Refusal(f"{problem} called {quoted(typed)}. {hint}")
    if not offered:
        click.echo(f"No {kind} has a name like that.")
        return None
    for number, id_ in enumerate(offered, 1):
        click.echo(f"  {number}  {names.called(id_)}  " + click.style(id_, dim=True))
    number = click.prompt(
        "Which one? (0: none of these)", default="1", value_proc=_up_to(len(offered))
    )
    return offered[number - 1] if number else None


def _up_to(last: int) -> Callable[[str], int]:
    """Return what reads a number from 0 to `last`, and asks again for anything else."""

    def read(typed: str) -> int:
        if typed.strip() not in map(str, range(last + 1)):
            raise click.UsageError(f"Type a number from 0 to {last}.")
        return int(typed)

    return read
