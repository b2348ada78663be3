"""Receipts: what was found in the copy of a source, for each statement and citation.

One line of JSON each, sorted, in `content/receipts/<person>.jsonl`. The tool writes them, and every
check makes them anew from the extracts, so that none can be better than the words are.
"""

import datetime
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Final, Literal, NamedTuple

from pydantic import AfterValidator, ConfigDict, Field, StringConstraints, TypeAdapter

from site_builder.content.document import read_text
from site_builder.diagnostics import Diagnostic, Span

EXACT: Final = "exact"
TYPOGRAPHIC: Final = "typographic"
_Count = Annotated[int, Field(ge=0)]
_Digest = Annotated[str, StringConstraints(pattern=r"^sha256:[0-9a-f]{64}$")]


def _day(text: str) -> str:
    datetime.date.fromisoformat(text)
    return text


class Receipt(NamedTuple):
    """Where and how the words of a statement were found for one of its citations, from 0.

    `words` is the digest of the words that were sought, `text` that of the copy's whole text. `at`
    is where they begin and end in it, in code points. `result` is `exact` or `typographic`, with
    the `changes`. `gaps` are the words that each `[…]` leaves out, `replaced` those that each
    `[words]` stands for. `occurrences` counts the places of the words whatever is around them;
    `rules` is the number of the map (`folding.VERSION`), `on` the day of the comparison.
    """

    statement: str
    citation: _Count
    words: _Digest
    capture: str
    text: _Digest
    at: tuple[_Count, _Count]
    result: Literal["exact", "typographic"]
    changes: tuple[str, ...]
    gaps: tuple[str, ...]
    replaced: tuple[str, ...]
    occurrences: _Count
    rules: _Count
    on: Annotated[str, AfterValidator(_day)]

    def is_as(self, other: "Receipt") -> bool:
        """Whether both say the same; a day, and a count over the whole text, are not made anew."""
        return self._replace(on=other.on, occurrences=other.occurrences) == other


_RECEIPT = TypeAdapter(Receipt, config=ConfigDict(strict=True))


def line_of(receipt: Receipt) -> str:
    """Return a receipt as a line of JSON, without its end."""
    return json.dumps(receipt._asdict(), ensure_ascii=False, separators=(",", ":"))


def text_of(receipts: Iterable[Receipt]) -> str:
    """Return the text of a file of receipts."""
    return "".join(f"{line_of(receipt)}\n" for receipt in sorted(receipts))


Receipts = dict[tuple[str, int], tuple[int, Receipt]]
"""By statement and citation, the line (from 1) and the receipt."""


def read_receipts(file: Path, path: str) -> tuple[Receipts, list[Diagnostic]]:
    """Read the receipts of a person; `path` is the file's name in diagnostics."""
    text, faults = read_text(file, path)
    found: Receipts = {}
    if text is None:
        return found, faults
    faults = []
    for number, line in enumerate(text.splitlines(), 1):
        try:
            # A list of the same values is no receipt either.
            receipt = _RECEIPT.validate_json(line if line.startswith("{") else "{}")
        except ValueError:
            faults.append(_fault("This line is not a receipt.", path, number))
            continue
        key = (receipt.statement, receipt.citation)
        if key in found:
            faults.append(_fault("This citation has a receipt above.", path, number))
        else:
            found[key] = (number, receipt)
    return found, faults


def _fault(message: str, path: str, line: int) -> Diagnostic:
    return Diagnostic("receipt-stale", message, Span(path, line, 1, line, 2), RENEW)


RENEW = "Undo the edit, or run `factsheet verify --write`: the tool writes this file."
