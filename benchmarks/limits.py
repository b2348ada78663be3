"""How many times the size of the content a build writes, at worst.

`python -m benchmarks.limits` prints a Markdown table for `docs/limits.md`: all lists of a statement
as long as they may be, and texts that are printed in many places as long as they may be.
"""

import tempfile
from pathlib import Path

import click

from benchmarks.generate import mkdocs_yml
from benchmarks.measure import HERE, run

MOST, OFFICES, STATEMENTS = 20, 50, 50
"""How many entries most lists of a statement may have, how many offices a person may have, and how
many statements are made."""
Files = dict[str, str]


def fields(**values: object) -> str:
    """Return a record in YAML; a list is written between brackets."""
    return "".join(
        f"{name}: [{', '.join(map(str, value))}]\n"
        if isinstance(value, list)
        else f"{name}: {value}\n"
        for name, value in values.items()
    )


def content(citations: int, chain: int, title: str) -> Files:
    """Return files with full lists; all cited sources cite the same chain of others."""
    behind = [f"c{n}" for n in range(chain)]
    cites = {f"s{n}": behind[:1] for n in range(citations)}
    cites |= {id_: behind[at : at + 1] for at, id_ in enumerate(behind, 1)}
    files = {
        f"sources/{id_}.yml": fields(title=f"{id_} {title}", type="webpage", relays=relays)
        for id_, relays in cites.items()
    }
    files |= {f"themes/t{n}.yml": fields(title=f"T{n}", definition="D.") for n in range(MOST + 1)}
    people = [f"p{n}" for n in range(MOST)]
    files |= {
        f"people/{id_}.yml": fields(name=id_.upper(), kind="official", positions=[])
        for id_ in people
    }
    about = ", ".join(people)
    cited = ", ".join(f"{{ source: s{n} }}" for n in range(citations))
    also = ", ".join(f"t{n}" for n in range(1, MOST + 1))
    former = [f"a{n}" for n in range(5)]
    statements = "".join(
        f"      - {{ id: s{n}, quote: Q{n}, date: 2024, also: [{also}], about: [{about}],"
        f" former_ids: [b{n}, c{n}, d{n}, e{n}, f{n}], citations: [{cited}] }}\n"
        for n in range(STATEMENTS)
    )
    head = fields(name="S", kind="official", former_ids=former)
    speaker = f"{head}positions:\n  - theme: t0\n    statements:\n{statements}"
    return files | {"people/speaker.yml": speaker}


def joint() -> Files:
    """Return files with statements of many people, each of whom holds many offices."""
    files = content(1, 0, "T")
    name, cited = "T" * 200, "citations: [{ source: s0 }]"
    held = ", ".join(
        f"{{ title: O{n} {name}, organisation: G{n} {name}, {cited} }}" for n in range(OFFICES)
    )
    offices = f"offices: [{held}]\n"
    files |= {path: files[path] + offices for path in (f"people/p{n}.yml" for n in range(MOST))}
    speaker = "people/speaker.yml"
    return files | {speaker: files[speaker].replace(" about: ", " with: ")}


def withdrawn() -> Files:
    """Return the entry of a person who was withdrawn with all statements, after five renames."""
    ids = ", ".join(f"s{n}" for n in range(STATEMENTS))
    entry = "address: people/speaker, date: 2024-11-08, reason: Removed."
    listed = f"{entry}, former_ids: [a0, a1, a2, a3, a4], statements: [{ids}]"
    return {"withdrawn.yml": f"withdrawn: [{{ {listed} }}]\n"}


def row(what: str, files: Files) -> str:
    """Build a site of some files, and return what it writes besides the theme's files."""
    written = _built(files) - _built({})
    read = sum(len(text.encode()) for text in files.values())
    return f"| {what} | {written / read:,.0f} | {written / STATEMENTS / 1_000:,.0f} kB |"


def _built(files: Files) -> int:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for kind in ("people", "themes", "sources", "pages"):
            (folder / "content" / kind).mkdir(parents=True)
        for path, text in files.items():
            (folder / "content" / path).write_text(text, encoding="utf-8")
        config = folder / "mkdocs.yml"
        config.write_text(mkdocs_yml(search=False), encoding="utf-8")
        run("mkdocs", "build", "--config-file", config, "--site-dir", folder / "site", code=HERE)
        return sum(file.stat().st_size for file in (folder / "site").rglob("*") if file.is_file())


@click.command()
def main() -> None:
    """Print the table."""
    print("| content | written / content | written for each statement |\n| --- | ---: | ---: |")
    for what, files in (
        ("one citation a statement", content(1, 0, "T")),
        ("20 citations, each with 20 sources behind it", content(MOST, MOST, "T")),
        ("the same, with titles of 500 characters", content(MOST, MOST, "T" * 495)),
        ("20 others made the statement, each with 50 offices of 400 characters", joint()),
        ("all statements of a person with five former ids are withdrawn", withdrawn()),
    ):
        print(row(what, files), flush=True)


if __name__ == "__main__":
    main()
