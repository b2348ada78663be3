import re
from collections.abc import Mapping
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from site_builder.diagnostics import Diagnostic, Related, Severity, Span
from site_builder.preview.panel import EDITORS, MOST, editor, panel
from tests.support.awkward import STRINGS

SPAN = Span("people/a b.yml", 3, 7, 3, 10)


def shown(*diagnostics: Diagnostic, line: str = "kind: abc") -> str:
    """The panel over a page."""
    return panel(diagnostics, lambda _: line, lambda _: "", "", "/.preview/")


def test_nothing_is_wrong() -> None:
    """Where nothing is wrong, nothing lies over the page."""
    assert shown() == ""


def test_content_makes_no_html() -> None:
    """Whatever content, paths and messages hold, the panel has its own elements and no others."""
    plain = {*re.findall(r"<(/?\w+)", shown(_fault("plain `text`")))}
    for text in (*STRINGS, "</template><script>alert(1)</script>", "`<b>`", "'\"><img src=x>"):
        html = shown(_fault(text), line=f"      {text}")
        assert {*re.findall(r"<(/?\w+)", html)} <= plain, text
        assert html.count("</template>") == 1


def _fault(text: str) -> Diagnostic:
    span = Span(f"{text}.yml", 3, 7, 3, 10)
    return Diagnostic("some-code", text, span, text, related=(Related(text, span),))


def test_the_place_is_marked() -> None:
    """The line is shown with what is wrong in it marked, and its place."""
    page = LexborHTMLParser(
        shown(Diagnostic("some-code", "It is `so`.", SPAN)).replace("template", "div")
    )
    mark, code = page.css_first("mark"), page.css_first(".message code")
    assert mark is not None
    assert code is not None
    assert (mark.text(), code.text()) == ("abc", "so")
    assert "people/a b.yml:3:7" in page.text()


def test_a_backtick_without_another_is_text() -> None:
    """A message in which a backtick has no other is shown as it is."""
    assert "one ` alone" in shown(Diagnostic("some-code", "one ` alone", SPAN))


def test_many_are_counted() -> None:
    """A panel shows the first ones, and says how many more there are."""
    html = shown(*(Diagnostic(f"code-{number}", "It is so.", SPAN) for number in range(MOST + 3)))
    assert html.count('class="message"') == MOST
    assert "3 more" in html


def test_only_errors_open_it() -> None:
    """A panel of warnings alone stays folded."""
    warning = Diagnostic("some-code", "It is so.", SPAN, severity=Severity.WARNING)
    assert " open>" not in shown(warning)
    assert " open>" in shown(warning, Diagnostic("some-code", "It is so.", SPAN))


@pytest.mark.parametrize(
    ("setting", "environment", "address"),
    [
        ("code", {}, "vscode://file/site/people/a%20b.yml:3:7"),
        ("my://open?{path}&{line}", {}, "my://open?/site/people/a%20b.yml&3"),
        ("none", {"EDITOR": "code"}, ""),
        ("auto", {}, ""),
        ("auto", {"TERM_PROGRAM": "vscode"}, "vscode://file/site/people/a%20b.yml:3:7"),
        ("auto", {"VISUAL": "/usr/bin/zed --wait"}, "zed://file/site/people/a%20b.yml:3:7"),
        ("auto", {"EDITOR": "vim"}, ""),
    ],
)
def test_editor(setting: str, environment: Mapping[str, str], address: str) -> None:
    """A place opens in the editor that is set or found, and in none where none is known."""
    assert editor(setting, Path("/site"), environment)(SPAN) == address


@pytest.mark.parametrize("name", EDITORS)
def test_every_editor_gets_the_whole_place(name: str) -> None:
    """Each editor is told the file, the line and the column."""
    address = editor(name, Path("/site"), {})(SPAN)
    assert "/site/people/a%20b.yml" in address
    assert re.search(r"\b3\b.*\b7\b", address)
