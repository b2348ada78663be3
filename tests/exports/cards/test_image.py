import os
import subprocess
import sys
from dataclasses import replace
from io import BytesIO

import pytest
from PIL import Image, ImageDraw

from site_builder.exports.cards.face import Face
from site_builder.exports.cards.image import image_of
from site_builder.views.card import Card
from site_builder.views.status import Status
from tests.exports.cards.test_layout import PERSON, QUOTE, SENTENCE
from tests.support.paths import ROOT

RETRACTED = replace(QUOTE, status=Status("retracted", "Retracted"))
CARDS = {"quote": QUOTE, "retracted": RETRACTED, "person": PERSON}


def opened(card: Card) -> Image.Image:
    """The image of a card, as it can be opened."""
    image = image_of(card)
    assert image is not None
    return Image.open(BytesIO(image.data))


@pytest.mark.parametrize("words", ["“Keep the lamps lit.”", f"“{SENTENCE}But:\nnot today.”"])
def test_draws_the_words_of_the_record(monkeypatch: pytest.MonkeyPatch, words: str) -> None:
    """The signs drawn are, one after the other, those of the card, in lines from top to bottom."""
    drawn: list[tuple[int, str]] = []
    draw = Face.draw

    def noted(
        self: Face, drawing: ImageDraw.ImageDraw, line: str, size: int, x: int, y: int, fill: int
    ) -> None:
        drawn.append((y, line))
        draw(self, drawing, line, size, x, y, fill)

    monkeypatch.setattr(Face, "draw", noted)
    assert image_of(replace(RETRACTED, words=words)) is not None
    assert drawn == sorted(drawn)
    assert drawn[0][1] == "Retracted"
    assert "".join(line for _, line in drawn) == (
        f"RetractedQuote{words}Ada Keeper6 November 2024LighthousesDossier".replace("\n", "")
    )


@pytest.mark.parametrize("name", CARDS)
def test_is_a_small_png(name: str) -> None:
    """It has the size that it is said to have, 16 colours, nothing beside the pixels, few bytes."""
    image = image_of(CARDS[name])
    assert image is not None
    with opened(CARDS[name]) as file:
        assert (file.format, file.mode, file.size) == ("PNG", "P", (image.width, image.height))
        assert file.info == {}
        assert len(file.getcolors() or ()) <= 16
    assert image.data[24] == 4  # bits a pixel
    assert len(image.data) < 20_000


def test_margins_are_empty() -> None:
    """Nothing is drawn beside the text but the edge in the colour of the kind."""
    with opened(replace(QUOTE, words=f"“{SENTENCE * 5}”")) as file:
        colours = file.convert("RGB")
    paper = (0xFD, 0xFC, 0xFA)
    for box in ((20, 0, 76, 630), (1133, 0, 1200, 630), (20, 0, 1200, 40), (20, 610, 1200, 630)):
        assert colours.crop(box).getcolors() == [((box[2] - box[0]) * (box[3] - box[1]), paper)]
    assert colours.getpixel((5, 300)) == (0x8C, 0x2F, 0x39)


@pytest.mark.parametrize(
    ("status", "colour"),
    [
        ("disputed", (0x7A, 0x4F, 0x00)),
        ("retracted", (0x9E, 0x1C, 0x1A)),
        ("misattributed", (0x9E, 0x1C, 0x1A)),
    ],
)
def test_a_status_has_its_band_and_colour(status: str, colour: tuple[int, int, int]) -> None:
    """Words with a status begin with a band across the image, in the colour of pages."""
    with opened(replace(QUOTE, status=Status(status, status.capitalize()))) as file:
        colours = file.convert("RGB")
    assert {colours.getpixel((x, 5)) for x in range(1200)} == {colour}
    with opened(QUOTE) as file:
        assert file.convert("RGB").getpixel((600, 5)) == (0xFD, 0xFC, 0xFA)


def test_the_address_follows_the_content() -> None:
    """Another status or another word gives another address, so no copy kept elsewhere is shown."""
    cards = (QUOTE, RETRACTED, replace(QUOTE, words="“Keep the lamps out.”"))
    images = [image_of(card) for card in cards]
    addresses = {image.address for image in images if image}
    assert len(addresses) == 3
    assert all(address.startswith("people/ada-keeper/lamps/card-") for address in addresses)


def test_the_same_bytes_in_every_process() -> None:
    """Another process, with another time zone, locale and hash seed, draws the same bytes."""
    image = image_of(RETRACTED)
    assert image is not None
    program = (
        "from tests.exports.cards.test_image import *;"
        "import sys; sys.stdout.buffer.write(image_of(RETRACTED).data)"
    )
    settings = {"PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo", "LC_ALL": "C", "SOURCE_DATE_EPOCH": "1"}
    told = [sys.executable, "-c", program]
    there = subprocess.run(told, cwd=ROOT, env=os.environ | settings, stdout=-1, check=True)
    assert there.stdout == image.data


def test_what_cannot_be_shown_has_no_image() -> None:
    """A card whose speaker cannot be shown is not drawn."""
    assert image_of(replace(QUOTE, name="שלום")) is None
