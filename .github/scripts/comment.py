"""Post on a pull request what the workflow `Pull request` found.

Environment: GITHUB_API_URL, GITHUB_OUTPUT, GITHUB_REPOSITORY, GITHUB_SERVER_URL and GITHUB_TOKEN
as GitHub gives them; of the workflow's run: RUN_ID, HEAD_SHA and HEAD_REPOSITORY.
Output: `number`, once the pull request's number has been confirmed.

The pull request's own code made the report. So its size is limited, its text is never more than
text, and its number counts only if GitHub says that this pull request is at the run's commit.
"""

import io
import os
import re
import sys
import zipfile
import zlib
from pathlib import Path

from github import GitHub, harmless

MARKER = "<!-- what this pull request changes -->"
MAX_ARCHIVE = 1_000_000
MAX_FILE = 300_000
# What `zipfile` raises for a file that is missing, damaged, encrypted, too large or not text.
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, KeyError, RuntimeError, ValueError)


def main() -> None:
    """Post the report, or print why not."""
    github = GitHub()
    run = os.environ["RUN_ID"]
    found = [
        artifact
        for artifact in github.get(f"/actions/runs/{run}/artifacts?per_page=100")["artifacts"]
        if artifact["name"] == "report" and not artifact["expired"]
    ]
    if not found:
        print("The run has no report: it was cancelled, or its setup failed.")
        return
    try:
        archive = github.download(f"/actions/artifacts/{found[0]['id']}/zip", MAX_ARCHIVE)
    except ValueError as error:
        sys.exit(f"The report is not one that the workflow makes: {error}")
    number, body = read_report(archive)
    pull = github.get(f"/pulls/{number}")
    # A fork may have been deleted since; then there is no repository.
    head = (pull["head"]["sha"], (pull["head"]["repo"] or {}).get("full_name"))
    if pull["state"] != "open" or head != (os.environ["HEAD_SHA"], os.environ["HEAD_REPOSITORY"]):
        print(f"#{number} is closed, or not at the run's commit: nothing is posted.")
        return
    address = f"{os.environ['GITHUB_SERVER_URL']}/{github.repository}/actions/runs/{run}"
    github.comment(
        number,
        MARKER,
        # Our own words come first, so that nothing written by others can swallow them.
        f"The pull request’s own code says this, in [this run]({address}). To look at the site,"
        " download the run’s artifact `preview`, unpack it and run"
        f" `python3 -m http.server --directory preview`.\n\n{harmless(body)}\n",
    )
    with Path(os.environ["GITHUB_OUTPUT"]).open("a", encoding="utf-8") as output:
        output.write(f"number={number}\n")


def read_report(archive: bytes) -> tuple[int, str]:
    """Return the pull request's number and the comment's text from the artifact's zip file.

    Exit with a sentence if the archive is not one that `report.sh` makes.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(archive)) as files:
            number, body = (read_text(files, name) for name in ("number", "body.md"))
    except _BROKEN as error:
        sys.exit(f"The report is not one that the workflow makes: {error}")
    if not re.fullmatch(r"[1-9][0-9]{0,8}\n?", number):
        sys.exit("The report's number is not a number.")
    return int(number), body


def read_text(files: zipfile.ZipFile, name: str) -> str:
    """Return one file of the archive, up to MAX_FILE bytes, whatever its header says.

    Raises:
        ValueError: the file is larger, or not UTF-8.
    """
    with files.open(name) as file:
        found = file.read(MAX_FILE + 1)
    if len(found) > MAX_FILE:
        raise ValueError(f"{name} is larger than {MAX_FILE:,} bytes")
    return found.decode("utf-8")


if __name__ == "__main__":
    main()
