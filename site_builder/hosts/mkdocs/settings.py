"""What `mkdocs.yml` says: to the hooks, and to the commands."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mkdocs.config import config_options, load_config
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, ConfigurationError

from site_builder.content.discover import PAGES, label
from site_builder.content.values import locales
from site_builder.preview.failure import culprit


class FactSheetConfig(Config):  # type: ignore[no-untyped-call]
    """Settings in `mkdocs.yml`, under `plugins: - factsheet:`."""

    content = config_options.Type(str, default="content")
    """The content folder, relative to `mkdocs.yml`; `docs_dir` is its `pages/`."""
    search = config_options.Type(bool, default=True)
    """Whether to make the search index, and all that leads to it."""
    editor = config_options.Type(str, default="auto")
    """What opens a place from `mkdocs serve` (`report.html.editor`)."""
    polling = config_options.Type(bool, default=False)
    """Whether `mkdocs serve` looks for changes by itself: for mounts that report none."""


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
    config, own = read_config(config_file)
    if fault := language_fault(config):
        raise SettingsError(fault)
    folder = Path(config.config_file_path).parent / own.content
    return Settings(folder, language(config))


def read_config(config_file: Path, **options: Any) -> tuple[MkDocsConfig, FactSheetConfig]:
    """Read `mkdocs.yml` as MkDocs does; `options` stand in place of what it says.

    Raises:
        SettingsError: in a sentence.
    """
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
    except Exception as error:
        # A hook is anybody's program, and may raise anything as soon as it is loaded.
        place = culprit(error, config_file.absolute().parent)
        if place is None:
            raise
        said = error.msg if isinstance(error, SyntaxError) else error
        raise SettingsError(
            f"{config_file} cannot be used. In {label(place[0], Path.cwd())}, line {place[1]}:"
            f" {type(error).__name__}: {said}"
        ) from None
    plugin = config.plugins.get("factsheet")
    own = plugin and plugin.config
    if not isinstance(own, FactSheetConfig):
        raise SettingsError(
            f"{config_file} does not use the plugin `factsheet`. Add it under `plugins:`."
        )
    return config, own


def require(config: MkDocsConfig, own: FactSheetConfig, folder: Path) -> None:
    """Refuse settings with which no site can be built.

    Raises:
        ConfigurationError: in a sentence.
    """
    if not config.use_directory_urls:
        raise ConfigurationError(
            "factsheet: `use_directory_urls` must stay true: addresses of records end in `/`."
        )
    if fault := language_fault(config):
        raise ConfigurationError(f"factsheet: {fault}")
    if Path(config.docs_dir).resolve() != (folder / PAGES).resolve():
        raise ConfigurationError(f"factsheet: set `docs_dir: {own.content}/{PAGES}` in mkdocs.yml.")
    if Path(config.site_dir).resolve().is_relative_to(folder.resolve()):
        raise ConfigurationError(
            "factsheet: `site_dir` lies in the content folder, which a build would overwrite."
        )


def language_fault(config: MkDocsConfig) -> str:
    """Why a site cannot be in the language that is set; empty if it can."""
    lang = language(config)
    if locales.has_names(lang):
        return ""
    return (
        f"No names of countries and months are known in `{lang}`."
        " Set another `language:` under `theme:` in mkdocs.yml."
    )


def language(config: MkDocsConfig) -> str:
    """The site's language, which is the theme's (BCP 47)."""
    return str(config.theme.get("language") or "en")
