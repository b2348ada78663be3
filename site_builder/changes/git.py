"""Read earlier states of the content from git. The only module that runs git.

Nothing is written to the work tree or the index, and nothing is fetched: earlier files are read
from git's objects, by their ids.
"""

import os
import shutil
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from site_builder.diagnostics import did_you_mean, quoted

_ENVIRONMENT = {
    "GIT_NO_LAZY_FETCH": "1",  # what a partial clone lacks stays missing; no network is used
    "GIT_LITERAL_PATHSPECS": "1",  # a folder named `*` is that folder
    "GIT_OPTIONAL_LOCKS": "0",  # the index is not written
    "LC_ALL": "C",
}
_LINK = "120000"
_COMMIT = "160000"


class GitError(Exception):
    """Git cannot answer; the message is a sentence that says why."""


class Blob(NamedTuple):
    """A file in a commit: its mode (six octal digits) and the id of its content."""

    mode: str
    id: str


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A folder as it was in a commit, and which of its files differ now.

    Paths are relative to the folder, with forward slashes. `changed` are files added, edited or
    removed since, committed or not, including files that git does not track.
    """

    top: Path
    commit: str
    files: Mapping[str, Blob]
    changed: frozenset[str]

    def read(self, paths: Iterable[str]) -> Iterator[tuple[str, bytes]]:
        """Yield the path and content of each named file that existed.

        Raises:
            GitError: git lacks one of them.
        """
        wanted = [(path, self.files[path]) for path in paths if path in self.files]
        if not wanted:
            return
        asked = "".join(f"{blob.id}\n" for _, blob in wanted).encode()
        answer, at = _git(self.top, "cat-file", "--batch", given=asked), 0
        for path, blob in wanted:
            end = answer.index(b"\n", at)
            header = answer[at:end].split()
            if len(header) != 3:
                raise GitError(f"git lacks the object {blob.id}, which was {quoted(path)}.")
            at = end + 1 + int(header[2])
            yield path, answer[end + 1 : at]
            at += 1

    def write(self, paths: Iterable[str], folder: Path) -> None:
        """Write the named files into another folder, as they were.

        A symbolic link becomes a link to its own folder, so that it leads nowhere else.
        """
        for path, data in self.read(paths):
            file = folder / path
            file.parent.mkdir(parents=True, exist_ok=True)
            if self.files[path].mode == _LINK:
                file.symlink_to(".")
            else:
                file.write_bytes(data)


def snapshot(folder: Path, revision: str) -> Snapshot:
    """Return the folder as it was where the current branch left `revision`, any commit.

    That is the merge base: what others have added to `revision` since then is not a change here.

    Raises:
        GitError: there is no repository, no such revision, or no common commit.
    """
    top, within, lead = _place(folder)
    commit = _merge_base(top, revision)
    files = _files(top, commit, within, lead)
    options = ("-z", "--name-only", "--no-renames", "--no-ext-diff", "--ignore-submodules")
    no_writing = ("-c", "diff.autoRefreshIndex=false")
    edited = _listed(_git(top, *no_writing, "diff", *options, commit, *within))
    # Ignored files too: whatever lies in the content folder is read as content.
    untracked = _listed(_git(top, "ls-files", "-z", "--others", *within))
    changed = frozenset(path.removeprefix(lead) for path in (*edited, *untracked))
    return Snapshot(top, commit, files, changed)


def two_snapshots(folder: Path, before: str, now: str) -> tuple[Snapshot, Snapshot]:
    """Return the folder as it was in two commits; `changed` are the files that differ in them.

    Raises:
        GitError: there is no repository, or no such revision.
    """
    top, within, lead = _place(folder)
    commits = [_known(top, revision) for revision in (before, now)]
    old, new = (_files(top, commit, within, lead) for commit in commits)
    changed = frozenset(path for path in {**old, **new} if old.get(path) != new.get(path))
    return Snapshot(top, commits[0], old, changed), Snapshot(top, commits[1], new, changed)


def tags(folder: Path, most: int) -> list[str]:
    """Return the last tags of the commit that is checked out, the oldest first.

    Raises:
        GitError: there is no repository, or no commit in it.
    """
    top = _top(folder)
    _known(top, "HEAD")
    listed = _git(top, "tag", "--merged", "HEAD", "--sort=creatordate").decode()
    return listed.splitlines()[-most:]


def moment(folder: Path, commit: str) -> int:
    """Return when a commit was made, in seconds since 1970 (UTC).

    Raises:
        GitError: git does not know the commit.
    """
    return int(_git(_top(folder), "show", "--no-patch", "--format=%ct", commit))


def head(folder: Path) -> tuple[str, int]:
    """Return the commit that is checked out, and when it was made, in seconds since 1970 (UTC).

    The commit ends in `-modified` if something in the folder is not committed.

    Raises:
        GitError: there is no repository, or no commit in it.
    """
    commit = _known(_top(folder), "HEAD")
    seconds = moment(folder, commit)
    modified = _git(folder, "status", "--porcelain", "--untracked-files=all", "--", ".")
    return f"{commit}-modified" if modified else commit, seconds


def _top(near: Path) -> Path:
    found = _run(near, "rev-parse", "--show-toplevel")
    if found.returncode != 0:
        if b"not a git repository" in found.stderr:
            raise GitError(f"{quoted(str(near))} is not in a git repository, so it has no history.")
        raise _failure(found)
    return Path(os.fsdecode(found.stdout.removesuffix(b"\n"))).resolve()


def _place(folder: Path) -> tuple[Path, list[str], str]:
    """Return the repository of a folder, git's arguments for it, and how its paths begin."""
    near = next(place for place in (folder, *folder.parents) if place.is_dir())
    top = _top(near)
    try:
        prefix = folder.resolve().relative_to(top).as_posix()
    except ValueError:
        raise GitError(
            f"The content folder {quoted(str(folder))} is not in a repository."
        ) from None
    return (top, [], "") if prefix == "." else (top, ["--", prefix], f"{prefix}/")


def _files(top: Path, commit: str, within: list[str], lead: str) -> dict[str, Blob]:
    files: dict[str, Blob] = {}
    for line in _listed(_git(top, "ls-tree", "-r", "-z", "--full-tree", commit, *within)):
        about, _, path = line.partition("\t")
        mode, _, id_ = about.split()
        # git itself never writes `..`, but a commit made by hand can contain it.
        if mode != _COMMIT and ".." not in path.split("/"):
            files[path.removeprefix(lead)] = Blob(mode, id_)
    return files


def _known(top: Path, revision: str) -> str:
    """Return the id of the commit that `revision` names."""
    found = _commit(top, revision)
    if found is not None:
        return found
    if revision == "HEAD":
        raise GitError("There are no commits here yet.")
    names = _git(top, "for-each-ref", "--format=%(refname:short)").decode().splitlines()
    remote = next((name for name in names if name.endswith(f"/{revision}")), None)
    hint = f"Did you mean {quoted(remote)}?" if remote else did_you_mean(revision, names)
    parts = (f"There is no revision {quoted(revision)} here.", hint, _shallow(top))
    raise GitError(" ".join(filter(None, parts)))


def _merge_base(top: Path, revision: str) -> str:
    there, here = _known(top, revision), _known(top, "HEAD")
    found = _run(top, "merge-base", here, there)
    if found.returncode != 0:
        message = f"{quoted(revision)} and the current branch have no commit in common here."
        raise GitError(f"{message} {_shallow(top)}".strip())
    return found.stdout.decode().strip()


def _commit(top: Path, revision: str) -> str | None:
    """Return the id of a commit, if `revision` names one."""
    # A name with a leading hyphen would be an option; git allows no such name.
    if not revision or revision.startswith("-"):
        return None
    found = _run(top, "rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}")
    return found.stdout.decode().strip() if found.returncode == 0 else None


def _shallow(top: Path) -> str:
    if _git(top, "rev-parse", "--is-shallow-repository").strip() != b"true":
        return ""
    return "This clone is shallow and may lack it: run `git fetch --unshallow`."


def _listed(output: bytes) -> list[str]:
    return os.fsdecode(output).split("\0")[:-1]


def _git(folder: Path, *arguments: str, given: bytes = b"") -> bytes:
    found = _run(folder, *arguments, given=given)
    if found.returncode != 0:
        raise _failure(found)
    return found.stdout


def _run(folder: Path, *arguments: str, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    git = shutil.which("git")
    if git is None:
        raise GitError("This needs git, which was not found.")
    try:
        return subprocess.run(
            [git, "-C", str(folder), *arguments],
            input=given,
            capture_output=True,
            env=os.environ | _ENVIRONMENT,
            check=False,
        )
    except (OSError, ValueError) as error:  # a NUL in the revision is a ValueError
        raise GitError(f"Cannot run git: {error}.") from None


def _failure(found: subprocess.CompletedProcess[bytes]) -> GitError:
    output = found.stderr.decode("utf-8", "replace").strip().splitlines() or ["no message"]
    return GitError(f"git failed: {output[0].removeprefix('fatal: ')}")
