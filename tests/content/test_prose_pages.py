"""Hand-written pages: what is refused, and where; what is printed, and how."""

from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from site_builder.content.model import Known
from site_builder.content.prose_pages import read_prose_pages
from site_builder.diagnostics import Diagnostic, Span
from site_builder.examine import Inputs, load
from tests.support.project import Project

# A text, and what is said of it: the place in it and the code.
REFUSED: dict[str, tuple[str, str]] = {
    "no title": ("Some words.\n", "1:1 no-title"),
    "a title that shows nothing": ("# [](https://example.org)\n", "1:1 no-title"),
    "front matter": ("---\ntitle: x\n---\n# Notes\n", "1:1 no-title"),
    "a title below": ("\n# Notes\n", "1:1 no-title"),
    "nothing": ("", "1:1 no-title"),
    "a person who is not there": ("# Notes\n\nSee [her](person:ada).\n", "3:11 unknown-person"),
    "an id that begins another": (
        "# Notes\n\n[A](person:ada-keeper) [b](person:ada)\n",
        "3:28 unknown-person",
    ),
    "a statement that is not there": (
        "# Notes\n[x](statement:ada-keeper/oil)\n",
        "2:5 unknown-statement",
    ),
    "a script for a link": ("# Notes\n[x](javascript:alert%281%29)\n", "2:5 bad-prose"),
    "too many brackets": (f"# Notes\n{'[' * 501}\n", "1:1 bad-prose"),
    "a control character": ("# Notes\n\nx\x07y\n", "3:2 forbidden-character"),
}
MISPLACED = ("Notes.md", "notes.txt", "people.md", "search.md", "index.md", "no tes.md", "a/b.md")


START = "Start the page with `# ` and its title."
# A file's name, its text, and all that is said of it.
SAID: dict[str, tuple[str, str, list[Diagnostic]]] = {
    "a name that is no page's": (
        "Notes.md",
        "# Notes\n",
        [
            Diagnostic(
                "misplaced-file",
                "This is not a page.",
                Span("Notes.md"),
                "Pages are files with names like `some-name.md`.",
            )
        ],
    ),
    "an address that is taken": (
        "people.md",
        "# Notes\n",
        [
            Diagnostic(
                "misplaced-file",
                "The address `people/` is taken by another page or folder of the site.",
                Span("people.md"),
                "Rename this file.",
            )
        ],
    ),
    "a device's name": (
        "aux.md",
        "# Notes\n",
        [
            Diagnostic(
                "misplaced-file",
                "A page cannot be named `aux.md`.",
                Span("aux.md"),
                "Windows reserves this name. Add a word to it.",
            )
        ],
    ),
    "no title": (
        "notes.md",
        "Words.\n",
        [
            Diagnostic(
                "no-title", "The page's first line is not its title.", Span("notes.md"), START
            )
        ],
    ),
    "links of three kinds that lead nowhere, one of which cannot be printed": (
        "notes.md",
        "# Notes\n\n[x](person:adda)\n[x](person:adda) [y](theme:oil) [z](ftp:x)\n",
        [
            Diagnostic(
                "bad-prose",
                "The link `ftp:x` is not allowed: it does not begin with https:// or http://.",
                Span("notes.md", 4, 37, 4, 42),
                "Link to an address that begins with https://, or to a record, as"
                " [name](person:its-id).",
            ),
            Diagnostic(
                "unknown-person",
                "There is no person `adda`.",
                Span("notes.md", 3, 5, 3, 16),
                "Did you mean `ada`?",
            ),
            Diagnostic(
                "unknown-theme",
                "There is no theme `oil`.",
                Span("notes.md", 4, 22, 4, 31),
                "Known: `lamps`. If it was removed, take it out here. A position needs another"
                " theme, which is about the same.",
            ),
        ],
    ),
}


def faults(project: Project) -> list[str]:
    """Places and codes of all that is wrong."""
    found = load(Inputs(project.content, project.folder)).diagnostics
    return [f"{str(item.span).removeprefix('dossier/pages/')} {item.code}" for item in found]


@pytest.mark.parametrize(("text", "fault"), REFUSED.values(), ids=REFUSED.keys())
def test_refused(tmp_path: Path, text: str, fault: str) -> None:
    """A page that cannot be printed is refused at the place to mend."""
    project = Project(tmp_path)
    project.write("pages/notes.md", text)
    assert faults(project) == [f"notes.md:{fault}"]


@pytest.mark.parametrize(("name", "text", "said"), SAID.values(), ids=SAID.keys())
def test_what_is_said(tmp_path: Path, name: str, text: str, said: list[Diagnostic]) -> None:
    """Each fault says what is wrong, where it begins and ends, and what to type instead."""
    file = tmp_path / name
    file.write_text(text, encoding="utf-8")
    known = Known({"person": {"ada"}, "theme": {"lamps"}})
    assert read_prose_pages([file], tmp_path, known, {}) == ((), said)


def test_pages_behind_a_misplaced_file_are_read(tmp_path: Path) -> None:
    """A file that is no page hides neither the pages behind it nor their faults."""
    texts = {"A.md": "# A\n", "b.md": "# B\n\nWords.\n", "c.md": "C\n"}
    for name, text in texts.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    pages, found = read_prose_pages([tmp_path / name for name in texts], tmp_path, Known(), {})
    assert [(page.name, page.path, page.address, page.title) for page in pages] == [
        ("b.md", "b.md", "b/", "B")
    ]
    assert [(fault.code, fault.span.path) for fault in found] == [
        ("misplaced-file", "A.md"),
        ("no-title", "c.md"),
    ]


@pytest.mark.parametrize("name", MISPLACED)
def test_misplaced(tmp_path: Path, name: str) -> None:
    """What is no page, or would take another page's address, is refused: it would be published."""
    project = Project(tmp_path)
    project.write(f"pages/{name}", "# Notes\n")
    assert faults(project) == [f"{name.partition('/')[0]}:1:1 misplaced-file"]


def test_not_read(tmp_path: Path) -> None:
    """A link to a file elsewhere is not followed, and bytes that are no UTF-8 are not guessed."""
    project = Project(tmp_path)
    (tmp_path / "secret.md").write_text("# Secret\n", encoding="utf-8")
    (project.content / "pages" / "linked.md").symlink_to(tmp_path / "secret.md")
    (project.content / "pages" / "notes.md").write_bytes(b"# Notes\n\xff\n")
    assert [fault.split()[1] for fault in faults(project)] == ["symlink", "not-utf-8"]


def test_links_lead_to_records(tmp_path: Path) -> None:
    """A reference becomes a relative address of the record's page; other links stay as they are."""
    project = Project(tmp_path)
    references = ("person:ada-keeper", "theme:lighthouses", "source:gazette")
    links = [*references, "statement:ada-keeper/lamps", "https://example.org/?a=1&b=2"]
    project.write("pages/notes.md", "# Notes\n\n" + " ".join(f"[x]({link})" for link in links))
    project.build()
    page = LexborHTMLParser(project.page("notes"))
    assert [node.attributes["href"] for node in page.css("article p a")] == [
        "../people/ada-keeper/",
        "../themes/lighthouses/",
        "../sources/gazette/",
        "../people/ada-keeper/lamps/",
        "https://example.org/?a=1&b=2",
    ]


def test_title_everywhere(tmp_path: Path) -> None:
    """A title with awkward characters is the same in the heading, the tab and the navigation."""
    project = Project(tmp_path)
    project.write("pages/notes.md", '# AT&T <b> "it\'s"\n\n## R&D </title>\n\nWords.\n')
    project.build()
    page = LexborHTMLParser(project.page("notes"))
    title = 'AT&T <b> "it\'s"'
    assert [node.text() for node in page.css("h1")] == [title]
    assert [node.text() for node in page.css("head title")] == [f"{title} - Dossier"]
    for address in ("notes", "."):
        labels = LexborHTMLParser(project.page(address)).css("nav .md-nav__link")
        assert title in [label.text().strip() for label in labels]
    contents = {label.text().strip() for label in page.css("[data-md-component=toc] .md-nav__link")}
    assert contents == {"R&D </title>"}


@pytest.mark.parametrize("name", ["api", "data", "embed", "oembed", "schema", "publisher"])
def test_addresses_of_the_site_are_taken(name: str, tmp_path: Path) -> None:
    """A page cannot have the address of a generated page, or of a folder with data."""
    file = tmp_path / f"{name}.md"
    file.write_text("# Title\n\nText.\n")
    pages, faults = read_prose_pages([file], tmp_path, Known(), {})
    assert pages == ()
    assert f"`{name}/` is taken" in faults[0].message
