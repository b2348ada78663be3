"""What `docs/limits.md` promises: no content takes long to check for its size."""

import resource
import time
from collections.abc import Mapping
from pathlib import Path

import pytest

from site_builder.content.document import MAX_BYTES
from site_builder.examine import Inputs, check
from tests.support.repository import write

TIMES = 4
"""How much longer the worst content may take than ordinary content of its size."""
WORLD = {
    "themes/peace.yml": "title: P\ndefinition: P.\n",
    "sources/gazette.yml": "title: G\ntype: webpage\n",
}


def person(extra: str, statement: str, count: int) -> str:
    """A person with many statements; `{n}` in one is its number."""
    one = "      - { id: s{n}, quote: Q, date: 2024, citations: [{ source: gazette }]" + statement
    said = "".join(f"{one} }}\n".replace("{n}", str(n)) for n in range(count))
    head = f"name: S\nkind: official\n{extra}"
    return f"{head}positions:\n  - theme: peace\n    statements:\n{said}"


def ring(length: int, *, closed: bool) -> dict[str, str]:
    """Sources that each draw on the next."""
    text = "title: S\ntype: webpage\n"
    files = {f"sources/s{n}.yml": f"{text}relays: [s{n + 1}]\n" for n in range(length)}
    return files | {f"sources/s{length}.yml": text + ("relays: [s0]\n" if closed else "")}


def mesh(size: int) -> dict[str, str]:
    """Sources that all draw on each other."""
    everything = ", ".join(f"s{n}" for n in range(size))
    text = f"title: S\ntype: webpage\nrelays: [{everything}]\n"
    return {f"sources/s{n}.yml": text for n in range(size)}


OFFICES = "offices:\n" + "- { title: T, citations: [{ source: gazette }] }\n" * 1_000
FORMER = f"former_ids: [{', '.join(f'a{n}' for n in range(300))}]\n"
HOSTILE: dict[str, dict[str, str]] = {
    "former ids": {"people/a.yml": person(FORMER, ", former_ids: [a{n}, b{n}, c{n}]", 700)},
    "offices": {"people/a.yml": person(OFFICES, "", 700)},
    "a chain of sources": ring(2_000, closed=False),
    "a circle of sources": ring(2_000, closed=True),
    "sources that all draw on each other": mesh(200),
    "unknown references": {
        f"people/person-number-{n}.yml": person("", f", about: [persona-number-{n}-{{n}}]", 20)
        for n in range(300)
    },
    "definitions": {"pages/a.md": "# T\n" + ": a\n" * 1_990},
    "a wide table": {"pages/a.md": f"# T\n\n{'a|' * 5_000}\n{'-|' * 5_000}\n" + "|\n" * 900},
    "comments": {"people/a.yml": "#\n" * 130_000 + person("", "", 1)},
}


@pytest.fixture(scope="module")
def ordinary(tmp_path_factory: pytest.TempPathFactory) -> float:
    """Seconds that 256 KiB of ordinary content take on this machine."""
    files = {f"people/{name}.yml": person("", "", 1_600) for name in "ab"}
    share = sum(map(len, files.values())) / MAX_BYTES
    return min(_cost(files, tmp_path_factory.mktemp("ordinary")) for _ in range(2)) / share


@pytest.mark.parametrize("files", HOSTILE.values(), ids=HOSTILE)
def test_cost_of_checking(files: Mapping[str, str], ordinary: float, tmp_path: Path) -> None:
    """No content takes more than four times as long as ordinary content of its size."""
    size = sum(map(len, files.values()))
    assert _cost(files, tmp_path) < TIMES * ordinary * max(1, size / MAX_BYTES)


def _cost(files: Mapping[str, str], folder: Path) -> float:
    write(folder / "content", {**WORLD, **files})
    before = _seconds()
    check(Inputs(folder / "content", folder))
    return _seconds() - before


def _seconds() -> float:
    """The processor time of this process and of those that it has waited for."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime
