"""Where the tests find things of this repository."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CASES = ROOT / "tests" / "cases"
FIXTURE_SITE = ROOT / "tests" / "fixtures" / "reading"
CASES_SITE = ROOT / "tests" / "fixtures" / "cases"
# Another one, with the situations in `docs/real-cases.md`.
