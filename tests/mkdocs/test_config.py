"""What settings a build can use, and what it says of others."""

import logging
import re

import pytest
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import ConfigurationError
from mkdocs.plugins import BasePlugin

from site_builder.mkdocs.config import FactSheetConfig, require
from tests.support.project import Project


@pytest.mark.parametrize(
    ("name", "options", "message"),
    [
        ("awesome-nav", {}, "remove the plugin `awesome-nav` in mkdocs.yml: it replaces the menu"),
        ("material/blog", {}, "remove the plugin `material/blog` in mkdocs.yml: posts are in"),
        (
            "git-revision-date-localized",
            {"enabled": True},
            "remove the plugin `git-revision-date-localized` in mkdocs.yml: it would date every",
        ),
        ("glightbox", {}, "remove the plugin `glightbox` in mkdocs.yml: it rewrites pages"),
        ("i18n", {}, "remove the plugin `i18n` in mkdocs.yml: it needs a file for each page"),
        ("rss", {}, "remove the plugin `rss` in mkdocs.yml: it needs a file for each page"),
        ("material/social", {}, "remove the plugin `material/social` in mkdocs.yml: it would give"),
        ("minify", {"minify_html": True}, "set `minify_html: false` under `minify:`"),
    ],
)
def test_a_plugin_that_spoils_pages_is_refused(
    project: Project, name: str, options: dict[str, bool], message: str
) -> None:
    """A plugin with which pages would be wrong is refused in a sentence with its name."""
    with pytest.raises(ConfigurationError, match=f"^factsheet: {re.escape(message)}"):
        beside(project, name, options)


@pytest.mark.parametrize(
    ("name", "options"),
    [
        ("rss", {"enabled": False}),
        ("minify", {"minify_html": False}),
        ("tags", {}),
        ("search", {}),
    ],
)
def test_a_plugin_that_does_no_harm_is_taken(
    project: Project, name: str, options: dict[str, bool]
) -> None:
    """A plugin that is turned off, or that leaves pages as they are, is no reason to end."""
    beside(project, name, options)


def beside(project: Project, name: str, options: dict[str, bool]) -> None:
    """Have the plugin look at settings that have another one, of this name, as well."""
    config = load_config(str(project.folder / "mkdocs.yml"))
    other = BasePlugin[MkDocsConfig]()
    other.config = options  # type: ignore[assignment]
    config.plugins[name] = other
    own = FactSheetConfig()
    own.load_dict({"content": "dossier"})
    require(config, own, project.content)


def test_a_name_that_is_html_is_refused(project: Project) -> None:
    """A site's name with signs that Material would print as HTML is refused."""
    project.set(site_name="Facts <b>")
    with pytest.raises(ConfigurationError, match="write `site_name` without `<`"):
        project.build()


def test_the_plugin_that_changes_addresses_is_named(project: Project) -> None:
    """Material's `offline` turns off what the addresses of records need; the sentence names it."""
    project.set(plugins=["offline", {"factsheet": {"content": "dossier", "search": False}}])
    with pytest.raises(ConfigurationError, match="remove the plugin `offline`"):
        project.build()


PUBLISHER = {
    "editor": "Keepers & <b>Co.</b>",
    "contact": "keepers@dossier.example",
    "report": "https://dossier.example/form?a=1&b=2",
    "licence": "CC BY 4.0",
    "licence_url": "https://licence.example/",
    "updated": "2024-11-06",
}


def test_who_publishes_a_site_is_at_the_foot_of_each_page(project: Project) -> None:
    """Editor, contact, form, licence and last change are on each page, and on one of their own."""
    project.set(plugins=[plugin(PUBLISHER)])
    project.build()
    for address in ("", "people/ada-keeper/lamps/", "publisher/"):
        _, foot = project.page(address).split("<footer")
        assert "Keepers &amp; &lt;b&gt;Co.&lt;/b&gt;</a>" in foot
        assert 'href="mailto:keepers@dossier.example"' in foot
        assert 'href="https://dossier.example/form?a=1&amp;b=2"' in foot
        assert '<a href="https://licence.example/" rel="license external">CC BY 4.0</a>' in foot
        assert "Last change: 6 November 2024" in foot
    own, _ = project.page("publisher/").split("<footer")
    assert "<dd>Keepers &amp; &lt;b&gt;Co.&lt;/b&gt;<" in own
    assert ">keepers@dossier.example</a>" in own
    assert ">https://dossier.example/form?a=1&amp;b=2</a>" in own
    assert "<dd>6 November 2024<" in own


def test_what_a_publisher_leaves_out_is_said_once(
    project: Project, caplog: pytest.LogCaptureFixture
) -> None:
    """A strict build says what is missing, and ends well: nothing on the site is wrong."""
    project.set(plugins=[plugin({"editor": "Keepers", "licence": "CC0"})])
    with caplog.at_level(logging.INFO):
        project.build()
    (said,) = (line for line in caplog.messages if "who publishes" in line)
    assert "Under `publisher:`, add `contact`, `report`." in said
    assert "Report a mistake" not in project.page("")


def test_a_site_without_a_publisher_has_no_page_for_one(project: Project) -> None:
    """Without settings there is neither a page nor a list at the foot of pages."""
    project.build()
    assert not (project.site / "publisher").exists()
    assert "fs-publisher" not in project.page("")


@pytest.mark.parametrize(
    ("setting", "message"),
    [
        ({"contact": "javascript:alert(1)"}, "`contact` under `publisher` is not an e-mail or web"),
        ({"report": "a@b@c.example"}, "`report` under `publisher` is not an e-mail or web address"),
        ({"licence_url": "a@b.example"}, "`licence_url` under `publisher` is not a web address"),
        ({"updated": "today"}, "`updated` under `publisher`: `today` is not a date."),
    ],
)
def test_what_is_no_address_is_refused(
    project: Project, setting: dict[str, str], message: str
) -> None:
    """What would not lead anywhere, or would run, is refused in a sentence."""
    project.set(plugins=[plugin(setting)])
    with pytest.raises(ConfigurationError, match=re.escape(message)):
        project.build()


def plugin(publisher: dict[str, str]) -> dict[str, object]:
    """The plugin's entry in the settings."""
    return {"factsheet": {"content": "dossier", "search": False, "publisher": publisher}}
