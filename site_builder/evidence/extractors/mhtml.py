"""The page in a web page that a browser saved as one file (MHTML, RFC 2557)."""

from email import message_from_bytes

from site_builder.evidence.extractors.encoding import UnreadableError


def page_in(data: bytes) -> tuple[bytes, str]:
    """Return the HTML of the page, and its encoding if it is named.

    Raises:
        UnreadableError: the file has no page.
    """
    for part in message_from_bytes(data).walk():
        if part.get_content_type() == "text/html":
            page = part.get_payload(decode=True)
            if isinstance(page, bytes) and page.strip():
                return page, part.get_content_charset("")
    raise UnreadableError("The file has no web page: save it again as “Web page, single file”.")
