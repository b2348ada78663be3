from pathlib import Path

import pytest
from mkdocs.config import load_config

from site_builder.examine import Inputs, load
from site_builder.mkdocs.run import Run
from site_builder.settings import Site
from tests.support.project import Project


@pytest.mark.parametrize("written", ["https://facts.example/below", "https://facts.example/below/"])
def test_an_address_ends_in_a_slash(tmp_path: Path, written: str) -> None:
    """A site's address ends in a slash however its settings write it: pages are appended to it."""
    project = Project(tmp_path, site_url=written)
    config = load_config(str(tmp_path / "mkdocs.yml"))
    run = Run(config, load(Inputs(project.content, tmp_path)), search=False)
    assert run.site == Site("Dossier", "https://facts.example/below/", search=False)
