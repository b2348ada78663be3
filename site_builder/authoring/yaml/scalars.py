"""Write a text in YAML so that every reader gets the same text back.

Readers are this project's own (every scalar is a string), and editors and tools that follow YAML
1.1 or 1.2, to which an unquoted `no` is a truth value and an unquoted `2012` a number.
"""

import re
import unicodedata

WIDTH = 100
"""The longest line, in characters, if the text can be broken there."""


Lines = tuple[str, ...]
"""A text as it is written in YAML; its own lines, not yet indented."""

# Does not start like an indicator of YAML, and contains nothing that would end the text.
_PLAIN = re.compile(r"(?:[\w«“„‘‚(]|\.\./)(?:[^\s:#]|:(?!\s|$)|(?<!\s)#| (?! *$))*")
# In `[…]` and `{…}` more characters end a text, and readers differ on which.
_PLAIN_IN_FLOW = re.compile(r"(?:[\w .;/~%&=+*@#()«»“”„‘’‚–—…-]|:(?=/))*")
# What YAML 1.1 or 1.2 reads as null, a truth value or a number (sexagesimal ones included).
_RESOLVED = re.compile(
    r"~|null|true|false|yes|no|on|off|y|n|[-+.\d][-+.:\d_xoa-fe]*", re.IGNORECASE
)
_DATE = re.compile(r"\d{4}-\d\d(-\d\d)?")
# Where a folded line may end: at a single space, so that exactly one is read back.
_FOLD = re.compile(r"(?<=\S) (?=\S)")
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t"}


def write(text: str, column: int, indent: int) -> Lines:
    """Return the lines of a text that starts in `column` (from 0); its field starts at `indent`.

    Plain if no reader can mistake it, otherwise in quotation marks. A text too long for the line
    becomes a block (`>-`); one with several lines becomes a block that keeps them (`|-`).
    """
    if "\n" in text:
        return _literal(text) or (quote(text),)
    line = text if is_plain(text) else quote(text)
    if column + len(line) > WIDTH and not _is_hidden_in(text) and _FOLD.search(text):
        return (">-", *_folded(text, WIDTH - indent - 2))
    return (line,)


def write_in_flow(text: str) -> str:
    """Return a text as an item of `[…]` or a value in `{…}`."""
    return text if is_plain(text) and _PLAIN_IN_FLOW.fullmatch(text) else quote(text)


def is_plain(text: str) -> bool:
    """Check whether the text needs no quotation marks."""
    is_other = _RESOLVED.fullmatch(text) and not _DATE.fullmatch(text)
    return not is_other and bool(_PLAIN.fullmatch(text))


def quote(text: str) -> str:
    """Return the text in double quotation marks, with invisible characters escaped."""
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


def _literal(text: str) -> Lines | None:
    """Return the text as a block that keeps its lines; None if an editor might change one."""
    lines = text.split("\n")
    if not lines[0] or not lines[-1] or lines[0][0].isspace():
        return None
    if any(_is_hidden_in(line.lstrip(" ")) for line in lines):
        return None
    return ("|-", *lines)


def _is_hidden_in(line: str) -> bool:
    """Check whether a block would hide something: an invisible character or outer white space."""
    return line != line.strip() or any(_escape(character) != character for character in line)
