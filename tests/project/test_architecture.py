"""The house has one direction: a room knows the rooms above it, and none below.

A room is a module or a package in `site_builder`. A new one gets its line in `ROOMS`.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.paths import ROOT

HOUSE = ROOT / "site_builder"

ROOMS = (
    "diagnostics",
    "characters",
    "words",
    "edtf",
    "cldr",
    "urls",
    "prose",
    "document",
    "model",
    "folder",
    "validate",
    "catalogue",
    "processes",
    "reading",
    "rules",
    "checking",
    "prose_pages",
    "addresses",
    "text_fragment",
    "registries",
    "schema_org",
    "citations",
    "views",
    "templating",
    "frame",
    "policy",
    "press",
    "printing",
    "pagefind",
    "search",
    "sitemap",
    "authoring",
    "explanations",
    "outcome",
    "report",
    "waivers",
    "staging",
    "build",
    "git",
    "reach",
    "since",
    "mend",
    "difference",
    "serving",
    "plugin",
    "cli",
)
# Rooms whose modules know nothing of each other, so that one more changes none of them.
COLLECTIONS = ("rules", "report")
# What only one room may know, so that it can be replaced there.
ONLY = {
    "babel": "cldr",
    "cbor2": "pagefind",
    "markdown": "prose",
    "material": "plugin",
    "mkdocs": "plugin",
    "nh3": "prose",
    "yaml": "document",
}

MODULES = {
    ".".join(file.relative_to(HOUSE.parent).with_suffix("").parts): file
    for file in sorted(HOUSE.rglob("*.py"))
}


def imports_of(file: Path) -> Iterator[str]:
    """The full name of everything that a module imports, wherever in it."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        match node:
            case ast.Import():
                yield from (alias.name for alias in node.names)
            case ast.ImportFrom():
                assert node.level == 0, f"{file.name} imports relatively"
                yield from (f"{node.module}.{alias.name}" for alias in node.names)


def room_of(name: str) -> str:
    """The room that a name within the house belongs to; empty for the house itself."""
    return [*name.split("."), ""][1]


IMPORTS = {module: sorted(set(imports_of(file))) for module, file in MODULES.items()}


def test_every_room_has_its_place() -> None:
    """Each room of the house stands in the table."""
    rooms = {room_of(module) for module in MODULES} - {"__init__"}
    assert rooms <= {*ROOMS}, f"not in ROOMS: {sorted(rooms - {*ROOMS})}"
    assert len(rooms) > 10


@pytest.mark.parametrize("module", MODULES)
def test_a_room_knows_only_the_rooms_above(module: str) -> None:
    """A module imports from its own room and from those above it in the table."""
    room = room_of(module)
    known = {*ROOMS[: ROOMS.index(room) + 1]} if room in ROOMS else set()
    used = {room_of(name) for name in IMPORTS[module] if name.partition(".")[0] == "site_builder"}
    assert used <= known, f"{module} knows {sorted(used - known)}"


@pytest.mark.parametrize("collection", COLLECTIONS)
def test_the_modules_of_a_collection_do_not_know_each_other(collection: str) -> None:
    """One rule, export or report imports no other."""
    inside = f"site_builder.{collection}"
    for module, names in IMPORTS.items():
        if module.startswith(f"{inside}.") and module != f"{inside}.__init__":
            others = [name for name in names if f"{name}.".startswith(f"{inside}.")]
            assert not others, f"{module} knows {others}"


@pytest.mark.parametrize("library", ONLY)
def test_a_library_is_known_to_one_room(library: str) -> None:
    """What may one day be replaced is imported in one room."""
    rooms = {
        room_of(module)
        for module, names in IMPORTS.items()
        if any(name.partition(".")[0] == library for name in names)
    }
    assert rooms <= {ONLY[library]}
