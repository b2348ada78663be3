"""Lines at their places → PNG.

The same card gives the same bytes: sizes, levels and compression are fixed, no time is written, and
Pillow brings its own FreeType.

An image is drawn in strips, from top to bottom: each line, or several that touch, and the empty
rows between. What many images have alike, such as the name of the site, is drawn once.
"""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from hashlib import sha256
from typing import NamedTuple

from PIL import Image as Pillow
from PIL import ImageDraw

from site_builder.exports.cards.layout import (
    HEIGHT,
    LEFT,
    RIGHT,
    RULE,
    WIDTH,
    Layout,
    Line,
    Tone,
    lay_out,
)
from site_builder.exports.cards.png import Strip, png, strip
from site_builder.views.card import Card, Image

# As in factsheet.css, in light colours.
_PAPER, _INK, _SMALL, _RULE = 0xFDFCFA, 0x1D1E22, 0x54565D, 0xDEDAD0
_COLOURS = {
    "quote": 0x8C2F39,
    "paraphrase": 0x54606E,
    "action": 0x1D6557,
    "person": 0x1D4F7C,
    "theme": 0x1D4F7C,
    "disputed": 0x7A4F00,
    "retracted": 0x9E1C1A,
}
_EDGE = 20
# 16 colours take half a byte a pixel: paper, five steps to the ink, and five to the colour. With
# ten steps to the ink, edges look the same, and files are a seventh larger.
_STEPS = 5
# What is drawn in steps to the ink, in steps to the colour.
_IN_COLOUR = [step and _STEPS + step for step in range(256)]


def _steps(colour: int) -> int:
    """Return how many steps from the paper to the ink come closest to a colour."""
    paper, here, ink = (sum(one.to_bytes(3)) for one in (_PAPER, colour, _INK))
    return round(_STEPS * (paper - here) / (paper - ink))


_FILL = {Tone.INK: _STEPS, Tone.COLOUR: _STEPS, Tone.GREY: _steps(_SMALL), Tone.PAPER: 0}


def image_of(card: Card) -> Image | None:
    """Return the image of a card; None if it cannot show what it has to."""
    layout = lay_out(card)
    if layout is None:
        return None
    data = _draw(layout, _COLOURS.get(card.status.id) or _COLOURS[card.kind])
    # Its content is in its name: nobody who has kept an image shows it for words now retracted.
    address = f"{card.address}card-{sha256(data).hexdigest()[:12]}.png"
    return Image(address, data, WIDTH, HEIGHT, layout.alt)


class _Mark(NamedTuple):
    """What is drawn in the rows from `top` to `end`: a line of text, or a bar."""

    top: int
    end: int
    fill: int
    line: Line | None = None
    left: int = 0
    right: int = WIDTH

    def moved(self, rows: int) -> "_Mark":
        """Return the mark so many rows further down."""
        line = self.line and self.line._replace(baseline=self.line.baseline + rows)
        return self._replace(top=self.top + rows, end=self.end + rows, line=line)


def _draw(layout: Layout, colour: int) -> bytes:
    shares = [step / _STEPS for step in range(_STEPS + 1)]
    inks = (_mixed(_INK, share) for share in shares)
    colours = (_mixed(colour, share) for share in shares[1:])
    return png((WIDTH, HEIGHT), b"".join((*inks, *colours)), _strips(layout))


def _strips(layout: Layout) -> Iterator[Strip]:
    """Yield all rows of an image. Each strip that is drawn ends with an empty row."""
    done = 0
    for marks in _touching(_marks(layout)):
        top, end = marks[0].top, max(mark.end for mark in marks) + 1
        if done < top:
            yield _drawn((), top - done, 0, is_first=not done)
        in_colour = min(max(layout.head - top, 0), end - top)
        moved = tuple(mark.moved(-top) for mark in marks)
        yield _drawn(moved, end - top, in_colour, is_first=not top)
        done = end
    yield _drawn((), HEIGHT - done, 0, is_first=False)


def _marks(layout: Layout) -> Iterator[_Mark]:
    if layout.band:
        yield _Mark(0, layout.band, _STEPS)
    yield _Mark(RULE, RULE + 2, _steps(_RULE), left=LEFT, right=RIGHT)
    for line in layout.lines:
        shown = line._replace(text=line.text.rstrip("\n"))
        top, end = shown.face.height(shown.text, shown.size)
        if top < end:
            yield _Mark(line.baseline + top, line.baseline + end, _FILL[line.tone], shown)


def _touching(marks: Iterable[_Mark]) -> Iterator[list[_Mark]]:
    """Yield marks from top to bottom, together those that have no empty row between them."""
    group: list[_Mark] = []
    for mark in sorted(marks, key=lambda mark: mark.top):
        if group and mark.top > max(one.end for one in group):
            yield group
            group = []
        group.append(mark)
    yield group


# Most lines of a card are its own; the others are on all cards of a site, or of a kind.
@lru_cache(maxsize=512)
def _drawn(marks: tuple[_Mark, ...], height: int, in_colour: int, *, is_first: bool) -> Strip:
    """Draw marks in rows of which the upper ones are in colour."""
    rows = Pillow.new("L", (WIDTH, 1 + height))
    drawing = ImageDraw.Draw(rows)
    for mark in marks:
        if line := mark.line:
            line.face.draw(drawing, line.text, line.size, LEFT, 1 + line.baseline, mark.fill)
        else:
            drawing.rectangle((mark.left, 1 + mark.top, mark.right, mark.end), mark.fill)
    if in_colour:
        rows.paste(rows.crop((0, 0, WIDTH, 1 + in_colour)).point(_IN_COLOUR))
    drawing.rectangle((0, int(is_first), _EDGE - 1, height), _IN_COLOUR[_STEPS])
    return strip(rows)


def _mixed(colour: int, share: float) -> bytes:
    """Return the red, green and blue of a colour laid on the paper."""
    pairs = zip(_PAPER.to_bytes(3), colour.to_bytes(3), strict=True)
    return bytes(round(paper + (ink - paper) * share) for paper, ink in pairs)
