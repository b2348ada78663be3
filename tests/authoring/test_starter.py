"""`factsheet init`: a new site without faults."""

import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path

from click.testing import CliRunner, Result

from site_builder.authoring.issue_form import ADD_A_THEME
from site_builder.authoring.starter import REQUIREMENTS, files
from site_builder.authoring.yaml.edit import SCHEMA
from site_builder.authoring.yaml.format import in_order
from site_builder.cli import main
from site_builder.content.model import MODELS
from site_builder.examine import Inputs, load
from tests.support.paths import ROOT
from tests.support.repository import git


def init(folder: Path) -> Result:
    """Run the command."""
    return CliRunner().invoke(main, ["init", str(folder)])


def run(folder: Path, *command: str, **environment: str) -> str:
    """Run a Python module or script in a folder; return its output."""
    done = subprocess.run(
        [sys.executable, *command],
        cwd=folder,
        env=os.environ | {"NO_MKDOCS_2_WARNING": "1"} | environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_builds_strictly(tmp_path: Path) -> None:
    """The new site has no faults, has its fields in order, and builds."""
    result = init(tmp_path / "site")
    assert result.exit_code == 0
    content = tmp_path / "site" / "content"
    assert load(Inputs(content, tmp_path)).diagnostics == ()
    for model in MODELS.values():
        for file in (content / model.KIND.folder).glob("*.yml"):
            text = file.read_text(encoding="utf-8")
            assert in_order(text, model) == text
            assert (file.parent / text.split("\n")[0].removeprefix(SCHEMA)).is_file()
    run(tmp_path / "site", "-m", "mkdocs", "build", "--strict")
    page = tmp_path / "site/site/people/jane-example/the-lamps-stay-lit/index.html"
    assert 'data-md-color-scheme="slate"' in page.read_text(encoding="utf-8"), "no dark scheme"


def test_from_a_wheel(tmp_path: Path) -> None:
    """The package installed from a wheel writes the same site as a checkout."""
    run(ROOT, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(tmp_path))
    with zipfile.ZipFile(next(tmp_path.glob("*.whl"))) as wheel:
        wheel.extractall(tmp_path / "installed")
    script = "from site_builder.cli import main; main()"
    run(tmp_path, "-c", script, "init", "site", PYTHONPATH=str(tmp_path / "installed"))
    written = tmp_path / "site"
    assert {
        file.relative_to(written).as_posix(): file.read_text(encoding="utf-8")
        for file in written.rglob("*")
        if file.is_file() and file.name != REQUIREMENTS
    } == {name: text for name, text in files().items() if name != REQUIREMENTS}


def test_whole_copies_stay_out_of_the_repository(tmp_path: Path) -> None:
    """Git does not add the whole copies of sources, which are other people's works."""
    init(tmp_path)
    copy = tmp_path / "store" / "copy.warc"
    copy.parent.mkdir()
    copy.touch()
    git(tmp_path, "init", "--quiet")
    assert git(tmp_path, "check-ignore", "store/copy.warc").strip() == "store/copy.warc"


def test_has_what_the_form_names() -> None:
    """The reply to the form leads to a section of a file that the new site has."""
    link = re.search(r"blob/HEAD/(.+)#([a-z-]+)\)", ADD_A_THEME)
    assert link is not None
    text = files()[link[1]]
    assert f"# {link[2].replace('-', ' ')}\n" in text.casefold()


def test_has_the_github_files() -> None:
    """The workflows, the form and the scripts are copied; this project's own tests are not."""
    names = {*files()}
    assert {
        ".github/workflows/publish.yml",
        ".github/workflows/pull-request.yml",
        ".github/ISSUE_TEMPLATE/add-a-quote.yml",
        ".github/scripts/report.sh",
        ".vscode/extensions.json",
        ".gitignore",
    } <= names
    assert ".github/workflows/tests.yml" not in names


def test_the_form_is_for_a_site_in_any_language() -> None:
    """The form names no language for words without one: that is the new site’s."""
    form = files()[".github/ISSUE_TEMPLATE/add-a-quote.yml"]
    assert "English" not in form
    assert "Leave empty for the site’s own language." in form
