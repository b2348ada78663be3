import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.authoring.fix import mend, mend_files
from site_builder.content.document import parse


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("name: A\r\nkind: x\r\n", "name: A\nkind: x\n"),
        ("\ufeffname: A\n", "name: A\n"),
        ("name: so\xadft \u200bspa\u2060ce\ufeff\n", "name: soft space\n"),
        ("name: Кий\u0438\u0306в e\u0301\n", "name: Киййв é\n"),
        ("quote: |\n  e\u0301\n  # no comment\n", "quote: |\n  é\n  # no comment\n"),
        # Looks the same to many, and is another character to all.
        ("name: \u212a\u2126\n", "name: \u212a\u2126\n"),
        ("name: \uf900\n", "name: \uf900\n"),
        # Would become a comment, another field, another item.
        ("name: A \u200b# one\n", "name: A \u200b# one\n"),
        ("name: A\nte\u200bxt:\xad b\n", "name: A\nte\u200bxt:\xad b\n"),
        ("- a\n", "- a\n"),
        # What is not YAML is mended only where YAML has no say.
        ("\ufeffname: [\u200b\r\n", "name: [\u200b\n"),
        # Joiners carry meaning; so do marks of direction.
        ("name: می\u200cخواهم \u200f\n", "name: می\u200cخواهم \u200f\n"),
        ("# A comment\r\nname:  'A'   # why\r\n", "# A comment\nname:  'A'   # why\n"),
    ],
)
def test_only_slips_of_encoding_are_mended(text: str, mended: str) -> None:
    """What can be mended is mended; everything else stays, including comments and layout."""
    assert mend(text) == mended


PIECES = st.sampled_from(
    [
        *"ab:-#'\"|>[]{},&*! \n\r\t\ufeff\xad\u200b\u2060\u200c\u0301\u212a",
        *("\r\n", "name: ", "\n  ", "- ", "e\u0301", "и\u0306"),
    ]
)
TEXTS = st.lists(PIECES, max_size=30).map("".join)


def test_a_page_of_prose_is_mended_without_yaml() -> None:
    """In Markdown, slips are mended everywhere."""
    assert mend("# Page\r\n\r\nso\xadft: e\u0301\r\n", is_yaml=False) == "# Page\n\nsoft: é\n"


@given(TEXTS)
def test_twice_is_once(text: str) -> None:
    """Mending is idempotent."""
    assert mend(mend(text)) == mend(text)


@given(TEXTS)
def test_nothing_that_is_seen_changes(text: str) -> None:
    """Letters stay canonically equivalent; only line ends and invisible characters go."""

    def seen(one: str) -> str:
        gone = dict.fromkeys(map(ord, "\r\xad\u200b\u2060\ufeff"))
        return unicodedata.normalize("NFD", one.translate(gone))

    assert seen(mend(text)) == seen(text)


@given(TEXTS)
def test_yaml_reads_the_same_fields(text: str) -> None:
    """A file that could be read has the same fields afterwards."""
    before, _ = parse(text.removeprefix("\ufeff").replace("\ufeff", "\u2060"), "")
    after, _ = parse(mend(text).replace("\ufeff", "\u2060"), "")
    shapes = [
        [(route[:-1], len(route)) for route, _ in document.scalars()] if document else None
        for document in (before, after)
    ]
    assert shapes[0] == shapes[1]


def test_files_that_need_nothing_are_not_written(tmp_path: Path) -> None:
    """Only files that change are written and named; their permissions stay."""
    sound, slip = tmp_path / "sound.yml", tmp_path / "slip.yml"
    sound.write_bytes("name: é\n".encode())
    slip.write_bytes("name: é\r\n".encode())
    slip.chmod(0o640)
    before = sound.stat().st_mtime_ns
    assert mend_files([sound, slip]) == [slip]
    assert slip.read_bytes() == "name: é\n".encode()
    assert slip.stat().st_mode & 0o777 == 0o640
    assert sound.stat().st_mtime_ns == before
    assert sorted(tmp_path.iterdir()) == [slip, sound]
