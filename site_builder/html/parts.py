"""The parts of a statement that are on several pages, each rendered once.

A statement appears on its own page, its speaker's, and those of its themes and sources. Its row,
its line and the like are kept, because rendering them again would double the time of printing
(decision 20). They are the same on all pages, because every template writes `ROOT` for a page's way
up to the site's root (decision 9).
"""

from jinja2 import Environment
from markupsafe import Markup

from site_builder.content.model import Source
from site_builder.views import StatementView

ROOT = "\x00"
"""What templates write for a page's way up; no content can contain it."""
# How many of each are kept: these two are needed on pages printed far apart, all else on near ones.
_MOST = {
    "row": 100_000,
    "line": 100_000,
    "title": 10_000,
    "brief": 1_000,
    "labels": 1_000,
}


class Parts:
    """Renders macros of `partials/statement.html`, which may use these parts themselves.

    What is kept is in UTF-8: half the memory of a text with one typographic quotation mark.
    """

    def __init__(self, environment: Environment) -> None:
        environment.globals["parts"] = self
        self._macros = environment.get_template("partials/statement.html").module
        self._kept: dict[str, dict[str, bytes]] = {name: {} for name in _MOST}

    def row(self, statement: StatementView) -> Markup:
        """Return a statement as it appears in a list."""
        return self._render("row", statement.address, statement)

    def brief(self, statement: StatementView) -> Markup:
        """Return a statement as it appears below another one by the same person."""
        return self._render("brief", statement.address, statement)

    def line(self, statement: StatementView) -> Markup:
        """Return the evidence of a statement in one line."""
        return self._render("line", statement.address, statement)

    def labels(self, statement: StatementView) -> Markup:
        """Return what kind of statement this is."""
        return self._render("labels", f"{statement.kind} {statement.label}", statement)

    def title(self, source: Source, address: str) -> Markup:
        """Return the title of the source whose page is at an address, as a link."""
        return self._render("title", address, source, address)

    def forget(self) -> None:
        """Forget what was rendered, because the content has changed."""
        for kept in self._kept.values():
            kept.clear()

    def _render(self, name: str, key: str, *arguments: object) -> Markup:
        kept = self._kept[name]
        if html := kept.get(key):
            return Markup(html.decode())  # noqa: S704  rendered below, and escaped there
        rendered: Markup = getattr(self._macros, name)(*arguments)
        if len(kept) >= _MOST[name]:
            kept.clear()
        kept[key] = rendered.encode()
        return rendered
