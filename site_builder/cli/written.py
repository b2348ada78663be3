"""What is wrong in files that a command has just written."""

from collections.abc import Collection, Iterable
from pathlib import Path

import click

from site_builder.checks.lines import line_reader
from site_builder.checks.reports import terminal
from site_builder.diagnostics import Diagnostic, has_errors


def say_faults(found: Iterable[Diagnostic], written: Collection[str], base: Path) -> bool:
    """Say what is wrong in the files `written`, and how much elsewhere; True for errors in them.

    Old faults in other files are nothing that whoever wrote these must mend.
    """
    found = [*found]
    own = [fault for fault in found if fault.span.path in written]
    if own:
        click.echo("\n" + terminal.render(own, line_reader(base)))
    if others := len(found) - len(own):
        click.echo(f"\n{others:,} more in other files: `factsheet check` shows them.")
    return has_errors(own)
