"""Whether this code writes the same bytes as an older state of it.

`python -m benchmarks.same HEAD~5` builds this repository's site, the tests' site and one of
generated people with both, and names every file that differs; it ends with 1 where one does.
"""

import hashlib
import tempfile
from collections.abc import Iterator
from pathlib import Path

import click

from benchmarks.generate import Plan, write_site
from benchmarks.measure import HERE, run
from benchmarks.turns import older

Digests = dict[str, str]
"""SHA-256 of each file of a folder, by its way from there."""


def digests(folder: Path) -> Digests:
    """Return the digests of all files below a folder."""
    return {
        file.relative_to(folder).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }


def differences(before: Digests, now: Digests) -> Iterator[str]:
    """Yield a line for each file that is not the same."""
    for path in sorted(before.keys() | now.keys()):
        if before.get(path) != now.get(path):
            how = "new" if path not in before else "gone" if path not in now else "changed"
            yield f"{how}: {path}"


def written(code: Path, config: Path, folder: Path) -> Digests:
    """Have the package in `code` write a site and the schemas into an empty folder."""
    site = folder / "site"
    run("mkdocs", "build", "--strict", "-q", "-f", config, "-d", site.absolute(), code=code)
    run("factsheet", "schema", folder / "schema", code=code)
    return digests(folder)


@click.command()
@click.option("--people", default=1000, show_default=True, type=click.IntRange(min=2))
@click.option("--seed", default=7, show_default=True, help="For the synthetic content.")
@click.argument("revision")
def main(revision: str, people: int, seed: int) -> None:
    """Compare what the code of REVISION and this one write."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        older(revision, folder / "before")
        (folder / "content").mkdir()
        write_site(Plan(people, seed), folder / "content")
        configs = (
            HERE / "mkdocs.yml",
            HERE / "tests" / "fixtures" / "reading" / "mkdocs.yml",
            folder / "content" / "mkdocs.yml",
        )
        found = False
        for number, config in enumerate(configs):
            before = written(folder / "before", config, folder / f"before-{number}")
            now = written(HERE, config, folder / f"now-{number}")
            lines = [*differences(before, now)]
            found |= bool(lines)
            print(f"{config}: {len(before):,} files, {len(lines):,} differ")
            print("".join(f"  {line}\n" for line in lines), end="")
    raise SystemExit(found)


if __name__ == "__main__":
    main()
