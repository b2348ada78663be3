import json
import re

import pytest
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


HEAD = f"<head>{SCRIPT}</head>"
SWITCH = '<input class="md-toggle" data-md-toggle="search" type="checkbox" id="__search">'
NOTICE = '<div class="md-dialog" data-md-component="dialog">\n<div></div>\n</div>'


def settled(settings: dict[str, object]) -> tuple[str, str]:
    """A page with Material's settings, and the script that its head loads, as they are written."""
    shared = Shared()
    said = f'<script id="__config" type="application/json">{json.dumps(settings)}</script>'
    page = f"{HEAD}<body>{SWITCH}<main>Words</main>{NOTICE}\n{said}</body>"
    made = shared.taken_from(page, "Words", "")
    return made, next(iter(shared.files())).data.decode()


def test_settings_come_from_the_first_script() -> None:
    """What only Material's script asks for is put into the page by the script of its head."""
    page, script = settled({"base": "..", "translations": {}})
    assert "__config" not in page
    assert "data-md-toggle" not in page
    assert "md-dialog" not in page
    text = json.loads(script.partition('"beforeend",')[2].removesuffix(")"))
    found = LexborHTMLParser(text)
    (config,) = found.css("#__config")
    assert json.loads(config.text()) == {"base": "..", "translations": {}}
    assert len(found.css("[data-md-toggle=search]")) == 1


def test_what_a_project_uses_stays() -> None:
    """The switch of Material's search and its notice of copied code stay where they are used."""
    words = {"clipboard.copied": "Copied to clipboard"}
    page, script = settled({"base": "..", "translations": words, "search": "search.js"})
    assert SWITCH in page
    assert NOTICE in page
    assert "Copied to clipboard" in script


def test_settings_stay_without_a_script() -> None:
    """A theme whose head has no script keeps its settings in the page."""
    said = '<script id="__config" type="application/json">{"translations": {}}</script>'
    page = f"<head></head><body>{SWITCH}<main>Words</main>{said}</body>"
    assert Shared().taken_from(page, "Words", "") == page


@pytest.mark.parametrize("settings", ['{"base": "..",}', "[]"])
def test_settings_that_are_none_stay(settings: str) -> None:
    """What a project's own theme has in their place is left as it is."""
    said = f'<script id="__config" type="application/json">{settings}</script>'
    page = f"{HEAD}<body>{SWITCH}<main>Words</main>{said}"
    assert said in Shared().taken_from(page, "Words", "")
