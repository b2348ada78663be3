"""Make what takes long: the search index, and the list of all addresses.

Both are made after a quiet moment, by a process of their own, so that no page waits for them. It
reads the content itself; until it is done, what it made last is served.
"""

import json
import os
import subprocess
import sys
import threading
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Protocol

from site_builder.build import index, write_sitemap
from site_builder.diagnostics import has_errors
from site_builder.examine import Inputs, load
from site_builder.parallel import Processes
from site_builder.settings import Site
from site_builder.site_folder import Output
from site_builder.temporary import TemporaryFolder
from site_builder.views import Views

_QUIET_SECONDS = 1.0


@dataclass(frozen=True, slots=True)
class Job:
    """What to make, in values that JSON can hold. `pages` are the addresses of the host's pages."""

    content: str
    base: str
    lang: str
    site_name: str
    site_url: str
    pages: tuple[str, ...]
    search: bool


class Done(Protocol):
    """Called when a job is done."""

    def __call__(self, *, is_first: bool) -> None:
        """Take note; `is_first` says that nothing was made before."""


class Background:
    """Does the last job that was requested, and tells when one is done."""

    def __init__(self, done: Done) -> None:
        self.folder: Path | None = None
        """The folder that the last job made; None before the first."""
        self._done = done
        self._job: Job | None = None
        self._wanted = threading.Condition()
        self._process: subprocess.Popen[bytes] | None = None
        self._made: TemporaryFolder | None = None
        self._thread = threading.Thread(target=self._run, name="background", daemon=True)

    def want(self, job: Job) -> None:
        """Do this job instead of any other."""
        with self._wanted:
            self._job = job
            if self._process is not None:
                self._process.kill()
            self._wanted.notify_all()
        if not self._thread.is_alive():
            self._thread.start()

    def stop(self) -> None:
        """Stop everything that is running, and leave nothing behind."""
        with self._wanted:
            self._job = None
            if self._process is not None:
                self._process.kill()
        if self._made is not None:
            self._made.remove()

    def _run(self) -> None:
        while True:
            with self._wanted:
                self._wanted.wait_for(lambda: self._job is not None)
                while self._wanted.wait(_QUIET_SECONDS):
                    pass  # another job came
                job, self._job = self._job, None
                if job is None:
                    continue
                made = TemporaryFolder()
                self._process = subprocess.Popen(
                    [sys.executable, "-m", __name__, json.dumps(asdict(job)), str(made.path)],
                    stdout=subprocess.DEVNULL,
                    stderr=subprocess.DEVNULL,
                )
            code = self._process.wait()
            with self._wanted:
                self._process = None
            if code:
                made.remove()
                continue
            last, self._made, self.folder = self._made, made, made.path
            if last is not None:
                last.remove()
            self._done(is_first=last is None)


def do(job: Job, folder: Path) -> bool:
    """Do a job into a folder; return False if the content has errors, so that nothing is made."""
    content = load(Inputs(Path(job.content), Path(job.base), job.lang))
    if has_errors(content.diagnostics):
        return False
    site = Site(job.site_name, job.site_url, job.search)
    records = Views(content.catalogue, site, content.proofs).records()
    addresses = [*job.pages, *(view.address for view in records)]
    output = Output(folder)
    write_sitemap(addresses, site, output)
    index(content, site, output, Processes())
    return True


if __name__ == "__main__":
    if hasattr(os, "nice"):
        os.nice(10)  # whoever is writing comes first
    values = json.loads(sys.argv[1])
    values["pages"] = tuple(values["pages"])
    sys.exit(0 if do(Job(**values), Path(sys.argv[2])) else 1)
