"""A contract for import-linter: who may import what, each as one line of `pyproject.toml`."""

from collections.abc import Iterator
from typing import Any

from grimp import ImportGraph
from importlinter import Contract, ContractCheck, fields, output

PACKAGE = "site_builder"


class Named(Contract):
    """A folder imports only the folders that its line names, all of which stand above it.

    A line of `folders` is `folder: what it imports`; a folder may be missing as yet, but none may
    be unnamed, or name what it does not import. A line of `libraries` is `library: who may import
    it`.
    """

    folders = fields.ListField(subfield=fields.StringField())
    libraries = fields.ListField(subfield=fields.StringField())

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:
        """Check all imports of the package."""
        del verbose
        problems = sorted({*self._order(), *self._folders(graph), *self._libraries(graph)})
        return ContractCheck(kept=not problems, metadata={"problems": problems})

    def render_broken_contract(self, check: ContractCheck) -> None:
        """Print a line for each problem."""
        for problem in check.metadata["problems"]:
            output.print_error(problem, bold=False)

    def _order(self) -> Iterator[str]:
        above = set[str]()
        for folder, named in table(self.folders).items():
            for other in named - above:
                yield f"`{folder}` names `{other}`, which does not stand above it."
            above.add(folder)

    def _folders(self, graph: ImportGraph) -> Iterator[str]:
        allowed = table(self.folders)
        used: dict[str, set[str]] = {}
        for module in graph.find_descendants(PACKAGE):
            folder = _folder(module)
            if folder not in allowed:
                yield f"`{folder}` has no line."
                continue
            there = used.setdefault(folder, set())
            for imported in graph.find_modules_directly_imported_by(module):
                other = _folder(imported)
                there.add(other)
                if imported.startswith(f"{PACKAGE}.") and other not in {folder, *allowed[folder]}:
                    yield f"{module} imports {imported}; `{folder}` does not name `{other}`."
        for folder, there in used.items():
            for other in allowed[folder] - there:
                yield f"`{folder}` names `{other}`, and imports nothing of it."

    def _libraries(self, graph: ImportGraph) -> Iterator[str]:
        for library, users in table(self.libraries).items():
            if library not in graph.modules:
                yield f"`{library}` has a line, and nobody imports it."
                continue
            for module in graph.find_modules_that_directly_import(library):
                if not any(f"{module}.".startswith(f"{PACKAGE}.{user}.") for user in users):
                    yield f"{module} imports {library}."


def table(lines: Any) -> dict[str, set[str]]:
    """Return what stands behind the colon of each line, by what stands before it."""
    pairs = (line.partition(":") for line in lines)
    return {name.strip(): {*named.split()} for name, _, named in pairs}


def _folder(module: str) -> str:
    return module.split(".")[1] if "." in module else ""
