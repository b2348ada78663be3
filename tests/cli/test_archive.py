"""`factsheet archive`, as it is typed."""

import json
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

import pytest

from tests.support.captured import COPY, FOUND, ask, content_of, online, page, project
from tests.support.commands import factsheet
from tests.support.network import Host, answer, hosting
from tests.support.project import Project, tree

TIME = "20241108101112"


@pytest.fixture(name="host")
def a_host(monkeypatch: pytest.MonkeyPatch) -> Iterator[Host]:
    """A host on this machine; nobody has keys."""
    monkeypatch.delenv("ARCHIVE_ACCESS_KEY", raising=False)
    monkeypatch.delenv("ARCHIVE_SECRET_KEY", raising=False)
    with hosting() as made:
        yield made


def archived(folder: Path, host: Host, text: str | None = COPY) -> Project:
    """A project whose source has a copy with a text in the archive, or none."""
    made = online(folder, host, *FOUND)
    made.write(
        "sources/gazette.yml",
        "# The paper of record.\n"
        "title: The Gazette of the third\n"
        "type: article-newspaper\n"
        f"url: {host.url('/a')}  # as cited\n"
        "availability: live\n"
        "checked: 2024-11-07\n",
    )
    query = {"url": host.url("/a"), "output": "json", "fl": "timestamp"}
    query |= {"filter": "statuscode:200", "limit": "1"}
    rows = [["timestamp"], [TIME]] if text is not None else []
    host.does |= {
        f"/cdx/search/cdx?{urlencode(query)}": answer(json.dumps(rows)),
        f"/web/{TIME}id_/{host.url('/a')}": answer(page(text or "")),
    }
    return made


def test_recorded(tmp_path: Path, host: Host) -> None:
    """A copy that has the words is recorded in its place; nothing else of the file changes."""
    made = archived(tmp_path, host)
    file = made.content / "sources" / "gazette.yml"
    before = file.read_text(encoding="utf-8")
    code, said = ask(tmp_path, host, "archive")
    copy = f"{host.url('', 'archive.example')}/web/{TIME}/{host.url('/a')}"
    assert (code, said) == (0, f"gazette: Recorded the copy of 2024-11-08 ({copy}).\n")
    added = f"archives:\n  - url: {copy}\n    captured: 2024-11-08\n"
    assert file.read_text(encoding="utf-8") == before.replace(
        "availability", f"{added}availability"
    )
    assert [one.code for one in content_of(made).diagnostics] == []
    assert ask(tmp_path, host, "archive") == (
        0,
        "Each source that has an address has an archived copy.\n",
    )


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (COPY.replace("not talk", "talk"), "lacks the words of `bo/exact`. Nearest there:"),
        (None, "The archive has no copy. To have one made, open http://archive.example"),
        ("", "Could not compare the copy of 2024-11-08"),
    ],
    ids=["other words", "no copy", "no text"],
)
def test_not_recorded(tmp_path: Path, host: Host, text: str | None, why: str) -> None:
    """A copy without the words is not recorded, whatever it is."""
    archived(tmp_path, host, text)
    before = tree(tmp_path)
    code, said = ask(tmp_path, host, "archive", "gazette")
    assert code == 1
    assert why in said
    assert tree(tmp_path) == before


def test_a_dry_run(tmp_path: Path, host: Host, monkeypatch: pytest.MonkeyPatch) -> None:
    """With `--dry-run` nothing is written, nor is a copy made."""
    monkeypatch.setenv("ARCHIVE_ACCESS_KEY", "access")
    monkeypatch.setenv("ARCHIVE_SECRET_KEY", "top-secret")
    archived(tmp_path, host)
    before = tree(tmp_path)
    code, said = ask(tmp_path, host, "archive", "--dry-run", "--format", "json")
    assert code == 0
    [found] = json.loads(said)
    assert found["archive"]["captured"] == "2024-11-08"
    index = next(path for path in host.does if path.startswith("/cdx/"))
    host.does[index] = answer("[]")
    assert ask(tmp_path, host, "archive", "--dry-run")[0] == 1
    assert tree(tmp_path) == before
    assert "/save" not in host.paths


def test_made(tmp_path: Path, host: Host, monkeypatch: pytest.MonkeyPatch) -> None:
    """If there is no copy, and keys are given, one is made, compared and recorded."""
    monkeypatch.setenv("ARCHIVE_ACCESS_KEY", "access")
    monkeypatch.setenv("ARCHIVE_SECRET_KEY", "top-secret")
    made = archived(tmp_path, host, None)
    host.does |= {
        "/save": answer('{"job_id": "a"}'),
        "/save/status/a": answer(json.dumps({"status": "success", "timestamp": TIME})),
        f"/web/{TIME}id_/{host.url('/a')}": answer(page(COPY)),
    }
    code, said = ask(tmp_path, host, "archive")
    assert code == 0
    assert "Recorded the copy of 2024-11-08" in said
    assert "top-secret" not in said
    assert "captured: 2024-11-08" in (made.content / "sources" / "gazette.yml").read_text()


@pytest.mark.parametrize(
    ("named", "why"), [("gazete", "Did you mean `gazette`?"), ("none", "has no `url:`")]
)
def test_no_such_source(tmp_path: Path, host: Host, named: str, why: str) -> None:
    """A source that there is not, or that has no address, is refused."""
    made = online(tmp_path, host, *FOUND)
    made.write("sources/none.yml", {"title": "N", "type": "book"})
    code, said = ask(tmp_path, host, "archive", named)
    assert code == 2
    assert why in said


def test_a_record_that_cannot_be_edited(tmp_path: Path, host: Host) -> None:
    """A file in another layout is left as it is, and the line to add is said."""
    made = archived(tmp_path, host)
    file = made.content / "sources" / "gazette.yml"
    text = json.dumps({"title": "G", "type": "book", "url": host.url("/a")})
    file.write_text(text, encoding="utf-8")
    code, said = ask(tmp_path, host, "archive")
    assert code == 1
    assert "It could not be recorded" in said
    assert file.read_text(encoding="utf-8") == text


def test_a_source_that_is_not_there_comes_first(tmp_path: Path) -> None:
    """A slip in an id is told before whom hosts may write to is asked for."""
    made = project(tmp_path, *FOUND)
    result = factsheet("archive", "gazete", "--config-file", str(made.folder / "mkdocs.yml"))
    assert result.exit_code == 2
    assert "There is no source `gazete`. Did you mean `gazette`?" in result.output
