"""Report the faults in files that a command has just written."""

from collections.abc import Collection, Iterable
from pathlib import Path

import click

from site_builder.checks.lines import line_reader
from site_builder.checks.reports import terminal
from site_builder.diagnostics import Diagnostic, has_errors


def report_faults(found: Iterable[Diagnostic], written: Collection[str], base: Path) -> bool:
    """Print the faults in the files `written`, count the others; return whether there are errors.

    Faults in other files are not the writer's to mend.
    """
    found = [*found]
    own = [fault for fault in found if fault.span.path in written]
    if own:
        click.echo("\n" + terminal.render(own, line_reader(base)))
    if others := len(found) - len(own):
        noun = "fault" if others == 1 else "faults"
        click.echo(f"\n{others:,} more {noun} in other files. Run `factsheet check` to see all.")
    return has_errors(own)
