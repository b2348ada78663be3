import re

from selectolax.lexbor import LexborHTMLParser

from site_builder.html.shared import Shared

ICON = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><path d="M3 6h18v2H3z"/></svg>'
SCRIPT = f"<script>run({'1' * 100})</script>"


def test_an_icon_is_drawn_once_for_all_pages() -> None:
    """Wherever an icon was, a page refers to its drawing in one file, by the same name."""
    shared = Shared()
    pages = [shared.taken_from(f"<b>{ICON}</b>{ICON}", "", up) for up in ("../", "../../")]
    (icons,) = shared.files()
    drawn = LexborHTMLParser(icons.data.decode())
    used = re.findall(r'<use href="((?:\.\./)+)([\w./]+)#(\w+)"/>', "".join(pages))
    assert [up for up, _, _ in used] == ["../", "../", "../../", "../../"]
    assert {path for _, path, _ in used} == {icons.path}
    ((id_, one),) = ((it.attributes["id"], it) for it in drawn.css("symbol"))
    assert {id_} == {name for _, _, name in used}
    assert '<path d="M3 6h18v2H3z"' in str(one.html)
    assert 'viewBox="0 0 24 24"' in pages[0]


def test_a_script_becomes_a_file() -> None:
    """A script that stands in every page is loaded from a file, and runs where it stood."""
    shared = Shared()
    page = shared.taken_from(f"<p>{SCRIPT}</p>", "", "../")
    script, _ = shared.files()
    assert page == f'<p><script src="../{script.path}"></script></p>'
    assert f"<script>{script.data.decode()}</script>" == SCRIPT


def test_what_stays_in_a_page() -> None:
    """Short scripts, those with attributes, data and everything in the content stay as they are."""
    shared = Shared()
    data = f'<script type="application/json">{"1" * 200}</script>'
    for html in ("<script>run()</script>", data, SCRIPT.replace("<script>", "<script async>")):
        assert shared.taken_from(html, "", "../") == html
    content = f"<p>{ICON}{SCRIPT}</p>"
    assert shared.taken_from(f"<main>{content}</main>", content, "") == f"<main>{content}</main>"
    assert [file.path for file in shared.files()] == ["assets/icons.svg"]
