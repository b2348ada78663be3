import json
from importlib.metadata import PathDistribution, distribution
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from site_builder.authoring.origin import requirement
from site_builder.authoring.starter import REQUIREMENTS, files


@pytest.mark.parametrize(
    ("record", "wanted"),
    [
        (None, "…==1.2.3"),
        ({"url": "file:///a/b", "dir_info": {"editable": True}}, "… @ file:///a/b"),
        ({"url": "https://example.org/a.whl", "archive_info": {}}, "… @ https://example.org/a.whl"),
        (
            {
                "url": "https://example.org/a.git",
                "vcs_info": {"vcs": "git", "requested_revision": "main", "commit_id": "1f2e"},
            },
            "… @ git+https://example.org/a.git@1f2e",
        ),
    ],
    ids=["an index", "a checkout", "a file", "a repository"],
)
def test_asks_for_the_builder_that_wrote_it(
    tmp_path: Path, record: dict[str, object] | None, wanted: str
) -> None:
    """The new site installs the builder from the same place as this one."""
    (tmp_path / "METADATA").write_text("Name: officials-fact-sheet\nVersion: 1.2.3\n")
    if record is not None:
        (tmp_path / "direct_url.json").write_text(json.dumps(record))
    found = requirement(PathDistribution(tmp_path))
    assert found == wanted.replace("…", "officials-fact-sheet[capture,net]")
    assert Requirement(found).name == "officials-fact-sheet"
    here = requirement(distribution("officials-fact-sheet"))
    assert files()[REQUIREMENTS].splitlines()[-1] == here
