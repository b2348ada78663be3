"""Build a site as `mkdocs build --strict` does, from another program."""

from pathlib import Path

from mkdocs.commands import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, ConfigurationError

from site_builder.content.discover import label
from site_builder.mkdocs.settings import (
    PLUGIN,
    SettingsError,
    missing_plugin,
    require_file,
)
from site_builder.preview.failure import culprit


def build_site(config_file: Path) -> None:
    """Build the site strictly.

    Raises:
        SettingsError: in a sentence.
    """
    config = _read(config_file)
    config.plugins.on_startup(command="build", dirty=False)
    try:
        build.build(config)
    finally:
        config.plugins.on_shutdown()


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
