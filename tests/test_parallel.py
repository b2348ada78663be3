"""Work that several processes share is the work that one would have done."""

import multiprocessing
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path

import pytest

from benchmarks.generate import Plan, write_site
from site_builder.build import check, load
from site_builder.hosts.mkdocs.pages import KINDS
from site_builder.pages.write import Site, print_records
from site_builder.parallel import share
from tests.pages.test_frame import frame
from tests.support.paths import FIXTURE_SITE


@contextmanager
def other_thread() -> Iterator[None]:
    """Have a second thread, with which no process is forked."""
    done = threading.Event()
    thread = threading.Thread(target=done.wait)
    thread.start()
    try:
        yield
    finally:
        done.set()
        thread.join()


@pytest.fixture(autouse=True)
def several(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the machine have three processors."""
    monkeypatch.setattr(os, "cpu_count", lambda: 3)


def square(number: int) -> tuple[int, int]:
    """A task, and the process that did it."""
    return number * number, os.getpid()


def fail(number: int) -> int:
    """A task that meets a full disk."""
    raise OSError(28, "No space left on device", f"page {number}")


def die_elsewhere(number: int) -> tuple[int, int]:
    """A task that the system kills any other process for, when some are done."""
    if number > 4 and multiprocessing.parent_process():
        os.kill(os.getpid(), signal.SIGKILL)
    return square(number)


def test_results_come_in_the_order_of_the_tasks() -> None:
    """Whichever process is done first, results stand in the order of their tasks."""
    done = [*share(square, range(40))]
    assert [number for number, _ in done] == [number * number for number in range(40)]
    assert os.getpid() not in {process for _, process in done}


def test_what_a_task_raises_is_raised() -> None:
    """An error that somebody can mend, such as a full disk, keeps its own words."""
    with pytest.raises(OSError, match="No space left on device"):
        [*share(fail, range(4))]


def linger(seconds: int) -> None:
    """A task that says when it begins, and takes long."""
    os.write(sys.stdout.fileno(), b"begun\n")
    time.sleep(seconds)


def test_nobody_works_for_a_process_that_was_killed() -> None:
    """Whoever shares the work of a process ends when that is killed, and not when all is done."""
    code = (
        "import os; from site_builder.parallel import share; from tests.test_parallel import *;"
        "os.cpu_count = lambda: 3; [*share(linger, [60] * 3)]"
    )
    process = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE)
    assert process.stdout is not None
    assert process.stdout.readline() == b"begun\n"
    process.kill()
    # It can be read to its end when nobody can write any more.
    process.communicate(timeout=30)


@pytest.mark.parametrize("threads", [False, True], ids=["forked", "spawned"])
def test_what_a_killed_process_left_is_done_all_the_same(threads: bool) -> None:
    """Where the system kills a process, each task is done, once, and in its order."""
    with other_thread() if threads else nullcontext():
        done = [*share(die_elsewhere, range(20))]
    assert [number for number, _ in done] == [number * number for number in range(20)]
    assert done[-1][1] == os.getpid()


@pytest.mark.parametrize("threads", [False, True], ids=["forked", "spawned"])
def test_what_is_wrong_is_the_same_whoever_found_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, threads: bool
) -> None:
    """Several processes read and check the very content that one reads and checks."""
    content = tmp_path / "content"
    shutil.copytree(FIXTURE_SITE / "content", content)
    (content / "waivers.yml").unlink()
    alone = load(content, tmp_path)
    for limit in ("_WORTH_FORKING", "_WORTH_STARTING"):
        monkeypatch.setattr(f"site_builder.content.load.{limit}", 1)
    monkeypatch.setattr("site_builder.content.load._CHUNK", 3)
    with other_thread() if threads else nullcontext():
        together = load(content, tmp_path)
        verdict = check(content, tmp_path)
    assert alone.diagnostics
    assert together.diagnostics == verdict.diagnostics == alone.diagnostics
    assert together.catalogue == alone.catalogue


@pytest.mark.parametrize("threads", [False, True], ids=["forked", "spawned"])
def test_a_site_is_the_same_whoever_printed_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, threads: bool
) -> None:
    """Several processes print the very files that one prints."""
    write_site(Plan(30, seed=5), tmp_path)
    content = load(tmp_path / "content", tmp_path)
    frames = dict.fromkeys(KINDS, frame())
    sites = []
    for name, fewest in (("one", 1_000_000), ("several", 1)):
        monkeypatch.setattr("site_builder.pages.write._WORTH_SHARING", fewest)
        monkeypatch.setattr("site_builder.pages.write._CHUNK", 7)
        folder = tmp_path / name
        for place in ("people", "themes", "sources"):
            (folder / place).mkdir(parents=True)
        site = Site(folder, "Example", "https://example.org/")
        with other_thread() if threads else nullcontext():
            addresses = print_records(content.catalogue, frames, site)
        files = {file.relative_to(folder): file.read_bytes() for file in folder.rglob("*.*")}
        sites.append((addresses, files))
    assert len(sites[0][0]) > 200
    assert sites[0] == sites[1]
