"""The command line: one command per module.

Exit codes: 0 success, 1 faults in the content, 2 the command failed.
"""

import os
import sys
from importlib import import_module
from keyword import iskeyword
from typing import Any

import click

from site_builder.cli.settings import Refusal

COMMANDS = (
    "check",
    "explain",
    "diff",
    "changes",
    "export",
    "new",
    "import",
    "portrait",
    "capture",
    "verify",
    "links",
    "archive",
    "fmt",
    "init",
    "schema",
    "issue",
    "build",
    "stage",
    "publish",
)
"""The commands, in the order of the help; each is a module of that name, imported when it runs."""


class _Commands(click.Group):
    """Imports a command only when it is needed."""

    def list_commands(self, _ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, _ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        # A module cannot be called `import`.
        module = f"{cmd_name}_" if iskeyword(cmd_name) else cmd_name
        command = import_module(f"{__name__}.{module}").command
        assert isinstance(command, click.Command)
        return command

    def main(self, *args: Any, **options: Any) -> Any:
        try:
            return super().main(*args, **options)
        except OSError as error:
            if error.filename is not None:
                raise
            # Without a file name, the error concerns the output. Python writes to it again on exit.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            Refusal(f"Cannot write output: {error.strerror}.").show()
            sys.exit(Refusal.exit_code)


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="officials-fact-sheet")
@click.pass_context
def main(context: click.Context) -> None:
    """Record what officials said, in their own words, with sources, and build a site of it."""
    # https://no-color.org and https://force-color.org; otherwise only terminals get colour.
    if os.environ.get("NO_COLOR"):
        context.color = False
    elif os.environ.get("FORCE_COLOR"):
        context.color = True
