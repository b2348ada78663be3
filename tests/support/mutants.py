"""Break a module in many small ways, one at a time, and see which of them its tests miss.

A module's tests are those at its place in `tests/`. How mutmut works is in pyproject.toml.
"""

import ast
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

from tests.support.paths import ROOT

ENOUGH = 0.9
# What mutmut notes down where pytest refused its arguments.
_NO_TEST = 255
# mutmut passes over a function with a decorator. These mean the same as an assignment behind it.
_DECORATORS = {"property", "cached_property", "lru_cache", "cache"}


def undecorated(source: str) -> str:
    """Return the same module with those decorators written as assignments."""
    lines = source.split("\n")
    functions = [
        node
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.FunctionDef) and len(node.decorator_list) == 1
    ]
    for function in sorted(functions, key=lambda node: node.lineno, reverse=True):
        (decorator,) = function.decorator_list
        name = decorator.func if isinstance(decorator, ast.Call) else decorator
        if isinstance(name, ast.Name) and name.id in _DECORATORS:
            assignment = f"{function.name} = {ast.unparse(decorator)}({function.name})"
            lines.insert(function.end_lineno or 0, " " * function.col_offset + assignment)
            del lines[decorator.lineno - 1 : decorator.end_lineno]
    return "\n".join(lines)


def copy(folder: Path) -> None:
    """Copy the files that git tracks into a folder, emptied before."""
    shutil.rmtree(folder, ignore_errors=True)
    git = shutil.which("git")
    assert git is not None
    listed = subprocess.check_output([git, "ls-files", "-z"], cwd=ROOT, text=True)
    for path in listed.split("\0")[:-1]:
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / path, folder / path)
    for file in (folder / "site_builder").rglob("*.py"):
        file.write_text(undecorated(file.read_text(encoding="utf-8")), encoding="utf-8")


def tests_of(module: Path) -> Path:
    """Return the tests that mirror a module or a folder of `site_builder`, or what holds it."""
    within = module.relative_to("site_builder").with_suffix("")
    for place in (within, *within.parents):
        tests = Path("tests") / place
        for mirror in (tests.with_name(f"test_{place.name}.py"), tests):
            if (ROOT / mirror).exists():
                return mirror
    raise AssertionError(module)


def choose(module: Path, folder: Path) -> None:
    """Let mutmut, in a copy of this repository, break this module and run its tests."""
    broken = module if module.suffix else module / "*.py"
    chosen = (
        f'only_mutate = ["{broken.as_posix()}"]\n'
        f'pytest_add_cli_args_test_selection = ["{tests_of(module).as_posix()}"]\n'
    )
    settings = folder / "pyproject.toml"
    table = "[tool.mutmut]\n"
    settings.write_text(settings.read_text("utf-8").replace(table, table + chosen), "utf-8")


def main(module: Path, folder: Path) -> int:
    """Try all mutations of a module in a copy of this repository; 1 where too few were noticed."""
    if not module.is_relative_to("site_builder") or not (ROOT / module).exists():
        print("Name a module or a folder: make mutants MODULE=site_builder/search/words.py")
        return 2
    copy(folder)
    choose(module, folder)

    def mutmut(*command: str) -> None:
        # Where CI is set, Hypothesis draws the same examples in every run.
        subprocess.run(
            [sys.executable, "-m", "mutmut", *command],
            cwd=folder,
            env=os.environ | {"CI": "true"},
            check=True,
        )

    mutmut("run")
    if untried := _untried(folder):
        # Some of them on a busy machine only.
        mutmut("run", *untried)
    mutmut("results")
    mutmut("export-cicd-stats")
    figures = json.loads((folder / "mutants" / "mutmut-cicd-stats.json").read_text("utf-8"))
    untried = _untried(folder)
    noticed = figures["killed"] + figures["timeout"] - len(untried)
    print(f"{noticed:,} of {figures['total']:,} mutations were noticed.")
    # Try those by themselves: on a busy machine, sound code may take too long as well.
    slow = figures["timeout"] - len(untried)
    print(f"Of these, {slow:,} were noticed by a test that did not end.")
    for name in untried:
        print(f"Not tried, as pytest did not find one of the tests by its id: {name}")
    print(f"To see one that was not: cd {folder} && python -m mutmut show NAME")
    return int(noticed < ENOUGH * figures["total"])


def _untried(folder: Path) -> list[str]:
    """Return the mutations on which pytest itself failed: mutmut takes them for timeouts."""
    return [
        name
        for file in (folder / "mutants").rglob("*.meta")
        for name, code in json.loads(file.read_text("utf-8"))["exit_code_by_key"].items()
        if code == _NO_TEST
    ]


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2])))
