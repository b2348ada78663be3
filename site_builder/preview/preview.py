"""What is shown: the pages of the last content without errors, and what is wrong now.

One thread looks at the files (`Preview.look`) and replaces the whole state at once; the threads
that answer browsers only see complete states.
"""

import logging
import threading
import time
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from site_builder.content.catalogue import Size, link
from site_builder.content.discover import Listing
from site_builder.diagnostics import Diagnostic, has_errors
from site_builder.examine import Content, Inputs
from site_builder.html.press import Press
from site_builder.preview.access import read_below
from site_builder.preview.background import Background, Job
from site_builder.preview.failure import fault_of, heard, plugin_is_gone
from site_builder.preview.marks import Marks, marks
from site_builder.preview.pages import Host, Pages, generated_pages, hand_written_pages
from site_builder.preview.workspace import Workspace

Say = Callable[[tuple[Diagnostic, ...], str], None]
"""Called with what is wrong whenever that changes, and with the content's size in words."""


@dataclass(frozen=True, slots=True)
class State:
    """What is shown at one time. Later states have higher numbers; the first may have no pages."""

    number: int
    pages: Pages | None = None
    diagnostics: tuple[Diagnostic, ...] = ()


class Preview:
    """The preview of one site. Diagnostics name files relative to `base`.

    `log` is where the host says why it cannot build.
    """

    def __init__(self, base: Path, say: Say, log: logging.Logger) -> None:
        self.base = base
        self._say, self._log = say, log
        self._workspace: Workspace | None = None
        self._content: Content | None = None
        self._good: Content | None = None  # the last content without errors
        self._host: Host | None = None
        self._press: Press | None = None
        self._build: Callable[[], None] = lambda: None
        self._settings: tuple[Path, ...] = ()
        self._seen: Marks = {}
        self._failed: tuple[Diagnostic, ...] = ()
        self._is_settled = False
        self._background = Background(self._load_again)
        self._printing = threading.Lock()
        self._news = threading.Condition()
        # A browser that outlives this process finds another number, and reloads its page.
        self._state = State(int(time.time()) * 1000)

    # During a build of the host

    def content(self, inputs: Inputs) -> Content:
        """Return the content to build from: the last without errors, or empty content."""
        if self._workspace is None or self._workspace.inputs != inputs:
            self._workspace = Workspace(inputs)
        self._refresh()
        return self._good or Content((), 0, Size(), Listing(), link((), inputs.lang, {}), ())

    def built(self, host: Host) -> None:
        """Take over what the host has built."""
        self._host = host

    # Between its builds

    def begin(self, build: Callable[[], None]) -> None:
        """Show what the host has built; `build` makes it build again."""
        self._build = build
        self._show()

    def watch(self, path: Path) -> None:
        """Have the host build again when this file, or anything in this folder, changes."""
        if self._workspace is None or not path.is_relative_to(self._workspace.inputs.content):
            self._settings = (*self._settings, path)
            self._seen = marks(self._settings)

    def end(self) -> None:
        """Stop everything that is running, and leave nothing behind."""
        self._background.stop()

    @property
    def site_folder(self) -> Path | None:
        """The folder from which files are served, if there is one yet."""
        return self._host.folder if self._host else None

    @property
    def roots(self) -> tuple[Path, ...]:
        """The files and folders to look at."""
        return (*self._settings, *((self._workspace.inputs.content,) if self._workspace else ()))

    def look(self, written: Collection[str] = ()) -> bool:
        """Look at the files and show the result; return whether to look again in a quiet moment.

        If some paths are known to have been `written`, only these are looked at in the content.
        Whatever is wrong with the files is shown, and ends nothing.
        """
        before, seen = self._content, marks(self._settings)
        try:
            if seen != self._seen:
                self._seen = seen
                self._run_host()
            self._refresh(written)
            if self._content is not before:
                self._follow(lambda content, host: hand_written_pages(content) == host.hand_written)
                self._is_settled = False
            elif not self._is_settled:
                self._follow(
                    lambda content, host: generated_pages(content, host.site) == host.generated
                )
                self._is_settled = True
        except Exception as error:  # noqa: BLE001  a preview goes on, whatever is written
            self._failed = (fault_of(error, self.base),)
            self._is_settled = True
            if self._workspace is not None:
                self._workspace = Workspace(self._workspace.inputs)
        self._show()
        return not self._is_settled

    def _refresh(self, written: Collection[str] = ()) -> None:
        assert self._workspace is not None  # the host asked for content when it first built
        self._content = self._workspace.refresh(written)
        if not has_errors(self._content.diagnostics):
            self._good = self._content

    def _follow(self, agree: Callable[[Content, Host], bool]) -> None:
        """Have the host build again if its navigation no longer matches the content."""
        if self._good is None or self._host is None:
            return
        if not agree(self._good, self._host):
            self._run_host()

    def _run_host(self) -> None:
        before = self._host
        with heard(self._log) as lines:
            try:
                self._build()
            except (Exception, SystemExit) as error:  # noqa: BLE001  others' code runs there
                self._failed = (fault_of(error, self.base, lines),)
            else:
                self._failed = () if self._host is not before else (plugin_is_gone(self.base),)

    def _show(self) -> None:
        """Replace the state if anything is new."""
        last, pages = self._state, self._state.pages
        content = self._content.diagnostics if self._content else ()
        diagnostics = (*self._failed, *content)
        if self._good is not None and self._host is not None:
            pages = self._pages(self._good, self._host)
        if pages is last.pages and diagnostics == last.diagnostics:
            return
        with self._printing:
            if self._press is not None:
                self._press.forget()
            self._state = State(last.number + 1, pages, diagnostics)
        self._tell()
        if diagnostics != last.diagnostics and self._content is not None:
            self._say(diagnostics, str(self._content.size))
        if pages is not None and pages is not last.pages:
            self._background.want(self._job(pages))

    def _pages(self, content: Content, host: Host) -> Pages:
        last = self._state.pages
        if last is not None and last.content is content and last.host is host:
            return last
        if self._press is None or last is None or last.host is not host:
            self._press = Press(
                host.site, content.catalogue.lang
            )  # its templates may be others now
        return Pages(content, host, self._press)

    def _job(self, pages: Pages) -> Job:
        assert self._workspace is not None
        host = pages.host
        return Job(
            str(self._workspace.inputs.content),
            str(self.base),
            self._workspace.inputs.lang,
            host.site.name,
            host.site.url,
            tuple(address for address, _ in (*host.hand_written, *host.generated)),
            host.site.search,
        )

    # For the server

    @contextmanager
    def showing(self) -> Iterator[State]:
        """Yield the present state, from which nobody else prints meanwhile."""
        with self._printing:
            yield self._state

    def made_in_background(self, path: str) -> bytes | None:
        """Return a file that takes long to make, as it was last made; None if there is none."""
        folder = self._background.folder
        return None if folder is None else read_below(folder, path)

    def wait(self, number: int, seconds: float) -> int:
        """Return the present state's number; if it is `number`, wait `seconds` for the next."""
        with self._news:
            self._news.wait_for(lambda: self._state.number != number, seconds)
        return self._state.number

    def _load_again(self, *, is_first: bool) -> None:
        """Have pages reload that found no search index; those that found one keep it."""
        if is_first:
            with self._printing:
                self._state = replace(self._state, number=self._state.number + 1)
            self._tell()

    def _tell(self) -> None:
        with self._news:
            self._news.notify_all()
