"""`factsheet capture`, as it is typed."""

from pathlib import Path

import pytest

from tests.support.captured import COPY, FOUND, LOST, capture, captured, content_of, project
from tests.support.commands import factsheet
from tests.support.project import person, statement, tree


def test_everything_is_found(tmp_path: Path) -> None:
    """The capture, the receipts and the whole copy are written, and the content is sound."""
    made = project(tmp_path, *FOUND)
    code, said = capture(tmp_path)
    assert code == 0
    assert "4 of 4 found: 3 exact, 1 apart from typography, 1 of them with gaps." in said
    assert content_of(made).diagnostics == ()
    assert len([*(tmp_path / "store").rglob("*.warc.gz")]) == 1
    before = tree(made.content)
    assert capture(tmp_path)[0] == 0
    assert tree(made.content) == before


def test_what_is_not_found_is_said_word_by_word(tmp_path: Path) -> None:
    """A quote that differs is named with what the copy has, and stays an error of the content."""
    made = project(tmp_path, *FOUND, LOST)
    code, said = capture(tmp_path)
    assert code == 1
    assert "Nearest in it: `We will not talk before spring`. It has `not` for `now`." in said
    codes = {fault.code for fault in content_of(made).diagnostics}
    assert codes == {"quote-not-in-capture", "near-duplicate-words"}


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("A page about something else.", "has nothing of what is cited"),
        (COPY.replace("not talk", "talk"), "and this one does not"),
        ("", "is empty"),
        ("x" * (10 * 1024 * 1024 + 1), "the limit is"),
    ],
    ids=["another page", "a changed page", "nothing", "too much"],
)
def test_a_refused_copy_changes_nothing(tmp_path: Path, text: str, why: str) -> None:
    """A copy of another page, of a changed one, or of nothing is refused in a sentence."""
    made = captured(tmp_path, *FOUND)
    before = tree(made.content)
    (tmp_path / "other.txt").write_text(text, encoding="utf-8")
    code, said = capture(tmp_path, file="other.txt")
    assert code == 1
    assert why in said
    assert tree(made.content) == before


def test_the_copy_of_another_source_is_refused(tmp_path: Path) -> None:
    """One page cannot be the copy of two sources."""
    made = captured(tmp_path, *FOUND)
    made.write("sources/twin.yml", "title: Twin\ntype: article-newspaper\n")
    twin = statement("twin", source="twin", quote="We are neighbours")
    made.write("people/bo.yml", person(*FOUND, twin))
    before = tree(made.content)
    result = factsheet(
        *("capture", "twin", "--file", str(tmp_path / "copy.txt")),
        *("--config-file", str(tmp_path / "mkdocs.yml"), "--store", str(tmp_path / "store")),
    )
    assert result.exit_code == 1
    assert "This is the same copy as that of `gazette`." in result.output
    assert tree(made.content) == before


def test_extract_only_prints(tmp_path: Path) -> None:
    """`--extract` prints the text of a copy and writes nothing."""
    made = project(tmp_path, *FOUND)
    before = tree(tmp_path)
    assert capture(tmp_path, "--extract") == (0, f"{COPY}\n")
    assert tree(tmp_path) == before
    assert made.content.exists()


def test_no_such_source(tmp_path: Path) -> None:
    """A source that there is not is refused, with the nearest name."""
    project(tmp_path, *FOUND)
    result = factsheet(
        *("capture", "gazete", "--file", str(tmp_path / "copy.txt")),
        *("--config-file", str(tmp_path / "mkdocs.yml")),
    )
    assert result.exit_code == 2
    assert "Did you mean `gazette`?" in result.output


def test_words_in_the_source_alone(tmp_path: Path) -> None:
    """A quote in another language than the source is not sought, and the summary says so."""
    made = project(tmp_path, *FOUND, statement("fr", quote="Nous ne parlons pas", lang="fr"))
    made.write("sources/gazette.yml", {"title": "G", "type": "webpage", "lang": "en"})
    code, said = capture(tmp_path)
    assert code == 0
    assert "Of 1 more, nothing is known that the copy should have." in said
