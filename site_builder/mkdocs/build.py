"""Build a site as `mkdocs build --strict` does, from another program."""

from collections.abc import Callable
from pathlib import Path

from mkdocs.commands import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, ConfigurationError
from mkdocs.plugins import get_plugin_logger

from site_builder.build import seal
from site_builder.content.discover import label
from site_builder.mkdocs.log import Log
from site_builder.mkdocs.plugin import FactSheetPlugin
from site_builder.mkdocs.settings import (
    PLUGIN,
    SettingsError,
    missing_plugin,
    require_file,
)
from site_builder.mkdocs.targets import FolderTarget, OnThisMachine
from site_builder.parallel import Processes
from site_builder.preview.failure import culprit
from site_builder.publishing.manifest import ManifestError
from site_builder.site_folder import Output, Staging, StagingError
from site_builder.stages.work import Built, StageError, Work, copy

log = get_plugin_logger("factsheet")


def build_site(config_file: Path, target: Callable[[Log], FolderTarget] = OnThisMachine) -> None:
    """Build the site strictly, into its folder or another target.

    Raises:
        SettingsError: in a sentence.
    """
    config = _read(config_file)
    own = config.plugins[PLUGIN]
    assert isinstance(own, FactSheetPlugin)
    own.folder = target
    config.plugins.on_startup(command="build", dirty=False)
    try:
        build.build(config)
    finally:
        config.plugins.on_shutdown()
        own.folder = OnThisMachine  # MkDocs gives the next build of this process the same plugin


def finish_site(config_file: Path, work: Work) -> Built:
    """Put together the site whose stages are done, in the place of the last one.

    Raises:
        SettingsError: in a sentence.
        StageError: a stage is not done, or the site cannot be replaced.
        OSError: a file cannot be written.
    """
    staging = Staging(Path(_read(config_file).site_dir))
    work.require_host()
    try:
        staging.open(log.info)
        output = Output(staging.folder)
        built = work.finish(output, copy)
        seal(output, Processes())
        staging.publish()
    except (StagingError, ManifestError) as error:
        raise StageError(str(error)) from None
    finally:
        staging.close()
    return built


def _read(config_file: Path) -> MkDocsConfig:
    require_file(config_file)
    try:
        config = load_config(str(config_file), strict=True)
    except ConfigurationError as error:
        raise SettingsError(f"Cannot use {config_file}: {error}") from None
    except Abort:
        raise SettingsError(f"Cannot use {config_file}.") from None
    except Exception as error:
        # A hook is anybody's program, and may raise anything as soon as it is loaded.
        place = culprit(error, config_file.absolute().parent)
        if place is None:
            raise
        problem = error.msg if isinstance(error, SyntaxError) else error
        raise SettingsError(
            f"Cannot use {config_file}. In {label(place[0], Path.cwd())}, line {place[1]}:"
            f" {type(error).__name__}: {problem}"
        ) from None
    if PLUGIN not in config.plugins:
        raise SettingsError(missing_plugin(config_file))
    return config
