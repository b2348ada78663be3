import sys
from pathlib import Path

import obstore
import pytest
from obstore.store import MemoryStore

from site_builder.publishing.manifest import MANIFEST, read
from tests.support.commands import factsheet
from tests.support.project import Project, person, statement, tree


@pytest.fixture
def built(project: Project) -> Project:
    """A project whose site has been built, and is below the present folder."""
    project.build()
    return project


def test_a_folder_becomes_the_site(built: Project) -> None:
    """The first time all files are written, then those that differ; what is gone is removed."""
    files = tree(built.site)
    said = factsheet("publish", "www")
    assert said.exit_code == 0
    assert said.stdout == (
        f"{len(files) - 1} new and 0 changed files written, 0 removed; 0 stay as they are.\n"
    )
    assert tree(built.folder / "www") == files
    assert files.keys() - {MANIFEST} == read(files[MANIFEST]).keys()
    built.write("people/bo.yml", person(statement("tide"), name="Bo"))
    built.build()
    (built.folder / "www" / "theirs.txt").write_text("theirs")
    assert "0 removed" in factsheet("publish", "www").stdout
    assert (built.folder / "www/people/bo/tide/index.html").is_file()
    (built.content / "people" / "bo.yml").unlink()
    built.build()
    assert factsheet("publish", "www").exit_code == 0
    assert tree(built.folder / "www") == {**tree(built.site), "theirs.txt": b"theirs"}


def test_one_edit_publishes_few_files(built: Project) -> None:
    """After an edit of one word, the files that have that word are written."""
    factsheet("publish", "www")
    built.write("people/ada-keeper.yml", person(statement(quote="Keep the lamps dim.")))
    built.build()
    said = factsheet("publish", "www", "--dry-run").stdout.splitlines()
    assert [line for line in said if line.startswith(("+", "-"))] == []
    assert "~ people/ada-keeper/lamps/index.html" in said
    assert "~ how-to-read/index.html" not in said


def test_a_dry_run_writes_nothing(built: Project) -> None:
    """What would be done is listed, a sign and a path on each line, and counted."""
    said = factsheet("publish", "www", "--dry-run")
    assert said.exit_code == 0
    assert "+ people/ada-keeper/index.html" in said.stdout.splitlines()
    assert "would be written, 0 would be removed" in said.stdout
    assert not (built.folder / "www").exists()


def test_a_bucket_becomes_the_site(built: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """A bucket gets the same files, below its prefix."""
    store, asked = MemoryStore(), list[str]()

    def from_url(url: str) -> MemoryStore:
        asked.append(url)
        return store

    monkeypatch.setattr("site_builder.publishing.bucket.from_url", from_url)
    assert factsheet("publish", "s3://bucket/prefix").exit_code == 0
    assert asked == ["s3://bucket/prefix"]
    listed = {item["path"] for items in obstore.list(store) for item in items}
    assert listed == tree(built.site).keys()


def test_a_library_that_is_missing(built: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the extra, the message says what to install."""
    del built
    monkeypatch.delitem(sys.modules, "site_builder.publishing.bucket", raising=False)
    monkeypatch.setitem(sys.modules, "obstore", None)
    said = factsheet("publish", "s3://bucket")
    assert said.exit_code == 2
    assert "This needs obstore: run `pip install 'officials-fact-sheet[s3]'`." in said.stderr


@pytest.mark.parametrize(
    ("destination", "told"),
    [
        ("ftp://host/www", "is neither a folder nor a bucket"),
        ("", "The destination is empty."),
        ("site", "is in the built site"),
        ("site/www", "is in the built site"),
        ("mkdocs.yml", "Cannot write mkdocs.yml: Not a directory."),
    ],
)
def test_a_destination_that_is_none(destination: str, told: str, built: Project) -> None:
    """What cannot be published to is refused in a sentence."""
    before = tree(built.folder)
    said = factsheet("publish", destination)
    assert (said.exit_code, said.stdout) == (2, "")
    assert told in said.stderr
    assert tree(built.folder) == before


def test_an_altered_site_is_refused(built: Project) -> None:
    """A page that was altered after the build is named, and nothing is published."""
    (built.site / "people/ada-keeper/index.html").write_text("altered")
    said = factsheet("publish", "www")
    assert said.exit_code == 2
    assert "Altered, added or removed: people/ada-keeper/index.html." in said.stderr
    assert not (built.folder / "www").exists()


def test_a_site_that_was_not_built(project: Project, tmp_path: Path) -> None:
    """Without a site, the message says how to build one."""
    del project, tmp_path
    said = factsheet("publish", "www")
    assert said.exit_code == 2
    assert "Build the site first: `mkdocs build`." in said.stderr
