from site_builder.views.edition import edition
from tests.support.views import example_cases


def test_what_tells_a_chapter() -> None:
    """Editors, edition, volume, chapter, pages and numbers of libraries are told in this order."""
    memoirs = example_cases().sources["example-memoirs"]
    assert [*edition(memoirs, "en")] == [
        "edited by Example Editor, Other Editor",
        "edition: 2nd",
        "volume 3",
        "chapter 7",
        "pages 101–117",
        "ISBN 978-3-16-148410-0",
        "doi:10.1000/182",
    ]


def test_nothing_is_told_of_other_sources() -> None:
    """A source without any of these has nothing added to its line."""
    assert [*edition(example_cases().sources["example-times-deputy"], "en")] == []
