"""Move what many pages have alike into files, which a browser loads once: icons, and scripts.

A theme prints both into each page. With icons and a choice of colours, they are a third of its
chrome. What only a theme's script asks for, such as its settings, is put there by a script, too.
"""

import hashlib
import json
import re
from collections.abc import Iterator
from functools import partial

from site_builder.html.around import around
from site_builder.site_folder import SiteFile

ICONS = "assets/icons.svg"
SCRIPTS = "assets/javascripts/"
_SVG = re.compile(
    r'<svg xmlns="http://www\.w3\.org/2000/svg" (viewBox="[\d ]+")>(?!<use)(.*?)</svg>', re.DOTALL
)
# One without attributes, which runs in its place, and is longer than the link to its file would be.
_SCRIPT = re.compile(r"<script>(.{100,}?)</script>", re.DOTALL)
_SETTINGS = re.compile(
    r'\n?<script id="__config" type="application/json">(.*?)</script>', re.DOTALL
)
# Material's script fails without this switch, also on a page without Material's search.
_SWITCH = re.compile(r'\n?<input class="md-toggle" data-md-toggle="search"[^>]*>')
# Material's script says there that code was copied, and nothing else.
_NOTICE = re.compile(
    r'\n?<div class="md-dialog" data-md-component="dialog">\s*<div[^>]*></div>\s*</div>'
)


class Shared:
    """Collects the icons and scripts of a theme's pages."""

    def __init__(self) -> None:
        self._icons: dict[str, str] = {}
        self._scripts: dict[str, str] = {}

    def taken_from(self, html: str, content: str, up: str) -> str:
        """Return a page with links to what was in it but its `content`; `up` is its way up."""
        before, found, after = html.partition(content) if content else ("", "", "")
        if found:
            html = found.join(_settled(before, after))
        return around(html, content, partial(self._taken, up=up))

    def files(self) -> Iterator[SiteFile]:
        """Yield the files that pages link to."""
        for name, script in sorted(self._scripts.items()):
            yield SiteFile(name, script.encode())
        symbols = "\n".join(symbol for _, symbol in sorted(self._icons.items()))
        icons = f'<svg xmlns="http://www.w3.org/2000/svg">\n{symbols}\n</svg>\n'
        yield SiteFile(ICONS, icons.encode())

    def _taken(self, html: str, up: str) -> str:
        def icon(found: re.Match[str]) -> str:
            box, drawing = found.groups()
            id_ = f"i{_digest(found[0])}"
            self._icons[id_] = f'<symbol id="{id_}" {box}>{drawing}</symbol>'
            return f'<svg {box}><use href="{up}{ICONS}#{id_}"/></svg>'

        def script(found: re.Match[str]) -> str:
            name = f"{SCRIPTS}{_digest(found[1])}.js"
            self._scripts[name] = found[1]
            return f'<script src="{up}{name}"></script>'

        return _SCRIPT.sub(script, _SVG.sub(icon, html))


def _settled(before: str, after: str) -> tuple[str, str]:
    """Return what is before and after the content, with Material's settings in the first script.

    That script puts them into the page, where Material's last script reads them.
    """
    settings, first = _SETTINGS.search(after), _SCRIPT.search(before)
    if not settings or not first:
        return before, after
    try:
        own = json.loads(settings[1])
    except ValueError:  # a theme of the project's own
        own = None
    if not isinstance(own, dict):
        return before, after
    added = settings[0].strip()
    after = after.replace(settings[0], "", 1)
    if "clipboard.copied" not in own.get("translations", {}):
        after = _NOTICE.sub("", after, count=1)
    if "search" not in own and (switch := _SWITCH.search(before)):
        added += switch[0].strip()
        before = before.replace(switch[0], "", 1)
    text = json.dumps(added).replace("</", r"<\/")
    adding = f'\n;document.head.insertAdjacentHTML("beforeend",{text})'
    return before.replace(first[1], f"{first[1]}{adding}", 1), after


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:8]
