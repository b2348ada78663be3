from site_builder.diagnostics import Severity
from tests.support.outcomes import FAULT, WARNING, outcome


def test_errors_are_counted_without_warnings() -> None:
    """Of what was found, errors are what is no warning."""
    assert (FAULT.severity, WARNING.severity) == (Severity.ERROR, Severity.WARNING)
    assert outcome(FAULT, WARNING, FAULT).errors == 2


def test_only_what_was_left_out_is_said() -> None:
    """Nothing is said of what was not left out; numbers are those of what was."""
    assert outcome(FAULT).unreported == ""
    assert "1 waived" in outcome(waived=1).unreported
    assert "waived" not in outcome(passed_over=2, unread=3).unreported
    assert "3 files" in outcome(unread=3).unreported
    assert "1 file " in outcome(unread=1).unreported
