"""Break the code in many small ways and run the tests on each, which must notice: `make mutants`.

What is broken, and which tests are asked, is in pyproject.toml (`tool.mutmut`).
"""

import ast
import os
import shutil
import subprocess
import sys
from pathlib import Path

from tests.support.paths import ROOT

# mutmut passes over functions with decorators. These three mean the same as an assignment.
_DECORATORS = {"property", "cached_property", "lru_cache"}


def undecorated(source: str) -> str:
    """Return the module with each `@decorator` of those above written as an assignment."""
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
            wrapped = f"{function.name} = {ast.unparse(decorator)}({function.name})"
            lines.insert(function.end_lineno or 0, " " * function.col_offset + wrapped)
            del lines[decorator.lineno - 1 : decorator.end_lineno]
    return "\n".join(lines)


def main(folder: Path, *patterns: str) -> int:
    """Copy the repository into a folder, and run mutmut there; patterns choose mutants by name."""
    shutil.rmtree(folder, ignore_errors=True)
    listed = subprocess.check_output(["git", "ls-files", "-z"], cwd=ROOT, text=True)  # noqa: S607
    for path in listed.split("\0")[:-1]:
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / path, folder / path)
    for file in (folder / "site_builder").rglob("*.py"):
        file.write_text(undecorated(file.read_text("utf-8")), "utf-8")
    # The tests of Hypothesis draw the same examples in each run.
    environment = os.environ | {"CI": "true"}
    mutmut = [sys.executable, "-m", "mutmut"]
    run = subprocess.run([*mutmut, "run", *patterns], cwd=folder, env=environment, check=False)
    subprocess.run([*mutmut, "results"], cwd=folder, env=environment, check=False)
    return run.returncode


if __name__ == "__main__":
    sys.exit(main(*map(Path, sys.argv[1:2]), *sys.argv[2:]))
