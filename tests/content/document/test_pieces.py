from collections.abc import Iterable

from site_builder.content.document import Shape
from site_builder.content.document.pieces import Piece, fields_of

SHAPE: Shape = {"name": {}, "said": {"id": {}, "cites": {}}}
TEXT = """\
# A comment
name: A
said:
  - id: a
    cites:
    - b
  # Between the items
  -   cites: |
        id: no field
      id: c
"""


def cut(pieces: Iterable[Piece]) -> list[tuple[str, int, int]]:
    """The name of each piece, and the lines from which and up to which it is."""
    return [(piece.name, piece.start, piece.end) for piece in pieces]


def test_a_file_is_cut_into_fields_and_items() -> None:
    """A piece begins at the indentation of the first one, and ends where the next one begins."""
    name, said = fields_of(TEXT.splitlines(), SHAPE)
    assert cut([name, said]) == [("name", 1, 2), ("said", 2, 10)]
    first, second = said.items
    assert cut([first, second]) == [("", 3, 7), ("", 7, 10)]
    assert cut(first.fields) == [("id", 3, 4), ("cites", 4, 7)]
    assert cut(second.fields) == [("cites", 7, 9), ("id", 9, 10)]
    assert cut(first.fields[1].items) == [("", 5, 7)]
    assert not any(piece.is_rough for piece in (name, said, first, second, *first.fields))


def test_the_lines_of_a_field_have_no_hyphen() -> None:
    """A field can be read without the item that it begins; the item has its hyphen."""
    (said,) = fields_of(["said:", "  - id: a", "    cites: b"], SHAPE)
    (item,) = said.items
    assert item.lines == ["  - id: a", "    cites: b"]
    assert [field.lines for field in item.fields] == [["    id: a"], ["    cites: b"]]


def test_a_line_that_fits_nowhere_belongs_to_what_is_above_it() -> None:
    """That is one of an unknown name or a second field of one, or a line between two depths."""
    for line in ("nome: B", "name: B", "words"):
        (name,) = fields_of(["name: A", line], SHAPE)
        assert name.is_rough
        assert name.end == 2
    (said,) = fields_of(["said:", "    - id: a", "  - id: b"], SHAPE)
    (item,) = said.items
    assert item.is_rough
    assert item.end == 3


def test_what_begins_with_something_else_is_not_cut() -> None:
    """Without a first field or item, nothing says at which indentation the others are."""
    assert fields_of(["words", "name: A"], SHAPE) == []
    (said,) = fields_of(["said:", "  words", "  - id: a"], SHAPE)
    assert said.items == []
    (said,) = fields_of(["said:", "  - words", "    id: a"], SHAPE)
    assert said.items[0].fields == []
