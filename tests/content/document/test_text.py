import os
from pathlib import Path

import pytest

from site_builder.content.document.text import MAX_BYTES, decode, plain_bytes, read_text
from site_builder.diagnostics import MAX_SAME, Diagnostic, Span

PATH = "people/somebody.yml"


# A code and a text; the message and the hint of what is said of it; where, from and to.
SAID: dict[str, tuple[str, str, str, str, tuple[int, int, int, int]]] = {
    "a letter in two parts": (
        "not-nfc",
        "a: e\u0301\n",
        "The text contains U+0065 U+0301, which is written U+00E9 in NFC.",
        "Retype the letter, or convert the text to Unicode NFC. Or run `factsheet check --fix`.",
        (1, 4, 1, 6),
    ),
    "a letter with two code points": (
        "not-nfc",
        "a: \u212b\n",
        "The text contains U+212B, which is written U+00C5 in NFC.",
        "Retype the letter, or convert the text to Unicode NFC.",
        (1, 4, 1, 5),
    ),
    "an old line end": (
        "forbidden-character",
        "a\rb\n",
        "The text contains U+000D CARRIAGE RETURN.",
        "Save the file with Unix line endings (LF).",
        (1, 2, 1, 3),
    ),
    "a line end of Windows": (
        "forbidden-character",
        "a\r\nb\n",
        "The text contains U+000D CARRIAGE RETURN.",
        "Save the file with Unix line endings (LF). Or run `factsheet check --fix`.",
        (1, 2, 1, 3),
    ),
    "a zero width space": (
        "forbidden-character",
        "a\u200bb\n",
        "The text contains U+200B ZERO WIDTH SPACE.",
        "Delete it: it is invisible, and can change how the text reads. Or run `factsheet"
        " check --fix`.",
        (1, 2, 1, 3),
    ),
    "a soft hyphen": (
        "forbidden-character",
        "a\xadb",
        "The text contains U+00AD SOFT HYPHEN.",
        "Delete it: it is invisible, and can change how the text reads. Or run `factsheet"
        " check --fix`.",
        (1, 2, 1, 3),
    ),
    "a word joiner": (
        "forbidden-character",
        "a\u2060b",
        "The text contains U+2060 WORD JOINER.",
        "Delete it: it is invisible, and can change how the text reads. Or run `factsheet"
        " check --fix`.",
        (1, 2, 1, 3),
    ),
    "a byte order mark": (
        "forbidden-character",
        "\ufeffa",
        "The text contains U+FEFF ZERO WIDTH NO-BREAK SPACE.",
        "Save the file as UTF-8 without BOM. Or run `factsheet check --fix`.",
        (1, 1, 1, 2),
    ),
    "a lost letter": (
        "forbidden-character",
        "a\ufffdb",
        "The text contains U+FFFD REPLACEMENT CHARACTER.",
        "A character was lost here in a conversion; retype it from the source.",
        (1, 2, 1, 3),
    ),
    "an override of the direction": (
        "forbidden-character",
        "a\u202eb",
        "The text contains U+202E RIGHT-TO-LEFT OVERRIDE.",
        "Delete it: it is invisible, and can change how the text reads.",
        (1, 2, 1, 3),
    ),
}


def test_what_is_said(subtests: pytest.Subtests) -> None:
    """Each character that cannot stay is named, with what to do; `--fix` is named if it helps."""
    for name, (code, text, message, hint, place) in SAID.items():
        with subtests.test(name):
            _, faults = decode(text.encode(), PATH)
            assert faults == [Diagnostic(code, message, Span(PATH, *place), hint)]


def test_links_and_devices_are_not_read(tmp_path: Path) -> None:
    """A symbolic link, a folder, a pipe and a file that is gone are refused, unopened."""
    secret = tmp_path / "secret.yml"
    secret.write_text("name: secret\n")
    link, pipe, folder = tmp_path / "link.yml", tmp_path / "pipe.yml", tmp_path / "folder.yml"
    link.symlink_to(secret)
    os.mkfifo(pipe)
    folder.mkdir()
    for file, code in (
        (link, "symlink"),
        (pipe, "unreadable-file"),
        (folder, "unreadable-file"),
        (tmp_path / "gone.yml", "unreadable-file"),
    ):
        text, faults = read_text(file, PATH)
        assert text is None
        assert [(fault.code, fault.span) for fault in faults] == [(code, Span(PATH))]
        assert plain_bytes(file) is None


def test_a_file_without_permission_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the system says when it refuses to open a file is passed on."""

    def refuse(_: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    (tmp_path / "a.yml").write_text("name: a\n")
    monkeypatch.setattr(Path, "read_bytes", refuse)
    text, [fault] = read_text(tmp_path / "a.yml", PATH)
    assert text is None
    assert "Permission denied" in fault.message


def test_a_file_may_be_as_large_as_is_admitted(tmp_path: Path) -> None:
    """A file of the most bytes is read either way, and one of a byte more is not."""
    file = tmp_path / "a.yml"
    for size, is_read in ((MAX_BYTES, True), (MAX_BYTES + 1, False)):
        file.write_bytes(b"x" * size)
        assert (plain_bytes(file) is not None) == is_read
        text, faults = read_text(file, PATH)
        assert (text is not None) == is_read
        assert [fault.code for fault in faults] == ([] if is_read else ["file-too-large"])


def test_many_of_the_same_are_counted(tmp_path: Path) -> None:
    """A file full of one character is told so twenty times, and how often more."""
    (tmp_path / "a.yml").write_bytes(b"name: " + b"\0" * 1_000 + b"x\n")
    _, faults = read_text(tmp_path / "a.yml", PATH)
    assert len(faults) == MAX_SAME + 1
    assert str(1_000 - MAX_SAME) in faults[-1].message


def test_line_ends_are_said_once(tmp_path: Path) -> None:
    """The line ends of Windows are one fault of the file, at the first of them."""
    (tmp_path / "a.yml").write_bytes(b"a: b\r\nc: \x01d\r\ne: f\r\n")
    _, faults = read_text(tmp_path / "a.yml", PATH)
    assert [(fault.span.line, fault.span.column) for fault in faults] == [(1, 5), (2, 4)]


def test_lines_that_end_as_on_an_old_mac_are_one_fault() -> None:
    """A text without any line feed is one line to YAML, so nothing else is said of it."""
    text, faults = decode(b"title: A\rdefinition: B: c\r", PATH)
    assert text is None
    assert [(fault.code, fault.span.column) for fault in faults] == [("forbidden-character", 9)]
    # However many others are before it: without a fault, the file would be left out in silence.
    text, (fault,) = decode(("\u00ad" * (MAX_SAME + 1) + "\r").encode(), PATH)
    assert text is None
    assert fault.message == "The text contains U+000D CARRIAGE RETURN."
