"""Questions in a terminal, and what exists as an answer to them.

Without a terminal nothing is asked: what is missing or unclear is a usage error.
"""

import shutil
import sys
import textwrap
from collections.abc import Callable, Iterable

import click
from rapidfuzz import fuzz, process, utils

from site_builder.authoring.names import Names
from site_builder.cli.settings import Refusal
from site_builder.diagnostics import quoted

_OFFERED = 5
# Of 100: below this, what is alike is so by chance.
_ALIKE = 60


def has_terminal() -> bool:
    """Whether somebody is there to answer."""
    return sys.stdin.isatty()


def filled(text: str) -> str:
    """The text with its lines broken between words where the terminal ends."""
    width = shutil.get_terminal_size().columns
    rows = (
        textwrap.fill(row, width, break_long_words=False, break_on_hyphens=False)
        for row in text.split("\n")
    )
    return "\n".join(rows)


def ask(label: str, said: str, complaint: Callable[[str], str], *, default: str = "") -> str:
    """Ask until `complaint` has nothing to say against the answer; an empty one is an answer."""
    click.echo()
    click.secho(filled(said), dim=True)
    while True:
        answer = click.prompt(label, default=default, show_default=bool(default)).strip()
        if not (why := complaint(answer)):
            return str(answer)
        click.echo(filled(why))


def choose(kind: str, typed: str, names: Names) -> str | None:
    """The id that was meant: an id, a name, or one of those offered that are alike.

    None where nobody in the terminal knows one of those offered.

    Raises:
        Refusal: there is no terminal, and what was typed is no id or name.
    """
    exact = names.find(typed)
    if len(exact) == 1:
        return exact[0]
    offered = exact or _alike(typed, names)
    if not has_terminal():
        near = ", ".join(f"{quoted(id_)} ({names.by_id[id_][0]})" for id_ in offered)
        ask_for = f"Did you mean {near}?" if near else f"`factsheet new {kind}` adds one."
        raise Refusal(f"There is no {kind} {quoted(typed)}. {ask_for}")
    if not offered:
        click.echo(f"No {kind} is called so. `factsheet new {kind}` adds one (leave with Ctrl-C).")
        return None
    for number, id_ in enumerate(offered, 1):
        click.echo(f"  {number}  {names.by_id[id_][0]}  " + click.style(id_, dim=True))
    numbers = click.IntRange(0, len(offered))
    number = click.prompt("Which one? (0: none of them)", type=numbers, default=1)
    return offered[number - 1] if number else None


def _alike(typed: str, names: Names) -> list[str]:
    labels = [(name, id_) for id_, called in names.by_id.items() for name in (id_, *called)]
    found = process.extract(
        typed,
        [label for label, _ in labels],
        scorer=fuzz.WRatio,
        processor=utils.default_process,
        score_cutoff=_ALIKE,
        limit=4 * _OFFERED,
    )
    # A record may be alike by its id and by several names; it is offered once.
    return [*_unique(labels[at][1] for _, _, at in found)][:_OFFERED]


def _unique(ids: Iterable[str]) -> Iterable[str]:
    return dict.fromkeys(ids)
