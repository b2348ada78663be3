"""The smallest of hosts: one template that prints a sheet."""

from collections.abc import Mapping
from pathlib import Path

import jinja2
from markupsafe import escape

from site_builder.examine import Content
from site_builder.html.frame import Frame, Sheet, cut, specimen
from site_builder.mkdocs.pages import KINDS
from site_builder.preview.pages import generated_pages, hand_written_pages
from site_builder.settings import Site

PAGE = """<!doctype html>
<title>{{ title }} - Site</title>
<meta name="description" content="{{ description }}">
<link rel="canonical" href="https://example.org/{{ sheet.address }}">
<a href="https://git.example/edit/main/content/{{ sheet.edit_path }}">Edit</a>
<nav>
{% for entry in sheet.contents %}
  <li><a href="#{{ entry.id }}"><span>{{ entry.title | escape }}</span></a></li>
{% endfor %}
</nav>
<main>{{ content }}</main>
</body>
"""


def host(sheet: Sheet, page: str = PAGE) -> str:
    """The page that the host makes of a sheet; it has titles escaped before it prints them."""
    template = jinja2.Environment().from_string(page)  # noqa: S701  as MkDocs, it escapes nothing
    return template.render(
        sheet=sheet,
        title=escape(sheet.title),
        description=escape(sheet.description),
        content=sheet.content.decode(),
    )


def frames() -> dict[str, Frame]:
    """The frame of each kind of page."""
    return {
        kind: cut(host(specimen(folder, depth)), kind, folder, depth)
        for kind, (folder, depth) in KINDS.items()
    }


class SmallHost:
    """What a run of this host leaves behind for a preview."""

    def __init__(self, content: Content, folder: Path) -> None:
        self.site = Site("Dossier", "https://facts.example/", search=False)
        self.description = ""
        self.frames: Mapping[str, Frame] = frames()
        self.hand_written = hand_written_pages(content)
        self.generated = generated_pages(content, self.site)
        self.folder = folder

    def render(self, sheet: Sheet) -> str:
        """Print the sheet."""
        return host(sheet)
