from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from queue import SimpleQueue

import pytest

from site_builder.preview.background import Background, Job, do
from tests.support.project import Project, tree

PATIENCE_SECONDS = 60


@pytest.fixture
def job(tmp_path: Path) -> Job:
    """The job of a project, without a search index, which would take seconds."""
    project = Project(tmp_path / "project")
    return Job(
        content=str(project.content),
        base=str(project.folder),
        lang="en",
        site_name="Dossier",
        site_url="https://facts.example/",
        pages=("", "people/"),
        search=False,
    )


def test_all_addresses_are_listed(job: Job, tmp_path: Path) -> None:
    """A job writes the sitemap, with the host's pages and those of the records."""
    assert do(job, tmp_path / "made")
    (path,) = tree(tmp_path / "made")
    text = (tmp_path / "made" / path).read_text(encoding="utf-8")
    for address in ("", "people/", "people/ada-keeper/lamps/"):
        assert f"<loc>https://facts.example/{address}</loc>" in text


def test_nothing_is_made_of_errors(job: Job, tmp_path: Path) -> None:
    """Content with errors makes nothing."""
    fault = Path(job.content) / "people" / "bo.yml"
    fault.write_text("name: Bo\n", encoding="utf-8")
    assert not do(job, tmp_path / "made")
    assert not (tmp_path / "made").exists()


Start = Callable[[], tuple[Background, SimpleQueue[bool]]]


@pytest.fixture
def start(monkeypatch: pytest.MonkeyPatch) -> Iterator[Start]:
    """Starts a background that waits for no quiet; returns it and what is told of each job."""
    monkeypatch.setattr("site_builder.preview.background._QUIET_SECONDS", 0.05)
    started: list[Background] = []

    def make() -> tuple[Background, SimpleQueue[bool]]:
        told = SimpleQueue[bool]()

        def done(*, is_first: bool) -> None:
            told.put(is_first)

        started.append(Background(done))
        return started[-1], told

    yield make
    for background in started:
        background.stop()


def test_the_last_job_is_the_one_that_is_done(job: Job, start: Start) -> None:
    """Of jobs in a row the last is done; what it made stays until the next is done."""
    background, told = start()
    for number in range(3):
        background.want(replace(job, site_url=f"https://facts.example/{number}/"))
    assert told.get(timeout=PATIENCE_SECONDS) is True
    first = background.folder
    assert first is not None
    assert "facts.example/2/" in (first / "sitemap.xml").read_text(encoding="utf-8")
    background.want(job)
    assert told.get(timeout=PATIENCE_SECONDS) is False
    assert background.folder is not None
    assert not first.exists()


def test_nothing_is_left_behind(job: Job, start: Start) -> None:
    """Once it is stopped, nothing of what was made is left."""
    background, told = start()
    background.want(job)
    told.get(timeout=PATIENCE_SECONDS)
    background.stop()
    assert background.folder is not None
    assert not background.folder.exists()
