"""`factsheet build`."""

import logging
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import click

from site_builder.cli.extras import missing
from site_builder.cli.settings import Refusal, config_option, work_option
from site_builder.mkdocs.build import build_site
from site_builder.mkdocs.settings import SettingsError
from site_builder.temporary import Turn

_OWN = "cluster"


@click.command("build")
@config_option
@click.option(
    "--cluster",
    metavar="tcp://HOST:PORT",
    help="The scheduler of a Dask cluster, whose workers share the build.",
)
@work_option
def command(config_file: Path, cluster: str | None, work: Path) -> None:
    """Check all content and build the site.

    If there is any fault, even a warning, the existing site stays unchanged.

    Exit code: 0 built, 1 the content has faults or the site cannot be written, 2 the command
    failed.
    """
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    try:
        if cluster is None:
            build_site(config_file)
        else:
            _build_on(cluster, config_file, work)
    except SettingsError as error:
        raise Refusal(str(error)) from None


def _build_on(address: str, config_file: Path, folder: Path) -> None:
    try:
        from site_builder.stages.cluster import Cluster, ClusterError
    except ModuleNotFoundError as error:
        raise Refusal(missing(error, "cluster")) from None
    from site_builder.mkdocs.staged import OnCluster
    from site_builder.stages.work import StageError, Work

    with _own(folder.absolute()) as own:
        work = Work(own)
        try:
            with Cluster(address, work) as workers:
                build_site(config_file, lambda notes: OnCluster(notes, work, workers))
        except (ClusterError, StageError) as error:
            raise Refusal(str(error)) from None


@contextmanager
def _own(folder: Path) -> Iterator[Path]:
    """Give one build at a time a folder in the work folder; nothing else there is removed."""
    own, turn = folder / _OWN, Turn(folder / f".{_OWN}.lock")
    try:
        turn.take(lambda: click.echo(f"Waiting for another build in {folder} to end.", err=True))
    except OSError as error:
        raise Refusal(f"Cannot write {error.filename}: {error.strerror}.") from None
    try:
        # A killed build has left it.
        shutil.rmtree(own, ignore_errors=True)
        yield own
    finally:
        shutil.rmtree(own, ignore_errors=True)
        turn.end()
        with suppress(OSError):  # something else is there
            folder.rmdir()
