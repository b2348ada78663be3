"""Run commands on disks that become full, and in folders that nobody may write to.

Each disk is in memory, of a size of its own, and mounted in a name space of its own (Linux,
`unshare`), so nothing outside sees it.
"""

import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from benchmarks.robustness.writers import Trial, digests_of, environment, program

# Arguments: the size in bytes, the folder to mount on, `ro` or `rw`, what is copied there, where
# the result is copied to, and the command.
_ON_A_DISK = """\
set -e
size=$1 disk=$2 mode=$3 made=$4 result=$5
shift 5
mount -t tmpfs -o size="$size" tmpfs "$disk"
cp -a "$made/." "$disk/"
mount -o "remount,$mode" "$disk"
cd "$disk"
code=0
"$@" >"$result.said" 2>&1 </dev/null || code=$?
echo "$code" >"$result.code"
cp -a "$disk/." "$result/"
"""
_BLOCK = 4096


class OnDisk(NamedTuple):
    """How a command ended, and what was wrong with that."""

    code: int
    said: str
    problems: list[str]


def can_mount() -> bool:
    """Check whether this user may mount a disk in a name space."""
    unshare = shutil.which("unshare")
    if unshare is None:
        return False
    with tempfile.TemporaryDirectory() as folder:
        tried = (*_alone(unshare), "mount", "-t", "tmpfs", "tmpfs", folder)
        return subprocess.run(tried, capture_output=True, check=False).returncode == 0


def sizes(trial: Trial, number: int) -> Iterator[int]:
    """Yield sizes of disks in bytes, from one that is full to one with room for all."""
    used = _taken(trial.made)
    # What is built, the caches, and the copy of the site that it replaces.
    room = 2 * _taken(trial.folder)
    yield from (used + (room * at // number) for at in range(number))


def _taken(folder: Path) -> int:
    there = (item.lstat().st_size for item in folder.rglob("*"))
    return sum(-(-size // _BLOCK) * _BLOCK for size in there) + 16 * _BLOCK


def on_disk(trial: Trial, size: int, *, read_only: bool = False) -> OnDisk:
    """Run a command on a disk of as many bytes."""
    with tempfile.TemporaryDirectory() as name:
        disk, result = Path(name, "disk"), Path(name, "result")
        disk.mkdir()
        result.mkdir()
        command = (program(trial.writer.command[0]), *trial.writer.command[1:])
        unshare = shutil.which("unshare") or "unshare"
        done = subprocess.run(
            (
                *(*_alone(unshare), "sh", "-c", _ON_A_DISK, "sh", str(size), str(disk)),
                *("ro" if read_only else "rw", str(trial.made), str(result), *command),
            ),
            env=environment(disk),
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise SystemExit(done.stderr)
        code = int(Path(f"{result}.code").read_text())
        said = Path(f"{result}.said").read_text(errors="replace")
        return OnDisk(code, said, [*_problems(trial, code, said, result)])


def _alone(unshare: str) -> tuple[str, ...]:
    return unshare, "--mount", "--map-root-user"


def _problems(trial: Trial, code: int, said: str, result: Path) -> Iterator[str]:
    now = digests_of(result)
    yield from trial.half(now)
    if "Traceback" in said:
        yield f"a traceback: {said.strip()[-600:]}"
    if code in trial.writer.codes:
        if trial.whole(now) != trial.whole(trial.after):
            yield "it says that all is well, and not all is new"
    elif not said.strip():
        yield f"it ended with {code} and said nothing"
    elif not trial.writer.journal and trial.whole(now) != trial.whole(trial.before):
        yield "it says that it failed, and not all is old"
