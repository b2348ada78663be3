"""Read what `mkdocs.yml` says to the commands, without the parts of MkDocs that build a site."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from mkdocs.exceptions import ConfigurationError
from mkdocs.utils.yaml import get_yaml_loader, yaml_load

from site_builder.content.document import first_fault, read_text
from site_builder.content.values import locales
from site_builder.settings import Publisher, Site

PLUGIN = "factsheet"
CONTENT = "content"
"""The content folder, if `mkdocs.yml` names no other."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What `mkdocs.yml` says to the commands: the content folder, the site and its language."""

    content: Path
    lang: str
    site: Site


class SettingsError(Exception):
    """`mkdocs.yml` is missing, cannot be read, or does not use this plugin."""


def read_settings(config_file: Path) -> Settings:
    """Read what the commands need, without loading plugins, themes and hooks.

    Raises:
        SettingsError: in a sentence.
    """
    require_file(config_file)
    try:
        with config_file.open("rb") as opened:
            settings = yaml_load(opened, _loader())
    except (ConfigurationError, OSError) as error:
        said = _not_yaml(config_file) or str(error)
        raise SettingsError(f"Cannot use {config_file}: {said}") from None
    if not isinstance(settings, dict):
        raise SettingsError(f"Cannot use {config_file}: it contains no settings.")
    own = _options(settings.get("plugins"))
    if own is None:
        raise SettingsError(missing_plugin(config_file))
    content = own.get("content", CONTENT)
    if not isinstance(content, str):
        raise SettingsError(f"Cannot use {config_file}: `content` is not the name of a folder.")
    theme = settings.get("theme")
    lang = theme.get("language") if isinstance(theme, dict) else None
    if fault := language_fault(str(lang or "en")):
        raise SettingsError(fault)
    site = Site(
        str(settings.get("site_name") or ""),
        with_slash(str(settings.get("site_url") or "")),
        publisher=_publisher(own.get("publisher")),
    )
    return Settings(config_file.absolute().parent / content, str(lang or "en"), site)


def _not_yaml(config_file: Path) -> str:
    """Return where a file is no YAML, and what to do about it; empty if it is some."""
    text, _ = read_text(config_file, str(config_file))
    fault = first_fault(str(config_file), text) if text else None
    return f"line {fault.span.line}: {fault.message} {fault.hint}" if fault else ""


def _publisher(own: object) -> Publisher:
    """Return what the commands need of a publisher; only a build checks it."""
    given = own if isinstance(own, dict) else {}
    known = {name: str(given[name]) for name in Publisher._fields if given.get(name)}
    return Publisher(**known)


def _loader() -> Any:
    """Return MkDocs' loader, but one that runs nothing: values of other tags become None."""
    loader = get_yaml_loader(yaml.SafeLoader)
    loader.add_multi_constructor("", lambda *_: None)
    return loader


def _options(plugins: object) -> Mapping[str, Any] | None:
    """Return this plugin's options, from a list or a mapping of plugins; None if it is not used."""
    listed = plugins if isinstance(plugins, list) else [plugins]
    for item in listed:
        if item == PLUGIN:
            return {}
        if isinstance(item, dict) and PLUGIN in item:
            options = item[PLUGIN]
            return options if isinstance(options, dict) else {}
    return None


def require_file(config_file: Path) -> None:
    """Check that the settings are there.

    Raises:
        SettingsError: they are not.
    """
    if config_file.is_dir():
        said = f"{config_file} is a folder. Name the settings in it with -f, such as"
        raise SettingsError(f"{said} {config_file / 'mkdocs.yml'}.")
    if not config_file.is_file():
        raise SettingsError(
            f"No {config_file} here. Change to the project's folder, or name the file with -f."
            " `factsheet init FOLDER` starts a new site."
        )


def missing_plugin(config_file: Path) -> str:
    """Return what to do if the settings do not use this plugin."""
    return f"{config_file} does not use the plugin `{PLUGIN}`. Add it under `plugins:`."


def language_fault(lang: str) -> str:
    """Return why a site cannot be in a language; empty if it can."""
    if locales.has_names(lang):
        return ""
    return (
        f"The names of countries and months are not known in `{lang}`."
        " Set another `language:` under `theme:` in mkdocs.yml."
    )


def with_slash(url: str) -> str:
    """Return an address that ends in one slash, unless it is empty."""
    return f"{url.rstrip('/')}/" if url else ""
