"""What `check --changed-since` reports: each case is a site before and after a change.

`=== before path` is a file of the content folder in the commit, `=== now path` what stands there
now (`=== now path (gone)`: nothing), and `=== expected` what a reader of the terminal sees.
`pytest --rewrite-cases` writes that part anew, for review.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click
import pytest

from site_builder.changes.git import snapshot
from site_builder.checks.check import Earlier, Results, check_files
from site_builder.checks.lines import line_reader
from site_builder.checks.reports import terminal
from site_builder.content.discover import RecordFile, discover
from site_builder.examine import Inputs, check_change, examine, new_faults
from tests.changes.test_affected import BY_CHANGE
from tests.checks.test_rules import WORLD, hold
from tests.support.paths import CASES as CASE_FILES
from tests.support.repository import commit, two_states, write

CASES = sorted((CASE_FILES / "since").glob("*.txt"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_case(case: Path, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    """The checker says of a change what its case expects, to the letter."""
    hold(case, lambda given: check(given, tmp_path), request)


def check(given: str, folder: Path) -> str:
    """What is said of the change that a case makes."""
    content = folder / "content"
    before, now = two_states(given)
    write(content, {**WORLD, **before})
    commit(folder)
    write(content, now)
    first = snapshot(content, "HEAD")
    inputs = Inputs(content, folder)
    found, results = examine(inputs, discover(content, folder))
    new = new_faults(inputs, found, results, first)
    change = check_change(inputs, first)
    assert tuple(item for item in change.new if item.code not in BY_CHANGE) == new
    old = len(found.diagnostics) - len(new)
    said = terminal.render(change.new, line_reader(folder))
    return click.unstyle("\n\n".join(filter(None, (said, f"Old: {old}")))) + "\n"


def test_what_is_the_same_is_not_read_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of the older content only what changed, and what has faults now, is read."""
    content = tmp_path / "content"
    files = {f"people/p{number}.yml": f"name: P{number}\nkind: official\n" for number in range(9)}
    write(content, {**WORLD, **files})
    commit(tmp_path)
    write(content, {"people/p1.yml": "name: P1\n", "people/p2.yml": "name: Two\nkind: official\n"})
    inputs = Inputs(content, tmp_path)
    found, results = examine(inputs, discover(content, tmp_path))
    read: list[str] = []

    def watched(
        files: Sequence[RecordFile], *others: Any, earlier: Earlier, **given: Any
    ) -> Results:
        read.extend(file.id for file in files if file.key not in earlier)
        return check_files(files, *others, earlier=earlier, **given)

    monkeypatch.setattr("site_builder.examine.check_files", watched)
    new_faults(inputs, found, results, snapshot(content, "HEAD"))
    assert read == ["p1", "p2"]


def test_a_misnamed_file_has_the_same_id_before(tmp_path: Path) -> None:
    """In the site's language, as today: what referred to it, and is a fault now, is new."""
    content = tmp_path / "content"
    peace = WORLD["themes/peace.yml"]
    somebody = (
        "name: Somebody\nkind: official\npositions:\n  - theme: groesse\n    statements:\n"
        "      - { id: a, quote: We grow., date: 2024, citations: [{ source: gazette }] }\n"
    )
    write(content, {**WORLD, "themes/Größe.yml": peace, "people/somebody.yml": somebody})
    commit(tmp_path)
    write(content, {"themes/Größe.yml": None})
    new = check_change(Inputs(content, tmp_path, "de"), snapshot(content, "HEAD")).new
    assert [fault.code for fault in new] == ["unknown-theme"]
