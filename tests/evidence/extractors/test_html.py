import pytest

from site_builder.evidence.extractors import read
from site_builder.evidence.extractors.encoding import UnreadableError


def text_of(html: str) -> str:
    """The text of a page with this body."""
    return read(f"<!doctype html><meta charset=utf-8><body>{html}".encode(), "text/html").text


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>He <em>said</em> it</p>", "He said it"),
        ("<p>one</p><p>two</p>", "one\n\ntwo"),
        ("one<br>two", "one\ntwo"),
        ("<ul><li>one<li>two</ul>", "one\n\ntwo"),
        ("a\n  b\t c", "a b c"),
        ("<pre>a\nb</pre>c\nd", "a\nb\n\nc d"),
        ("we <del>not</del> <s>never</s> talk", "we talk"),
        ("a<script>b</script><style>c</style><!-- d --><template>e</template>", "a"),
        ("<noscript>a</noscript>b<p hidden>c</p><p style='display: none'>d</p>", "b"),
        ("word<sup><a href=#n>1</a></sup>, next", "word, next"),
        ("10<sup>6</sup> fish, H<sub>2</sub>O, the 6<sup>th</sup>", "10⁶ fish, H₂O, the 6th"),
        ("say <q>yes</q>", "say “yes”"),
        ("ne&shy;go&#8203;tiate &amp; go", "negotiate & go"),
        ("<ruby>字<rt>ji</rt></ruby>", "字"),
        ("<div>" * 1_900 + "deep", "deep"),
        ("<p>one<br>" * 5_000, "\n\n".join(["one"] * 5_000)),
    ],
    ids=lambda value: value[:40],
)
def test_text(html: str, text: str) -> None:
    """The text is what a browser shows, a block a paragraph."""
    assert text_of(html) == text


def test_what_is_too_deep_is_refused() -> None:
    """Elements that are too deep in each other would be parsed for hours."""
    with pytest.raises(UnreadableError, match="elements in each other"):
        text_of("<div>" * 500_000)


def test_encodings() -> None:
    """A page is read in the encoding that it names, as browsers do."""
    page = "<meta charset='windows-1251'><p>Привет".encode("cp1251")
    assert read(page, "text/html").text == "Привет"
    assert read("<p>“é”".encode("cp1252"), "text/html", "iso-8859-1").text == "“é”"
    assert read("\ufeff<p>é".encode("utf-16-le"), "text/html").text == "é"
