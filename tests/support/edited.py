"""Contents after random edits of all kinds, for what is kept from one edit to the next.

Others and more by hand: `CHANGES=200 SEED=6 python -m pytest tests/views/test_origins.py`.
"""

import json
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest

from benchmarks.generate import Plan, write_site
from site_builder.diagnostics import has_errors
from site_builder.evidence.link_checks import Result
from site_builder.examine import Content, Inputs, load
from tests.changes.test_affected import Contributor
from tests.support.captured import CHECKED_BY_HAND, FOUND, captured
from tests.support.paths import CASES_SITE, FIXTURE_SITE
from tests.support.project import SOURCE

CHANGES, SEED = (int(os.environ.get(*name)) for name in (("CHANGES", "15"), ("SEED", "3")))
MakeSite = Callable[[Path], None]


class Touch:
    """Changes values of any field: letters, digits, and the records that are named."""

    def __init__(self, content: Path, seed: int) -> None:
        self._content, self._random = content, Random(seed)
        self._before: dict[Path, bytes] = {}

    def edit(self) -> str:
        """Change one value, and say which."""
        file = self._random.choice(sorted(self._content.rglob("*.y*ml")))
        lines = self._lines(file)
        at = self._random.choice([at for at, line in enumerate(lines) if line.strip()])
        was = lines[at]
        lines[at] = self._random.choice((self._letter, self._digit, self._name))(was)
        file.write_text("\n".join(lines), encoding="utf-8")
        return f"{file.name}: {was.strip()} -> {lines[at].strip()}"

    def _lines(self, file: Path) -> list[str]:
        """Read a file that is about to be changed."""
        text = file.read_text(encoding="utf-8")
        self._before.setdefault(file, text.encode())
        return text.split("\n")

    def mend(self) -> None:
        """Undo all edits."""
        for file, data in self._before.items():
            file.write_bytes(data)
        self._before.clear()

    def _letter(self, line: str) -> str:
        places = [at for at, sign in enumerate(line) if sign.islower() and at > line.find(":")]
        if not places:
            return line
        at = self._random.choice(places)
        return f"{line[:at]}{self._random.choice('aeiou')}{line[at + 1 :]}"

    def _digit(self, line: str) -> str:
        places = [at for at, sign in enumerate(line) if sign.isdecimal()]
        if not places:
            return self._letter(line)
        at = self._random.choice(places)
        return f"{line[:at]}{self._random.randrange(10)}{line[at + 1 :]}"

    def _name(self, line: str) -> str:
        """Name another record of some kind, where one is named."""
        files = sorted(self._content.glob("*/*.yml"))
        ids = {file.stem for file in files}
        named = next((id_ for id_ in sorted(ids, key=len, reverse=True) if id_ in line), None)
        if named is None:
            return self._digit(line)
        kind = next(file.parent for file in files if file.stem == named)
        other = self._random.choice([file.stem for file in files if file.parent == kind])
        return line.replace(named, other)


class Witness(Touch):
    """Changes what was found: in copies of sources, in receipts, and at the sources' addresses."""

    def edit(self) -> str:
        """Change one line, and say which."""
        file, change = self._random.choice(
            (
                ("checks/links.jsonl", self._look),
                ("checks/links.jsonl", self._look),
                ("receipts/bo.jsonl", self._receipt),
                ("receipts/bo.jsonl", self._receipt),
                ("receipts/bo.jsonl", self._receipt),
                ("captures/gazette.yml", self._copy),
                ("captures/gazette.yml", self._copy),
                ("people/bo.yml", self._digit),
                ("sources/gazette.yml", self._letter),
            )
        )
        lines = self._lines(self._content / file)
        # Of a copy, only the day can be another without its digests being wrong.
        begins = "fetched: " if change == self._copy else ""
        at = self._random.choice(
            [at for at, line in enumerate(lines) if line.strip() and line.startswith(begins)]
        )
        was, lines[at] = lines[at], change(lines[at])
        (self._content / file).write_text("\n".join(lines), encoding="utf-8")
        return f"{file}: {was} -> {lines[at]}"

    def _look(self, line: str) -> str:
        """Say that another look has shown something else."""
        look: dict[str, Any] = json.loads(line)
        number = self._random.randrange(3)
        # This one alone shows on the pages of the words, too.
        result = self._random.choice([*Result, Result.CHANGED, Result.CHANGED])
        changes: dict[str, Any] = {
            "result": result,
            "on": f"2025-01-0{1 + number}",
            "why": f"Reason {number}.",
            "seen": f"2024-12-0{1 + number}",
            "failures": [f"2025-01-{10 + 5 * at}" for at in range(number)],
            "final_url": f"https://news.example/{number}",
        }
        name = self._random.choice(["result", "result", *changes])
        if name in look and name not in ("result", "on") and self._random.random() < 0.3:
            del look[name]
        else:
            look[name] = changes[name]
        return json.dumps(look, ensure_ascii=False, separators=(",", ":"))

    def _copy(self, _line: str) -> str:
        """Say that the copy was taken on another day, which the pages of the words show."""
        return f"fetched: 2024-11-0{self._random.randrange(1, 10)}"

    def _receipt(self, line: str) -> str:
        """Say that words were found on another day or more often, or have no receipt at all."""
        if self._random.random() < 0.2:
            return ""
        receipt: dict[str, Any] = json.loads(line)
        receipt["on"] = f"2024-11-0{self._random.randrange(1, 10)}"
        receipt["occurrences"] = self._random.randrange(1, 4)
        return json.dumps(receipt, ensure_ascii=False, separators=(",", ":"))


MakeEditor = type[Touch | Contributor]


def generated(folder: Path) -> None:
    """Generate a site in which many statements answer and retract each other."""
    write_site(Plan(24, SEED), folder)


def copied(site: Path) -> Callable[[Path], None]:
    """Return what copies a site of these tests."""

    def copy(folder: Path) -> None:
        shutil.copytree(site / "content", folder / "content")

    return copy


def witnessed(folder: Path) -> None:
    """Write a site whose words were found in a copy of their source, and looked for again."""
    project = captured(folder / "made", *FOUND, CHECKED_BY_HAND)
    look = {"source": "gazette", "url": "https://news.example/a", "on": "2025-01-01"}
    project.write("sources/gazette.yml", {**SOURCE, "url": look["url"]})
    checks = project.content / "checks"
    checks.mkdir()
    line = json.dumps({**look, "result": "answers", "seen": "2025-01-01"}, separators=(",", ":"))
    (checks / "links.jsonl").write_text(f"{line}\n", encoding="utf-8")
    shutil.copytree(project.content, folder / "content")


edited = pytest.mark.parametrize(
    ("site", "editor"),
    [
        (generated, Contributor),
        (generated, Touch),
        (copied(FIXTURE_SITE), Touch),
        (copied(FIXTURE_SITE), Contributor),
        (copied(CASES_SITE), Touch),
        (copied(CASES_SITE), Contributor),
        (witnessed, Witness),
    ],
    ids=[
        "edits", "touches", "every field touched", "every field edited", "cases", "cases edited",
        "evidence",
    ],
)  # fmt: skip
"""Runs a test with a site of each kind, and somebody who edits it."""


def contents(site: MakeSite, editor: MakeEditor, folder: Path) -> Iterator[tuple[Content, str]]:
    """Yield sound content and what was done last: at first nothing, then one random edit each."""
    site(folder)
    editing = editor(folder / "content", SEED)
    done, sound = "nothing", 0
    while sound <= CHANGES:
        content = load(Inputs(folder / "content", folder))
        if has_errors(content.diagnostics):
            # Nothing is made of such content.
            editing.mend()
            done = editing.edit()
            continue
        sound += 1
        yield content, done
        if sound % 8 == 0:
            editing.mend()
        done = editing.edit()
