"""Commands as they are typed."""

from click.testing import CliRunner, Result

from site_builder.cli import main
from site_builder.cli.network import Network


def factsheet(*arguments: str, network: Network | None = None) -> Result:
    """What a command prints, and how it ends; an exception is a failure of the test."""
    return CliRunner().invoke(main, arguments, obj=network, catch_exceptions=False)
