"""Lines at their places → PNG.

The same card gives the same bytes: sizes, levels and compression are fixed, no time is written, and
Pillow brings its own FreeType and zlib.
"""

from hashlib import sha256
from io import BytesIO

from PIL import Image as Pillow
from PIL import ImageDraw

from site_builder.cards.layout import HEIGHT, LEFT, RIGHT, RULE, WIDTH, Layout, Tone, lay_out
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
# 16 colours take half a byte a pixel: paper, ten steps to the ink, and five to the colour.
_STEPS, _COLOUR_STEPS = 10, 5


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
    # How much ink is on the paper, and how much of the colour.
    ink, coloured = (Pillow.new("L", (WIDTH, HEIGHT)) for _ in range(2))
    on_ink, on_coloured = ImageDraw.Draw(ink), ImageDraw.Draw(coloured)
    on_coloured.rectangle((0, 0, _EDGE - 1, HEIGHT), fill=255)
    if layout.band:
        on_coloured.rectangle((0, 0, WIDTH, layout.band - 1), fill=255)
    on_ink.rectangle((LEFT, RULE, RIGHT, RULE + 1), fill=_strength(_RULE))
    places = {
        Tone.INK: (on_ink, 255),
        Tone.GREY: (on_ink, _strength(_SMALL)),
        Tone.COLOUR: (on_coloured, 255),
        Tone.PAPER: (on_coloured, 0),
    }
    for line in layout.lines:
        drawing, fill = places[line.tone]
        text, font = line.text.rstrip("\n"), line.face.at(line.size)
        drawing.text((LEFT, line.baseline), text, fill=fill, font=font, anchor="ls")
    image = ink.point([round(level * _STEPS / 255) for level in range(256)])
    steps = [round(level * _COLOUR_STEPS / 255) for level in range(256)]
    image.paste(
        coloured.point([step and _STEPS + step for step in steps]),
        mask=coloured.point([255 if step else 0 for step in steps]),
    )
    image.putpalette(
        bytes(
            channel
            for target, number in ((_INK, _STEPS), (colour, _COLOUR_STEPS))
            for step in range(1 if target == colour else 0, number + 1)
            for channel in _mixed(target, step / number)
        )
    )
    file = BytesIO()
    image.save(file, "PNG", bits=4, compress_level=6)
    return file.getvalue()


def _mixed(colour: int, share: float) -> tuple[int, ...]:
    """Return the red, green and blue of a colour laid on the paper."""
    return tuple(
        round(paper + (ink - paper) * share)
        for paper, ink in zip(_PAPER.to_bytes(3), colour.to_bytes(3), strict=True)
    )


def _strength(colour: int) -> int:
    """Return how much ink comes closest to a colour, of 255."""
    return round(
        255
        * (sum(_PAPER.to_bytes(3)) - sum(colour.to_bytes(3)))
        / (sum(_PAPER.to_bytes(3)) - sum(_INK.to_bytes(3)))
    )
