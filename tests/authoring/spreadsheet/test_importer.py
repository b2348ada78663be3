"""`factsheet import`: what a spreadsheet says, and nothing else, becomes YAML."""

import csv
import datetime
import re
from collections.abc import Iterable, Sequence
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner, Result
from openpyxl.worksheet.worksheet import Worksheet

from site_builder.authoring.files import FileWrite, WriteError, write
from site_builder.authoring.yaml.edit import record_text
from site_builder.build import Inputs, load
from site_builder.cli import main
from site_builder.content.document import Document, parse
from site_builder.content.model import Person, Source, Theme
from site_builder.diagnostics import Diagnostic
from tests.support.awkward import STRINGS
from tests.support.paths import ROOT

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


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A site with a person, a theme and a source, as the current folder."""
    (tmp_path / "content" / "pages").mkdir(parents=True)
    (tmp_path / "mkdocs.yml").write_text(SETTINGS, encoding="utf-8")
    (tmp_path / "mapping.yml").write_text(MAPPING, encoding="utf-8")
    for name, text in {
        "people/ada-keeper": record_text(Person, {"name": "Ada Keeper", "kind": "official"})
        + "# a note of the editors\n",
        "themes/lighthouses": record_text(Theme, {"title": "Lighthouses", "definition": "A."}),
        "sources/gazette": record_text(Source, {"title": "Gazette", "type": "webpage"}),
    }.items():
        file = tmp_path / "content" / f"{name}.yml"
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


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
    assert {fault.code for fault in loaded.diagnostics} <= {"duplicate-words", "quoted-quote"}
    return {key: entry.statement.words for key, entry in loaded.catalogue.entries.items()}


def test_twice_is_once() -> None:
    """A row becomes a statement below the existing ones; a second import adds nothing."""
    before = Path("content/people/ada-keeper.yml").read_text("utf-8")
    write_csv(ROW, (*ROW[:1], "Put them out.", "2024-11-07", *ROW[3:]))
    result = run()
    assert result.exit_code == 0
    assert "Statements: 2 new, 0 already there.\nFiles: 0 new, 1 extended.\n" in result.output
    assert Path("content/people/ada-keeper.yml").read_text("utf-8").startswith(before)
    assert words() == {
        "ada-keeper/keep-the-lamps-lit": "Keep the lamps lit.",
        "ada-keeper/put-them-out": "Put them out.",
    }
    after = content()
    assert "Statements: 0 new, 2 already there." in run().output
    assert content() == after


def test_dry_run() -> None:
    """A dry run shows the lines and writes nothing."""
    before = content()
    write_csv(ROW)
    result = run("--dry-run")
    assert result.exit_code == 0
    assert "+        quote: Keep the lamps lit.\n" in result.output
    assert result.output.endswith("Nothing was written.\n")
    assert content() == before


def test_all_or_nothing() -> None:
    """If a row has a fault, nothing is written, except with `--partly`."""
    before = content()
    write_csv(ROW, ("Ada Keeper", "Out.", "2024-13-01", *ROW[3:]), ("", *ROW[1:]))
    result = run()
    assert result.exit_code == 1
    assert "Row 3, column `Day`: There is no month 13." in result.output
    assert "Row 4, column `Speaker`: The person is missing.\n" in result.output
    assert content() == before
    assert run("--partly").exit_code == 1
    assert [*words()] == ["ada-keeper/keep-the-lamps-lit"]


def test_disk_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    """If one of several files cannot be written, those before it are undone."""
    before = content()
    with Path("mapping.yml").open("a", encoding="utf-8") as mapping:
        mapping.write("values: { source.type: webpage }\n")
    write_csv(ROW, (ROW[0], "Out.", *ROW[2:4], "The new paper", "page 2"))

    def fail_late(new: FileWrite) -> None:
        if new.file.parent.name == "people" and new.was not in (None, new.text):
            raise WriteError("The disk is full.")
        write(new)

    monkeypatch.setattr("site_builder.authoring.files.write", fail_late)
    result = run()
    assert result.exit_code == 2
    assert "The disk is full." in result.output
    assert content() == before


def test_any_text() -> None:
    """An awkward text in a spreadsheet passes through YAML and the checks unchanged."""
    texts = [
        text for text in STRINGS if any(letter.isascii() and letter.isalnum() for letter in text)
    ]
    rows = [(ROW[0], text, f"{1000 + number}", *ROW[3:5], "") for number, text in enumerate(texts)]
    write_csv(*rows)
    result = run()
    assert result.exit_code == 0, result.output
    assert sorted(words().values()) == sorted(texts)
    assert f"Statements: 0 new, {len(texts)} already there." in run().output


def test_cost_of_a_row(monkeypatch: pytest.MonkeyPatch) -> None:
    """The cost of a row does not grow with the person's rows above it."""
    read = [0]

    def counted(text: str, path: str) -> tuple[Document | None, list[Diagnostic]]:
        read[-1] += len(text)
        return parse(text, path)

    monkeypatch.setattr("site_builder.authoring.yaml.edit.parse", counted)
    for rows in (10, 20, 40):
        read.append(0)
        write_csv(*((ROW[0], f"Words {row}.", *ROW[2:]) for row in range(rows)))
        assert run("--dry-run").exit_code == 0
    _, ten, twenty, forty = read
    assert ten > 0
    assert forty - twenty == pytest.approx(2 * (twenty - ten), rel=0.05)


def test_addresses_are_exact() -> None:
    """Web addresses that differ in case are different sources."""
    Path("content/sources/clip.yml").write_text(
        record_text(Source, {"title": "A", "type": "post", "url": "https://a.example/v/Ab"}),
        encoding="utf-8",
    )
    assert "No source is called" in faults_of((*ROW[:4], "https://a.example/v/aB", ""))
    write_csv((*ROW[:4], "https://a.example/v/Ab", ""))
    assert run().exit_code == 0


def test_id_of_its_own() -> None:
    """A row with an id keeps it, even if none could be made from its words."""
    Path("mapping.yml").write_text(f"{MAPPING}  Id: id\n", encoding="utf-8")
    write_csv((ROW[0], "«Да»", *ROW[2:], "da"), columns=(*COLUMNS, "Id"))
    assert run().exit_code == 0
    assert words() == {"ada-keeper/da": "«Да»"}


def test_several_lines() -> None:
    """Line breaks within a cell are kept."""
    write_csv((ROW[0], "One.\nTwo:\n\n# three", *ROW[2:]))
    assert run().exit_code == 0
    assert [*words().values()] == ["One.\nTwo:\n\n# three"]


def test_new_records() -> None:
    """New records that the spreadsheet describes are added once, by id or by name."""
    with Path("mapping.yml").open("a", encoding="utf-8") as mapping:
        mapping.write(
            "  Kind: person.kind\nvalues: { source.type: webpage, theme.definition: B. }\n"
            "people: { B. N.: bo-new }\n"
        )
    columns = (*COLUMNS, "Kind")
    rows = [
        ("Bo New", "One.", "2024", "Oil wells", "The new paper", "", "official"),
        ("bo new", "Two.", "2024", "oil wells", "the-new-paper", "", "official"),
    ]
    write_csv(*rows, columns=columns)
    result = run()
    assert "Files: 3 new, 0 extended." in result.output
    assert words() == {"bo-new/one": "One.", "bo-new/two": "Two."}
    write_csv(*rows, ("B. N.", "Three.", "2024", "Oil wells", "gazette", "", ""), columns=columns)
    assert run().exit_code == 0
    assert words()["bo-new/three"] == "Three."


def faults_of(*rows: Sequence[str], columns: Sequence[str] = COLUMNS) -> str:
    """Return the output for rows that cannot be imported."""
    before = content()
    write_csv(*rows, columns=columns)
    result = run()
    assert result.exit_code == 1
    assert content() == before
    return result.output


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({0: "Ada Kepeer"}, "column `Speaker`: No person is called `Ada Kepeer`. Did you mean"),
        ({1: ""}, "This statement has no quote, paraphrase or action."),
        ({1: "a\u200bb"}, "column `Words`: The text contains U+200B ZERO WIDTH SPACE."),
        ({2: "6.11.2024"}, "column `Day`: "),
        ({2: ""}, "`date` is missing."),
        ({3: "harbours"}, "column `Theme`: No theme is called `harbours`."),
        ({4: "Times"}, "column `Source`: No source is called `Times`."),
        ({1: "«Да»"}, "Cannot make an id from these words."),
    ],
)  # fmt: skip
def test_rows_at_fault(changed: dict[int, str], said: str) -> None:
    """A row that cannot be imported is listed with its column and the reason."""
    row = [changed.get(at, cell) for at, cell in enumerate(ROW)]
    assert f"Row 2{', ' if said.startswith('column') else ''}" in faults_of(row)
    assert said in faults_of(row)


def test_a_misspelt_name_is_no_new_person() -> None:
    """Even if new people can be added, a name similar to an existing one is refused."""
    with Path("mapping.yml").open("a", encoding="utf-8") as mapping:
        mapping.write("values: { person.kind: official }\n")
    assert "Did you mean `ada-keeper`?" in faults_of(("Ada Keepr", *ROW[1:]))


def test_what_is_there_is_not_overwritten() -> None:
    """A row that contradicts an existing statement is refused."""
    write_csv(ROW)
    assert run().exit_code == 0
    mapped = f"{MAPPING}  Id: id\n"
    changed = (*ROW[:1], "Keep the lamps lit!", *ROW[2:])
    assert "has a statement `keep-the-lamps-lit` with other words" in faults_of(changed)
    Path("mapping.yml").write_text(mapped, encoding="utf-8")
    columns = (*COLUMNS, "Id")
    said = faults_of((*changed, "keep-the-lamps-lit"), columns=columns)
    assert "column `Id`: `keep-the-lamps-lit` already exists with other words" in said
    said = faults_of((*ROW, "another-id"), columns=columns)
    assert "The same words with the same date already exist as `keep-the-lamps-lit`." in said


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ("Speaker\nЁ".encode("cp1251"), "sheet.csv, line 2: the byte 0xA8 is not UTF-8."),
        ("Speaker\n".encode("utf-16"), "sheet.csv is UTF-16."),
        (b"", "the first row is empty"),
        (b"A,B,A\n", "two columns are called `A`"),
        (b'A,B\n"x"y,z\n', "sheet.csv, line 2: not valid CSV"),
    ],
)
def test_no_sheet(data: bytes, said: str) -> None:
    """A file that is not a valid spreadsheet is refused in a sentence, with the line."""
    Path("sheet.csv").write_bytes(data)
    result = run()
    assert result.exit_code == 2
    assert said in result.output


@pytest.mark.parametrize(
    ("mapping", "said"),
    [
        (MAPPING.replace("  Page: locator\n", ""), "does not mention the column `Page`"),
        (MAPPING.replace("locator", "loctor"), "`loctor` is not a field. Did you mean `locator`?"),
        (MAPPING.replace("locator", "date"), "two columns are mapped to `date`"),
        (MAPPING.replace("Page", "Pge"), "no column is called `Pge`. Known: `Day`, `Page`"),
        ("columns: [a]\n", "mapping.yml: `columns`: "),
        ("columns: {\n", "mapping.yml:2:1: This is not valid YAML"),
    ],
)  # fmt: skip
def test_no_mapping(mapping: str, said: str) -> None:
    """A mapping that does not fit is refused; no column is skipped silently."""
    write_csv(ROW)
    Path("mapping.yml").write_text(mapping, encoding="utf-8")
    result = run()
    assert result.exit_code == 2
    assert said in result.output


def test_sketch() -> None:
    """Without a mapping file, a draft is made from the columns."""
    write_csv(ROW)
    result = CliRunner().invoke(main, ["import", "sheet.csv"])
    assert result.exit_code == 2
    assert "columns:\n  Speaker: …\n  Words: …\n  Day: …\n  Theme: theme\n" in result.output


def test_other_separators() -> None:
    """Semicolons, tabs and Excel's byte order mark are understood."""
    for name, separator in (("sheet.csv", ";"), ("sheet.tsv", "\t")):
        lines = (separator.join(cells) for cells in (COLUMNS, ROW))
        Path(name).write_text("\r\n".join(lines), encoding="utf-8-sig")
        assert run(sheet=name).exit_code == 0
    assert [*words()] == ["ada-keeper/keep-the-lamps-lit"]


def excel(rows: Iterable[Sequence[object]], *, merge: str = "", more: str = "") -> None:
    """Write `sheet.xlsx`."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    for row in rows:
        sheet.append([*row])
    if merge:
        sheet.merge_cells(merge)
    if more:
        book.create_sheet(more).append(["A"])
        book[more].append(["b"])
    book.save("sheet.xlsx")


def test_excel() -> None:
    """Texts, dates and whole numbers are imported as shown; empty rows are skipped."""
    day = datetime.date(2024, 11, 6)
    excel(
        [COLUMNS, [], [*ROW[:2], day, *ROW[3:5], 12], [ROW[0], "=1+1 is two"[1:], 2024, *ROW[3:5]]]
    )
    result = run(sheet="sheet.xlsx")
    assert result.exit_code == 0, result.output
    entries = load(Inputs(Path("content"), Path.cwd())).catalogue.entries
    statement = entries["ada-keeper/keep-the-lamps-lit"].statement
    assert (str(statement.date), statement.citations[0].locator) == ("2024-11-06", "12")
    assert str(entries["ada-keeper/1-1-is-two"].statement.date) == "2024"


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ('="Keep"&" them"', "This cell is a formula."),
        (1.5, "This cell is a number."),
        (True, "This cell is a truth value."),
        ("#N/A", "This cell is the error `#N/A`."),
        (datetime.datetime.fromisoformat("2024-11-06 10:30"), "This cell has a time of day."),
        (datetime.time(10, 30), "This cell has a time of day."),
    ],
)
def test_what_excel_computes(cell: object, said: str) -> None:
    """A cell that is neither text, a whole number nor a date is refused with its place."""
    before = content()
    excel([COLUMNS, [ROW[0], cell, *ROW[2:]]])
    result = run(sheet="sheet.xlsx")
    assert result.exit_code == 1
    assert f"Row 2, column `Words`: {said}" in result.output
    assert content() == before


def test_merged_cells() -> None:
    """Rows with merged cells are refused, including the hidden ones."""
    excel([COLUMNS, ROW, ["", "Out.", *ROW[2:]]], merge="A2:A3")
    output = run(sheet="sheet.xlsx").output
    assert "Row 2, column `Speaker`: This cell is merged with others." in output
    assert "Row 3, column `Speaker`: This cell is merged with others." in output


def test_several_sheets() -> None:
    """If several sheets have rows, one must be named."""
    excel([COLUMNS, ROW], more="Other")
    result = run(sheet="sheet.xlsx")
    assert result.exit_code == 2
    assert "has the sheets `Sheet`, `Other`. Choose one with --sheet." in result.output
    assert run("--sheet", "Sheet", sheet="sheet.xlsx").exit_code == 0


@pytest.mark.parametrize("data", [b"PK\x03\x04 not a zip", b"", b"\xd0\xcf\x11\xe0 old"])
def test_no_excel(data: bytes) -> None:
    """A file that is only named like a spreadsheet is refused in a sentence."""
    Path("sheet.xlsx").write_bytes(data)
    result = run(sheet="sheet.xlsx")
    assert result.exit_code == 2
    assert "Cannot read sheet.xlsx as a spreadsheet" in result.output


def test_the_documented_example() -> None:
    """The example in the documentation works as described."""
    page = (ROOT / "docs" / "import.md").read_text(encoding="utf-8")
    for name, kind in (("sheet.csv", "csv"), ("mapping.yml", "yaml")):
        [text] = re.findall(rf"```{kind}\n(.*?)```", page, re.DOTALL)
        Path(name).write_text(text, encoding="utf-8")
    theme = record_text(Theme, {"title": "Departures", "definition": "A."})
    source = record_text(Source, {"title": "Some newspaper", "type": "article-newspaper"})
    Path("content/themes/departures.yml").write_text(theme, encoding="utf-8")
    Path("content/sources/some-newspaper.yml").write_text(source, encoding="utf-8")
    [said] = re.findall(r"```\n(Statements.*?)```", page, re.DOTALL)
    assert run().output == said
    assert words() == {
        "some-body/we-shall-gladly-leave": "We shall gladly leave.",
        "some-body/nobody-leaves": "Nobody leaves.",
    }
    assert "`Statements: 0 new, 2 already there.`" in page
    assert "Statements: 0 new, 2 already there." in run().output


def test_missing_sheet() -> None:
    """A missing file is reported."""
    result = run(sheet="none.csv")
    assert result.exit_code == 2
    assert "Cannot read none.csv: No such file or directory." in result.output
