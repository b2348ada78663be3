import pytest

from site_builder.html.templating import templates


def test_values_in_a_message_are_escaped_once() -> None:
    """Whatever a value holds, it opens nothing, is no message, and has no placeholders."""
    page = templates("de").from_string(
        "{% trans name=name %}No statements by <bdi>{{ name }}</bdi> yet.{% endtrans %}"
    )
    assert page.render(name="<b>\"'& %(name)s %s 100%") == (
        "Noch keine Aussagen von <bdi>&lt;b&gt;&#34;&#39;&amp; %(name)s %s 100%</bdi>."
    )


def test_finished_html_in_a_message_stays() -> None:
    """What a macro has printed is not escaped again."""
    page = templates("ru").from_string(
        "{% macro it() %}<i>{{ '&' }}</i>{% endmacro %}"
        "{% trans cited=it() %}It cites {{ cited }}.{% endtrans %}"
    )
    assert page.render() == "Он ссылается на: <i>&amp;</i>."


@pytest.mark.parametrize(
    ("lang", "number", "told"),
    [
        ("en", 1, "; 1 more citation"),
        ("en", 2, "; 2 more citations"),
        ("ru", 1, "; ещё 1 ссылка"),
        ("ru", 3, "; ещё 3 ссылки"),
        ("ru", 5, "; ещё 5 ссылок"),
        ("ru", 21, "; ещё 21 ссылка"),
        ("fr", 0, "; 0 more citations"),
    ],
)
def test_a_number_has_its_form(lang: str, number: int, told: str) -> None:
    """A template's message has the form that the language has for the number."""
    text = "{% trans more=n %}; {{ more }} more citation{% pluralize %}; {{ more }} more citations"
    page = templates(lang).from_string(text + "{% endtrans %}")
    assert page.render(n=number) == told


def test_a_message_that_is_missing_is_in_english() -> None:
    """A message without a translation is printed in English, in its English forms."""
    page = templates("ru").from_string(
        "{% trans n=n %}{{ n }} cat, 100%{% pluralize %}{{ n }} cats, 100%{% endtrans %}"
    )
    assert [page.render(n=number) for number in (1, 2, 21)] == [
        "1 cat, 100%",
        "2 cats, 100%",
        "21 cats, 100%",
    ]
