import io

import pytest

from site_builder.evidence.extractors import read
from site_builder.evidence.extractors.encoding import UnreadableError
from site_builder.evidence.matching import Match, find


def pdf(*lines: str) -> bytes:
    """A PDF of one page with these lines, made by hand."""
    shown = "".join(f"({line}) Tj 0 -14 Td " for line in lines)
    stream = f"BT /F1 12 Tf 72 720 Td {shown}ET".encode("latin-1")
    objects = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >> stream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    )
    out, places = io.BytesIO(), []
    out.write(b"%PDF-1.4\n")
    for number, body in enumerate(objects, 1):
        places.append(out.tell())
        out.write(b"%d 0 obj %s endobj\n" % (number, body))
    start = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    out.write(b"".join(b"%010d 00000 n \n" % place for place in places))
    out.write(b"trailer << /Size %d /Root 1 0 R >>\n" % (len(objects) + 1))
    out.write(b"startxref\n%d\n%%%%EOF" % start)
    return out.getvalue()


def test_a_hyphen_at_the_end_of_a_line() -> None:
    """Words that a line breaks are found, with their hyphen and without."""
    copy = read(
        pdf("We will not nego-", "tiate, said the well-", "known minister."), "application/pdf"
    )
    assert copy.extractor == "pdf/1"
    assert isinstance(find("We will not negotiate", copy.text), Match)
    assert isinstance(find("the well-known minister", copy.text), Match)


def test_a_pdf_of_images() -> None:
    """A PDF without text is refused, and what to do is said."""
    with pytest.raises(UnreadableError, match="--ocr"):
        read(pdf(), "application/pdf")
