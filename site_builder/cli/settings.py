"""Share what every command needs: the option for `mkdocs.yml`, and the error that ends it."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from site_builder.mkdocs.settings import Settings

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


def settings_of(config_file: Path) -> "Settings":
    """Return the site's settings.

    Raises:
        Refusal: they cannot be read.
    """
    from site_builder.mkdocs.settings import SettingsError, read_settings

    try:
        return read_settings(config_file)
    except SettingsError as error:
        raise Refusal(str(error)) from None
