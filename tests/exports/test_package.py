"""What describes the files to download: true of them, and valid by its standards."""

import csv
import hashlib
import json
import re
from importlib.resources import files
from io import StringIO
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft7Validator, FormatChecker

from site_builder.exports.data import Data
from site_builder.exports.release import Release
from site_builder.parallel import Processes
from site_builder.settings import Site
from site_builder.site_folder import Output
from tests.support.data import RELEASE, write

FOLDER = "data/v1"


def package(folder: Path) -> dict[str, object]:
    """The Data Package of a written site."""
    found: dict[str, object] = json.loads((folder / FOLDER / "datapackage.json").read_bytes())
    return found


def test_resources_are_the_files(sheet_data: Data, tmp_path: Path) -> None:
    """Each resource has the size, checksum and header of its file (Data Package 2.0)."""
    write(sheet_data, ["csv"], Output(tmp_path), Processes(1))
    found = json.loads((tmp_path / FOLDER / "datapackage.json").read_bytes())
    assert re.fullmatch(r"[a-z0-9-]+", found["name"])
    assert found["created"] == RELEASE.date
    assert found["licenses"][0]["path"] == "https://licence.example/by/"
    assert len(found["resources"]) == len([*(tmp_path / FOLDER).glob("*.csv")])
    for resource in found["resources"]:
        data = (tmp_path / FOLDER / resource["path"]).read_bytes()
        assert resource["bytes"] == len(data)
        assert resource["hash"] == f"sha256:{hashlib.sha256(data).hexdigest()}"
        header = next(csv.reader(StringIO(data.decode("utf-8-sig"))))
        fields = [field["name"] for field in resource["schema"]["fields"]]
        assert fields == header
        assert {*resource["schema"]["primaryKey"]} <= {*fields}
        types = {field["type"] for field in resource["schema"]["fields"]}
        assert types <= {"string", "integer", "boolean"}
        assert all(field["description"] for field in resource["schema"]["fields"])


@pytest.mark.parametrize("fixture", ["sheet_data", "awkward_data"])
def test_valid_by_published_schemas(
    fixture: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    """The package satisfies the profile of Data Package 2.0, the citation that of CFF 1.2.0."""
    write(request.getfixturevalue(fixture), ["csv"], Output(tmp_path), Processes(1))
    profile = files("dplib") / "profiles/2.0/datapackage.json"
    cff = files("check_jsonschema") / "builtin_schemas/vendor/citation-file-format.json"
    cited = yaml.load((tmp_path / FOLDER / "CITATION.cff").read_text(), yaml.BaseLoader)  # noqa: S506
    for schema, found in ((profile, package(tmp_path)), (cff, cited)):
        validator = Draft7Validator(json.loads(schema.read_text()), format_checker=FormatChecker())
        assert [*validator.iter_errors(found)] == []


def test_linkset(sheet_data: Data, tmp_path: Path) -> None:
    """The linkset (RFC 9264) has each file with its type, and leads from the page and back."""
    write(sheet_data, ["csv", "sqlite"], Output(tmp_path), Processes(1))
    found = json.loads((tmp_path / FOLDER / "linkset.json").read_bytes())
    page, *others = found["linkset"]
    assert page["anchor"] == "https://sheet.example/data/" == page["cite-as"][0]["href"]
    assert page["license"] == [{"href": "https://licence.example/by/"}]
    described = [it["href"] for it in page["describedby"]]
    assert described == [
        f"https://sheet.example/data/v1/{it}" for it in ("CITATION.cff", "datapackage.json")
    ]
    types = {it["href"].rpartition("/")[2]: it["type"] for it in page["item"]}
    assert types["statements.csv"] == "text/csv"
    assert types["factsheet.db"] == "application/vnd.sqlite3"
    for target in (*described, *(it["href"] for it in page["item"])):
        assert (tmp_path / target.removeprefix("https://sheet.example/")).is_file()
    assert {it["anchor"] for it in others} == {it["href"] for it in page["item"]}
    assert all(it["collection"] == [{"href": page["anchor"]}] for it in others)


def test_checksums(sheet_data: Data, tmp_path: Path) -> None:
    """`SHA256SUMS` has every other file of the folder."""
    written = write(sheet_data, ["csv", "jsonl", "sqlite"], Output(tmp_path), Processes(1))
    lines = (tmp_path / FOLDER / "SHA256SUMS").read_text().splitlines()
    sums = {name: sum_ for sum_, name in (line.split("  ") for line in lines)}
    there = [it for it in (tmp_path / FOLDER).rglob("*") if it.is_file()]
    assert len(sums) == len(written) == len(there) - 1
    for file in there:
        name = file.relative_to(tmp_path / FOLDER).as_posix()
        if name != "SHA256SUMS":
            assert sums[name] == hashlib.sha256(file.read_bytes()).hexdigest()


def test_citation(sheet_data: Data, tmp_path: Path) -> None:
    """CITATION.cff names title, publisher, commit and day."""
    write(sheet_data, ["csv"], Output(tmp_path), Processes(1))
    found = yaml.safe_load((tmp_path / FOLDER / "CITATION.cff").read_text())
    assert found["title"] == "Dossier & <Co>"
    assert found["authors"] == [{"name": "The Example Editors"}]
    assert found["version"] == RELEASE.commit
    assert str(found["date-released"]) == "2024-11-06"


def test_what_is_unknown_is_left_out(sheet_data: Data, tmp_path: Path) -> None:
    """A site without publisher, address and commit says nothing about them."""
    bare = Data(sheet_data.catalogue, Site("Лист"), Release())
    write(bare, ["csv"], Output(tmp_path), Processes(1))
    assert {*package(tmp_path)} == {
        "$schema",
        "name",
        "title",
        "description",
        "version",
        "resources",
    }
    cited = yaml.safe_load((tmp_path / FOLDER / "CITATION.cff").read_text())
    assert {*cited} == {"cff-version", "message", "type", "title", "authors", "version"}


def test_no_package_without_tables(sheet_data: Data, tmp_path: Path) -> None:
    """Where no CSV is written, no package describes it."""
    write(sheet_data, ["jsonl"], Output(tmp_path), Processes(1))
    assert not (tmp_path / FOLDER / "datapackage.json").exists()
    assert (tmp_path / FOLDER / "schema/statement.schema.json").is_file()
