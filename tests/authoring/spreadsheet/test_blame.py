"""The rows that are the reason of what would be wrong with files."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from site_builder.authoring.files import FileWrite
from site_builder.authoring.spreadsheet.blame import Blame, Taken
from site_builder.authoring.spreadsheet.mapping import ColumnMap
from site_builder.diagnostics import Diagnostic, Related, Severity, Span

CONTENT = Path("content")
MAPPING = ColumnMap(columns={"Who": "person", "Words": "quote", "Day": "date"})
ROWS = {
    2: {"Who": "Ada", "Words": "One.", "Day": "2024"},
    3: {"Who": "Ada", "Words": "Two.", "Day": "2024"},
    4: {"Who": "Bo", "Words": "Three.", "Day": "2024"},
}
ADA = """\
name: Ada
positions:
  - theme: lamps
    statements:
      - id: one
        quote: One.
      - id: two
        quote: Two.
"""


def blame() -> Blame:
    """Three rows that were taken, of two people."""
    taken = Taken()
    for number, person, statement in ((2, "ada", "one"), (3, "ada", "two"), (4, "bo", "three")):
        taken.add(number, f"{person}/{statement}", [("person", person)])
    writes = [
        FileWrite(CONTENT / "people" / "ada.yml", ADA),
        FileWrite(CONTENT / "people" / "bo.yml", "name: Bo\n"),
    ]
    return Blame(MAPPING, CONTENT, ROWS, taken, writes, lambda number: f"row {number}")


def fault(
    path: str,
    line: int,
    severity: Severity,
    statement: str = "",
    *at: int,
    message: str = "Odd.",
) -> Diagnostic:
    """A fault in a line of a file, with other places in Ada's."""
    related = tuple(
        Related("The other", Span("content/people/ada.yml", other, 16, other, 20)) for other in at
    )
    span = Span(path, line, 16, line, 20)
    return Diagnostic("odd", message, span, "", severity, related, statement)


def test_a_statement_is_its_row() -> None:
    """What is wrong with a statement is told at the row that made it, and at its column."""
    wrong = fault("content/people/ada.yml", 8, Severity.ERROR, "two")
    assert [*blame().errors([wrong], lambda _: [wrong])] == [(3, "Words", "Odd.")]


def test_who_makes_another_file_wrong() -> None:
    """What is wrong elsewhere is told at the rows of the one record without which it is not."""
    wrong = fault("content/sources/gazette.yml", 1, Severity.ERROR)

    def judge(files: Mapping[Path, str]) -> Iterator[Diagnostic]:
        if CONTENT / "people" / "bo.yml" in files:
            yield wrong

    said = "content/sources/gazette.yml would be wrong: Odd."
    assert [*blame().errors([wrong], judge)] == [(4, "Who", said)]


def test_who_makes_several_files_wrong() -> None:
    """Each fault is told at the rows of the record that makes it, or at those of several."""
    names = {"ada": ["ada"], "bo": ["bo"], "both": ["ada", "bo"]}
    wrong = {
        name: fault(f"content/sources/{name}.yml", 1, Severity.ERROR, message=f"{name}.")
        for name in names
    }

    def judge(files: Mapping[Path, str]) -> Iterator[Diagnostic]:
        for name, people in names.items():
            if all(CONTENT / "people" / f"{person}.yml" in files for person in people):
                yield wrong[name]

    told = {(row, said.split()[-1]) for row, _, said in blame().errors(wrong.values(), judge)}
    assert told == {(2, "ada."), (3, "ada."), (4, "bo."), (2, "both."), (3, "both."), (4, "both.")}


def test_a_warning_names_the_other_row() -> None:
    """A warning is told at its row, with the other one; one of no row is left."""
    own = fault("content/people/ada.yml", 8, Severity.WARNING, "two", 6)
    left = fault("content/sources/gazette.yml", 1, Severity.WARNING)
    assert blame().warnings([own, left]) == (
        [(3, "Words", "Odd. The other: row 2.")],
        [left],
    )
