"""What a build by MkDocs is for: a folder, or a preview."""

import shutil
import socket
import tempfile
import time
from abc import ABC, abstractmethod
from collections.abc import Callable
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Protocol, cast

import click
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, ConfigurationError, PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import get_plugin_logger

from site_builder.build import (
    Again,
    Joined,
    export,
    export_records,
    index,
    origins_of,
    print_site,
    seal,
    write_sitemap,
)
from site_builder.checks.lines import line_reader
from site_builder.checks.reports import terminal
from site_builder.diagnostics import Diagnostic, has_errors
from site_builder.examine import Content, Inputs, load
from site_builder.exports import schemas
from site_builder.exports.write import FormatError
from site_builder.html.print import AlteredWordsError
from site_builder.html.templating import TEMPLATES
from site_builder.kept import Kept
from site_builder.last_site import LastSite
from site_builder.mkdocs.config import FactSheetConfig
from site_builder.mkdocs.log import MKDOCS, Log
from site_builder.mkdocs.run import THEME, Run
from site_builder.parallel import Beside, Processes
from site_builder.preview import panel
from site_builder.preview.preview import Preview
from site_builder.preview.server import PreviewServer
from site_builder.publishing.manifest import ManifestError, paths_in
from site_builder.search.index import FOLDER as INDEX
from site_builder.search.index import Progress
from site_builder.settings import Download, Site
from site_builder.site_folder import Output, Staging, StagingError
from site_builder.temporary import TemporaryFolder
from site_builder.user_cache import Store

# Seconds after which somebody wonders whether anything still happens.
_PATIENCE = 2.0
NOT_BUILT = "The site was not built; the last one is untouched."
log = get_plugin_logger("factsheet")


class Target(Protocol):
    """What the plugin needs of both."""

    def content(self, inputs: Inputs, *, strict: bool) -> Content:
        """Return the content to build from.

        Raises:
            Abort: nothing can be built from it.
        """
        ...

    def open(self, config: MkDocsConfig) -> None:
        """Have MkDocs build into a new folder."""
        ...

    def export(self, run: Run) -> None:
        """Write the site's data."""
        ...

    def finish(self, run: Run, config: MkDocsConfig) -> None:
        """Take over what MkDocs has built."""
        ...

    @property
    def has_pages(self) -> bool:
        """Whether there are pages to show an error on."""
        ...

    def close(self) -> None:
        """Stop everything that is running, and remove what was not published."""
        ...


class FolderTarget(ABC):
    """A folder that MkDocs builds into, and that replaces the last one when it is complete."""

    has_pages = False
    DONE = "the site is in %s"

    def __init__(self, notes: Log) -> None:
        self._log = notes
        self._staging: Staging | None = None
        """Where it is built, from `open` to `close`."""

    def content(self, inputs: Inputs, *, strict: bool) -> Content:
        """Read and check everything, and show the faults."""
        content = load(inputs)
        if content.diagnostics:
            show(content.diagnostics, str(content.size))
            if strict or has_errors(content.diagnostics):
                raise Abort(NOT_BUILT)
        return content

    def open(self, config: MkDocsConfig) -> None:
        """Have MkDocs build beside the site, so that a failure leaves the last one as it was."""
        self._staging = Staging(Path(config.site_dir))
        try:
            self._staging.open(log.info)
        except StagingError as error:
            raise ConfigurationError(f"factsheet: {error} `site_dir` names the site.") from None
        config.site_dir = str(self._staging.folder)
        self._log.mute(f"Building documentation to directory: {config.site_dir}")

    def export(self, run: Run) -> None:
        """Write the site's data."""
        self._export(run)

    def _export(self, run: Run, kept: Kept | None = None) -> Joined | None:
        """Write the site's data, if it has any, and note which files there are to download."""
        start, site = time.perf_counter(), run.site
        if not site.exports:
            return None
        try:
            # This process joins what the others make. Fewer of these take less memory, too.
            executor, output = Processes(takes_long=True), Output(run.folder)
            made = export(run.content, site, run.content_folder, output, executor, kept)
        except FormatError as error:
            raise PluginError(f"factsheet: {error}") from None
        except OSError as error:
            raise PluginError(f"factsheet: cannot write the data: {error}") from None
        downloads = tuple(Download(file.path, file.size) for file in made.written)
        run.site = site._replace(downloads=downloads)
        seconds = time.perf_counter() - start
        log.info("wrote the data (%s) in %.1f s", ", ".join(site.exports), seconds)
        return made

    def finish(self, run: Run, config: MkDocsConfig) -> None:
        """Print everything, and put the finished site in place of the old one."""
        try:
            self._print(run)
        except (AlteredWordsError, ManifestError) as error:
            raise PluginError(f"factsheet: {error}") from None
        except OSError as error:
            raise PluginError(f"factsheet: cannot write the site: {error}") from None
        # MkDocs counts them too, but only ends when everything is done.
        if config.strict and self._log.warnings:
            raise Abort(
                f"The site was not built ({self._log.warnings}); the last one is untouched."
            )
        staging = self._opened
        try:
            staging.publish()
        except StagingError as error:
            raise PluginError(f"factsheet: {error}") from None
        config.site_dir = str(staging.site)
        log.info(self.DONE, config.site_dir)

    @abstractmethod
    def _print(self, run: Run) -> None:
        """Write everything that MkDocs does not.

        Raises:
            AlteredWordsError: a page does not have the words that were found.
            ManifestError: a file has a name that cannot be listed.
            OSError: a file cannot be written.
        """

    def close(self) -> None:
        """Remove what was built and not published."""
        if self._staging is not None:
            self._staging.close()
        self._staging = None

    @property
    def _opened(self) -> Staging:
        assert self._staging is not None  # opened before MkDocs built
        return self._staging


class OnThisMachine(FolderTarget):
    """The site's folder, of which this machine makes everything that has changed."""

    def __init__(self, notes: Log) -> None:
        super().__init__(notes)
        self._begun: _Begun | None = None
        """What is made before MkDocs' pages, from `export` to `close`."""
        self._last: LastSite | None = None
        """What is shared with the last site, while the new one is printed."""

    def export(self, run: Run) -> None:
        """Begin the search index, and write the data: they take one processor each."""
        self._begun = begun = _Begun(run)
        begun.data = self._export(run, begun.kept("data"))

    def finish(self, run: Run, config: MkDocsConfig) -> None:
        """Note what the next site can share with this one."""
        super().finish(run, config)
        if self._last is not None:
            self._last.keep(is_replaced=True)
            self._last = None

    def _print(self, run: Run) -> None:
        begun = self._begun
        assert begun is not None  # by `export`
        output, start = Output(run.folder), time.perf_counter()
        # From now on, nobody but this build writes into the folder.
        others = [*paths_in(run.folder)]
        output.write_all(run.shared_files())
        self._last = last = LastSite(self._opened.site)
        if begun.data is not None:
            export_records(begun.data, output, Processes(), last)
        again = Again(begun.kept("pages"), last)
        printed = print_site(
            run.content, run.frames, run.site, output, Processes(), again, run.views
        )
        seconds = time.perf_counter() - start
        log.info("printed %s pages in %.1f s", f"{len(printed):,}", seconds)
        write_sitemap([*run.hosted, *printed], run.site, output)
        if begun.index is not None:
            number, seconds = begun.index.result()
            log.info("search index of %s records in %.1f s", f"{number:,}", seconds)
            others += paths_in(run.folder, INDEX)
        seal(output, Processes(), others)

    def close(self) -> None:
        """Remove what was built and not published, and keep what was shared for the next build."""
        if self._begun is not None and self._begun.index is not None:
            self._begun.index.stop()  # before its folder is removed
        super().close()
        if self._last is not None:
            self._last.keep(is_replaced=False)
        self._begun = self._last = None


class _Begun:
    """What is made before MkDocs' pages: the search index, by another process, and the data."""

    def __init__(self, run: Run) -> None:
        self._folder, self._origins = run.content_folder, origins_of(run.content, run.site)
        self.data: Joined | None = None
        self.index: Beside[tuple[int, float]] | None = None
        if run.site.search:
            work = (run.content, run.site, Output(run.folder), self.kept("index"))
            self.index = Beside(partial(_indexed, *work))

    def kept(self, what: str) -> Kept:
        """Return what earlier builds have kept."""
        return Kept(Store(self._folder, what), self._origins)


def _indexed(content: Content, site: Site, output: Output, kept: Kept) -> tuple[int, float]:
    """Write the search index; return the number of records in it, and how many seconds it took."""
    start, told = time.perf_counter(), progress("search index: %s of %s records")
    number = index(content, site, output, Processes(1), told, kept)
    return number, time.perf_counter() - start


class Live:
    """A preview, which prints pages when they are requested; `mkdocs serve` serves it."""

    def __init__(self) -> None:
        self._preview = Preview(Path.cwd(), show, MKDOCS)
        self._built_in = TemporaryFolder()

    @property
    def has_pages(self) -> bool:
        """Whether MkDocs has built once."""
        return self._preview.site_folder is not None

    def content(self, inputs: Inputs, *, strict: bool) -> Content:
        """Return the last content without errors, or none; the preview shows what is wrong."""
        del strict
        return self._preview.content(inputs)

    def open(self, config: MkDocsConfig) -> None:
        """Have MkDocs build into a new folder: one that fails must not empty what is served."""
        served = self._preview.site_folder
        if served is None:
            _require_port(config)
        for folder in self._built_in.path.iterdir():
            if folder != served:
                shutil.rmtree(folder, ignore_errors=True)
        config.site_dir = tempfile.mkdtemp(dir=self._built_in.path)

    def export(self, run: Run) -> None:
        """Write nothing: a preview shows pages, and is to start at once."""

    def finish(self, run: Run, config: MkDocsConfig) -> None:
        """Have the preview show what MkDocs has built."""
        del config
        output = Output(run.folder)
        output.write_all(chain(schemas.files(), run.shared_files()))
        self._preview.built(run)

    def serve(
        self,
        server: LiveReloadServer,
        config: MkDocsConfig,
        own: FactSheetConfig,
        builder: Callable[[], None],
    ) -> LiveReloadServer:
        """Replace MkDocs' own server with the preview's."""
        server.server_close()
        editor = panel.editor(own.editor, self._preview.base)
        preview = PreviewServer(server.url, self._preview, editor, log.info, polling=own.polling)
        watched = (config.config_file_path, config.theme.custom_dir, TEMPLATES, THEME)
        for path in watched:
            if path is not None:
                preview.watch(str(path))
        self._preview.begin(builder)
        # It has everything that MkDocs calls on its own server.
        return cast(LiveReloadServer, preview)

    def close(self) -> None:
        """End the preview."""
        self._preview.end()
        self._built_in.remove()


def progress(line: str) -> Progress:
    """Return what logs how far something is, if that takes longer than a few seconds."""
    said = time.perf_counter()

    def tell(done: int, total: int) -> None:
        nonlocal said
        if done < total and time.perf_counter() - said > _PATIENCE:
            said = time.perf_counter()
            log.info(line, f"{done:,}", f"{total:,}")

    return tell


def show(diagnostics: tuple[Diagnostic, ...], size: str) -> None:
    """Print what is wrong, or that nothing is, in the terminal."""
    if diagnostics:
        lines = line_reader(Path.cwd())
        click.echo(terminal.render(diagnostics, lines) + "\n", err=True)
    click.echo(terminal.summary(diagnostics, size), err=True)


def _require_port(config: MkDocsConfig) -> None:
    """Make sure at once that the address is free: MkDocs finds out after everything is built."""
    host_name, port = config.dev_addr
    try:
        family = socket.AF_INET6 if ":" in host_name else socket.AF_INET
        socket.create_server((host_name, port), family=family).close()
    except OSError as error:
        raise Abort(
            f"Cannot serve on {host_name}:{port}: {error.strerror}."
            f" Use another port, as in `mkdocs serve --dev-addr {host_name}:{port + 1}`."
        ) from None
