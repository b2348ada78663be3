"""Which web addresses are allowed: http(s), and read alike by all browsers and libraries.

And which of them lead to the same page.
"""

import re
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

MAX_LENGTH = 2_000
_HOST = re.compile(
    r"(?=.{1,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9-]{2,63}", re.IGNORECASE
)
# A browser takes a host whose last label is one of these for an IPv4 address, also in octal,
# hexadecimal or with fewer numbers (WHATWG URL, "ends in a number").
_NUMBER = re.compile(r"\d+|0x[0-9a-f]*", re.IGNORECASE)
# Parameters that tell where a reader came from, not which page it is. Each is named whole: other
# names begin alike, such as the `utm_zone` of maps, which is a zone of the grid.
_UTM = (
    "source|medium|campaign|term|content|id|source_platform|creative_format|marketing_tactic|name"
    "|reader|referrer"
)
_TRACKING = re.compile(
    rf"utm_({_UTM})|fbclid|gclid|gclsrc|dclid|gbraid|wbraid|msclkid|twclid|yclid|ysclid|igshid|igsh"
    r"|mc_cid|mc_eid|_ga|_gl|ref_src|ref_url",
    re.IGNORECASE,
)
_TEXT_FRAGMENT = ":~:"
# An address within the path of another one; some servers make one slash of the two.
_WITHIN = re.compile(r"/https?:/", re.IGNORECASE)
_PLAIN = re.compile(r"https?://(?:www\.)?([a-z0-9.-]+)((?:/[A-Za-z0-9_.~-]+)*)/*")
"""An address of which only the beginning and a final slash can be left out."""
_ENCODED = re.compile(r"%[0-9a-f]{2}", re.IGNORECASE)
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
    if _NUMBER.fullmatch(parts.hostname.rpartition(".")[2]):
        return "its host is a number instead of a name."
    return "its port is not valid." if port == 0 else None


def is_address(text: str) -> bool:
    """Check whether a text is meant as a web address."""
    return re.match(r"https?://\S+\Z", text, re.IGNORECASE) is not None


def same_address(url: str) -> str:
    """Return the form in which addresses are compared: equal for those that lead to the same page.

    Leaves out what changes nothing: the scheme, `www.`, capitals in the host, the usual port, a
    final slash, the order of parameters, those that track readers, and a text fragment. Other
    fragments stay, as some sites have several pages or posts at one address.
    """
    if plain := _PLAIN.fullmatch(url):
        return plain[1] + plain[2]
    try:
        parts = urlsplit(url)
        number = parts.port
    except ValueError:
        return url
    host = (parts.hostname or "").removeprefix("www.")
    port = "" if number in (None, 80, 443) else f":{number}"
    path = _ENCODED.sub(_decoded, parts.path)
    query = urlencode(
        sorted(
            (name, value)
            for name, value in parse_qsl(parts.query, keep_blank_values=True)
            if not _TRACKING.fullmatch(name)
        )
    )
    fragment = parts.fragment.partition(_TEXT_FRAGMENT)[0]
    return (
        f"{host}{port}{path.rstrip('/')}"
        + (f"?{query}" if query else "")
        + (f"#{fragment}" if fragment else "")
    )


def without_tracking(url: str) -> str:
    """Return an address without the parameters that track readers, and otherwise as it is.

    An archive's copy has the whole address that was copied in its path: it is found under that one.
    """
    address, hash_, fragment = url.partition("#")
    page, _, query = address.partition("?")
    if _WITHIN.search(page):
        return url
    parameters = query.split("&")
    kept = [it for it in parameters if not _TRACKING.fullmatch(it.partition("=")[0])]
    if kept == parameters:
        return url
    return page + ("?" if kept else "") + "&".join(kept) + hash_ + fragment


def _decoded(encoded: re.Match[str]) -> str:
    """Return a letter or digit as it is, and anything else in capital hexadecimal digits."""
    character = unquote(encoded[0])
    is_unreserved = character.isascii() and quote(character, safe="") == character
    return character if is_unreserved else encoded[0].upper()
