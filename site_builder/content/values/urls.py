"""Which web addresses are allowed: http(s), and read alike by all browsers and libraries."""

import re
from urllib.parse import parse_qsl, urlencode, urlsplit

MAX_LENGTH = 2_000
_HOST = re.compile(
    r"(?=.{1,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9-]{2,63}", re.IGNORECASE
)
_TRACKING = re.compile(
    r"utm_\w+|fbclid|gclid|dclid|gbraid|wbraid|msclkid|yclid|twclid|igshid|mc_[ce]id|_ga|_gl|"
    r"ref_src|ref_url",
    re.IGNORECASE,
)
_PORTS = {"http": 80, "https": 443}
_SAFE = re.compile(r"[!#$%&'()*+,\-./0-9:;=?@A-Z\[\]_a-z~]*")


def url_fault(url: str) -> str | None:
    """Return what is wrong with a web address (RFC 3986), as the end of a sentence, or None.

    Browsers and `urlsplit` read backslashes, white space and user information differently, so an
    address with any of these is refused, as is a host that is not plain ASCII.
    """
    if len(url) > MAX_LENGTH:
        return f"it is longer than {MAX_LENGTH:,} characters."
    if not url.lower().startswith(("https://", "http://")):
        return "it does not begin with https:// or http://."
    if not _SAFE.fullmatch(url):
        if "\\" in url or any(character.isspace() or character < " " for character in url):
            return "it contains a backslash or white space; write these as %5C and %20."
        odd = next(character for character in url if not _SAFE.fullmatch(character))
        return (
            f"it contains `{odd}`; percent-encode this"
            " (or write a host in another script in its xn-- form)."
        )
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        return f"it cannot be read ({error})."
    if "@" in parts.netloc:
        return "it contains a user name or password (`@` before the path)."
    if not parts.hostname or not _HOST.fullmatch(parts.hostname):
        return "it has no valid host name."
    return "its port is not valid." if port == 0 else None


def is_address(text: str) -> bool:
    """Check whether a text is meant as a web address."""
    return re.match(r"https?://\S+\Z", text, re.IGNORECASE) is not None


def address_key(url: str) -> str:
    """Return what is the same for all addresses of one page.

    The scheme, the case of the host, the default port, a slash at the end, the fragment, and
    parameters that only tell where a reader came from are left out.
    """
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return url
    named = "" if port in (None, _PORTS.get(parts.scheme)) else f":{port}"
    given = parse_qsl(parts.query, keep_blank_values=True)
    kept = [pair for pair in given if not _TRACKING.fullmatch(pair[0])]
    # A query without such parameters stays as it is written.
    query = parts.query if len(kept) == len(given) else urlencode(kept)
    path = f"{parts.path.rstrip('/')}{f'?{query}' if query else ''}"
    return f"//{parts.hostname or ''}{named}{path}"
