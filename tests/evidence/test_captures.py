from concurrent.futures import Executor
from pathlib import Path

from site_builder.content.discover import discover
from site_builder.evidence.captures import read_captures, strays
from site_builder.parallel import Processes
from tests.support.captured import FOUND, captured

HERE: Executor = Processes()


def test_the_extract_around_a_place(tmp_path: Path) -> None:
    """The extract that has a place of the text is found; between extracts there is none."""
    made = captured(tmp_path, FOUND[0], FOUND[3])
    captures, faults = read_captures(discover(made.content, tmp_path).captures, HERE)
    assert not faults
    held = captures["gazette"]
    first, last = held.extracts
    assert held.around(first.at[0]) is first
    assert held.around(first.at[1] - 1) is first
    assert held.around(first.at[1]) is None
    assert held.around(last.at[1]) is None
    assert held.around(-1) is None


def test_an_edited_capture_judges_nothing(tmp_path: Path) -> None:
    """One letter of an extract that was edited is a fault, and nothing is compared with it."""
    made = captured(tmp_path, *FOUND)
    file = made.content / "captures" / "gazette.yml"
    file.write_text(file.read_text(encoding="utf-8").replace("spring", "Spring"), encoding="utf-8")
    captures, faults = read_captures(discover(made.content, tmp_path).captures, HERE)
    assert captures["gazette"].capture is None
    assert {fault.code for fault in faults} == {"extract-edited"}


def test_strays(tmp_path: Path) -> None:
    """Receipts of nobody and a copy of no source are reported."""
    made = captured(tmp_path, *FOUND)
    (made.content / "people" / "bo.yml").rename(made.content / "people" / "bob.yml")
    (made.content / "sources" / "gazette.yml").rename(made.content / "sources" / "paper.yml")
    found = [fault.code for fault in strays(discover(made.content, tmp_path))]
    assert found == ["stray-evidence"] * 2


def test_what_belongs_to_a_misnamed_file_is_no_stray(tmp_path: Path) -> None:
    """It has its place once the file has its name, so no hint says to delete it."""
    made = captured(tmp_path, *FOUND)
    (made.content / "people" / "bo.yml").rename(made.content / "people" / "Bo.yml")
    (made.content / "sources" / "gazette.yml").rename(made.content / "sources" / "Gazette.yml")
    assert not [*strays(discover(made.content, tmp_path))]
