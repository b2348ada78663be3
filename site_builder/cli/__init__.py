"""The command line: one command per module.

Exit codes: 0 success, 1 faults in the content, 2 the command failed, 130 somebody stopped it.
"""

import io
import os
import sys
from importlib import import_module
from keyword import iskeyword
from typing import Any

import click
from click.shell_completion import CompletionItem

from site_builder.cli.settings import Refusal
from site_builder.diagnostics import did_you_mean

COMMANDS = {
    "check": "Check all content and list what is wrong with it.",
    "explain": "Explain faults: what is wrong, why it matters, how to mend it.",
    "diff": "Show what has changed, record by record.",
    "changes": "Show what changed between two releases.",
    "export": "Write the data in a format, without building the site.",
    "new": "Add a person, a theme, a source, an organisation or a statement.",
    "import": "Import a spreadsheet or a collection.",
    "portrait": "Add a person's portrait, from an address or a file.",
    "capture": "Compare quotes with a copy of their source.",
    "verify": "Compare all quotes with the copies of their sources again.",
    "links": "Look whether sources are still at their addresses.",
    "archive": "Record the copies of sources in the Wayback Machine.",
    "fmt": "Put the fields of records in order.",
    "init": "Write a new site into a folder.",
    "schema": "Write the JSON Schemas of the content.",
    "issue": "Add the quote from an issue on GitHub.",
    "build": "Check all content and build the site.",
    "stage": "Do one stage of a build, or one shard of it.",
    "publish": "Bring the built site to a folder or a bucket.",
}
"""The commands, in the order of the help, and what they do; each is a module of that name.

To import all of them for the help takes ten times as long as the help.
"""
# What shells give a command that Ctrl-C has ended: 128, and the number of the signal.
_STOPPED = 130


class _Commands(click.Group):
    """Imports a command only when it runs."""

    def list_commands(self, _ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def format_commands(self, _ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([*COMMANDS.items()])

    def get_command(self, _ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        # A module cannot be called `import`.
        module = f"{cmd_name}_" if iskeyword(cmd_name) else cmd_name
        command = import_module(f"{__name__}.{module}").command
        assert isinstance(command, click.Command)
        return command

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        # As in the help, no command is imported for its name.
        own = [
            CompletionItem(name, help=does)
            for name, does in COMMANDS.items()
            if name.startswith(incomplete)
        ]
        return [*own, *click.Command.shell_complete(self, ctx, incomplete)]

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            hint = did_you_mean(args[0], COMMANDS)
            raise click.UsageError(f"{error.message} {hint}".rstrip(), ctx) from None

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except (KeyboardInterrupt, click.Abort):
            click.echo("\nStopped.", err=True)
            ctx.exit(_STOPPED)

    def main(self, *args: Any, **options: Any) -> Any:
        for stream in (sys.stdout, sys.stderr):
            _write_any_text(stream)
        try:
            return super().main(*args, **options)
        except OSError as error:
            if error.filename is not None:
                raise
            # Without a file name, the error concerns the output. Python writes to it again on exit.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            Refusal(f"Cannot write output: {error.strerror}.").show()
            sys.exit(Refusal.exit_code)


def _write_any_text(stream: object) -> None:
    """Have files and pipes get UTF-8, and a terminal whatever it can show, on any system.

    On Windows, what is written with `>` would be in the code page of the country: names in other
    scripts would end the command, and a draft of a mapping file could not be read again.
    """
    if isinstance(stream, io.TextIOWrapper) and stream.encoding.lower() != "utf-8":
        if stream.isatty():
            stream.reconfigure(errors="replace")
        else:
            stream.reconfigure(encoding="utf-8")


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
