"""Mend slips of encoding for `check --fix`; nothing changes that a reader can see.

- Windows line ends, and a byte order mark at the start (`forbidden-character`).
- Characters that only mark where a line may break: SOFT HYPHEN, ZERO WIDTH SPACE, WORD JOINER
  and ZERO WIDTH NO-BREAK SPACE (`forbidden-character`; classes BA, ZW and WJ of UAX 14).
- A letter and its mark as two characters, if Unicode has one for both (`not-nfc`; UAX 15).

A character that NFC would replace with a different one, as OHM SIGN with OMEGA, is left to a
person. So is a file from which YAML would read something else afterwards.
"""

import re
import unicodedata
from collections.abc import Iterable
from itertools import groupby
from pathlib import Path

from site_builder.authoring.files import FileWrite, write
from site_builder.content.document import Plain, parse

FIXABLE = frozenset({"forbidden-character", "not-nfc"})
"""The codes of the faults that can be mended."""
_LINE_END = re.compile(r"(?<!\r)\r\n")
_ONLY_FOR_LINE_BREAKS = dict.fromkeys(map(ord, "\xad\u200b\u2060\ufeff"))


def mend_files(files: Iterable[Path]) -> list[Path]:
    """Mend each file in place; return those that changed.

    Raises:
        WriteError: a file cannot be written. It is unchanged, and so are those after it.
    """
    changed: list[Path] = []
    for file in files:
        text = file.read_bytes().decode("utf-8")
        better = mend(text, is_yaml=file.suffix == ".yml")
        if better != text:
            write(FileWrite(file, better, was=text))
            changed.append(file)
    return changed


def mend(text: str, *, is_yaml: bool = True) -> str:
    """Return the text of a file without the slips that can be mended. Idempotent."""
    same = _LINE_END.sub("\n", text.lstrip("\ufeff"))
    better = _cleared(same)
    if not is_yaml:
        return better
    # YAML reads the same from `same` as from the text, but perhaps not from `better`: there
    # `\u200b# ` has become `# `.
    before, after = _essence(same), _essence(better)
    return better if before is not None and before == after else same


def _cleared(text: str) -> str:
    return _composed(text.translate(_ONLY_FOR_LINE_BREAKS))


def _composed(text: str) -> str:
    """Return the text in NFC, except characters that NFC replaces with one other character."""
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
    """Return what YAML reads, without the slips; a mend must not change it."""
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
