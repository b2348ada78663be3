"""What readers are told of a comparison with a copy, never more than was done; and the count of it.

No word of praise stands alone: each sentence names the copy, its day, and what was not the same.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from typing import ClassVar, NamedTuple

from site_builder.content.catalogue import Catalogue, Entry
from site_builder.content.model import Citation, Source, StatementKind
from site_builder.content.values.dates import Edtf
from site_builder.evidence.comparison import Proof, Proofs, Status, by_hand
from site_builder.evidence.folding import LINE_END, RULES, WHITE_SPACE
from site_builder.views.addresses import EVIDENCE, address_of
from site_builder.views.page import Anchor, Crumb, Page, PlannedPage
from site_builder.views.paging import cut, plan
from site_builder.views.words import site_words
from site_builder.views.words.dates import date_in_words


@cache
def signs(lang: str) -> Mapping[Status, str]:
    """Return what a statement has in a list, by its status."""
    gettext = site_words(lang).gettext
    # Translators: from here to “not checked”; a first letter becomes a capital if it stands alone.
    return {
        Status.EXACT: gettext("in our copy"),
        Status.TYPOGRAPHIC: gettext("in our copy, but for typography"),
        Status.OCR: gettext("in a machine-read copy"),
        Status.ATTESTED: gettext("compared by hand"),
        Status.CHANGED: gettext("changed since"),
        Status.OTHER_LANGUAGE: gettext("copy in another language"),
        Status.NOT_SOUGHT: gettext("copy held, not compared"),
        Status.NO_COPY: gettext("not checked"),
    }


@cache
def meanings(lang: str) -> Mapping[Status, str]:
    """Return what each status means."""
    gettext = site_words(lang).gettext
    return {
        Status.EXACT: gettext("The words are in our copy of the source, character for character."),
        Status.TYPOGRAPHIC: gettext(
            "The words are in our copy of the source, apart from quotation marks, dashes, spaces"
            " and the like; the statement’s page lists what differs."
        ),
        Status.OCR: gettext(
            "The words are in a text that a machine read from an image of the source, and that may"
            " be misread."
        ),
        Status.ATTESTED: gettext(
            "Somebody compared the words with the print or the recording; no machine did."
        ),
        Status.CHANGED: gettext(
            "The words were in our copy of the source, and are no longer at its address."
        ),
        Status.OTHER_LANGUAGE: gettext(
            "We hold a copy, but it is in another language than the words, and the record does not"
            " have the words in that one."
        ),
        Status.NOT_SOUGHT: gettext(
            "The words are ours, and the record does not name the passage of our copy that they"
            " rest on."
        ),
        Status.NO_COPY: gettext("Nothing was compared, because we hold no copy of the source."),
    }


@cache
def rule_names(lang: str) -> Mapping[str, str]:
    """Return what the rules of comparison are called, by their names in English."""
    gettext = site_words(lang).gettext
    names = (
        gettext("double quotation marks"),
        gettext("single quotation marks and apostrophes"),
        gettext("hyphens, dashes and minus signs"),
        gettext("white space of any kind and length, ends of lines among it"),
        gettext("characters that nobody sees: soft hyphens, zero-width spaces and joiners"),
        gettext("three full stops and the ellipsis"),
        gettext("ligatures and their letters"),
        gettext("a hyphen where a line ends within a word, and none"),
    )
    return {rule.name: name for rule, name in zip(RULES, names, strict=True)}


_SOURCE = 300


class ProofView(NamedTuple):
    """What is said of one citation: the status, and sentences."""

    id: str
    sentences: tuple[str, ...]


def proof_view(proof: Proof, citation: Citation, kind: StatementKind, lang: str) -> ProofView:
    """Return what is said of a citation of a statement; `lang` is the site's language."""
    return ProofView(proof.status.value, tuple(_sentences(proof, citation, kind, lang)))


def _sentences(proof: Proof, citation: Citation, kind: StatementKind, lang: str) -> Iterator[str]:
    gettext = site_words(lang).gettext
    copied = date_in_words(proof.copied, lang) if proof.copied else ""
    match proof.status:
        case Status.EXACT | Status.TYPOGRAPHIC | Status.CHANGED if not proof.changes:
            yield _exact(proof, kind, lang) % {"date": copied}
        case Status.EXACT | Status.TYPOGRAPHIC | Status.CHANGED:
            listed = ", ".join(_change(change, lang) for change in proof.changes)
            yield _typographic(proof, kind, lang) % {"date": copied, "differences": listed}
        case Status.OCR:
            yield gettext(
                "Found in text that a machine read from an image (copy of %(date)s).", date=copied
            )
        case Status.ATTESTED:
            assert citation.attested is not None  # or there would be another status
            yield gettext(
                "Compared with the print or recording by %(name)s on %(date)s; not by machine.",
                name=citation.attested.by,
                date=date_in_words(citation.attested.on, lang),
            )
        case Status.OTHER_LANGUAGE:
            yield gettext(
                "Not checked: our copy of %(date)s is in another language than these words, and we"
                " do not have the words in that one.",
                date=copied,
            )
        case Status.NOT_SOUGHT:
            yield gettext(
                "Not checked: these words are ours, and the passage behind them in our copy of"
                " %(date)s is not named.",
                date=copied,
            )
        case Status.NO_COPY:
            yield gettext("Not checked: we hold no copy.")
    if proof.gone:
        gone = date_in_words(proof.gone, lang)
        yield gettext("No longer at the source’s address on %(date)s.", date=gone)
    for gap in proof.gaps:
        yield gettext("Left out here: “%(words)s”.", words=gap)
    for replaced in proof.replaced:
        if replaced:
            yield gettext("The words in brackets stand for “%(words)s”.", words=replaced)


def _exact(proof: Proof, kind: StatementKind, lang: str) -> str:
    gettext = site_words(lang).gettext
    if kind is not StatementKind.QUOTE:
        return gettext(
            "The passage that this rests on is in our copy of %(date)s, character for character."
        )
    if proof.is_original:
        return gettext("The original words are in our copy of %(date)s, character for character.")
    return gettext("These words are in our copy of %(date)s, character for character.")


def _typographic(proof: Proof, kind: StatementKind, lang: str) -> str:
    gettext = site_words(lang).gettext
    if kind is not StatementKind.QUOTE:
        return gettext(
            "The passage that this rests on is in our copy of %(date)s, apart from typography:"
            " %(differences)s."
        )
    if proof.is_original:
        return gettext(
            "The original words are in our copy of %(date)s, apart from typography:"
            " %(differences)s."
        )
    return gettext(
        "These words are in our copy of %(date)s, apart from typography: %(differences)s."
    )


def _change(change: str, lang: str) -> str:
    """Return what differs, in the site's language where it is named in words.

    Signs, such as `’→'`, have their code points, as many look alike.
    """
    gettext = site_words(lang).gettext
    named = {
        WHITE_SPACE: gettext("white space"),
        LINE_END: gettext("a hyphen where a line ends"),
    }
    return named.get(change) or f"{change} ({'→'.join(map(_codes, change.split('→')))})"


def _codes(text: str) -> str:
    """Return the code points of a text (Unicode), such as `U+2019`."""
    return " ".join([f"U+{ord(character):04X}" for character in text])


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


class Sign(NamedTuple):
    """A sign as it is printed, and its code points (Unicode): many look alike."""

    text: str
    codes: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidencePage(Page):
    """What was compared with copies of the sources, and what was not."""

    template: ClassVar[str] = "evidence"
    total: int
    counted: tuple[Counted, ...]
    gaps: int
    """How many of them leave something out."""
    rules: tuple[tuple[str, tuple[Sign, ...]], ...]
    """What counts as the same in a comparison: a name, and the signs."""
    held: tuple[Held, ...]
    without: int
    """The number of sources that are cited, and of which there is no copy."""


def _sign(text: str) -> Sign:
    return Sign(text, _codes(text))


def planned_pages(catalogue: Catalogue, proofs: Proofs) -> Iterator[PlannedPage]:
    """Yield every part of the page on evidence."""
    held = [*_held(catalogue, proofs)]
    cuts = cut(held, lambda _: _SOURCE)
    title = site_words(catalogue.lang).gettext("Evidence")
    page = partial(_page, catalogue, proofs, cuts)
    yield from plan(EVIDENCE, title, page, catalogue.lang, len(cuts))


def _page(
    catalogue: Catalogue, proofs: Proofs, cuts: Sequence[Sequence[Held]], planned: PlannedPage
) -> EvidencePage:
    parts, lang = planned.parts, catalogue.lang
    gettext, names = site_words(lang).gettext, rule_names(lang)
    shown = [proofs_of(entry, proofs) for entry in catalogue.entries.values()]
    numbers = Counter(best(found).status for found in shown if found)
    gaps = sum(any(proof.gaps for proof in found) for found in shown)
    sources = sum(source in catalogue.by_source for source in catalogue.sources)
    return EvidencePage(
        address=planned.address,
        title=planned.title,
        description=gettext(
            "What was compared with copies of the sources%(part)s.", part=parts.suffix
        ),
        contents=(
            *(_first(lang) if parts.is_first else ()),
            Anchor("copies", gettext("Copies that we hold")),
        ),
        crumbs=() if parts.is_first else (Crumb(gettext("Evidence"), EVIDENCE),),
        parts=parts,
        total=len(catalogue.entries),
        counted=tuple(
            Counted(status.value, sign, meanings(lang)[status], numbers[status])
            for status, sign in signs(lang).items()
        ),
        gaps=gaps,
        rules=tuple((names[rule.name], tuple(map(_sign, rule.signs.split()))) for rule in RULES),
        held=tuple(cuts[parts.number - 1]),
        without=sources - sum(map(len, cuts)),
    )


def _first(lang: str) -> tuple[Anchor, Anchor]:
    """Return the headings that only the first part has."""
    gettext = site_words(lang).gettext
    return (
        Anchor("statuses", gettext("In figures")),
        Anchor("same", gettext("What counts as the same")),
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
        day = date_in_words(days[source.id], catalogue.lang)
        yield Held(source, address_of(source), day, found[source.id], total[source.id])
