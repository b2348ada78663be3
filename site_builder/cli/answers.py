"""Keep what somebody has answered: if a command ends early, show how to go on from there."""

import shlex
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import click

from site_builder.cli.asking import has_terminal
from site_builder.cli.settings import SETTINGS
from site_builder.content.document import Plain


@contextmanager
def kept(command: str, config_file: Path, *answers: Mapping[str, Plain]) -> Iterator[None]:
    """If the block is left by an error or by Ctrl-C, show the command with all answers so far.

    `answers` are options by the names of their fields, as they are then.
    """
    try:
        yield
    except BaseException:
        options = [*_options(answers)]
        if options and has_terminal():
            if config_file != SETTINGS:
                options += ["--config-file", str(config_file)]
            click.echo("\n\nNothing of this was written. To go on with your answers, run:\n")
            click.echo(shlex.join(["factsheet", "new", command, *options]) + "\n")
        raise


def option(name: str) -> str:
    """Return the option for a field."""
    return f"--{name.replace('_', '-')}"


def _options(answers: tuple[Mapping[str, Plain], ...]) -> Iterator[str]:
    for fields in answers:
        for name, value in fields.items():
            for one in value if isinstance(value, list) else [value]:
                if one:
                    yield from (option(name), str(one))
