"""The commands that write files, each with a folder to work in.

One more is one more line in `WRITERS`.
"""

import csv
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import psutil
import yaml
from PIL import Image

from benchmarks.generate import Plan, write_site
from benchmarks.measure import HERE
from benchmarks.same import Digests, digests

SITE, CACHE, TEMPORARY = "site", ".cache", ".tmp"
HOOK = Path(__file__).with_name("killed_at")
# Seconds within which what a killed process has started must end, too.
_AFTERLIFE = 10.0


@dataclass(frozen=True, slots=True)
class Writer:
    """A command, run in a folder that `prepare` has changed.

    `whole` are folders of which all files belong together: all old, or all new. `codes` are the
    exit codes of a run that has done its work. `journal` is the file of one that may fail with some
    files new: while it is there, the next run does the rest.
    """

    command: tuple[str, ...]
    prepare: Callable[[Path], object]
    whole: tuple[str, ...] = ()
    codes: tuple[int, ...] = (0,)
    journal: str = ""


_CAPTURED = "source-00003"
_NEWCOMERS = ("Azoqua Brim", "Cudrex Dalmon", "Ephtyl Fowk", "Gambril Hosk", "Ivoxin Jurp")


def _edit(folder: Path) -> None:
    """Change a word, so that the new site is another one."""
    for file in sorted((folder / "content" / "people").iterdir())[:3]:
        text = file.read_text(encoding="utf-8")
        file.write_text(text.replace("name: Person", "name: Renamed person", 1), encoding="utf-8")


def _sheet(folder: Path) -> None:
    """Write a spreadsheet with statements of new people and of one who is there."""
    rows = [(name, f"The words of {name}.") for name in _NEWCOMERS]
    rows.append(("person-00003", "Words of one who is there."))
    with (folder / "sheet.csv").open("w", encoding="utf-8", newline="") as opened:
        csv.writer(opened).writerows([("Speaker", "Words"), *rows])
    (folder / "mapping.yml").write_text(
        "columns: { Speaker: person, Words: quote }\n"
        "values: { theme: theme-0001, source: source-00001, person.kind: official, date: 2031 }\n"
    )


def _disorder(folder: Path) -> None:
    """Put the first field of some records last."""
    for file in sorted((folder / "content" / "themes").iterdir())[:4]:
        first, *others = file.read_text(encoding="utf-8").splitlines(keepends=True)
        file.write_text("".join((*others, first)), encoding="utf-8")


def _spoilt(folder: Path) -> None:
    """End the lines of some records as Windows does."""
    for file in sorted((folder / "content" / "people").iterdir())[:4]:
        file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))


def _copy_of_a_source(folder: Path) -> None:
    """Write a text with the words that statements cite of a source, as a copy of it."""
    words = []
    for file in sorted((folder / "content" / "people").iterdir()):
        for position in yaml.load(file.read_bytes(), yaml.CSafeLoader)["positions"]:
            for statement in position["statements"]:
                if any(it["source"] == _CAPTURED for it in statement["citations"]):
                    words += [statement.get(field, "") for field in ("quote", "original")]
    (folder / "copy.txt").write_text("\n\n".join(words), encoding="utf-8")
    # Generated sources are of days to come, and a copy of one is refused.
    source = folder / "content" / "sources" / f"{_CAPTURED}.yml"
    text = source.read_text(encoding="utf-8")
    undated = re.sub(r"^(issued|accessed|checked): .*\n", "", text, flags=re.MULTILINE)
    source.write_text(undated, encoding="utf-8")


def _nothing(_folder: Path) -> None:
    """Prepare nothing."""


def _exported(folder: Path) -> None:
    """Write what an earlier export has left."""
    (folder / "out.csv").write_text("old\n", encoding="utf-8")


def _published(folder: Path) -> None:
    """Publish the site, and build another one."""
    _done(("factsheet", "publish", "published"), folder)
    _edit(folder)
    _done(("mkdocs", "build", "--quiet"), folder)


def _planned(folder: Path) -> None:
    """Make the plan of another site."""
    _edit(folder)
    _done((*_STAGE, "plan"), folder)


def _sharded(folder: Path) -> None:
    """Do all stages of another site but the last one."""
    _planned(folder)
    for stage in ("print", "index"):
        _done((*_STAGE, stage), folder)


def _pictured(folder: Path) -> None:
    """Write an image that can be a portrait."""
    Image.new("RGB", (300, 300)).save(folder / "portrait.png")


def _done(command: tuple[str, ...], folder: Path) -> None:
    ended = run(command, folder)
    if ended.code:
        raise SystemExit(ended.said)


_STAGE, _PLAN = ("factsheet", "stage"), ".factsheet/plan"
_PORTRAIT = ("factsheet", "portrait", "person-00003", "--file", "portrait.png")
_NEW = (
    "factsheet",
    "new",
    "theme",
    "--id",
    "kites",
    "--title",
    "Kites",
    "--definition",
    "A.",
)
WRITERS: Mapping[str, Writer] = {
    "mkdocs build": Writer(("mkdocs", "build", "--quiet"), _edit, (SITE,)),
    "factsheet build": Writer(("factsheet", "build"), _edit, (SITE,)),
    "publish": Writer(
        ("factsheet", "publish", "published"),
        _published,
        (SITE,),
        journal="published/publishing.txt",
    ),
    "publish anew": Writer(
        ("factsheet", "publish", "new"), _nothing, (SITE,), journal="new/publishing.txt"
    ),
    "stage plan": Writer((*_STAGE, "plan"), _edit, (SITE,)),
    "stage print": Writer((*_STAGE, "print", "--shard", "1/2"), _planned, (SITE,)),
    "stage index": Writer((*_STAGE, "index", "--shard", "1/2"), _planned, (SITE,)),
    "stage finish": Writer((*_STAGE, "finish"), _sharded, (SITE,)),
    "portrait": Writer((*_PORTRAIT, "--credit", "A. Painter", "--licence", "CC0"), _pictured),
    "import": Writer(("factsheet", "import", "sheet.csv", "--mapping", "mapping.yml"), _sheet),
    "new": Writer(_NEW, _nothing),
    "fmt": Writer(("factsheet", "fmt"), _disorder),
    "check --fix": Writer(("factsheet", "check", "--fix"), _spoilt),
    "capture": Writer(
        ("factsheet", "capture", _CAPTURED, "--file", "copy.txt", "--date", "2024-11-08"),
        _copy_of_a_source,
        # A quote may stand between others' words than its record says.
        codes=(0, 1),
    ),
    "export FILE": Writer(("factsheet", "export", "csv", "--to", "out.csv"), _exported),
    "export FOLDER": Writer(("factsheet", "export", "csv", "--to", "out/"), _nothing, ("out",)),
    "init": Writer(("factsheet", "init", "started"), _nothing),
}


@dataclass(frozen=True, slots=True)
class Ended:
    """How a command ended: its exit code (below 0: by a signal), seconds, and what it said."""

    code: int
    seconds: float
    said: str


def environment(folder: Path) -> dict[str, str]:
    """Return the variables for a command in a folder that has its own caches."""
    return os.environ | {
        "NO_MKDOCS_2_WARNING": "1",
        "PYTHONPATH": str(HERE),
        "XDG_CACHE_HOME": str(folder / CACHE),
        "TMPDIR": str(folder / TEMPORARY),
        # A pickled plan lists sets in the order of their hashes.
        "PYTHONHASHSEED": "0",
    }


def program(name: str, python: str = sys.executable) -> str:
    """Return the path of a program that is installed beside a Python."""
    return str(Path(python).absolute().with_name(name))


def run(
    command: tuple[str, ...],
    folder: Path,
    *,
    after: float | None = None,
    more: Mapping[str, str] | None = None,
) -> Ended:
    """Run a command in a folder; with `after`, kill it when as many seconds have passed.

    What it has started is not killed, and must end by itself.

    Raises:
        SystemExit: it did not.
    """
    start = time.perf_counter()
    with (folder.parent / "said").open("w+b") as output:
        process = subprocess.Popen(
            [program(command[0]), *command[1:]],
            cwd=folder,
            env=environment(folder) | dict(more or {}),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            start_new_session=True,
        )
        try:
            code = process.wait(after)
        except subprocess.TimeoutExpired:
            process.kill()
            code = process.wait()
        except KeyboardInterrupt:
            process.kill()
            _wait_for_group(process.pid)
            raise
        seconds = time.perf_counter() - start
        if code == -signal.SIGKILL:
            _wait_for_group(process.pid)
        output.seek(0)
        return Ended(code, seconds, output.read().decode(errors="replace"))


def _wait_for_group(group: int) -> None:
    until = time.monotonic() + _AFTERLIFE
    while alive := [*_members(group)]:
        if time.monotonic() > until:
            raise SystemExit(f"A killed command has left processes: {alive}")
        time.sleep(0.01)


def _members(group: int) -> Iterator[int]:
    for process in psutil.process_iter():
        with suppress(psutil.Error, ProcessLookupError):
            if os.getpgid(process.pid) == group and process.status() != psutil.STATUS_ZOMBIE:
                yield process.pid


class Trial:
    """A writer, the folder before it and after it, and how often that can be tried."""

    def __init__(self, writer: Writer, people: int, folder: Path) -> None:
        self.writer = writer
        self.made, self._used = folder / "made" / "w", folder / "used" / "w"
        self._before: Digests = {}
        self.folder = self._used
        shutil.rmtree(folder, ignore_errors=True)
        (self.made / TEMPORARY).mkdir(parents=True)
        self._used.parent.mkdir()
        write_site(Plan(people, seed=7), self.made)
        if SITE in writer.whole:
            self._require(run(("mkdocs", "build", "--quiet"), self.made))
        writer.prepare(self.made)
        self.before = digests_of(self.made)
        log = folder / "log"
        self.fresh()
        self.ended = self._require(
            run(writer.command, self._used, more=_hooked(WRITES_LOG=str(log)))
        )
        self.after = digests_of(self._used)
        self.moments = log.read_text(encoding="utf-8").splitlines()

    def _require(self, ended: Ended) -> Ended:
        if ended.code not in self.writer.codes:
            raise SystemExit(ended.said)
        return ended

    def fresh(self) -> Path:
        """Return the folder as it was before the command."""
        shutil.rmtree(self._used, ignore_errors=True)
        shutil.copytree(self.made, self._used, symlinks=True)
        if SITE in self.writer.whole:
            adopt = (sys.executable, "-m", "benchmarks.robustness.adopt", self.made, self._used)
            subprocess.run(adopt, check=True, env=environment(self._used))
        return self._used

    def killed_at(self, moment: int) -> Ended:
        """Run the command, and kill it before it does what is the `moment`-th to the files."""
        return run(self.writer.command, self.fresh(), more=_hooked(KILL_AT=str(moment)))

    def killed_after(self, seconds: float) -> Ended:
        """Run the command, and kill it after as many seconds."""
        return run(self.writer.command, self.fresh(), after=seconds)

    def half(self, now: Digests) -> list[str]:
        """Return what is neither old nor new. Hidden files beside a visible one are nobody's."""
        problems = []
        for folder in self.writer.whole:
            part = _part(now, folder)
            if part not in (_part(self.before, folder), _part(self.after, folder)):
                problems.append(f"{folder}/ is half, or gone")
        for path in sorted(now.keys() | self.before.keys()):
            if path.startswith(tuple(f"{folder}/" for folder in self.writer.whole)):
                continue
            if path == self.writer.journal:
                continue
            allowed = {self.before.get(path), self.after.get(path)}
            is_hidden = any(part.startswith(".") for part in Path(path).parts)
            if now.get(path) not in allowed and not (is_hidden and None in allowed):
                problems.append(f"{path} is neither old nor new")
        return problems

    def whole(self, files: Digests) -> Digests:
        """Return what belongs to all: neither caches nor temporary files."""
        return {
            path: digest
            for path, digest in files.items()
            if not path.startswith((f"{CACHE}/", f"{TEMPORARY}/"))
        }

    def again(self) -> list[str]:
        """Run the command once more; return what is not as if it had run only once."""
        ended, now = run(self.writer.command, self._used), digests_of(self._used)
        problems = [
            f"{'left behind' if path not in self.after else 'other'}: {path}"
            for path in sorted(now.keys() | self.after.keys())
            if now.get(path) != self.after.get(path)
        ]
        if problems:
            problems.append(f"the next run ended with {ended.code}: {ended.said.strip()[-300:]}")
        return problems


def _hooked(**more: str) -> dict[str, str]:
    return {"PYTHONPATH": os.pathsep.join((str(HOOK), str(HERE))), **more}


def digests_of(folder: Path) -> Digests:
    """Return the digests of all files; of those in the cache, which hold times, that they exist.

    Of a plan, that it is whole: it names the folder that it was made in, and pickles of the same
    differ by which texts in them are one object.
    """
    found = {
        path: "" if path.startswith(f"{CACHE}/") else digest
        for path, digest in digests(folder).items()
    }
    if _PLAN in found:
        head, _, rest = (folder / _PLAN).read_bytes().partition(b"\n")
        found[_PLAN] = "whole" if sha256(rest).hexdigest().encode() in head else "half"
    return found


def _part(files: Digests, folder: str) -> Digests:
    return {path: it for path, it in files.items() if path.startswith(f"{folder}/")}
