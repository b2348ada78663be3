"""Lines at their places → PNG.

The same card gives the same bytes: sizes, levels and compression are fixed, no time is written, and
Pillow brings its own FreeType and zlib.
"""

import zlib
from hashlib import sha256
from io import BytesIO

from PIL import Image as Pillow
from PIL import ImageDraw

from site_builder.exports.cards.layout import (
    HEIGHT,
    LEFT,
    RIGHT,
    RULE,
    WIDTH,
    Layout,
    Tone,
    lay_out,
)
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
    "misattributed": 0x9E1C1A,
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


def _draw(layout: Layout, colour: int) -> bytes:
    # A pixel's value is its number of steps to the ink, and then that of its colour in the palette.
    image = Pillow.new("L", (WIDTH, HEIGHT))
    drawing = ImageDraw.Draw(image)
    if layout.band:
        drawing.rectangle((0, 0, WIDTH, layout.band - 1), fill=_STEPS)
    for line in layout.lines:
        text, fill = line.text.rstrip("\n"), _FILL[line.tone]
        line.face.draw(drawing, text, line.size, LEFT, line.baseline, fill)
    drawing.rectangle((LEFT, RULE, RIGHT, RULE + 1), fill=_steps(_RULE))
    image.paste(image.crop((0, 0, WIDTH, layout.head)).point(_IN_COLOUR))
    drawing.rectangle((0, 0, _EDGE - 1, HEIGHT), fill=_IN_COLOUR[_STEPS])
    shares = [step / _STEPS for step in range(_STEPS + 1)]
    inks = (_mixed(_INK, share) for share in shares)
    colours = (_mixed(colour, share) for share in shares[1:])
    image.putpalette(b"".join((*inks, *colours)))
    file = BytesIO()
    # Looks for runs of one colour alone, which takes half as long as looking for all repetitions.
    image.save(file, "PNG", compress_type=zlib.Z_RLE)
    return file.getvalue()


def _mixed(colour: int, share: float) -> bytes:
    """Return the red, green and blue of a colour laid on the paper."""
    pairs = zip(_PAPER.to_bytes(3), colour.to_bytes(3), strict=True)
    return bytes(round(paper + (ink - paper) * share) for paper, ink in pairs)
