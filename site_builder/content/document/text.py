"""Read a regular file as text, and check its characters."""

import os
import re
import stat
from bisect import bisect_right
from itertools import islice
from pathlib import Path

from site_builder.content.values.characters import Offence, name_of, offences
from site_builder.diagnostics import MAX_SAME, Diagnostic, Span, and_more

MAX_BYTES = 256 * 1024


def plain_bytes(file: Path, *, limit: int = MAX_BYTES) -> bytes | None:
    """Return a regular file's bytes, or None if it is unreadable or has more than `limit`."""
    try:
        status = os.lstat(file)
        if not stat.S_ISREG(status.st_mode) or status.st_size > limit:
            return None
        with open(file, "rb", buffering=0) as opened:  # noqa: PTH123  `read_bytes` takes longer
            return opened.read()
    except OSError:
        return None


def read_text(
    file: Path, path: str, *, limit: int = MAX_BYTES
) -> tuple[str | None, list[Diagnostic]]:
    """Read a content file: a regular file of UTF-8 of at most `limit` bytes.

    Inadmissible characters are reported, and the text is returned all the same.
    """
    here = Span(path)

    def refuse(code: str, message: str, hint: str) -> tuple[None, list[Diagnostic]]:
        return None, [Diagnostic(code, message, here, hint)]

    try:
        status = file.lstat()
        if stat.S_ISLNK(status.st_mode):
            return refuse(
                "symlink",
                "This is a symbolic link, and links are never followed.",
                "Replace it with the file that it points to.",
            )
        if not stat.S_ISREG(status.st_mode):
            return refuse("unreadable-file", "This is not a regular file.", "Remove it.")
        if status.st_size > limit:
            return refuse(
                "file-too-large",
                f"The file has {status.st_size:,} bytes; the limit is {limit:,}.",
                "Split the record, or look for something that does not belong here.",
            )
        data = file.read_bytes()
    except OSError as error:
        return refuse(
            "unreadable-file",
            f"The file cannot be read: {error.strerror}.",
            "Check its permissions.",
        )
    return decode(data, path)


def decode(data: bytes, path: str) -> tuple[str | None, list[Diagnostic]]:
    """Return the text of a file's bytes, and report inadmissible characters."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8")
        line, column = _Lines(before).position(len(before))
        fault = Diagnostic(
            "not-utf-8",
            f"The byte 0x{data[error.start]:02X} is not valid UTF-8.",
            Span(path, line, column, line, column + 1),
            "Save the file as UTF-8 without BOM.",
        )
        return None, [fault]
    if "\r" in text and "\n" not in text:
        # All of it is one line here, so nothing else that is said of it would be true.
        column = text.index("\r") + 1
        return None, [character_fault(name_of("\r"), Span(path, 1, column, 1, column + 1))]
    return text, _character_faults(path, text)


class _Lines:
    """Where the lines of a text start."""

    def __init__(self, text: str) -> None:
        self._starts = [0, *(match.end() for match in re.finditer("\n", text))]

    def position(self, offset: int) -> tuple[int, int]:
        """Return line and column, from 1."""
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1


def _character_faults(path: str, text: str) -> list[Diagnostic]:
    # All lines of a file end alike, so the first stands for all.
    crlf = text.find("\r\n")
    found = (
        offence
        for offence in offences(text)
        if offence.offset <= crlf or not text.startswith("\r\n", offence.offset)
    )
    first = [*islice(found, MAX_SAME + 1)]
    if not first:
        return []
    lines = _Lines(text)
    faults = []
    for offence in first:
        line, column = lines.position(offence.offset)
        span = Span(path, line, column, line, column + offence.length)
        faults.append(character_fault(offence.what, span, _is_mended(text, offence)))
    if more := sum(1 for _ in found):
        faults[-1] = and_more(faults[-1], more + 1)
    return faults


def _is_mended(text: str, offence: Offence) -> bool:
    """Check whether `check --fix` mends this (`authoring.fix`)."""
    if offence.what.endswith("NFC"):
        return offence.length > 1
    if text.startswith("\r", offence.offset):
        return text.startswith("\r\n", offence.offset)
    return text[offence.offset] in "\xad\u200b\u2060\ufeff"


def character_fault(what: str, span: Span, is_mended: bool = False) -> Diagnostic:
    """Report a character that `offences` calls `what`."""
    fix = " Or run `factsheet check --fix`." if is_mended else ""
    if what.endswith("NFC"):
        return Diagnostic(
            "not-nfc",
            f"The text contains {what}.",
            span,
            f"Retype the letter, or convert the text to Unicode NFC.{fix}",
        )
    hint = "Delete it: it is invisible, and can change how the text reads."
    if what.startswith("U+000D"):
        hint = "Save the file with Unix line endings (LF)."
    elif what.startswith("U+FEFF"):
        hint = "Save the file as UTF-8 without BOM."
    elif what.startswith("U+FFFD"):
        hint = "A character was lost here in a conversion; retype it from the source."
    return Diagnostic("forbidden-character", f"The text contains {what}.", span, hint + fix)
