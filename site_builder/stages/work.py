"""Do a build in stages, whose shards any process can do that sees the work folder.

    plan → print, index → finish

A plan is what one process reads, checks and links, with the frames that its host has made. Of
`print` and `index` each shard is done by itself, in any order, by any number of machines; `finish`
puts their files together. Whoever does them, the site is the same, byte for byte (decision 53).

A shard is done as a whole or not at all: it is written into a folder of its own, which gets its
name when it is complete. So a shard can be done twice, also at the same time.

A work folder is trusted as code is: it holds pickles, and a pickle can run code.
"""

import json
import os
import pickle
import re
import shutil
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from hashlib import sha256
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple
from uuid import uuid4

from site_builder.build import pages_in, printer_of, write_pages, write_sitemap
from site_builder.examine import Content
from site_builder.html.frame import Frame
from site_builder.html.print import Printer
from site_builder.installed import Installed, installed
from site_builder.parallel import without_collection
from site_builder.search.documents import Documents
from site_builder.search.index import Part, parts_of, write_common, write_part
from site_builder.search.segment import Segment
from site_builder.settings import Site
from site_builder.site_folder import Held, Output
from site_builder.temporary import whole

PRINT, INDEX = "print", "index"
SHARDED = (PRINT, INDEX)
"""The stages that are done in shards."""
_PLAN, _SITE, _DONE = "plan", "site", "done"
_NAME = re.compile(r"[0-9]+-of-[0-9]+", re.ASCII)


class StageError(Exception):
    """A stage cannot be done; the message is a sentence."""


class Shard(NamedTuple):
    """A part of a stage: which one, from 1, and of how many."""

    number: int
    of: int

    def __str__(self) -> str:
        return f"{self.number}/{self.of}"

    @property
    def name(self) -> str:
        """The name of its folder."""
        return f"{self.number}-of-{self.of}"

    def has(self, address: str) -> bool:
        """Check whether the pages of a record or year are in this shard, whatever others exist."""
        digest = sha256(address.encode()).digest()
        return int.from_bytes(digest[:8]) % self.of == self.number - 1


class Plan(NamedTuple):
    """What is to be printed and indexed; `hosted` are the addresses of the host's own pages."""

    content: Content
    frames: Mapping[str, Frame]
    site: Site
    hosted: tuple[str, ...]


class Built(NamedTuple):
    """How many pages were printed, and how many documents are in the search index."""

    pages: int
    documents: int


class _Segment(NamedTuple):
    """A segment of the index: its number among all, the name of its folder, and what is in it."""

    number: int
    folder: str
    segment: Segment


class _Done(NamedTuple):
    """What a stage leaves of a shard: what it has returned, and what its files hold."""

    made: list[Any]
    held: Mapping[str, Held]


class _Head(NamedTuple):
    """What a plan's file begins with: the digest of the rest, and what has made it."""

    digest: str
    installed: Installed


class Work:
    """The folder in which a build's stages leave what they have made."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.host = folder / "host"
        """What the host writes of the site, if it does not write into the site's own folder."""

    def put_plan(self, plan: Plan) -> None:
        """Keep a plan for those who do its shards.

        Raises:
            OSError: it cannot be written.
        """
        data = pickle.dumps(plan, pickle.HIGHEST_PROTOCOL)
        self._head, self.plan = _Head(sha256(data).hexdigest(), installed()), plan
        self.folder.mkdir(parents=True, exist_ok=True)
        with whole(self.folder / _PLAN) as opened:
            opened.write(json.dumps(self._head).encode() + b"\n" + data)

    def require_host(self) -> None:
        """Make sure that what the host writes of the site is there.

        Raises:
            StageError: it is not, or there is no plan.
        """
        if self.digest and not self.host.is_dir():
            raise StageError(
                f"{self.folder} has no folder `{self.host.name}` with the pages that `plan` writes."
                " Make the plan again with `factsheet stage plan`."
            )

    def clear(self) -> None:
        """Have nobody go on with an earlier plan, and remove what was done and begun for it."""
        (self.folder / _PLAN).unlink(missing_ok=True)
        for stage in SHARDED:
            shutil.rmtree(self.folder / stage, ignore_errors=True)

    @cached_property
    def _head(self) -> _Head:
        try:
            with (self.folder / _PLAN).open("rb") as opened:
                head = json.loads(opened.readline())
        except (FileNotFoundError, NotADirectoryError):
            raise StageError(
                f"There is no plan in {self.folder}. Make one with `factsheet stage plan`."
            ) from None
        except OSError as error:
            said = f"Cannot read the plan in {self.folder}: {error.strerror}."
            raise StageError(said) from None
        except (ValueError, RecursionError):
            raise self._damaged() from None
        match head:
            case [str(digest), [str(python), str(package), dict(libraries)]]:
                return _Head(digest, Installed(python, package, libraries))
        raise self._damaged()

    def _damaged(self) -> StageError:
        return StageError(
            f"The plan in {self.folder} is damaged, or another version of the fact sheet made it."
            " Make it again with `factsheet stage plan`."
        )

    @property
    def digest(self) -> str:
        """The digest of the plan.

        Raises:
            StageError: there is none.
        """
        return self._head.digest

    @cached_property
    def plan(self) -> Plan:
        """The plan.

        Raises:
            StageError: there is none, it is damaged, or other versions have made it.
        """
        digest, made_by = self._head
        if different := [*made_by.differences(installed())]:
            raise StageError(f"The plan in {self.folder} was made with {in_words(different)}")
        data = (self.folder / _PLAN).read_bytes().partition(b"\n")[2]
        if sha256(data).hexdigest() != digest:
            raise self._damaged()
        with without_collection():
            # The work folder is trusted, and the digest is right.
            plan = pickle.loads(data)  # noqa: S301
        assert isinstance(plan, Plan)
        return plan

    @cached_property
    def printer(self) -> Printer:
        """What prints the pages of the plan."""
        return printer_of(self.plan.content, self.plan.frames, self.plan.site)

    @cached_property
    def documents(self) -> Documents:
        """What the search of the plan's site finds."""
        return Documents(self.plan.content.catalogue, self.plan.content.proofs)

    @cached_property
    def families(self) -> list[str]:
        """The addresses of all years and records, with each of which its pages are printed."""
        return [*self.printer.views.families()]

    @cached_property
    def segments(self) -> list[Part]:
        """The segments of the search index."""
        return parts_of(self.documents) if self.plan.site.search else []

    def do(self, stage: str, shard: Shard) -> bool:
        """Do a shard; return False if it had been done for this plan already.

        Raises:
            StageError: there is no plan that fits.
            OSError: a file cannot be written.
        """
        place = self.folder / stage / shard.name
        is_new = self._result(place) is None and self._try(stage, shard, place)
        # Those of killed processes. Who still works on one has done so for nothing.
        for attempt in place.parent.glob(f".{shard.name}-*"):
            shutil.rmtree(attempt, ignore_errors=True)
        return is_new

    def _try(self, stage: str, shard: Shard, place: Path) -> bool:
        """Do a shard; return False if somebody else was faster."""
        attempt = place.with_name(f".{shard.name}-{uuid4().hex}")
        try:
            (attempt / _SITE).mkdir(parents=True)
            output = Output(attempt / _SITE)
            done = _Done(_STAGES[stage](self, output, shard), output.held)
            data = pickle.dumps(tuple(done))
            (attempt / _DONE).write_bytes(self._seal(data) + data)
            self._put(attempt, place)
        except OSError:
            if self._result(place) is None:
                raise
            return False
        finally:
            shutil.rmtree(attempt, ignore_errors=True)
        return True

    def _put(self, attempt: Path, place: Path) -> None:
        try:
            attempt.rename(place)
        except OSError:
            # Somebody else was faster, or it is that of an earlier plan.
            if self._result(place) is None:
                shutil.rmtree(place, ignore_errors=True)
                attempt.rename(place)

    def finish(self, output: Output, put: Callable[[str, str], object]) -> Built:
        """Put all that is in the work folder into the site, and write what follows from it.

        `put` takes the path of a file or a whole folder, and where it is to be.

        Raises:
            StageError: a shard is missing.
            OSError: a file cannot be written.
        """
        plan = self.plan
        stages = SHARDED if plan.site.search else (PRINT,)
        done = {stage: [*self._shards(stage)] for stage in stages}
        made = (place / _SITE for place, _ in chain.from_iterable(done.values()))
        for folder in (*([self.host] if self.host.is_dir() else []), *made):
            _merge(folder, output.folder, put)
        # Nobody reads these files again: if one is damaged on its way, it shows in the manifest.
        for _, shard in chain.from_iterable(done.values()):
            output.held |= shard.held
        printed: list[str] = [*chain.from_iterable(shard.made for _, shard in done[PRINT])]
        write_sitemap((*plan.hosted, *printed), plan.site, output)
        segments: list[_Segment] = sorted(
            chain.from_iterable(shard.made for _, shard in done.get(INDEX, ())),
            key=lambda it: it.number,
        )
        if plan.site.search:
            found = {it.folder: it.segment for it in segments}
            write_common(found, plan.content.catalogue.lang, output)
        return Built(len(printed), sum(it.segment.documents for it in segments))

    def _shards(self, stage: str) -> Iterator[tuple[Path, _Done]]:
        """Yield the folder of each shard of a stage, and what the stage has left of it."""
        named = (it for it in (self.folder / stage).glob("*-of-*") if _NAME.fullmatch(it.name))
        there = {place: self._result(place) for place in named}
        done = {place: made for place, made in there.items() if made is not None}
        totals = {int(place.name.partition("-of-")[2]) for place in done}
        if len(totals) != 1:
            problem = "No shard" if not totals else "Shards of different numbers"
            raise StageError(
                f"{problem} of `{stage}` in {self.folder}. Do all shards of one number, from"
                f" `factsheet stage {stage} --shard 1/N` to `N/N`."
            )
        (total,) = totals
        shards = [Shard(number, total) for number in range(1, total + 1)]
        places = {shard: self.folder / stage / shard.name for shard in shards}
        if missing := [shard for shard, place in places.items() if place not in done]:
            raise StageError(
                f"{self.folder} has {total - len(missing)} of {total} shards of `{stage}`."
                f" Begin with `factsheet stage {stage} --shard {missing[0]}`."
            )
        yield from ((place, done[place]) for place in places.values())

    def _result(self, place: Path) -> _Done | None:
        """Return what a stage has left of a shard, if it was done for this plan and is complete.

        What another version has left, or what is damaged, counts as not done.
        """
        try:
            head, _, data = (place / _DONE).read_bytes().partition(b"\n")
        except OSError:
            return None
        if head + b"\n" != self._seal(data) or not (place / _SITE).is_dir():
            return None
        return _Done(*pickle.loads(data))  # noqa: S301  the work folder is trusted

    def _seal(self, data: bytes) -> bytes:
        """Return the line before what a stage leaves of a shard: the digests of the plan and it."""
        return f"{self._head.digest} {sha256(data).hexdigest()}\n".encode()


def _print(work: Work, output: Output, shard: Shard) -> list[str]:
    families = [address for address in work.families if shard.has(address)]
    write_pages(work.printer, families, output)
    return pages_in(output.held)


def _index(work: Work, output: Output, shard: Shard) -> list[_Segment]:
    """Write segments by their position: each is a stretch of time, and knows no records' ids."""
    return [
        _Segment(number, *write_part(work.documents, output, part))
        for number, part in enumerate(work.segments)
        if number % shard.of == shard.number - 1
    ]


_STAGES: Mapping[str, Callable[[Work, Output, Shard], list[Any]]] = {PRINT: _print, INDEX: _index}


def _merge(source: Path, target: Path, put: Callable[[str, str], object]) -> None:
    """Put all files of a folder into another one, whole folders where there is none as yet."""
    for entry in os.scandir(source):
        there = f"{target}/{entry.name}"
        if entry.is_dir() and os.path.isdir(there):  # noqa: PTH112
            _merge(Path(entry.path), Path(there), put)
        else:
            put(entry.path, there)


def copy(source: str, there: str) -> None:
    """Copy a file or folder, which stays in the work folder, too.

    It is not linked: whoever edits the site would edit the work folder, and with it the next site.
    """
    if os.path.isdir(source):  # noqa: PTH112
        shutil.copytree(source, there, copy_function=shutil.copyfile)
    else:
        shutil.copyfile(source, there)


def in_words(differences: list[str]) -> str:
    """Return what is different, and what to do about it."""
    first, *others = differences
    more = f", and {len(others)} more" if others else ""
    return f"{first}{more}. Install the same `requirements.lock` and the same version there."
