"""Turn a prose field or page in Markdown into safe HTML.

Only the editors' own words come here, never quotations. The pipeline: Python-Markdown without raw
HTML, images and entities; a filter that allows only http(s) links and references to records; nh3
with a short allow-list. A text that nh3 would change is refused, not stripped.
"""

import html
import re
from collections import Counter
from dataclasses import dataclass
from functools import cache
from html.parser import HTMLParser
from typing import NamedTuple
from urllib.parse import unquote
from xml.etree.ElementTree import Element

import markdown
import nh3
from markdown.treeprocessors import Treeprocessor
from markdown.util import ETX, STX

from site_builder.content.kinds import KINDS
from site_builder.content.values.characters import offences
from site_builder.content.values.urls import url_fault
from site_builder.diagnostics import quoted


class Limits(NamedTuple):
    """How much a text may hold of what makes Markdown slow."""

    characters: int
    lines: int
    brackets: int
    marks: int


FIELD = Limits(characters=2_000, lines=100, brackets=50, marks=100)
PAGE = Limits(characters=50_000, lines=2_000, brackets=500, marks=2_000)
MAX_DEFINITIONS = 500
MAX_COLUMNS = 20
_TARGETS = (*(kind.name for kind in KINDS), "statement")
_REFERENCE = rf"({'|'.join(_TARGETS)}):([a-z0-9-]+(?:/[a-z0-9-]+)?)"
REFERENCE = re.compile(_REFERENCE)
# In text, `<` is escaped, so this is a tag.
_LINK = re.compile(f'<a href="{_REFERENCE}"')

_FIELD_TAGS = {"p", "a", "em", "strong", "ul", "ol", "li", "blockquote", "code", "pre", "br", "hr"}
_PAGE_TAGS = _FIELD_TAGS | {
    "h1",
    "h2",
    "h3",
    "h4",
    "table",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
    "dl",
    "dt",
    "dd",
}
_HEADING = {"id"}
_ATTRIBUTES = {
    "a": {"href", "title"},
    "ol": {"start"},
    "h1": _HEADING,
    "h2": _HEADING,
    "h3": _HEADING,
    "h4": _HEADING,
}
_SCHEMES = {"http", "https", *_TARGETS}
_FIELD_CLEANER, _PAGE_CLEANER = (
    nh3.Cleaner(tags=tags, attributes=_ATTRIBUTES, url_schemes=_SCHEMES, link_rel=None)
    for tags in (_FIELD_TAGS, _PAGE_TAGS)
)
_TEXT_CLEANER = nh3.Cleaner(tags=set())
# Paragraphs in which Markdown has nothing to do: no marks, list items, indentation or line breaks.
_PLAIN_LINE = r"(?![\s-]|\d+\.)[^\\`*_{}\[\]<>#+&=|\x00-\x1f]+(?<!  )"
_PLAIN = re.compile(rf"{_PLAIN_LINE}(?:\n+{_PLAIN_LINE})*")
# Links and emphasis as nearly all are: within a plain text, Markdown surely takes them for that.
_PLAIN_LINK = re.compile(
    rf"(?<!!)\[(\w(?:[^*\[\]()\n]*[^\s*\[\]()])?)\]\(({_REFERENCE}|https?://[A-Za-z0-9./-]+)\)"
)
_PLAIN_EMPHASIS = re.compile(r"(?<![\w*])(\*\*?)([\w\[](?:[^*\n]*[\w.)])?)\1(?![\w*])")
_EMPHASIS = {"*": "em", "**": "strong"}
_TAG = re.compile(r"<[^>]*>")
_ADDRESS = re.compile(r'(?:href|title)="([^"]*)"')
_BETWEEN = re.compile(r"\n{2,}")
_MARKS = re.compile(r"[*_`>\\<&]")
_DEFINITION = re.compile(r"^ {0,3}: ", re.MULTILINE)
_NESTED = re.compile(r"^(?:[ \t]*(?:[-+*][ \t]|\d+\.[ \t]|>)){8}", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of a prose page: `level` 1–4, `id` its anchor, `title` plain text."""

    level: int
    id: str
    title: str


@dataclass(frozen=True, slots=True)
class Prose:
    """Markdown that may be printed: `text` as written, and safe `html`.

    In `html`, a link to a record has the address `person:<id>` (theme, source, statement), listed
    in `references`; `with_addresses` replaces it by an address relative to the page. `markup` is
    that HTML; None for plain paragraphs, as most are, of which it is made each time.
    """

    text: str
    markup: str | None
    references: tuple[tuple[str, str], ...] = ()
    headings: tuple[Heading, ...] = ()

    @property
    def html(self) -> str:
        """The text as safe HTML."""
        return _paragraphs(self.text) if self.markup is None else self.markup

    def __str__(self) -> str:
        return self.text


class ProseFault(NamedTuple):
    """A reason not to print a text; `hint` is what to do, `link` the target of a refused link."""

    message: str
    hint: str
    link: str = ""


class ProseError(ValueError):
    """A text that cannot be printed, with every reason.

    `references` are its links to records, which can be checked all the same.
    """

    def __init__(self, *faults: ProseFault, references: tuple[tuple[str, str], ...] = ()) -> None:
        super().__init__(" ".join(fault.message for fault in faults))
        self.faults = faults
        self.references = references


def render_field(text: str) -> Prose:
    """Render a prose field: paragraphs, emphasis, lists, quotations, links. No headings.

    Raises:
        ProseError: the text is too long, or contains a link or markup that is not allowed.
    """
    _limit_size(text, FIELD)
    if _PLAIN.fullmatch(text):
        return Prose(text, None)
    _limit_marks(text, FIELD)
    return _nearly_plain(text) or _render(text, _field_markdown(), _FIELD_CLEANER)


def _nearly_plain(text: str) -> Prose | None:
    """Return a plain text with plain links and emphasis; None if anything else may be in it."""
    if not _PLAIN.fullmatch(_PLAIN_EMPHASIS.sub(r"\2", _PLAIN_LINK.sub(r"\1", text))):
        return None
    links = [*_PLAIN_LINK.finditer(text)]
    if any(not link[3] and url_fault(link[2]) for link in links):
        return None
    references = tuple((link[3], link[4]) for link in links if link[3])
    markup = _PLAIN_EMPHASIS.sub(_emphasised, _paragraphs(text))
    return Prose(text, _PLAIN_LINK.sub(r'<a href="\2">\1</a>', markup), references)


def _emphasised(words: re.Match[str]) -> str:
    tag = _EMPHASIS[words[1]]
    return f"<{tag}>{words[2]}</{tag}>"


def _paragraphs(text: str) -> str:
    """Return the HTML that Markdown and nh3 make of a plain text, which has no `&` or `<`."""
    paragraphs = _BETWEEN.sub("</p>\n<p>", text.replace("\xa0", "&nbsp;"))
    return f"<p>{paragraphs}</p>"


def render_page(text: str) -> Prose:
    """Render a prose page: what a field may hold, and headings, tables and definition lists.

    Raises:
        ProseError: as for `render_field`; also for too many definitions or columns.
    """
    _limit_size(text, PAGE)
    _limit_marks(text, PAGE)
    definitions = len(_DEFINITION.findall(text))
    _at_most(MAX_DEFINITIONS, definitions, "definitions", "Write paragraphs instead.")
    # Markdown fills every row of a table with as many cells as its first row has.
    columns = max(line.count("|") for line in text.split("\n"))
    _at_most(MAX_COLUMNS, columns, "`|` in a line", "Write a table with fewer columns.")
    return _render(text, _page_markdown(), _PAGE_CLEANER)


def with_addresses(prose: Prose, addresses: dict[tuple[str, str], str]) -> str:
    """Return the HTML with each reference replaced by its address, relative to the page."""
    return _LINK.sub(
        lambda link: f'<a href="{html.escape(addresses[link[1], link[2]])}"', prose.html
    )


def plain_text(prose: Prose) -> str:
    """Return what a reader sees of the prose, as one line without markup."""
    return " ".join(html.unescape(_TEXT_CLEANER.clean(prose.html)).split())


def _limit_size(text: str, limits: Limits) -> None:
    _at_most(limits.characters, len(text), "characters", "Shorten it.")
    _at_most(limits.lines, text.count("\n") + 1, "lines", "Join lines, or shorten it.")


def _limit_marks(text: str, limits: Limits) -> None:
    _at_most(limits.brackets, text.count("["), "`[`", "Write `(` instead.")
    _at_most(limits.marks, len(_MARKS.findall(text)), "Markdown marks", "Write plain text.")
    if _NESTED.search(text):
        raise _nested_too_deep()


def _at_most(most: int, found: int, what: str, hint: str) -> None:
    if found > most:
        message = f"The text has {found:,} {what}; the limit is {most:,}."
        raise ProseError(ProseFault(message, hint))


def _nested_too_deep() -> ProseError:
    message = "Lists, quotations or definitions are nested too deeply."
    return ProseError(ProseFault(message, "Write them one after another."))


def _render(text: str, md: "_Markdown", cleaner: nh3.Cleaner) -> Prose:
    md.reset()
    try:
        rendered = md.convert(text)
    except RecursionError:
        # An interrupted renderer is left in a broken state; the next text gets a new one.
        _field_markdown.cache_clear()
        _page_markdown.cache_clear()
        raise _nested_too_deep() from None
    md.raise_faults()
    if STX in rendered or ETX in rendered:
        # Python-Markdown loses a link or code after marks that it cannot pair, and leaves its own
        # placeholder.
        message = "Unmatched emphasis marks come before a link or code."
        raise ProseError(
            ProseFault(message, "Put `*` or `_` only around emphasised words."),
            references=tuple(md.links),
        )
    clean = cleaner.clean(rendered)
    if clean != rendered and _events(clean) != _events(rendered):
        message = "The text contains HTML that is not allowed."
        raise ProseError(ProseFault(message, "Write plain Markdown."))
    if "&" in text:
        _refuse_hidden(text, clean, tuple(md.links))
    if "*" in text or "_" in text:
        _refuse_lost(text, clean, tuple(md.links))
    return Prose(text, clean, tuple(md.links), tuple(md.headings))


def _refuse_lost(text: str, markup: str, references: tuple[tuple[str, str], ...]) -> None:
    """Refuse marks of emphasis in an order in which Python-Markdown drops letters."""
    addresses = "".join(_ADDRESS.findall(markup))
    shown = html.unescape(_TAG.sub("", markup) + addresses + unquote(addresses))
    lost = Counter(filter(str.isalpha, html.unescape(text))) - Counter(filter(str.isalpha, shown))
    if lost:
        message = "The marks of emphasis overlap, and would take letters with them."
        hint = (
            "Close each `*` or `_` before the next one opens, or write `\\*` for a mere asterisk."
        )
        raise ProseError(ProseFault(message, hint), references=references)


def _refuse_hidden(text: str, markup: str, references: tuple[tuple[str, str], ...]) -> None:
    """Refuse what may not stand in a text, but is brought into it by an entity."""
    written = {offence.what for offence in offences(text)}
    hidden = dict.fromkeys(offence.what for offence in offences(html.unescape(markup)))
    faults = [
        ProseFault(
            f"An entity stands for {what}.",
            "Delete the entity, or write a visible character itself.",
        )
        for what in hidden
        if what not in written
    ]
    if faults:
        raise ProseError(*faults, references=references)


class _Markdown(markdown.Markdown):
    """Python-Markdown without its unsafe parts; it notes links, headings and faults."""

    links: list[tuple[str, str]]
    headings: list[Heading]
    faults: list[ProseFault]

    def __init__(self, *, headings: bool, extensions: list[str]) -> None:
        super().__init__(extensions=extensions, output_format="html")
        self.preprocessors.deregister("html_block")
        for name in (
            "html",
            "entity",
            "automail",
            "image_link",
            "image_reference",
            "short_image_ref",
            "reference",
            "short_reference",
        ):
            self.inlinePatterns.deregister(name)
        # It takes whatever follows `[somebody]:` for an address, and prints none of it.
        self.parser.blockprocessors.deregister("reference")
        if not headings:
            self.parser.blockprocessors.deregister("hashheader")
            self.parser.blockprocessors.deregister("setextheader")
        self.treeprocessors.register(_Links(self), "records", -1)

    def reset(self) -> "_Markdown":
        super().reset()
        self.links, self.headings, self.faults = [], [], []
        return self

    def raise_faults(self) -> None:
        if self.faults:
            raise ProseError(*dict.fromkeys(self.faults), references=tuple(self.links))


def _id_wanted(target: str) -> ProseFault:
    """Refuse a link that has a title or name where an id is wanted."""
    kind = target.partition(":")[0]
    id_ = "person-id/statement-id" if kind == "statement" else f"{kind}-id"
    hint = f"Write it as [name]({kind}:{id_})."
    if kind != "statement":
        hint += " The id is the name of its file without `.yml`."
    return ProseFault(f"The link {quoted(target)} has no id of a {kind}.", hint, target)


class _Links(Treeprocessor):
    """Note headings and references, and refuse every link that is neither http(s) nor one."""

    md: _Markdown

    def run(self, root: Element) -> None:
        for element in root.iter():
            if element.tag in ("h1", "h2", "h3", "h4"):
                title = "".join(element.itertext())
                self.md.headings.append(Heading(int(element.tag[1]), element.attrib["id"], title))
            if element.tag != "a":
                continue
            target = element.attrib["href"]
            if match := REFERENCE.fullmatch(target):
                self.md.links.append((match[1], match[2]))
            elif target.partition(":")[0] in _TARGETS:
                self.md.faults.append(_id_wanted(target))
            elif fault := url_fault(target):
                self.md.faults.append(
                    ProseFault(
                        f"The link {quoted(target)} is not allowed: {fault}",
                        "Link to an address that begins with https://, or to a record,"
                        " as [name](person:its-id).",
                        target,
                    )
                )


@cache
def _field_markdown() -> _Markdown:
    return _Markdown(headings=False, extensions=["sane_lists"])


@cache
def _page_markdown() -> _Markdown:
    return _Markdown(headings=True, extensions=["sane_lists", "tables", "def_list", "toc"])


def _events(markup: str) -> list[object]:
    recorder = _Recorder()
    recorder.feed(markup)
    recorder.close()
    return recorder.events


class _Recorder(HTMLParser):
    """The meaning of a piece of HTML, however it is spelt: tags, sorted attributes, text."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.events: list[object] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.events.append((tag, sorted((name, value or "") for name, value in attrs)))

    def handle_endtag(self, tag: str) -> None:
        self.events.append(f"/{tag}")

    def handle_data(self, data: str) -> None:
        if self.events and isinstance(self.events[-1], list):
            self.events[-1][0] += data
        else:
            self.events.append([data])

    def handle_comment(self, data: str) -> None:
        self.events.append(("comment", data))
