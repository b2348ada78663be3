"""Commands as they are typed."""

from click.testing import CliRunner, Result

from site_builder.cli import main


def factsheet(*arguments: str) -> Result:
    """What a command prints, and how it ends; an exception is a failure of the test."""
    return CliRunner().invoke(main, arguments, catch_exceptions=False)
