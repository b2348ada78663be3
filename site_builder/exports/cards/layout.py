"""Card → lines at their places. All measures are in pixels.

From top to bottom: the status in a band, what the image shows, the words (or the name, where there
are none), the name, the facts, the note, and the site's name below a rule.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum, auto
from itertools import product
from typing import NamedTuple

from site_builder.exports.cards.face import REGULAR, SEMIBOLD, Face
from site_builder.views.card import Card

WIDTH, HEIGHT = 1200, 630
"""The size that Facebook and others ask for, 1.91 to 1."""
LEFT, RIGHT = 80, 1128
"""Where lines begin and end."""
RULE = 548
"""Where the rule above the site's name is."""
_HEAD, _FOOT, _SITE = 56, 524, 566
_BAND, _GAP = 28, 24
# Sizes to try, the largest first. What is smaller cannot be read in a list of posts.
_STATUS = (72, 64, 56, 48, 42, 36)
_WORDS = (64, 58, 52, 46, 42, 38, 34, 31)
_NAME = (84, 72, 64, 56, 48, 42, 38, 34, 31)
_SPEAKER = (36, 32, 28)
_SMALL = (28, 25)
# By how much lines are narrowed at a time.
_STEP = 48
# More characters fit in no size.
_LONGEST = 1_000
# A word with the spaces and line ends after it. Other spaces, such as unbreakable ones, are part of
# words.
_PIECE = re.compile(r"[^ \n]+ *\n?|[ \n]")


class Tone(Enum):
    """How a line is coloured: in ink, in grey, in the colour of the kind, or as paper on that."""

    INK = auto()
    GREY = auto()
    COLOUR = auto()
    PAPER = auto()


class Line(NamedTuple):
    """A line of text, whose baseline begins at `LEFT` and `baseline`."""

    text: str
    face: Face
    size: int
    tone: Tone
    baseline: int


@dataclass(frozen=True, slots=True)
class Layout:
    """All lines of an image, and what they say in one sentence.

    The status's band ends at `band`, and what is coloured ends at `head`.
    """

    lines: tuple[Line, ...]
    alt: str
    band: int
    head: int


class _Block(NamedTuple):
    """A text in lines, which are the text again when they are joined."""

    lines: tuple[str, ...]
    face: Face
    size: int
    tone: Tone

    @property
    def height(self) -> int:
        return len(self.lines) * _leading(self.size)

    def below(self, top: float) -> Iterator[Line]:
        """Yield the lines, the first of which has its upper edge at `top`."""
        for number, text in enumerate(self.lines):
            # Letters stand about in the middle of the room that their line has.
            baseline = round(top + number * _leading(self.size) + 0.98 * self.size)
            yield Line(text, self.face, self.size, self.tone, baseline)


def lay_out(card: Card) -> Layout | None:
    """Return where everything is; None if the image would lack more than the words and the note.

    The words are shown whole, or not at all.
    """
    attempts = product(dict.fromkeys((card.words, "")), dict.fromkeys((card.note, "")))
    layouts = (_with(card, words, note) for words, note in attempts)
    return next((layout for layout in layouts if layout is not None), None)


def _with(card: Card, words: str, note: str) -> Layout | None:
    status = _set(card.status.word, SEMIBOLD, Tone.PAPER, _STATUS, most=2)
    # Nothing is as large as the status.
    largest = status.size if status and card.status.word else HEIGHT
    label = _set(card.label, SEMIBOLD, Tone.COLOUR, _SMALL, most=2)
    facts = _set(card.facts, REGULAR, Tone.INK, _SMALL, most=2)
    below = _set(note, REGULAR, Tone.GREY, _SMALL, most=2)
    site = _set(card.site, REGULAR, Tone.GREY, _SMALL, most=1)
    speaker = _set(
        card.name if words else "", SEMIBOLD, Tone.INK, _below(largest, _SPEAKER), most=2
    )
    if not (status and label and facts and below and site and speaker):
        return None
    band = status.height + 2 * _BAND if card.status.word else 0
    foot = _FOOT - speaker.height - facts.height - below.height
    head = (band + _BAND if band else _HEAD) + label.height
    room = foot - head - 2 * _GAP
    text, face, sizes = (words, REGULAR, _WORDS) if words else (card.name, SEMIBOLD, _NAME)
    main = _set(text, face, Tone.INK, _below(largest, sizes), room=room)
    if main is None:
        return None
    lines = (
        *status.below(_BAND),
        *label.below(head - label.height),
        *main.below(head + _GAP + (room - main.height) / 2),
        *speaker.below(foot),
        *facts.below(foot + speaker.height),
        *below.below(foot + speaker.height + facts.height),
        *site.below(_SITE),
    )
    return Layout(lines, _alt(card, words, note), band, head)


def _set(
    text: str,
    face: Face,
    tone: Tone,
    sizes: Iterable[int],
    *,
    most: int = HEIGHT,
    room: float = HEIGHT,
) -> _Block | None:
    """Set a text as large as it fits into `most` lines that are `room` high together."""
    if len(text) > _LONGEST or not face.shows(text):
        return None
    for size in sizes:
        at_most = min(most, int(room / _leading(size)))
        pieces = _measured(text, face, size)
        # Rejects most sizes at once.
        if sum(piece.width for piece in pieces) > at_most * (RIGHT - LEFT):
            continue
        lines = _break(pieces, RIGHT - LEFT)
        if lines is not None and len(lines) <= at_most:
            return _Block(_balanced(pieces, lines), face, size, tone)
    return None


class _Piece(NamedTuple):
    """A word with the spaces and line ends behind it; `whole` is its width with the spaces."""

    text: str
    width: int
    whole: int


def _measured(text: str, face: Face, size: int) -> list[_Piece]:
    return [
        _Piece(piece, face.width(piece.rstrip(" \n"), size), face.width(piece.rstrip("\n"), size))
        for piece in _PIECE.findall(text)
    ]


def _break(pieces: Iterable[_Piece], width: int) -> tuple[str, ...] | None:
    """Return the lines of a text; None if a word is too wide."""
    lines: list[str] = []
    line, taken = "", 0
    for piece in pieces:
        if line and (line.endswith("\n") or taken + piece.width > width):
            lines.append(line)
            line, taken = "", 0
        if piece.width > width:
            return None
        line += piece.text
        taken += piece.whole
    return (*lines, line) if line else tuple(lines)


def _balanced(pieces: Iterable[_Piece], lines: tuple[str, ...]) -> tuple[str, ...]:
    """Return as many lines of about the same width, so that the last is not a single word."""
    best = lines
    for width in range(RIGHT - LEFT, (RIGHT - LEFT) // 2, -_STEP) if len(lines) > 1 else ():
        narrower = _break(pieces, width)
        if narrower is None or len(narrower) > len(lines):
            break
        best = narrower
    return best


def _below(largest: int, sizes: Iterable[int]) -> tuple[int, ...]:
    return tuple(size for size in sizes if size < largest)


def _leading(size: int) -> int:
    """Return how far lines of a size are apart; large ones are closer to each other."""
    return round(size * (1.2 if size > 50 else 1.32))


def _alt(card: Card, words: str, note: str) -> str:
    said = f"{words} \N{EN DASH} {card.name}" if words else card.name
    shown = ", ".join(filter(None, (said, card.facts, note, card.site)))
    return ": ".join(filter(None, (card.status.word, card.label, shown)))
