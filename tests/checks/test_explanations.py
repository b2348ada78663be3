import subprocess
import sys
import zipfile
from pathlib import Path

from site_builder.checks import explanations
from tests.support.paths import ROOT


def test_the_wheel_brings_the_pages(tmp_path: Path) -> None:
    """Who installs the package has every page where `explanations` looks for it."""
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", tmp_path],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    (wheel,) = tmp_path.glob("*.whl")
    names = zipfile.ZipFile(wheel).namelist()
    packed = {Path(name).stem for name in names if name.startswith("site_builder/docs/rules/")}
    assert packed - {"README"} == {*explanations.codes()}
    assert len(packed) > 50


def test_a_code_without_a_page_has_none() -> None:
    """Nothing but a code is looked up: neither the list of pages nor a path."""
    assert explanations.page("README") is None
    assert explanations.page("../../README") is None


def test_every_page_begins_with_a_summary() -> None:
    """The summary of a code is the first sentence of its page, and short enough for a list."""
    summaries = explanations.summaries()
    assert [*summaries] == explanations.codes()
    assert summaries["outer-space"] == "The text begins or ends with white space."
    assert [text for text in summaries.values() if not text.endswith(".") or len(text) > 120] == []
