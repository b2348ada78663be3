"""What readers are told of a comparison with a copy, never more than was done; and the count of it.

No word of praise stands alone: each sentence names the copy, its day, and what was not the same.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import ClassVar, NamedTuple

from site_builder.content.catalogue import Catalogue, Entry
from site_builder.content.model import Citation, Source, StatementKind
from site_builder.content.values import locales
from site_builder.content.values.dates import Edtf
from site_builder.evidence.comparison import Proof, Proofs, Status, by_hand
from site_builder.evidence.folding import RULES, Rule
from site_builder.views.addresses import EVIDENCE, address_of
from site_builder.views.page import Anchor, Crumb, Page, PlannedPage
from site_builder.views.paging import cut, plan
from site_builder.views.wording import count

SIGNS = {
    Status.EXACT: "In our copy",
    Status.TYPOGRAPHIC: "In our copy, but for typography",
    Status.OCR: "In a machine-read copy",
    Status.ATTESTED: "Compared by hand",
    Status.CHANGED: "Changed since",
    Status.OTHER_LANGUAGE: "Copy in another language",
    Status.NOT_SOUGHT: "Copy held, not compared",
    Status.NO_COPY: "Not checked",
}
"""What a statement has in a list, by its status."""
MEANINGS = {
    Status.EXACT: "The words are in our copy of the source, character for character.",
    Status.TYPOGRAPHIC: "The words are in our copy of the source, apart from quotation marks,"
    " dashes, spaces and the like; the statement’s page lists what differs.",
    Status.OCR: "The words are in a text that a machine read from an image of the source, and that"
    " may be misread.",
    Status.ATTESTED: "Somebody compared the words with the print or the recording; no machine did.",
    Status.CHANGED: "The words were in our copy of the source, and are no longer at its address.",
    Status.OTHER_LANGUAGE: "We hold a copy, but it is in another language than the words, and the"
    " record does not have the words in that one.",
    Status.NOT_SOUGHT: "The words are ours, and the record does not name the passage of our copy"
    " that they rest on.",
    Status.NO_COPY: "Nothing was compared, because we hold no copy of the source.",
}
_SOURCE = 300
_FIRST = (Anchor("statuses", "In figures"), Anchor("same", "What counts as the same"))


class ProofView(NamedTuple):
    """What is said of one citation: the status, its sign in lists, and sentences."""

    id: str
    sign: str
    sentences: tuple[str, ...]


def proof_view(proof: Proof, citation: Citation, kind: StatementKind, lang: str) -> ProofView:
    """Return what is said of a citation of a statement; `lang` is the site's language."""
    copied = locales.date_in_words(proof.copied, lang) if proof.copied else ""
    return ProofView(
        proof.status.value,
        SIGNS[proof.status],
        tuple(_sentences(proof, citation, kind, copied, lang)),
    )


def _sentences(
    proof: Proof, citation: Citation, kind: StatementKind, copied: str, lang: str
) -> Iterator[str]:
    what = "The passage that this rests on is"
    if kind is StatementKind.QUOTE:
        what = "The original words are" if proof.is_original else "These words are"
    match proof.status:
        case Status.EXACT:
            yield f"{what} in our copy of {copied}, character for character."
        case Status.TYPOGRAPHIC:
            listed = ", ".join(proof.changes)
            yield f"{what} in our copy of {copied}, apart from typography: {listed}."
        case Status.OCR:
            yield f"Found in text that a machine read from an image (copy of {copied})."
        case Status.CHANGED:
            gone = locales.date_in_words(proof.gone, lang) if proof.gone else ""
            yield f"In the copy of {copied}; no longer there on {gone}."
        case Status.ATTESTED:
            assert citation.attested is not None  # or there would be another status
            day = locales.date_in_words(citation.attested.on, lang)
            yield (
                f"Compared with the print or recording by {citation.attested.by} on {day}; not by"
                " machine."
            )
        case Status.OTHER_LANGUAGE:
            yield (
                f"Not checked: our copy of {copied} is in another language than these words, and we"
                " do not have the words in that one."
            )
        case Status.NOT_SOUGHT:
            yield (
                "Not checked: these words are ours, and the passage behind them in our copy of"
                f" {copied} is not named."
            )
        case Status.NO_COPY:
            yield "Not checked: we hold no copy."
    for gap in proof.gaps:
        yield f"Left out here: “{gap}”."
    for replaced in proof.replaced:
        if replaced:
            yield f"The words in brackets stand for “{replaced}”."


def proofs_of(entry: Entry, proofs: Proofs) -> tuple[Proof, ...]:
    """Return what is known of each citation of a statement."""
    found = proofs.get(entry.key)
    return found or tuple(map(by_hand, entry.statement.citations))


def best(found: Iterable[Proof]) -> Proof:
    """Return the proof that says most, of all citations of a statement."""
    return min(found, key=lambda proof: [*Status].index(proof.status))


class Counted(NamedTuple):
    """How many statements have a status, which is theirs by the citation that shows most."""

    id: str
    sign: str
    meaning: str
    number: int


@dataclass(frozen=True, slots=True)
class Held:
    """A source of which there is a copy: its day, and how many of its citations were found."""

    source: Source
    address: str
    copied: str
    found: int
    total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidencePage(Page):
    """What was compared with copies of the sources, and what was not."""

    template: ClassVar[str] = "evidence"
    total: int
    counted: tuple[Counted, ...]
    gaps: str
    """How many of them leave something out, in words; empty if none does."""
    rules: tuple[Rule, ...]
    """What counts as the same in a comparison."""
    held: tuple[Held, ...]
    without: int
    """The number of sources that are cited, and of which there is no copy."""


def planned_pages(catalogue: Catalogue, proofs: Proofs) -> Iterator[PlannedPage]:
    """Yield every part of the page on evidence."""
    held = [*_held(catalogue, proofs)]
    cuts = cut(held, lambda _: _SOURCE)
    yield from plan(EVIDENCE, "Evidence", partial(_page, catalogue, proofs, cuts), len(cuts))


def _page(
    catalogue: Catalogue, proofs: Proofs, cuts: Sequence[Sequence[Held]], planned: PlannedPage
) -> EvidencePage:
    parts = planned.parts
    shown = [proofs_of(entry, proofs) for entry in catalogue.entries.values()]
    numbers = Counter(best(found).status for found in shown if found)
    gaps = sum(any(proof.gaps for proof in found) for found in shown)
    sources = sum(source in catalogue.by_source for source in catalogue.sources)
    return EvidencePage(
        address=planned.address,
        title=planned.title,
        description=f"What was compared with copies of the sources{parts.suffix}.",
        contents=(
            *(_FIRST if parts.number == 1 else ()),
            Anchor("copies", "Copies that we hold"),
        ),
        crumbs=(Crumb("Evidence", EVIDENCE),) if parts.number > 1 else (),
        parts=parts,
        total=len(catalogue.entries),
        counted=tuple(
            Counted(status.value, SIGNS[status], MEANINGS[status], numbers[status])
            for status in Status
        ),
        gaps=count(gaps, "statement") if gaps else "",
        rules=RULES,
        held=tuple(cuts[parts.number - 1]),
        without=sources - sum(map(len, cuts)),
    )


def _held(catalogue: Catalogue, proofs: Proofs) -> Iterator[Held]:
    """Yield the sources of which there is a copy, in alphabetical order of their titles."""
    days: dict[str, Edtf] = {}
    found, total = Counter[str](), Counter[str]()
    for key, shown in proofs.items():
        citations = catalogue.entries[key].statement.citations if key in catalogue.entries else ()
        for citation, proof in zip(citations, shown, strict=False):
            if proof.copied is not None:
                days[citation.source] = proof.copied
                total[citation.source] += 1
                found[citation.source] += proof.status.is_found
    held = [catalogue.sources[id_] for id_ in days if id_ in catalogue.sources]
    for source in sorted(held, key=lambda source: (source.title.casefold(), source.id)):
        day = locales.date_in_words(days[source.id], catalogue.lang)
        yield Held(source, address_of(source), day, found[source.id], total[source.id])
