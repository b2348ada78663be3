from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from site_builder.content.document import (
    MAX_BYTES,
    MAX_DEPTH,
    MAX_NODES,
    Document,
    Scalar,
    parse,
    read,
    read_sound,
)
from site_builder.content.values.characters import offences
from site_builder.diagnostics import Diagnostic, Span

PATH = "people/somebody.yml"


def read_bytes(folder: Path, data: bytes) -> tuple[Document | None, list[Diagnostic]]:
    """Read a file that holds these bytes."""
    file = folder / "somebody.yml"
    file.write_bytes(data)
    return read(file, PATH)


def faults_of(folder: Path, text: str) -> list[tuple[str, int, int]]:
    """The codes of what is wrong with a text, with line and column."""
    _, faults = read_bytes(folder, text.encode("utf-8", "surrogatepass"))
    return [(fault.code, fault.span.line, fault.span.column) for fault in faults]


def test_every_value_is_a_string(tmp_path: Path) -> None:
    """What YAML 1.1 takes for numbers, dates, booleans and times stays as it is written."""
    written = ["no", "NO", "true", "010", "1.10", "12:30:45", "2024-11-06", "1e3", "0x1F", ".inf"]
    document, faults = read_bytes(tmp_path, f"a: [{', '.join(written)}]\n1: b\n".encode())
    assert not faults
    assert document is not None
    assert document.plain() == {"a": written, "1": "b"}


def test_nothing_is_nothing(tmp_path: Path) -> None:
    """YAML's words for nothing are no words, unless they stand in quotation marks."""
    document, _ = read_bytes(tmp_path, b"a: ~\nb: null\nc: Null\nd:\ne: 'null'\nf: nullify\n")
    assert document is not None
    assert document.plain() == {"a": "", "b": "", "c": "", "d": "", "e": "null", "f": "nullify"}


@pytest.mark.parametrize(
    ("text", "comment"),
    [
        ("a: text\nb: x\n", None),
        ("a: text # c\n", (1, 9)),
        ("a: text#c\n", None),
        ("a: 'text' # c\n", (1, 11)),
        ("a: 'text'\n  # c\n", (2, 3)),
        ("a: 'text'\n# c\n", None),
        ("a: # b\n  text\n", (1, 4)),
        ("a:\n  # b\n  text\n", (2, 3)),
        ("a:\n# b\n  text\n", (2, 1)),
        ("a:\n# b\n  'text'\n", (2, 1)),
        ("a: # b\n  # c\n  text # d\n", (1, 4)),
        ("# c\na: text\n", None),
        ("a: | # c\n  text\n", (1, 6)),
        ("a: >-2\t# c\n   text\n", (1, 8)),
        ("a: # b\n  |\n  text\n", (1, 4)),
        ("a: |\n    \n  # c\n", (3, 3)),
        ("a: text\n# c\nb: x\n", None),
        ("a: text\n  # c\nb: x\n", (2, 3)),
        ("a: text\n\n  # c\n", (3, 3)),
        ("a: one\n  two # c\n", (2, 7)),
        ("a: |\n    one\n  # c\nb: x\n", (3, 3)),
        ("a: |\n  one\n  # in the text\nb: x\n", None),
        ("a: >\n  one\n# c\nb: x\n", None),
        ("a: text\n # c", (2, 2)),
    ],
)
def test_comments_that_could_be_text(
    tmp_path: Path, text: str, comment: tuple[int, int] | None
) -> None:
    """A comment is noted where it stands in the place of text, and only there."""
    document, faults = read_bytes(tmp_path, text.encode())
    assert not faults
    assert document is not None
    value = document.node(("a",))
    assert isinstance(value, Scalar)
    assert value.comment == comment


@pytest.mark.parametrize(
    ("text", "comment"),
    [
        ("a:\n  - text\n    # c\n", (3, 5)),
        ("a:\n  - text\n  # c\n", None),
        ("a: [text\n# c\n]\n", (2, 1)),
        ("a: [\n x # c\n]\n", (2, 4)),
        ("a: [ # c\n x]\n", (1, 6)),
        ("a:\n  - # c\n    text\n", (2, 5)),
        ("a:\n  # c\n  - text\n", None),
        ("a: # c\n  - text\n", None),
        ("a: # c\n  b: text\n", None),
        ("a: [text] # c\n", None),
        ("a:\n  - b: text\n     # c\n", (3, 6)),
        ("a:\n  - b: text\n    # c\n", None),
        ("a: [b: text\n# c\n]\n", (2, 1)),
        ("a: [{b: text\n# c\n}]\n", (2, 1)),
    ],
)
def test_comments_within_lists(tmp_path: Path, text: str, comment: tuple[int, int] | None) -> None:
    """In a list, more text stands behind the hyphen; within brackets and braces, anywhere."""
    document, faults = read_bytes(tmp_path, text.encode())
    assert not faults
    assert document is not None
    [(_, value)] = document.scalars()
    assert value.comment == comment


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("a: [b,\nc]\n", ("yaml-syntax", 2, 1)),
        ("a: [b, c]#d\n", ("yaml-syntax", 1, 10)),
        ("a: [b,#c\n  d]\n", ("yaml-syntax", 1, 7)),
        ("a: {b: c}#d\n", ("yaml-syntax", 1, 10)),
        ('a: "b"# c\n', ("yaml-syntax", 1, 7)),
        ('a: "b"#c\nd: e\n', ("yaml-syntax", 1, 7)),
        ("a: ># b\n  c\n", ("yaml-syntax", 1, 5)),
        ("a: |2-# b\n   c\n", ("yaml-syntax", 1, 7)),
        ('a: "b\nc"\n', ("yaml-syntax", 2, 1)),
        ('a: "b\nd: c"\n', ("yaml-syntax", 1, 4)),
        ("a:\n  b: 'c\n  d'\n", ("yaml-syntax", 3, 3)),
        ("a:\n  - 'c\n  d'\n", ("yaml-syntax", 3, 3)),
        ("a:\n  - [c,\n  d]\n", ("yaml-syntax", 3, 3)),
        ('a: "b\n\tc"\n', ("yaml-syntax", 2, 1)),
        ('a: "b\n \tc"\n', ("yaml-syntax", 2, 2)),
        ("a: [\n\tb,\n  c]\n", ("yaml-syntax", 2, 1)),
        ("a: [b,\n\t{c: d}]\n", ("yaml-syntax", 2, 1)),
        ("a: [-, b]\n", ("yaml-syntax", 1, 5)),
        ("? a\n: b\n", ("yaml-key", 1, 1)),
        ("a: {? b: c}\n", ("yaml-key", 1, 5)),
        ("a: {?b: c}\n", ("yaml-key", 1, 5)),
        ("a: [b, ?c]\n", ("yaml-key", 1, 8)),
        ("? \n", ("yaml-key", 1, 1)),
        ("a: b\n...\n", ("second-document", 2, 1)),
        ("a: b\n... # c\n", ("second-document", 2, 1)),
    ],
)
def test_what_only_libyaml_takes_is_refused(
    tmp_path: Path, text: str, fault: tuple[str, int, int]
) -> None:
    """What is no YAML 1.2, or not of this notation, stops both readers, whatever libyaml says."""
    assert faults_of(tmp_path, text) == [fault]
    assert read_sound(tmp_path / "somebody.yml") is None


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ('a: "b\n\n  c"\n', "b\nc"),
        ('a: "b\n  \n c"\n', "b\nc"),
        ("a: [\n  b\n]\n", ["b"]),
        ("a: [\n  b c\n  d\n  ]\n", ["b c d"]),
        ("a:\n- 'b\n  c'\n", ["b c"]),
        ("a: [-1, --, b-]\n", ["-1", "--", "b-"]),
        ("a:\tb\t# c\n", "b"),
        ("a: https://b.example/?c#d\n", "https://b.example/?c#d"),
        ("---\na: what?\n", "what?"),
    ],
)
def test_what_is_notation_is_taken(tmp_path: Path, text: str, value: object) -> None:
    """Further lines of a text, brackets over several lines and signs within words are no faults."""
    document, faults = read_bytes(tmp_path, text.encode())
    assert not faults
    assert document is not None
    assert document.plain() == {"a": value}


def test_only_a_block_ends_in_a_line_break_of_notation(tmp_path: Path) -> None:
    """The line break that ends a block is notation; one that was written by an escape is text."""
    document, _ = read_bytes(tmp_path, b'a: |\n  x\nb: "x\\n"\nc: >\n  x\n')
    assert document is not None
    assert document.plain() == {"a": "x", "b": "x\n", "c": "x"}


ADMISSIBLE = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Co", "Cf", "Zl", "Zp"])
).filter(lambda text: not [*offences(text)])


@given(ADMISSIBLE)
def test_quoted_text_comes_out_as_it_went_in(
    tmp_path_factory: pytest.TempPathFactory, text: str
) -> None:
    """Between single quotation marks, every admissible text is read character by character."""
    doubled = text.replace("'", "''")
    document, faults = read_bytes(tmp_path_factory.mktemp("d"), f"a: '{doubled}'\n".encode())
    assert not faults
    assert document is not None
    assert document.plain() == {"a": text}


@given(ADMISSIBLE.map(lambda text: text.strip(" ")).filter(bool))
def test_block_text_comes_out_as_it_went_in(
    tmp_path_factory: pytest.TempPathFactory, text: str
) -> None:
    """After `|`, every admissible line is read character by character."""
    document, faults = read_bytes(tmp_path_factory.mktemp("d"), f"a: |\n  {text}\n".encode())
    assert not faults
    assert document is not None
    assert document.plain() == {"a": text}


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, data: bytes
) -> None:
    """Whatever a file holds, there is a document, or a fault that says why there is none."""
    document, faults = read_bytes(tmp_path_factory.mktemp("d"), data)
    assert document is not None or faults


YAML_MARKS = st.text(st.sampled_from([*"abc:-?[]{},#&*!|>'\"%@` \n\t~<=.\\"]), max_size=60)


@given(YAML_MARKS)
@example("---")
def test_any_marks_are_read_or_refused(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    """However YAML's marks are strewn, there is a document, or a fault within the file's lines."""
    document, faults = read_bytes(tmp_path_factory.mktemp("d"), text.encode())
    assert document is not None or faults
    assert all(1 <= fault.span.line <= text.count("\n") + 1 for fault in faults)


@pytest.mark.parametrize(
    ("data", "code", "line", "column"),
    [
        (b"name: caf\xe9\n", "not-utf-8", 1, 10),
        (b"name: x\nb: \xff\xfe\n", "not-utf-8", 2, 4),
        ("name: x\n".encode("utf-16"), "not-utf-8", 1, 1),
        (b"name: \xed\xa0\x80\n", "not-utf-8", 1, 7),
        (b"\xef\xbb\xbfname: x\n", "forbidden-character", 1, 1),
        (b"name: x\r\nb: y\r\n", "forbidden-character", 1, 8),
        (b"name: a\0b\n", "forbidden-character", 1, 8),
        ("name: a\u2028b\n".encode(), "forbidden-character", 1, 8),
        ("a: b\nname: a\x85c\n".encode(), "forbidden-character", 2, 8),
        (b"name: a\x1b[31mb\n", "forbidden-character", 1, 8),
        ("name: \ue000\n".encode(), "forbidden-character", 1, 7),
        ("name: \U0010ffff\n".encode(), "forbidden-character", 1, 7),
        ("name: e\u0301\n".encode(), "not-nfc", 1, 7),
    ],
)
def test_bytes_that_are_refused(
    tmp_path: Path, data: bytes, code: str, line: int, column: int
) -> None:
    """What is no clean UTF-8 is one fault, at its line and column."""
    _, faults = read_bytes(tmp_path, data)
    assert [(fault.code, fault.span.line, fault.span.column) for fault in faults] == [
        (code, line, column)
    ]


def test_a_bom_does_not_hide_the_first_field(tmp_path: Path) -> None:
    """A byte order mark is a fault of its own; the fields are read nevertheless."""
    document, _ = read_bytes(tmp_path, b"\xef\xbb\xbfname: x\r\nkind: y\r\n")
    assert document is not None
    assert document.plain() == {"name": "x", "kind": "y"}


def test_what_an_escape_brings_in_is_said_once(tmp_path: Path) -> None:
    """An inadmissible character that can be seen in the file is not said again of its value."""
    assert faults_of(tmp_path, 'a: "x\u200by"\n') == [("forbidden-character", 1, 6)]
    assert faults_of(tmp_path, 'a: "x\\u200by"\n') == [("forbidden-character", 1, 4)]
    assert faults_of(tmp_path, 'a: "e\\u0301"\n') == [("not-nfc", 1, 4)]
    assert faults_of(tmp_path, 'a: "\u200b\\u200b"\n') == [("forbidden-character", 1, 5)]
    assert faults_of(tmp_path, 'a: "\u200b\n  \\u200b"\n') == [("forbidden-character", 1, 5)]


def test_what_an_escape_brings_in_is_not_hidden_by_its_neighbours(tmp_path: Path) -> None:
    """That a character can be seen in another value does not show that it is in this one."""
    assert faults_of(tmp_path, 'a: {b: "\u200b", c: "\\u200b"}\n') == [
        ("forbidden-character", 1, 9),
        ("forbidden-character", 1, 16),
    ]
    assert faults_of(tmp_path, 'a: "\u200b"\nb: "c\n  \\u200b"\n') == [
        ("forbidden-character", 1, 5),
        ("forbidden-character", 2, 4),
    ]


@pytest.mark.parametrize(
    ("text", "code", "place"),
    [("a: &b c", "yaml-anchor", (1, 4)), ("---", "not-a-record", (1, 4))],
)
def test_a_last_line_without_a_line_break(
    tmp_path: Path, text: str, code: str, place: tuple[int, int]
) -> None:
    """A fault in the last line is where it is, or behind what is there."""
    _, [fault] = read_bytes(tmp_path, text.encode())
    line, column = place
    assert (fault.code, fault.span) == (code, Span(PATH, line, column, line, column + 1))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("a: " + "[" * 100_000, "nested-too-deep"),
        ("a: " + "{" * 100_000, "nested-too-deep"),
        ("[" * 100_000, "not-a-record"),
        ("- " * 100_000, "not-a-record"),
        ("a: " + "[x]" * 100_000, "file-too-large"),
        ("a: " + "x" * MAX_BYTES, "file-too-large"),
        (f"a: [{'x,' * MAX_NODES}]", "too-many-values"),
        ("".join(f"a{n}: x\n" for n in range(MAX_NODES // 2)), "too-many-values"),
    ],
    ids=["lists", "fields", "a list", "nested items", "large", "long", "items", "names"],
)
def test_sizes_that_are_refused(tmp_path: Path, text: str, code: str) -> None:
    """A file that could exhaust the machine is refused, with one fault."""
    document, faults = read_bytes(tmp_path, text.encode())
    assert document is None
    assert [(fault.code, fault.message[-1:], fault.hint[-1:]) for fault in faults] == [
        (code, ".", ".")
    ]


# A code and a text; the message and the hint of what is said of it; where, from and to.
SAID: dict[str, tuple[str, str, str, str, tuple[int, int, int, int]]] = {
    "a directive": (
        "yaml-directive",
        "%YAML 1.1\n---\na: b\n",
        "YAML directives (`%…`) are not allowed.",
        "Delete this line.",
        (1, 1, 1, 2),
    ),
    "a list": (
        "not-a-record",
        "- a\n",
        "The file does not begin with a field.",
        "Begin with the name of a field and a colon.",
        (1, 1, 1, 2),
    ),
    "nothing": (
        "not-a-record",
        "",
        "The file is empty.",
        "Begin with the name of a field and a colon.",
        (1, 1, 1, 1),
    ),
    "an end": (
        "second-document",
        "a: b\n...\n",
        "`...` ends the YAML document here.",
        "Delete it; if it is part of the text above, put the text in quotation marks.",
        (2, 1, 2, 2),
    ),
    "a second document": (
        "second-document",
        "a: b\n---\nc: d\n",
        "A second YAML document starts here.",
        "Delete `---`, or move the rest to a file of its own.",
        (2, 1, 2, 2),
    ),
    "an anchor": (
        "yaml-anchor",
        "a: &x b\n",
        "`&x` is a YAML anchor, which is not allowed.",
        "Delete it. Put text that begins with `&` in quotation marks.",
        (1, 4, 1, 5),
    ),
    "a tag": (
        "yaml-tag",
        "a: !t b\n",
        "`!t` is a YAML tag, which is not allowed.",
        "Delete it. Put text that begins with `!` in quotation marks.",
        (1, 4, 1, 5),
    ),
    "an alias": (
        "yaml-alias",
        "a: *x\n",
        "`*x` is a YAML alias, which is not allowed.",
        "Write the value itself. Put text that begins with `*` in quotation marks.",
        (1, 4, 1, 5),
    ),
    "a list for a name": (
        "yaml-key",
        "[a]: b\n",
        "A field's name must be plain text.",
        "Put text that begins with `[`, `{` or `?` in quotation marks.",
        (1, 1, 1, 2),
    ),
    "a merge key": (
        "yaml-merge-key",
        "<<: b\n",
        "`<<` merges fields, which is not allowed.",
        "Write the fields themselves instead.",
        (1, 1, 1, 2),
    ),
    "a field twice": (
        "duplicate-key",
        "a: b\na: c\n",
        "`a` appears twice (first in line 1); one would be lost.",
        "Delete one of the two, or merge them.",
        (2, 1, 2, 2),
    ),
    "a hyphen in brackets": (
        "yaml-syntax",
        "a: [-, b]\n",
        "This is not valid YAML: `-` begins an item of a list.",
        "Put text that begins with `-` in quotation marks.",
        (1, 5, 1, 6),
    ),
    "a question mark in brackets": (
        "yaml-key",
        "a: [b, ?c]\n",
        "`?` begins a YAML key, which is not allowed.",
        "Delete it. Put text that begins with `?` in quotation marks.",
        (1, 8, 1, 9),
    ),
    "a comment without a space": (
        "yaml-syntax",
        "a: [b, c]#d\n",
        "This is not valid YAML: a comment needs a space before its `#`.",
        "If this is part of the text, put the whole text in one pair of quotation marks; "
        "if it is a comment, put it on a line of its own.",
        (1, 10, 1, 11),
    ),
    "a comment without a space at the start": (
        "yaml-syntax",
        "a:\n  [b, c\n]#d\n",
        "This is not valid YAML: a comment needs a space before its `#`.",
        "If this is part of the text, put the whole text in one pair of quotation marks; "
        "if it is a comment, put it on a line of its own.",
        (3, 2, 3, 3),
    ),
    "a tab within brackets": (
        "yaml-syntax",
        "a: [b,\n\tc]\n",
        "This is not valid YAML: a tab is used as indentation.",
        "Indent with spaces, not with tabs.",
        (2, 1, 2, 2),
    ),
    "a list that goes on at the edge": (
        "yaml-syntax",
        "a: [b,\nc]\n",
        "This is not valid YAML: this line is indented too little to belong to the text "
        "or list above.",
        "Close the quotation mark or bracket above, or indent this line further.",
        (2, 1, 2, 2),
    ),
    "a merge conflict": (
        "merge-conflict",
        "a: b\n||||||| 1f\n",
        "A merge conflict was left in this file.",
        "Delete this line, and all but one of the versions around it.",
        (2, 1, 2, 8),
    ),
    "too many brackets": (
        "nested-too-deep",
        "a: [[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]\n",
        "Lists or fields are nested more than 16 levels deep.",
        "No record needs that. Put text with brackets or braces in quotation marks.",
        (1, 19, 1, 20),
    ),
}


def test_what_is_said(subtests: pytest.Subtests) -> None:
    """What is YAML but no record is told with its place and what to type instead."""
    for name, (code, text, message, hint, place) in SAID.items():
        with subtests.test(name):
            _, faults = parse(text, PATH)
            assert faults == [Diagnostic(code, message, Span(PATH, *place), hint)]


def test_bytes_that_are_known_are_not_read_again(tmp_path: Path) -> None:
    """Where the bytes of a file are given, it is not opened; its faults have its path."""
    document, faults = read(tmp_path / "none.yml", PATH, b"a: b\0\n")
    assert document is not None
    assert [(fault.code, fault.span.path) for fault in faults] == [("forbidden-character", PATH)]
    _, [fault] = read(tmp_path / "none.yml", PATH)
    assert (fault.code, fault.span.path) == ("unreadable-file", PATH)


def test_a_sign_at_the_edge_may_take_a_line_of_text_out(tmp_path: Path) -> None:
    """Words behind a `#` at the very edge, indented like the text above, may be a part of it."""
    for text, comment in (("a:\n  b: text\n#    c\n", (3, 1)), ("a:\n  b: text\n# c\n", None)):
        document, _ = read_bytes(tmp_path, text.encode())
        assert document is not None
        [(_, scalar)] = document.scalars()
        assert scalar.comment == comment


def test_sizes_that_are_read(tmp_path: Path) -> None:
    """The limits themselves are within the limits."""
    within = [
        "a: " + "x" * (MAX_BYTES - 3),
        "a: " + "[" * (MAX_DEPTH - 1) + "]" * (MAX_DEPTH - 1),
        "a: " + "{b: " * (MAX_DEPTH - 2) + "c" + "}" * (MAX_DEPTH - 2),
        f"a: [{'x,' * (MAX_NODES - 3)}]",
    ]
    for text in within:
        document, faults = read_bytes(tmp_path, text.encode())
        assert document is not None
        assert not faults


def test_aliases_are_not_followed(tmp_path: Path) -> None:
    """A file whose aliases would multiply is refused at the first of them."""
    bomb = "a: &a [x, x, x]\n" + "".join(
        f"{key}: &{key} [{', '.join([f'*{below}'] * 9)}]\n"
        for below, key in zip("abcdefgh", "bcdefghi", strict=True)
    )
    document, faults = read_bytes(tmp_path, bomb.encode())
    assert document is None
    assert [fault.code for fault in faults] == ["yaml-anchor", "yaml-anchor", "yaml-alias"]
    assert faults[-1].span.line == 2


def test_merge_keys_are_not_followed(tmp_path: Path) -> None:
    """A file whose merged fields would multiply is refused at the first of them."""
    bomb = "a: &a { x: y }\n" + "".join(f"b{n}: {{ <<: [{'*a, ' * 20}] }}\n" for n in range(20))
    document, faults = read_bytes(tmp_path, bomb.encode())
    assert document is None
    assert [fault.code for fault in faults] == ["yaml-anchor", "yaml-merge-key"]


@pytest.mark.parametrize("text", ["", "- a\n"])
def test_a_text_that_begins_otherwise_is_told_how(text: str) -> None:
    """The hint names the first field of such a file, if that is known."""
    _, (told,) = parse(text, PATH, first="waivers")
    assert told.hint == "Begin with `waivers: …`."
    _, (untold,) = parse(text, PATH)
    assert untold.hint == "Begin with the name of a field and a colon."
