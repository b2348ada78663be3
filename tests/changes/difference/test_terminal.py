"""What `factsheet diff` says: each case is a site before and after a change.

The form is that of the cases in `tests/cases/since`; what is expected is the terminal's output at
80 columns, without colour. `pytest --rewrite-cases` writes it anew, for review.
"""

from pathlib import Path

import pytest
from rich.console import Console

from site_builder.changes.difference import terminal
from site_builder.changes.difference.sides import Difference
from tests.checks.test_rules import hold
from tests.support.difference import changed
from tests.support.paths import CASES as CASE_FILES
from tests.support.repository import two_states

CASES = sorted((CASE_FILES / "diff").glob("*.txt"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_case(case: Path, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    """The output is exactly what the case expects."""
    hold(case, lambda given: shown(changed(tmp_path, *two_states(given))), request)


def shown(found: Difference) -> str:
    """Return what an 80-column terminal without colours shows."""
    console = Console(width=80, highlight=False)
    with console.capture() as captured:
        console.print(terminal.render(found, is_coloured=False))
    return "".join(f"{line.rstrip()}\n" for line in captured.get().splitlines())
