"""What one run of `check` has to say, in whatever form it is said."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from site_builder.content.catalogue import Size
from site_builder.diagnostics import Diagnostic, Severity


@dataclass(frozen=True, slots=True)
class Outcome:
    """The diagnostics that were asked for, and what was checked.

    `waived` counts warnings that a waiver answers, `passed_over` what was found and not asked for
    (old faults, other paths), `unread` files that a change since a revision cannot reach; `seconds`
    is the time that all took. The paths of spans begin in `base`.
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
        """What was checked, and in what time."""
        return f"{self.size}, in {self.seconds:.1f} s"

    @property
    def unreported(self) -> str:
        """What was found and is not reported, and how much was not read, where anything was."""
        counts = {"waived": self.waived, "old or elsewhere": self.passed_over}
        said = ", ".join(f"{count:,} {how}" for how, count in counts.items() if count)
        reported = f"Not reported: {said}." if said else ""
        files = "1 file" if self.unread == 1 else f"{self.unread:,} files"
        read = f"Not read: {files} out of the change's reach." if self.unread else ""
        return f"{reported} {read}".strip()

    @property
    def errors(self) -> int:
        """How many diagnostics are errors; the others are warnings."""
        return sum(item.severity is Severity.ERROR for item in self.diagnostics)
