import subprocess
import sys

import pytest

from site_builder.evidence.extractors import MAX_BYTES, clean, media_of, read
from site_builder.evidence.extractors.encoding import UnreadableError


@pytest.mark.parametrize(
    ("data", "media", "why"),
    [
        (b"", "text/html", "is empty"),
        (b"x" * (MAX_BYTES + 1), "text/plain", "the limit is"),
        (b"<p> </p>", "text/html", "has no text"),
        (b"<p>\xe9t\xe9</p>", "text/html", "is not in utf-8"),
        (b"a\x00b", "text/plain", "zero bytes"),
        (b"%PDF-1.7 nothing", "application/pdf", "cannot be read"),
        (b"no pdf", "application/pdf", "is not a PDF"),
        (b"no captions", "text/vtt", "no captions"),
        (b"Subject: no page\n\nx", "multipart/related", "no web page"),
        (b"GIF89a", "image/gif", "cannot be read"),
    ],
)
def test_bad_copies(data: bytes, media: str, why: str) -> None:
    """What cannot be read is refused with a sentence."""
    with pytest.raises(UnreadableError, match=why) as refused:
        read(data, media)
    assert str(refused.value).endswith(".")


def test_names() -> None:
    """The ending of a file says what it is, in any case; others are refused."""
    assert media_of("Page.HTML") == "text/html"
    with pytest.raises(UnreadableError, match=r"\.pdf"):
        media_of("page.docx")


def test_clean() -> None:
    """What nobody sees is left out, runs of spaces are one, and accents are composed."""
    assert clean("a\u00adb  c\t d\r\n\r\n\r\ne\u200b e\u0301") == "ab c d\n\ne é"
    assert clean("nego\u00ad\ntiate") == "nego-\ntiate"


def test_ocr() -> None:
    """A text that a machine read from an image says so."""
    assert read(b"words", "text/plain", ocr=True).extractor == "ocr/1"


def test_a_build_reads_no_copies() -> None:
    """The libraries that read copies are imported by no check and no build."""
    code = (
        "import sys, site_builder.build, site_builder.mkdocs.plugin\n"
        "print({'selectolax', 'pypdfium2', 'warcio'} & {*sys.modules})"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "set()\n"
