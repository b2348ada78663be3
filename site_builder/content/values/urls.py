"""Which web addresses are let through: http(s), and read the same by every browser and library."""

import re
from urllib.parse import urlsplit

MAX_LENGTH = 2_000
_HOST = re.compile(
    r"(?=.{1,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9-]{2,63}", re.IGNORECASE
)
_SAFE = re.compile(r"[!#$%&'()*+,\-./0-9:;=?@A-Z\[\]_a-z~]*")


def url_fault(url: str) -> str | None:
    """What is wrong with a web address, in a sentence, or nothing (RFC 3986).

    Browsers and `urlsplit` read backslashes, white space and user information differently, so an
    address with any of these is refused, and so is every host that is not plain ASCII.
    """
    if len(url) > MAX_LENGTH:
        return f"it is longer than {MAX_LENGTH:,} characters."
    if not url.lower().startswith(("https://", "http://")):
        return "a web address begins with https:// or http://."
    if not _SAFE.fullmatch(url):
        if "\\" in url or any(character.isspace() or character < " " for character in url):
            return "a backslash or white space cannot stand in it; write them as %5C and %20."
        odd = next(character for character in url if not _SAFE.fullmatch(character))
        return (
            f"`{odd}` cannot stand in it; percent-encode it"
            " (a host in another script in its xn-- form)."
        )
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        return f"it cannot be read ({error})."
    if "@" in parts.netloc:
        return "a user name or password (`@` before the path) cannot stand in it."
    if not parts.hostname or not _HOST.fullmatch(parts.hostname):
        return "it has no proper host name."
    return "its port does not exist." if port == 0 else None
