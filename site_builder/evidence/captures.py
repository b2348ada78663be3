"""Read captures: what there is of the copies of sources."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from functools import cached_property
from itertools import chain

from site_builder.content.discover import EvidenceFile, Listing
from site_builder.content.document import read, read_sound
from site_builder.content.kinds import PERSON, SOURCE
from site_builder.content.model import Capture, Extract, Known
from site_builder.content.validate import accept, validate
from site_builder.diagnostics import Diagnostic, Span, quoted

FILES_A_TASK = 100


@dataclass(frozen=True)
class Captured:
    """The copy of a source, or of one that could not be read, of which nothing is judged."""

    capture: Capture | None

    @cached_property
    def _starts(self) -> list[int]:
        return [extract.at[0] for extract in self.extracts]

    @property
    def extracts(self) -> Sequence[Extract]:
        """The stretches of the text, in order."""
        return self.capture.extracts if self.capture else ()

    def around(self, at: int) -> Extract | None:
        """Return the stretch that has a place of the whole text; None if there is none."""
        number = bisect_right(self._starts, at) - 1
        if number < 0:
            return None
        extract = self.extracts[number]
        return extract if at < extract.at[1] else None


Captures = Mapping[str, Captured]
"""The copies of sources, by the ids of the sources."""


def read_captures(
    files: Mapping[str, EvidenceFile], executor: Executor
) -> tuple[Captures, list[Diagnostic]]:
    """Read all captures, and report what is wrong with them by themselves."""
    listed = [*files.values()]
    tasks = [listed[at : at + FILES_A_TASK] for at in range(0, len(listed), FILES_A_TASK)]
    found = [*chain.from_iterable(executor.map(_read_all, tasks))]
    captures = {
        file.id: Captured(capture) for file, (capture, _) in zip(listed, found, strict=True)
    }
    faults = [*chain.from_iterable(faults for _, faults in found)]
    faults += _one_copy_twice(listed, captures)
    return captures, faults


def _read_all(files: Sequence[EvidenceFile]) -> list[tuple[Capture | None, list[Diagnostic]]]:
    return [_read(file) for file in files]


def _read(file: EvidenceFile) -> tuple[Capture | None, list[Diagnostic]]:
    values = read_sound(file.file)
    capture = accept(values, file.path, Capture, file.id, Known()) if values is not None else None
    if capture is not None and all(extract.is_as_written for extract in capture.extracts):
        return capture, []
    document, faults = read(file.file, file.path)
    if document is None:
        return None, faults
    capture, invalid = validate(document, Capture, file.id, Known())
    edited = [
        Diagnostic(
            "extract-edited",
            "This extract is not what the tool has written.",
            document.span(("extracts", at, "text")),
            "Undo the edit, or run `factsheet capture` again.",
        )
        for at, extract in enumerate(capture.extracts if capture and not invalid else ())
        if not extract.is_as_written
    ]
    faults = [*faults, *invalid, *edited]
    return None if faults else capture, faults


def strays(listing: Listing) -> Iterator[Diagnostic]:
    """Report the captures and receipts of records that there are not."""
    for kind, files, what, hint in (
        (SOURCE, listing.captures, "copy", "Give it the name of its source, or delete it."),
        (
            PERSON,
            listing.receipts,
            "receipt",
            # Under another name, it could replace what the tool has written for that person. It
            # says which words of a copy were quoted, so the command needs it.
            "Run `factsheet verify --write`, which takes the words out of the copies, and makes the"
            " receipts of a person who was renamed. Then delete this file.",
        ),
    ):
        known = listing.known_once_named.of(kind.name)
        for file in files.values():
            if file.id not in known:
                yield Diagnostic(
                    "stray-evidence",
                    f"There is no {kind.name} {quoted(file.id)} whose {what} this could be.",
                    Span(file.path),
                    hint,
                )


def _one_copy_twice(files: Iterable[EvidenceFile], captures: Captures) -> Iterator[Diagnostic]:
    seen: dict[str, str] = {}
    for file in files:
        capture = captures[file.id].capture
        if capture is None:
            continue
        other = seen.setdefault(capture.text, file.id)
        if other != file.id:
            yield Diagnostic(
                "one-copy-twice",
                f"This is the same copy as that of {quoted(other)}.",
                Span(file.path),
                "Make a copy of each source; if both are one source, keep one of the two records.",
            )
