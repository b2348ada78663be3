"""What `check --fix` mends: slips of encoding, where nothing changes that a reader can see.

- Line ends of Windows, and a byte order mark before the first letter (`forbidden-character`).
- Characters that only say where a line may be broken: SOFT HYPHEN, ZERO WIDTH SPACE, WORD JOINER
  and ZERO WIDTH NO-BREAK SPACE (`forbidden-character`; classes BA, ZW and WJ of UAX 14).
- A letter and its mark in two characters, where Unicode has one for both (`not-nfc`; UAX 15).

A character that NFC would replace by another one, as OHM SIGN by OMEGA, is left to a person. So is
a file where YAML would read something else afterwards.
"""

import re
import unicodedata
from collections.abc import Iterable
from itertools import groupby
from pathlib import Path

from site_builder.authoring.files import Change, write
from site_builder.content.document import Plain, parse

FIXABLE = frozenset({"forbidden-character", "not-nfc"})
"""The codes of the diagnostics that a mend may answer to."""
_LINE_END = re.compile(r"(?<!\r)\r\n")
_ONLY_FOR_LINE_BREAKS = dict.fromkeys(map(ord, "\xad\u200b\u2060\ufeff"))


def mend_files(files: Iterable[Path]) -> list[Path]:
    """Mend each file in its place; returns those that were changed.

    Raises:
        WriteError: a file cannot be written. It is as it was, and so are those after it.
    """
    changed: list[Path] = []
    for file in files:
        text = file.read_bytes().decode("utf-8")
        better = mend(text, is_yaml=file.suffix == ".yml")
        if better != text:
            write(Change(file, better, was=text))
            changed.append(file)
    return changed


def mend(text: str, *, is_yaml: bool = True) -> str:
    """The text of a file without the slips that can be mended; twice is once."""
    same = _LINE_END.sub("\n", text.lstrip("\ufeff"))
    better = _cleared(same)
    if not is_yaml:
        return better
    # YAML reads `same` as it read the text; not always `better`, as where `\u200b# ` is now `# `.
    before, after = _essence(same), _essence(better)
    return better if before is not None and before == after else same


def _cleared(text: str) -> str:
    return _composed(text.translate(_ONLY_FOR_LINE_BREAKS))


def _composed(text: str) -> str:
    """The text in NFC, but for characters that NFC replaces by one other character."""
    if unicodedata.is_normalized("NFC", text):
        return text
    return "".join(
        part if is_replaced else unicodedata.normalize("NFC", part)
        for is_replaced, part in (
            (is_replaced, "".join(run)) for is_replaced, run in groupby(text, _is_replaced)
        )
    )


def _is_replaced(character: str) -> bool:
    decomposition = unicodedata.decomposition(character)
    return bool(decomposition) and " " not in decomposition


def _essence(text: str) -> Plain | None:
    """What YAML reads, without the slips: the same before and after, or the mend is none."""
    document, _ = parse(text.replace("\ufeff", "\u2060"), "")
    return _cleared_tree(document.plain()) if document else None


def _cleared_tree(tree: Plain) -> Plain:
    match tree:
        case str():
            return _cleared(tree)
        case list():
            return [_cleared_tree(item) for item in tree]
        case dict():
            return {_cleared(name): _cleared_tree(value) for name, value in tree.items()}
