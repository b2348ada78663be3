"""Compare the words of statements with the copies of their sources, and with their receipts.

Each citation ends up with a `Proof`: what may be said to readers about it, and no more. What
differs is a fault.
"""

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from site_builder.content.catalogue import Entry
from site_builder.content.discover import EvidenceFile
from site_builder.content.model import (
    Capture,
    Citation,
    Extract,
    Source,
    Statement,
    StatementKind,
    digest,
)
from site_builder.content.printed import words_in
from site_builder.content.values.dates import Edtf, parse
from site_builder.diagnostics import (
    ADD_A_WAIVER,
    Diagnostic,
    Finding,
    Place,
    Severity,
    Span,
    quoted,
)
from site_builder.evidence import folding, negations
from site_builder.evidence.captures import Captured, Captures
from site_builder.evidence.link_checks import LinkChecks, Missing, Result
from site_builder.evidence.matching import BESIDE, NOWHERE, Copy, Match, Miss
from site_builder.evidence.nearest import differences, is_cut_off, nearest
from site_builder.evidence.receipts import (
    EXACT,
    RENEW,
    TYPOGRAPHIC,
    Receipt,
    read_receipts,
)

CODES = frozenset(
    (
        *("quote-not-in-capture", "ambiguous-quote", "cut-word", "short-piece", "long-gap"),
        *(negations.CODE, "receipt-stale", "extract-edited", "stray-evidence"),
        "one-copy-twice",
    )
)
"""The codes of everything that a comparison can find."""
MAX_PASSAGE = 1_000
"""The most characters of a passage between its first and its last words."""


class Status(StrEnum):
    """What a comparison has shown, in the order in which pages count it."""

    EXACT = "exact"
    TYPOGRAPHIC = "typographic"
    OCR = "ocr"
    ATTESTED = "attested"
    CHANGED = "changed"
    OTHER_LANGUAGE = "other-language"
    NOT_SOUGHT = "not-sought"
    NO_COPY = "no-copy"

    @property
    def is_found(self) -> bool:
        """Whether a machine has found the words in a copy."""
        return self in (Status.EXACT, Status.TYPOGRAPHIC, Status.OCR, Status.CHANGED)


@dataclass(frozen=True, slots=True)
class Proof:
    """What a comparison of one citation has shown. `copied` is the day of the copy, if any.

    `words` is the digest of the words that were found, `is_original` says that they are those in
    the language of the speaker. `gone` is the day on which they were no longer at the address.
    `copy` is the digest of the copy's whole text.
    """

    status: Status
    copied: Edtf | None = None
    changes: tuple[str, ...] = ()
    gaps: tuple[str, ...] = ()
    replaced: tuple[str, ...] = ()
    words: str = ""
    is_original: bool = False
    gone: Edtf | None = None
    copy: str = ""


Proofs = Mapping[str, tuple[Proof, ...]]
"""By `person/statement`, the proofs of all citations; without those of which there is no copy."""
_NO_COPY = Proof(Status.NO_COPY)


@dataclass(frozen=True, slots=True)
class Sought:
    """What is sought in a copy: the words of a quote, or the first and last words of a passage."""

    words: str
    prefix: str = ""
    suffix: str = ""
    last: str = ""

    @property
    def digest(self) -> str:
        """The digest of what is sought."""
        return digest(f"{self.words}\n{self.last}" if self.last else self.words)


def sought(statement: Statement, citation: Citation, source: Source, lang: str) -> Sought | None:
    """Return what a copy of a source must have; None if that is not known in its language."""
    if statement.kind is StatementKind.QUOTE:
        words = words_in(source, statement, lang)
        return Sought(words, citation.prefix or "", citation.suffix or "") if words else None
    return Sought(citation.from_, last=citation.to or "") if citation.from_ else None


def look_for(wanted: Sought, copy: Copy) -> Match | Miss:
    """Find what is sought in the text of a copy."""
    first = copy.find(wanted.words, wanted.prefix, wanted.suffix)
    if not wanted.last or isinstance(first, Miss):
        return first
    last = Copy(copy.text[first.end :]).find(wanted.last)
    if isinstance(last, Miss):
        # The same words may stand again much later.
        last = Copy(copy.text[first.end : first.end + MAX_PASSAGE]).find(wanted.last)
    if isinstance(last, Miss):
        return last
    return passage(first, last, first.end)


def passage(first: Match, last: Match, offset: int) -> Match | Miss:
    """Return the passage from a match to another one, which was found from `offset` on."""
    end = last.end + offset
    if end - first.start > MAX_PASSAGE:
        length = end - first.start
        return Miss(
            "long-gap",
            f"The passage from the first words to the last ones has {length:,} characters; the"
            f" limit is {MAX_PASSAGE:,}.",
            "Choose a shorter passage.",
        )
    changes = tuple(dict.fromkeys((*first.changes, *last.changes)))
    ends = (first.start, first.end), (last.start + offset, end)
    return Match(first.start, end, changes, occurrences=first.occurrences, ends=ends)


def receipt_of(
    key: tuple[str, int], wanted: Sought, capture: str, text: str, found: Match, on: str
) -> Receipt:
    """Return the receipt for what was found in a copy; `text` is the digest of its text."""
    return Receipt(
        *key,
        wanted.digest,
        capture,
        text,
        (found.start, found.end),
        TYPOGRAPHIC if found.changes else EXACT,
        found.changes,
        found.gaps,
        found.replaced,
        found.occurrences,
        folding.VERSION,
        on,
    )


@dataclass(frozen=True, slots=True)
class Evidence:
    """All copies, the files of receipts by the ids of the people, the last looks at addresses."""

    captures: Captures = field(default_factory=dict)
    receipts: Mapping[str, EvidenceFile] = field(default_factory=dict)
    links: LinkChecks = field(default_factory=dict)

    def compare(
        self,
        person: str,
        entries: Sequence[Entry],
        sources: Mapping[str, Source],
        lang: str,
        written: Container[str] | None = (),
    ) -> "Compared":
        """Compare the statements of a person with the copies of their sources.

        `written` are the ids of all statements of the person, also of those with faults of their
        own, of which nothing is said here; None if not all are known.
        """
        file = self.receipts.get(person)
        if file is None and not self.captures:
            return Compared()
        known, faults = read_receipts(file.file, file.path) if file else ({}, [])
        compared = Compared(faults=faults)

        def report(message: str, line: int) -> None:
            if message and file:
                place = Span(file.path, line, 1, line, 2)
                faults.append(Diagnostic("receipt-stale", message, place, RENEW))

        for entry in entries:
            citations = entry.statement.citations
            if not any(one.source in self.captures for one in citations) and not known:
                continue
            proofs = []
            for at, citation in enumerate(citations):
                line, receipt = known.pop((entry.statement.id, at), (0, None))
                comparison = _Comparison(self, entry, at, citation, receipt, lang)
                proofs.append(comparison.proof(sources.get(citation.source)))
                compared.findings += comparison.findings
                report(comparison.stale, line)
            compared.proofs[entry.statement.id] = tuple(proofs)
        there = {entry.statement.id for entry in entries}
        for (statement, at), (line, _) in known.items():
            # One that has no id yet may be the one that was compared.
            if statement not in there and (
                written is None or "" in written or statement in written
            ):
                continue
            gone = (
                f"citation {at + 1} of `{statement}`"
                if statement in there
                else f"statement `{statement}`"
            )
            report(f"There is no {gone} any more.", line)
        return compared


@dataclass(slots=True)
class Compared:
    """The proofs of a person's statements, by their ids and for each citation, and the faults."""

    proofs: dict[str, tuple[Proof, ...]] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    faults: list[Diagnostic] = field(default_factory=list)


def by_hand(citation: Citation) -> Proof:
    """Return what may be said of a citation of whose source there is no copy."""
    return Proof(Status.ATTESTED) if citation.attested else _NO_COPY


@dataclass(slots=True)
class _Comparison:
    """Compares the words of one citation; `stale` says what is wrong with its receipt."""

    evidence: Evidence
    entry: Entry
    at: int
    citation: Citation
    receipt: Receipt | None
    lang: str
    findings: list[Finding] = field(default_factory=list)
    stale: str = ""

    def proof(self, source: Source | None) -> Proof:
        """Compare, and return what may be said of it."""
        captured = self.evidence.captures.get(self.citation.source)
        if captured is None or source is None:
            if self.receipt:
                source_id = self.citation.source
                if self.receipt.capture == source_id:
                    self.stale = f"There is no copy of `{source_id}` any more."
                else:
                    was = self.receipt.capture
                    self.stale = f"This is of a copy of `{was}`, but `{source_id}` is cited now."
            return by_hand(self.citation)
        if captured.capture is None:
            return _NO_COPY  # its own faults are reported
        wanted = sought(self.entry.statement, self.citation, source, self.lang)
        if wanted is None:
            return self._not_sought(captured.capture)
        found = find_again(wanted, captured, self.receipt)
        if isinstance(found, Miss):
            self._report(found, wanted, captured)
            return _NO_COPY
        return self._found(found, wanted, captured)

    def _not_sought(self, capture: Capture) -> Proof:
        if self.receipt:
            self.stale = "The words that were found are not sought any more."
        if self.citation.attested:
            return Proof(Status.ATTESTED, capture.fetched, copy=capture.text)
        is_quote = self.entry.statement.kind is StatementKind.QUOTE
        status = Status.OTHER_LANGUAGE if is_quote else Status.NOT_SOUGHT
        return Proof(status, capture.fetched, copy=capture.text)

    def _found(self, found: Match, wanted: Sought, captured: Captured) -> Proof:
        capture, statement = captured.capture, self.entry.statement
        assert capture is not None  # otherwise nothing could be found
        key = (statement.id, self.at)
        now = receipt_of(key, wanted, capture.id, capture.text, found, "")
        if self.receipt is None:
            self._add(
                wanted,
                "receipt-stale",
                f"There is no receipt for these words in the copy of `{capture.id}`.",
                "Run `factsheet verify --write`.",
            )
        elif not self.receipt.is_as(now):
            self.stale = self._outdated(now)
        hidden = [*found.negations, *negations.negations_added(wanted.words)]
        if hidden:
            self._add(
                wanted,
                negations.CODE,
                f"What this quote leaves out or puts in brackets has `{hidden[0]}`.",
                f"Quote it in full. If the meaning is the same without it, {ADD_A_WAIVER}.",
                Severity.WARNING,
            )
        status = Status.TYPOGRAPHIC if found.changes else Status.EXACT
        gone = self._gone(capture, now.words)
        if capture.extractor == "ocr/1":
            # That words may be misread is more than that they are gone.
            status, gone = Status.OCR, None
        return Proof(
            Status.CHANGED if gone else status,
            capture.fetched,
            found.changes,
            found.gaps,
            found.replaced,
            now.words,
            statement.kind is StatementKind.QUOTE and wanted.words != statement.quote,
            gone,
            capture.text,
        )

    def _gone(self, capture: Capture, words: str) -> Edtf | None:
        """Return the day on which the words were no longer at the address, after the copy."""
        check = self.evidence.links.get(capture.id)
        if check is None or check.result is not Result.CHANGED:
            return None
        on = parse(check.on)
        is_gone = Missing(self.entry.key, self.at, words) in check.missing
        return on if is_gone and on.earliest > capture.fetched.latest else None

    def _outdated(self, now: Receipt) -> str:
        assert self.receipt is not None
        if self.receipt.words != now.words:
            return "The words have changed since this receipt was written."
        if self.receipt.text != now.text or self.receipt.capture != now.capture:
            return "The copy is another one than when this receipt was written."
        return "This receipt says something else than a comparison with the copy."

    def _report(self, miss: Miss, wanted: Sought, captured: Captured) -> None:
        self.findings.append(
            missed_again(miss, self.entry, self.at, wanted, captured, self.receipt)
        )

    def _add(
        self,
        wanted: Sought,
        code: str,
        message: str,
        hint: str,
        severity: Severity = Severity.ERROR,
    ) -> None:
        place = place_of(self.entry, self.at, wanted)
        self.findings.append(Finding(code, message, place, hint, severity))


def place_of(entry: Entry, at: int, wanted: Sought) -> Place:
    """Return where the words that are sought for a citation are written."""
    statement = entry.statement
    if statement.kind is not StatementKind.QUOTE:
        return entry.place("citations", at, "from")
    return entry.place("quote" if wanted.words == statement.quote else "original")


def missed_again(
    miss: Miss, entry: Entry, at: int, wanted: Sought, captured: Captured, receipt: Receipt | None
) -> Finding:
    """Return the fault of words that the extracts of a copy do not have.

    The copy may have them all the same, unless these words, or others in their place, were found in
    it and lie within one extract: then only is it said what to write.
    """
    source = entry.statement.citations[at].source
    here = captured.around(receipt.at[0]) if receipt else None
    texts = [one.text for one in ([here] if here else captured.extracts)]
    place, message = place_of(entry, at, wanted), miss.about(f"the copy of `{source}`")
    if miss != NOWHERE:
        return Finding(miss.code, message, place, hint_for(miss, wanted, texts))
    near = nearest(wanted.words, texts)
    if any(is_cut_off(near, wanted.words, text) for text in texts):
        near = ""
    if here and near:
        return Finding(miss.code, message, place, hint_for(miss, wanted, texts))
    instead = f"Nearest there: {quoted(near)}. {differences(wanted.words, near)} " if near else ""
    return Finding(
        miss.code,
        miss.about(f"what is kept of the copy of `{source}`"),
        place,
        f"{instead}Only the words around quotes that were found are kept. Run `factsheet capture"
        f" {source}`, with `--file` if the page is saved: it compares the whole page.",
    )


def hint_for(miss: Miss, wanted: Sought, texts: Iterable[str]) -> str:
    """Return what to type next for words that are not found in these texts."""
    if miss.hint:
        return miss.hint
    near = nearest(wanted.words, texts)
    if not near:
        return "Cite the source that prints these words, or correct them."
    return (
        f"Nearest in it: {quoted(near)}. {differences(wanted.words, near)} Write the words as the"
        " copy has them, or cite the source that prints these."
    ).replace("  ", " ")


def find_again(wanted: Sought, captured: Captured, receipt: Receipt | None) -> Match | Miss:
    """Find what is sought in the extracts of a copy: first where the receipt has it."""
    here = captured.around(receipt.at[0]) if receipt else None
    if here is not None and receipt is not None and _stands_there(wanted, receipt, here):
        return Match(*receipt.at)
    if here is not None:
        found = _in_extract(wanted, here, captured)
        if isinstance(found, Match):
            return found
    elsewhere = {
        (found.start, found.end): found
        for extract in captured.extracts
        if isinstance(found := _in_extract(wanted, extract, captured), Match)
    }
    if len(elsewhere) > 1:
        message = f"{{copy}} has these words in {len(elsewhere)} places."
        return Miss("ambiguous-quote", message, BESIDE)
    if elsewhere:
        return next(iter(elsewhere.values()))
    misses = (_in_extract(wanted, one, captured) for one in ([here] if here else captured.extracts))
    return next((miss for miss in misses if isinstance(miss, Miss) and miss != NOWHERE), NOWHERE)


# What certainly ends a word before it or begins one after it, and what may stand between words and
# the prefix or suffix.
_APART, _MARKS = ' \n“”"«»„()', " \n“”\"«»„‘’'"


def _stands_there(wanted: Sought, receipt: Receipt, extract: Extract) -> bool:
    """Check quickly whether words certainly stand where an exact receipt has them.

    Most do. False leaves the question open, for all that is not plain at the first glance.
    """
    text, words = extract.text, wanted.words
    start, end = receipt.at[0] - extract.at[0], receipt.at[1] - extract.at[0]
    prefix, suffix = wanted.prefix.strip(_MARKS), wanted.suffix.strip(_MARKS)
    return (
        receipt.result == EXACT
        and not wanted.last
        and text[start:end] == words
        and "[" not in words
        and words[0].isalpha()
        and (words[-1].isalpha() or words[-1] in ".!?")
        and (start == 0 or text[start - 1] in _APART)
        and (end == len(text) or text[end] in _APART)
        and (not prefix or text[:start].rstrip(_MARKS).endswith(prefix))
        and (not suffix or text[end:].lstrip(_MARKS).startswith(suffix))
    )


def _in_extract(wanted: Sought, extract: Extract, captured: Captured) -> Match | Miss:
    first = Copy(extract.text).find(wanted.words, wanted.prefix, wanted.suffix)
    if isinstance(first, Miss):
        return first
    first = first.moved(extract.at[0])
    if not wanted.last:
        return first
    for other in captured.extracts:
        if other.at[1] <= first.end:
            continue
        begin = max(first.end - other.at[0], 0)
        last = Copy(other.text[begin:]).find(wanted.last)
        if isinstance(last, Match):
            return passage(first, last, other.at[0] + begin)
    return NOWHERE
