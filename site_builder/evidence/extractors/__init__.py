"""Turn the copy of a source into its text: what a reader sees, in the order of the copy.

Each format has an extractor with a name and a number (`html/1`), which captures have, because the
same file has another text by another extractor. They only read: nothing is run or fetched.
"""

import re
import unicodedata
from pathlib import PurePath
from typing import NamedTuple

from site_builder.content.model.capture import Extractor
from site_builder.content.values.characters import offences
from site_builder.evidence.extractors.encoding import UnreadableError

MAX_BYTES = 10 * 1024 * 1024
"""The largest copy that is read."""
MEDIA = {
    ".html": "text/html",
    ".htm": "text/html",
    ".mhtml": "multipart/related",
    ".mht": "multipart/related",
    ".pdf": "application/pdf",
    ".vtt": "text/vtt",
    ".srt": "application/x-subrip",
    ".txt": "text/plain",
}
"""The media types of the copies that can be read, by the endings of their files."""


class Read(NamedTuple):
    """The text of a copy, with its media type and the extractor that read it."""

    text: str
    media: str
    extractor: Extractor


def media_of(name: str) -> str:
    """Return the media type of a file by its name.

    Raises:
        UnreadableError: files of this kind cannot be read.
    """
    ending = PurePath(name).suffix.lower()
    if ending not in MEDIA:
        known = ", ".join(f"`{one}`" for one in MEDIA)
        raise UnreadableError(f"A copy must be a file that ends in one of: {known}.")
    return MEDIA[ending]


def read(data: bytes, media: str, charset: str = "", *, ocr: bool = False) -> Read:
    """Return the text of a copy; `ocr` says that a machine read it from an image.

    `charset` is the encoding as the server names it, if it does.

    Raises:
        UnreadableError: it cannot be read, or has no text; the message is a sentence that says why.
    """
    if not data:
        raise UnreadableError("The copy is empty.")
    if len(data) > MAX_BYTES:
        raise UnreadableError(
            f"The copy has {len(data):,} bytes; the limit is {MAX_BYTES:,}. Save only the page."
        )
    text, extractor = _extract(data, media, charset)
    text = clean(text)
    if not re.search(r"\w", text):
        raise UnreadableError(
            "The copy has no text. If it is an image, have its text read by a machine, save that as"
            " a `.txt` file, and use `--ocr`."
        )
    return Read(text, media, "ocr/1" if ocr else extractor)


def _extract(data: bytes, media: str, charset: str) -> tuple[str, Extractor]:
    # Imported where they are needed: their libraries are those of an extra.
    match media:
        case "text/html" | "application/xhtml+xml":
            from site_builder.evidence.extractors import html

            return html.text_of(data, charset), "html/1"
        case "multipart/related":
            from site_builder.evidence.extractors import html, mhtml

            page, charset = mhtml.page_in(data)
            return html.text_of(page, charset), "html/1"
        case "application/pdf":
            from site_builder.evidence.extractors import pdf

            return pdf.text_of(data), "pdf/1"
        case "text/vtt" | "application/x-subrip":
            from site_builder.evidence.extractors import captions, encoding

            return captions.text_of(encoding.decode(data, charset)), "captions/1"
        case "text/plain":
            from site_builder.evidence.extractors import encoding

            return encoding.decode(data, charset), "text/1"
    raise UnreadableError(f"A copy of the type {media} cannot be read.")


def clean(text: str) -> str:
    """Return a text in NFC without what nobody sees, and with at most one empty line in a row.

    What is left out are the characters that content cannot have (`offences`): controls, soft
    hyphens, zero-width spaces and the like. Runs of spaces become one.
    """
    text = unicodedata.normalize("NFC", re.sub(r"\r\n?|[\u2028\u2029\x85]", "\n", text))
    # A soft hyphen at the end of a line is a hyphen there, and nothing anywhere else.
    text = re.sub("\u00ad[ \t]*\n", "-\n", text)
    parts, at = [], 0
    for offence in offences(text):
        parts.append(text[at : offence.offset])
        at = offence.offset + offence.length
    text = "".join((*parts, text[at:]))
    text = unicodedata.normalize("NFC", re.sub(r"[ \t]+", " ", text))
    return re.sub(r"\n{3,}", "\n\n", re.sub(r" ?\n ?", "\n", text)).strip()
