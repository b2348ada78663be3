"""Fixtures: a project that is served, for tests of what a browser gets."""

from collections.abc import Iterator

import pytest

from tests.support.preview import EXTENDED, FAULTS, PERSON, Served, free_port
from tests.support.project import Project, tree


@pytest.fixture(scope="package")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Project, Served]]:
    """A project with an override, and its site served."""
    folder, port = tmp_path_factory.mktemp("serving") / "project", free_port()
    project = Project(
        folder,
        site_url=f"http://127.0.0.1:{port}/",
        theme={"name": "material", "font": False, "custom_dir": "overrides"},
        # A preview has no images for shared links, so that what is built here has none either.
        plugins=[{"factsheet": {"content": "dossier", "cards": False}}],
    )
    (folder / "overrides").mkdir()
    (folder / "overrides" / "main.html").write_text(EXTENDED)
    with Served(folder, port) as served:
        yield project, served


@pytest.fixture
def project(running: tuple[Project, Served]) -> Iterator[Project]:
    """The project that is served; every test gives it back as it was."""
    project, served = running
    before = tree(project.folder)
    yield project
    for path in tree(project.folder).keys() - before.keys():
        (project.folder / path).unlink()
    for path, data in before.items():
        if not (project.folder / path).exists() or (project.folder / path).read_bytes() != data:
            (project.folder / path).write_bytes(data)
    served.until(lambda: FAULTS not in served.page("") and "Ada Keeper" in served.page(PERSON))


@pytest.fixture
def served(running: tuple[Project, Served]) -> Served:
    """What its server answers."""
    return running[1]
