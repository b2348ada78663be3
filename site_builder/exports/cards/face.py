"""The two fonts of the images, and which texts they can show.

Text is set glyph by glyph (`Layout.BASIC`): whether Pillow can shape text depends on the machine.
So a text that has to be shaped cannot be shown, for example one with combining marks.
"""

import unicodedata
from functools import cache
from pathlib import Path
from typing import NamedTuple

from PIL import Image, ImageDraw, ImageFont

_FONTS = Path(__file__).parent / "fonts"
# Large enough that no two signs look alike.
_SIZE = 24
# No character, and so in no font.
_NONE = "\uffff"


class Glyph(NamedTuple):
    """A sign as it is drawn: its picture, and where that begins from the sign's place."""

    picture: Image.Image
    left: int
    top: int


class Face:
    """A font in all its sizes, which are in pixels. Glyphs are drawn once, which takes longest."""

    def __init__(self, file: str) -> None:
        self._file = str(_FONTS / file)
        self.at = cache(self._at)
        self.advance = cache(self._advance_of)
        self.glyph = cache(self._glyph_of)
        self._has = cache(self._has_glyph)

    def shows(self, text: str) -> bool:
        """Check whether each character of a text has a glyph of its own; line ends need none."""
        return all(character == "\n" or self._has(character) for character in text)

    def width(self, text: str, size: int) -> int:
        """Return how wide a text is in one line: as its signs together, for nothing is kerned."""
        return sum(self.advance(character, size) for character in text)

    def draw(
        self, drawing: ImageDraw.ImageDraw, line: str, size: int, x: int, y: int, fill: int
    ) -> None:
        """Draw a line whose baseline begins at `x` and `y`."""
        for character in line:
            if glyph := self.glyph(character, size):
                drawing.bitmap((x + glyph.left, y + glyph.top), glyph.picture, fill)
            x += self.advance(character, size)

    def _at(self, size: int) -> ImageFont.FreeTypeFont:
        return ImageFont.truetype(self._file, size, layout_engine=ImageFont.Layout.BASIC)

    def _advance_of(self, character: str, size: int) -> int:
        return round(self.at(size).getlength(character))

    def _glyph_of(self, character: str, size: int) -> Glyph | None:
        """Return a sign as it is drawn; None if it is a space."""
        left, top, right, bottom = map(int, self.at(size).getbbox(character, anchor="ls"))
        picture = Image.new("L", (right - left, bottom - top))
        if not any(picture.size) or character.isspace():
            return None
        place = (-left, -top)
        ImageDraw.Draw(picture).text(place, character, 255, self.at(size), anchor="ls")
        return Glyph(picture, left, top)

    def _has_glyph(self, character: str) -> bool:
        # Marks are placed by shaping; controls and the like are no signs, though some have glyphs.
        if unicodedata.category(character)[0] in "MC":
            return False
        # For what a font lacks, FreeType gives its first glyph, a box.
        return self._picture(character) != self._picture(_NONE)

    def _picture(self, character: str) -> bytes:
        image = Image.new("L", (2 * _SIZE, 2 * _SIZE))
        ImageDraw.Draw(image).text((0, 0), character, fill=255, font=self.at(_SIZE))
        return image.tobytes()


REGULAR = Face("SourceSerif4-Regular.ttf")
SEMIBOLD = Face("SourceSerif4-SemiBold.ttf")
