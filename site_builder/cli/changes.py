"""`factsheet changes`."""

import json
from pathlib import Path

import click

from site_builder.changes.difference import markdown, terminal
from site_builder.changes.difference.sides import between
from site_builder.changes.git import GitError, two_snapshots
from site_builder.changes.releases import changes
from site_builder.cli.output import show
from site_builder.cli.settings import Refusal, config_option, differences_option
from site_builder.content.values.characters import encodable
from site_builder.mkdocs.settings import SettingsError, read_settings


@click.command("changes", short_help="Show what changed between two releases.")
@config_option
@click.argument("revisions", metavar="FROM..TO")
@differences_option
def command(config_file: Path, revisions: str, form: str) -> None:
    """Show what changed in the content between two tags or commits, such as v1..v2.

    Without TO, up to the commit that is checked out. `factsheet diff` also shows what is not
    committed.

    Exit code: 0 whether or not anything has changed, 2 the command failed.
    """
    before, dots, now = revisions.partition("..")
    if not dots or not before:
        raise Refusal("Name two revisions, as in `factsheet changes v1..v2`.")
    now = now or "HEAD"
    try:
        content = read_settings(config_file).content
        if form == "json":
            found = changes(content, before, now)
            click.echo(encodable(json.dumps(found, indent=2, ensure_ascii=False)))
            return
        difference = between(*two_snapshots(content, before, now))
    except (SettingsError, GitError) as error:
        raise Refusal(str(error)) from None
    if form == "terminal":
        show(lambda is_coloured: terminal.render(difference, is_coloured=is_coloured))
    else:
        click.echo(markdown.render(difference))
