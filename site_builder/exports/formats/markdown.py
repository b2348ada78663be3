"""The pages of people and themes in Markdown (CommonMark), and `llms.txt`, which lists them.

Quoted words are escaped, so that a parser of CommonMark gives them back as they are.
"""

import re
from collections.abc import Iterable, Iterator

from site_builder.exports.data import Data, Exported, Said
from site_builder.exports.format import Format
from site_builder.exports.release import NOTICE
from site_builder.exports.words import facts, label, original, passage, question
from site_builder.site_folder import SiteFile
from site_builder.views.addresses import address_of
from site_builder.views.wording import statements_counted
from site_builder.views.words import ENGLISH

# All ASCII punctuation may be escaped (CommonMark 0.31.2, section 2.4), which keeps it from meaning
# anything.
_PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")

_TITLES = {"person": "People", "theme": "Themes"}
"""The kinds of records whose pages are written, with the headings of their lists."""


class Writer(Format):
    """A file for each person and theme, beside its page, and `llms.txt`."""

    summary = "Markdown: the pages of people and themes as text, and llms.txt"
    files = ()

    def __init__(self, data: Data) -> None:
        super().__init__(data)
        self._listed: dict[str, list[str]] = {}

    def add(self, record: Exported) -> Iterator[SiteFile]:
        """Take a record, and yield the file of a person or theme."""
        kind = record.kind.name
        if kind not in _TITLES:
            return
        catalogue, json = self.data.catalogue, record.json
        said: Iterable[Said] = [it for it in (*record.said, *record.joint) if it.entry.speakers]
        if kind == "theme":
            entries = self.data.select(catalogue.by_theme.get(record.record.id, ()))
            said = map(self.data.said, entries)
        title = self.data.title(record.record)
        blocks = [f"# {escape(title)}", json["page"]]
        blocks += [json[name] for name in ("summary", "definition") if name in json]
        statements = [*map(_statement, said)]
        for one in statements:
            blocks += one
        path = f"{address_of(record.record)}index.md"
        number = statements_counted(len(statements), ENGLISH)
        line = f"- [{escape(title)}]({self.data.site.url}{path}): {number}"
        self._listed.setdefault(kind, []).append(line)
        yield SiteFile(path, ("\n\n".join(blocks) + "\n").encode())

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


def escape(text: str) -> str:
    """Return a text that CommonMark shows as it is; a line break stays one."""
    escaped = _PUNCTUATION.sub(r"\\\1", text)
    # An empty line would end the paragraph, and blanks at the end of a line mean something.
    return escaped.replace("\n", "\\\n") if "\n" in text else escaped


def _statement(said: Said) -> Iterator[str]:
    first = label(said)
    yield f"## {escape(f'{first}. ' if first else '')}{escape(said.entry.key)}"
    if asked := question(said):
        yield f"{escape(asked[0])}:"
        yield _quoted(f"{asked[1].opening}{asked[1].words}{asked[1].closing}")
        yield "Answer:"
    words = passage(said)
    yield _quoted(f"{words.opening}{words.words}{words.closing}")
    if spoken := original(said):
        yield f"Original \\({escape(spoken.lang)}\\):"
        yield _quoted(f"{spoken.opening}{spoken.words}{spoken.closing}")
    lines = [
        f"- {escape(fact.label)}: {escape(fact.text)}{_link(fact.link)}" for fact in facts(said)
    ]
    lines.append(f"- Page: {escape(said.json['page'])}")
    yield "\n".join(line.replace("\n", "\n  ") for line in lines)


def _quoted(text: str) -> str:
    """Return a block quotation; each paragraph of the text is one in it."""
    paragraphs = [escape(part) for part in text.split("\n\n")]
    return "\n>\n".join("\n".join(f"> {line}" for line in it.split("\n")) for it in paragraphs)


def _link(address: str) -> str:
    return f" \\<{escape(address)}\\>" if address else ""
