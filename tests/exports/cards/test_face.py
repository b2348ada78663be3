import unicodedata

import pytest
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]
from PIL import Image, ImageDraw, features

from site_builder.exports.cards.face import REGULAR, SEMIBOLD, Face
from tests.support.paths import ROOT

FONTS = ROOT / "site_builder" / "exports" / "cards" / "fonts"
FACES = [
    pytest.param(REGULAR, "SourceSerif4-Regular.ttf", id="regular"),
    pytest.param(SEMIBOLD, "SourceSerif4-SemiBold.ttf", id="semibold"),
]


@pytest.mark.parametrize(("face", "file"), FACES)
def test_shows_what_the_font_has_glyphs_for(face: Face, file: str) -> None:
    """Of the planes that scripts and emoji are in, it shows what is in the font's own table.

    Marks are left out, because they need shaping, and so are controls, though some have glyphs.
    """
    table = {chr(code) for code in TTFont(FONTS / file).getBestCmap()}
    signs = {sign for sign in table if unicodedata.category(sign)[0] not in "MC"}
    assert len(signs) > 800
    assert "\u0301" in table - signs
    others = map(chr, (*range(0x20, 0x3400, 3), *range(0x4E00, 0x20000, 997)))
    assert {sign for sign in {*signs, *others} if face.shows(sign)} == signs


@pytest.mark.parametrize(("face", "file"), FACES)
def test_no_script_that_it_shows_is_shaped(face: Face, file: str) -> None:
    """Nothing in the fonts is written from right to left or joined."""
    directions = {
        unicodedata.bidirectional(chr(code))
        for code in TTFont(FONTS / file).getBestCmap()
        if face.shows(chr(code))
    }
    assert directions.isdisjoint({"R", "AL", "AN", "RLE", "RLO", "RLI"})


@pytest.mark.parametrize(
    "text",
    [
        "Zoë Ångström, İstanbul; Tiếng Việt",
        "Дмитрий Песков: «ещё №5»",
        "Володимир Зеленський, Ґалаґан",
        "Đorđe Ђорђе Љубиша",
        "Σίσυφος ΣΊΣΥΦΟΣ",
        "“€5 – ½ … ‘no’”",
        "no\u00a0break\nand a line",
    ],
)
def test_shows_latin_cyrillic_and_greek(text: str) -> None:
    """Texts of the three scripts can be shown, in both fonts."""
    assert REGULAR.shows(text)
    assert SEMIBOLD.shows(text)


@pytest.mark.parametrize(
    "text",
    [
        "שלום",
        "صدام",
        "中文",
        "ไทย",
        "😀",
        "x\u0302",
        "Влади\u0301мир",
        "a\u200db",
        "a\u00adb",
        "\t",
    ],
)
def test_shows_no_boxes(text: str) -> None:
    """What has no glyph, what must be shaped, and what cannot be seen cannot be shown."""
    assert not REGULAR.shows(text)


@pytest.mark.parametrize("face", [REGULAR, SEMIBOLD])
def test_a_line_is_as_wide_as_it_is_drawn(face: Face) -> None:
    """The widths of its signs add up to what Pillow measures of the line."""
    for size in (28, 64):
        for text in ("AVATAR To Ty.", "Російська «мова»", "“We go.”"):
            assert face.width(text, size) == face.at(size).getlength(text)


@pytest.mark.parametrize("face", [REGULAR, SEMIBOLD])
@pytest.mark.parametrize("size", [25, 42, 84])
@pytest.mark.parametrize("text", ["“We go.” AVATAR, fjord", "«Ёй»  Ґалаґан №5", "a\u00a0b"])
def test_draws_a_line_as_pillow_does(face: Face, size: int, text: str) -> None:
    """A line of glyphs that were drawn before has the very pixels of one that Pillow draws."""
    ours, theirs = Image.new("L", (1200, 120)), Image.new("L", (1200, 120))
    face.draw(ImageDraw.Draw(ours), text, size, 10, 90, 255)
    ImageDraw.Draw(theirs).text((10, 90), text, 255, face.at(size), anchor="ls")
    assert ours.tobytes() == theirs.tobytes()
    assert ours.getbbox() is not None


def test_pillow_need_not_shape() -> None:
    """Fonts are set without raqm, which Pillow has on some machines only."""
    assert features.check("freetype2")
    assert REGULAR.at(28).layout_engine == 0


def test_the_fonts_ship_with_their_licence() -> None:
    """Both fonts are whole, open and smaller than a megabyte together."""
    assert "SIL OPEN FONT LICENSE Version 1.1" in (FONTS / "OFL.txt").read_text(encoding="utf-8")
    assert sum(file.stat().st_size for file in FONTS.glob("*.ttf")) < 1_000_000
    for file in FONTS.glob("*.ttf"):
        names = TTFont(file)["name"]
        assert "SIL Open Font License" in names.getDebugName(13)
