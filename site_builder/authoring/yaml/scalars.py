"""How a text is written in YAML so that every reader gets the same text back.

Readers are this project's own (every scalar is a string), and the editors and tools that follow
YAML 1.1 or 1.2, to which an unquoted `no` is a truth value and an unquoted `2012` a number.
"""

import re
import unicodedata
from typing import NamedTuple

WIDTH = 100
"""Where a line ends, if a text can be broken there."""


class Text(NamedTuple):
    """A scalar as it is written: its lines, and how much further in all but the first stand."""

    lines: tuple[str, ...]
    step: int = 2


# Begins as no indicator of YAML does, and holds nothing that would end it.
_PLAIN = re.compile(r"(?:[\w«“„‘‚(]|\.\./)(?:[^\s:#]|:(?!\s|$)|(?<!\s)#| (?! *$))*")
# In `[…]` and `{…}` more signs end a text, and readers differ on which.
_PLAIN_IN_FLOW = re.compile(r"(?:[\w .;/~%&=+*@#()«»“”„‘’‚–—…-]|:(?=/))*")
# What YAML 1.1 or 1.2 reads as nothing, a truth value or a number (sexagesimal ones among them).
_RESOLVED = re.compile(
    r"~|null|true|false|yes|no|on|off|y|n|[-+.\d][-+.:\d_xoa-fe]*", re.IGNORECASE
)
_DATE = re.compile(r"\d{4}-\d\d(-\d\d)?")
# Where a folded line may end: one blank, so that exactly one comes back.
_FOLD = re.compile(r"(?<=\S) (?=\S)")
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t"}


def write(text: str, column: int, indent: int) -> Text:
    """Write a text that starts in `column` (from 0) of a line whose field stands at `indent`.

    Plain where no reader can mistake it, else in quotation marks; what is too long for the line
    in a block (`>-`), and what has several lines in one that keeps them (`|-`).
    """
    if "\n" in text:
        return _literal(text) or Text((quote(text),))
    line = text if is_plain(text) else quote(text)
    if column + len(line) > WIDTH and not _is_hidden_in(text) and _FOLD.search(text):
        return Text((">-", *_folded(text, WIDTH - indent - 2)))
    return Text((line,))


def write_in_flow(text: str) -> str:
    """Write a text as an item of `[…]` or a value in `{…}`."""
    return text if is_plain(text) and _PLAIN_IN_FLOW.fullmatch(text) else quote(text)


def is_plain(text: str) -> bool:
    """Whether the text can stand without quotation marks."""
    is_other = _RESOLVED.fullmatch(text) and not _DATE.fullmatch(text)
    return not is_other and bool(_PLAIN.fullmatch(text))


def quote(text: str) -> str:
    """The text in double quotation marks; what cannot be seen is escaped."""
    return '"' + "".join(_ESCAPES.get(character) or _escape(character) for character in text) + '"'


def _escape(character: str) -> str:
    hidden = unicodedata.category(character) in ("Cc", "Cn", "Co", "Cs", "Zl", "Zp")
    if not hidden and character != "\ufeff":
        return character
    code = ord(character)
    return f"\\u{code:04X}" if code <= 0xFFFF else f"\\U{code:08X}"


def _folded(text: str, width: int) -> list[str]:
    lines: list[str] = []
    for word in _FOLD.split(text):
        if lines and len(lines[-1]) + 1 + len(word) <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def _literal(text: str) -> Text | None:
    """The text as a block that keeps its lines, where no editor would change one of them."""
    lines = text.split("\n")
    if not lines[0] or not lines[-1] or lines[0][0].isspace():
        return None
    if any(_is_hidden_in(line.lstrip(" ")) for line in lines):
        return None
    return Text(("|-", *lines))


def _is_hidden_in(line: str) -> bool:
    """Whether a block would hide something: what is escaped elsewhere, or outer white space."""
    return line != line.strip() or any(_escape(character) != character for character in line)
