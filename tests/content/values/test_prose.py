import re
from collections import Counter
from collections.abc import Callable
from html import unescape
from html.parser import HTMLParser

import nh3
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from site_builder.content.values import prose
from site_builder.content.values.prose import (
    FIELD,
    MAX_COLUMNS,
    MAX_DEFINITIONS,
    REFERENCE,
    Heading,
    Prose,
    ProseError,
    ProseFault,
    plain_text,
    render_field,
    render_page,
    with_addresses,
)
from site_builder.content.values.urls import url_fault
from tests.support.awkward import STRINGS

INERT = {"p", "a", "em", "strong", "ul", "ol", "li", "blockquote", "code", "pre", "br", "hr"}
INERT_ON_PAGES = {
    *INERT,
    *("h1", "h2", "h3", "h4", "dl", "dt", "dd", "table", "thead", "tbody", "tr", "th", "td"),
}


class Audit(HTMLParser):
    """Collects what HTML shows, and fails on all that could act."""

    def __init__(self, inert: set[str]) -> None:
        super().__init__(convert_charrefs=True)
        self.inert = inert
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Check an element and its attributes."""
        assert tag in self.inert, f"<{tag}>"
        for name, value in attrs:
            if tag == "a" and name == "href":
                assert value is not None
                assert url_fault(value) is None or REFERENCE.fullmatch(value), value
            else:
                allowed = {"a": "title", "ol": "start"}
                assert name == ("id" if tag[0] == "h" else allowed.get(tag)), f"<{tag} {name}>"

    def handle_data(self, data: str) -> None:
        """Keep the text."""
        self.text += data

    def handle_comment(self, data: str) -> None:
        """Refuse comments."""
        raise AssertionError(data)

    def handle_decl(self, decl: str) -> None:
        """Refuse declarations."""
        raise AssertionError(decl)

    def handle_pi(self, data: str) -> None:
        """Refuse processing instructions."""
        raise AssertionError(data)

    def unknown_decl(self, data: str) -> None:
        """Refuse CDATA and its like."""
        raise AssertionError(data)


def audited(html: str, inert: set[str] = INERT) -> str:
    """The text of a piece of HTML in which nothing can act."""
    audit = Audit(inert)
    audit.feed(html)
    audit.close()
    return audit.text


SCHEMES = [
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "javascript&colon;alert(1)",
    "javascript&#58;alert(1)",
    "javascript&#x3A;alert(1)",
    "javascript&#0000058alert(1)",
    "&#106;avascript:alert(1)",
    "&#x6A;avascript:alert(1)",
    "&#x6a&#x61&#x76&#x61script:alert(1)",
    "jav&#x09;ascript:alert(1)",
    "jav&#x0A;ascript:alert(1)",
    "jav&Tab;ascript:alert(1)",
    "java&NewLine;script:alert(1)",
    "java\\script:alert(1)",
    "java%0ascript:alert(1)",
    "%6aavascript:alert(1)",
    "javascript%3Aalert(1)",
    "\\javascript:alert(1)",
    "javascript\\:alert(1)",
    "javascript:\\alert(1)",
    "javascript://example.org/%0aalert(1)",
    "javascript:/*https://example.org/*/alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "data:text/html;base64,PHNjcmlwdD4=",
    "DATA:image/svg+xml,<svg/onload=alert(1)>",
    "vbscript:msgbox(1)",
    "livescript:x",
    "mocha:x",
    "feed:javascript:alert(1)",
    "view-source:javascript:alert(1)",
    "jar:javascript:alert(1)!/",
    "blob:https://example.org/x",
    "filesystem:https://example.org/x",
    "file:///etc/passwd",
    "about:blank",
    "mailto:a@example.org?body=x",
    "tel:1",
    "ws://example.org/",
    "//evil.example",
    "\\\\evil.example",
    "/\\evil.example",
    "https:evil.example",
    "https:/evil.example",
    "https:\\\\evil.example",
    "https://good.example\\@evil.example",
    "https://good.example@evil.example",
    "https://evil。example/",
    "https://evil.example/\u202egood",
    "?x=<script>",
    "#x",
    "",
    "person:a\"onclick=\"alert(1)",
    "person:../../x",
    "person:a/b/c",
    "personjavascript:alert(1)",
    "person:javascript:alert(1)",
    "xperson:a",
]  # fmt: skip
FRAMES = [
    "[x]({})",
    "[x](<{}>)",
    '[x]({} "t")',
    "[x][1]\n\n[1]: {}",
    "[x][]\n\n[x]: <{}>",
    "<{}>",
    "![x]({})",
    "[![x]({})](https://example.org)",
    "*[x]({})*",
    "- [x]({})",
    "> [x]({})",
]
LINKS = [frame.format(scheme) for frame in FRAMES for scheme in SCHEMES]
MARKUP = [
    "<script>alert(1)</script>",
    "<SCRIPT SRC=//evil.example></SCRIPT>",
    "<script\n>alert(1)</script\n>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<img src=x onerror=alert(1)>",
    "<img/src=x/onerror=alert(1)>",
    "<img src='x' onerror='alert(1)'//",
    "<svg onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<svg><a xlink:href='javascript:alert(1)'><text>x</text></a></svg>",
    "<svg><animate onbegin=alert(1) attributeName=x></svg>",
    "<math><mtext><table><mglyph><style><img src onerror=alert(1)></style></mglyph></table>",
    "<math href='javascript:alert(1)'>x</math>",
    "<iframe src=javascript:alert(1)>",
    "<iframe srcdoc='<script>alert(1)</script>'>",
    "<object data=javascript:alert(1)>",
    "<embed src=javascript:alert(1)>",
    "<form action=javascript:alert(1)><input type=submit>",
    "<button formaction=javascript:alert(1)>x",
    "<input onfocus=alert(1) autofocus>",
    "<details open ontoggle=alert(1)>",
    "<body onload=alert(1)>",
    "<base href=//evil.example>",
    "<link rel=stylesheet href=//evil.example>",
    "<meta http-equiv=refresh content='0;url=javascript:alert(1)'>",
    "<style>@import '//evil.example';</style>",
    "<style><!--</style><script>alert(1)//--></script>",
    "<template><script>alert(1)</script></template>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<textarea><img title='</textarea><img src=x onerror=alert(1)>'>",
    "<title></title><script>alert(1)</script>",
    "<xmp><img title='</xmp><script>alert(1)</script>'>",
    "<!--><script>alert(1)</script>-->",
    "<!-- --!><script>alert(1)</script>",
    "<![CDATA[><script>alert(1)</script>]]>",
    "<?xml-stylesheet href='javascript:alert(1)'?>",
    "<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>&e;",
    "<a href='javascript:alert(1)'>x</a>",
    "<a href=https://example.org onclick=alert(1)>x</a>",
    "<a\thref='java\tscript:alert(1)'>x</a>",
    "<p style='background:url(javascript:alert(1))'>x</p>",
    "<p onclick=alert(1)>x</p>",
    "</p><script>alert(1)</script>",
    "</div></main><script>alert(1)</script>",
    "<marquee onstart=alert(1)>",
    "<video><source onerror=alert(1)></video>",
    "<audio src=x onerror=alert(1)>",
    "<isindex action=javascript:alert(1)>",
    "<table background=javascript:alert(1)>",
    "<x onclick=alert(1)>x",
    "<a id=x name=y>clobber</a>",
    "<div\n\n<script>alert(1)</script>",
    "text{: onclick=alert(1) }",
    "# x {: onclick=alert(1) }",
    "{: #x onclick=alert(1) }",
    "[x](https://example.org){: onclick=alert(1) }",
    "[x](https://example.org 'a\" onclick=\"alert(1)')",
    '[x](https://example.org "a" onclick="alert(1)")',
    "[x](https://example.org '\"><script>alert(1)</script>')",
    "[x](https://example.org \"'><script>alert(1)</script>\")",
    "[<script>alert(1)</script>](https://example.org)",
    "[x](https://example.org/\"onmouseover=\"alert(1))",
    "[x](https://example.org/'onmouseover='alert(1))",
    "<https://example.org/\"onclick=\"alert(1)>",
    "<a@example.org>",
    "<mailto:a@example.org>",
    "`<script>alert(1)</script>`",
    "```html\n<script>alert(1)</script>\n```",
    "    <script>alert(1)</script>",
    "``` <script>alert(1)</script> ```",
    "~~~\n<script>alert(1)</script>\n~~~",
    "~~~ {: onclick=alert(1)}\nx\n~~~",
    "\\<script>alert(1)</script>",
    "\\\\<script>alert(1)</script>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&#60;script&#62;alert(1)&#60;/script&#62;",
    "&amp;lt;script&amp;gt;",
    "*<script>*alert(1)</script>",
    "**<img src=x onerror=alert(1)>**",
    "<*script*>alert(1)",
    "*[HTML]: <script>alert(1)</script>\n\nHTML",
    "[^1]\n\n[^1]: <script>alert(1)</script>",
    "| a |\n|---|\n| <script>alert(1)</script> |",
    "term\n: <script>alert(1)</script>",
    "--8<-- 'mkdocs.yml'",
    "![x](x.png){: onerror=alert(1) }",
    "!!! note \"<script>alert(1)</script>\"",
    "<script>\n\n*x*\n\n</script>",
    "<div markdown=1>\n*x*\n</div>",
    "\u0002wzxhzdk:0\u0003",
    "\u0002amp\u0003lt;script>",
    "\u0002106\u0003avascript:",
    "[x](\u0002106\u0003avascript:alert(1))",
    "$x<script>alert(1)</script>$",
    "{{ config }}{% include 'x' %}",
    ">" * 7 + "<script>alert(1)</script>",
]  # fmt: skip
ATTACKS = [*LINKS, *MARKUP]


def test_there_are_enough_attacks() -> None:
    """At least a hundred spellings are tried beside the links, each once."""
    assert len(MARKUP) + len(SCHEMES) >= 100
    assert len(set(ATTACKS)) == len(ATTACKS)


@pytest.mark.parametrize("frame", [*FRAMES, "{}"])
def test_nothing_acts(frame: str) -> None:
    """Whatever is written, the HTML holds only inert elements and links to the web."""
    for text in [frame.format(item) for item in SCHEMES] if frame != "{}" else MARKUP:
        for render, inert in (
            (render_field, INERT),
            (render_page, INERT_ON_PAGES),
        ):
            try:
                result = render(text)
            except ProseError:
                continue
            audited(result.html, inert)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_links_elsewhere_are_refused(scheme: str) -> None:
    """A link to anything but the web and the records is refused, not printed without its link."""
    try:
        html = render_field(f"[x](<{scheme}>)").html
    except ProseError:
        return
    # Where Markdown sees no link at all, the text stands there as it was written.
    assert "<a" not in html


@given(st.text(max_size=200))
@settings(max_examples=300)
def test_nothing_acts_in_any_text(text: str) -> None:
    """Any text is rendered without anything that acts, or refused."""
    try:
        result = render_field(text)
    except ProseError:
        return
    audited(result.html)


MARKS = st.lists(
    st.sampled_from([*"ab1 \n*_`[]()<>#-+.:/\"'&;!|=~\\{}", "https://a.example/", "person:a"]),
    max_size=80,
).map("".join)


@given(MARKS)
@settings(max_examples=500)
def test_nothing_acts_in_any_markdown(text: str) -> None:
    """However the marks of Markdown are strewn, nothing acts."""
    for render, inert in ((render_field, INERT), (render_page, INERT_ON_PAGES)):
        try:
            result = render(text)
        except ProseError:
            continue
        audited(result.html, inert)


PLAIN = st.text(
    st.one_of(
        st.sampled_from([*"abc 019.,;:!?()'\"/@%$^~-–—“”«»…\n\t\u00a0\u3000\u2009éשק"]),
        st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Co", "Zl", "Zp"]),
    ),
    max_size=120,
).map(str.strip)


STARRED = st.text(st.sampled_from([*"ab1 .,*_-+~\n"]), max_size=120).map(str.strip)
WEB = ("https://a.example/b-c", "http://127.0.0.1/", "https://a..b/", "https://", "https://a.b/c_d")
LABEL = st.text(st.sampled_from([*"aé1 .,*_-~!?:'\""]), max_size=12)
LINK = st.tuples(
    st.sampled_from(["", "!", "*", "_", "- ", "1. ", "a", "(", "\n", "\n\n"]),
    LABEL,
    st.sampled_from(
        ["person:a", "theme:b-c", "statement:a/b", "source:1", "source:", "other:a", *WEB]
    ),
    st.sampled_from(["", "*", "_", " ", "\n", "\n---", ")", "(b)", ": c"]),
).map(lambda part: f"{part[0]}[{part[1]}]({part[2]}){part[3]}")
LINKED = st.lists(st.one_of(LINK, STARRED), max_size=6).map(lambda parts: "".join(parts).strip())
EMPHASISED = st.lists(
    st.sampled_from(
        (
            *("*a*", "**b c**", "*[x](person:a)*", "**[y z](https://a.b/c)**", "*a.*", "**(b)**"),
            *("*é, [q](theme:b) r*", "*", "**", "[x](person:a)", " ", ", ", ". ", ",", "—", "“"),
            *("a", "b c", "1", "1. ", "\n", "\n\n", "(", ")", "-", "- ", "!", ":", "/", "_"),
            *("\xa0", "\u3000", "אב", "w@x.y", "https://a.b"),
        )
    ),
    max_size=12,
).map(lambda parts: "".join(parts).strip())


@given(st.one_of(PLAIN, STARRED, LINKED, EMPHASISED).filter(bool))
@settings(max_examples=1_000)
@example("one\n\ntwo")
@example("one\n\u3000\ntwo")
@example("one \ntwo")
@example("one\n\n\u00a0two")
@example("a\tb")
@example("one\n\n\n\ntwo")
@example("1986. That")
@example("a\n---")
@example("*a**a*[1](person:a)")
@example("[a](https://a..b/)")
@example("![a](theme:b)")
@example("[a](theme:b), [c](https://d.example/e-f) and [g](person:h)")
@example("*a* **b c**, *[d](person:e).* (**f**)")
@example("*a [b* c](person:d)")
@example("**a* b**")
@example('no\u00a0break & so "on" isn\'t it')
def test_the_short_way_is_the_long_way(text: str) -> None:
    """Text that is admitted unrendered becomes what Markdown and the filter make of it."""
    try:
        long_way = prose._render(text, prose._field_markdown(), prose._FIELD_CLEANER)
    except ProseError as error:
        with pytest.raises(ProseError, match=f"^{re.escape(str(error))}$"):
            render_field(text)
    else:
        short_way = render_field(text)
        assert (short_way.html, short_way.references) == (long_way.html, long_way.references)


NOTATION = st.lists(
    st.sampled_from(
        (
            *("abc", "é", "[x](person:a)", "[y](https://a.b/c)", "[z]", "[q]: https://a.b/c"),
            *("[w]: def", "[x][z]", "![i](https://a.b/c)", "*[abc]: def", "[^n]", "https://a.b/c"),
            *("* ", "- ", "1. ", "> ", "+ ", ": ", "# ", "`", "``", "*", "**", "_", "__", "~", "^"),
            *("\n", "\n\n", "    ", "  \n", "---", "===", "|", "\\", "&", "<", ">", "(", ")", "!"),
            *('"t"', "{#id}"),
        )
    ),
    max_size=9,
).map(lambda parts: "".join(parts).strip())


@pytest.mark.parametrize("render", [render_field, render_page])
@given(text=NOTATION.filter(bool))
@settings(max_examples=400)
@example(text="[Interviewer]: and then?")
@example(text="*abc**abc*abc")
def test_no_letter_is_lost(render: Callable[[str], Prose], text: str) -> None:
    """Whatever Markdown makes of a text that is admitted, all its letters are printed."""
    try:
        html = render(text).html
    except ProseError:
        return
    addresses = "".join(re.findall(r'(?:href|title)="([^"]*)"', html))
    shown = unescape(re.sub(r"<[^>]*>", "", html) + addresses)
    printed = Counter(filter(str.isalpha, shown))
    assert not Counter(filter(str.isalpha, text)) - printed


@pytest.mark.parametrize("text", ["*a**b*c", "*X**X*X", "*abc**abc*abc", "__a_b__c_d *e**f*g"])
def test_overlapping_emphasis_is_refused(text: str) -> None:
    """Python-Markdown drops letters from it; the message says so, and what to write."""
    with pytest.raises(ProseError) as refused:
        render_field(f"[b](person:b) [b](person:b) {text}")
    message = "The marks of emphasis overlap, and would take letters with them."
    hint = "Close each `*` or `_` before the next one opens, or write `\\*` for a mere asterisk."
    assert refused.value.faults == (ProseFault(message, hint),)
    assert refused.value.references == (("person", "b"), ("person", "b"))


@pytest.mark.parametrize(
    "text",
    [
        "*a* **b** ***c*** _d_",
        "[*é*](https://example.org/%C3%A9_x_y)",
        "snake_case_name 2*3*4",
        "`*a**b*c`",
    ],
)
def test_emphasis_that_loses_nothing_is_admitted(text: str) -> None:
    """Marks of emphasis are refused for what they lose, and for nothing else."""
    assert render_field(text).html


def test_text_is_kept(subtests: pytest.Subtests) -> None:
    """What was written comes back beside the HTML, character by character, or is refused."""
    for text in STRINGS:
        with subtests.test(ascii(text)):
            try:
                kept = render_field(text).text
            except ProseError as error:
                assert re.search("link|entity", str(error), re.IGNORECASE)  # noqa: PT017
            else:
                assert kept == text


def test_what_markdown_is_for() -> None:
    """Emphasis, lists, quotations, code and links become their elements."""
    html = render_field(
        "One *two* **three** `four`.\n\n- [five](https://example.org/?a=b&c=d)\n- six\n\n> seven\n"
    ).html
    assert html == (
        "<p>One <em>two</em> <strong>three</strong> <code>four</code>.</p>\n"
        '<ul>\n<li><a href="https://example.org/?a=b&amp;c=d">five</a></li>\n<li>six</li>\n</ul>\n'
        "<blockquote>\n<p>seven</p>\n</blockquote>"
    )


def test_headings_belong_to_pages() -> None:
    """A page has headings, with anchors; in a field, `#` is text."""
    page = render_page("# One *two*\n\n## Three & four\n\n# One two\n")
    assert page.headings == (
        Heading(1, "one-two", "One two"),
        Heading(2, "three-four", "Three & four"),
        Heading(1, "one-two_1", "One two"),
    )
    assert render_field("# One").html == "<p># One</p>"


def test_headings_have_four_levels() -> None:
    """A page's headings of the first four levels are noted; a fifth is refused."""
    page = render_page("# A\n\n## B\n\n### C\n\n#### D\n")
    assert [(heading.level, heading.title) for heading in page.headings] == [
        *((1, "A"), (2, "B"), (3, "C"), (4, "D"))
    ]
    with pytest.raises(ProseError, match=r"^The text contains HTML that is not allowed\.$"):
        render_page("# A\n\n##### E\n")


def test_references_get_their_addresses() -> None:
    """A link to a record is noted, and its address is put where it belongs."""
    result = render_field("[a](person:a), [b](statement:a/b), [c](person:a)")
    assert result.references == (("person", "a"), ("statement", "a/b"), ("person", "a"))
    html = with_addresses(result, {("person", "a"): "../a/", ("statement", "a/b"): '"&x'})
    assert html == (
        '<p><a href="../a/">a</a>, <a href="&quot;&amp;x">b</a>, <a href="../a/">c</a></p>'
    )


def test_marks_may_be_escaped_in_an_address() -> None:
    """A link is looked at as it is printed, without the backslash of its notation."""
    html = '<p><a href="https://a.example/b_c">a</a></p>'
    assert render_field(r"[a](https://a.example/b\_c)").html == html


def test_plain_text_has_neither_markup_nor_breaks() -> None:
    """A reader's view of a text is one line, in which entities are characters."""
    text = "One *two*\n\n- A&amp;B\n- [five](person:a) `<b>`"
    assert plain_text(render_field(text)) == "One two A&B five <b>"
    assert plain_text(render_field("One\ntwo.\n\nThree.")) == "One two. Three."


OTHER_HTML = (
    *("", "a", "ab", "a<!-- b -->", "a<!-- c -->", "<p>a</p>", "<p>a", "<b>a</b>", "<p>a</b>"),
    *("<p>ab</p>", "<p>a</p>b", "a<p>b</p>", "<p></p>ab", '<p id="a"></p>', '<p id="b"></p>'),
    *("<p id></p>", "<p></p>", '<p title="a"></p>', "&amp;lt;", "&lt;"),
)
SAME_HTML = (
    ('<a href="b" title="c">d</a>', "<A title=c href='b'>d</a>"),
    ("<p id>&#38; b</p>", '<p id="">&amp; b</p>'),
    ("a < b", "a &lt; b"),
)


def test_html_that_means_something_else_is_told_apart() -> None:
    """Nothing is left out unseen: no tag, attribute, text or comment; spelling does not matter."""
    told = [prose._events(markup) for markup in OTHER_HTML]
    assert [one for at, one in enumerate(told) if one in told[:at]] == []
    for one, other in SAME_HTML:
        assert prose._events(one) == prose._events(other)


FILE_NAME = " The id is the name of its file without `.yml`."


@pytest.mark.parametrize(
    ("link", "message", "hint"),
    [
        (
            "person:Example_Person",
            "The link `person:Example_Person` has no id of a person.",
            f"Write it as [name](person:person-id).{FILE_NAME}",
        ),
        (
            "theme:a:b",
            "The link `theme:a:b` has no id of a theme.",
            f"Write it as [name](theme:theme-id).{FILE_NAME}",
        ),
        (
            "statement:A",
            "The link `statement:A` has no id of a statement.",
            "Write it as [name](statement:person-id/statement-id).",
        ),
        (
            "ftp://a.example/",
            f"The link `ftp://a.example/` is not allowed: {url_fault('ftp://a.example/')}",
            "Link to an address that begins with https://, or to a record,"
            " as [name](person:its-id).",
        ),
    ],
)
def test_what_is_said_of_a_link(link: str, message: str, hint: str) -> None:
    """A refused link is named, with what to write; each once, beside the references."""
    with pytest.raises(ProseError) as caught:
        render_field(f"[a]({link}), [b](person:b), *[c]({link})*")
    assert caught.value.faults == (ProseFault(message, hint, link),)
    assert caught.value.references == (("person", "b"),)


def test_an_error_has_every_reason() -> None:
    """Two refused links are two sentences of one error."""
    with pytest.raises(ProseError) as caught:
        render_field("[a](person:A) [b](theme:B)")
    reasons = "The link `person:A` has no id of a person. The link `theme:B` has no id of a theme."
    assert str(caught.value) == reasons


def test_what_the_filter_would_take_out_is_refused() -> None:
    """Where the filter admits less than Markdown makes, nothing is printed without it."""
    with pytest.raises(ProseError) as caught:
        prose._render("a *b*", prose._field_markdown(), nh3.Cleaner(tags={"p"}))
    message = "The text contains HTML that is not allowed."
    assert caught.value.faults == (ProseFault(message, "Write plain Markdown."),)


def test_only_links_get_addresses() -> None:
    """Words that look like an attribute stay as they are written; a link may have a title."""
    result = render_field('href="person:a" [a](person:a "href=") `<a href="person:a">`')
    html = with_addresses(result, {("person", "a"): "../a/"})
    assert html == (
        '<p>href="person:a" <a href="../a/" title="href=">a</a>'
        ' <code>&lt;a href="person:a"&gt;</code></p>'
    )


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("a&#x202E;b", "U+202E RIGHT-TO-LEFT OVERRIDE"),
        ("a&shy;b", "U+00AD SOFT HYPHEN"),
        ("a&#8203;b", "U+200B ZERO WIDTH SPACE"),
        ("a&ZeroWidthSpace;b", "U+200B ZERO WIDTH SPACE"),
        ("[a](https://a.example/?&lrm;)", "U+200E LEFT-TO-RIGHT MARK"),
        ('[a](https://a.example/ "b&#x2066;")', "U+2066 LEFT-TO-RIGHT ISOLATE"),
        ("cafe&#769;", "U+0065 U+0301, which is written U+00E9 in NFC"),
    ],
)
@pytest.mark.parametrize("render", [render_field, lambda text: render_page(f"# A\n\n{text}")])
def test_an_entity_brings_nothing_in_unseen(
    render: Callable[[str], Prose], text: str, what: str
) -> None:
    """An entity that stands for what a text may not hold is refused, by the character's name."""
    with pytest.raises(ProseError) as caught:
        render(f"[b](person:b) {text}")
    hint = "Delete the entity, or write a visible character itself."
    assert caught.value.faults == (ProseFault(f"An entity stands for {what}.", hint),)
    assert caught.value.references == (("person", "b"),)


def test_an_entity_may_stand_for_what_is_seen() -> None:
    """Entities of visible characters, and entities that are only spoken about, are let through."""
    result = render_field("&copy; A&amp;B &mdash; `&shy;` &amp;shy; &#x202E")
    assert result.html == "<p>© A&amp;B — <code>&amp;shy;</code> &amp;shy; &amp;#x202E</p>"


NESTED = ProseFault(
    "Lists, quotations or definitions are nested too deeply.", "Write them one after another."
)


@pytest.mark.parametrize(
    ("mark", "most", "message", "hint"),
    [
        ("x", FIELD.characters, "2,001 characters; the limit is 2,000", "Shorten it."),
        ("x\n", FIELD.lines - 1, "101 lines; the limit is 100", "Join lines, or shorten it."),
        ("[", FIELD.brackets, "51 `[`; the limit is 50", "Write `(` instead."),
        ("*", FIELD.marks, "101 Markdown marks; the limit is 100", "Write plain text."),
    ],
)
def test_what_would_take_long_is_refused(mark: str, most: int, message: str, hint: str) -> None:
    """A text that Markdown would be slow with is refused, and one within the limit is not."""
    with pytest.raises(ProseError) as caught:
        render_field(mark * (most + 1) + "-" * (mark == "*"))
    assert caught.value.faults == (ProseFault(f"The text has {message}.", hint),)
    render_field(mark * most)


@pytest.mark.parametrize("mark", ["> ", "- ", "1. "])
def test_what_is_nested_deeply_is_refused(mark: str) -> None:
    """Eight lists or quotations within each other are refused, and seven are not."""
    with pytest.raises(ProseError) as caught:
        render_field(mark * 8 + "x")
    assert caught.value.faults == (NESTED,)
    render_field(mark * 7 + "x")


@pytest.mark.parametrize(
    ("line", "most", "message", "hint"),
    [
        (
            ": a\n",
            MAX_DEFINITIONS,
            "501 definitions; the limit is 500",
            "Write paragraphs instead.",
        ),
        *(
            (
                cell,
                MAX_COLUMNS,
                "21 `|` in a line; the limit is 20",
                "Write a table with fewer columns.",
            )
            for cell in ("|", "| ")
        ),
    ],
)
def test_what_would_take_long_on_a_page_is_refused(
    line: str, most: int, message: str, hint: str
) -> None:
    """A page with very many definitions, or a very wide table, is refused."""
    with pytest.raises(ProseError) as caught:
        render_page("# T\n\n" + line * (most + 1))
    assert caught.value.faults == (ProseFault(f"The text has {message}.", hint),)
    render_page("# T || T\n\n" + line * most)


@pytest.mark.parametrize("text", ["*a**a*[1](person:a)", "*.**.*`x`", "*a**.*\\*"])
@pytest.mark.parametrize("render", [render_field, render_page])
def test_what_markdown_would_lose_is_refused(render: Callable[[str], Prose], text: str) -> None:
    """Where Python-Markdown loses a link, code or a sign, nothing is printed."""
    with pytest.raises(ProseError) as caught:
        render(f"[b](person:b) {text}")
    [fault] = caught.value.faults
    assert fault.message == "Unmatched emphasis marks come before a link or code."
    assert fault.hint == "Put `*` or `_` only around emphasised words."
    assert caught.value.references == (("person", "b"),)


def test_what_recurses_is_refused_and_leaves_nothing_behind() -> None:
    """A page that exhausts Markdown's recursion is refused, and the next one is not affected."""
    before = render_page("- one\n\n    two\n").html
    with pytest.raises(ProseError) as caught:
        render_page("x\n: y\n" * MAX_DEFINITIONS)
    assert caught.value.faults == (NESTED,)
    assert render_page("- one\n\n    two\n").html == before
