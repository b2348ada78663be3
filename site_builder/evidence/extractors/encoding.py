"""Decode text, strictly: a wrong character is worse than none."""

import codecs

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Browsers read these names as the encoding of Windows that contains them (WHATWG Encoding).
_LARGER = {"iso8859-1": "cp1252", "ascii": "cp1252", "gb2312": "gb18030", "gbk": "gb18030"}
_KNOWN = frozenset(
    (
        *("utf-8", "utf-16", "utf-16-le", "utf-16-be", "gb18030", "big5", "koi8-r", "koi8-u"),
        *("euc_jp", "shift_jis", "euc_kr", "cp1252", "cp866"),
        *(f"cp125{number}" for number in range(9)),
        *(f"iso8859-{number}" for number in range(2, 17)),
    )
)


class UnreadableError(Exception):
    """A copy cannot be read; the message is a sentence that says why, and what to do."""


def decode(data: bytes, charset: str = "") -> str:
    """Decode text by its byte order mark, by the encoding that is named, or else as UTF-8.

    Raises:
        UnreadableError: the text is not in this encoding.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _decoded(data[len(mark) :], encoding)
    return _decoded(data, charset or "utf-8")


def _decoded(data: bytes, charset: str) -> str:
    try:
        encoding = codecs.lookup(charset).name
    except (LookupError, ValueError):
        encoding = ""
    encoding = _LARGER.get(encoding, encoding)
    if encoding not in _KNOWN:
        raise UnreadableError(f"The copy names an encoding that is not known: {charset[:40]!r}.")
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise UnreadableError(
            f"The copy is not in {encoding}: byte {error.start:,} is wrong. Save it again in UTF-8."
        ) from None
    if "\x00" in text:
        raise UnreadableError("The copy has zero bytes, so it is not text. Save it again in UTF-8.")
    return text
