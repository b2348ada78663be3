"""The text of a PDF, page by page, as PDFium reads it."""

import re
from typing import Any

from site_builder.evidence.extractors.encoding import UnreadableError


def text_of(data: bytes) -> str:
    """Return the text of all pages.

    A hyphen with which a line ends within a word stays, with the end of the line, and the map of
    the comparison knows it (`folding.RULES`).

    Raises:
        UnreadableError: it is damaged, or has a password.
    """
    # No types come with it.
    import pypdfium2

    if not data.startswith(b"%PDF-"):
        raise UnreadableError("The file is not a PDF.")
    try:
        document: Any = pypdfium2.PdfDocument(data)
        pages = [page.get_textpage().get_text_range() for page in document]
        document.close()
    except pypdfium2.PdfiumError as error:
        raise UnreadableError(f"The PDF cannot be read: {str(error).rstrip(chr(46))}.") from None
    # PDFium writes the hyphen at the end of a line, and that end, as one of these.
    return re.sub("[\x02\ufffe]\\s*", "-\n", "\n\n".join(pages))
