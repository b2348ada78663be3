"""The package in another project: what it builds there, what it refuses, what it leaves alone."""

import errno
import logging
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import click
import pytest
from click.testing import CliRunner
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page

from site_builder.cli import main
from site_builder.html.frame import SENTINEL
from tests.support.project import Project, person, snapshot, statement, tree

MKDOCS = (sys.executable, "-m", "mkdocs")
FACTSHEET = (str(Path(sys.executable).with_name("factsheet")),)
BAD = person(statement(date="2023-02-30"))
DOUBTFUL = person(statement(quote="“Keep the lamps lit.”"))


def run(
    *command: str, cwd: Path, env: dict[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run a command as a person does, and keep what it says."""
    return subprocess.run(
        command,
        cwd=cwd,
        env=os.environ | {"NO_MKDOCS_2_WARNING": "1", "NO_COLOR": "1"} | (env or {}),
        capture_output=True,
        text=True,
        check=False,
    )


def last_site(project: Project) -> dict[str, tuple[bytes, int]]:
    """Have a site stand there from before; returns its snapshot."""
    page = project.site / "people" / "ada-keeper" / "index.html"
    page.parent.mkdir(parents=True)
    page.write_text("The last site", encoding="utf-8")
    return snapshot(project.site)


# Building


@pytest.mark.parametrize("command", [(*MKDOCS, "build", "--strict"), (*FACTSHEET, "build")])
def test_builds_elsewhere(project: Project, command: tuple[str, ...]) -> None:
    """Another project builds its own content with the package, and is told where the site is."""
    done = run(*command, cwd=project.folder)
    said = done.stdout + done.stderr
    assert done.returncode == 0, said
    assert "Keep the lamps lit." in project.page("people/ada-keeper/lamps")
    assert f"the site is in {project.site}\n" in said
    for puzzling in ("skipped", ".site.new", "Traceback"):
        assert puzzling not in said


def test_checks_elsewhere(project: Project) -> None:
    """`factsheet check` reads the content folder that `mkdocs.yml` names, and builds nothing."""
    done = run(*FACTSHEET, "check", cwd=project.folder)
    assert done.returncode == 0, done.stderr
    assert "No faults in 1 person, 1 theme, 1 source, 1 statement" in done.stdout
    assert not project.site.exists()


def test_nothing_of_the_making_is_left(project: Project) -> None:
    """No file of the site, and none beside it, shows how it was made."""
    project.set(site_url="https://fact-sheet.example/")
    project.build()
    files = tree(project.site)
    assert not [path for path, file in files.items() if SENTINEL.encode() in file]
    assert not [path for path in files if SENTINEL in path or path.endswith(".gz")]
    assert {file.name for file in project.folder.iterdir()} == {"dossier", "mkdocs.yml", "site"}


def test_no_sitemap_without_an_address(project: Project) -> None:
    """A site that does not know its own address has no sitemap, not even an empty one."""
    project.build()
    assert not [path for path in tree(project.site) if "sitemap" in path]


def test_no_records_at_all(project: Project) -> None:
    """A content folder without a record gives a site with empty lists."""
    for file in project.content.rglob("*.yml"):
        file.unlink()
    project.build()
    assert "people/index.html" in tree(project.site)


def test_edit_link_from_any_folder(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """An edit link opens the record's file, whatever folder the build is started in."""
    project.set(
        repo_url="https://git.example/",
        edit_uri="edit/main/dossier/pages/",
        theme={"name": "material", "font": False, "features": ["content.action.edit"]},
    )
    (project.folder / "deeper").mkdir()
    for folder in (project.folder, project.folder.parent, project.folder / "deeper"):
        monkeypatch.chdir(folder)
        project.build()
        for address in ("people/ada-keeper", "people/ada-keeper/lamps"):
            assert "https://git.example/edit/main/dossier/people/ada-keeper.yml" in (
                project.page(address)
            )


def test_ghp_finds_the_site(project: Project) -> None:
    """`mkdocs gh-deploy` publishes the finished site."""
    for command in (
        ("init", "--quiet", "--initial-branch", "main"),
        ("init", "--quiet", "--bare", "remote"),
        ("remote", "add", "origin", "remote"),
    ):
        assert run("git", *command, cwd=project.folder).returncode == 0
    who = {
        f"GIT_{role}_{what}": "ada@example.org"
        for role in ("AUTHOR", "COMMITTER")
        for what in ("NAME", "EMAIL")
    }
    done = run(*MKDOCS, "gh-deploy", "--strict", cwd=project.folder, env=who)
    assert done.returncode == 0, done.stderr
    shown = run(
        "git", "show", "gh-pages:people/ada-keeper/index.html", cwd=project.folder / "remote"
    )
    assert shown.stdout == project.page("people/ada-keeper")


class Guest(BasePlugin[MkDocsConfig]):  # type: ignore[no-untyped-call]
    """Another plugin, with a page of its own."""

    def on_files(self, files: Files, /, *, config: MkDocsConfig) -> Files:
        """Add the page."""
        files.append(
            File.generated(
                config, "guest.md", content="# Guest", inclusion=InclusionLevel.NOT_IN_NAV
            )
        )
        return files


def test_leaves_pages_of_other_plugins(project: Project) -> None:
    """A page that another plugin makes is published as well, whichever comes first."""
    project.build(plugins=[Guest()])
    assert "<h1" in project.page("guest")


def test_publishes_only_what_it_has_read(project: Project) -> None:
    """A hidden file and an editor's copy in `pages/` are passed over, and not published."""
    project.write("pages/.secret.txt", "no")
    project.write("pages/notes.md~", "# No")
    project.write("pages/notes.md", "# Yes\n")
    project.build()
    assert not [path for path in tree(project.site) if path.endswith("~") or "secret" in path]
    assert "Yes" in project.page("notes")


def test_without_search_nothing_leads_to_it(project: Project) -> None:
    """With `search: false` no page, in however many parts, links to a search or loads any of it."""
    many = (
        statement(f"lamp-{number}", quote=f"Lamp {number}.", date=f"{2001 + number % 9}")
        for number in range(400)
    )
    project.write("people/ada-keeper.yml", person(*many))
    project.build()
    pages = {file: file.read_text(encoding="utf-8") for file in project.site.rglob("*.html")}
    assert sum(file.parent.name.startswith("page_") for file in pages) > 5
    assert project.site / "404.html" in pages
    leads = re.compile(r"(?:href|src|action)=\"[^\"]*(?:search|find/)[^\"]*\"")
    assert {found for page in pages.values() for found in leads.findall(page)} == set()


def test_a_projects_override_comes_first(project: Project) -> None:
    """A template in the project's `custom_dir` is taken before the package's own."""
    override(project, "partials/header.html", "<header>Our own</header>")
    project.build()
    for address in ("people", "people/ada-keeper"):
        assert "<header>Our own</header>" in project.page(address)


MAIN = """\
{% extends "base.html" %}
{% block extrahead %}<meta name="own">{% endblock %}
{% block announce %}Own{% endblock %}
"""


@pytest.mark.parametrize("search", [True, False])
def test_a_projects_main_html_takes_nothing_away(project: Project, *, search: bool) -> None:
    """With a `main.html` of the project's, each page loads and says as much as without."""
    project.set(
        plugins=[{"factsheet": {"content": "dossier", "search": search}}],
        site_url="https://dossier.example/",
    )
    pages = ("people", "people/ada-keeper", "people/ada-keeper/lamps", "search" if search else "")
    heads = []
    for template in ("", MAIN):
        if template:
            override(project, "main.html", template)
        project.build()
        heads.append([{*said_and_loaded(project.page(page))} for page in pages])
    for before, after in zip(*heads, strict=True):
        assert before
        assert '<meta name="own">' in after
        lost = {line for line in before - after if "preload" not in line}
        assert {line for line in lost if "search-start.js" not in line} == set()


def said_and_loaded(page: str) -> list[str]:
    """The tags by which a page loads files and says things to machines.

    The script of the head has the theme's settings, and its name from what it has.
    """
    tags = re.findall(r"<(?:meta (?!http-equiv)|link |script [^>]*src=|script type=)[^>]*>", page)
    return [re.sub(r"/[0-9a-f]{8}\.js", "/DIGEST.js", tag) for tag in tags]


@pytest.mark.parametrize(
    ("features", "hidden"), [((), False), (("navigation.tabs",), True)], ids=["none", "tabs"]
)
def test_a_menu_is_always_visible(
    project: Project, features: tuple[str, ...], *, hidden: bool
) -> None:
    """Without tabs above a page the menu beside it is shown, on hosted and on printed pages."""
    feature(project, *features)
    project.build()
    for page in ("", "people", "people/ada-keeper", "people/ada-keeper/lamps", "timeline"):
        (sidebar,) = re.findall(
            r"<div class=\"md-sidebar md-sidebar--primary[^>]*>", project.page(page)
        )
        assert sidebar.endswith(" hidden>") == hidden, page


def test_a_title_changes_no_other_page(project: Project) -> None:
    """A page that is called as a specimen's words are stands in the menus under its own title."""
    for word in ("file", "content", "titl", "0", "1"):
        project.write(f"pages/factsheetslot{word}.md", f"# factsheetslot{word}\n\nWords.\n")
    project.build()
    for word in ("file", "content", "titl", "0", "1"):
        for page in ("", "people"):
            assert f"factsheetslot{word}/" in project.page(page)
            assert re.search(rf">\s*factsheetslot{word}\s*<", project.page(page))
        # Printed pages have a link to where the section is open.
        for page in ("people/ada-keeper", "people/ada-keeper/lamps"):
            assert f"factsheetslot{word}" not in project.page(page)


def test_settings_can_be_read_without_a_build(project: Project) -> None:
    """A program such as mike, which asks the plugins where the site will be, gets its folder."""
    before = last_site(project)
    config = load_config(str(project.folder / "mkdocs.yml"), strict=True)
    config.plugins.on_startup(command="build", dirty=False)
    config = config.plugins.on_config(config)
    config.plugins.on_shutdown()
    assert Path(config.site_dir) == project.site
    assert snapshot(project.site) == before
    assert not [*project.folder.glob(".*")]


class Versions(BasePlugin[MkDocsConfig]):  # type: ignore[no-untyped-call]
    """Another plugin, which puts the site below its address without a slash, as mike does."""

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Change the address."""
        config.site_url = "https://dossier.example/1.0"
        return config


def test_addresses_have_one_slash(project: Project) -> None:
    """Whatever another plugin makes of the site's address, pages are one slash below it."""
    project.set(site_url="https://dossier.example/")
    project.build(plugins=[Versions()])
    for address in ("people/", "people/ada-keeper/", "people/ada-keeper/lamps/"):
        page = project.page(address)
        named = {*re.findall(r"https://dossier\.example/[^\"<> &]*", page)}
        assert f"https://dossier.example/1.0/{address}" in named
        for one in named:
            assert one.startswith("https://dossier.example/1.0/"), one
            assert "//" not in one.removeprefix("https://"), one


# Failing


class Raises(BasePlugin[MkDocsConfig]):  # type: ignore[no-untyped-call]
    """Another plugin, which ends the build when the page at an address has been rendered."""

    def __init__(self, error: BaseException) -> None:
        self._error = error

    def on_post_page(self, output: str, /, *, page: Page, config: MkDocsConfig) -> str:
        """End the build in its middle."""
        raise self._error


class Warns(BasePlugin[MkDocsConfig]):  # type: ignore[no-untyped-call]
    """Another plugin, which warns before the content is read."""

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Warn as MkDocs' own modules do."""
        logging.getLogger("mkdocs.plugins.further").warning("This is doubtful.")
        return config


class Clutters(BasePlugin[MkDocsConfig]):  # type: ignore[no-untyped-call]
    """Another plugin, which puts a file where the press needs a folder."""

    def on_post_page(self, output: str, /, *, page: Page, config: MkDocsConfig) -> str:
        """Stand in the way."""
        folder = Path(config.site_dir, "people")
        folder.mkdir(exist_ok=True)
        (folder / "ada-keeper").write_text("", encoding="utf-8")
        return output


def override(project: Project, path: str, template: str) -> None:
    """Have the project's theme take this template instead."""
    file = project.folder / "overrides" / path
    file.parent.mkdir(parents=True)
    file.write_text(template, encoding="utf-8")
    project.set(theme={"name": "material", "font": False, "custom_dir": "overrides"})


def feature(project: Project, *names: str) -> None:
    """Have the project use these features of the theme."""
    project.set(theme={"name": "material", "font": False, "features": names})


Spoil = Callable[[Project], object]
REFUSALS: dict[str, tuple[Spoil, str]] = {
    "an error in the content": (
        lambda project: project.write("people/ada-keeper.yml", BAD),
        "the last one is untouched",
    ),
    "a warning in the content": (
        lambda project: project.write("people/ada-keeper.yml", DOUBTFUL),
        "the last one is untouched",
    ),
    "another folder than the content's": (
        lambda project: project.set(plugins=[{"factsheet": {"content": "elsewhere"}}]),
        "set `docs_dir: elsewhere/pages` in mkdocs.yml",
    ),
    "no pages folder": (
        lambda project: (project.content / "pages").rmdir(),
        "dossier/pages' isn't an existing directory",
    ),
    "addresses of files": (
        lambda project: project.set(use_directory_urls=False),
        "keep `use_directory_urls: true`",
    ),
    "a language without names": (
        lambda project: project.set(theme={"name": "material", "font": False, "language": "sh"}),
        "The names of countries and months are not known in `sh`",
    ),
    "a site among the records": (
        lambda project: project.set(site_dir="dossier/people"),
        "`site_dir` is in the content folder",
    ),
    "a site below a file": (
        lambda project: project.set(site_dir="mkdocs.yml/site"),
        "/.site.new: Not a directory",
    ),
    "a file in the site's place": (
        lambda project: project.set(site_dir="mkdocs.yml"),
        "is a file; the site needs a folder there",
    ),
    "another theme": (
        lambda project: project.set(theme="readthedocs"),
        "set `name: material` under `theme:` in mkdocs.yml",
    ),
    "pages that scripts exchange": (
        lambda project: feature(project, "navigation.instant"),
        "remove the feature `navigation.instant` in mkdocs.yml",
    ),
    "an override without a head": (
        lambda project: override(project, "base.html", "{{ page.content }}"),
        "has no `</head>`. Look at the theme's overrides",
    ),
    "an override without a place for the policy": (
        lambda project: override(project, "base.html", "<meta charset=utf-8></head>"),
        'has no `<meta charset="utf-8">`, which its security policy follows',
    ),
    "an override without contents": (
        lambda project: override(project, "partials/toc.html", ""),
        "does not show its table of contents once",
    ),
    "an override that changes the title": (
        lambda project: override(
            project,
            "base.html",
            '<meta charset="utf-8"></head>{{ page.title | upper }}{{ page.content }}',
        ),
        "table of contents",
    ),
}


@pytest.mark.parametrize(("spoil", "message"), REFUSALS.values(), ids=REFUSALS.keys())
def test_refusal_leaves_the_last_site(
    project: Project, spoil: Spoil, message: str, caplog: pytest.LogCaptureFixture
) -> None:
    """What is refused is refused in a sentence, and the last site stays, every byte and date."""
    before = last_site(project)
    spoil(project)
    with pytest.raises(click.ClickException) as raised:
        project.build()
    assert message in str(raised.value) + caplog.text
    assert snapshot(project.site) == before
    assert not [*project.folder.glob(".*")]


@pytest.mark.parametrize(
    ("plugin", "raised"),
    [
        (Raises(ValueError("no")), ValueError),
        (Raises(KeyboardInterrupt()), KeyboardInterrupt),
        (Raises(SystemExit(3)), SystemExit),
        (Warns(), click.ClickException),
        (Clutters(), click.ClickException),
    ],
    ids=["a crash", "Ctrl-C", "an exit", "a warning", "a file in the way"],
)
def test_broken_off_leaves_the_last_site(
    project: Project, plugin: BasePlugin[MkDocsConfig], raised: type[BaseException]
) -> None:
    """A build that ends in its middle leaves the last site whole, and the next build succeeds."""
    before = last_site(project)
    with pytest.raises(raised):
        project.build(plugins=[plugin])
    assert snapshot(project.site) == before
    assert not [*project.folder.glob(".*")]
    project.write("people/bo-keeper.yml", person(name="Bo Keeper"))
    project.build()
    assert "Bo Keeper" in project.page("people/bo-keeper")


def test_a_removed_record_is_gone(project: Project) -> None:
    """Nothing of a record that was deleted is left in the next site."""
    (project.content / "people" / "ada-keeper.yml").rename(project.content / "people" / "bo.yml")
    last_site(project)
    project.build()
    assert not [path for path, file in tree(project.site).items() if b"ada-keeper" in file]
    assert not [path for path in tree(project.site) if "ada-keeper" in path]


def test_all_faults_at_once(project: Project) -> None:
    """All faults of all files are said in one run, with places, exit code 1 and no traceback."""
    project.write("people/ada-keeper.yml", person(statement(date="2023-02-30", also=["boats"])))
    project.write("sources/gazette.yml", {"title": "Gazette", "type": "newspaper"})
    project.write("pages/notes.md", "No title")
    done = run(*MKDOCS, "build", cwd=project.folder)
    assert "Traceback" not in done.stderr
    assert_faults(done.returncode, done.stdout + done.stderr)
    for command in ("check", "build"):
        result = CliRunner().invoke(main, [command])
        assert_faults(result.exit_code, result.output)


def assert_faults(exit_code: int, said: str) -> None:
    """Assert that each of the faults is said with its place."""
    assert exit_code == 1
    for place in ("ada-keeper.yml:1:", "gazette.yml:1:", "notes.md:1:1", "4 errors in 3 files"):
        assert place in said


def test_a_full_disk_is_said(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """If MkDocs' own files find no room, that is a sentence, and the last site stays."""
    project.build()
    before = tree(project.site)

    def refuse(*_arguments: object, **_options: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Files, "copy_static_files", refuse)
    with pytest.raises(Abort, match="Cannot write the site: No space left on device"):
        project.build()
    assert tree(project.site) == before
