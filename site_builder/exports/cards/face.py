"""The two fonts of the images, and which texts they can show.

Text is set glyph by glyph (`Layout.BASIC`): whether Pillow can shape text depends on the machine.
So a text that has to be shaped cannot be shown, for example one with combining marks.
"""

import unicodedata
from functools import cache
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

_FONTS = Path(__file__).parent / "fonts"
# Large enough that no two signs look alike.
_SIZE = 24
# No character, and so in no font.
_NONE = "\uffff"


class Face:
    """A font in all its sizes, which are in pixels."""

    def __init__(self, file: str) -> None:
        self._file = str(_FONTS / file)
        self.at = cache(self._at)
        self._has = cache(self._has_glyph)
        self._advance = cache(self._advance_of)

    def shows(self, text: str) -> bool:
        """Check whether each character of a text has a glyph of its own; line ends need none."""
        return all(character == "\n" or self._has(character) for character in text)

    def width(self, text: str, size: int) -> float:
        """Return how wide a line is; spaces at its end take no room.

        The fonts have no table of pairs to kern, so a line is as wide as its signs together.
        """
        return sum(self._advance(character, size) for character in text.rstrip(" \n"))

    def _at(self, size: int) -> ImageFont.FreeTypeFont:
        return ImageFont.truetype(self._file, size, layout_engine=ImageFont.Layout.BASIC)

    def _advance_of(self, character: str, size: int) -> float:
        return self.at(size).getlength(character)

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
