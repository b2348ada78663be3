"""`factsheet import`: what it writes, shows and refuses as a whole."""

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner
from openpyxl import Workbook

from site_builder.authoring.files import FileWrite, WriteError, write
from site_builder.authoring.yaml.edit import record_text
from site_builder.cli import main
from site_builder.content.model import Source, Theme
from site_builder.diagnostics import has_errors
from site_builder.examine import Inputs, load
from tests.support.commands import factsheet
from tests.support.paths import ROOT
from tests.support.spreadsheet import (
    COLUMNS,
    ROW,
    content,
    run,
    words,
    write_csv,
    write_site,
)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A site with a person, a theme and a source, as the current folder."""
    write_site(tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


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
    assert "Row 4, column `Speaker`: The person is missing. Fill in `Speaker`.\n" in result.output
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


def test_sketch() -> None:
    """Without a mapping file, a draft of one is printed, and alone, so that it can be saved."""
    write_csv(ROW)
    result = CliRunner().invoke(main, ["import", "sheet.csv"])
    assert result.exit_code == 0
    held = {"Speaker": "person", "Words": "…", "Day": "…", "Theme": "theme", "Source": "source"}
    columns = "".join(f"  {column}: {field}\n" for column, field in held.items())
    columns += "  Page: locator\n"
    assert f"field that each column holds\n{columns}ignore: []" in result.stdout
    assert len(result.stderr.splitlines()) < 10
    assert "`factsheet import --fields`" in result.stderr
    Path("mapping.yml").write_text(result.stdout, encoding="utf-8")
    said = run().output
    assert said.count(" has no field yet. Write one here, or delete this line and list ") == 2
    assert "without lang, words count as en" in result.stdout
    draft = result.stdout.replace("ignore: []", "ignore: [Words, Day]")
    Path("mapping.yml").write_text(draft, encoding="utf-8")
    assert run().output.count("Delete this line, as it is listed under `ignore:`.") == 2


def test_rows_beside_each_other_are_a_range() -> None:
    """Rows with one fault that follow each other are named by the first and the last."""
    write_csv(*[("Nemo", f"Words {at}.", *ROW[2:]) for at in range(5)], ROW, ("Nemo", *ROW[1:]))
    assert "\nRows 2 to 6 and 8, column `Speaker`: " in f"\n{run().output}"


def test_the_fields_are_listed() -> None:
    """Every field that a column can hold is listed, one in each line, without a file."""
    result = CliRunner().invoke(main, ["import", "--fields"])
    assert result.exit_code == 0
    assert {"person", "quote", "findings[].source"} < {*result.stdout.split()}


def test_a_fault_names_its_file_and_sheet() -> None:
    """Whoever mends a fault learns the file, the sheet, the row as it counts there, the column."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Quotes"
    sheet.append(COLUMNS)
    sheet.append(("Nemo", *ROW[1:]))
    book.save("sheet.xlsx")
    said = run(sheet="sheet.xlsx").output
    assert said.startswith("sheet.xlsx, sheet `Quotes`:\nRow 2, column `Speaker`: No person")
    for name, speakers in (("a", ["Ada Keeper", "Nemo"]), ("b", ["Nemo", "Ada Keeper", "Nemo"])):
        made = [dict(zip(COLUMNS, (who, *ROW[1:]), strict=True)) for who in speakers]
        Path("folder").mkdir(exist_ok=True)
        Path("folder", f"{name}.json").write_text(json.dumps(made), encoding="utf-8")
    said = run(sheet="folder").output
    assert said.startswith(
        "folder/a.json, row 2; folder/b.json, rows 1 and 3, column `Speaker`: No person"
    )
    faults = json.loads(run("--format", "json", sheet="folder").output)["faults"]
    assert [(fault["file"], fault["row"]) for fault in faults] == [
        ("folder/a.json", 2), ("folder/b.json", 1), ("folder/b.json", 3)
    ]  # fmt: skip


def test_the_documented_example() -> None:
    """The example in the documentation works as described."""
    page = (ROOT / "docs" / "import.md").read_text(encoding="utf-8")
    for name, kind in (("sheet.csv", "csv"), ("mapping.yml", "yaml")):
        # The first of each: further ones are of other examples.
        text, *_ = re.findall(rf"```{kind}\n(.*?)```", page, re.DOTALL)
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


def test_what_cannot_be_read_ends_with_2() -> None:
    """A spreadsheet or a mapping that cannot be used is a sentence, and exit code 2."""
    result = run(sheet="none.csv")
    assert result.exit_code == 2
    assert "none.csv" in result.output
    write_csv(ROW)
    Path("mapping.yml").write_text("columns: {\n", encoding="utf-8")
    result = run()
    assert result.exit_code == 2
    assert "mapping.yml:2:1: " in result.output


def test_nothing_that_a_check_would_refuse() -> None:
    """A statement that no file can hold is refused, in a dry run and in a run."""
    before = content()
    write_csv((ROW[0], "灯" * 100_000, *ROW[2:]))
    for options in (["--dry-run"], [], ["--partly"]):
        result = run(*options)
        assert result.exit_code == 1
        assert "Row 2, column `Words`: The text has 100,000 characters" in result.output
        assert "Rows that cannot be imported: 1." in result.output
        assert content() == before


def test_more_than_one_file_can_hold() -> None:
    """What does not fit into a person's file goes to files of its years, every word of it, once."""
    own = Path("content/people/ada-keeper.yml").read_bytes()
    words_of = "A lamp is a lamp. " * 100
    said = [f"{number}: {words_of}".strip() for number in range(400)]
    days = [f"{2023 + number % 2}-11-06" for number in range(400)]
    rows = [(ROW[0], text, day, *ROW[3:]) for text, day in zip(said, days, strict=True)]
    write_csv(*rows)
    result = run()
    assert result.exit_code == 0, result.output
    folder = Path("content/people/ada-keeper")
    assert sorted(file.name for file in folder.iterdir()) == [
        "2023-2.yml", "2023.yml", "2024-2.yml", "2024.yml"
    ]  # fmt: skip
    assert Path("content/people/ada-keeper.yml").read_bytes() == own
    line = (folder / "2024.yml").read_text("utf-8").partition("\n")[0]
    assert line.endswith("=../../../schema/personpart.schema.json")
    loaded = load(Inputs(Path("content"), Path.cwd()))
    there = [entry.statement.words for entry in loaded.catalogue.entries.values()]
    assert sorted(there) == sorted(said)
    assert not has_errors(loaded.diagnostics)
    assert "Statements: 0 new, 400 already there." in run().output


def test_what_a_check_would_warn_of() -> None:
    """A warning about the result is shown at its row and column, and stops nothing."""
    write_csv(ROW, (*ROW[:2], "2024-11-08", *ROW[3:]))
    for options in (["--dry-run"], []):
        result = run(*options)
        assert result.exit_code == 0
        assert re.search(
            r"^Rows? [23].*, column `Words`: warning: .*same words", result.output, re.MULTILINE
        )
        assert ".yml:" not in result.output
        assert result.stderr == ""


def test_a_fault_that_another_statement_has_already() -> None:
    """What is wrong with an old statement of the person is wrong with a new one, too."""
    with Path("mapping.yml").open("a", encoding="utf-8") as mapping:
        mapping.write("  Status: status\n")
    write_csv((*ROW, ""), columns=(*COLUMNS, "Status"))
    assert run().exit_code == 0
    file = Path("content/people/ada-keeper.yml")
    text = file.read_text("utf-8")
    file.write_text(text.replace("date:", "status: disputed\n        date:"), encoding="utf-8")
    write_csv((ROW[0], "Other words.", *ROW[2:], "disputed"), columns=(*COLUMNS, "Status"))
    done = run()
    assert done.exit_code == 1
    assert "Row 2, column `Status`: This statement is disputed, but no note" in done.output


def test_a_warning_names_the_row_that_it_is_alike() -> None:
    """Of two statements that are nearly the same, each fault tells where the other one is."""
    words = "Nobody puts out the lamps of the old harbour tonight."
    near = words.replace("puts", "put")
    is_told = r"^Row 3, .*: warning: .*almost the same .*statement: row 2\.$"
    write_csv((ROW[0], words, *ROW[2:]), (ROW[0], near, "2024-12", *ROW[3:]))
    said = run().output
    assert re.search(is_told, said, re.MULTILINE)
    # In the next sheet it is in the file.
    write_csv((ROW[0], words.replace("old", "new"), "2025", *ROW[3:]))
    told = json.loads(run("--format", "json").output)["warnings"]
    assert [it["message"].rpartition(": ")[2] for it in told] == ["content/people/ada-keeper.yml."]
    # Of several files, the row's file is named.
    folder = Path("sheets")
    folder.mkdir()
    columns = dict(zip(COLUMNS, ROW, strict=True))
    for name, text in (("a", f"{words} Then"), ("b", f"{words} Now")):
        row = columns | {"Words": text.replace("old", "far"), "Day": "2026"}
        (folder / f"{name}.json").write_text(json.dumps([row]), encoding="utf-8")
    done = factsheet("import", "sheets", "--mapping", "mapping.yml", "--format", "json")
    told = json.loads(done.stdout)["warnings"]
    assert any("sheets/" in it["message"] and it["message"].endswith(", row 1.") for it in told)


def test_warnings_are_listed_for_scripts() -> None:
    """The JSON has each warning with sheet, row and column, and nothing of it as a file's line."""
    write_csv(ROW, (*ROW[:2], "2024-11-08", *ROW[3:]))
    told = json.loads(run("--format", "json").output)
    assert [(it["file"], it["column"]) for it in told["warnings"]] == [("sheet.csv", "Words")]
    assert told["diagnostics"] == []
    assert told["written"]


def test_an_old_fault_stops_nothing() -> None:
    """What is wrong already, here or elsewhere, is not the fault of an import."""
    Path("content/themes/broken.yml").write_text("title: [\n", encoding="utf-8")
    write_csv(ROW)
    result = run()
    assert result.exit_code == 0
    assert "broken" not in result.output


def test_everything_for_scripts() -> None:
    """As JSON, every fault is listed, and how many there are of each kind."""
    write_csv(
        *((ROW[0], f"Words {row}.", f"2024-13-{row:03}", *ROW[3:]) for row in range(150)), ROW
    )
    made = json.loads(run("--format", "json").output)
    assert (made["written"], made["added"]) == (False, ["ada-keeper/keep-the-lamps-lit"])
    assert len(made["faults"]) == 150
    assert made["faults"][0].keys() == {"file", "row", "column", "message"}
    assert [total["count"] for total in made["totals"]] == [150]
    output = run().output
    assert "… and 50 more; --format json lists all. By kind:\n     50  column `Day`: `…`" in output
    assert "(Rows 102 to 106 …)" in output


def test_one_fault_of_many_rows() -> None:
    """What is wrong with several rows is said once, with the numbers of all of them."""
    write_csv(*((ROW[0], f"Words {row}.", "2024-13", *ROW[3:]) for row in range(3)), ROW)
    output = run().output
    assert "Rows 2 to 4, column `Day`: There is no month 13." in output
    assert output.count("There is no month 13.") == 1


def test_a_row_above_the_names() -> None:
    """The row of the columns' names can be given."""
    text = Path("sheet.csv")
    write_csv(ROW)
    text.write_text("All of it\n" + text.read_text("utf-8"), encoding="utf-8")
    drafts = [factsheet("import", "sheet.csv", *more) for more in ((), ("--header", "2"))]
    assert ["give it with `--header`" in draft.stderr for draft in drafts] == [True, False]
    assert run("--header", "2").exit_code == 0
    assert [*words()] == ["ada-keeper/keep-the-lamps-lit"]


def test_nothing_that_makes_another_file_wrong() -> None:
    """An id that another record had before is refused, although its own file would be right."""
    file = Path("content/people/ada-keeper.yml")
    file.write_text(f"{file.read_text('utf-8')}former_ids: [bo-new]\n", encoding="utf-8")
    before = content()
    with Path("mapping.yml").open("a", encoding="utf-8") as mapping:
        mapping.write("values: { person.kind: official }\n")
    write_csv(ROW, ("Bo New", *ROW[1:]), ("Cy New", *ROW[1:]))
    result = run()
    assert result.exit_code == 1
    said = "Row 3, column `Speaker`: content/people/ada-keeper.yml would be wrong: `bo-new` is"
    assert said in result.output
    assert content() == before
    assert run("--partly").exit_code == 1
    assert [*words()] == ["ada-keeper/keep-the-lamps-lit", "cy-new/keep-the-lamps-lit"]


def test_a_waiver_that_a_row_makes_wrong() -> None:
    """What is wrong in no record at all is the fault of the row that makes it so."""
    text = "waivers: [{ rule: quoted-quote, record: people/bo-new, reason: A poem. }]\n"
    Path("content/waivers.yml").write_text(text, encoding="utf-8")
    with Path("mapping.yml").open("a", encoding="utf-8") as mapping:
        mapping.write("values: { person.kind: official }\n")
    write_csv(ROW, ("Bo New", *ROW[1:]))
    said = "Row 3, column `Speaker`: content/waivers.yml would be wrong: There is no warning"
    assert said in run().output
    assert run("--partly").exit_code == 1
    Path("content/waivers.yml").unlink()
    assert [*words()] == ["ada-keeper/keep-the-lamps-lit"]
