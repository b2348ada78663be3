import struct
import zlib
from collections.abc import Iterator
from io import BytesIO
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from site_builder.exports.cards.png import Strip, png, strip

WIDTH, HEIGHT = 6, 9
COLOURS = bytes(range(48))


def strips(pixels: bytes, cuts: list[int]) -> Iterator[Strip]:
    """The rows between each cut and the next, with the row above them."""
    padded = Image.frombytes("L", (WIDTH, 1 + HEIGHT), bytes(WIDTH) + pixels)
    for begin, end in pairwise([0, *cuts, HEIGHT]):
        yield strip(padded.crop((0, begin, WIDTH, 1 + end)))


@given(
    st.lists(st.integers(0, 15), min_size=WIDTH * HEIGHT, max_size=WIDTH * HEIGHT).map(bytes),
    st.sets(st.integers(1, HEIGHT - 1)).map(sorted),
)
def test_strips_are_put_together(pixels: bytes, cuts: list[int]) -> None:
    """However rows are cut, they are one sound image, with all its pixels and colours."""
    data = png((WIDTH, HEIGHT), COLOURS, strips(pixels, cuts))
    Image.open(BytesIO(data)).verify()
    with Image.open(BytesIO(data)) as file:
        assert (file.size, file.tobytes()) == ((WIDTH, HEIGHT), pixels)
        assert file.getpalette() == [*COLOURS]
    # Checks the sum at the end, which Pillow does not.
    (length,) = struct.unpack(">I", data[93:97])
    assert data[97:101] == b"IDAT"
    assert len(zlib.decompress(data[101 : 101 + length])) == HEIGHT * (1 + WIDTH // 2)
