"""`mkdocs serve` as whoever writes meets it: a process, its files, its addresses."""

import json
import os
import re
import signal
import sys
import time
from pathlib import Path
from random import Random

import pytest
from playwright.sync_api import Page, expect

from benchmarks.generate import Plan, write_site
from site_builder.mkdocs.build import build_site
from tests.support.edits import Editor
from tests.support.preview import (
    EXTENDED,
    FAULTS,
    PATIENCE_SECONDS,
    PERSON,
    Served,
    free_port,
)
from tests.support.project import Project, person, statement, tree

FILE = "people/ada-keeper.yml"
NEW_NAME = "Ada of the Lamps"
# More of them by hand: `EDITS=200 python -m pytest -s tests/preview -k outlives`.
EDITS = int(os.environ.get("EDITS", "40"))


def test_an_edit_is_served(project: Project, served: Served) -> None:
    """What is saved stands on every page that shows it."""
    project.write(FILE, person(statement(), name=NEW_NAME))
    served.until(lambda: NEW_NAME in served.page(PERSON))
    for address in ("", f"{PERSON}lamps/", "people/", "themes/lighthouses/", "timeline/"):
        assert NEW_NAME in served.page(address), address


def test_a_fault_lies_over_the_last_good_page(project: Project, served: Served) -> None:
    """A broken reference is named with its place and hint, over the page as it was."""
    project.write(FILE, person(statement(source="gazete"), name=NEW_NAME))
    served.until(lambda: FAULTS in served.page(PERSON))
    page = served.page(PERSON)
    assert "Keep the lamps lit." in page
    assert NEW_NAME not in page.partition(FAULTS)[0]
    assert "dossier/people/ada-keeper.yml:1:" in page
    assert "unknown-source" in page
    assert "Did you mean <code>gazette</code>?" in page


def test_faults_come_and_go_by_themselves(project: Project, served: Served, page: Page) -> None:
    """An open page shows a fault once it is saved, with place and line, and none once mended."""
    served.until(lambda: served.status("find/index.json") == 200)
    page.goto(served.url + PERSON)
    project.write(FILE, person(statement(source="gazete")))
    faults = page.get_by_role("region", name="What is wrong with the content")
    expect(faults.get_by_text("1 error in 1 file")).to_be_visible(timeout=PATIENCE_SECONDS * 1000)
    expect(faults.get_by_text(f"dossier/{FILE}:1:")).to_be_visible()
    expect(faults.locator("mark")).to_have_text('"gazete"')
    expect(page.get_by_text("Keep the lamps lit.").first).to_be_visible()
    project.write(FILE, person(statement()))
    expect(faults).to_have_count(0, timeout=PATIENCE_SECONDS * 1000)


def test_half_a_file(project: Project, served: Served) -> None:
    """A file that is still being written costs nothing but a note, and only until it is whole."""
    file = project.content / FILE
    data = file.read_bytes()
    file.write_bytes(data[:90])
    served.until(lambda: "yaml-syntax" in served.page(PERSON))
    file.write_bytes(data)
    served.until(lambda: FAULTS not in served.page(PERSON))


def test_a_page_of_prose_joins_the_navigation(project: Project, served: Served) -> None:
    """A new hand-written page stands in the navigation, and leaves it with its file."""
    file = project.write("pages/about-us.md", "# About us\n\n[Ada](person:ada-keeper) wrote.\n")
    served.until(lambda: "About us" in served.page(""))
    assert "wrote." in served.page("about-us/")
    file.unlink()
    served.until(lambda: served.status("about-us/") == 404)
    served.until(lambda: "About us" not in served.page(""))


def test_a_renamed_record_moves(project: Project, served: Served) -> None:
    """A file's new name is its page's new address, and what named the old one is a fault."""
    file = project.content / "themes" / "lighthouses.yml"
    file.rename(file.with_name("lamps.yml"))
    served.until(lambda: "unknown-theme" in served.page(PERSON))
    assert served.status("themes/lighthouses/") == 200
    project.write(FILE, person(statement(), theme="lamps"))
    served.until(lambda: served.status("themes/lamps/") == 200)
    assert served.status("themes/lighthouses/") == 404


def test_the_content_folder_comes_back(project: Project, served: Served) -> None:
    """The whole folder may vanish, as when a branch is switched, and is watched when it is back."""
    away = project.folder / "away"
    project.content.rename(away)
    served.until(lambda: "no-content" in served.page(PERSON))
    away.rename(project.content)
    served.until(lambda: FAULTS not in served.page(PERSON))
    project.write(FILE, person(statement(), name=NEW_NAME))
    served.until(lambda: NEW_NAME in served.page(PERSON))


def test_the_settings_are_followed(project: Project, served: Served) -> None:
    """An edit of mkdocs.yml shows on every page; a broken one is named over the last good pages."""
    project.set(site_name="Logbook")
    served.until(lambda: "Logbook" in served.page(PERSON))
    project.set(site_name="Dossier", theme="marble")
    served.until(lambda: "marble" in served.page(PERSON))
    project.replace(project.folder / "mkdocs.yml", "site_name: [\n")
    served.until(lambda: "mkdocs.yml:2:" in served.page(PERSON))
    assert "Keep the lamps lit." in served.page(PERSON)


def test_without_the_plugin(project: Project, served: Served) -> None:
    """Settings without the plugin are a fault over the last good pages, which stay whole."""
    style = re.findall(r'href="[./]*(assets/stylesheets/main[^"]*)"', served.page(""))[0]
    settings = project.folder / "mkdocs.yml"
    others = {**json.loads(settings.read_text()), "plugins": ["search"]}
    project.replace(settings, json.dumps(others))
    served.until(lambda: "no longer uses the plugin" in served.page(PERSON))
    assert "Keep the lamps lit." in served.page(PERSON)
    assert served.status(style) == 200


def test_an_override_is_followed(project: Project, served: Served) -> None:
    """An edit of a template shows on every page; a broken one is named with its file and line."""
    override = project.folder / "overrides" / "main.html"
    project.replace(override, EXTENDED + "{% block footer %}The end.{% endblock %}\n")
    served.until(lambda: "The end." in served.page(PERSON))
    project.replace(override, EXTENDED + "{% block footer %}The end.{% endblok %}\n")
    served.until(lambda: "site-not-built" in served.page(PERSON))
    assert "overrides/main.html:2" in served.page(PERSON)
    assert "The end." in served.page(PERSON)


def test_served_is_built(project: Project, served: Served) -> None:
    """After edits of all kinds, every file of a fresh build is served with the same bytes."""
    project.write(FILE, person(statement(), name=NEW_NAME))
    project.write("people/bo-former.yml", person(statement("oil"), former_ids=["bo-first"]))
    project.write("pages/about-us.md", "# About us\n\nText.\n\n## More\n\nText.\n")
    (project.content / "images").mkdir()
    (project.content / "images" / "ada.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    project.build()
    built = tree(project.site)
    served.until(lambda: not served.differences(built))
    assert {"find/index.json", "sitemap.xml", "people/bo-first/index.html"} <= {*built}


def test_it_outlives_every_edit(tmp_path: Path) -> None:
    """Whatever is edited, every request is answered, and what is mended is served as it was."""
    folder, port = tmp_path / "project", free_port()
    settings, override = folder / "mkdocs.yml", folder / "overrides" / "main.html"
    override.parent.mkdir(parents=True)
    write_site(Plan(6, 3), folder)
    override.write_text(EXTENDED)
    settings.write_text(
        settings.read_text()
        .replace("https://example.org/", f"http://127.0.0.1:{port}/")
        .replace("  font: false", "  font: false\n  custom_dir: overrides")
        .replace("search: true", "search: false\n      cards: false\n      exports: []")
    )
    build_site(settings)
    built = tree(folder / "site")
    editor = Editor(folder / "content", 3, (settings, override))
    draw = Random(3)
    with Served(folder, port) as served:
        for step in range(EDITS):
            done = editor.edit()
            time.sleep(draw.choice((0, 0.02, 0.1)))
            path = draw.choice([*built])
            assert served.status(path) in (200, 404, 500), f"{step}: {done}, {path}"
            if step % 20 == 19:
                editor.mend()
                served.until(lambda: not served.differences(built))
    waited = sorted(served.seconds)
    median = waited[len(waited) // 2]
    print(f"{len(waited):,} answers, median {median:.3f} s, slowest {waited[-1]:.3f} s")
    assert len(waited) > EDITS


def test_it_starts_with_errors(tmp_path: Path) -> None:
    """What is wrong from the start is said in the browser; once it is mended, the site is there."""
    port = free_port()
    project = Project(tmp_path / "project", site_url=f"http://127.0.0.1:{port}/")
    project.write("pages/about-us.md", "# About us\n\nText.\n")
    project.write(FILE, person(statement(source="gazete")))
    with Served(project.folder, port) as served:
        status, body = served.get(PERSON)
        assert status == 503
        assert b"unknown-source" in body
        assert b"Keep the lamps lit." not in body.partition(FAULTS.encode())[0]
        project.write(FILE, person(statement()))
        served.until(lambda: served.status(PERSON) == 200)
        assert "About us" in served.page("")


@pytest.mark.skipif(sys.platform == "win32", reason="there, no signal ends a process in order")
def test_a_preview_that_is_ended_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """SIGTERM, with which systems end what runs, removes the temporary folder of MkDocs too."""
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setenv("TMPDIR", str(temporary))
    with Served(Project(tmp_path / "project").folder, free_port()) as served:
        assert [*temporary.iterdir()] != []
        served.process.terminate()
        served.process.wait(PATIENCE_SECONDS)
    assert [*temporary.iterdir()] == []


def test_a_template_is_broken_from_the_start(tmp_path: Path) -> None:
    """Without a page to show, a broken template ends the command with its place, and no trace."""
    project = Project(
        tmp_path / "project",
        theme={"name": "material", "font": False, "custom_dir": "overrides"},
    )
    override = project.folder / "overrides" / "main.html"
    override.parent.mkdir()
    override.write_text(EXTENDED + "{% block footer %}{{ nothing.at.all }}{% endblock %}\n")
    ended = Served(project.folder, free_port())
    assert ended.process.wait(60) == 1
    said = ended.log.read_text()
    assert "overrides/main.html:2:1: error[site-not-built]" in said
    assert "'nothing' is undefined" in said
    assert "Traceback" not in said


@pytest.mark.parametrize("option", ["--clean", "--dirty"])
def test_other_ways_to_serve(tmp_path: Path, option: str) -> None:
    """Whatever MkDocs is asked to leave out of a build, faults are shown and no request hangs."""
    port = free_port()
    project = Project(tmp_path / "project", site_url=f"http://127.0.0.1:{port}/")
    with Served(project.folder, port, option) as served:
        project.write(FILE, person(statement(source="gazete")))
        served.until(lambda: FAULTS in served.page(PERSON))
        assert "Keep the lamps lit." in served.page(PERSON)


def test_polling_finds_edits(tmp_path: Path) -> None:
    """With `polling`, edits are found without reports of the system; Ctrl-C ends it in order."""
    port = free_port()
    project = Project(tmp_path / "project")
    project.set(plugins=[{"factsheet": {"content": "dossier", "search": False, "polling": True}}])
    with Served(project.folder, port) as served:
        project.write(FILE, person(statement(), name=NEW_NAME))
        served.until(lambda: NEW_NAME in served.page(PERSON))
        served.process.send_signal(signal.SIGINT)
        assert served.process.wait(PATIENCE_SECONDS) == 0
        assert "Traceback" not in served.log.read_text()


def test_no_data_are_written(tmp_path: Path) -> None:
    """A preview has the page on the data, which has no files, and writes none of them."""
    options = {"content": "dossier", "search": False}
    project = Project(tmp_path, plugins=[{"factsheet": options}])
    with Served(project.folder, free_port()) as served:
        served.until(lambda: served.status("data/") == 200)
        assert "There are no such files here." in served.page("data/")
        assert served.status("data/v1/statements.csv") == 404
