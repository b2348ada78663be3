from selectolax.lexbor import LexborHTMLParser

from site_builder.html.slim import slim


def test_indents_and_empty_lines_go() -> None:
    """Between two elements, and beside words, one line break stands for all white space."""
    assert slim("<ul>\n\n  <li>\n    People\n  </li> \n</ul>") == "<ul>\n<li>\nPeople\n</li>\n</ul>"


def test_no_two_words_meet() -> None:
    """White space that separates words stays: a single space, or a line break."""
    assert slim("<a>one</a> <a>two</a>\n    <a>three</a>") == "<a>one</a> <a>two</a>\n<a>three</a>"


def test_white_space_that_is_text_stays() -> None:
    """Code, scripts, styles and values of attributes keep every line break and space."""
    kept = (
        "<pre>\n\n  a <b>\n\n b</b></pre>",
        "<textarea>\n\n  a</textarea>",
        "<script>\n\n  run()\n</script>",
        "<STYLE>\n\n  a {}\n</STYLE>",
        '<meta content="two\n\n  lines">',
        "<p>two\n\n  lines</p>",
    )
    for html in kept:
        assert slim(html) == html


def test_the_content_is_left_as_it_is() -> None:
    """Words of records are not touched, whatever white space they have."""
    content = "<p>\n\n  as it is\n</p>"
    page = slim(f"<main>\n\n  {content}\n\n  </main>", content)
    assert page == f"<main>\n{content}\n</main>"
    shown = LexborHTMLParser(page).css_first("p")
    assert shown is not None
    assert shown.text() == "\n\n  as it is\n"
