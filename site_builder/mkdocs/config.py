"""Check what `mkdocs.yml` says to a build: the plugin's settings, and those of MkDocs."""

import datetime
import re
from collections.abc import Collection
from pathlib import Path

from mkdocs.config import config_options
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import ConfigurationError
from mkdocs.utils import get_theme_dir

from site_builder.content.discover import PAGES
from site_builder.content.values.dates import parse
from site_builder.content.values.urls import url_fault
from site_builder.exports import DEFAULTS, FORMATS
from site_builder.mkdocs.settings import CONTENT, language_fault, with_slash
from site_builder.settings import Publisher

# An address that is certainly one; what is beyond these is refused rather than linked.
_MAIL = re.compile(r"[A-Za-z0-9._+-]+@([A-Za-z0-9-]+\.)+[A-Za-z]{2,}")
# Other plugins with which pages would be wrong or could not be built, and why (`docs/settings.md`).
_REFUSED = {
    "awesome-nav": "it replaces the menu with one of files, and records have none; use `nav:`",
    "blog": "posts are in folders, and only the pages directly in the pages folder are read",
    "git-revision-date-localized": "it would date every record with the day of the build",
    "glightbox": "it rewrites pages in a way that printed pages could not follow",
    "i18n": "it needs a file for each page, and most pages have none",
    "rss": "it needs a file for each page, and most pages have none",
    "social": "it would give all records of a kind one image; images are drawn without it",
}
EXPECTED = ("editor", "contact", "report", "licence")
"""What readers expect of a publisher."""


class PublisherConfig(Config):  # type: ignore[no-untyped-call]
    """Who publishes the site: shown at the foot of each page, and on a page of its own."""

    editor = config_options.Type(str, default="")
    """Who is responsible: a name."""
    contact = config_options.Type(str, default="")
    """How to reach them: an e-mail or web address."""
    report = config_options.Type(str, default="")
    """Where readers report a mistake, without Git: an e-mail address, or that of a form."""
    licence = config_options.Type(str, default="")
    """How the editors' own work may be reused, as `CC BY 4.0`."""
    licence_url = config_options.Type(str, default="")
    """The licence's address."""
    updated = config_options.Type((str, datetime.date), default="")
    """The day of the last change. A build knows none by itself (decision 19)."""


class FactSheetConfig(Config):  # type: ignore[no-untyped-call]
    """Settings in `mkdocs.yml`, under `plugins: - factsheet:`."""

    content = config_options.Type(str, default=CONTENT)
    """The content folder, relative to `mkdocs.yml`; `docs_dir` is its `pages/`."""
    search = config_options.Type(bool, default=True)
    """Whether to make the search index, and all that leads to it."""
    cards = config_options.Type(bool, default=True)
    """Whether to draw an image for each page, which is shown where a link to it is shared."""
    editor = config_options.Type(str, default="auto")
    """The editor in which `mkdocs serve` opens a place (`preview.panel.editor`)."""
    polling = config_options.Type(bool, default=False)
    """Whether `mkdocs serve` polls for changes, for mounts that report none."""
    exports = config_options.ListOfItems(
        config_options.Choice(tuple(FORMATS)), default=list(DEFAULTS)
    )
    """The formats in which the site's data are written (`docs/data.md`)."""
    publisher = config_options.SubConfig(PublisherConfig)
    """Who publishes the site."""


def require(config: MkDocsConfig, own: FactSheetConfig, folder: Path) -> None:
    """Refuse settings with which no site can be built.

    Raises:
        ConfigurationError: in a sentence.
    """
    if not config.use_directory_urls:
        raise ConfigurationError(
            "factsheet: keep `use_directory_urls: true`, and remove the plugin `offline`, which"
            " turns it off; the addresses of records end in `/`."
        )
    if set('<>"') & set(config.site_name):
        raise ConfigurationError(
            'factsheet: write `site_name` without `<`, `>` and `"`; Material prints it as HTML.'
        )
    _require_plugins(config)
    if get_theme_dir("material") not in config.theme.dirs:
        raise ConfigurationError(
            "factsheet: set `name: material` under `theme:` in mkdocs.yml; the pages need Material."
        )
    if "navigation.instant" in _features(config):
        raise ConfigurationError(
            "factsheet: remove the feature `navigation.instant` in mkdocs.yml; with it, lists,"
            " filters and the search would only work on the first page that a reader opens."
        )
    if fault := language_fault(language(config)):
        raise ConfigurationError(f"factsheet: {fault}")
    if Path(config.docs_dir).resolve() != (folder / PAGES).resolve():
        raise ConfigurationError(f"factsheet: set `docs_dir: {own.content}/{PAGES}` in mkdocs.yml.")
    if Path(config.site_dir).resolve().is_relative_to(folder.resolve()):
        raise ConfigurationError(
            "factsheet: `site_dir` is in the content folder, which a build would overwrite."
        )


def has_tabs(config: MkDocsConfig) -> bool:
    """Return whether the main menu is above each page; otherwise it is beside it."""
    return "navigation.tabs" in _features(config)


def _features(config: MkDocsConfig) -> Collection[str]:
    return config.theme.get("features") or ()


def _require_plugins(config: MkDocsConfig) -> None:
    for name, plugin in config.plugins.items():
        short = name.rpartition("/")[2]
        if short in _REFUSED and plugin.config.get("enabled", True):
            raise ConfigurationError(
                f"factsheet: remove the plugin `{name}` in mkdocs.yml: {_REFUSED[short]}."
            )
        if short == "minify" and plugin.config.get("minify_html"):
            raise ConfigurationError(
                "factsheet: set `minify_html: false` under `minify:` in mkdocs.yml; it rewrites"
                " pages in a way that printed pages could not follow."
            )


def publisher_of(own: PublisherConfig, lang: str) -> Publisher:
    """Return who publishes the site.

    Raises:
        ConfigurationError: a value is not what it is to be, in a sentence.
    """
    updated = str(own.updated)
    try:
        if updated:
            # Most sites have none, and commands that show no page need no words for it.
            from site_builder.views.words.dates import date_in_words

            updated = date_in_words(parse(updated), lang)
    except ValueError as error:
        raise ConfigurationError(f"factsheet: `updated` under `publisher`: {error}") from None
    for name in ("contact", "report", "licence_url"):
        address = own[name]
        is_mail = name != "licence_url" and _MAIL.fullmatch(address)
        if address and not is_mail and (problem := url_fault(address)):
            kind = "a web address" if name == "licence_url" else "an e-mail or web address"
            raise ConfigurationError(
                f"factsheet: `{name}` under `publisher` is not {kind}: {problem}"
            )
    return Publisher(own.editor, own.contact, own.report, own.licence, own.licence_url, updated)


def language(config: MkDocsConfig) -> str:
    """Return the site's language, which is the theme's (BCP 47)."""
    return str(config.theme.get("language") or "en")


def site_url(config: MkDocsConfig) -> str:
    """Return the site's address, which ends in one slash; empty if it is not set.

    MkDocs sees to that, but not for what a plugin such as mike puts there.
    """
    return with_slash(config.site_url or "")
