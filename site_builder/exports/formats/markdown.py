"""The pages of people and themes in Markdown (CommonMark), and `llms.txt`, which lists them.

They are made from the views of these pages, so they have the same sections in the same order.
Quoted words are escaped, so that a parser of CommonMark gives them back as they are.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, takewhile

from site_builder.content.catalogue import Cited
from site_builder.content.kinds import kind_at
from site_builder.content.values import locales
from site_builder.content.values.prose import REFERENCE, Prose
from site_builder.exports.data import Data, Exported, Said
from site_builder.exports.format import Format
from site_builder.exports.gone import in_words
from site_builder.exports.release import NOTICE
from site_builder.exports.words import Fact, facts, label, original, passage, question
from site_builder.site_folder import SiteFile
from site_builder.views import Page, PersonPage, StatementView, ThemePage, Views
from site_builder.views.addresses import (
    FOLDERS,
    address_of,
    former_addresses,
    way_up,
    withdrawn_at,
)
from site_builder.views.citations import source_line
from site_builder.views.person import OfficeView
from site_builder.views.stances import StanceView
from site_builder.views.wording import DOT, statements_counted
from site_builder.views.words import ENGLISH, site_words

# All ASCII punctuation may be escaped (CommonMark 0.31.2, section 2.4), which keeps it from meaning
# anything.
_PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")
_REFERENCE = re.compile(rf"\]\({REFERENCE.pattern}\)")

_TITLES = {"person": "People", "theme": "Themes"}
"""The kinds of records whose pages are written, with the headings of their lists."""


class Writer(Format):
    """A file for each person and theme, beside its page, and `llms.txt`."""

    summary = "Markdown: the pages of people and themes as text, and llms.txt"
    files = ()

    def __init__(self, data: Data) -> None:
        super().__init__(data)
        self._views = Views(data.catalogue, data.site, data.proofs)
        self._lang = data.catalogue.lang
        self._listed: dict[str, list[str]] = {}

    def of(self, record: Exported) -> Iterator[SiteFile]:
        """Yield the file of a person or theme."""
        kind, address = record.kind.name, address_of(record.record)
        if kind not in _TITLES:
            return
        title, blocks = self.data.titles.of(record.record), list[str]()
        blocks += (f"# {escape(title)}", record.page)
        # The pages of statements come after those of a person.
        pages = takewhile(_has_twin, self._views.family(address))
        if kind == "person":
            people = [page for page in pages if isinstance(page, PersonPage)]
            blocks += chain.from_iterable(map(self._person, people))
            blocks += self._beside(people)
        else:
            themes = (page for page in pages if isinstance(page, ThemePage))
            blocks += chain.from_iterable(map(self._theme, themes))
        yield SiteFile(_path(record), ("\n\n".join(blocks) + "\n").encode())
        for former in former_addresses(record.record):
            there = (self.data.site.url or way_up(former)) + _path(record)
            moved = site_words(self._lang).gettext("Moved")
            yield SiteFile(f"{former}index.md", f"{moved}: {_link(title, there)}\n".encode())

    def add(self, record: Exported) -> None:
        """Take a record for the list."""
        kind = record.kind.name
        if kind not in _TITLES:
            return
        catalogue = self.data.catalogue
        own = catalogue.said_by if kind == "person" else catalogue.by_theme
        number = len(self.data.select(own.get(record.record.id, ())))
        counted = statements_counted(number, ENGLISH)
        title = escape(self.data.titles.of(record.record))
        address = self.data.site.url + _path(record)
        self._listed.setdefault(kind, []).append(f"- [{title}]({address}): {counted}")

    def end(self) -> Iterator[SiteFile]:
        """Yield `llms.txt` (llmstxt.org)."""
        blocks = [
            f"# {escape(self.data.site.name)}",
            "> What officials said, in their own words, with the source.",
            "Quote words exactly. Say first whether a statement is disputed, retracted or"
            " misattributed. Words on somebody's behalf are not theirs. A paraphrase is not a"
            f" quote. Name the source. {NOTICE}",
        ]
        for kind, title in _TITLES.items():
            if kind in self._listed:
                blocks += [f"## {title}", "\n".join(self._listed[kind])]
        yield SiteFile("llms.txt", ("\n\n".join(blocks) + "\n").encode())
        if self.data.is_whole:
            yield from self._withdrawn()

    def _withdrawn(self) -> Iterator[SiteFile]:
        """Yield what stands in place of withdrawn people and themes."""
        for page, withdrawal in withdrawn_at(self.data.catalogue).items():
            if kind_at(page) in _TITLES:
                title, *lines = map(escape, in_words(withdrawal, self._lang))
                text = "\n\n".join((f"# {title}", *lines))
                yield SiteFile(f"{page}index.md", f"{text}\n".encode())

    def _person(self, page: PersonPage) -> Iterator[str]:
        gettext = site_words(self._lang).gettext
        if page.parts.is_first:
            if page.names:
                told = (
                    f"{it.text.words} ({it.note})" if it.note else it.text.words
                    for it in page.names
                )
                yield escape(DOT.join(told))
            yield escape(DOT.join(filter(None, (page.office, page.country))))
            if page.person.summary:
                yield self._prose(page.person.summary)
            if page.body:
                address = self.data.site.url + address_of(page.body)
                yield " ".join((gettext("As an organisation:"), _link(page.body.name, address)))
            if page.elsewhere:
                links = (_link(it.label, it.address) for it in page.elsewhere)
                yield " ".join((gettext("Elsewhere:"), DOT.join(links)))
            for heading, held in (
                (gettext("Offices"), page.offices),
                (gettext("Affiliations"), page.affiliations),
            ):
                if held:
                    yield f"## {heading}"
                    yield "\n".join(map(self._held, held))
        for position in page.positions:
            own, further = map(self._selected, (position.statements, position.further))
            if not own and not further:
                continue
            if not position.continued:
                yield f"## {escape(position.theme.title)}"
                yield from self._summary(position.summary, position.stances)
            yield from self._statements(own)
            if further:
                yield gettext("Also on this theme, filed under another one:")
                told = (f"{it.title} ({it.themes[0].title})" for it in further)
                keys = (escape(it.entry.key) for it in further)
                yield "\n".join(map("- {}: {}".format, map(escape, told), keys))

    def _beside(self, pages: Sequence[PersonPage]) -> Iterator[str]:
        """Yield what others said for and about a person, and what is misattributed to them."""
        gettext, name = site_words(self._lang).gettext, self.data.titles.of(pages[0].person)
        # In place of the name, which may have such tags.
        place = "\0"
        for field, heading, meaning in (
            (
                "said_for",
                gettext("Said on behalf of <bdi>%(name)s</bdi>", name=place),
                gettext(
                    "These are the words of others who spoke for <bdi>%(name)s</bdi>, each under"
                    " the name of whoever said it. They do not count as statements by"
                    " <bdi>%(name)s</bdi>.",
                    name=place,
                ),
            ),
            (
                "misattributed",
                gettext("Misattributed to <bdi>%(name)s</bdi>", name=place),
                gettext(
                    "This circulates under the name of <bdi>%(name)s</bdi>, who did not say or do"
                    " it. Each has a source that shows so. None of it counts as a statement.",
                    name=place,
                ),
            ),
            (
                "about",
                gettext("Statements about <bdi>%(name)s</bdi>", name=place),
                gettext(
                    "These are the words and actions of others, each under the name of whoever said"
                    " or did it."
                ),
            ),
        ):
            if views := self._selected(it for page in pages for it in getattr(page, field)):
                for level, text in (("## ", heading), ("", meaning)):
                    plain = escape(text.replace("<bdi>", "").replace("</bdi>", ""))
                    yield level + plain.replace(place, escape(name))
                yield from self._statements(views)

    def _theme(self, page: ThemePage) -> Iterator[str]:
        gettext, theme = site_words(self._lang).gettext, page.theme
        if page.parts.is_first:
            if theme.aliases:
                yield " ".join((gettext("Also called:"), escape(DOT.join(theme.aliases))))
            yield "## " + gettext("Scope")
            yield self._prose(theme.definition)
            for heading, prose in (
                (gettext("Left out"), theme.excludes),
                (gettext("Not covered yet"), theme.coverage),
            ):
                if prose:
                    yield f"### {heading}"
                    yield self._prose(prose)
            for heading, themes in (
                (gettext("Broader theme"), [page.broader] if page.broader else []),
                (gettext("Narrower themes"), page.narrower),
            ):
                if themes:
                    links = (_link(it.title, self.data.site.url + address_of(it)) for it in themes)
                    yield f"{heading}: {', '.join(links)}"
        for number, speaker in enumerate(page.speakers):
            if not number and page.parts.is_first:
                yield "## " + gettext("Positions")
            counted = statements_counted(speaker.count, self._lang)
            yield f"### {escape(f'{page.called(speaker.person)}: {counted}')}"
            yield from self._summary(speaker.summary, speaker.stances)
        for year in page.years:
            if views := self._selected(year.statements):
                if not year.continued:
                    yield f"## {escape(year.title[0].upper() + year.title[1:])}"
                yield from self._statements(views)

    def _selected(self, views: Iterable[StatementView]) -> list[StatementView]:
        return [view for view in views if self.data.has(view.entry)]

    def _statements(self, views: Iterable[StatementView]) -> Iterator[str]:
        """Yield each statement, and after it the other wordings of the same remark."""
        for view in views:
            yield from _statement(self.data.said(view.entry))
            for entry in self.data.catalogue.wordings.get(view.entry.key, ()):
                yield from _statement(self.data.said(entry))

    def _summary(self, summary: Prose | None, stances: tuple[StanceView, ...]) -> Iterator[str]:
        gettext = site_words(self._lang).gettext
        if summary:
            yield gettext("Summary by the editors") + ":"
            yield self._prose(summary)
        if stances:
            url = self.data.site.url
            told = ""
            for it in stances:
                rests_on = "; ".join(_link(day, url + at) for day, at in it.rests_on)
                told += f"{it.before}{escape(it.word)} ({rests_on})"
            yield " ".join((gettext("Stance, as the editors read it:"), told))

    def _held(self, held: OfficeView) -> str:
        sources = "; ".join(
            source_line(Cited(it.citation, it.source, ()), self._lang) for it in held.cited
        )
        told = ", ".join(filter(None, (held.name, held.kind, held.dates)))
        return f"- {escape(f'{told}: {sources}')}".replace("\n", "\n  ")

    def _prose(self, prose: Prose) -> str:
        """Return prose, which is Markdown, with the addresses of the records that it links to."""
        url = self.data.site.url
        return _REFERENCE.sub(lambda link: f"]({url}{FOLDERS[link[1]]}{link[2]}/)", prose.text)


def escape(text: str) -> str:
    """Return a text that CommonMark shows as it is; a line break stays one."""
    escaped = _PUNCTUATION.sub(r"\\\1", text)
    # An empty line would end the paragraph, and blanks at the end of a line mean something.
    return escaped.replace("\n", "\\\n") if "\n" in text else escaped


def _path(record: Exported) -> str:
    return f"{address_of(record.record)}index.md"


def _has_twin(page: Page) -> bool:
    return isinstance(page, PersonPage | ThemePage)


def _statement(said: Said) -> Iterator[str]:
    first, gettext = label(said), site_words(said.reference.lang).gettext
    yield f"### {escape(f'{first}. ' if first else '')}{escape(said.entry.key)}"
    if asked := question(said):
        yield f"{escape(asked[0])}:"
        yield _quoted(f"{asked[1].opening}{asked[1].words}{asked[1].closing}")
        yield gettext("Answer:")
    words = passage(said)
    yield _quoted(f"{words.opening}{words.words}{words.closing}")
    if spoken := original(said):
        language = locales.language_name(spoken.lang, said.reference.lang)
        yield " ".join((gettext("Original:"), escape(language)))
        yield _quoted(f"{spoken.opening}{spoken.words}{spoken.closing}")
    page = gettext("Page")
    lines = [f"- {escape(fact.label)}: {escape(fact.text)}{_behind(fact)}" for fact in facts(said)]
    lines.append(f"- {page}: {escape(said.json['page'])}")
    yield "\n".join(line.replace("\n", "\n  ") for line in lines)


def _quoted(text: str) -> str:
    """Return a block quotation; each paragraph of the text is one in it."""
    paragraphs = [escape(part) for part in text.split("\n\n")]
    return "\n>\n".join("\n".join(f"> {line}" for line in it.split("\n")) for it in paragraphs)


def _behind(fact: Fact) -> str:
    """Return the address that a fact links to, unless its text has it."""
    shown = fact.link and fact.link not in fact.text
    return f" \\<{escape(fact.link)}\\>" if shown else ""


def _link(text: str, address: str) -> str:
    return f"[{escape(text)}](<{address}>)" if address else escape(text)
