"""Leave out the warnings that `waivers.yml` lists, each with the record and the reason.

A waiver records that somebody has taken the second look that a warning asks for. Errors cannot be
waived. A waiver that waives nothing is itself an error, so none outlives its reason.
"""

import os
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from site_builder.checks import explanations
from site_builder.content.discover import CAPTURES, WAIVERS, label, record_at
from site_builder.content.document import Document, read
from site_builder.content.kinds import BY_FOLDER, BY_NAME, SOURCE
from site_builder.content.model import Known, Waiver, Waivers, first_field
from site_builder.content.validate import validate
from site_builder.diagnostics import Diagnostic, Severity, did_you_mean, quoted


@dataclass(frozen=True, slots=True)
class WaiverList:
    """The waivers, the document that they are in, and the content folder's name in diagnostics."""

    waivers: tuple[Waiver, ...]
    folder: str
    document: Document | None = None


def read_waivers(content: Path, base: Path) -> tuple[WaiverList, list[Diagnostic]]:
    """Read the waivers of a content folder; most folders have none."""
    file, folder = content / WAIVERS, label(content, base)
    if not os.path.lexists(file):
        return WaiverList((), folder), []
    document, faults = read(file, label(file, base), first=first_field(Waivers))
    if document is None:
        return WaiverList((), folder), faults
    found, invalid = validate(document, Waivers, file.stem, Known())
    return WaiverList(found.waivers if found else (), folder, document), [*faults, *invalid]


class Judged(NamedTuple):
    """The diagnostics to report, those of waivers included, and how many warnings were waived."""

    diagnostics: tuple[Diagnostic, ...]
    waived: int


def waive(
    found: Iterable[Diagnostic],
    listed: WaiverList,
    known: Known,
    waivable: Collection[str],
    faults: Iterable[Diagnostic],
    named: Mapping[str, Collection[str]],
) -> Judged:
    """Leave out what is waived of what the rules have found, and report unneeded waivers.

    `waivable` are the codes of warnings, `faults` those of the files. The rules do not see all of a
    file with errors, so waivers of its record are not called unneeded, nor are those of a record
    that names it: `named` has the addresses that each waived record names.
    """
    wanted = {(waiver.rule, waiver.record) for waiver in listed.waivers}
    used, kept, waived = set[tuple[str, str]](), list[Diagnostic](), 0
    unjudged = {_address(fault.span.path, listed.folder) for fault in faults}
    for diagnostic in found:
        record = _address(diagnostic.span.path, listed.folder)
        about = {(diagnostic.code, record), (diagnostic.code, f"{record}/{diagnostic.statement}")}
        if record in unjudged and not diagnostic.statement:
            # In a statement that has no id yet.
            own = (it for it in wanted if it[1].startswith(f"{record}/"))
            about |= {it for it in own if it[0] == diagnostic.code}
        if diagnostic.severity is Severity.WARNING and about & wanted:
            used |= about & wanted
            waived += 1
            continue
        kept.append(diagnostic)
        if diagnostic.severity is Severity.ERROR:
            unjudged.add(record)
    unjudged |= {record for record, names in named.items() if not unjudged.isdisjoint(names)}
    return Judged((*kept, *_faults(listed, used, known, waivable, unjudged)), waived)


def _address(path: str, folder: str) -> str:
    """Return the address of the record that a file belongs to, such as the copy of a source.

    It is empty if the file is no record's.
    """
    path = path.removeprefix(f"{folder}/")
    if path.startswith(f"{CAPTURES}/"):
        path = f"{SOURCE.folder}{path.removeprefix(CAPTURES)}"
    key = record_at(path)
    return f"{BY_NAME[key[0]].folder}/{key[1]}" if key else ""


def _faults(
    listed: WaiverList,
    used: Collection[tuple[str, str]],
    known: Known,
    waivable: Collection[str],
    unjudged: Collection[str],
) -> Iterator[Diagnostic]:
    seen = set[tuple[str, str]]()
    for at, waiver in enumerate(listed.waivers):
        assert listed.document is not None  # waivers come from a file
        key, (folder, id_, *_) = (waiver.rule, waiver.record), waiver.record.split("/")
        record = f"{folder}/{id_}"
        if waiver.rule not in waivable:
            span = listed.document.span(("waivers", at, "rule"))
            message, hint = f"There is no warning {quoted(waiver.rule)}.", ""
            if explanations.page(waiver.rule) is None:
                hint = did_you_mean(waiver.rule, waivable)
            else:
                message = f"{quoted(waiver.rule)} is an error, and errors cannot be waived."
                hint = "Correct the record, and delete this waiver."
            yield Diagnostic("unwaivable-rule", message, span, hint)
        elif key in seen:
            yield _unneeded(listed.document, at, "The same waiver is listed above.")
        elif key not in used and record not in unjudged:
            message = f"There is no warning {quoted(waiver.rule)} for {quoted(waiver.record)}."
            if id_ not in known.of(BY_FOLDER[folder].name):
                message = f"There is no record {quoted(record)}."
            yield _unneeded(listed.document, at, message)
        seen.add(key)


def _unneeded(document: Document, at: int, message: str) -> Diagnostic:
    span = document.span(("waivers", at, "record"))
    return Diagnostic("unneeded-waiver", message, span, "Delete this waiver.")
