"""What `make lint` asks of imports, and the picture that CONTRIBUTING.md draws of them."""

import re
import tomllib
from itertools import pairwise

from grimp import ImportGraph

from tests.support.imports import Named, table
from tests.support.paths import ROOT

SETTINGS = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]
CONTRACT = next(item for item in SETTINGS["contracts"] if item["type"] == "named")
FOLDERS = table(CONTRACT["folders"])


def problems(*imports: tuple[str, str], **lines: list[str]) -> list[str]:
    """What the contract says of a package with these imports."""
    graph = ImportGraph()
    for module in {"site_builder", *(module for pair in imports for module in pair)}:
        is_library = not module.startswith("site_builder")
        graph.add_module(module, is_squashed=is_library)
    for importer, imported in imports:
        graph.add_import(importer=importer, imported=imported)
    contract = Named("contract", {}, {"name": "contract", "type": "named", **lines})
    return list(contract.check(graph, verbose=False).metadata["problems"])


def test_an_import_that_is_not_named_is_refused() -> None:
    """A folder imports those that its line names, all of them, and not all that stand above it."""
    lines = {"folders": ["low:", "middle: low", "high: middle"], "libraries": ["yaml: low"]}
    below = ("site_builder.middle.a", "site_builder.low.b")
    assert problems(below, ("site_builder.low.b", "yaml"), **lines) == []
    assert problems(below, ("site_builder.middle.a", "yaml"), **lines) == [
        "site_builder.middle.a imports yaml."
    ]
    assert problems(("site_builder.high.c", "site_builder.low.b"), **lines) == [
        "`high` names `middle`, and imports nothing of it.",
        "`yaml` has a line, and nobody imports it.",
        "site_builder.high.c imports site_builder.low.b; `high` does not name `low`.",
    ]
    lines["libraries"] = []
    assert problems(("site_builder.new.d", "site_builder.low.b"), **lines) == ["`new` has no line."]
    lines["folders"] = ["low: high", "high:"]
    assert problems(**lines) == ["`low` names `high`, which does not stand above it."]


def test_there_are_few_folders() -> None:
    """The listing of the package can be read at a glance: each folder is a stage or an edge."""
    there = {folder.name for folder in (ROOT / "site_builder").iterdir() if folder.is_dir()}
    assert len(there - {"__pycache__"}) <= 14


def test_the_picture_is_true() -> None:
    """In CONTRIBUTING.md each arrow is an import that the contract allows, and no folder lacks."""
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    picture = re.search(r"```mermaid\nflowchart LR\n(.*?)```", text, re.DOTALL)
    assert picture is not None
    arrows = {
        pair for line in picture[1].splitlines() for pair in pairwise(line.strip().split(" --> "))
    }
    assert [f"{a} --> {b}" for a, b in arrows if a not in FOLDERS.get(b, ())] == []
    there = {
        folder.name
        for folder in (ROOT / "site_builder").iterdir()
        if (folder / "__init__.py").is_file()
    }
    assert {name for arrow in arrows for name in arrow} == there | {"build", "examine"}
    rows = re.findall(r"^\| ((?:`\w+/?`(?:, )?)+) \|", text, re.MULTILINE)
    assert {*re.findall(r"\w+", " ".join(rows))} == FOLDERS.keys()


def test_tests_mirror_the_package() -> None:
    """Each module has its own test file, in the same place; each test file has its module.

    A folder's own tests stand in it or beside it. The rules are tested by cases.
    """
    package, tests = ROOT / "site_builder", ROOT / "tests"
    modules = {
        file.relative_to(package)
        for file in package.rglob("*.py")
        if file.name != "__init__.py" and file.parent.name != "rules"
    }
    folders = {file.parent.relative_to(package) for file in package.rglob("__init__.py")}
    own = {folder / f"{folder.name}.py" for folder in folders}
    beside = {folder.with_suffix(".py") for folder in folders if folder.name}
    tested = {
        file.relative_to(tests).with_name(file.name.removeprefix("test_"))
        for file in tests.rglob("test_*.py")
        if file.relative_to(tests).parts[0] not in ("project", "site")
    }
    assert modules - tested == set()
    assert tested - modules - own - beside == set()
