"""MkDocs' hooks. They translate between the host and the stages, and decide nothing.

What happens when (MkDocs 1.6):
- `on_config`: all content is read and checked, while the last site is still untouched;
- `on_pre_build`: MkDocs gets a new folder to build into;
- `on_files`: the data are written; lists, prose pages and one specimen per kind become pages;
- `on_post_page`: the specimens' pages are cut into frames, and not written;
- `on_post_build`: everything else is printed, and the finished site takes the old one's place.

`mkdocs serve` prints nothing in advance: it hands the frames to a preview, whose server takes the
place of its own.
"""

import errno
import signal
import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Literal

import click
from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, MkDocsException, PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority, get_plugin_logger
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from site_builder.checks.lines import line_reader
from site_builder.checks.reports import terminal
from site_builder.examine import Inputs
from site_builder.html.csp import with_policy
from site_builder.html.frame import FrameError
from site_builder.html.slim import slim
from site_builder.mkdocs.config import (
    EXPECTED,
    FactSheetConfig,
    language,
    publisher_of,
    require,
    site_url,
)
from site_builder.mkdocs.log import Log
from site_builder.mkdocs.run import Run
from site_builder.mkdocs.targets import NOT_BUILT, FolderTarget, Live, OnThisMachine, Target
from site_builder.preview.failure import culprit, fault_of
from site_builder.search.words import stemmer_files
from site_builder.settings import NOBODY
from site_builder.views.words import ENGLISH, site_words

log = get_plugin_logger("factsheet")
# Full, over the user's quota, failing, or become read-only.
_DISK = (errno.ENOSPC, errno.EDQUOT, errno.EIO, errno.EROFS)


class FactSheetPlugin(BasePlugin[FactSheetConfig]):  # type: ignore[no-untyped-call]
    """Prints a folder of records as a site."""

    def __init__(self) -> None:
        self._log = Log()
        self.folder: Callable[[Log], FolderTarget] = OnThisMachine
        """What makes the target of a build; another program may put another one here."""
        self._target: Target = OnThisMachine(self._log)
        self._run: Run | None = None
        self.publisher = NOBODY
        self.words = site_words(ENGLISH)

    @property
    def stemmers(self) -> list[str]:
        """The files by which most searches have stems: those for the site's language."""
        return stemmer_files([self.words.lang])

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Choose what the build is for, and listen to what MkDocs logs of it."""
        is_live = _is_live(command)
        self._target = Live() if is_live else self.folder(self._log)
        self._log.start()
        # MkDocs removes its temporary folder after Ctrl-C, and not when a system ends it.
        if is_live and threading.current_thread() is threading.main_thread():
            signal.signal(signal.SIGTERM, signal.default_int_handler)

    def on_shutdown(self) -> None:
        """Remove what was not published, whatever ended the build: Ctrl-C comes here too."""
        self._log.stop()
        self._target.close()

    def on_build_error(self, *, error: Exception) -> None:
        """End with a sentence if a project's template or hook has failed, or the disk is full.

        A preview that has pages shows it over them; any other failure keeps its traceback.
        """
        base = Path.cwd()
        if self._target.has_pages or isinstance(error, MkDocsException):
            return
        if culprit(error, base) is None:
            # MkDocs writes files of its own, and says nothing of a disk that takes no more.
            if isinstance(error, OSError) and error.errno in _DISK:
                raise Abort(f"Cannot write the site: {error.strerror}. {NOT_BUILT}") from None
            return
        fault = replace(fault_of(error, base), hint="")
        click.echo(terminal.render([fault], line_reader(base)) + "\n", err=True)
        raise Abort(NOT_BUILT) from None

    @event_priority(100)
    def _begin(self, config: MkDocsConfig) -> MkDocsConfig:
        """Count the warnings of this build, including those of other plugins' `on_config`."""
        self._log.forget_warnings()
        return config

    @event_priority(-100)
    def _read(self, config: MkDocsConfig) -> MkDocsConfig:
        """Read and check all content, with the settings as other plugins have left them."""
        folder = Path(config.config_file_path).parent / self.config.content
        require(config, self.config, folder)
        config.site_url = site_url(config)
        self.publisher = publisher_of(self.config.publisher, language(config))
        if missing := [name for name in EXPECTED if not getattr(self.publisher, name)]:
            # A warning would stop a strict build, though nothing on the site is wrong.
            log.info(
                "mkdocs.yml does not say who publishes this site. Under `publisher:`, add %s.",
                ", ".join(f"`{name}`" for name in missing),
            )
        self.words = site_words(language(config))
        if not self.words.are_translated:
            # No warning either: a strict build in this language would never succeed.
            log.info(
                "The site's own words (labels, headings, words such as “about” before a date) stay"
                " in English: they are not translated into `%s` yet. See docs/translate.md.",
                self.words.lang,
            )
        inputs = Inputs(folder, Path.cwd(), language(config))
        content = self._target.content(inputs, strict=config.strict)
        own = self.config
        self._run = Run(
            config,
            content,
            search=own.search,
            publisher=self.publisher,
            cards=own.cards,
            exports=own.exports,
        )
        self._run.prepare()
        config.watch.append(str(folder))
        return config

    on_config = CombinedEvent(_begin, _read)

    @event_priority(100)
    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Have MkDocs build into a new folder.

        Not in `on_config`: programs such as mike call that to find out where the site will be.
        """
        self._target.open(config)

    def on_files(self, files: Files, /, *, config: MkDocsConfig) -> Files:
        """Write the data, which a page describes, and give MkDocs its pages."""
        self._target.export(self._present)
        self._present.add_pages(files)
        for name in self._present.specimens:
            self._log.mute(f"Page skipped: '{name}'. Generated empty output.")
        return files

    def on_nav(self, nav: Navigation, /, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Place the specimens in the navigation."""
        self._present.hang_specimens(nav)
        return nav

    @event_priority(-100)
    def on_env(self, env: Environment, /, *, config: MkDocsConfig, files: Files) -> None:
        """Keep what it takes to render one page again."""
        self._present.env = env

    @event_priority(-100)
    def on_post_page(self, output: str, /, *, page: Page, config: MkDocsConfig) -> str:
        """Finish a page; a specimen's becomes a frame, and is not written itself."""
        try:
            return self._present.finish_page(output, page)
        except FrameError as error:
            raise PluginError(f"factsheet: {error}") from None

    @event_priority(-100)
    def on_post_template(
        self, output_content: str, /, *, template_name: str, config: MkDocsConfig
    ) -> str:
        """Give the page for missing ones its policy, too."""
        is_page = template_name.endswith(".html")
        return with_policy(slim(output_content)) if is_page else output_content

    @event_priority(-100)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Print everything else."""
        self._target.finish(self._present, config)

    def on_serve(
        self, server: LiveReloadServer, /, *, config: MkDocsConfig, builder: Callable[[], None]
    ) -> LiveReloadServer:
        """Serve the preview."""
        if isinstance(self._target, Live):
            return self._target.serve(server, config, self.config, builder)
        return server

    @property
    def _present(self) -> Run:
        assert self._run is not None  # made in `on_config`
        return self._run


def _is_live(command: str) -> bool:
    """Check whether `mkdocs serve` is to reload pages; with `--no-livereload` it serves one build.

    With `--clean` it calls itself a build, but only it has that option.
    """
    is_serve = command == "serve"
    context = click.get_current_context(silent=True)
    return is_serve if context is None else bool(context.params.get("livereload", is_serve))
