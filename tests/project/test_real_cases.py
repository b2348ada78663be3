"""The examples in `docs/real-cases.md` are files of a site of the tests, without faults."""

import re

import pytest

from tests.support.commands import factsheet
from tests.support.paths import CASES_SITE, ROOT
from tests.support.screenshots import CASES

TEXT = (ROOT / "docs/real-cases.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"```yaml\n# (\S+)\n(.*?)```", TEXT, re.DOTALL)


def test_each_example_says_which_file_it_is() -> None:
    """No YAML on the page is left out of the test below."""
    assert len(EXAMPLES) == TEXT.count("```yaml")


@pytest.mark.parametrize(("path", "text"), EXAMPLES, ids=[path for path, _ in EXAMPLES])
def test_example_is_a_file_of_the_site(path: str, text: str) -> None:
    """What the page shows is what the tests build and look at."""
    assert (CASES_SITE / "content" / path).read_text(encoding="utf-8") == text


def test_each_picture_is_taken_and_shown() -> None:
    """The page shows the pictures that `make screenshots` takes, and all of them are there."""
    shown = re.findall(r"\]\(images/cases/(.+)\.png\)", TEXT)
    assert sorted(shown) == sorted(CASES)
    assert {file.stem for file in (ROOT / "docs/images/cases").iterdir()} == {*CASES}


def test_the_site_has_no_faults() -> None:
    """The site passes the checks without a warning."""
    found = factsheet("check", "--config-file", str(CASES_SITE / "mkdocs.yml"))
    assert found.exit_code == 0
    assert found.output.startswith("No faults in ")
