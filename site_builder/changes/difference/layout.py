"""Lay out a difference as lines, in the order a reviewer needs them: altered quotes first."""

from collections import Counter
from collections.abc import Callable, Iterator
from typing import NamedTuple

from site_builder.changes.difference.compare import WORDS, Change, FieldChange, How
from site_builder.changes.difference.copies import ALTERED_COPY
from site_builder.changes.difference.sides import Difference, Unread
from site_builder.content.kinds import BY_NAME
from site_builder.content.values.characters import visible
from site_builder.content.values.word_by_word import Side, Stretch, easily_missed, word_by_word

_ALTERED, _REATTRIBUTED = "Words of a quote changed", "Attributed to somebody else"
_COPY = "Words of a copy changed"
_CONTEXT = 100
"""How many characters of an unchanged stretch are shown on each side of a change."""


class Line(NamedTuple):
    """A line: the sign in its first column, and its text in stretches."""

    sign: str
    stretches: tuple[Stretch, ...]

    @property
    def marked(self) -> str:
        """The text without colours; changed words are in `[-…-]` and `{+…+}`."""
        marks = {Side.BOTH: ("", ""), Side.BEFORE: ("[-", "-]"), Side.NOW: ("{+", "+}")}
        parts = ((*marks[part.side], part.text) for part in self.stretches)
        return "".join(f"{start}{text}{end}" for start, end, text in parts)


class Section(NamedTuple):
    """Changes of one kind, under their title."""

    title: str
    changes: tuple[Change, ...]


def sections(difference: Difference) -> Iterator[Section]:
    """Yield all changes, the gravest first; no section is empty."""
    rest = [*difference.changes, *difference.evidence]
    tests: tuple[tuple[str, Callable[[Change], bool]], ...] = (
        (_ALTERED, lambda change: change.alters_quote),
        (_COPY, lambda change: change.note == ALTERED_COPY),
        (_REATTRIBUTED, lambda change: change.changes_speaker),
        ("Removed", lambda change: change.how is How.REMOVED),
        ("Changed", lambda change: change.how is How.CHANGED),
        ("Added", lambda change: change.how is How.ADDED),
    )
    for title, belongs in tests:
        found = tuple(change for change in rest if belongs(change))
        rest = [change for change in rest if change not in found]
        if found:
            yield Section(title, found)


def summary(difference: Difference) -> str:
    """Return one sentence that counts the changes, the gravest first."""
    counts = Counter(
        _kind_and_verb(change) for section in sections(difference) for change in section.changes
    )
    parts = [_count(number, kind, verb) for (kind, verb), number in counts.items()]
    files = Counter(how.value for how in difference.files.values())
    parts += [_count(number, "other file", how) for how, number in files.items()]
    if difference.unread:
        parts.append(f"{len(difference.unread):,} unreadable and not compared")
    return (", ".join(parts) or "Nothing in the content has changed") + "."


def _kind_and_verb(change: Change) -> tuple[str, str]:
    if change.alters_quote:
        return "quote", "with changed words"
    if change.note == ALTERED_COPY:
        return change.kind, "with changed words"
    if change.changes_speaker:
        return change.kind, "attributed to somebody else"
    return change.kind, "renamed" if change.former and not change.fields else change.how.value


def _count(number: int, kind: str, verb: str) -> str:
    plural = BY_NAME[kind].folder if kind in BY_NAME else f"{kind}s"
    return f"{number:,} {kind if number == 1 else plural} {verb}"


def title(change: Change) -> str:
    """Return the kind and address of what changed."""
    return visible(f"{change.kind} {change.address}")


def lines(change: Change) -> Iterator[Line]:
    """Yield the former address, the words, and each field before and now, the words first."""
    if change.former:
        yield _line(" ", f"formerly {change.former}")
    if change.words and not any(field.name in WORDS for field in change.fields):
        most = 2 * _CONTEXT
        yield _line(" ", change.words if len(change.words) <= most else change.words[:most] + "⋯")
    order = {name: place for place, name in enumerate(WORDS)}
    for field in sorted(change.fields, key=lambda field: order.get(field.name, len(order))):
        yield from _field_lines(field, change.how)
    if change.note:
        yield _line("!", change.note)


def unread(item: Unread) -> str:
    """Return a sentence about a file that could not be compared."""
    side = "the earlier version" if item.is_before else "it"
    return visible(f"{item.path} was not compared: {side} cannot be read. {item.why}")


def _field_lines(field: FieldChange, how: How) -> Iterator[Line]:
    if how is not How.CHANGED:
        sign = "+" if how is How.ADDED else "-"
        text = f"{field.name}: {field.now or field.before}"
        yield _line(sign, text)
        return
    yield _line(" ", f"{field.name}:")
    stretches = [*_shortened(word_by_word(field.before, field.now))]
    is_whole = all(part.side is not Side.BOTH for part in stretches)
    for sign, side, text in (("-", Side.BEFORE, field.before), ("+", Side.NOW, field.now)):
        if text and is_whole:
            yield _line(sign, text)
        elif text:
            yield Line(sign, tuple(part for part in stretches if part.side in (Side.BOTH, side)))
    for note in easily_missed(field.before, field.now):
        yield _line("!", f"{note}.")


def _line(sign: str, text: str) -> Line:
    return Line(sign, (Stretch(Side.BOTH, _shown(text)),))


def _shortened(stretches: list[Stretch]) -> Iterator[Stretch]:
    """Shorten long unchanged stretches: keep only what is next to a change."""
    last = len(stretches) - 1
    for at, (side, text) in enumerate(stretches):
        shown = _shown(text)
        head, tail = shown[:_CONTEXT], shown[-_CONTEXT:]
        # Cut between words if there are spaces.
        head = "" if at == 0 else head.rpartition(" ")[0] or head
        tail = "" if at == last else tail.partition(" ")[2] or tail
        is_long = side is Side.BOTH and len(shown) > len(head) + len(tail) + _CONTEXT
        short = " ".join(part for part in (head, "⋯", tail) if part)
        yield Stretch(side, short if is_long else shown)


def _shown(text: str) -> str:
    return visible(text.replace("\n", "⏎"))
