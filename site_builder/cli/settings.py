"""Share what every command needs: the option for `mkdocs.yml`, and the error that ends it."""

from pathlib import Path

import click

SETTINGS = Path("mkdocs.yml")
config_option = click.option(
    "-f",
    "--config-file",
    type=click.Path(path_type=Path),
    default=SETTINGS,
    show_default=True,
    help="The site's settings, which name the content folder.",
)


class Refusal(click.ClickException):
    """A command cannot be carried out: a sentence, and exit code 2."""

    exit_code = 2
