"""Hand-written pages: Markdown files in `content/pages/`, rendered as strictly as prose fields.

They hold no front matter and no HTML. The first line is the title, as `# How to read this site`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from site_builder.catalogue import Catalogue
from site_builder.diagnostics import Diagnostic, Span, did_you_mean
from site_builder.document import read_text
from site_builder.folder import label
from site_builder.prose import Prose, ProseError, render_page

_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\.md")
# Addresses that generated pages take.
_TAKEN = {
    *("index", "people", "themes", "sources", "timeline", "search"),
    *("how-to-read", "coverage", "corrections", "assets", "pagefind"),
}


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
    folder: Path, base: Path, catalogue: Catalogue
) -> tuple[tuple[ProsePage, ...], list[Diagnostic]]:
    """Read every page of the folder; what is no page there is a fault, as it would be published."""
    pages: list[ProsePage] = []
    faults: list[Diagnostic] = []
    for file in sorted(folder.iterdir()) if folder.is_dir() else ():
        path = label(file, base)
        if file.name.startswith(".") or file.name.endswith("~"):
            continue
        if not _NAME.fullmatch(file.name) or file.stem in _TAKEN or file.is_dir():
            hint = (
                "A page is a file `some-name.md`; these names are taken: "
                + ", ".join(sorted(_TAKEN))
                + "."
            )
            faults.append(Diagnostic("misplaced-file", "This is not a page.", Span(path), hint))
            continue
        page, found = _read(file, path, catalogue)
        faults += found
        if page is not None:
            pages.append(page)
    return tuple(pages), faults


def _read(file: Path, path: str, catalogue: Catalogue) -> tuple[ProsePage | None, list[Diagnostic]]:
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
        return None, [*faults, Diagnostic("bad-prose", str(error), Span(path), error.hint)]
    if not prose.headings[0].title.strip():
        return None, [*faults, untitled]
    faults += _unknown(prose, path, text, catalogue)
    return ProsePage(file.name, path, prose.headings[0].title, prose), faults


def _unknown(prose: Prose, path: str, text: str, catalogue: Catalogue) -> Iterator[Diagnostic]:
    known = {
        "person": catalogue.people,
        "theme": catalogue.themes,
        "source": catalogue.sources,
        "statement": catalogue.entries,
    }
    for kind, id_ in dict.fromkeys(prose.references):
        if id_ not in known[kind]:
            # The whole id: what is looked for may be the beginning of another one.
            found = re.search(rf"{kind}:{re.escape(id_)}(?![a-z0-9/-])", text)
            at = found.start() if found else 0
            line, column = text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)
            span = Span(path, line, column, line, column + len(kind) + 1 + len(id_))
            yield Diagnostic(
                f"unknown-{kind}",
                f"There is no {kind} `{id_}`.",
                span,
                did_you_mean(id_, known[kind]),
            )
