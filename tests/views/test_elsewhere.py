from site_builder.views import Page, PersonPage
from tests.support.views import one


def test_names_and_places_elsewhere(cases: tuple[Page, ...]) -> None:
    """A name says what it is and when it was; an identifier without a page has no link."""
    page = one(cases, PersonPage, "people/example-harbourmaster/")
    assert [(name.text.words, name.note) for name in page.names] == [
        ("Example Sample", "name at birth, until 1995"),
        ("Депутат Пример", ""),
    ]
    assert [(link.label, link.address) for link in page.elsewhere] == [
        ("Wikidata Q1234567890125", "https://www.wikidata.org/wiki/Q1234567890125"),
        ("GND 118540238", "https://d-nb.info/gnd/118540238"),
        ("Senate of the United States S289", ""),
        ("Telegram example_deputy", "https://t.me/example_deputy"),
    ]
