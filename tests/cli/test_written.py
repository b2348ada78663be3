from pathlib import Path

import pytest

from site_builder.cli.written import report_faults
from site_builder.diagnostics import Diagnostic, Severity, Span

OWN = Diagnostic("some-code", "It is so.", Span("people/own.yml", 1))
OTHER = Diagnostic("some-code", "It is so.", Span("people/other.yml", 1))
WARNING = Diagnostic("some-code", "It is so.", Span("people/own.yml", 1), severity=Severity.WARNING)


@pytest.mark.parametrize(
    ("found", "is_wrong"), [([], False), ([OTHER], False), ([WARNING], False), ([OTHER, OWN], True)]
)
def test_only_own_errors_are_the_writers(found: list[Diagnostic], is_wrong: bool) -> None:
    """Only an error in a file that was written is a fault of the command."""
    assert report_faults(found, ["people/own.yml"], Path()) is is_wrong


def test_faults_elsewhere_are_counted(capsys: pytest.CaptureFixture[str]) -> None:
    """Faults in the written files are shown with their place; others are counted, not shown."""
    report_faults([OWN, OTHER, OTHER], ["people/own.yml"], Path())
    said = capsys.readouterr().out
    assert "people/own.yml:1:1" in said
    assert "other.yml" not in said
    assert "2 more faults" in said
