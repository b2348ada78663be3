"""A build on a cluster of two workers is the build of one machine; what fails is a sentence."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from distributed import Client, LocalCluster

from site_builder.build import write_pages
from site_builder.html.print import Printer
from site_builder.installed import Installed, installed
from site_builder.site_folder import Output
from site_builder.stages import cluster as module
from site_builder.stages import work as stages
from site_builder.stages.cluster import Cluster, ClusterError
from site_builder.stages.work import Shard, StageError, Work
from tests.support.commands import factsheet
from tests.support.project import Project, person, statement, tree

look = module._look
EXPORTS = ["api", "jsonl", "csv", "sqlite", "feeds", "embed", "markdown", "changes"]


@pytest.fixture(scope="module")
def workers() -> Iterator[LocalCluster]:
    """A cluster of two processes."""
    with LocalCluster(
        n_workers=2, threads_per_worker=1, scheduler_port=0, dashboard_address=":0"
    ) as started:
        yield started


@pytest.fixture
def client(workers: LocalCluster) -> Iterator[Client]:
    """What changes the workers before a build, and finds them as they were afterwards."""
    with Client(workers, set_as_default=False) as connected:
        yield connected
        connected.run(mend)


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    """A project with some people, a search index and images, in the present folder."""
    monkeypatch.chdir(tmp_path)
    made = Project(
        tmp_path,
        plugins=[{"factsheet": {"content": "dossier", "exports": EXPORTS}}],
        site_url="https://a.example/",
    )
    for number in range(12):
        named = person(statement(), name=f"Ben Keeper {number}", former_ids=[f"benjamin-{number}"])
        made.write(f"people/ben-{number}.yml", named)
    why = {"date": "2024-11-08", "reason": "Not his words."}
    entries = [{"address": "people/ben-1/tide", **why}, {"address": "people/cy", **why}]
    made.write("withdrawn.yml", {"withdrawn": [entries[0], {**entries[1], "statements": ["fog"]}]})
    return made


def mend() -> None:
    """Have this worker do what it is to do."""
    vars(module)["installed"] = installed
    vars(module)["_look"] = look
    vars(stages)["write_pages"] = write_pages


def be_older() -> None:
    """Have this worker be one with an older library."""
    here = installed()
    older = Installed(here.python, here.package, {**here.libraries, "jinja2": "0.0.1"})
    vars(module)["installed"] = lambda: older


def die_in_a_shard() -> None:
    """Have the system kill this worker while it writes its next shard."""

    def write(printer: Printer, families: list[str], output: Output) -> None:
        write_pages(printer, families[:1], output)
        os.kill(os.getpid(), signal.SIGKILL)

    vars(stages)["write_pages"] = write


def wait_in_a_shard(folder: Path) -> None:
    """Have this worker say in a folder that it has begun a shard, and take long over it."""

    def write(*_: object) -> None:
        (folder / "begun").touch()
        time.sleep(60)

    vars(stages)["write_pages"] = write


def test_a_cluster_builds_the_site_of_one_machine(
    project: Project, workers: LocalCluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The tree is the same, byte for byte, and nothing else is left in the project's folder."""
    for name in ("content.load", "checks.check"):  # so that there are files for each worker
        monkeypatch.setattr(f"site_builder.{name}.FILES_A_TASK", 3)
    assert factsheet("build").exit_code == 0
    alone = tree(project.site)
    assert len(alone) > 150
    there = {file.name for file in project.folder.iterdir()}
    for _ in range(2):  # in a folder without a site, and over the last one
        done = factsheet("build", "--cluster", workers.scheduler_address)
        assert done.exit_code == 0, done.stderr
        assert tree(project.site) == alone
        assert {file.name for file in project.folder.iterdir()} == there


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such locks")
def test_two_builds_take_turns(project: Project, workers: LocalCluster) -> None:
    """Two builds at once end well, one after the other, and what a killed one left is removed."""
    (project.folder / ".factsheet" / "cluster" / "print").mkdir(parents=True)
    command = (str(Path(sys.executable).with_name("factsheet")), "build", "--cluster")
    both = [
        subprocess.Popen((*command, workers.scheduler_address), stderr=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    said = [one.communicate()[1] for one in both]
    assert [one.returncode for one in both] == [0, 0], said
    assert "Waiting for another build" in "".join(said)
    assert (project.site / "people/ben-1/index.html").is_file()
    assert {file.name for file in project.folder.iterdir()} == {"dossier", "mkdocs.yml", "site"}


def test_a_work_folder_that_cannot_be(project: Project, workers: LocalCluster) -> None:
    """A work folder that cannot be made is a sentence."""
    place = project.folder / "mkdocs.yml" / "below"
    done = factsheet("build", "--cluster", workers.scheduler_address, "--work", str(place))
    assert done.exit_code == 2
    assert f"Error: Cannot write {place}: Not a directory." in done.stderr


def test_a_lost_workers_shard_is_done_again(
    project: Project, workers: LocalCluster, client: Client
) -> None:
    """Of a worker that is killed while it writes, another one does the shard, from the start."""
    assert factsheet("build").exit_code == 0
    alone = tree(project.site)
    before = {*client.run(os.getpid).values()}
    (mortal, _) = client.scheduler_info()["workers"]
    client.run(die_in_a_shard, workers=[mortal])
    done = factsheet("build", "--cluster", workers.scheduler_address)
    assert done.exit_code == 0, done.stderr
    assert tree(project.site) == alone
    client.wait_for_workers(2, timeout=60)
    assert len(before & {*client.run(os.getpid).values()}) == 1


def test_a_worker_with_other_versions_is_refused(
    project: Project, workers: LocalCluster, client: Client
) -> None:
    """A library of another version is named with its worker; the last site stays."""
    project.site.mkdir()
    (_, older) = client.scheduler_info()["workers"]
    client.run(be_older, workers=[older])
    done = factsheet("build", "--cluster", workers.scheduler_address)
    assert done.exit_code == 2
    here = installed().libraries["jinja2"]
    assert done.stderr.endswith(
        f"Error: The worker {older} has jinja2 0.0.1 (here {here})."
        " Install the same `requirements.lock` and the same version there.\n"
    )
    assert tree(project.site) == {}


def test_a_worker_that_comes_late_is_refused(project: Project) -> None:
    """A worker that has come after all had been asked refuses a shard of other versions."""
    here = installed()
    other = here._replace(python="Python 2.7")
    with pytest.raises(StageError, match=r"A worker has Python 3.* \(here Python 2.7\)"):
        module._do_shard(project.folder, "", "print", Shard(1, 1), here=other)


@contextmanager
def killable(folder: Path) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """A scheduler and a worker in processes of their own, and the scheduler's address."""
    file = folder / "scheduler.json"
    options = ("--scheduler-file", str(file), "--no-dashboard", "--host", "127.0.0.1")
    scheduler, worker = (
        subprocess.Popen(
            [sys.executable, "-m", f"distributed.cli.dask_{name}", *options, *more],
            stderr=subprocess.DEVNULL,
        )
        for name, more in (
            ("scheduler", ("--port", "0")),
            ("worker", ("--nthreads", "1", "--no-nanny")),
        )
    )
    try:
        with Client(scheduler_file=str(file), set_as_default=False) as client:
            client.wait_for_workers(1, timeout=60)
            client.run(wait_in_a_shard, folder)
            address = client.scheduler.address
        yield address, scheduler
    finally:
        for process in (scheduler, worker):
            process.kill()
            process.wait()


def test_a_killed_scheduler_leaves_the_last_site(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A scheduler that is killed while pages are printed is a sentence; the last site stays."""
    monkeypatch.setattr(module, "_PATIENCE", 5)
    project.site.mkdir()
    (project.site / "index.html").write_text("The last site", encoding="utf-8")
    beside = tmp_path / "beside"
    beside.mkdir()
    with killable(beside) as (address, scheduler):

        def kill() -> None:
            while not (beside / "begun").exists():
                time.sleep(0.05)
            scheduler.kill()

        killer = threading.Thread(target=kill)
        killer.start()
        done = factsheet("build", "--cluster", address)
        killer.join()
    assert done.exit_code == 2
    assert done.stderr.endswith(
        f"Error: The scheduler {address} has ended, or cannot be reached any more.\n"
    )
    assert tree(project.site) == {"index.html": b"The last site"}
    assert {file.name for file in project.folder.iterdir()} == {
        "beside",
        "dossier",
        "mkdocs.yml",
        "site",
    }


def test_a_scheduler_that_is_not_there(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """An address that is none, or where nothing listens, is a sentence."""
    monkeypatch.setattr(module, "_PATIENCE", 0.5)
    for address in ("tcp://127.0.0.1:9", "somewhere", "foo://127.0.0.1:9"):
        done = factsheet("build", "--cluster", address)
        assert done.exit_code == 2
        assert "Error: Cannot reach a Dask scheduler: " in done.stderr
    assert {file.name for file in project.folder.iterdir()} == {"dossier", "mkdocs.yml"}


def test_a_scheduler_without_workers(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """A cluster on which nobody works is a sentence, with what to start."""
    monkeypatch.setattr(module, "_PATIENCE", 5)
    with LocalCluster(n_workers=0, scheduler_port=0, dashboard_address=":0") as empty:
        done = factsheet("build", "--cluster", empty.scheduler_address)
        assert done.stderr.endswith(
            f"has no workers. Start some with `dask worker {empty.scheduler_address}"
            " --nthreads 1`.\n"
        )
    assert done.exit_code == 2
    assert not project.site.exists()


def see_nothing() -> None:
    """Have this worker see no folder."""
    vars(module)["_look"] = lambda _: module._Looked(installed(), sees=False)


def have_nothing() -> None:
    """Have this worker lack a module."""

    def lack(_: object) -> None:
        raise ModuleNotFoundError("No module named 'site_builder'")

    vars(module)["_look"] = lack


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (see_nothing, r"does not see the folder .* Name one with `--work`"),
        (
            have_nothing,
            r"cannot run this version .* \(No module named 'site_builder",
        ),
    ],
)
def test_a_worker_that_cannot_work(
    workers: LocalCluster, client: Client, tmp_path: Path, change: Callable[[], None], said: str
) -> None:
    """A worker that lacks the package, or does not see the work folder, is named."""
    client.run(change)
    with (
        pytest.raises(ClusterError, match=f"The worker tcp://.* {said}"),
        Cluster(workers.scheduler_address, Work(tmp_path / "work")),
    ):
        pass


def fail_on_a_disk(number: int) -> int:
    """A task that meets a full disk."""
    raise OSError(28, "No space left on device", f"page {number}")


def add(first: int, second: int) -> int:
    """A task."""
    return first + second


def test_results_come_in_the_order_of_the_tasks(workers: LocalCluster, tmp_path: Path) -> None:
    """Tasks are done by workers, with results in their order; what one raises is raised here."""
    with Cluster(workers.scheduler_address, Work(tmp_path / "work")) as executor:
        assert [*executor.map(add, range(20), range(20))] == [2 * at for at in range(20)]
        assert [*executor.map(add, range(20), [1] * 20)] == [*range(1, 21)]
        with pytest.raises(OSError, match="No space left on device"):
            [*executor.map(fail_on_a_disk, range(4))]


def test_the_missing_extra_is_said(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the extra, a sentence says what to install."""
    monkeypatch.setitem(sys.modules, "distributed", None)
    monkeypatch.delitem(sys.modules, "site_builder.stages.cluster", raising=False)
    done = factsheet("build", "--cluster", "tcp://127.0.0.1:9")
    assert done.exit_code == 2
    assert done.stderr == (
        "Error: This needs distributed: run `pip install 'officials-fact-sheet[cluster]'`.\n"
    )
    assert project.folder.is_dir()
