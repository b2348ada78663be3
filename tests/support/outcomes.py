"""What a run of `factsheet check` may have found."""

from dataclasses import replace
from pathlib import Path

from site_builder.checks.reports.result import Outcome
from site_builder.content.catalogue import Size
from site_builder.diagnostics import Diagnostic, Related, Severity, Span

SPAN = Span("content/people/a b, ü:%.yml", 3, 5, 4, 1)


FAULT = Diagnostic(
    "missing-citation",
    "No source for `[x](0)`.",
    SPAN,
    "Add `citations:`.",
    Severity.ERROR,
    (Related("The other one", replace(SPAN, line=9, end_line=9)),),
)


WARNING = Diagnostic("quoted-quote", "Said.", SPAN, severity=Severity.WARNING)


def outcome(
    *diagnostics: Diagnostic, waived: int = 0, passed_over: int = 0, unread: int = 0
) -> Outcome:
    """A run that found these faults in an empty site."""
    return Outcome(diagnostics, Path(), Size(), waived, passed_over, unread, 1.25)
