"""What is written beside the pages: redirects from former ids; and what kept pages change: none."""

import os
import shutil
from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import partial
from pathlib import Path
from random import Random
from urllib.parse import urljoin

import pytest
from mkdocs.exceptions import Abort
from playwright.sync_api import Page
from selectolax.lexbor import LexborHTMLParser

from site_builder.content.kinds import KINDS
from site_builder.exports.release import Release, release_of
from tests.support.edits import Editor
from tests.support.paths import CASES_SITE
from tests.support.project import SOURCE, Project, person, statement, tree
from tests.support.repository import commit
from tests.support.web import served

# More by hand: `EDITS=100 SEED=5 python -m pytest tests/test_build.py -k damage`.
EDITS, SEED = (int(os.environ.get(*name)) for name in (("EDITS", "8"), ("SEED", "3")))
# Each former address, and the one that it leads to.
REDIRECTS = {
    "people/ada-warden/": "people/ada-keeper/",
    "people/ada-of-old/": "people/ada-keeper/",
    "people/ada-keeper/lights/": "people/ada-keeper/lamps/",
    "people/ada-warden/lamps/": "people/ada-keeper/lamps/",
    "people/ada-warden/lights/": "people/ada-keeper/lamps/",
    "people/ada-of-old/lamps/": "people/ada-keeper/lamps/",
    "people/ada-of-old/lights/": "people/ada-keeper/lamps/",
    "people/ada-warden/boats/": "people/ada-keeper/boats/",
    "people/ada-of-old/boats/": "people/ada-keeper/boats/",
    "themes/beacons/": "themes/lighthouses/",
    "sources/gazette-2/": "sources/gazette/",
}


@pytest.fixture(scope="module")
def moved(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A project in which every kind of record has had other ids."""
    project = Project(
        tmp_path_factory.mktemp("moved"),
        site_url="https://facts.example/below/",
        plugins=[DATA],
    )
    said = [statement("lamps", former_ids=["lights"]), statement("boats", quote="Mind the boats.")]
    ada = person(*said, former_ids=["ada-warden", "ada-of-old"])
    project.write("people/ada-keeper.yml", ada)
    lighthouses = {"title": "Lighthouses", "definition": "Words.", "former_ids": ["beacons"]}
    project.write("themes/lighthouses.yml", lighthouses)
    gazette = {"title": "Gazette", "type": "article-newspaper", "former_ids": ["gazette-2"]}
    project.write("sources/gazette.yml", gazette)
    project.build()
    return project


def test_every_former_address_redirects(moved: Project) -> None:
    """Each address that a record or a statement has had is there, and no other redirect."""
    redirects = {
        file.parent.relative_to(moved.site).as_posix() + "/"
        for file in moved.site.rglob("index.html")
        if b'http-equiv="refresh"' in file.read_bytes()
    }
    assert redirects == REDIRECTS.keys()


@pytest.mark.parametrize(("old", "new"), REDIRECTS.items())
def test_redirect(moved: Project, old: str, new: str) -> None:
    """A redirect leads to the present page, for browsers, for people and for search engines."""
    page = LexborHTMLParser(moved.page(old))
    up = "../" * old.count("/")
    refresh, link, canonical, robots = (
        page.css_first(selector)
        for selector in ("meta[http-equiv]", "body a", "link[rel=canonical]", "meta[name=robots]")
    )
    assert refresh is not None
    assert refresh.attributes["content"] == f"0; url={up}{new}"
    assert link is not None
    assert link.attributes["href"] == f"{up}{new}"
    assert canonical is not None
    assert canonical.attributes["href"] == f"https://facts.example/below/{new}"
    assert robots is not None
    assert robots.attributes["content"] == "noindex"
    assert (moved.site / new / "index.html").is_file()


def test_redirect_in_a_browser(moved: Project, page: Page, tmp_path: Path) -> None:
    """A browser goes on to the present page, also where the site stands in a folder of its host."""
    (tmp_path / "below").symlink_to(moved.site)
    with served(tmp_path) as address:
        page.goto(f"{address}/below/people/ada-warden/lights/")
        page.wait_for_url(f"{address}/below/people/ada-keeper/lamps/")
        assert page.locator("main h1").count() == 1


def test_a_tombstone_is_where_something_was_withdrawn(tmp_path: Path) -> None:
    """Its page says so, with the day and the reason as text, and is not found by search engines."""
    project = Project(tmp_path)
    entry = {"address": "people/bo/tide", "date": "2024-11-08", "reason": "Not <Bo>."}
    project.write("withdrawn.yml", {"withdrawn": [entry]})
    project.build()
    page = LexborHTMLParser(project.page("people/bo/tide/"))
    said = [paragraph.text() for paragraph in page.css("p")]
    assert said == ["What was here has been removed: 8 November 2024", "Not <Bo>.", "Home"]
    assert page.css_first("meta[name=robots][content=noindex]") is not None
    home = page.css_first("a")
    assert home is not None
    assert home.attributes["href"] == "../../../"


DATA = {"factsheet": {"content": "dossier"}}
HOOK = """
from pathlib import Path
def on_post_build(config):
    file = Path(config.site_dir) / "people/ada-keeper/feed.json"
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("a") as opened:
        opened.write("forged")
"""


def _built(project: Project, name: str, monkeypatch: pytest.MonkeyPatch) -> Mapping[str, bytes]:
    """Build into a folder, with a cache, of that name; a fresh one has neither to begin with."""
    folder = project.folder / name
    if name == "fresh":
        shutil.rmtree(folder, ignore_errors=True)
    monkeypatch.setenv("XDG_CACHE_HOME", str(folder / "cache"))
    project.set(site_dir=str(folder / "site"))
    project.build(strict=False)
    return tree(folder / "site")


def test_a_build_with_kept_pages_is_a_fresh_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After edits of words, records, settings and the look, what is kept makes the same site."""
    monkeypatch.setattr("site_builder.checks.kept.FEWEST_RECORDS", 1)
    monkeypatch.setattr("site_builder.exports.parts.AVERAGE", dict.fromkeys(KINDS, 1))
    unsearched = {"factsheet": {"content": "dossier", "search": False}}
    project = Project(tmp_path, site_url="https://facts.example/", plugins=[unsearched])
    boats = {"title": "Boats", "definition": "Words on boats."}
    look = {"name": "material", "font": False}
    project.write("people/bo.yml", person(statement("tide"), statement("wind"), theme="boats"))
    project.write("themes/boats.yml", boats)

    def remove() -> None:
        (project.content / "people" / "cy.yml").unlink()

    def restyle() -> None:
        (tmp_path / "look").mkdir()
        (tmp_path / "look" / "main.html").write_text(
            '{% extends "base.html" %}{% block footer %}<p>Other</p>{% endblock %}'
        )
        project.set(theme={**look, "custom_dir": "look"})

    def rename() -> None:
        (project.content / "people" / "bo.yml").rename(project.content / "people" / "bob.yml")

    def in_another_order() -> None:
        project.write("people/bob.yml", person(statement("wind"), tide, theme="boats"))

    tide = statement("tide", quote="Mind the tide.", responds_to="ada-keeper/lamps")
    edits: dict[str, Callable[[], object]] = {
        "nothing": lambda: None,
        "words": lambda: project.write("people/bo.yml", person(tide, theme="boats")),
        "a title": lambda: project.write("themes/boats.yml", {**boats, "title": "Ships"}),
        "a source": lambda: project.write("sources/gazette.yml", {**SOURCE, "title": "The Herald"}),
        "somebody's name": lambda: project.write(
            "people/ada-keeper.yml", person(statement(), name="Ada Warden")
        ),
        "an id": rename,
        "the order": in_another_order,
        "a page": lambda: project.write("pages/about.md", "# Words\n\nOther words."),
        "a person": lambda: project.write("people/cy.yml", person(statement(about=["bob"]))),
        "nobody": remove,
        "a name": lambda: project.set(site_name="Other"),
        "an index": lambda: project.set(plugins=[DATA]),
        "a language": lambda: project.set(theme={**look, "language": "de"}),
        "a look": restyle,
    }
    for edit, make in edits.items():
        make()
        kept, fresh = (_built(project, name, monkeypatch) for name in ("kept", "fresh"))
        assert kept == fresh, edit
    cache = tmp_path / "kept" / "cache"
    for pattern in ("*.pages/*/*", "*.data/*/*", "*.index/*/*", "*.read", "*.site"):
        assert any(cache.rglob(pattern)), pattern


def test_only_what_an_edit_changes_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After an edit of one word, files without it are the same ones as before, not copies."""
    monkeypatch.setattr("site_builder.exports.parts.AVERAGE", dict.fromkeys(KINDS, 1))
    project = Project(tmp_path, site_url="https://facts.example/", plugins=[DATA])
    bo = partial(person, theme="boats", name="Bo")
    project.write("people/bo.yml", bo(statement("tide", "chart")))
    project.write("themes/boats.yml", {"title": "Boats", "definition": "Words on boats."})
    project.write("sources/chart.yml", {"title": "A chart", "type": "webpage"})
    project.build()
    same = ("index.html", "lamps/index.html", "feed.atom", "feed.json")
    files = [f"people/ada-keeper/{name}" for name in same] + ["api/v1/people/ada-keeper.json"]
    files += ["people/bo/index.html", "people/bo/tide/index.html", "people/bo/feed.atom"]
    files += ["api/v1/people/bo.json", "data/v1/factsheet.db"]
    then = [(project.site / file).stat().st_ino for file in files]
    project.write("people/bo.yml", bo(statement("tide", "chart", quote="Mind it.")))
    project.build()
    now = [(project.site / file).stat().st_ino for file in files]
    is_same = [file for file, a, b in zip(files, then, now, strict=True) if a == b]
    assert is_same == files[: len(same) + 1]


def test_what_was_done_to_the_last_site_is_not_in_the_next(tmp_path: Path) -> None:
    """A page or a file of data that somebody has edited in the site's folder is written anew."""
    project = Project(tmp_path, site_url="https://facts.example/", plugins=[DATA])
    project.build()
    printed = tree(project.site)
    ada = ("index.html", "lamps/index.html", "feed.json")
    files = [f"people/ada-keeper/{name}" for name in ada] + ["api/v1/people/ada-keeper.json"]
    for file in (project.site / path for path in files):
        file.write_bytes(file.read_bytes().replace(b"Keep the lamps", b"Quit the lamps"))
    assert tree(project.site) != printed
    project.build()
    assert tree(project.site) == printed


def test_no_hook_writes_into_what_sites_share(tmp_path: Path) -> None:
    """What a hook writes in the place of a record's data is in neither site."""
    project = Project(tmp_path, site_url="https://facts.example/", plugins=[DATA])
    project.build()
    fresh = tree(project.site)
    then = (project.site / "people/ada-keeper/feed.json").stat().st_ino
    (tmp_path / "hook.py").write_text(HOOK)
    project.set(hooks=["hook.py"])
    for _ in range(2):
        project.build()
        assert tree(project.site) == fresh
        assert (project.site / "people/ada-keeper/feed.json").stat().st_ino != then


def test_no_edit_and_no_damage_changes_a_build(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After random edits, and with a byte flipped in each kept file, a build is a fresh one."""
    monkeypatch.setattr("site_builder.checks.kept.FEWEST_RECORDS", 1)
    monkeypatch.setattr("site_builder.exports.parts.AVERAGE", dict.fromkeys(KINDS, 2))
    project = Project(tmp_path, plugins=[DATA])
    shutil.rmtree(project.content)
    shutil.copytree(CASES_SITE / "content", project.content)
    editor, random = Editor(project.content, SEED), Random(SEED)
    built, done = 0, "nothing"
    while built < EDITS:
        trees = []
        for name in ("kept", "fresh"):
            with suppress(Abort):  # of what has errors, no site is built
                trees.append(_built(project, name, monkeypatch))
        assert not trees or trees[0] == trees[1], done
        built += bool(trees)
        if not trees or built % 4 == 0:
            editor.mend()
        for file in (tmp_path / "kept" / "cache").rglob("*") if built % 3 == 0 else ():
            if file.is_file():
                data = bytearray(file.read_bytes())
                data[random.randrange(len(data))] ^= 1 << random.randrange(8)
                file.write_bytes(data)
        done = editor.edit()


def test_release_without_git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Content outside of a repository is of no release: nothing is guessed."""
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    folder = tmp_path / "content"
    folder.mkdir()
    assert release_of(folder) == Release()


def test_release_in_utc(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The date of a commit is the same in each time zone."""
    monkeypatch.setenv("GIT_COMMITTER_DATE", "2024-11-06T12:00:00+03:00")
    sha = commit(tmp_path)
    assert release_of(tmp_path) == Release(sha, "2024-11-06T09:00:00Z")


def test_data_are_written_with_the_site(moved: Project) -> None:
    """A build writes the formats of the settings, and the page that lists them with their sizes."""
    page = LexborHTMLParser(moved.page("data/"))
    links = {urljoin("/data/", it.attributes["href"] or "") for it in page.css("main a")}
    for path in ("data/v1/statements.csv", "data/v1/factsheet.db", "api/v1/index.json"):
        assert (moved.site / path).is_file()
        assert f"/{path}" in links
    assert (moved.site / "people/ada-keeper/feed.atom").is_file()
    size = (moved.site / "data/v1/factsheet.db").stat().st_size
    assert f"factsheet.db ({size / 1000:,.0f} kB)" in page.css("main")[0].text()


def test_pages_lead_to_the_data(moved: Project) -> None:
    """Every `link` for machines leads to a file that is there, from wherever the page is."""
    for address in ("people/ada-keeper/", "themes/lighthouses/", "data/"):
        page = LexborHTMLParser(moved.page(address))
        found = [it.attributes["href"] for it in page.css("head link[rel~=alternate]")]
        found += [it.attributes["href"] for it in page.css("head link[rel=describedby]")]
        assert found
        for href in filter(None, found):
            assert (moved.site / address / href).resolve().is_file(), href


def test_no_data_if_turned_off(tmp_path: Path) -> None:
    """An empty list of formats: no file, no page, no link."""
    options = {"content": "dossier", "search": False, "exports": []}
    project = Project(tmp_path, plugins=[{"factsheet": options}])
    project.build()
    for path in ("data", "api", "feed.atom"):
        assert not (project.site / path).exists()
    assert "data/v1" not in project.page("people/ada-keeper/")
