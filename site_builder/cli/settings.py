"""Share what commands need: their common options, and the error that ends them."""

from collections.abc import Callable, Sequence
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


def format_option(
    meaning: str = "terminal for people, json for scripts.",
    forms: Sequence[str] = ("terminal", "json"),
) -> Decorator:
    """Return the option for whom a command answers: `form` is one of these, the first by itself."""
    return click.option(
        "--format",
        "form",
        type=click.Choice(forms),
        default=forms[0],
        show_default=True,
        help=meaning,
    )


differences_option = format_option(
    "terminal for people, markdown for a pull request, json for scripts.",
    ("terminal", "markdown", "json"),
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
