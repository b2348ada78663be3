"""`factsheet fmt`: another order of fields, the same records, the same lines."""

import re
from collections import Counter
from pathlib import Path
from random import Random

import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.generate import Plan, write_site
from site_builder.authoring.yaml.edit import EditError, schema_line
from site_builder.authoring.yaml.format import in_order
from site_builder.cli import main
from site_builder.content.document import Plain, parse
from site_builder.content.model import MODELS, Person, Record, Theme, fields_of
from tests.support.paths import ROOT
from tests.support.untidy import untidy

FILES = [
    (file, model)
    for model in MODELS.values()
    for file in sorted((ROOT / "content" / model.KIND.folder).glob("*.yml"))
]
RECORDS = [(file.read_text(encoding="utf-8"), model) for file, model in FILES]


def plain(text: str) -> dict[str, Plain]:
    """Return what a file's text says."""
    document, faults = parse(text, "")
    assert document is not None
    assert not faults
    return document.plain()


@pytest.mark.parametrize(("file", "model"), FILES, ids=lambda value: getattr(value, "stem", ""))
def test_content_is_in_order(file: Path, model: type[Record]) -> None:
    """The records of this repository have their fields in canonical order."""
    text = file.read_text(encoding="utf-8")
    assert in_order(text, model) == text


# A slow machine is not a fault of the code.
@settings(deadline=None)
@given(st.sampled_from(RECORDS), st.integers(0, 2**32))
def test_any_layout(record: tuple[str, type[Record]], seed: int) -> None:
    """However a record is laid out, its values and lines stay the same; only the order changes."""
    text, model = record
    values = plain(text)
    wild = untidy(values, Random(seed))
    assert plain(wild) == values
    ordered = in_order(wild, model)
    assert plain(ordered) == values
    fields = [*fields_of(model)]
    assert [*plain(ordered)] == sorted(values, key=fields.index)
    added = Counter(lines(ordered)) - Counter(lines(wild))
    assert not Counter(lines(wild)) - Counter(lines(ordered))
    assert [*added] in ([], [schema_line(model)])
    assert in_order(ordered, model) == ordered


def lines(text: str) -> list[str]:
    """Return the lines of a text that are not empty."""
    return [line for line in text.split("\n") if line]


CASES = sorted((ROOT / "tests" / "cases" / "fmt").glob("*.txt"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_order(case: Path) -> None:
    """Fields move with their comments, and no line changes: the lower half of the case."""
    model: type[Record] = Person if case.stem.startswith("person-") else Theme
    before, after = case.read_text(encoding="utf-8").split("======\n")
    schema = schema_line(model) + "\n"
    assert in_order(before, model) == schema + after
    assert in_order(schema + after, model) == schema + after


def test_schema_line_stays_first() -> None:
    """A line that names a schema stays the first line, whatever it names; no other is added."""
    schema = "# yaml-language-server: $schema=https://a.example/theme.json\n"
    ordered = in_order(f"{schema}definition: A\ntitle: B\n", Theme)
    assert ordered == f"{schema}title: B\ndefinition: A\n"


def test_quoted_text_that_looks_like_a_comment() -> None:
    """A line of a text in quotation marks is not taken for a comment about the next field."""
    ordered = in_order('definition: "A\n  # B"\ntitle: C\n', Theme)
    assert ordered == f'{schema_line(Theme)}\ntitle: C\ndefinition: "A\n  # B"\n'


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("title: A\ntitle: B\n", "Line 2: `title` appears twice"),
        ("title: A\n- B\n", "Line 2: This is not valid YAML"),
        ("- A\n", "The file does not begin with a field."),
        ("", "The file is empty."),
        ("<<<<<<< ours\ntitle: A\n", "A merge conflict was left in this file."),
    ],
)
def test_refused(text: str, message: str) -> None:
    """A file that is not valid YAML is refused with its line."""
    with pytest.raises(EditError, match=re.escape(message)):
        in_order(text, Theme)


def test_order_that_would_change_a_text_is_refused() -> None:
    """A field stays where it is if moving it would add to a text or take from it."""
    with pytest.raises(EditError, match=r"Move them by hand\.$"):
        in_order("definition: |+\n  A\n\n\ntitle: B\n", Theme)


def test_braces() -> None:
    """Fields in one pair of braces stay as they are."""
    text = "{ definition: A, title: B }\n"
    assert in_order(text, Theme) == text


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A site of synthetic content, as the current folder."""
    write_site(Plan(people=6, seed=3), tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def fmt(*options: str) -> Result:
    """Run the command."""
    return CliRunner().invoke(main, ["fmt", *options])


@pytest.mark.usefixtures("folder")
def test_command() -> None:
    """Reordered files are named; the second run finds nothing to do."""
    assert fmt("--check").exit_code == 1
    result = fmt()
    assert result.exit_code == 0
    assert "content/people/person-00000.yml" in result.output.split("\n")
    assert result.output.endswith(" of 17 files reordered.\n")
    assert fmt().output == "0 of 17 files reordered.\n"
    assert fmt("--check").exit_code == 0


def test_only_some(folder: Path) -> None:
    """With paths, only the records there are touched; other files are refused."""
    before = {file: file.read_bytes() for file in folder.rglob("*.yml")}
    assert fmt("content/themes", "content/people/person-00001.yml").exit_code == 0
    changed = {file.parent.name for file in before if file.read_bytes() != before[file]}
    assert changed == {"themes", "people"}
    result = fmt("mkdocs.yml")
    assert result.exit_code == 2
    assert "mkdocs.yml is not a record of this site" in result.output


def test_broken_files_are_left_alone(folder: Path) -> None:
    """A file that cannot be read is named with its line and not touched; the others are done."""
    file = folder / "content" / "themes" / "theme-0000.yml"
    for broken in (b"title: [\n", b"title: \xff\n", b"title: a\xe2\x80\xaeb\n", b"a: 1\r\n"):
        file.write_bytes(broken)
        result = fmt()
        assert result.exit_code == 1
        assert "content/themes/theme-0000.yml: " in result.output
        assert file.read_bytes() == broken
    assert fmt().output.endswith("0 of 17 files reordered, 1 skipped.\n")


def test_no_site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a site, the command fails with exit code 2."""
    monkeypatch.chdir(tmp_path)
    result = fmt()
    assert result.exit_code == 2
    assert "No mkdocs.yml here." in result.output
