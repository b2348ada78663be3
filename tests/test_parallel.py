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
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import Any
from unittest.mock import ANY

import pytest

from benchmarks.generate import Plan, write_site
from site_builder.build import print_site
from site_builder.examine import Inputs, check, load
from site_builder.mkdocs.pages import KINDS
from site_builder.parallel import Beside, Processes
from site_builder.settings import Site
from site_builder.site_folder import Output
from site_builder.views import Views
from tests.html.test_frame import frame
from tests.support.paths import FIXTURE_SITE
from tests.support.project import tree


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
    """Let the machine have three processors, and this process no thread that another test left."""
    monkeypatch.setattr(os, "cpu_count", lambda: 3)
    count, left = threading.active_count, threading.active_count() - 1
    monkeypatch.setattr(threading, "active_count", lambda: count() - left)


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
    done = [*Processes().map(square, range(40))]
    assert [number for number, _ in done] == [number * number for number in range(40)]
    assert os.getpid() not in {process for _, process in done}


@pytest.mark.parametrize(("processors", "others"), [(None, 2), (2, 1), (1, 0)])
def test_who_takes_long_with_results_has_a_processor_for_it(
    processors: int | None, others: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One process less works for it; where there is one processor, it does everything itself."""
    begun, begin = list[int](), ProcessPoolExecutor.__init__

    def counted(self: ProcessPoolExecutor, processes: int, *arguments: Any) -> None:
        begun.append(processes)
        begin(self, processes, *arguments)

    monkeypatch.setattr(ProcessPoolExecutor, "__init__", counted)
    done = [*Processes(processors, takes_long=True).map(square, range(9))]
    assert [number for number, _ in done] == [number * number for number in range(9)]
    assert sum(begun) == others


def test_results_do_not_pile_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """However many tasks there are, only a few are begun before somebody takes their results."""
    begun, submit = list[int](), ProcessPoolExecutor.submit

    def note(self: ProcessPoolExecutor, fn: Any, number: tuple[int]) -> Any:
        begun.extend(number)
        return submit(self, fn, number)

    monkeypatch.setattr(ProcessPoolExecutor, "submit", note)
    results = Processes().map(square, range(200))
    next(results)
    assert len(begun) < 20
    assert len([*results]) == 199


def test_what_a_task_raises_is_raised() -> None:
    """An error that somebody can mend, such as a full disk, keeps its own words."""
    with pytest.raises(OSError, match="No space left on device"):
        [*Processes().map(fail, range(4))]


def linger(seconds: int) -> None:
    """A task that says when it begins, and takes long."""
    os.write(sys.stdout.fileno(), b"begun\n")
    time.sleep(seconds)


def test_nobody_works_for_a_process_that_was_killed() -> None:
    """Whoever shares the work of a process ends when that is killed, and not when all is done."""
    code = (
        "import os; from site_builder.parallel import Processes; from tests.test_parallel import *;"
        "os.cpu_count = lambda: 3; [*Processes().map(linger, [60] * 3)]"
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
        done = [*Processes().map(die_elsewhere, range(20))]
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
    alone = load(Inputs(content, tmp_path))
    monkeypatch.setattr("site_builder.parallel._FEWEST_TO_START", 2)
    for module in ("content.load", "checks.check"):
        monkeypatch.setattr(f"site_builder.{module}.FILES_A_TASK", 3)
    with other_thread() if threads else nullcontext():
        together = load(Inputs(content, tmp_path))
        verdict = check(Inputs(content, tmp_path))
    assert alone.diagnostics
    assert together.diagnostics == verdict.diagnostics == alone.diagnostics
    assert together.catalogue == alone.catalogue


@pytest.mark.parametrize("threads", [False, True], ids=["forked", "spawned"])
def test_a_site_is_the_same_whoever_printed_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, threads: bool
) -> None:
    """Several processes print the very files that one prints, after the host's pages or not."""
    write_site(Plan(30, seed=5), tmp_path)
    content = load(Inputs(tmp_path / "content", tmp_path))
    frames = dict.fromkeys(KINDS, frame())
    monkeypatch.setattr("site_builder.parallel._FEWEST_TO_START", 2)
    site, sites = Site("Example", "https://example.org/"), []
    views = Views(content.catalogue, site, content.proofs, content.looks)
    assert [planned.page() for planned in views.lists()]
    for name, families, given in (("one", 1_000_000, None), ("several", 7, views)):
        monkeypatch.setattr("site_builder.build.FAMILIES_A_TASK", families)
        output = Output(tmp_path / name)
        with other_thread() if threads else nullcontext():
            addresses = print_site(content, frames, site, output, Processes(), views=given)
        sites.append((addresses, tree(output.folder)))
    assert len(sites[0][0]) > 200
    assert sites[0] == sites[1]


def test_a_call_beside_this_process() -> None:
    """Another process makes it, and what it returns or raises comes back."""
    assert Beside(lambda: square(3)).result() == (9, ANY)
    assert Beside(os.getpid).result() != os.getpid()
    with pytest.raises(OSError, match="page 1"):
        Beside(lambda: fail(1)).result()


def test_a_call_is_made_once(tmp_path: Path) -> None:
    """Whoever asks for a result again gets the same, or the same error; forked or not."""

    def add() -> int:
        with (tmp_path / "calls").open("a") as opened:
            opened.write("call\n")
        if len((tmp_path / "calls").read_text().splitlines()) > 2:
            raise OSError("a third call")
        return os.getpid()

    elsewhere = Beside(add)
    assert elsewhere.result() == elsewhere.result() != os.getpid()
    with other_thread():
        here = Beside(add)
        assert here.result() == here.result() == os.getpid()
    failing = Beside(add)
    for _ in range(2):
        with pytest.raises(OSError, match="a third call"):
            failing.result()
    assert (tmp_path / "calls").read_text() == "call\n" * 3


def test_one_that_the_system_kills_is_made_here() -> None:
    """Nothing is lost if memory has run out."""
    assert Beside(lambda: die_elsewhere(5)).result() == (25, os.getpid())


def test_no_call_beside_a_process_that_cannot_be_forked() -> None:
    """Then it is made here, when its result is requested."""
    with other_thread():
        assert Beside(os.getpid).result() == os.getpid()


def test_a_call_is_stopped_before_its_end(tmp_path: Path) -> None:
    """Whoever gives up a site does so with everything that writes into it."""

    def begin() -> None:
        (tmp_path / "begun").touch()
        time.sleep(60)
        (tmp_path / "ended").touch()

    call = Beside(begin)
    while not (tmp_path / "begun").exists():
        time.sleep(0.01)
    call.stop()
    call.stop()
    assert multiprocessing.active_children() == []
    assert not (tmp_path / "ended").exists()
