"""`factsheet fmt`: another layout, the same records, the same comments."""

import re
from collections import Counter
from pathlib import Path
from random import Random

import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.generate import Plan, write_site
from site_builder.authoring.yaml.edit import EditError
from site_builder.authoring.yaml.format import tidy
from site_builder.cli import main
from site_builder.content.discover import FOLDERS
from site_builder.content.document import Plain, parse
from site_builder.content.model import Person, Record, Theme
from tests.support.paths import ROOT
from tests.support.untidy import untidy

FILES = [
    (file, model)
    for folder, model in FOLDERS.items()
    for file in sorted((ROOT / "content" / folder).glob("*.yml"))
]
RECORDS = [(file.read_text(encoding="utf-8"), model) for file, model in FILES]


def plain(text: str) -> dict[str, Plain]:
    """What a file's text says."""
    document, faults = parse(text, "")
    assert document is not None
    assert not faults
    return document.plain()


@pytest.mark.parametrize(("file", "model"), FILES, ids=lambda value: getattr(value, "stem", ""))
def test_content_is_tidy(file: Path, model: type[Record]) -> None:
    """The content of this repository has the canonical layout."""
    text = file.read_text(encoding="utf-8")
    assert tidy(text, model) == text


# A machine that is busy says nothing about the code.
@settings(deadline=None)
@given(st.sampled_from(RECORDS), st.integers(0, 2**32))
def test_any_layout(record: tuple[str, type[Record]], seed: int) -> None:
    """However a record is laid out, it says the same afterwards; no comment is lost."""
    text, model = record
    values = plain(text)
    wild = untidy(values, Random(seed))
    assert plain(wild) == values
    tame = tidy(wild, model)
    assert plain(tame) == values
    assert Counter(re.findall("# .: .*", tame)) == Counter(re.findall("# .: .*", wild))
    assert tidy(tame, model) == tame


CASES = sorted((ROOT / "tests" / "cases" / "tidy").glob("*.txt"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_layout(case: Path) -> None:
    """Fields, comments, brackets and texts each have one layout: the lower half of the case."""
    model: type[Record] = Person if case.stem.startswith("person-") else Theme
    before, after = case.read_text(encoding="utf-8").split("======\n")
    schema = f"# yaml-language-server: $schema=../../schema/{model.__name__.lower()}.schema.json\n"
    assert tidy(before, model) == schema + after
    assert tidy(schema + after, model) == schema + after


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("title: A # B\n", "Line 1: YAML drops what stands from this `#` on."),
        ("title: >-\n  A\n   # B\ndefinition: C\n", ""),
        ("title: A\n    # B\n", "Line 2: YAML drops"),
        ("title: A\ntitle: B\n", "Line 2: `title` appears twice"),
        ("title: A\n- B\n", "Line 2: This is not valid YAML"),
        ("- A\n", "The file does not begin with a field."),
        ("", "The file is empty."),
        ("<<<<<<< ours\ntitle: A\n", "A merge conflict was left in this file."),
    ],
)
def test_refused(text: str, said: str) -> None:
    """What is not sound, or could lose a part of a text, is refused with its line."""
    if not said:
        assert plain(tidy(text, Theme)) == plain(text)
        return
    with pytest.raises(EditError, match=re.escape(said)):
        tidy(text, Theme)


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
    """Files are named as they are laid out anew; the second run finds nothing to do."""
    assert fmt("--check").exit_code == 1
    result = fmt()
    assert result.exit_code == 0
    assert "content/people/person-00000.yml" in result.output.split("\n")
    assert result.output.endswith(" of 17 files laid out anew.\n")
    assert fmt().output == "0 of 17 files laid out anew.\n"
    assert fmt("--check").exit_code == 0


def test_only_some(folder: Path) -> None:
    """With paths, only the records there are touched; what is no record is refused."""
    before = {file: file.read_bytes() for file in folder.rglob("*.yml")}
    assert fmt("content/themes", "content/people/person-00001.yml").exit_code == 0
    changed = {file.parent.name for file in before if file.read_bytes() != before[file]}
    assert changed == {"themes", "people"}
    result = fmt("mkdocs.yml")
    assert result.exit_code == 2
    assert "mkdocs.yml is no record of this site" in result.output


def test_broken_files_are_left_alone(folder: Path) -> None:
    """A file that cannot be read is named with its line and not touched; the others are done."""
    file = folder / "content" / "themes" / "theme-0000.yml"
    for broken in (b"title: [\n", b"title: \xff\n", b"title: a\xe2\x80\xaeb\n", b"a: 1\r\n"):
        file.write_bytes(broken)
        result = fmt()
        assert result.exit_code == 1
        assert "content/themes/theme-0000.yml: " in result.output
        assert file.read_bytes() == broken
    assert fmt().output.endswith("0 of 17 files laid out anew, 1 left alone.\n")


def test_no_site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where there is no site, that is said, with exit code 2."""
    monkeypatch.chdir(tmp_path)
    result = fmt()
    assert result.exit_code == 2
    assert "There is no mkdocs.yml here." in result.output
