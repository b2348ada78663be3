"""Time `factsheet import` of people who are all new, each of whom might be another misspelt.

`python -m benchmarks.imports 2000 4000 8000` writes a spreadsheet with as many rows, each with a
person of its own, and runs the import without writing anything. It prints a Markdown table.
"""

import csv
import os
import tempfile
import time
from pathlib import Path
from random import Random

import click
from click.testing import CliRunner

from site_builder.authoring.yaml.edit import record_text
from site_builder.cli import main as factsheet
from site_builder.content.model import Source, Theme

SETTINGS = """\
site_name: Dossier
docs_dir: content/pages
theme: { name: material, font: false }
plugins: [{ factsheet: { content: content } }]
"""
MAPPING = """\
columns: { Speaker: person, Words: quote, Day: date }
values: { theme: tides, source: gazette, person.kind: official }
"""
SYLLABLES = [f"{start}{vowel}" for start in "bdfgklmnprstvz" for vowel in "aeiou"]


def write_files(folder: Path, people: int) -> None:
    """Write a site with a theme and a source, and the spreadsheet."""
    (folder / "content" / "pages").mkdir(parents=True)
    (folder / "mkdocs.yml").write_text(SETTINGS, encoding="utf-8")
    (folder / "mapping.yml").write_text(MAPPING, encoding="utf-8")
    for name, text in {
        "themes/tides": record_text(Theme, {"title": "Tides", "definition": "A."}),
        "sources/gazette": record_text(Source, {"title": "Gazette", "type": "webpage"}),
    }.items():
        file = folder / "content" / f"{name}.yml"
        file.parent.mkdir()
        file.write_text(text, encoding="utf-8")
    random = Random(people)

    def word(syllables: int) -> str:
        return "".join(random.choices(SYLLABLES, k=syllables)).capitalize()

    # As among real people, many have the same given name, and some the same family name.
    given, family = [word(2) for _ in range(200)], [word(4) for _ in range(people)]
    names = sorted({f"{random.choice(given)} {random.choice(family)}" for _ in range(2 * people)})
    random.shuffle(names)
    with (folder / "sheet.csv").open("w", encoding="utf-8", newline="") as opened:
        rows = ((name, f"The words of {name}.", "2024") for name in names[:people])
        csv.writer(opened).writerows([("Speaker", "Words", "Day"), *rows])


def run(people: int) -> tuple[float, str]:
    """Return the seconds that the import takes, and its own count of statements."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_files(folder, people)
        os.chdir(folder)
        options = ["sheet.csv", "--mapping", "mapping.yml", "--partly", "--dry-run"]
        start = time.process_time()
        result = CliRunner().invoke(factsheet, ["import", *options])
        seconds = time.process_time() - start
        os.chdir("/")
    [count] = [line for line in result.output.splitlines() if line.startswith("Statements: ")]
    return seconds, count


@click.command()
@click.argument("people", nargs=-1, type=int, required=True)
def main(people: tuple[int, ...]) -> None:
    """Time the import of spreadsheets with as many new PEOPLE."""
    print("| people | took | |")
    print("| ---: | ---: | --- |")
    for number in people:
        seconds, count = run(number)
        print(f"| {number:,} | {seconds:.1f} s | {count} |", flush=True)


if __name__ == "__main__":
    main()
