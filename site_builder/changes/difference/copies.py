"""Compare two states of the evidence: the captures of sources, and the receipts.

A copy does not change. So extracts of one and the same copy say the same wherever they meet, and if
they do not, somebody has changed what quotes are compared with.
"""

import json
from collections.abc import Iterator, Mapping, Set
from typing import Any

from site_builder.changes.difference.compare import Change, FieldChange, Fields, How
from site_builder.content.discover import CAPTURES, RECEIPTS
from site_builder.content.document import Plain

ALTERED_COPY = "The words of a copy changed, although it is still the same copy."
OTHER_COPY = "This is another copy: compare it with its source."
FEWER_WORDS = "Words that are no longer needed were taken out."
EXTRACT = "extract"
_DIGEST = len("sha256:12345678")
_ABOUT = ("fetched", "url", "media", "by", "extractor")
Extracts = Mapping[tuple[int, int], str]
Found = Mapping[tuple[str, int], Mapping[str, Any]]


def compare_copies(
    before: Mapping[str, Fields], now: Mapping[str, Fields], unsaid: Set[str] = frozenset()
) -> Iterator[Change]:
    """Yield the changes of captures, by the ids of their sources.

    `unsaid` are the sources that were cited for what was withdrawn: no words are shown that their
    copies have no longer. Nor are they of a copy that is still the same one, as it may have had
    them for what was withdrawn before.
    """
    former = _renamed(before, now)
    for source in sorted({*before, *now} - {*former.values()}):
        address = f"{CAPTURES}/{source}"
        old, new = before.get(former.get(source, source)), now.get(source)
        if old is None or new is None:
            how = How.ADDED if old is None else How.REMOVED
            words = _words({} if source in unsaid else _extracts(old or {}), _extracts(new or {}))
            yield Change(how, "capture", address, (*_facts(old or {}, new or {}), *words))
            continue
        facts = _facts(old, new)
        ours, theirs = _extracts(old), _extracts(new)
        if not _is_same(old, new):
            hidden = {source, former.get(source)} & unsaid
            words, note = _words({} if hidden else ours, theirs), OTHER_COPY
        elif altered := [*_altered(ours, theirs)]:
            words, note = iter(altered), ALTERED_COPY
        else:
            words = _words(_within(ours, theirs), _beyond(theirs, ours))
            note = FEWER_WORDS if _beyond(ours, theirs) else ""
        fields = (*words, *facts) if note == ALTERED_COPY else (*facts, *words)
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


def _within(some: Extracts, others: Extracts) -> Extracts:
    """Return the extracts that lie within others of the same text."""
    return {
        (start, end): words
        for (start, end), words in some.items()
        if any(begin <= start and end <= stop for begin, stop in others)
    }


def _beyond(some: Extracts, others: Extracts) -> Extracts:
    """Return the extracts that do not lie within others of the same text."""
    within = _within(some, others)
    return {at: words for at, words in some.items() if at not in within}


def _words(before: Extracts, now: Extracts) -> Iterator[FieldChange]:
    """Yield what is no longer among the extracts of a copy, and what has come."""
    gone = [words for words in before.values() if words not in now.values()]
    come = [words for words in now.values() if words not in before.values()]
    if len(gone) == len(come):
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


def compare_receipts(
    before: Mapping[str, str], now: Mapping[str, str], unsaid: Set[str] = frozenset()
) -> Iterator[Change]:
    """Yield the changes of receipts, by the ids of the people; given are the texts of the files.

    `unsaid` are statements that were withdrawn. Of their receipts, no words are shown.
    """
    for person in sorted({*before, *now}):
        old, new = _receipts(before.get(person, "")), _receipts(now.get(person, ""))
        old = {
            key: _wordless(it) if f"{person}/{key[0]}" in unsaid else it for key, it in old.items()
        }
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


def _wordless(receipt: Mapping[str, Any]) -> Mapping[str, Any]:
    return {name: receipt.get(name) for name in ("result", "capture")}


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
