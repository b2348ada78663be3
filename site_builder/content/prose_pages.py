"""Hand-written pages: Markdown files in `content/pages/`, rendered as strictly as prose fields.

They contain no front matter and no HTML. The first line is the title: `# How to read this site`.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from site_builder.content.catalogue import StatementIds, is_unknown, statement_hint
from site_builder.content.discover import label
from site_builder.content.document import read_text
from site_builder.content.kinds import BY_FOLDER
from site_builder.content.model import DEVICES, Known, id_hint, if_gone
from site_builder.content.values.prose import Prose, ProseError, render_page
from site_builder.diagnostics import Diagnostic, Span, did_you_mean, quoted

_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\.md")
# The addresses of generated pages and files.
_TAKEN = {
    *("index", *BY_FOLDER, "timeline", "search"),
    *("how-to-read", "coverage", "corrections", "publisher", "assets", "find"),
    *("api", "data", "embed", "oembed", "schema"),
}


Judge = Callable[[str, str], str | None]
"""Takes a reference's kind and id; returns a hint, or None if the reference leads somewhere."""


@dataclass(frozen=True, slots=True)
class ProsePage:
    """A hand-written page; `name` is its file's name, `path` the file's name in diagnostics."""

    name: str
    path: str
    title: str
    prose: Prose

    @property
    def address(self) -> str:
        """The page's address, relative to the site."""
        return f"{self.name.removesuffix('.md')}/"


def read_prose_pages(
    files: Iterable[Path], base: Path, known: Known, statement_ids: StatementIds
) -> tuple[tuple[ProsePage, ...], list[Diagnostic]]:
    """Read the files in the folder for pages; what is no page is a fault.

    A page may refer to a record whose file is broken; the fault is then reported for that file.
    """
    judge = partial(_unknown, known=known, statement_ids=statement_ids)
    pages: list[ProsePage] = []
    faults: list[Diagnostic] = []
    for file in files:
        path = label(file, base)
        if fault := _name_fault(file, path):
            faults.append(fault)
            continue
        page, found = _read(file, path, judge)
        faults += found
        if page is not None:
            pages.append(page)
    return tuple(pages), faults


def _name_fault(file: Path, path: str) -> Diagnostic | None:
    message, hint = "This is not a page.", "Pages are files with names like `some-name.md`."
    if _NAME.fullmatch(file.name) and not file.is_dir():
        if file.stem in _TAKEN:
            message = f"The address `{file.stem}/` is taken by another page or folder of the site."
            hint = "Rename this file."
        elif file.stem in DEVICES:
            message, hint = f"A page cannot be named `{file.name}`.", id_hint(file.stem)
        else:
            return None
    return Diagnostic("misplaced-file", message, Span(path), hint)


def _read(file: Path, path: str, judge: Judge) -> tuple[ProsePage | None, list[Diagnostic]]:
    text, faults = read_text(file, path)
    if text is None:
        return None, faults
    title = text.partition("\n")[0]
    untitled = Diagnostic(
        "no-title",
        "The page's first line is not its title.",
        Span(path),
        "Start the page with `# ` and its title.",
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
    """Return a hint for a reference that leads nowhere, or None for any other."""
    if kind == "statement":
        is_there = not is_unknown(id_, statement_ids)
        return None if is_there else statement_hint(id_, statement_ids, known)
    if id_ in known.of(kind):
        return None
    return known.hint_on_withdrawn(kind, id_) or did_you_mean(
        id_, known.of(kind), if_none=if_gone(kind)
    )


def _span(path: str, text: str, link: str) -> Span:
    """Find a link's target in a page: the whole of it, as it may be the start of another."""
    found = re.search(rf"{re.escape(link)}(?![a-z0-9/-])", text) if link else None
    if found is None:
        return Span(path)
    at = found.start()
    line, column = text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)
    return Span(path, line, column, line, column + len(link))
