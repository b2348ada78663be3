import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from site_builder.cli import COMMANDS, main
from tests.support.project import Project


def test_help_fits() -> None:
    """The list of commands is told in full at 80 columns."""
    said = CliRunner().invoke(main, ["--help"], env={"COLUMNS": "80"}).output
    assert len(said.partition("Commands:\n")[2].splitlines()) == len(COMMANDS)
    assert "..." not in said.partition("Commands:\n")[2]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a full device is Linux's")
@pytest.mark.parametrize("arguments", [["check"], ["explain", "--all"], ["--help"]], ids=" ".join)
def test_output_that_cannot_be_written(project: Project, arguments: list[str]) -> None:
    """A full disk behind `>` is a sentence and exit code 2, not a traceback."""
    program = Path(sys.executable).with_name("factsheet")
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [program, *arguments],
            cwd=project.folder,
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    said = "Error: Cannot write output: No space left on device.\n"
    assert (done.returncode, done.stderr) == (2, said)
