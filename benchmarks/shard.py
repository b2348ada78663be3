"""What one shard of a very large site takes, when it has its own records and what reaches them.

`python -m benchmarks.shard --people 1000000 --shards 1000` generates the shard of that site: its
people whole, its themes and sources, and of everybody else only what reaches them: the statements
on these themes, from these sources and about these people, and the records that are named. Then it
prints the shard with the stage that a build uses. Everything has the size that it has in the whole
site, but for the years: a shard has none, or one without most of its statements.
"""

import json
import os
import pickle
import resource
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import click

from benchmarks import generate
from benchmarks.generate import STATEMENTS, Plan, write_site
from site_builder.examine import Inputs, load
from site_builder.mkdocs.build import build_site
from site_builder.mkdocs.staged import Planned
from site_builder.stages.work import PRINT, Shard, Work

# How many statements of each theme, and citations of each source, the generator makes in a site of
# any size: a person has six statements, 1.4 themes each; and 1.25 citations each.
_A_THEME, _A_SOURCE, _ABOUT = 420, 15, 2.25
Record = dict[str, Any]


def edges(plan: Plan, rng: Random, shard: "Cut") -> Iterator[Record]:
    """Yield people of other shards, each with nothing but what is addressed to this one."""

    def somebody() -> Record:
        return {**generate._person(plan, rng.randrange(plan.people))}

    for theme in shard.themes:
        left = _A_THEME
        while left > 0:
            person = somebody()
            position = {**person["positions"][0], "theme": theme}
            left -= len(position["statements"])
            yield {**person, "positions": [position]}
    for source in shard.sources:
        for _ in range(_A_SOURCE):
            yield _with_one(somebody(), rng, source=source)
    for named in shard.people:
        for _ in range(int(_ABOUT + rng.random())):
            yield _with_one(somebody(), rng, about=named)


def _with_one(person: Record, rng: Random, *, source: str = "", about: str = "") -> Record:
    """Return a person with one statement, which is from this source or about this person."""
    position = rng.choice(person["positions"])
    statement = {**rng.choice(position["statements"])}
    if source:
        statement["citations"] = [{**statement["citations"][0], "source": source}]
    if about:
        statement["about"] = [about]
    return {**person, "positions": [{**position, "statements": [statement]}]}


class Cut:
    """The ids of what is in the first shard of a site."""

    def __init__(self, plan: Plan, shards: int) -> None:
        first = Shard(1, shards)
        self.numbers = [
            number
            for number in range(plan.people)
            if first.has(f"people/{generate._person_id(number)}/")
        ]
        self.people = [*map(generate._person_id, self.numbers)]
        themes = map(generate._theme_id, range(plan.themes))
        self.themes = [id_ for id_ in themes if first.has(f"themes/{id_}/")]
        sources = map(generate._source_id, range(plan.sources))
        self.sources = [id_ for id_ in sources if first.has(f"sources/{id_}/")]


def write_shard(plan: Plan, cut: Cut, content: Path) -> int:
    """Write the records; return how many people of other shards are among them."""
    rng = Random(plan.seed)
    people: dict[str, Record] = {
        id_: {**generate._person(plan, number)}
        for id_, number in zip(cut.people, cut.numbers, strict=True)
    }
    # Somebody may be drawn twice; a number after the last one tells them apart.
    for number, person in enumerate(edges(plan, rng, cut), plan.people):
        people[generate._person_id(number)] = {**person, "former_ids": None}
    reaching = len(people) - len(cut.people)
    text = json.dumps(list(people.values()))
    named = {kind: {*_ids(text, kind)} for kind in ("person", "theme", "source")}
    for id_ in named["person"] - people.keys():
        person = {**generate._person(plan, int(id_.rpartition("-")[2]))}
        person["positions"] = person["positions"][:1]
        people[id_] = person
    text = json.dumps(list(people.values()))
    themes, sources = ({*_ids(text, kind)} for kind in ("theme", "source"))
    made = {
        "people": people,
        "themes": _closed(themes | {*cut.themes}, plan, generate._theme, ("broader",)),
        "sources": _closed(sources | {*cut.sources}, plan, generate._source, ("relays",)),
    }
    for folder, records in made.items():
        (content / folder).mkdir(parents=True)
        for id_, fields in records.items():
            generate.write_record(content / folder / f"{id_}.yml", fields)
    (content / "pages").mkdir()
    return reaching


def _ids(text: str, kind: str) -> Iterator[str]:
    """Yield all ids of a kind in a text, which are numbered."""
    pieces = text.split(f"{kind}-")[1:]
    for piece in pieces:
        digits = piece[: len(piece) - len(piece.lstrip("0123456789"))]
        if digits:
            yield f"{kind}-{digits}"


def _closed(ids: set[str], plan: Plan, make: Any, names: tuple[str, ...]) -> dict[str, Any]:
    """Return the records of some ids, and of all that these name in turn."""
    made: dict[str, Any] = {}
    while ids:
        for id_ in ids:
            made[id_] = make(plan, int(id_.rpartition("-")[2]))
        named = (made[id_].get(name) or [] for id_ in ids for name in names)
        ids = {
            id_ for ones in named for id_ in ([ones] if isinstance(ones, str) else ones)
        } - made.keys()
    return made


def _seconds() -> float:
    """Return the processor time of this process and of those that it has started."""
    return sum(os.times()[:4])


@click.command()
@click.option("--people", default=1_000_000, show_default=True)
@click.option("--shards", default=1_000, show_default=True)
@click.option("--seed", default=7, show_default=True)
def main(people: int, shards: int, seed: int) -> None:
    """Print one shard of a very large site, and what that takes."""
    plan = Plan(people, seed)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        small, large = folder / "small", folder / "large"
        small.mkdir()
        large.mkdir()
        write_site(Plan(20, seed), small)
        cut = Cut(plan, shards)
        reaching = write_shard(plan, cut, large / "content")
        work = Work(folder / "work")
        # What the host makes is the same for a site of any size.
        build_site(small / "mkdocs.yml", lambda notes: Planned(notes, work))
        started = _seconds()
        content = load(Inputs(large / "content", large))
        read = _seconds() - started
        its = work.plan._replace(content=content)
        own = {*cut.people}
        reached = [record for id_, record in content.catalogue.people.items() if id_ not in own]
        started, clock = _seconds(), time.perf_counter()
        work = Work(folder / "shard")
        work.put_plan(its)
        kept = _seconds() - started
        started, clock = _seconds(), time.perf_counter()
        work.do(PRINT, Shard(1, shards))
        printed, waited = _seconds() - started, time.perf_counter() - clock
        files = [file for file in (work.folder / PRINT).rglob("*") if file.is_file()]
        pages = sum(file.name == "index.html" for file in files)
        size = sum(file.stat().st_size for file in files)
        rows = {
            "people, themes, sources of the shard": f"{len(cut.people):,}, {len(cut.themes):,}, "
            f"{len(cut.sources):,}",
            "their statements": f"{STATEMENTS * len(cut.people):,}",
            "people of other shards whose statements reach it": f"{reaching:,}",
            "all people of others, pickled": f"{len(pickle.dumps(reached)) / 1e6:,.1f} MB",
            "all records that it takes": f"{sum(content.size.records):,}",
            "reading, checking and linking these, processor time": f"{read:,.1f} s",
            "keeping the plan": f"{kept:,.1f} s",
            "the plan": f"{(work.folder / 'plan').stat().st_size / 1e6:,.1f} MB",
            "printing, processor time": f"{printed:,.1f} s",
            "printing, on the clock": f"{waited:,.1f} s",
            "pages": f"{pages:,}",
            "files": f"{len(files):,}",
            "bytes": f"{size / 1e6:,.1f} MB",
            "most memory": f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3:,.0f} MB",
        }
    for label, figure in rows.items():
        print(f"| {label} | {figure} |")


if __name__ == "__main__":
    main()
