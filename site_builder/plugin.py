"""The edge: MkDocs hooks. This room translates between the host and the rooms; it decides nothing.

When what happens (MkDocs 1.6):
- `on_config`: all content is read and checked, while the last site still stands untouched;
- `on_files`: lists, prose pages and one specimen per kind become MkDocs pages;
- `on_post_page`: the specimens' pages are cut into frames, and not written;
- `on_post_build`: everything else is printed, and the finished site takes the old one's place.
"""

import logging
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import click
from markupsafe import escape
from mkdocs.commands import build as host
from mkdocs.config import config_options, load_config
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, ConfigurationError, PluginError
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority, get_plugin_logger
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation, Section
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, TableOfContents
from mkdocs.utils import CountHandler

from site_builder import views
from site_builder.addresses import (
    CORRECTIONS,
    COVERAGE,
    PEOPLE,
    READING,
    SEARCH,
    SOURCES,
    THEMES,
    TIMELINE,
    kind_of,
    way_up,
)
from site_builder.build import Content, Site, load, publish
from site_builder.diagnostics import has_errors
from site_builder.folder import PAGES
from site_builder.frame import H1_ID, Frame, FrameError, Sheet, TocEntry, cut, specimen
from site_builder.policy import with_policy
from site_builder.press import Press, render_prose
from site_builder.report import terminal
from site_builder.search import SearchError, write_index
from site_builder.sitemap import write_sitemap
from site_builder.staging import Staging, StagingError

THEME = Path(__file__).parent / "theme"
STYLES = "assets/stylesheets/factsheet.css"
KINDS = {
    kind_of(folder + "x/" * depth): (folder, depth)
    for folder, depth in (
        (PEOPLE, 1),
        (PEOPLE, 2),
        (THEMES, 1),
        (THEMES, 2),
        (SOURCES, 1),
        (SOURCES, 2),
        (TIMELINE, 1),
        (TIMELINE, 2),
    )
}
"""The kinds of pages that are printed: the folder they stand in, and how deep below it."""

log = get_plugin_logger("factsheet")


class FactSheetConfig(Config):  # type: ignore[no-untyped-call]
    """Settings in `mkdocs.yml`, under `plugins: - factsheet:`."""

    content = config_options.Type(str, default="content")
    """The content folder, relative to `mkdocs.yml`; `docs_dir` is its `pages/`."""
    search = config_options.Type(bool, default=True)
    """Whether to make the search index."""


class SheetPage(Page):
    """A MkDocs page that prints a sheet instead of Markdown."""

    def __init__(
        self, sheet: Sheet, file: File, config: MkDocsConfig, heading: str = H1_ID
    ) -> None:
        self._sheet = sheet
        self._heading = heading
        # MkDocs' templates print titles as they are, on this page and in the navigation of others.
        super().__init__(escape(sheet.title), file, config)

    def read_source(self, config: MkDocsConfig) -> None:
        """Give the page its meta data; there is no source to read."""
        self.markdown = ""
        self.meta = {
            "description": escape(self._sheet.description),
            "factsheet_head": self._sheet.head,
            # Beside a page stand its neighbours; the lists are too long for that, and have none.
            "hide": [] if self.parent and len(self.parent.children) > 1 else ["navigation"],
        }
        if self._sheet.address:
            self.meta["title"] = escape(self._sheet.title)

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Put the sheet's content and table of contents in place."""
        heading = AnchorLink(escape(self._sheet.title), self._heading, 1)
        heading.children = [
            AnchorLink(escape(item.title), item.id, 2) for item in self._sheet.contents
        ]
        self.content = self._sheet.content
        self.toc = TableOfContents([heading])
        self.present_anchor_ids = {self._heading, *(item.id for item in self._sheet.contents)}


class FactSheetPlugin(BasePlugin[FactSheetConfig]):  # type: ignore[no-untyped-call]
    """Prints a folder of records as a site."""

    def __init__(self) -> None:
        self._serving = False
        self._staging: Staging | None = None
        self._unsaid = _Unsaid()
        self._warnings = CountHandler()
        self._warnings.setLevel(logging.WARNING)

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Learn whether the site is served or built, and listen to what MkDocs says of it."""
        self._serving = command == "serve"
        host.log.addFilter(self._unsaid)
        logging.getLogger("mkdocs").addHandler(self._warnings)

    def on_shutdown(self) -> None:
        """Clear away what was built in vain, whatever ended the build: Ctrl-C comes here too."""
        logging.getLogger("mkdocs").removeHandler(self._warnings)
        host.log.removeFilter(self._unsaid)
        if self._staging is not None:
            self._staging.close()
        self._staging = None

    @event_priority(100)
    def _begin(self, config: MkDocsConfig) -> MkDocsConfig:
        """Count the warnings of this build, those of other plugins' `on_config` among them."""
        self._warnings.counts.clear()
        return config

    def _read(self, config: MkDocsConfig) -> MkDocsConfig:
        """Read and check all content before MkDocs touches the last site."""
        folder = Path(config.config_file_path).parent / self.config.content
        self._require(config, folder)
        self._content = self._load(folder, Path.cwd(), config)
        self._press = Press(config.site_url or "")
        self._hosted: list[str] = []
        self._frames: dict[str, Frame] = {}
        self._specimens: dict[str, str] = {}
        # Before Material's templates, behind those that a project puts into its `custom_dir`.
        config.theme.dirs.insert(0 if config.theme.custom_dir is None else 1, str(THEME))
        # MkDocs' own sitemap knows no printed page, and holds today's date.
        config.theme.static_templates.discard("sitemap.xml")
        config.extra_css.insert(0, STYLES)
        config.watch.append(str(folder))
        if config.nav is None:
            config.nav = self._navigation()
        self._stage(config)
        return config

    on_config = CombinedEvent(_begin, _read)

    def on_files(self, files: Files, /, *, config: MkDocsConfig) -> Files:
        """Give MkDocs the pages that exist once, and one specimen of each other kind."""
        for file in [*files]:
            if file.src_dir == config.docs_dir:
                files.remove(file)
        for page in self._content.pages:
            file = File(page.name, config.docs_dir, config.site_dir, config.use_directory_urls)
            files.append(file)
            self._hosted.append(file.url)
            html = render_prose(page.prose, way_up(file.url))
            contents = tuple(
                TocEntry(item.id, item.title) for item in page.prose.headings if item.level == 2
            )
            SheetPage(
                Sheet(file.url, page.title, config.site_description or "", contents, html),
                file,
                config,
                page.prose.headings[0].id,
            )
        made = views.Views(self._content.catalogue, config.site_name, config.site_url or "")
        for view in made.lists():
            self._add(files, self._press.sheet(view), config)
            self._hosted.append(view.address)
        for kind, (place, depth) in KINDS.items():
            model = specimen(place, depth)
            # `edit_uri` names `docs_dir`, which is a folder of the content folder.
            edit_uri = None if place == TIMELINE else f"../{model.edit_path}"
            file = self._add(files, model, config, edit_uri)
            self._specimens[file.src_uri] = kind
            self._unsaid.lines.add(f"Page skipped: '{file.src_uri}'. Generated empty output.")
        return files

    def on_nav(self, nav: Navigation, /, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Hang the specimens below their lists, so that printed pages light up the right tab."""
        sections = {
            child.file.src_uri: item
            for item in nav.items
            if isinstance(item, Section)
            for child in item.children
            if isinstance(child, Page)
        }
        for src_uri, kind in self._specimens.items():
            file = files.get_file_from_path(src_uri)
            if file is not None and file.page is not None:
                file.page.parent = sections.get(f"{KINDS[kind][0]}index.md")
        return nav

    @event_priority(-100)
    def on_post_page(self, output: str, /, *, page: Page, config: MkDocsConfig) -> str:
        """Cut a specimen's finished page into a frame; it is not written itself."""
        output = self._with_policy(output)
        kind = self._specimens.get(page.file.src_uri)
        if kind is None:
            return output
        try:
            self._frames[kind] = cut(output, kind, *KINDS[kind])
        except FrameError as error:
            raise PluginError(f"factsheet: {error}") from None
        return ""

    @event_priority(-100)
    def on_post_template(
        self, output_content: str, /, *, template_name: str, config: MkDocsConfig
    ) -> str:
        """Give the page that stands for missing ones its policy, too."""
        is_page = template_name.endswith(".html")
        return self._with_policy(output_content) if is_page else output_content

    @event_priority(-100)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Print everything, and put the finished site in place of the old one."""
        try:
            self._print(config)
        except SearchError as error:
            raise PluginError(f"factsheet: {error}") from None
        except OSError as error:
            raise PluginError(f"factsheet: the site cannot be written: {error}") from None
        self._unveil(config)

    def _with_policy(self, page: str) -> str:
        # The script that reloads a page after an edit would not be let in.
        return page if self._serving else with_policy(page)

    def _print(self, config: MkDocsConfig) -> None:
        site = Site(Path(config.site_dir), config.site_name, config.site_url or "")
        start = time.perf_counter()
        printed = publish(self._content, self._frames, site, self._press)
        log.info("printed %s pages in %.1f s", f"{len(printed):,}", time.perf_counter() - start)
        if self.config.search:
            start = time.perf_counter()
            number = write_index(self._content.catalogue, site.folder)
            log.info(
                "search index of %s records in %.1f s", f"{number:,}", time.perf_counter() - start
            )
        if site.url:
            write_sitemap([*self._hosted, *printed], site.url, site.folder)

    def _require(self, config: MkDocsConfig, folder: Path) -> None:
        if not config.use_directory_urls:
            raise ConfigurationError(
                "factsheet: `use_directory_urls` must stay true: addresses of records end in `/`."
            )
        if Path(config.docs_dir).resolve() != (folder / PAGES).resolve():
            raise ConfigurationError(
                f"factsheet: set `docs_dir: {self.config.content}/{PAGES}` in mkdocs.yml."
            )
        if Path(config.site_dir).resolve().is_relative_to(folder.resolve()):
            raise ConfigurationError(
                "factsheet: `site_dir` lies in the content folder, which a build would overwrite."
            )

    def _load(self, folder: Path, base: Path, config: MkDocsConfig) -> Content:
        content = load(folder, base, _language(config))
        if content.diagnostics:
            click.echo(
                terminal.render(content.diagnostics, terminal.line_reader(base)) + "\n", err=True
            )
            click.echo(terminal.summary(content.diagnostics, content.catalogue.size), err=True)
            if has_errors(content.diagnostics) or config.strict:
                raise Abort("The site was not built; the last one is untouched.")
        return content

    def _navigation(self) -> list[Any]:
        lists = {"People": PEOPLE, "Themes": THEMES, "Sources": SOURCES, "Timeline": TIMELINE}
        return [
            "index.md",
            *({name: [f"{folder}index.md"]} for name, folder in lists.items()),
            _src_uri(SEARCH),
            {
                "About": [
                    _src_uri(READING),
                    *(page.name for page in self._content.pages),
                    _src_uri(COVERAGE),
                    _src_uri(CORRECTIONS),
                ]
            },
        ]

    def _add(
        self, files: Files, sheet: Sheet, config: MkDocsConfig, edit_uri: str | None = None
    ) -> File:
        file = File.generated(
            config, _src_uri(sheet.address), content="", inclusion=InclusionLevel.NOT_IN_NAV
        )
        file.edit_uri = edit_uri  # read when the page is made
        files.append(file)
        SheetPage(sheet, file, config)
        return file

    def _stage(self, config: MkDocsConfig) -> None:
        """Have MkDocs build beside the site, so that what fails leaves the last one whole."""
        if self._serving:
            return
        self._staging = Staging(Path(config.site_dir))
        try:
            self._staging.open()
        except StagingError as error:
            raise ConfigurationError(f"factsheet: {error} `site_dir` names the site.") from None
        config.site_dir = str(self._staging.folder)
        self._unsaid.lines.add(f"Building documentation to directory: {config.site_dir}")

    def _unveil(self, config: MkDocsConfig) -> None:
        if self._staging is None:
            return
        # MkDocs counts them too, but speaks only when all is done.
        if config.strict and (counts := self._warnings.get_counts()):
            found = ", ".join(f"{number} {level.lower()}s" for level, number in counts)
            raise Abort(f"The site was not built ({found}); the last one is untouched.")
        try:
            self._staging.publish()
        except StagingError as error:
            raise PluginError(f"factsheet: {error}") from None
        config.site_dir = str(self._staging.site)
        log.info("the site is in %s", config.site_dir)


class _Unsaid(logging.Filter):
    """Keeps lines of MkDocs' out of the log that say how a site is made, not how it went."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: set[str] = set()

    def filter(self, record: logging.LogRecord) -> bool:
        return record.getMessage() not in self.lines


@dataclass(frozen=True, slots=True)
class Settings:
    """What `mkdocs.yml` says to the commands: the content folder and the site's language."""

    content: Path
    lang: str


class SettingsError(Exception):
    """`mkdocs.yml` is missing, cannot be read, or does not use this plugin."""


def read_settings(config_file: Path) -> Settings:
    """Read the plugin's settings as MkDocs does.

    Raises:
        SettingsError: in a sentence.
    """
    config, plugin = _load_config(config_file)
    folder = Path(config.config_file_path).parent / plugin.config.content
    return Settings(folder, _language(config))


def build_site(config_file: Path) -> None:
    """Build the site strictly, as `mkdocs build --strict` does.

    Raises:
        SettingsError: in a sentence.
    """
    config, _ = _load_config(config_file, strict=True)
    config.plugins.on_startup(command="build", dirty=False)
    try:
        host.build(config)
    finally:
        config.plugins.on_shutdown()


def _load_config(config_file: Path, **options: Any) -> tuple[MkDocsConfig, "FactSheetPlugin"]:
    if not config_file.is_file():
        raise SettingsError(
            f"There is no {config_file} here. Go to the project's folder, or name one with -f."
        )
    try:
        config = load_config(str(config_file), **options)
    except ConfigurationError as error:
        raise SettingsError(f"{config_file} cannot be used: {error}") from None
    except Abort:
        raise SettingsError(f"{config_file} cannot be used.") from None
    plugin = config.plugins.get("factsheet")
    if not isinstance(plugin, FactSheetPlugin):
        raise SettingsError(
            f"{config_file} does not use the plugin `factsheet`. Add it under `plugins:`."
        )
    return config, plugin


def _language(config: MkDocsConfig) -> str:
    return str(config.theme.get("language") or "en")


def _src_uri(address: str) -> str:
    return (
        f"{address}index.md"
        if address in ("", PEOPLE, THEMES, SOURCES, TIMELINE)
        else f"{address.rstrip('/')}.md"
    )
