"""What one run of `check` has to say, in whatever form it is said."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from site_builder.catalogue import Catalogue
from site_builder.diagnostics import Diagnostic, Severity


@dataclass(frozen=True, slots=True)
class Outcome:
    """The diagnostics that were asked for, and what was checked.

    `waived` counts warnings that a waiver answers, `passed_over` what was found and not asked for
    (old faults, other paths), `seconds` the time that all took. The paths of spans begin in `base`.
    """

    diagnostics: Sequence[Diagnostic]
    base: Path
    catalogue: Catalogue
    waived: int
    passed_over: int
    seconds: float

    @property
    def what(self) -> str:
        """What was checked, and in what time."""
        return f"{self.catalogue.size}, in {self.seconds:.1f} s"

    @property
    def unreported(self) -> str:
        """A sentence about what was found and is not reported, where there is any."""
        counts = {"waived": self.waived, "old or elsewhere": self.passed_over}
        said = ", ".join(f"{count:,} {how}" for how, count in counts.items() if count)
        return f"Not reported: {said}." if said else ""

    @property
    def errors(self) -> int:
        """How many diagnostics are errors; the others are warnings."""
        return sum(item.severity is Severity.ERROR for item in self.diagnostics)
