"""Share what commands need: their common options, and the error that ends them."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from site_builder.mkdocs.settings import Settings

Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]
SETTINGS = Path("mkdocs.yml")
config_option = click.option(
    "-f",
    "--config-file",
    type=click.Path(path_type=Path),
    default=SETTINGS,
    show_default=True,
    help="The site's settings, which name the content folder.",
)

work_option = click.option(
    "--work",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path(".factsheet"),
    show_default=True,
    help="The folder in which stages leave what they make. All machines must see it.",
)


def format_option(meaning: str = "terminal for people, json for scripts.") -> Decorator:
    """Return the option for whom a command answers: `form` is `terminal` or `json`."""
    return click.option(
        "--format",
        "form",
        type=click.Choice(["terminal", "json"]),
        default="terminal",
        show_default=True,
        help=meaning,
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
