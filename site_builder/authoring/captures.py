"""Write the copy of a source, and the receipts of what was found in it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, NamedTuple

from site_builder.authoring.files import FileWrite
from site_builder.authoring.yaml.edit import SCHEMA
from site_builder.authoring.yaml.scalars import write
from site_builder.content.catalogue import Catalogue, Entry
from site_builder.content.discover import CAPTURES, RECEIPTS
from site_builder.content.document import parse
from site_builder.content.model import Capture, Extract, File, Known, Source, digest
from site_builder.content.validate import validate
from site_builder.content.values.characters import offences
from site_builder.diagnostics import Diagnostic, Finding, Severity, quoted
from site_builder.evidence.captures import Captured, Captures
from site_builder.evidence.comparison import (
    CODES,
    Sought,
    find_again,
    hint_for,
    look_for,
    missed_again,
    place_of,
    receipt_of,
    sought,
)
from site_builder.evidence.extractors import Read
from site_builder.evidence.extracts import Places, extracts, still_needed
from site_builder.evidence.matching import Copy, Match, Miss
from site_builder.evidence.receipts import Receipt, read_receipts, text_of


class CaptureError(Exception):
    """A copy is refused; the message is a sentence that says why, and what to do.

    `missed` says what the copy has instead of each text that is not in it, if that is why.
    """

    def __init__(self, message: str, missed: Iterable[Finding] = ()) -> None:
        super().__init__(message)
        self.missed = [*missed]


class Origin(NamedTuple):
    """Where a copy is from: its address, the one that led to, the day, and how it was got."""

    url: str | None
    final_url: str | None
    day: str
    by: Literal["fetch", "upload", "archive"]


_MISPLACED = "misplaced-file"
"""The fault of a file, in whatever folder, that may be a person's."""


def faulty_file(faults: Iterable[Diagnostic], folders: tuple[str, ...]) -> str:
    """Return the first file with a fault that may hide a statement; empty if there is none.

    Without the statement, its receipts would seem to be needed no more. `folders` are the files and
    folders to look at; a folder ends with a slash.
    """
    errors = (one for one in faults if one.severity is Severity.ERROR and one.code not in CODES)
    hiding = (one for one in errors if one.code == _MISPLACED or one.span.path.startswith(folders))
    return next((one.span.path for one in hiding), "")


class _Citation(NamedTuple):
    """A citation of the source, and what of it is sought."""

    entry: Entry
    at: int
    wanted: Sought

    @property
    def key(self) -> tuple[str, int]:
        return self.entry.statement.id, self.at


@dataclass(slots=True)
class Outcome:
    """What the comparison with a copy has shown, and the files to write.

    `found` are the receipts by person. `missed` are the faults. `unknown` counts the citations of
    which nothing is sought, for want of words in the language of the source.
    """

    found: dict[str, list[Receipt]] = field(default_factory=dict)
    missed: list[Finding] = field(default_factory=list)
    unknown: int = 0
    writes: list[FileWrite] = field(default_factory=list)

    @property
    def receipts(self) -> Iterator[Receipt]:
        """All that was found."""
        return (receipt for receipts in self.found.values() for receipt in receipts)


def capture(
    content: Path, catalogue: Catalogue, source: Source, data: bytes, copy: Read, origin: Origin
) -> Outcome:
    """Compare a copy of a source with everything that is cited from it.

    Raises:
        CaptureError: nothing of what is cited is in it, or not what was in the last copy, or it is
            the copy of another source.
    """
    outcome, text = Outcome(), Copy(copy.text)
    matches: list[tuple[Sought, Match]] = []
    whole = digest(copy.text)
    if twin := _twin(content, source.id, whole):
        raise CaptureError(
            f"This is the same copy as that of {quoted(twin)}. If both are one source, keep one of"
            " the two records. Nothing was written."
        )
    lost: list[str] = []
    known = {
        person: _receipts(content, person)
        for person in {entry.person.id for entry in catalogue.by_source.get(source.id, ())}
    }
    for citation in _citations(catalogue, source, outcome):
        found = look_for(citation.wanted, text)
        entry = citation.entry
        if isinstance(found, Match):
            receipt = receipt_of(citation.key, citation.wanted, source.id, whole, found, origin.day)
            outcome.found.setdefault(entry.person.id, []).append(receipt)
            matches.append((citation.wanted, found))
            continue
        before = known[entry.person.id].get(citation.key)
        if before and before.capture == source.id and before.words == citation.wanted.digest:
            lost.append(entry.key)
        outcome.missed.append(_missed(found, citation, source, copy.text))
    if outcome.missed and not matches:
        raise CaptureError(
            f"The copy has nothing of what is cited from {quoted(source.id)}. Is it a copy of this"
            " source? Nothing was written.",
            outcome.missed,
        )
    if lost:
        raise CaptureError(
            f"The last copy of {quoted(source.id)} had the words of {quoted(lost[0])}, and this one"
            " does not: the source has changed, or this is another page. Nothing was written."
        )
    fields = {
        "url": origin.url,
        "final_url": origin.final_url,
        "fetched": origin.day,
        "media": copy.media,
        "by": origin.by,
        "extractor": copy.extractor,
        "body": digest(data),
        "text": whole,
    }
    written = capture_text(fields, extracts(copy.text, matches))
    outcome.writes += _written(content / CAPTURES / f"{source.id}.yml", written)
    for person, receipts in known.items():
        kept = [one for one in receipts.values() if one.capture != source.id]
        outcome.writes += _receipts_written(
            content, person, [*kept, *_undated(outcome.found.get(person, ()), receipts)]
        )
    return outcome


def _twin(content: Path, id_: str, text: str) -> str:
    """Return the other source that has a copy with this text, by its digest; empty if none has."""
    for file in sorted((content / CAPTURES).glob("*.yml")):
        if file.stem != id_ and text.encode() in file.read_bytes():
            return file.stem
    return ""


def renew(content: Path, catalogue: Catalogue, captures: Captures, day: str) -> Outcome:
    """Compare everything with the extracts again, and make all receipts anew.

    Of a copy that has all that is cited from it, the extracts keep no more than that, and nothing
    of a statement that was removed.
    """
    removed = _removed(content, catalogue)
    outcome = Outcome()
    matches = defaultdict[str, list[tuple[Sought, Match]]](list)
    incomplete = set[str]()
    for person in catalogue.people:
        known = _receipts(content, person)
        receipts: list[Receipt] = []
        for citation, captured, copy in _captured(catalogue, person, captures):
            entry, at, wanted = citation
            before = known.get(citation.key)
            found = find_again(wanted, captured, before)
            if isinstance(found, Miss):
                outcome.missed.append(missed_again(found, entry, at, wanted, captured, before))
                incomplete.add(copy.id)
                continue
            matches[copy.id].append((wanted, found))
            receipts.append(receipt_of(citation.key, wanted, copy.id, copy.text, found, day))
        if receipts or known:
            receipts = [*_undated(receipts, known)]
            outcome.found[person] = receipts
            outcome.writes += _receipts_written(content, person, receipts)
    for id_, captured in captures.items():
        # One without a source may be that of a source that has another id by now.
        is_known = id_ in catalogue.sources and id_ not in incomplete
        if captured.capture is not None and is_known:
            gone = [it.at for it in removed if it.text == captured.capture.text]
            outcome.writes += _narrowed(content, captured.capture, matches[id_], gone)
    return outcome


def _captured(
    catalogue: Catalogue, person: str, captures: Captures
) -> Iterator[tuple[_Citation, Captured, Capture]]:
    """Yield what a person's statements cite from sources that have a copy."""
    for entry in catalogue.by_person.get(person, ()):
        for at, citation in enumerate(entry.statement.citations):
            captured = captures.get(citation.source)
            source = catalogue.sources.get(citation.source)
            if captured is None or captured.capture is None or source is None:
                continue
            wanted = sought(entry.statement, citation, source, catalogue.lang)
            if wanted is not None:
                yield _Citation(entry, at, wanted), captured, captured.capture


def _removed(content: Path, catalogue: Catalogue) -> list[Receipt]:
    """Return the receipts of statements and people that are no longer there."""
    removed: list[Receipt] = []
    for file in sorted((content / RECEIPTS).glob("*.jsonl")):
        there = {it.statement.id for it in catalogue.by_person.get(file.stem, ())}
        receipts = _receipts(content, file.stem).values()
        removed += [receipt for receipt in receipts if receipt.statement not in there]
    return removed


def _narrowed(
    content: Path, copy: Capture, matches: Sequence[tuple[Sought, Match]], gone: Places
) -> list[FileWrite]:
    """Return what writes a capture without the words that nothing cites any more."""
    kept = still_needed(copy.extracts, matches, gone)
    if kept == copy.extracts:
        return []
    names = [name for name in Capture.model_fields if name not in {*File.model_fields, "extracts"}]
    fields = {name: str(value) for name in names if (value := getattr(copy, name))}
    text = capture_text(fields, kept)
    return _written(content / CAPTURES / f"{copy.id}.yml", text)


def _citations(catalogue: Catalogue, source: Source, outcome: Outcome) -> Iterator[_Citation]:
    for entry in catalogue.by_source.get(source.id, ()):
        for at, citation in enumerate(entry.statement.citations):
            if citation.source == source.id:
                wanted = sought(entry.statement, citation, source, catalogue.lang)
                if wanted is None:
                    outcome.unknown += 1
                else:
                    yield _Citation(entry, at, wanted)


def _missed(miss: Miss, citation: _Citation, source: Source, text: str) -> Finding:
    place = place_of(citation.entry, citation.at, citation.wanted)
    message = miss.about(f"the copy of {quoted(source.id)}")
    return Finding(miss.code, message, place, hint_for(miss, citation.wanted, [text]))


def _receipts(content: Path, person: str) -> dict[tuple[str, int], Receipt]:
    file = content / RECEIPTS / f"{person}.jsonl"
    if not file.exists():
        return {}
    found, _ = read_receipts(file, file.name)
    return {key: receipt for key, (_, receipt) in found.items()}


def _undated(
    receipts: Iterable[Receipt], known: Mapping[tuple[str, int], Receipt]
) -> Iterator[Receipt]:
    """Yield receipts, those that say what one did before with the day and the count of that one."""
    for receipt in receipts:
        before = known.get((receipt.statement, receipt.citation))
        yield before if before is not None and before.is_as(receipt) else receipt


def _receipts_written(content: Path, person: str, receipts: Iterable[Receipt]) -> list[FileWrite]:
    return _written(content / RECEIPTS / f"{person}.jsonl", text_of(receipts))


def _written(file: Path, text: str) -> list[FileWrite]:
    was = file.read_bytes().decode(errors="replace") if file.exists() else None
    return [] if was == text or (was is None and not text) else [FileWrite(file, text, was)]


def capture_text(fields: Mapping[str, str | None], kept: Sequence[Extract]) -> str:
    """Return the text of a capture's file.

    Raises:
        CaptureError: YAML cannot hold a part of it, or would give it back otherwise.
    """
    rows = [f"{SCHEMA}../../schema/capture.schema.json"]
    rows += [
        f"{name}: {write(value, len(name) + 2, 0)[0]}" for name, value in fields.items() if value
    ]
    rows.append("extracts:" if kept else "extracts: []")
    for extract in kept:
        first, *others = write(extract.text, 10, 4)
        rows.append(f"  - at: [{extract.at[0]}, {extract.at[1]}]")
        rows.append(f"    text: {first}")
        rows += [f"      {line}" if line else "" for line in others]
        rows.append(f"    sha256: {extract.sha256}")
    text = "\n".join([*rows, ""])
    if offence := next(offences(text), None):
        raise CaptureError(f"The capture cannot be written: it has {offence.what}.")
    document, faults = parse(text, "The capture")
    again = None
    if document is not None and not faults:
        again, faults = validate(document, Capture, "capture", Known())
    if faults:
        raise CaptureError(f"The capture cannot be written: {faults[0].message} {faults[0].hint}")
    if again is None or again.extracts != tuple(kept):
        raise CaptureError("The capture cannot be written: its text would be read otherwise.")
    return text
