"""`factsheet verify`, as it is typed."""

import json
from pathlib import Path

import pytest

from tests.support.captured import CHECKED_BY_HAND, FOUND, LOST, captured, content_of
from tests.support.commands import factsheet
from tests.support.project import person, statement, tree


def verify(folder: Path, *options: str) -> tuple[int, str]:
    """The exit code and the words of the command in a project's folder."""
    result = factsheet("verify", "--config-file", str(folder / "mkdocs.yml"), *options)
    return result.exit_code, result.output


def test_all_is_found(tmp_path: Path) -> None:
    """What was found is counted, and the whole copies are as they were."""
    captured(tmp_path, *FOUND, CHECKED_BY_HAND)
    code, said = verify(tmp_path, "--store", str(tmp_path / "store"))
    assert (code, said) == (
        0,
        (
            "3 in the copy, character for character\n1 in the copy, apart from typography\n"
            "1 compared by hand\n"
        ),
    )


def test_what_differs_is_said(tmp_path: Path) -> None:
    """A changed word is an error, named with what the copy has."""
    made = captured(tmp_path, *FOUND)
    made.write("people/bo.yml", person(*FOUND[1:], LOST))
    code, said = verify(tmp_path)
    assert code == 1
    assert "It has `not` for `now`." in said
    # There is a copy, so nothing is counted as if there were none.
    assert "no-copy" not in said


def test_receipts_are_made_anew(tmp_path: Path) -> None:
    """`--write` makes receipts for what is found, and only that; the others keep their day."""
    made = captured(tmp_path, *FOUND)
    receipts = made.content / "receipts" / "bo.jsonl"
    before = receipts.read_text(encoding="utf-8").splitlines()
    renamed = statement("renamed", quote="We will not talk before spring")
    made.write("people/bo.yml", person(*FOUND[1:], renamed))
    assert [fault.code for fault in content_of(made).diagnostics] == ["receipt-stale"] * 2
    assert verify(tmp_path, "--write")[0] == 0
    after = receipts.read_text(encoding="utf-8").splitlines()
    assert [line for line in after if '"renamed"' not in line] == before[1:]
    assert content_of(made).diagnostics == ()
    settled = tree(made.content)
    verify(tmp_path, "--write")
    assert tree(made.content) == settled


def test_a_copy_keeps_no_words_of_what_is_gone(tmp_path: Path) -> None:
    """`--write` keeps of a copy no words of a removed statement, not even around another one."""
    made = captured(tmp_path, *FOUND)
    file = made.content / "captures" / "gazette.yml"
    whole = file.read_text(encoding="utf-8")
    made.write("people/bo.yml", person(FOUND[0], FOUND[3]))
    assert "captures/gazette.yml" in verify(tmp_path, "--write")[1]
    narrowed = file.read_bytes()
    assert b"1,500" not in narrowed
    assert "that’s final" in whole
    assert "final" not in narrowed.decode()
    assert content_of(made).diagnostics == ()
    verify(tmp_path, "--write")
    assert file.read_bytes() == narrowed
    made.write("people/bo.yml", person())
    assert verify(tmp_path, "--write")[0] == 0
    assert b"extracts: []" in file.read_bytes()


def test_a_copy_keeps_its_words_while_others_are_sought(tmp_path: Path) -> None:
    """While a copy lacks words of a statement, its extracts stay: they show what it has."""
    made = captured(tmp_path, *FOUND)
    file = made.content / "captures" / "gazette.yml"
    whole = file.read_bytes()
    made.write("people/bo.yml", person(*FOUND[1:], LOST))
    verify(tmp_path, "--write")
    assert file.read_bytes() == whole


def test_a_copy_keeps_its_words_while_its_source_has_another_id(tmp_path: Path) -> None:
    """A copy whose source was renamed has all its words when it gets the new name, too."""
    made = captured(tmp_path, *FOUND)
    file = made.content / "captures" / "gazette.yml"
    whole = file.read_bytes()
    (made.content / "sources" / "gazette.yml").rename(made.content / "sources" / "third.yml")
    made.write("people/bo.yml", json.dumps(person(*FOUND)).replace('"gazette"', '"third"'))
    verify(tmp_path, "--write")
    assert file.read_bytes() == whole
    file.rename(file.with_name("third.yml"))
    assert verify(tmp_path, "--write")[0] == 0
    assert content_of(made).diagnostics == ()


@pytest.mark.parametrize("wrong", ["bo.yml", "persons/bo.yml", "people/bo.yaml"])
def test_nothing_is_lost_while_a_file_is_in_a_wrong_place(tmp_path: Path, wrong: str) -> None:
    """A person's file that lies elsewhere may come back, so copies keep its words until then."""
    made = captured(tmp_path, *FOUND)
    (made.content / "persons").mkdir()
    (made.content / "people" / "bo.yml").rename(made.content / wrong)
    settled = tree(made.content)
    assert "Nothing was written: first run" in verify(tmp_path, "--write")[1]
    assert tree(made.content) == settled


def test_no_receipt_is_lost_with_a_broken_copy(tmp_path: Path) -> None:
    """While a copy cannot be read, nothing is written, and its faults are said."""
    made = captured(tmp_path, *FOUND)
    file = made.content / "captures" / "gazette.yml"
    whole = file.read_text(encoding="utf-8")
    for broken in (whole.replace("not talk", "now talk"), "extracts: [\n"):
        file.write_text(broken, encoding="utf-8")
        settled = tree(made.content)
        code, said = verify(tmp_path, "--write")
        assert code == 1
        assert "Nothing was written: first repair the copy of `gazette`." in said
        assert "captures/gazette.yml:" in said
        assert tree(made.content) == settled


def test_the_store_is_compared(tmp_path: Path) -> None:
    """A whole copy that is gone or damaged is said to be, in a sentence."""
    captured(tmp_path, *FOUND)
    (copy,) = (tmp_path / "store").rglob("*.warc.gz")
    whole = copy.read_bytes()
    for change in (lambda: copy.write_bytes(whole[:50]), copy.unlink):
        change()
        code, said = verify(tmp_path, "--store", str(tmp_path / "store"))
        assert code == 1
        assert "captures/gazette.yml: The " in said


def test_no_receipt_is_lost_with_a_faulty_statement(tmp_path: Path) -> None:
    """While a statement has a fault of its own, nothing is written, and the file is named."""
    made = captured(tmp_path, *FOUND)
    misspelt = {"qoute" if name == "quote" else name: text for name, text in FOUND[0].items()}
    made.write("people/bo.yml", person(misspelt, *FOUND[1:]))
    settled = tree(made.content)
    code, said = verify(tmp_path, "--write")
    assert code == 1
    assert "Nothing was written: first run `factsheet check`, and repair " in said
    assert "/people/bo.yml." in said
    assert tree(made.content) == settled
