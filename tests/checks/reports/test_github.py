from hypothesis import given
from hypothesis import strategies as st

from site_builder.checks.reports import github
from site_builder.diagnostics import Diagnostic, Span
from tests.support.outcomes import FAULT, WARNING, outcome


def test_github_gets_one_command_for_each_fault() -> None:
    """A command names the place, the code as title, and says fact, other places and hint."""
    said = github.render_report(outcome(FAULT, WARNING, waived=2, passed_over=3)).splitlines()
    place = "file=content/people/a b%2C ü%3A%25.yml,line=3,col=5,endLine=4,endColumn=1"
    assert said == [
        f"::error {place},title=missing-citation::No source for `[x](0)`."
        "%0AThe other one: content/people/a b, ü:%25.yml:9:5%0A→ Add `citations:`.",
        f"::warning {place},title=quoted-quote::Said.",
        "Errors: 1. Warnings: 1. Checked: 0 people, 0 themes, 0 sources, 0 statements, in 1.2 s."
        " Not reported: 2 waived, 3 old or in other files.",
    ]


@given(st.text(), st.text(), st.text())
def test_no_content_begins_a_command(path: str, message: str, hint: str) -> None:
    """Whatever stands in content and file names, one fault is one line with one command."""
    said = github.render_report(outcome(Diagnostic("x", message, Span(path), hint)))
    command, end = said.splitlines()
    assert command.startswith("::error file=")
    assert end.startswith("Errors: 1.")
    properties = command.removeprefix("::error ").partition("::")[0]
    assert len(properties.split(",")) == 6


def test_github_is_told_of_nothing() -> None:
    """Without faults, the line that counts is all, with nothing behind it."""
    assert github.render_report(outcome()) == (
        "Errors: 0. Warnings: 0. Checked: 0 people, 0 themes, 0 sources, 0 statements, in 1.2 s."
    )
