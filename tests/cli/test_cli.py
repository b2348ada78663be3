import os
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from site_builder.cli import COMMANDS, main
from tests.support.project import Project


def test_help_fits() -> None:
    """The list of commands is told in full at 80 columns."""
    said = CliRunner().invoke(main, ["--help"], env={"COLUMNS": "80"}).output
    assert len(said.partition("Commands:\n")[2].splitlines()) == len(COMMANDS)
    assert "..." not in said.partition("Commands:\n")[2]


@pytest.mark.parametrize("name", COMMANDS)
def test_help_says_what_each_command_does(name: str) -> None:
    """The list of commands has the first sentence of each one's help, though it imports none."""
    command = main.get_command(click.Context(main), name)
    assert command is not None
    assert command.get_short_help_str(limit=200) == COMMANDS[name]


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


@pytest.mark.skipif(sys.platform == "win32", reason="a signal ends other processes there")
def test_ctrl_c(project: Project) -> None:
    """Whoever stops a command sees that it is stopped; a script sees that nothing was at fault."""
    stopped = (
        "import os, signal, sys; import site_builder.cli.check as it; from site_builder.cli import"
        " main; it.command.callback = lambda **_: os.kill(os.getpid(), signal.SIGINT); main()"
    )
    done = subprocess.run(
        [sys.executable, "-c", stopped, "check"],
        cwd=project.folder,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (130, "", "\nStopped.\n")


def test_output_is_utf_8_wherever_it_goes(project: Project) -> None:
    """A file gets every name as it is, though the system has an encoding of its own."""
    (project.folder / "sheet.csv").write_text("Имя,“Words”\nA,B\n", encoding="utf-8")
    done = subprocess.run(
        [Path(sys.executable).with_name("factsheet"), "import", "sheet.csv"],
        cwd=project.folder,
        env=os.environ | {"PYTHONIOENCODING": "cp1252"},
        capture_output=True,
        check=False,
    )
    assert "  Имя: …\n  “Words”: …\n" in done.stdout.decode("utf-8")
    assert "write\na field in place of each `…`" in done.stderr.decode("utf-8")


def test_a_misspelt_command() -> None:
    """The nearest command is named."""
    said = CliRunner().invoke(main, ["chek"]).stderr
    assert said.endswith("Error: No such command 'chek'. Did you mean `check`?\n")


def test_a_folder_in_place_of_settings(project: Project) -> None:
    """A folder is not the settings, and what may be meant is named."""
    said = CliRunner().invoke(main, ["check", "-f", str(project.folder)]).stderr
    assert f"is a folder. Name the settings in it with -f, such as {project.folder}" in said


def test_a_shell_completes_commands_without_importing_them() -> None:
    """The names of commands and what they do come from one list; none of the commands is read."""
    code = (
        "import sys; from site_builder.cli import main; import atexit;"
        " atexit.register(lambda: print([n for n in sys.modules if 'site_builder.cli.' in n]));"
        " main(prog_name='factsheet')"
    )
    asked = {"COMP_WORDS": "factsheet ex", "COMP_CWORD": "1"}
    told = subprocess.run(
        [sys.executable, "-c", code],
        env=os.environ | asked | {"_FACTSHEET_COMPLETE": "zsh_complete"},
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    for name in ("explain", "export"):
        assert f"plain\n{name}\n{COMMANDS[name]}\n" in told
    assert told.endswith("['site_builder.cli.settings']\n")
