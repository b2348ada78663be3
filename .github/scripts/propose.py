"""Turn what `proposal.sh` wrote into a pull request, or into a reply to the issue.

Environment: GITHUB_API_URL, GITHUB_REPOSITORY, GITHUB_SHA and GITHUB_TOKEN as GitHub gives them,
and ISSUE, the issue's number. Argument: the proposal's folder.

The API makes the branch: one commit on top of the one that the proposal was checked against. This
needs no working tree and no git credentials.
"""

import os
import re
import sys
import urllib.error
from pathlib import Path
from typing import Any

from github import BOT, GitHub, harmless

MARKER = "<!-- what became of this form -->"
ID = "[a-z0-9]+(-[a-z0-9]+)*"
# A person's file is full at some time, and has further ones in a folder.
FILE = re.compile(rf"content/(people/{ID}(/{ID})?|sources/{ID})\.yml")
# The person's, a new source's, and a new one's that shows that somebody did not say the words.
MAX_FILES = 3
MAX_FILE = 256 * 1024


def main() -> None:
    """Open or update the pull request, and reply to the issue."""
    github, folder, issue = GitHub(), Path(sys.argv[1]), int(os.environ["ISSUE"])
    problems = folder / "problems.md"
    if problems.is_file():
        github.comment(issue, MARKER, harmless(problems.read_text(encoding="utf-8")))
        return
    branch = f"add-a-quote-{issue}"
    if not push(github, branch, changed_files(folder), f"Add a quote (#{issue})"):
        text = f"The branch `{branch}` has since been edited by hand. Please edit it there."
        github.comment(issue, MARKER, text)
        return
    body = (
        f"Closes #{issue}. This was checked and built before it was opened. GitHub runs no checks"
        " on what a workflow opens: if checks are required, close and reopen it.\n\n"
        + harmless((folder / "body.md").read_text(encoding="utf-8"))
    )
    address = open_pull(github, branch, f"Add a quote (#{issue})", body)
    text = f"Thank you. This is now a pull request: {address}. Edit this issue to update it."
    github.comment(issue, MARKER, text)


def changed_files(folder: Path) -> dict[str, str]:
    """Return the files of the proposal by their paths in the repository.

    Exit with a sentence if there is a file that one quote cannot change.
    """
    files = {
        file.relative_to(folder).as_posix(): file
        for file in sorted((folder / "content").rglob("*"))
        if not file.is_dir()
    }
    for path, file in files.items():
        if not FILE.fullmatch(path) or file.is_symlink() or file.stat().st_size > MAX_FILE:
            sys.exit(f"{path} is not a file that a quote changes.")
    if not 0 < len(files) <= MAX_FILES:
        sys.exit(f"A quote changes one to three files, not {len(files)}.")
    return {path: file.read_text(encoding="utf-8") for path, file in files.items()}


def push(github: GitHub, branch: str, files: dict[str, str], message: str) -> bool:
    """Make or replace the branch; return False if somebody else has worked on it."""
    base = os.environ["GITHUB_SHA"]
    tip = _found(github, f"/git/ref/heads/{branch}")
    if tip is not None:
        author = github.get(f"/git/commits/{tip['object']['sha']}")["author"]["name"]
        if author != BOT:
            return False
    entries = [
        {"path": path, "mode": "100644", "type": "blob", "content": text}
        for path, text in files.items()
    ]
    root = github.get(f"/git/commits/{base}")["tree"]["sha"]
    tree = github.send("POST", "/git/trees", {"base_tree": root, "tree": entries})["sha"]
    commit = {"message": message, "tree": tree, "parents": [base]}
    sha = github.send("POST", "/git/commits", commit)["sha"]
    if tip is None:
        github.send("POST", "/git/refs", {"ref": f"refs/heads/{branch}", "sha": sha})
    else:
        github.send("PATCH", f"/git/refs/heads/{branch}", {"sha": sha, "force": True})
    return True


def open_pull(github: GitHub, branch: str, title: str, body: str) -> str:
    """Open the branch's pull request, or update the open one; return its address."""
    owner = github.repository.partition("/")[0]
    pulls = github.get(f"/pulls?state=open&head={owner}:{branch}")
    if pulls:
        pull = github.send("PATCH", f"/pulls/{pulls[0]['number']}", {"body": body})
    else:
        base = github.get("")["default_branch"]
        data = {"title": title, "head": branch, "base": base, "body": body}
        pull = github.send("POST", "/pulls", data)
    return str(pull["html_url"])


def _found(github: GitHub, path: str) -> Any:
    try:
        return github.get(path)
    except urllib.error.HTTPError as error:
        if error.code == 404:
            return None
        raise


if __name__ == "__main__":
    main()
