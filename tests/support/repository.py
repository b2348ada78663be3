"""A git repository with content in it, made for one test."""

import os
import re
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

_ENVIRONMENT = {
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_AUTHOR_NAME": "Ada",
    "GIT_AUTHOR_EMAIL": "ada@example.org",
    "GIT_COMMITTER_NAME": "Ada",
    "GIT_COMMITTER_EMAIL": "ada@example.org",
}


def git(folder: Path, *arguments: str) -> str:
    """What git says, run in a folder with no settings but its own."""
    program = shutil.which("git")
    assert program is not None
    return subprocess.run(
        [program, *arguments],
        cwd=folder,
        env=os.environ | _ENVIRONMENT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout


def commit(folder: Path) -> str:
    """Commit everything in the folder, which becomes a repository if it is none; returns the id."""
    if not (folder / ".git").exists():
        git(folder, "init", "--quiet", "--initial-branch=main")
    git(folder, "add", "--all", "--force")
    git(folder, "commit", "--quiet", "--allow-empty", "--message", "State")
    return git(folder, "rev-parse", "HEAD").strip()


def write(folder: Path, files: Mapping[str, str | bytes | None]) -> None:
    """Write files below a folder, and remove those that are None."""
    for name, text in files.items():
        file = folder / name
        if text is None:
            file.unlink()
        else:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(text.encode() if isinstance(text, str) else text)


def two_states(case: str) -> tuple[dict[str, str], dict[str, str | None]]:
    """The files of a case before and now; `=== now path (gone)` removes one."""
    before: dict[str, str] = {}
    now: dict[str, str | None] = {}
    for when, name, text in re.findall(
        r"^=== (before|now) (.+)\n((?:(?!=== ).*\n)*)", case, re.MULTILINE
    ):
        if when == "before":
            before[name] = text
        else:
            path = name.removesuffix(" (gone)")
            now[path] = None if path != name else text
    return before, now
