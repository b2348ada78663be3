"""The outcome of one run of `check`, which every report shows in its own format."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from site_builder.content.catalogue import Size
from site_builder.diagnostics import Diagnostic, Severity


@dataclass(frozen=True, slots=True)
class Outcome:
    """The diagnostics to report, and what was checked.

    `waived` counts waived warnings, `passed_over` the faults left out because they are old or in
    other files, `unread` the files that the change since a revision cannot affect. `seconds` is the
    time that the check took. The paths of spans are relative to `base`.
    """

    diagnostics: Sequence[Diagnostic]
    base: Path
    size: Size
    waived: int
    passed_over: int
    unread: int
    seconds: float

    @property
    def what(self) -> str:
        """What was checked, and how long that took."""
        return f"{self.size}, in {self.seconds:.1f} s"

    @property
    def unreported(self) -> str:
        """How many faults are not reported and how many files were not read, if there are any."""
        counts = {"waived": self.waived, "old or in other files": self.passed_over}
        listed = ", ".join(f"{count:,} {how}" for how, count in counts.items() if count)
        reported = f"Not reported: {listed}." if listed else ""
        files = "1 file" if self.unread == 1 else f"{self.unread:,} files"
        read = f"{files} unaffected, not read." if self.unread else ""
        return f"{reported} {read}".strip()

    @property
    def errors(self) -> int:
        """The number of errors; all other diagnostics are warnings."""
        return sum(item.severity is Severity.ERROR for item in self.diagnostics)
