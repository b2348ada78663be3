"""State in each page what it may load and run: its Content Security Policy (CSP Level 3).

Even a quote that became a script could do nothing: only the theme's scripts run, those in the page
by their hashes, and no other host is contacted.
"""

import hashlib
import re
from base64 import b64encode
from functools import cache

_CHARSET = '<meta charset="utf-8">'
_SCRIPT = re.compile(r"<script\b([^>]*)>(.*?)</script>", re.DOTALL | re.IGNORECASE)
# A script from a file has no hash; one of another type is data, which no browser runs.
_NOT_INLINE = re.compile(r"\bsrc\s*=|\btype\s*=\s*[\"']?application/", re.IGNORECASE)


def with_policy(html: str, content: str = "") -> str:
    """Return the page with its policy, which comes before anything that it governs.

    No script within its `content` may run, because a quote that became a script would be there.
    If another plugin has changed the content since, nothing tells its scripts from those of the
    theme, and none in the page may run. The scripts and styles of the theme and of the search may;
    `data:` lets the theme's style sheet contain its icons.
    """
    around = html.replace(content, "") if content else html
    is_changed = content not in html
    inline = dict.fromkeys(
        _hash(body)
        for attributes, body in _SCRIPT.findall("" if is_changed else around)
        if not _NOT_INLINE.search(attributes)
    )
    rules = {
        "default-src": ("'self'",),
        "script-src": ("'self'", *inline),
        "img-src": ("'self'", "data:"),
        "object-src": ("'none'",),
        "base-uri": ("'none'",),
        "form-action": ("'self'",),
    }
    policy = "; ".join(" ".join((name, *values)) for name, values in rules.items())
    meta = f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
    return html.replace(_CHARSET, f"{_CHARSET}\n{meta}", 1)


@cache
def _hash(script: str) -> str:
    digest = hashlib.sha256(script.encode("utf-8")).digest()
    return f"'sha256-{b64encode(digest).decode()}'"
