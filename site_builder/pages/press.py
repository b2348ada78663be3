"""Frame + view → page. What is printed depends on the two and on nothing else."""

from collections.abc import Mapping
from functools import cache, partial
from typing import cast

from markupsafe import Markup

from site_builder.content.prose_pages import ProsePage
from site_builder.content.values.prose import Prose, with_addresses
from site_builder.pages.frame import Frame, Sheet, TocEntry
from site_builder.pages.templating import templates
from site_builder.settings import Site
from site_builder.views import Page, StatementView, schema_org
from site_builder.views.addresses import FOLDERS, address_of, kind_of, way_up

# Stands in the HTML of templates for a page's way up; no content can hold it.
_ROOT = "\x00"
# The macros whose HTML is kept, each a filter.
_KEPT = ("row", "brief", "line", "evidence")
# How many statements' of each; rows stand on pages far from each other, all else on near ones.
_FEW, _MANY = 1_000, 100_000


class Press:
    """Prints views for a site.

    It keeps the HTML of what appears on several pages.

    A statement stands on its own page, its speaker's, and those of its themes and sources. Kept,
    its row, its line and the like are rendered once; this halved the time of printing. They are
    kept in UTF-8, which has half the bytes of a text with one typographic quotation mark. That
    they are the same on all pages is why every template writes a sign for the way up.
    """

    def __init__(self, site: Site) -> None:
        self._site = site
        self._kept: dict[str, dict[str, bytes]] = {name: {} for name in _KEPT}
        keeping = {name: partial(self._keep, name) for name in _KEPT}
        prose = partial(render_prose, root=_ROOT)
        self._templates = templates(prose=prose, address=address_of, **keeping)
        # Whether there is a page to search on.
        self._templates.globals |= {"root": _ROOT, "search": site.search}
        # As globals, not imported by each template: an import takes longer than most of them.
        for name in ("statement", "page"):
            self._templates.globals[f"{name}_parts"] = self._templates.get_template(
                f"partials/{name}.html"
            ).module
        # Jinja looks at more than the name, each time.
        self._template = cache(lambda name: self._templates.get_template(f"pages/{name}.html"))
        self._parts = self._templates.globals["statement_parts"]

    def forget(self) -> None:
        """Keep nothing of what was printed: what is printed next has other content."""
        for kept in self._kept.values():
            kept.clear()

    def sheet(self, view: Page) -> Sheet:
        """Render a view's template."""
        template = self._template(view.template)
        up = way_up(view.address)
        # In UTF-8 a sign is found in a tenth of the time.
        content = template.render(page=view).encode().replace(_ROOT.encode(), up.encode())
        contents = tuple(TocEntry(anchor.id, anchor.title) for anchor in view.contents)
        # Records lie one folder below the content folder, wherever their paths begin.
        edit_path = "/".join(view.source_path.split("/")[-2:])
        return Sheet(
            view.address,
            view.title,
            view.description,
            contents,
            content,
            edit_path,
            self._linked_data(view),
        )

    def prose_sheet(self, page: ProsePage, description: str) -> Sheet:
        """A hand-written page; its table of contents lists the headings of the second level."""
        contents = tuple(
            TocEntry(item.id, item.title) for item in page.prose.headings if item.level == 2
        )
        html = render_prose(page.prose, way_up(page.address))
        return Sheet(page.address, page.title, description, contents, html.encode())

    def page(self, frames: Mapping[str, Frame], view: Page) -> bytes:
        """The finished page of a view, in the frame of its kind, in UTF-8."""
        return frames[kind_of(view.address)].fill(self.sheet(view))

    def redirect(self, old: str, new: str, lang: str) -> str:
        """A page that stands at a former address and leads to the present one."""
        up = way_up(old)
        template = self._templates.get_template("redirect.html")
        return template.render(target=up + new, canonical=(self._site.url or up) + new, lang=lang)

    def _linked_data(self, view: Page) -> str:
        nodes = [*view.graph]
        if view.crumbs and self._site.url:
            trail = [("Home", ""), *((crumb.title, crumb.address) for crumb in view.crumbs)]
            nodes.append(schema_org.crumbs([*trail, (view.title, view.address)], self._site.url))
        return schema_org.script(nodes) if nodes else ""

    def _keep(self, name: str, statement: StatementView) -> Markup:
        kept = self._kept[name]
        if html := kept.get(statement.address):
            return Markup(html.decode())  # noqa: S704  rendered below, escaped
        rendered = cast(Markup, getattr(self._parts, name)(statement))
        if len(kept) >= (_MANY if name == "row" else _FEW):
            kept.clear()
        kept[statement.address] = rendered.encode()
        return rendered


def render_prose(prose: Prose, root: str) -> Markup:
    """The HTML of prose on a page whose way up is `root`."""
    addresses = {
        reference: f"{root}{FOLDERS[reference[0]]}{reference[1]}/" for reference in prose.references
    }
    # Prose is the one value that is HTML already: `prose.py` has made and checked it.
    return Markup(with_addresses(prose, addresses))  # noqa: S704
