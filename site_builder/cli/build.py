"""`factsheet build`."""

import logging
from pathlib import Path

import click

from site_builder.cli.settings import Refusal, config_option
from site_builder.mkdocs.build import build_site
from site_builder.mkdocs.settings import SettingsError


@click.command("build")
@config_option
def command(config_file: Path) -> None:
    """Check all content and build the site.

    If there is any fault, even a warning, the existing site stays unchanged.
    """
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    try:
        build_site(config_file)
    except SettingsError as error:
        raise Refusal(str(error)) from None
