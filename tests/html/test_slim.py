from selectolax.lexbor import LexborHTMLParser

from site_builder.html.slim import slim


def test_indents_and_empty_lines_go() -> None:
    """Beside words one line break stands for all white space, beside blocks nothing does."""
    assert slim("<p>\n\n  <b>\n    People\n  </b> \n</p>") == "<p>\n<b>\nPeople\n</b>\n</p>"
    assert slim("<ul>\n\n  <li>\n    People\n  </li> \n</ul>") == "<ul><li>People</li></ul>"


def test_a_line_of_a_menu_is_its_title() -> None:
    """Material's wrapper around a title goes from its menus, and stays elsewhere."""
    title = '<span class="md-ellipsis">\n\n  People &amp; all\n</span>'
    link = '<a href="../" class="md-nav__link md-nav__link--active">'
    assert slim(f"{link}\n  {title}\n</a>") == f"{link}People &amp; all</a>"
    assert "md-ellipsis" in slim(f'<a class="md-header__topic">{title}</a>')


def test_what_says_nothing_goes() -> None:
    """Who made the page, and an empty place for announcements, are left out."""
    announced = '<div data-md-component="announce">\n<aside>News</aside></div>'
    assert slim('<meta name="generator" content="mkdocs"><title>A</title>') == "<title>A</title>"
    assert slim('<p>a</p><div data-md-component="announce">\n</div>') == "<p>a</p>"
    assert "News" in slim(announced)


def test_no_white_space_stays_around_scripts() -> None:
    """Beside a script's tags, too, one line break stands for all."""
    assert slim("<p>a</p>\n\n  <script>b</script>\n \n") == "<p>a</p>\n<script>b</script>\n"


def test_no_two_words_meet() -> None:
    """White space that separates words stays: a single space, or a line break.

    Styles may lay `div` out within a line, as Material's do with the name of a repository.
    """
    assert slim("<a>one</a> <a>two</a>\n    <a>three</a>") == "<a>one</a> <a>two</a>\n<a>three</a>"
    assert slim("<div>one</div>\n\n  <div>two</div>") == "<div>one</div>\n<div>two</div>"


def test_a_long_run_of_white_space_is_looked_at_once() -> None:
    """Empty lines within words stay, however many; a pattern that tries each would not end."""
    html = "<p>two" + " \n" * 20_000 + "lines</p>"
    assert slim(html) == html


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
    page = slim(f"<div>\n\n  {content}\n\n  </div>", content)
    assert page == f"<div>\n{content}\n</div>"
    shown = LexborHTMLParser(page).css_first("p")
    assert shown is not None
    assert shown.text() == "\n\n  as it is\n"
