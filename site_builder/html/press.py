"""Frame + view → page. What is printed depends on the two and on nothing else."""

from collections.abc import Mapping
from functools import cache, partial

from markupsafe import Markup

from site_builder.content.model import Withdrawal
from site_builder.content.prose_pages import ProsePage
from site_builder.content.values.prose import Prose, with_addresses
from site_builder.html.frame import Frame, Sheet, TocEntry
from site_builder.html.parts import ROOT, Parts
from site_builder.html.templating import compiled, templates
from site_builder.settings import Site
from site_builder.views import (
    OrganisationPage,
    Page,
    PersonPage,
    SourcePage,
    StatementPage,
    ThemePage,
    YearPage,
    schema_org,
)
from site_builder.views.addresses import FOLDERS, address_of, family_of, kind_of, way_up
from site_builder.views.card import Image
from site_builder.views.discovery import links, shown
from site_builder.views.words import ENGLISH, site_words
from site_builder.views.words.dates import date_in_words

_PRINTED = (YearPage, ThemePage, SourcePage, OrganisationPage, PersonPage, StatementPage)


class Press:
    """Prints views for a site, whose language is `lang` (BCP 47)."""

    def __init__(self, site: Site, lang: str = ENGLISH) -> None:
        self._site, self._lang = site, lang
        self._templates = templates(
            lang,
            prose=partial(render_prose, root=ROOT),
            address=address_of,
        )
        self._templates.globals |= {
            "root": ROOT,
            "search": site.search,
            "site_lang": lang,
            "data_of": partial(shown, site=site, lang=lang),
        }
        self._parts = Parts(self._templates)
        self._head = self._templates.get_template("head.html")
        # As globals, not imported by each template: an import takes longer than most of them.
        for name in ("statement", "page"):
            template = self._templates.get_template(f"partials/{name}.html")
            self._templates.globals[f"{name}_parts"] = template.module
        # Jinja looks at more than the name, each time.
        self._template = cache(lambda name: self._templates.get_template(f"pages/{name}.html"))

    def compile(self) -> None:
        """Compile the templates of printed pages, for every press of this process and later ones.

        Processes that are forked from it have them, too.
        """
        for kind in _PRINTED:
            self._template(kind.template)
        compiled(self._lang).keep()

    def forget(self) -> None:
        """Keep nothing of what was printed: what is printed next has other content."""
        self._parts.forget()

    def sheet(self, view: Page, image: Image | None = None) -> Sheet:
        """Render a view's template, and what its head says, for example of the page's image."""
        html = self._template(view.template).render(page=view)
        # In UTF-8 a sign is found in a tenth of the time.
        content = html.encode()
        for place, way in _ways(view.address):
            content = content.replace(place, way)
        contents = tuple(TocEntry(anchor.id, anchor.title) for anchor in view.contents)
        edit_path = _within_content(view.source_path, view.address)
        return Sheet(
            view.address,
            view.title,
            view.description,
            contents,
            content,
            edit_path,
            self._head_of(view, image),
        )

    def _head_of(self, view: Page, image: Image | None) -> str:
        head = self._head.render(
            metadata=view.metadata,
            image=image and image._replace(address=self._site.url + image.address),
            linked_data=self._linked_data(view),
            links=links(view.address, self._site, self._lang),
        )
        for place, way in _ways(view.address):
            head = head.replace(place.decode(), way.decode())
        return head

    def prose_sheet(self, page: ProsePage, description: str) -> Sheet:
        """Render a hand-written page; its table of contents lists headings of the second level."""
        contents = tuple(
            TocEntry(item.id, item.title) for item in page.prose.headings if item.level == 2
        )
        html = render_prose(page.prose, way_up(page.address))
        return Sheet(page.address, page.title, description, contents, html.encode())

    def page(self, frames: Mapping[str, Frame], view: Page, image: Image | None = None) -> bytes:
        """Return the finished page of a view, in the frame of its kind, in UTF-8."""
        return frames[kind_of(view.address)].fill(self.sheet(view, image))

    def redirect(self, old: str, new: str) -> str:
        """Return a page that stands at a former address and leads to the present one."""
        up = way_up(old)
        template = self._templates.get_template("redirect.html")
        return template.render(
            target=up + new, canonical=(self._site.url or up) + new, lang=self._lang
        )

    def tombstone(self, withdrawal: Withdrawal) -> str:
        """Return the page at the address of what was withdrawn, which says so."""
        template = self._templates.get_template("withdrawn.html")
        date = date_in_words(withdrawal.date, self._lang)
        home = way_up(f"{withdrawal.address}/")
        return template.render(withdrawal=withdrawal, date=date, home=home, lang=self._lang)

    def _linked_data(self, view: Page) -> Markup:
        nodes = [*view.graph]
        if view.crumbs and self._site.url:
            trail: tuple[tuple[str, str], ...] = view.crumbs
            # Search engines show no trail of one page, and need no home page in a longer one.
            if len(trail) == 1:
                trail = ((site_words(self._lang).gettext("Home"), ""), *trail)
            nodes.append(schema_org.crumbs(trail, self._site.url))
        return schema_org.script(nodes) if nodes else Markup()


def render_prose(prose: Prose, root: str) -> Markup:
    """Return the HTML of prose on a page whose way up is `root`."""
    addresses = {
        reference: f"{root}{FOLDERS[reference[0]]}{reference[1]}/" for reference in prose.references
    }
    # Prose is the one value that is HTML already: `prose.py` has made and checked it.
    return Markup(with_addresses(prose, addresses))  # noqa: S704


def _ways(address: str) -> tuple[tuple[bytes, bytes], ...]:
    """Return what templates write for places, each with a page's way there, the nearest first."""
    up, family = way_up(address), family_of(address)
    root = ROOT.encode(), up.encode()
    if not family:
        return (root,)
    near = "../" * (up.count("/") - family.count("/")) or "./"
    return (f"{ROOT}{family}".encode(), near.encode()), root


def _within_content(path: str, address: str) -> str:
    """Return the path of a record's file within the content folder, wherever its path begins.

    Records lie one folder below the content folder, further files of a person two (decision 48).
    """
    steps = path.split("/")
    is_part = steps[-3:-1] == address.split("/")[:2]
    return "/".join(steps[-3 if is_part else -2 :])
