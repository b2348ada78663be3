"""One build by MkDocs: the pages that it is given, and what it gives back.

MkDocs renders the pages that exist once, and one specimen of each other kind, whose finished page
is cut into a frame. A preview has it render single pages again (`preview.pages.Host`).
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import cast

from jinja2 import Environment
from mkdocs.commands import build
from mkdocs.config.config_options import ExtraScriptValue
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation, Section
from mkdocs.structure.pages import Page

from site_builder.examine import Content
from site_builder.html.csp import with_policy
from site_builder.html.frame import Frame, FrameError, Sheet, cut, specimen
from site_builder.html.press import Press
from site_builder.html.shared import Shared
from site_builder.html.slim import slim
from site_builder.mkdocs.config import language
from site_builder.mkdocs.pages import KINDS, SheetPage, source_of
from site_builder.preview.pages import HostPages, generated_pages, hand_written_pages
from site_builder.settings import NOBODY, Publisher, Site
from site_builder.site_folder import SiteFile
from site_builder.views import Views
from site_builder.views.addresses import (
    CORRECTIONS,
    COVERAGE,
    DATA,
    EVIDENCE,
    ORGANISATIONS,
    PEOPLE,
    PUBLISHER,
    READING,
    SEARCH,
    SOURCES,
    THEMES,
    TIMELINE,
    kind_of,
    way_up,
)
from site_builder.views.words import site_words
from site_builder.views.words.scripts import with_messages

THEME = Path(__file__).parent / "theme"
STYLES = "assets/stylesheets/factsheet.css"
EVERY_PAGE = "assets/javascripts/every-page.js"
WORDS = "assets/javascripts/words.js"
_DESCRIBED = '<meta name="description" '


class Run:
    """One build of some content with some settings."""

    def __init__(
        self,
        config: MkDocsConfig,
        content: Content,
        *,
        search: bool,
        publisher: Publisher = NOBODY,
        cards: bool = True,
        exports: Sequence[str] = (),
    ) -> None:
        self.content = content
        self.site = Site(
            config.site_name, config.site_url or "", search, publisher, cards, tuple(exports)
        )
        self.description = config.site_description or ""
        self.frames: Mapping[str, Frame] = {}
        self.hand_written: HostPages = ()
        self.generated: HostPages = ()
        self.nav: Navigation | None = None
        self.env: Environment | None = None
        self._config = config
        self._files = Files([])
        self._press: Press
        self._shared = Shared()
        self._specimens: dict[str, str] = {}  # the kind of each, by the name of its file

    @property
    def folder(self) -> Path:
        """Where MkDocs writes the site."""
        return Path(self._config.site_dir)

    @property
    def content_folder(self) -> Path:
        """Where the content is: its pages are MkDocs' `docs_dir`."""
        return Path(self._config.docs_dir).parent

    @property
    def hosted(self) -> tuple[str, ...]:
        """The addresses of the pages that MkDocs writes."""
        return tuple(address for address, _ in (*self.hand_written, *self.generated))

    @cached_property
    def views(self) -> Views:
        """What all pages show; not before `site` has the files to download."""
        content = self.content
        return Views(content.catalogue, self.site, content.proofs, content.looks)

    @property
    def specimens(self) -> tuple[str, ...]:
        """The names of the specimens' files, which are not written."""
        return tuple(self._specimens)

    def prepare(self) -> None:
        """Put this package's theme, style sheet and navigation into the settings."""
        config = self._config
        # Before Material's templates, after those that a project puts into its `custom_dir`.
        config.theme.dirs.insert(0 if config.theme.custom_dir is None else 1, str(THEME))
        # MkDocs' own sitemap knows no printed page, and holds today's date.
        config.theme.static_templates.discard("sitemap.xml")
        # Not in a block of `main.html`, which a project may replace.
        config.extra_css[:0] = [STYLES]
        config.extra_javascript[:0] = [_module(EVERY_PAGE)]
        if config.nav is None:
            about = [READING, EVIDENCE, COVERAGE, CORRECTIONS]
            if self.site.exports:
                about.append(DATA)
            if any(self.site.publisher):
                about.append(PUBLISHER)
            written = [page.name for page in self.content.pages]
            names = [source_of(address) for address in about]
            names[1:1] = written
            organisations = [ORGANISATIONS] if self.content.catalogue.organisations else []
            lists = ["", PEOPLE, THEMES, *organisations, SOURCES, TIMELINE]
            lists += [SEARCH] if self.site.search else []
            config.nav = [
                *map(source_of, lists),
                {site_words(language(config)).gettext("About"): names},
            ]

    def add_pages(self, files: Files) -> None:
        """Give MkDocs the pages that exist once, and one specimen of each other kind."""
        self._files, self._press = files, Press(self.site, self.content.catalogue.lang)
        config, folder = self._config, self._config.docs_dir
        for file in [*files]:
            # The theme's own sitemap is a template that nobody would fill.
            if file.src_dir == folder or file.src_uri == "sitemap.xml":
                files.remove(file)
        for page in self.content.pages:
            file = File(page.name, folder, config.site_dir, config.use_directory_urls)
            files.append(file)
            sheet = self._press.prose_sheet(page, self.description)
            SheetPage(sheet, file, config, page.prose.headings[0].id)
        self._translate_scripts()
        for planned in self.views.lists():
            self._add(self._press.sheet(planned.page()))
        for kind, (place, depth) in KINDS.items():
            sheet = specimen(place, depth)
            # `edit_uri` names `docs_dir`, which is a folder of the content folder.
            edit_uri = None if place == TIMELINE else f"../{sheet.edit_path}"
            self._specimens[self._add(sheet, edit_uri).src_uri] = kind
        self.hand_written = hand_written_pages(self.content)
        self.generated = generated_pages(self.content, self.site)

    def _translate_scripts(self) -> None:
        """Put the site's words into the module from which scripts take them."""
        module, words = self._files.get_file_from_path(WORDS), site_words(language(self._config))
        if module is not None and words.of_scripts:
            self._files.remove(module)
            text = with_messages((THEME / WORDS).read_text(encoding="utf-8"), words)
            self._files.append(File.generated(self._config, WORDS, content=text))

    def _add(self, sheet: Sheet, edit_uri: str | None = None) -> File:
        file = File.generated(
            self._config, source_of(sheet.address), content="", inclusion=InclusionLevel.NOT_IN_NAV
        )
        file.edit_uri = edit_uri  # read when the page is made
        self._files.append(file)
        SheetPage(sheet, file, self._config)
        return file

    def hang_specimens(self, nav: Navigation) -> None:
        """Hang the specimens below their lists, so that printed pages highlight the right tab."""
        self.nav = nav
        for src_uri, kind in self._specimens.items():
            # There is no list of organisations where there are none.
            page, index = (
                file.page if file else None
                for file in map(
                    self._files.get_file_from_path, (src_uri, f"{KINDS[kind][0]}index.md")
                )
            )
            if page is not None and index is not None:
                # A page at the top may have others below it: MkDocs asks no more of a parent.
                page.parent = index.parent or cast(Section, index)

    def finish_page(self, html: str, page: Page) -> str:
        """Return a finished page; nothing for a specimen, which becomes a frame.

        Raises:
            FrameError: a theme override or another plugin has damaged a slot or the head.
        """
        content = page.content or ""
        slimmed = self._shared.taken_from(slim(html, content), content, way_up(page.url))
        headed = self._with_head(slimmed, page)
        html = with_policy(headed, content)
        if html == headed:
            raise FrameError(
                f'The page {page.url or "/"} has no `<meta charset="utf-8">`, which its security'
                " policy follows. Look at the theme's overrides and at the other plugins."
            )
        kind = self._specimens.get(page.file.src_uri)
        if kind is None:
            return html
        self.frames = {**self.frames, kind: cut(html, kind, *KINDS[kind])}
        return ""

    def shared_files(self) -> Iterator[SiteFile]:
        """Yield the files that finished pages have in common."""
        return self._shared.files()

    def _with_head(self, html: str, page: Page) -> str:
        """Return the page with what it says to machines, whatever its template is."""
        assert self.env is not None  # made before any page
        before, end, after = html.partition("</head>")
        if not end:
            raise FrameError(
                f"The page {page.url or '/'} has no `</head>`."
                " Look at the theme's overrides and at the other plugins."
            )
        template = self.env.get_template("partials/factsheet-head.html")
        own = page.head if isinstance(page, SheetPage) else ""
        # One element for both, as RDFa has it: descriptions are long.
        shared = before.replace(_DESCRIBED, f'{_DESCRIBED}property="og:description" ', 1)
        head = template.render(
            page=page,
            config=self._config,
            head=own,
            is_described=shared != before,
            is_cited=kind_of(page.url) == f"{PEOPLE}*/*/",
        )
        return f"{shared}{head}{end}{after}"

    def render(self, sheet: Sheet) -> str:
        """Take the page at the sheet's address through every step of a build."""
        nav, env = self.nav, self.env
        assert nav is not None, "MkDocs has not built yet"
        assert env is not None, "MkDocs has not built yet"
        config, files, plugins = self._config, self._files, self._config.plugins
        file = files.get_file_from_path(source_of(sheet.address))
        assert file is not None, f"MkDocs built no page for {sheet.address}"
        page = file.page
        assert isinstance(page, SheetPage)
        page.show(sheet)
        plugins.on_pre_page(page, config=config, files=files)
        page.read_source(config)
        page.markdown = plugins.on_page_markdown(
            page.markdown or "", page=page, config=config, files=files
        )
        page.render(config, files)
        page.content = plugins.on_page_content(
            page.content or "", page=page, config=config, files=files
        )
        page.active = True
        try:
            built = files.documentation_pages(inclusion=InclusionLevel.is_in_serve)
            context = build.get_context(nav, built, config, page)
            template = env.get_template(page.meta.get("template", "main.html"))
            context = plugins.on_page_context(context, page=page, config=config, nav=nav)
            return plugins.on_post_page(template.render(context), page=page, config=config)
        finally:
            page.active = False


def _module(path: str) -> ExtraScriptValue:
    script = ExtraScriptValue(path)
    script.type = "module"
    return script
