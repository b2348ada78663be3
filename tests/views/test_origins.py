"""Pages that are made from the same have the same bytes, whatever was edited meanwhile."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from random import Random

import pytest

from benchmarks.generate import Plan, write_site
from site_builder.diagnostics import has_errors
from site_builder.examine import Inputs, load
from site_builder.html.print import Printer
from site_builder.settings import Site
from site_builder.site_folder import SiteFile
from tests.changes.test_affected import Contributor
from tests.support.host import frames
from tests.support.paths import CASES_SITE, FIXTURE_SITE, ROOT

# Others and more by hand: `CHANGES=200 SEED=6 python -m pytest -s tests/views/test_origins.py`.
CHANGES, SEED = (int(os.environ.get(*name)) for name in (("CHANGES", "15"), ("SEED", "3")))
SITE = Site("Dossier", "https://sheet.example/", exports=("api", "feeds", "markdown", "embed"))
FRAMES = frames()
Pages = list[tuple[str, tuple[SiteFile, ...]]]


class Touch:
    """Changes values of any field: letters, digits, and the records that are named."""

    def __init__(self, content: Path, seed: int) -> None:
        self._content, self._random = content, Random(seed)
        self._before: dict[Path, bytes] = {}

    def edit(self) -> str:
        """Change one value, and say which."""
        file = self._random.choice(sorted(self._content.rglob("*.y*ml")))
        text = file.read_text(encoding="utf-8")
        self._before.setdefault(file, text.encode())
        lines = text.split("\n")
        at = self._random.choice([at for at, line in enumerate(lines) if line.strip()])
        was = lines[at]
        lines[at] = self._random.choice((self._letter, self._digit, self._name))(was)
        file.write_text("\n".join(lines), encoding="utf-8")
        return f"{file.name}: {was.strip()} -> {lines[at].strip()}"

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


def generated(folder: Path) -> None:
    """Generate a site in which many statements answer and retract each other."""
    write_site(Plan(24, SEED), folder)


def copied(site: Path) -> Callable[[Path], None]:
    """Return what copies a site of these tests."""

    def copy(folder: Path) -> None:
        shutil.copytree(site / "content", folder / "content")

    return copy


@pytest.mark.parametrize(
    ("site", "editor"),
    [
        (generated, Contributor),
        (generated, Touch),
        (copied(FIXTURE_SITE), Touch),
        (copied(FIXTURE_SITE), Contributor),
        (copied(CASES_SITE), Touch),
        (copied(CASES_SITE), Contributor),
    ],
    ids=["edits", "touches", "every field touched", "every field edited", "cases", "cases edited"],
)
def test_what_is_made_from_the_same_is_the_same(
    site: Callable[[Path], None], editor: type[Touch | Contributor], tmp_path: Path
) -> None:
    """After random edits of all kinds, a family with the same origin has the same pages."""
    site(tmp_path)
    editing = editor(tmp_path / "content", SEED)
    known: Mapping[str, tuple[bytes, Pages]] = {}
    same = other = idle = 0
    done = "nothing"
    sound = 0
    while sound <= CHANGES:
        content = load(Inputs(tmp_path / "content", tmp_path))
        if has_errors(content.diagnostics):
            # No page is printed of such content.
            editing.mend()
            done = editing.edit()
            continue
        sound += 1
        printer = Printer(content.catalogue, FRAMES, SITE, content.proofs, content.looks)
        now: dict[str, tuple[bytes, Pages]] = {}
        origins = printer.views.origins()
        for family in printer.views.families():
            origin = origins.of(family)
            pages = [*printer.pages([family])]
            now[family] = origin, pages
            before = known.get(family)
            if before is None:
                continue
            if before[0] == origin:
                assert pages == before[1], f"{family}: {done}"
                same += 1
            else:
                other += 1
                idle += pages == before[1]
        known = now
        if sound % 8 == 0:
            editing.mend()
        done = editing.edit()
    print(f"{same} families as before, {other} printed anew, {idle} of them to no avail")
    assert same
    assert other


FIND = """
from tests.support.views import SITE, example_cases
from site_builder.views import Views
views = Views(example_cases(), SITE)
origins = views.origins()
print([(family, origins.of(family).hex()) for family in views.families()])
"""


def test_origins_are_the_same_in_every_process() -> None:
    """What pages are made from does not depend on the seed of hashes, or nothing would be kept."""
    found = [
        subprocess.run(
            [sys.executable, "-c", FIND],
            cwd=ROOT,
            env=os.environ | {"PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    ]
    assert found[0] == found[1] != "[]"
