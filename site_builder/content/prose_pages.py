"""Hand-written pages: Markdown files in `content/pages/`, rendered as strictly as prose fields.

They hold no front matter and no HTML. The first line is the title, as `# How to read this site`.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from site_builder.content.catalogue import StatementIds, is_unknown, statement_hint
from site_builder.content.discover import label
from site_builder.content.document import read_text
from site_builder.content.model import DEVICES, Known, id_hint
from site_builder.content.values.prose import Prose, ProseError, render_page
from site_builder.diagnostics import Diagnostic, Span, did_you_mean, quoted

_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\.md")
# Addresses that generated pages take.
_TAKEN = {
    *("index", "people", "themes", "sources", "timeline", "search"),
    *("how-to-read", "coverage", "corrections", "assets", "pagefind"),
}


Judge = Callable[[str, str], str | None]
"""Of a reference, its kind and id: what to write instead; None where it leads to something."""


@dataclass(frozen=True, slots=True)
class ProsePage:
    """A hand-written page; `name` is its file's name, `path` what diagnostics call the file."""

    name: str
    path: str
    title: str
    prose: Prose

    @property
    def address(self) -> str:
        """Where the page stands, relative to the site."""
        return f"{self.name.removesuffix('.md')}/"


def read_prose_pages(
    folder: Path, base: Path, known: Known, statement_ids: StatementIds
) -> tuple[tuple[ProsePage, ...], list[Diagnostic]]:
    """Read every page of the folder; what is no page there is a fault, as it would be published.

    What a page refers to may be known though it has no record: its file is broken, and that is said
    of the file.
    """
    judge = partial(_unknown, known=known, statement_ids=statement_ids)
    pages: list[ProsePage] = []
    faults: list[Diagnostic] = []
    for file in sorted(folder.iterdir()) if folder.is_dir() else ():
        path = label(file, base)
        if file.name.startswith(".") or file.name.endswith("~"):
            continue
        if not _NAME.fullmatch(file.name) or file.stem in (*_TAKEN, *DEVICES) or file.is_dir():
            taken = ", ".join(sorted(_TAKEN))
            hint = f"A page is a file `some-name.md`; these names are taken: {taken}."
            if file.stem in DEVICES:
                hint = id_hint(file.stem)
            faults.append(Diagnostic("misplaced-file", "This is not a page.", Span(path), hint))
            continue
        page, found = _read(file, path, judge)
        faults += found
        if page is not None:
            pages.append(page)
    return tuple(pages), faults


def _read(file: Path, path: str, judge: Judge) -> tuple[ProsePage | None, list[Diagnostic]]:
    text, faults = read_text(file, path)
    if text is None:
        return None, faults
    title = text.partition("\n")[0]
    untitled = Diagnostic(
        "no-title",
        "The page's first line is not its title.",
        Span(path),
        "Begin with `# ` and the title.",
    )
    if not re.fullmatch(r"# \S.*", title):
        return None, [*faults, untitled]
    try:
        prose = render_page(text)
    except ProseError as error:
        for fault in error.faults:
            span = _span(path, text, fault.link)
            faults.append(Diagnostic("bad-prose", fault.message, span, fault.hint))
        return None, [*faults, *_judged(error.references, path, text, judge)]
    if not prose.headings[0].title.strip():
        return None, [*faults, untitled]
    faults += _judged(prose.references, path, text, judge)
    return ProsePage(file.name, path, prose.headings[0].title, prose), faults


def _judged(
    references: Iterable[tuple[str, str]], path: str, text: str, judge: Judge
) -> Iterator[Diagnostic]:
    for kind, id_ in dict.fromkeys(references):
        hint = judge(kind, id_)
        if hint is not None:
            span = _span(path, text, f"{kind}:{id_}")
            yield Diagnostic(f"unknown-{kind}", f"There is no {kind} {quoted(id_)}.", span, hint)


def _unknown(kind: str, id_: str, known: Known, statement_ids: StatementIds) -> str | None:
    """What to write instead of a reference that leads nowhere; None for any other."""
    if kind == "statement":
        return statement_hint(id_, statement_ids) if is_unknown(id_, statement_ids) else None
    return None if id_ in known.of(kind) else did_you_mean(id_, known.of(kind))


def _span(path: str, text: str, link: str) -> Span:
    """Where a link's target stands in a page: all of it, as it may be the beginning of another."""
    found = re.search(rf"{re.escape(link)}(?![a-z0-9/-])", text) if link else None
    if found is None:
        return Span(path)
    at = found.start()
    line, column = text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)
    return Span(path, line, column, line, column + len(link))
