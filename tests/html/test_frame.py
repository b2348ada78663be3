"""Frames, with the smallest of hosts: one template that prints a sheet."""

import pickle
import subprocess
import sys

import pytest
from markupsafe import escape

from site_builder.html.frame import SENTINEL, Frame, FrameError, Sheet, TocEntry, cut, specimen
from tests.support.awkward import STRINGS
from tests.support.host import PAGE, host

KINDS = [("person", "people/", 1), ("statement", "people/", 2), ("theme", "themes/", 1)]


def frame(page: str = PAGE) -> Frame:
    """The frame of a host's person pages."""
    return cut(host(specimen("people/", 1), page), "person", "people/", 1)


def sheet(text: str, entries: int = 1) -> Sheet:
    """A sheet with the text wherever plain text may stand."""
    contents = tuple(TocEntry(f"at-{number}", text) for number in range(entries))
    content = f"<h1>{escape(text)}</h1>".encode()
    return Sheet("people/a/", text, text, contents, content, "people/a.yml")


def test_fills_as_the_host(subtests: pytest.Subtests) -> None:
    """Whatever the text, a filled frame is the page that the host makes of the same sheet."""
    for text in STRINGS:
        with subtests.test(ascii(text)):
            assert frame().fill(sheet(text)) == host(sheet(text)).encode()


@pytest.mark.parametrize("entries", [1, 2, 3, 50])
def test_any_number_of_entries(entries: int) -> None:
    """A table of contents is printed as the host prints it, however long it is."""
    assert frame().fill(sheet("&", entries)) == host(sheet("&", entries)).encode()


@pytest.mark.parametrize(("kind", "folder", "depth"), KINDS)
def test_depth(kind: str, folder: str, depth: int) -> None:
    """A specimen stands as deep below its folder as the pages that it stands for."""
    cuttable = host(specimen(folder, depth))
    address = folder + "x/" * depth
    own = Sheet(address, "A", "B", (TocEntry("c", "C"),), b"D", f"{folder}x.yml")
    page = cut(cuttable, kind, folder, depth).fill(own).decode()
    assert f'href="https://example.org/{address}"' in page
    assert f"/edit/main/content/{folder}x.yml" in page


def test_values_are_not_read_again() -> None:
    """What is filled in is never taken for a slot, not even when it reads like one."""
    words = specimen("people/", 1)
    tricky = Sheet(
        "people/a/", words.description, words.title, words.contents, words.content, "people/a.yml"
    )
    assert frame().fill(tricky) == host(tricky).encode()


def test_no_page_can_hold_a_sentinel() -> None:
    """The words of a specimen are others in each process, so that no record or page has them."""
    words = [
        subprocess.check_output(
            [sys.executable, "-c", "from site_builder.html import frame; print(frame.SENTINEL)"]
        )
        for _ in range(2)
    ]
    assert words[0] != words[1]
    assert all(len(word.strip()) >= 13 for word in words)


def test_pages_without_address_or_edit_link() -> None:
    """A host that prints no canonical address and no edit link gives a frame all the same."""
    page = "".join(line for line in PAGE.splitlines(keepends=True) if "https" not in line)
    assert frame(page).fill(sheet("A")) == host(sheet("A"), page).encode()


def test_needs_an_entry() -> None:
    """A sheet without a table of contents is refused: the host would print other HTML for it."""
    with pytest.raises(ValueError, match="people/a/ has no table of contents"):
        frame().fill(sheet("A", 0))


def test_travels_between_processes() -> None:
    """A frame can be sent to another process and prints the same there."""
    assert pickle.loads(pickle.dumps(frame())) == frame()  # noqa: S301  made here


def changed(old: str, new: str) -> str:
    """The page's template with one thing changed."""
    assert old in PAGE
    return PAGE.replace(old, new)


TOC_ITEM = '<li><a href="#{{ entry.id }}"><span>{{ entry.title | escape }}</span></a></li>'
NO_CONTENTS = "does not show its table of contents once, as links with titles"
UNEVEN = "prints the entries of its table of contents in different ways"
CHANGED = "changes its title, address or another value"
DAMAGED: dict[str, tuple[str, str]] = {
    "content lost": (changed("{{ content }}", ""), "does not show its content"),
    "content doubled": (
        changed("{{ content }}", "{{ content }}{{ content }}"),
        "has its content 2 times",
    ),
    "content escaped": (changed("{{ content }}", "{{ content | e }}"), CHANGED),
    "title lost": (changed("{{ title }}", ""), "does not show its title"),
    "description lost": (changed("{{ description }}", ""), "does not show its description"),
    "title in capitals": (changed("{{ title }}", "{{ title | upper }}"), CHANGED),
    "title cut": (changed("{{ title }}", "{{ title[:16] }}"), CHANGED),
    "title bare": (changed("{{ title }}", "{{ title | striptags }}"), CHANGED),
    "title escaped twice": (
        changed("{{ title }}", "{{ title.__html__() | forceescape }}"),
        CHANGED,
    ),
    "title in an address": (changed("{{ title }}", "{{ title | urlencode }}"), CHANGED),
    "title in a script": (
        changed("</nav>", "</nav><script>x = {{ sheet.title | tojson }}</script>"),
        CHANGED,
    ),
    "description unescaped": (changed("{{ description }}", "{{ sheet.description }}"), CHANGED),
    "description without quotation marks": (
        changed('content="{{ description }}"', "content={{ sheet.description.split() | first }}"),
        CHANGED,
    ),
    "part of the address": (
        changed("</nav>", "</nav>{{ sheet.address.split('/')[1] }}"),
        CHANGED,
    ),
    "edit link changed": (
        changed("{{ sheet.edit_path }}", "{{ sheet.edit_path | upper }}"),
        CHANGED,
    ),
    "contents lost": (changed(TOC_ITEM, ""), NO_CONTENTS),
    "contents twice": (changed("</nav>", "</nav>{{ sheet.contents[0].id }}"), NO_CONTENTS),
    "titles before ids": (
        changed(TOC_ITEM, '<li title="{{ entry.title | escape }}">{{ entry.id }}</li>'),
        NO_CONTENTS,
    ),
    "ids alone": (changed("<span>{{ entry.title | escape }}</span>", ""), NO_CONTENTS),
    "titles unescaped": (changed("{{ entry.title | escape }}", "{{ entry.title }}"), NO_CONTENTS),
    "entries numbered": (changed("<li>", "<li>{{ loop.index }} "), UNEVEN),
    "first entry marked": (changed("<span>", "<span{{ ' class=first' if loop.first }}>"), UNEVEN),
}


@pytest.mark.parametrize(("page", "message"), DAMAGED.values(), ids=DAMAGED.keys())
def test_refuses_a_damaged_page(page: str, message: str) -> None:
    """A page that printed pages could not follow is refused, in a sentence that says where."""
    with pytest.raises(FrameError, match=message) as raised:
        frame(page)
    assert str(raised.value).startswith("A person page ")
    assert "Look at" in str(raised.value)


def test_shows_what_was_changed() -> None:
    """The message about a changed value quotes what stands around it."""
    with pytest.raises(FrameError, match=f"`<title>{SENTINEL.upper()}TITLE &LT;B&GT;"):
        frame(changed("{{ title }}", "{{ title | upper }}"))
