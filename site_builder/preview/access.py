"""What a request to the preview may reach: pages and files of the site, and nothing else.

Three questions, each answered in one place for every handler: is the request meant for this server,
which path does it name, and which file is at that path?
"""

import re
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import unquote

# Control characters, and what Windows reads as a separator, a drive or a stream.
_NOT_IN_PATHS = re.compile(r"[\x00-\x1f\x7f\\:]")


def is_own_host(host: str, own: str) -> bool:
    """Check whether a `Host` header names this server: `own`, this machine, or an IP address.

    Another site can point a name of its own at this machine and then read the responses (DNS
    rebinding). Its requests carry that name; no name can pose as an IP address.
    """
    name = re.sub(r":\d*$", "", host.strip()).rstrip(".").casefold()
    if name == "localhost" or name.endswith(".localhost") or name == own.casefold():
        return True
    try:
        ip_address(name.removeprefix("[").removesuffix("]"))
    except ValueError:
        return False
    return True


def path_of(target: str) -> str | None:
    """Return the path that a request's target names (RFC 9112, origin form); None if malformed.

    It begins with a slash; percent-encoding is decoded once.
    """
    raw = re.split("[?#]", target, maxsplit=1)[0]
    try:
        path = unquote(raw, errors="strict")
    except UnicodeDecodeError:
        return None
    return path if path.startswith("/") and not _NOT_IN_PATHS.search(path) else None


def read_below(folder: Path, path: str) -> bytes | None:
    """Return the bytes of the file at a path below a folder, with links resolved.

    None if there is no such file, if it cannot be read, or if it is outside the folder.
    """
    try:
        root = folder.resolve()
        file = (root / path).resolve()
        return file.read_bytes() if file.is_relative_to(root) and file.is_file() else None
    except (OSError, ValueError):
        return None
