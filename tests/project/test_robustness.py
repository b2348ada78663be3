"""A small share of what `python -m benchmarks.robustness` tries at length."""

import sys
from pathlib import Path
from random import Random

import pytest

from benchmarks.robustness.disks import can_mount, on_disk, sizes
from benchmarks.robustness.flips import flip
from benchmarks.robustness.kills import looked_at, moments
from benchmarks.robustness.trees import build, surroundings
from benchmarks.robustness.writers import CACHE, WRITERS, Trial

PEOPLE = 10
COMMANDS = ("import", "new", "fmt", "export FOLDER")


@pytest.mark.skipif(sys.platform == "win32", reason="`kill -9` is of POSIX")
@pytest.mark.parametrize("name", COMMANDS)
def test_killed_at_the_last_moment(name: str, tmp_path: Path) -> None:
    """A command that is killed just before its last rename leaves old files and new ones only."""
    trial = Trial(WRITERS[name], PEOPLE, tmp_path / "trial")
    last = max(at for at, line in enumerate(trial.moments, 1) if line.startswith("os.rename"))
    assert trial.killed_at(last).code < 0
    assert looked_at(trial) == []


@pytest.fixture(scope="module")
def building(tmp_path_factory: pytest.TempPathFactory) -> Trial:
    """A build that is tried several times."""
    return Trial(WRITERS["mkdocs build"], PEOPLE, tmp_path_factory.mktemp("building") / "trial")


@pytest.mark.skipif(sys.platform == "win32", reason="`kill -9` is of POSIX")
@pytest.mark.parametrize("is_before", [True, False])
def test_a_killed_build(building: Trial, is_before: bool) -> None:
    """A build that is killed before or after it replaces the site leaves one, old or new."""
    removed = ("os.remove", "os.rmdir")
    # What is noted in the cache comes after all that is done to the site.
    last = max(
        at
        for at, line in enumerate(building.moments, 1)
        if not line.startswith(removed) and f"/{CACHE}/" not in line
    )
    moment = last if is_before else last + 1
    assert building.killed_at(moment).code < 0
    assert looked_at(building) == []


@pytest.mark.skipif(not can_mount(), reason="this user cannot mount a disk")
def test_a_full_disk(building: Trial) -> None:
    """On a disk that is full or read-only, a build says so in a sentence; the old site is whole."""
    half_full = [*sizes(building, 8)][1]
    for ended in (on_disk(building, half_full), on_disk(building, 0, read_only=True)):
        assert ended.code != 0
        assert ended.problems == []


def test_one_tree(tmp_path: Path) -> None:
    """Time zone, locale, hash seed, umask, order of files and caches change no byte of a site."""
    one, other = (
        build(("mkdocs", "build", "--quiet"), PEOPLE, around, tmp_path / f"{around.order}")
        for around in surroundings(2, (sys.executable,))
    )
    assert one == other


def test_a_flipped_bit(tmp_path: Path) -> None:
    """Kept pages with a flipped bit are printed anew, and the site is the same."""
    assert [*flip(PEOPLE, 5, Random(1), tmp_path / "trial")] == [(5, [])]


def test_the_moments_around_renames_come_first() -> None:
    """Half of the kills are at renames or beside them, as many as are asked for."""
    log = ["open a"] * 100
    log[49] = "os.rename a"
    chosen = moments(log, 6, Random(1))
    assert {49, 50, 51} <= {*chosen}
    assert len({*chosen}) == 6
