"""Checking in parts, and keeping nothing, finds what checking everything at once finds."""

import os
from pathlib import Path

import pytest

from benchmarks.generate import Plan, write_site
from site_builder import examine
from site_builder.parallel import Processes
from tests.changes.test_affected import Contributor
from tests.checks.test_rules import WORLD
from tests.support.as_from_processes import AsFromProcesses
from tests.support.project import Project
from tests.support.repository import write

# Others and more by hand: `CHANGES=300 SEED=6 python -m pytest -s tests/test_examine.py`.
CHANGES, SEED = (int(os.environ.get(*name)) for name in (("CHANGES", "64"), ("SEED", "3")))


def test_the_same_faults_are_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """After edits of all kinds at random, the verdict is the same if each person is a part.

    What the check before has found sound is not read again. Every eighth time, other processes do
    the parts.
    """
    monkeypatch.setattr("site_builder.checks.kept.FEWEST_RECORDS", 1)
    content = tmp_path / "content"
    write_site(Plan(24, SEED), tmp_path)
    editor = Contributor(content, SEED)
    codes = set[str]()
    for step in range(CHANGES):
        done = editor.part() if step % 8 == 4 else editor.edit()
        loaded = examine.load(examine.Inputs(content, tmp_path))
        with monkeypatch.context() as patch:
            patch.setattr("site_builder.checks.check.FILES_A_TASK", 1)
            executor = Processes() if step % 8 == 0 else AsFromProcesses()
            verdict = examine.check(examine.Inputs(content, tmp_path, executor=executor))
        expected = examine.Verdict(loaded.diagnostics, loaded.waived, loaded.size)
        assert verdict == expected, f"{step}: {done}"
        codes |= {item.code for item in loaded.diagnostics}
        if step % 8 == 7:
            editor.mend()
    print(f"{CHANGES} edits: {sorted(codes)}")
    wanted = {"unknown-statement", "office-not-held", "duplicate-name", "duplicate-statement"}
    assert wanted <= codes


@pytest.mark.parametrize(
    ("path", "field"),
    [
        ("people/ada.yml", "name"),
        ("people/ada-keeper/2024.yml", "positions"),
        ("organisations/harbour.yml", "name"),
        ("themes/tides.yml", "title"),
        ("sources/gazette.yml", "title"),
        ("waivers.yml", "waivers"),
        ("withdrawn.yml", "withdrawn"),
    ],
)
def test_an_empty_file_is_told_how_it_begins(tmp_path: Path, path: str, field: str) -> None:
    """The hint names the first field of what is kept at that place."""
    project = Project(tmp_path)
    project.write(path, "")
    found = examine.check(examine.Inputs(project.content, tmp_path)).diagnostics
    assert [it.hint for it in found if it.span.path.endswith(path)] == [f"Begin with `{field}: …`."]


def test_other_ids_are_compared_across_parts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An id that two people had, or that one has and another one had, is found."""
    people = {
        f"people/{id_}.yml": f"name: {id_}\nkind: official\nformer_ids: {former}\n"
        for id_, former in (("a", "[c]"), ("b", "[c]"), ("d", "[e]"))
    }
    write(tmp_path, {**WORLD, **people, "people/e.yml": "name: e\nkind: official\n"})
    monkeypatch.setattr("site_builder.checks.check.FILES_A_TASK", 1)
    found = examine.check(examine.Inputs(tmp_path, tmp_path)).diagnostics
    assert [(item.code, item.span.path) for item in found] == [
        ("retired-id", "people/b.yml"),
        ("retired-id", "people/d.yml"),
    ]
