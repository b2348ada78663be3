"""Turn what `links.sh` wrote into a pull request, or renew the one that is open.

Environment: GITHUB_API_URL, GITHUB_REPOSITORY, GITHUB_SHA and GITHUB_TOKEN as GitHub gives them.
Argument: the folder.
"""

import sys
from pathlib import Path

from github import GitHub, harmless
from propose import open_pull, push

BRANCH, TITLE = "check-links", "What is at the sources' addresses"
FILE = "content/checks/links.jsonl"
MAX_FILE = 16 * 1024 * 1024
BODY = (
    "What was seen at the addresses of sources that were due. This changes no quote and no record."
    " Once it is merged, pages say which words are no longer at their address: open each one that"
    " has changed before you merge. Otherwise the same addresses are looked at again.\n\n"
)


def main() -> None:
    """Open or update the pull request, if there is something new."""
    folder = Path(sys.argv[1])
    file = folder / FILE
    others = [
        one
        for one in (folder / "content").rglob("*")
        if one.is_symlink() or (not one.is_dir() and one != file)
    ]
    if others:
        sys.exit(f"{others[0].relative_to(folder).as_posix()} is not a file that a look changes.")
    if not file.exists():
        print("No address was due.")
        return
    if file.stat().st_size > MAX_FILE:
        sys.exit(f"{FILE} is larger than {MAX_FILE:,} bytes.")
    github = GitHub()
    if not push(github, BRANCH, {FILE: file.read_text(encoding="utf-8")}, TITLE):
        print(f"The branch `{BRANCH}` has been edited by hand, and stays as it is.")
        return
    seen = (folder / "seen.txt").read_text(encoding="utf-8")
    # As code, which no words of a page can end: each line is indented.
    body = BODY + harmless("".join(f"    {line}\n" for line in seen.splitlines()))
    print(open_pull(github, BRANCH, TITLE, body))


if __name__ == "__main__":
    main()
