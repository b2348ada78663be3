"""Compare two states of the evidence: the captures of sources, and the receipts.

A copy does not change. So extracts of one and the same copy say the same wherever they meet, and if
they do not, somebody has changed what quotes are compared with.
"""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from site_builder.changes.difference.compare import Change, FieldChange, Fields, How
from site_builder.content.discover import CAPTURES, RECEIPTS
from site_builder.content.document import Plain

ALTERED_COPY = "The words of a copy changed, although it is still the same copy."
OTHER_COPY = "This is another copy: compare it with its source."
EXTRACT = "extract"
_DIGEST = len("sha256:12345678")
_ABOUT = ("fetched", "url", "media", "by", "extractor")
Extracts = Mapping[tuple[int, int], str]
Found = Mapping[tuple[str, int], Mapping[str, Any]]


def compare_copies(before: Mapping[str, Fields], now: Mapping[str, Fields]) -> Iterator[Change]:
    """Yield the changes of captures, by the ids of their sources."""
    former = _renamed(before, now)
    for source in sorted({*before, *now} - {*former.values()}):
        address = f"{CAPTURES}/{source}"
        old, new = before.get(former.get(source, source)), now.get(source)
        if old is None or new is None:
            how = How.ADDED if old is None else How.REMOVED
            yield Change(how, "capture", address, (*_facts(old or {}, new or {}),))
            continue
        is_same = _is_same(old, new)
        altered = [*_altered(_extracts(old), _extracts(new))] if is_same else []
        facts = _facts(old, new)
        fields = (*altered, *(one for one in facts if not altered or one.name != EXTRACT))
        note = (ALTERED_COPY if altered else "") if is_same else OTHER_COPY
        moved = f"{CAPTURES}/{former[source]}" if source in former else ""
        if fields or note or moved:
            yield Change(How.CHANGED, "capture", address, fields, moved, note)


def _renamed(before: Mapping[str, Fields], now: Mapping[str, Fields]) -> dict[str, str]:
    """Return the former names of captures that have moved, by their names now."""
    gone = {old: fields for old, fields in before.items() if old not in now}
    pairs = (
        (new, next((old for old, was in gone.items() if _is_same(was, fields)), ""))
        for new, fields in now.items()
        if new not in before
    )
    return {new: old for new, old in pairs if old}


def _is_same(one: Fields, other: Fields) -> bool:
    """Check whether two captures are of one copy: of one text, or of one file read in one way."""
    return one.get("text") == other.get("text") or all(
        one.get(name) == other.get(name) for name in ("body", "extractor")
    )


def _altered(before: Extracts, now: Extracts) -> Iterator[FieldChange]:
    """Yield the stretches of one text that two sets of extracts have in different words."""
    for (start, end), old in before.items():
        for (begin, stop), new in now.items():
            left, right = max(start, begin), min(end, stop)
            ours, theirs = old[left - start : right - start], new[left - begin : right - begin]
            if left < right and ours != theirs:
                yield FieldChange(place(begin), old, new)


def place(start: int) -> str:
    """Return what the extract is called that begins at a place in the text of a copy."""
    return f"words at {start:,}"


def _facts(before: Fields, now: Fields) -> Iterator[FieldChange]:
    for name in _ABOUT:
        old, new = _text(before.get(name)), _text(now.get(name))
        if old != new:
            yield FieldChange(name, old, new)
    old_words, new_words = _extracts(before).values(), _extracts(now).values()
    gone = [words for words in old_words if words not in new_words]
    come = [words for words in new_words if words not in old_words]
    if now and len(gone) == len(come):
        yield from (FieldChange(EXTRACT, *pair) for pair in zip(gone, come, strict=True))
    else:
        yield from (FieldChange(EXTRACT, words, "") for words in gone)
        yield from (FieldChange(EXTRACT, "", words) for words in come)


def _extracts(capture: Fields) -> Extracts:
    """Return the extracts of a capture by their places, as far as they can be read."""
    found: dict[tuple[int, int], str] = {}
    listed = capture.get("extracts")
    for item in listed if isinstance(listed, list) else ():
        at, words = (item.get("at"), item.get("text")) if isinstance(item, dict) else (None, None)
        ends = (
            [int(_text(end)) for end in at if _text(end).isdecimal()]
            if isinstance(at, list)
            else []
        )
        if len(ends) == 2 and isinstance(words, str):
            found[ends[0], ends[1]] = words
    return found


def _text(value: Plain | None) -> str:
    return value if isinstance(value, str) else ""


def compare_receipts(before: Mapping[str, str], now: Mapping[str, str]) -> Iterator[Change]:
    """Yield the changes of receipts, by the ids of the people; given are the texts of the files."""
    for person in sorted({*before, *now}):
        old, new = _receipts(before.get(person, "")), _receipts(now.get(person, ""))
        fields = tuple(
            FieldChange(f"{statement}, citation {citation + 1}", *told)
            for statement, citation in sorted({*old, *new})
            if any(told := _told(old.get((statement, citation)), new.get((statement, citation))))
        )
        how = How.ADDED if person not in before else How.REMOVED
        is_both = person in before and person in now
        if fields:
            address = f"{RECEIPTS}/{person}"
            yield Change(How.CHANGED if is_both else how, "receipts file", address, fields)


def _receipts(text: str) -> Found:
    found: dict[tuple[str, int], Mapping[str, Any]] = {}
    for line in text.splitlines():
        try:
            receipt = json.loads(line)
            found[str(receipt["statement"]), int(receipt["citation"])] = receipt
        except (ValueError, TypeError, KeyError, RecursionError):
            continue  # `check` reports a line that is not a receipt
    return found


def _told(before: Mapping[str, Any] | None, now: Mapping[str, Any] | None) -> tuple[str, str]:
    """Return what a receipt said and says; empty texts if it says the same."""
    if before == now:
        return "", ""
    old, new = _sentence(before), _sentence(now)
    if old != new:
        return old, new
    # The same result for other words, or at another place of the copy.
    return _exactly(before or {}, old), _exactly(now or {}, new)


def _sentence(receipt: Mapping[str, Any] | None) -> str:
    if receipt is None:
        return ""
    parts = [f"{receipt.get('result')} in {receipt.get('capture')}"]
    for name, words in (("changes", ""), ("gaps", "left out: "), ("replaced", "replaced: ")):
        listed = receipt.get(name)
        told = ", ".join(str(one) for one in listed if one) if isinstance(listed, list) else ""
        parts += [f"{words}{told}"] if told else []
    return "; ".join(parts)


def _exactly(receipt: Mapping[str, Any], told: str) -> str:
    """Return what a receipt says, with the beginnings of its digests, and its place in the copy."""
    digests = (f"{name} {str(receipt.get(name))[:_DIGEST]}…" for name in ("words", "text"))
    rest = (f"{name} {receipt.get(name)}" for name in ("at", "occurrences", "rules", "on"))
    return "; ".join((told, *digests, *rest))
