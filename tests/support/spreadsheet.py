"""A site, a spreadsheet and a mapping in the current folder, and the import of the one."""

import csv
from collections.abc import Sequence
from pathlib import Path

from click.testing import CliRunner, Result

from site_builder.authoring.yaml.edit import record_text
from site_builder.cli import main
from site_builder.content.model import Person, Source, Theme
from site_builder.examine import Inputs, load

SETTINGS = """\
site_name: Dossier
docs_dir: content/pages
theme: { name: material, font: false }
plugins: [{ factsheet: { content: content } }]
"""


COLUMNS = ("Speaker", "Words", "Day", "Theme", "Source", "Page")


MAPPING = """\
columns:
  Speaker: person
  Words: quote
  Day: date
  Theme: theme
  Source: source
  Page: locator
"""


ROW = ("Ada Keeper", "Keep the lamps lit.", "2024-11-06", "lighthouses", "gazette", "page 1")


def write_csv(*rows: Sequence[str], columns: Sequence[str] = COLUMNS) -> None:
    """Write the sheet."""
    with Path("sheet.csv").open("w", encoding="utf-8", newline="") as opened:
        csv.writer(opened).writerows([columns, *rows])


def run(*options: str, sheet: str = "sheet.csv") -> Result:
    """Import the sheet with the mapping."""
    return CliRunner().invoke(main, ["import", sheet, "-m", "mapping.yml", *options])


def content() -> dict[str, bytes]:
    """The files of the content folder."""
    return {str(file): file.read_bytes() for file in Path("content").rglob("*.yml")}


def words() -> dict[str, str]:
    """Return all statements, by `person/statement`."""
    loaded = load(Inputs(Path("content"), Path.cwd()))
    assert {fault.code for fault in loaded.diagnostics} <= {
        "duplicate-words",
        "foreign-script",
        "mixed-alphabets",
        "quoted-quote",
    }
    return {key: entry.statement.words for key, entry in loaded.catalogue.entries.items()}


def write_site(folder: Path) -> None:
    """Write a site with a person, a theme and a source, and the mapping."""
    (folder / "content" / "pages").mkdir(parents=True)
    (folder / "mkdocs.yml").write_text(SETTINGS, encoding="utf-8")
    (folder / "mapping.yml").write_text(MAPPING, encoding="utf-8")
    for name, text in {
        "people/ada-keeper": record_text(Person, {"name": "Ada Keeper", "kind": "official"})
        + "# a note of the editors\n",
        "themes/lighthouses": record_text(Theme, {"title": "Lighthouses", "definition": "A."}),
        "sources/gazette": record_text(Source, {"title": "Gazette", "type": "webpage"}),
    }.items():
        file = folder / "content" / f"{name}.yml"
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, encoding="utf-8")
