"""MkDocs' hooks: they translate between the host and the rooms, and decide nothing.

When what happens (MkDocs 1.6):
- `on_config`: all content is read and checked, while the last site still stands untouched;
- `on_files`: lists, prose pages and one specimen per kind become MkDocs pages;
- `on_post_page`: the specimens' pages are cut into frames, and not written;
- `on_post_build`: everything else is printed, and the finished site takes the old one's place.

`mkdocs serve` prints nothing beforehand: it hands the frames to a preview (`serving`), and its
server's place is taken by the preview's.
"""

import logging
import shutil
import socket
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, Literal, cast

import click
from jinja2 import Environment
from mkdocs.commands import build as host
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, ConfigurationError, MkDocsException, PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority, get_plugin_logger
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation, Section
from mkdocs.structure.pages import Page
from mkdocs.utils import CountHandler

from site_builder import views
from site_builder.build import Content, load, publish
from site_builder.checks.reports import terminal
from site_builder.diagnostics import Diagnostic, has_errors
from site_builder.exports import schemas
from site_builder.exports.sitemap import write_sitemap
from site_builder.hosts.mkdocs.pages import KINDS, SheetPage, source_of
from site_builder.hosts.mkdocs.render import MkDocs
from site_builder.hosts.mkdocs.settings import FactSheetConfig, language, read_config, require
from site_builder.hosts.staging import Staging, StagingError
from site_builder.pages.csp import with_policy
from site_builder.pages.frame import Frame, FrameError, Sheet, cut, specimen
from site_builder.pages.press import Press
from site_builder.pages.templating import TEMPLATES
from site_builder.pages.write import Site
from site_builder.preview import panel
from site_builder.preview.failure import culprit, fault_of
from site_builder.preview.preview import Preview
from site_builder.preview.server import PreviewServer
from site_builder.search.index import write_index
from site_builder.search.pagefind import PagefindError
from site_builder.views.addresses import (
    CORRECTIONS,
    COVERAGE,
    PEOPLE,
    READING,
    SEARCH,
    SOURCES,
    THEMES,
    TIMELINE,
)

THEME = Path(__file__).parent / "theme"
STYLES = "assets/stylesheets/factsheet.css"
log = get_plugin_logger("factsheet")


class FactSheetPlugin(BasePlugin[FactSheetConfig]):  # type: ignore[no-untyped-call]
    """Prints a folder of records as a site."""

    def __init__(self) -> None:
        self._preview: Preview | None = None
        self._staging: Staging | None = None
        self._unsaid = _Unsaid()
        self._warnings = CountHandler()
        self._warnings.setLevel(logging.WARNING)

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Learn whether the site is served or built, and listen to what MkDocs says of it."""
        if _is_live(command):
            self._preview = Preview(Path.cwd(), _say, logging.getLogger("mkdocs"))
            self._built_in = tempfile.TemporaryDirectory(
                prefix="factsheet-preview-", ignore_cleanup_errors=True
            )
        host.log.addFilter(self._unsaid)
        logging.getLogger("mkdocs").addHandler(self._warnings)

    def on_shutdown(self) -> None:
        """Clear away what was built in vain, whatever ended the build: Ctrl-C comes here too."""
        logging.getLogger("mkdocs").removeHandler(self._warnings)
        host.log.removeFilter(self._unsaid)
        if self._staging is not None:
            self._staging.close()
        self._staging = None
        if self._preview is not None:
            self._preview.end()
            self._built_in.cleanup()
        self._preview = None

    def on_build_error(self, *, error: Exception) -> None:
        """End with a sentence and its place where a project's template or hook has failed.

        A preview that has pages shows it over them; what else may fail keeps its traceback.
        """
        is_shown = self._preview is not None and self._preview.site_folder is not None
        base = Path.cwd()
        if is_shown or isinstance(error, MkDocsException) or culprit(error, base) is None:
            return
        fault = replace(fault_of(error, base), hint="")
        click.echo(terminal.render([fault], terminal.line_reader(base)) + "\n", err=True)
        raise Abort("The site was not built; the last one is untouched.") from None

    @event_priority(100)
    def _begin(self, config: MkDocsConfig) -> MkDocsConfig:
        """Count the warnings of this build, those of other plugins' `on_config` among them."""
        self._warnings.counts.clear()
        return config

    def _read(self, config: MkDocsConfig) -> MkDocsConfig:
        """Read and check all content before MkDocs touches the last site."""
        folder = Path(config.config_file_path).parent / self.config.content
        require(config, self.config, folder)
        if self._preview is None:
            self._content = self._load(folder, Path.cwd(), config)
        else:
            self._content = self._preview.content(folder, language(config))
        self._press = Press(config.site_url or "", search=self.config.search)
        self._hosted: list[tuple[str, str]] = []
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
            # The theme brings its own sitemap too, as a template that nobody fills.
            if file.src_dir == config.docs_dir or file.src_uri == "sitemap.xml":
                files.remove(file)
        for page in self._content.pages:
            file = File(page.name, config.docs_dir, config.site_dir, config.use_directory_urls)
            files.append(file)
            self._hosted.append((page.address, page.title))
            sheet = self._press.prose_sheet(page, config.site_description or "")
            SheetPage(sheet, file, config, page.prose.headings[0].id)
        site = self._site(config)
        made = views.Views(self._content.catalogue, site.name, site.url, search=site.search)
        for plan in made.lists():
            self._add(files, self._press.sheet(plan.page()), config)
            self._hosted.append((plan.address, plan.title))
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
        for src_uri, kind in self._specimens.items():
            page, index = (
                file.page
                for file in map(files.get_file_from_path, (src_uri, f"{KINDS[kind][0]}index.md"))
                if file is not None
            )
            if page is not None and index is not None:
                # A page at the top may have others below it: MkDocs asks no more of a parent.
                page.parent = index.parent or cast(Section, index)
        self._nav = nav
        return nav

    @event_priority(-100)
    def on_env(self, env: Environment, /, *, config: MkDocsConfig, files: Files) -> None:
        """Keep what rendering one page again will take."""
        self._env, self._files = env, files

    @event_priority(-100)
    def on_post_page(self, output: str, /, *, page: Page, config: MkDocsConfig) -> str:
        """Cut a specimen's finished page into a frame; it is not written itself."""
        output = with_policy(output, page.content or "")
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
        return with_policy(output_content) if is_page else output_content

    @event_priority(-100)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Print everything, and put the finished site in place of the old one."""
        if self._preview is not None:
            schemas.write(Path(config.site_dir) / schemas.FOLDER)
            self._preview.built(self._built(config))
            return
        try:
            self._print(config)
        except PagefindError as error:
            raise PluginError(f"factsheet: {error}") from None
        except OSError as error:
            raise PluginError(f"factsheet: the site cannot be written: {error}") from None
        self._unveil(config)

    def on_serve(
        self, server: LiveReloadServer, /, *, config: MkDocsConfig, builder: Callable[[], None]
    ) -> LiveReloadServer:
        """Put the preview's server in the place of MkDocs' own."""
        preview = self._preview
        if preview is None:
            return server
        server.server_close()
        own = PreviewServer(
            server.url,
            preview,
            panel.editor(self.config.editor, preview.base),
            log.info,
            polling=self.config.polling,
        )
        overrides = config.theme.custom_dir
        for path in (config.config_file_path, overrides, TEMPLATES, THEME):
            if path is not None:
                own.watch(str(path))
        preview.begin(builder)
        # MkDocs calls nothing on it that this one lacks.
        return cast(LiveReloadServer, own)

    def _print(self, config: MkDocsConfig) -> None:
        site = self._site(config)
        start = time.perf_counter()
        printed = publish(self._content, self._frames, site)
        log.info("printed %s pages in %.1f s", f"{len(printed):,}", time.perf_counter() - start)
        if self.config.search:
            start = time.perf_counter()
            number = write_index(self._content.catalogue, site.folder)
            log.info(
                "search index of %s records in %.1f s", f"{number:,}", time.perf_counter() - start
            )
        if site.url:
            hosted = (address for address, _ in self._hosted)
            write_sitemap([*hosted, *printed], site.url, site.folder)

    def _built(self, config: MkDocsConfig) -> MkDocs:
        written = len(self._content.pages)
        return MkDocs(
            config,
            self._files,
            self._nav,
            self._env,
            self._site(config),
            config.site_description or "",
            self._frames,
            tuple(self._hosted[:written]),
            tuple(self._hosted[written:]),
        )

    def _site(self, config: MkDocsConfig) -> Site:
        folder, url = Path(config.site_dir), config.site_url or ""
        return Site(folder, config.site_name, url, self.config.search)

    def _load(self, folder: Path, base: Path, config: MkDocsConfig) -> Content:
        content = load(folder, base, language(config))
        if content.diagnostics:
            _say(content.diagnostics, str(content.size))
            if has_errors(content.diagnostics) or config.strict:
                raise Abort("The site was not built; the last one is untouched.")
        return content

    def _navigation(self) -> list[Any]:
        return [
            *map(source_of, ("", PEOPLE, THEMES, SOURCES, TIMELINE)),
            *([source_of(SEARCH)] if self.config.search else []),
            {
                "About": [
                    source_of(READING),
                    *(page.name for page in self._content.pages),
                    source_of(COVERAGE),
                    source_of(CORRECTIONS),
                ]
            },
        ]

    def _add(
        self, files: Files, sheet: Sheet, config: MkDocsConfig, edit_uri: str | None = None
    ) -> File:
        file = File.generated(
            config, source_of(sheet.address), content="", inclusion=InclusionLevel.NOT_IN_NAV
        )
        file.edit_uri = edit_uri  # read when the page is made
        files.append(file)
        SheetPage(sheet, file, config)
        return file

    def _stage(self, config: MkDocsConfig) -> None:
        """Have MkDocs build beside the site, so that what fails leaves the last one whole."""
        if self._preview is not None:
            served = self._preview.site_folder
            if served is None:
                _require_port(config)
            # Neither a build that fails nor one without this plugin may empty what is served.
            for folder in Path(self._built_in.name).iterdir():
                if folder != served:
                    shutil.rmtree(folder, ignore_errors=True)
            config.site_dir = tempfile.mkdtemp(dir=self._built_in.name)
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


def _is_live(command: str) -> bool:
    """Whether `mkdocs serve` is to reload pages; with `--no-livereload` it serves one build.

    With `--clean` it calls itself a build, but only it has that option.
    """
    is_serve = command == "serve"
    context = click.get_current_context(silent=True)
    return is_serve if context is None else bool(context.params.get("livereload", is_serve))


def _require_port(config: MkDocsConfig) -> None:
    """Say at once that an address is taken: MkDocs finds out when all is read and built."""
    host_name, port = config.dev_addr
    try:
        family = socket.AF_INET6 if ":" in host_name else socket.AF_INET
        socket.create_server((host_name, port), family=family).close()
    except OSError as error:
        raise Abort(
            f"{host_name}:{port} cannot be served: {error.strerror}."
            f" Take another port, as `mkdocs serve --dev-addr {host_name}:{port + 1}`."
        ) from None


def _say(diagnostics: tuple[Diagnostic, ...], size: str) -> None:
    """Say in the terminal what is wrong, or that nothing is."""
    if diagnostics:
        lines = terminal.line_reader(Path.cwd())
        click.echo(terminal.render(diagnostics, lines) + "\n", err=True)
    click.echo(terminal.summary(diagnostics, size), err=True)


class _Unsaid(logging.Filter):
    """Keeps lines of MkDocs' out of the log that say how a site is made, not how it went."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: set[str] = set()

    def filter(self, record: logging.LogRecord) -> bool:
        return record.getMessage() not in self.lines


def build_site(config_file: Path) -> None:
    """Build the site strictly, as `mkdocs build --strict` does.

    Raises:
        SettingsError: in a sentence.
    """
    config, _ = read_config(config_file, strict=True)
    config.plugins.on_startup(command="build", dirty=False)
    try:
        host.build(config)
    finally:
        config.plugins.on_shutdown()
