"""Targets of a build that others print: a cluster now, or whoever does the stages later."""

import shutil
import time
from typing import TYPE_CHECKING

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import get_plugin_logger

from site_builder.build import printer_of, seal, write_beside
from site_builder.examine import Content, Inputs
from site_builder.mkdocs.log import Log
from site_builder.mkdocs.run import Run
from site_builder.mkdocs.targets import FolderTarget, progress
from site_builder.parallel import Processes
from site_builder.site_folder import Output
from site_builder.stages.work import Plan, Work

if TYPE_CHECKING:
    from site_builder.stages.cluster import Cluster

log = get_plugin_logger("factsheet")


class _Staged(FolderTarget):
    """A folder that is built in stages, from a plan in a work folder."""

    def __init__(self, notes: Log, work: Work) -> None:
        super().__init__(notes)
        self._work = work

    def _write_beside(self, run: Run) -> Output:
        """Write all that is beside the printed pages."""
        output = Output(run.folder)
        output.write_all(run.shared_files())
        printer = printer_of(run.content, run.frames, run.site, run.views)
        write_beside(run.content, printer, output)
        return output

    def _put_plan(self, run: Run) -> None:
        self._work.put_plan(Plan(run.content, run.frames, run.site, run.hosted))


class Planned(_Staged):
    """What MkDocs writes of a site, and the plan of all the rest, in a work folder."""

    DONE = "MkDocs' pages are in %s"

    def open(self, config: MkDocsConfig) -> None:
        """Have MkDocs build into the work folder."""
        self._work.folder.mkdir(parents=True, exist_ok=True)
        config.site_dir = str(self._work.host)
        super().open(config)

    def finish(self, run: Run, config: MkDocsConfig) -> None:
        """Put the plan last, so that nobody prints before MkDocs' pages are in their place."""
        super().finish(run, config)
        try:
            self._put_plan(run)
        except OSError as error:
            raise PluginError(f"factsheet: cannot write the plan: {error}") from None
        log.info("the plan is made")

    def _print(self, run: Run) -> None:
        self._write_beside(run)


class OnCluster(_Staged):
    """The site's folder, printed by a cluster."""

    def __init__(self, notes: Log, work: Work, cluster: "Cluster") -> None:
        super().__init__(notes, work)
        self._cluster = cluster

    def content(self, inputs: Inputs, *, strict: bool) -> Content:
        """Have the cluster read and check everything, and show the faults."""
        return super().content(inputs._replace(executor=self._cluster), strict=strict)

    def _print(self, run: Run) -> None:
        start = time.perf_counter()
        self._put_plan(run)
        begun = self._cluster.begin()
        output = self._write_beside(run)
        self._cluster.wait(begun, progress("%s of %s shards are done"))
        built = self._work.finish(output, shutil.move)
        seal(output, Processes())
        log.info(
            "printed %s pages, and put %s records into the search index, on the cluster in %.1f s",
            f"{built.pages:,}",
            f"{built.documents:,}",
            time.perf_counter() - start,
        )
