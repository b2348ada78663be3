import pytest

from site_builder.evidence.extractors.encoding import UnreadableError, decode


@pytest.mark.parametrize("charset", ["utf-7", "rot13", "hex", "no-such", "unicode_escape", "idna"])
def test_odd_encodings_are_refused(charset: str) -> None:
    """Only encodings of text that browsers read are read."""
    with pytest.raises(UnreadableError, match="not known"):
        decode(b"abc", charset)


def test_a_wrong_byte_is_named() -> None:
    """A text that is not in its encoding is refused at the byte that is wrong."""
    with pytest.raises(UnreadableError, match="byte 3 is wrong"):
        decode(b"abc\xff", "utf-8")
