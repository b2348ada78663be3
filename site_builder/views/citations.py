"""A statement as a reference that can be copied: plain, BibTeX, RIS and CSL-JSON.

Names stay whole, because where a family name begins would be a guess. The speaker is the author of
quotes only, because the wording of a paraphrase is somebody else's.
"""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from site_builder.content.catalogue import Cited, Entry
from site_builder.content.model import StatementKind
from site_builder.content.values.dates import Edtf
from site_builder.views.attribution import Attribution, attribution
from site_builder.views.edition import edition
from site_builder.views.page import Text
from site_builder.views.question import asked
from site_builder.views.status import Status
from site_builder.views.titles import Titles
from site_builder.views.wording import beginning, spoken, wording
from site_builder.views.words import site_words

PLAIN_CHARACTERS, HEADLINE_CHARACTERS, NAME_CHARACTERS = 300, 100, 60
_ENDS = (".", "!", "?", "…")
_json = json.JSONEncoder(ensure_ascii=False, check_circular=False).encode
_LINE_BREAK = re.compile(r"\s*\n\s*")
# The last two: TeX makes one sign of two hyphens, two quotation marks, and the like.
_OF_TEX = re.compile(r"[\\^~{}$&#_%]|([-'`,<>])(?=\1)|[?!](?=`)")
_TEX = {
    "\\": r"\textbackslash{}",
    "^": r"\textasciicircum{}",
    "~": r"\textasciitilde{}",
    # `\{` would do for TeX, but readers of BibTeX count every brace.
    "{": r"{\textbraceleft}",
    "}": r"{\textbraceright}",
    **{character: f"\\{character}" for character in "$&#_%"},
}


@dataclass(frozen=True)
class Reference:
    """What is cited: a statement on a site. `permalink` is empty if the site has no address.

    `lang` is the site's language, `date` the statement's date in words with what it is the date of
    (`dated`), `text` its words with their marks. `titles` tells people of one name apart.
    """

    entry: Entry
    site_name: str
    lang: str
    permalink: str
    date: str
    text: Text
    status: Status
    titles: Titles = field(compare=False)

    @cached_property
    def by(self) -> Attribution:
        """Who made the statement."""
        return attribution(self.entry, self.lang, self.titles.of)

    @property
    def name(self) -> str:
        """What links to the statement are called: the status, who, when, and how it begins."""
        return self._named("", NAME_CHARACTERS)

    @property
    def begins(self) -> str:
        """The words that `name` has of the statement: their beginning, in their marks."""
        line = " ".join(self.text.words.split())
        return f"{self.text.opening}{beginning(line, NAME_CHARACTERS)}{self.text.closing}"

    @property
    def headline(self) -> str:
        """The same where nothing else is in sight: with the kind, the question, more words."""
        return self._named(f"{self._label}{self.asked()}", HEADLINE_CHARACTERS)

    def _named(self, more: str, width: int) -> str:
        said = self.text.shortened(width, self.lang)
        name = f"{self.by.line}, {self.date}{more}: {said}"
        if self.entry.statement.wording_of:
            name = site_words(self.lang).gettext("%(title)s (another wording)", title=name)
        return self.status.first(name)

    @cached_property
    def title(self) -> str:
        """The status, who, when, and the words, or their beginning and that they continue."""
        return self._titled(self.text.shortened(PLAIN_CHARACTERS, self.lang), whole=False)

    @property
    def whole(self) -> str:
        """The title with all of the words, character by character."""
        return self._titled(self.text.whole, whole=True)

    def asked(self, *, whole: bool = False) -> str:
        """Return who asked what, in brackets after a space; empty if there is no question."""
        question = asked(self.entry, self.lang)
        return f" ({question.told(self.lang, whole=whole)})" if question else ""

    def _titled(self, said: str, *, whole: bool) -> str:
        """Return words in their marks after what they are; paraphrases and actions are labelled."""
        gettext = site_words(self.lang).gettext
        # Translators: “no date”, as in a list of references.
        date = gettext("n.d.") if self.entry.statement.date.is_unknown else self.date
        return self.status.first(
            f"{self.by.line}, {date}{self._label}{self.asked(whole=whole)}: {said}"
        )

    @property
    def _label(self) -> str:
        """What it is, in brackets after a space; empty if it is a quote, which has marks."""
        pgettext, kind = site_words(self.lang).pgettext, self.entry.statement.kind
        if kind is StatementKind.QUOTE:
            return ""
        if kind is StatementKind.PARAPHRASE:
            return " [" + pgettext("in a citation", "paraphrase") + "]"
        return " [" + pgettext("in a citation", "action") + "]"

    @cached_property
    def source_lines(self) -> tuple[str, ...]:
        """Each source of the statement, with the place in it, in one line."""
        return tuple([source_line(cited, self.lang) for cited in self.entry.cited])

    @cached_property
    def translated(self) -> str:
        """In what language the words were said and who translated them, as a sentence, if so.

        Without it, a translator's words would pass for the speaker's.
        """
        told = spoken(self.entry.statement, self.lang)
        return f"{told[0].upper()}{told[1:]}. " if told else ""

    @cached_property
    def note(self) -> str:
        """What is said of a translation, and the sources."""
        return f"{self.translated}{self.sources}"

    @cached_property
    def managed_note(self) -> str:
        """The note for formats whose dates are numbers alone, where a day has no words beside it.

        Without it, the day of a publication would pass for the one on which the words were said.
        """
        statement = self.entry.statement
        if statement.date.is_unknown or statement.date_basis == "said":
            return self.note
        label = site_words(self.lang).gettext("Date")
        return f"{label}: {self.date}. {self.note}"

    @cached_property
    def sources(self) -> str:
        """The sources of the statement."""
        gettext = site_words(self.lang).gettext
        sources = "; ".join(self.source_lines)
        if self.entry.statement.is_misattributed:
            refuted = "; ".join([source_line(cited, self.lang) for cited in self.entry.noted])
            return gettext(
                "Circulates in: %(sources)s. Refuted in: %(refuted)s.",
                sources=sources,
                refuted=refuted,
            )
        if self.entry.statement.wording_of:
            return gettext("As printed in: %(sources)s.", sources=sources)
        return gettext("In: %(sources)s.", sources=sources)


class Format(NamedTuple):
    """A statement or a source in a format, to copy."""

    name: str
    text: str


class File(NamedTuple):
    """A format of reference managers, and a file in it with the citations of many statements."""

    name: str
    file: str


FILES = (
    File("BibTeX", "citations.bib"),
    File("RIS", "citations.ris"),
    File("CSL-JSON", "citations.json"),
)
"""The formats, and the files beside a person's page with all that this person made, joint
statements of others' files included; `citations.js` cuts entries out of them."""
MISATTRIBUTED = tuple(
    File(name, f"misattributed.{file.rpartition('.')[2]}") for name, file in FILES
)
"""The same with what is misattributed to the person. It is in files of its own because whoever
imports a file takes what is in it for the person's."""


def files_of(entry: Entry) -> tuple[File, ...]:
    """Return the files, beside the page of its person, that cite a statement."""
    return FILES if entry.speakers else MISATTRIBUTED


def texts(files: Sequence[File], references: Sequence[Reference]) -> Iterator[tuple[str, str]]:
    """Yield the name and the text of each file, none without citations.

    Files for each person, because on each statement's page they would be a third of the site.
    """
    if not references:
        return
    made = (
        "\n\n".join(map(bibtex, references)),
        "\n\n".join(map(ris, references)),
        "[" + ",\n".join(map(csl_json, references)) + "]",
    )
    for file, text in zip(files, made, strict=True):
        yield file.file, f"{text}\n"


def metadata(reference: Reference) -> tuple[tuple[str, str], ...]:
    """Return names and contents of a page's `meta` elements (Highwire Press, Dublin Core).

    Each field is there once: Dublin Core has what Highwire Press has no name for, and the theme's
    `factsheet-head.html` names the address and the publisher for citations, too. Zotero's
    translator “Embedded Metadata” takes each field from `citation_*` if it is there. With a
    `citation_title` it would call the page a journal article, if `DC.type` did not say what it is;
    and it would take `DC.source` for the name of the website.
    """
    statement = reference.entry.statement
    date, authors = statement.date, reference.by.authors
    fields = (
        ("citation_title", reference.title),
        *(("citation_author", author) for author in authors),
        ("citation_publication_date", date.text.replace("-", "/") if date.is_plain else ""),
        ("citation_language", statement.lang or reference.lang),
        ("DC.date", "" if date.is_unknown or date.is_plain else date.text),
        ("DC.type", "webpage"),
    )
    return tuple((name, content) for name, content in fields if content)


def plain(reference: Reference) -> str:
    """Return one line for a footnote."""
    return _with_sources(reference.title, reference)


def quotation(reference: Reference) -> str:
    """Return all of the words with their source."""
    return _with_sources(reference.whole, reference)


def _with_sources(title: str, reference: Reference) -> str:
    ended = title.removesuffix(reference.text.closing).endswith(_ENDS)
    place = reference.permalink or reference.entry.key
    return f"{title}{'' if ended else '.'} {reference.note} {reference.site_name}, {place}"


def bibtex(reference: Reference) -> str:
    """Return an entry for BibTeX and BibLaTeX; the latter reads the EDTF date.

    BibTeX has one year or none: an interval over several years is in the title alone.
    """
    entry, statement = reference.entry, reference.entry.statement
    fields = {
        "author": " and ".join(f"{{{tex(author)}}}" for author in reference.by.authors),
        "title": f"{{{tex(reference.title)}}}",
        "date": "" if statement.date.is_unknown else statement.date.text,
        "year": year_of(statement.date),
        "howpublished": tex(reference.site_name),
        "abstract": tex(statement.words),
        "note": tex(reference.managed_note),
        # The LaTeX package `url` takes an address unescaped.
        "url": reference.permalink,
    }
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items() if value)
    return f"@misc{{{entry.key.replace('/', ':')},\n{lines}}}"


def ris(reference: Reference) -> str:
    """Return a RIS record. Line breaks become spaces, because RIS has none within a value.

    What is not a single certain day, month or year of the words has its words behind the day, as
    RIS allows. An interval over several years is in the title alone.
    """
    statement = reference.entry.statement
    words = statement.words
    year = year_of(statement.date)
    start, _ = statement.date.ends
    day = "/".join([*start.split("-"), "", ""][:3]) if year else ""
    is_day_of_words = statement.date.is_plain and statement.date_basis == "said"
    fields = (
        ("TY", "ELEC"),
        ("ID", reference.entry.key),
        *(("AU", author) for author in reference.by.authors),
        ("TI", reference.title),
        ("T2", reference.site_name),
        ("PY", year),
        ("DA", day and f"{day}/{'' if is_day_of_words else reference.date}"),
        ("AB", _LINE_BREAK.sub(" ", words) if "\n" in words else words),
        ("N1", reference.note),
        ("LA", statement.lang or ""),
        ("UR", reference.permalink),
    )
    return "".join(f"{tag}  - {value}\n" for tag, value in fields if value) + "ER  - "


def csl_json(reference: Reference) -> str:
    """Return a CSL 1.0.2 item of the type `entry`, as in a work of reference."""
    entry, statement = reference.entry, reference.entry.statement
    fields = {
        "id": entry.key,
        "type": "entry",
        "title": reference.title,
        "author": [{"literal": author} for author in reference.by.authors],
        "container-title": reference.site_name,
        "genre": statement.kind.value,
        "issued": {} if statement.date.is_unknown else csl_date(statement.date, reference.date),
        "abstract": statement.words,
        "note": reference.managed_note,
        "language": statement.lang or "",
        "URL": reference.permalink,
    }
    # One field a line, written here because the encoder is slow when it indents.
    lines = (f' "{name}": {_json(value)}' for name, value in fields.items() if value)
    return "{\n" + ",\n".join(lines) + "\n}"


def source_line(cited: Cited, lang: str) -> str:
    """Return a source, and the place in it, in one line, in the site's language `lang`."""
    source, gettext = cited.source, site_words(lang).gettext
    parts = (
        ", ".join(source.authors),
        gettext("“%(title)s”", title=source.title),
        source.publication,
        *edition(source, lang),
        source.publisher,
        wording(lang).circulation.get(source.circulation or ""),
        source.issued.text if source.issued else "",
        cited.citation.locator,
        source.url,
        gettext("accessed %(date)s", date=source.accessed) if source.accessed else "",
        *(
            gettext("archived %(date)s: %(url)s", date=copy.captured, url=copy.url)
            for copy in source.archives[:1]
        ),
    )
    return ", ".join(part for part in parts if part)


def year_of(date: Edtf) -> str:
    """Return the year of a date in four digits; empty if there is more than one."""
    return date.period if date.period.isdecimal() else ""


def tex(text: str) -> str:
    """Return a text for TeX, with nothing in it that means something there."""
    return _OF_TEX.sub(lambda found: _TEX.get(found[0], f"{found[0]}{{}}"), text)


def csl_date(date: Edtf, words: str) -> dict[str, object]:
    """Return a date for CSL; `words` are the same for a reader, where CSL cannot say it."""
    ends = list(dict.fromkeys(date.ends))
    if ".." in ends:
        return {"literal": words}
    parts = {"date-parts": [[int(part) for part in end.split("-")] for end in ends]}
    return parts | ({"circa": True} if date.approximate or date.uncertain else {})
