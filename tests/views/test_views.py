"""All pages of a site together: their size, their links, and which there are."""

from site_builder.html.press import Press
from site_builder.views import (
    HomePage,
    ListPage,
    Page,
    PersonPage,
    ThemePage,
    TimelinePage,
    Views,
)
from tests.support.views import SITE, example_sheet

MAX_PAGE = 300_000


def test_no_page_is_heavy(many_pages: tuple[Page, ...]) -> None:
    """No page holds more than 300 KB of HTML, its chrome of 30 KB among them."""
    press = Press(SITE)
    heavy = {
        view.address: size
        for view in many_pages
        if (size := len(press.sheet(view).content)) > MAX_PAGE - 30_000
    }
    assert heavy == {}


def test_every_link_within_the_site_leads_somewhere(many_pages: tuple[Page, ...]) -> None:
    """Each address that a part, a section, a letter or a cell leads to is a page's."""
    known = {page.address for page in many_pages}
    led: set[str] = set()
    for page in many_pages:
        led |= {*page.parts.addresses} - {""}
        led |= {crumb.address for crumb in page.crumbs}
        match page:
            case PersonPage():
                led |= {address for _, _, address in page.sections}
            case ListPage():
                led |= {address for _, address in page.letters}
            case HomePage():
                led |= {cell.address for _, cells in page.matrix.rows for cell in cells}
            case ThemePage():
                led |= {speaker.address for speaker in page.speakers}
            case TimelinePage():
                led |= {address for _, _, address in page.years}
    assert {address.partition("?")[0].partition("#")[0] for address in led} <= known


def test_plans_are_kept() -> None:
    """A page of the host's has the address and the title that were known before it was made."""
    views = Views(example_sheet(), SITE)
    for plan in views.lists():
        page = plan.page()
        assert (page.address, page.title) == (plan.address, plan.title)


def test_a_page_is_made_alone_as_among_the_others() -> None:
    """The page at an address is the same whether it is made by itself or with all others."""
    views, alone = Views(example_sheet(), SITE), Views(example_sheet(), SITE)
    for page in views.records():
        assert alone.at(page.address) == page


def test_what_has_no_page_is_nothing() -> None:
    """No page is made for an address that no record has, whatever it looks like."""
    views = Views(example_sheet(), SITE)
    for address in (
        "",
        "people/",
        "people/nobody/",
        "people/example-minister/nothing/",
        "people/example-minister/page_2/",
        "people/example-minister",
        "timeline/2021/",
        "timeline/x/",
        "/people/example-minister/",
    ):
        assert views.at(address) is None, address


def test_a_statement_is_kept_until_its_page_is_made() -> None:
    """The pages of people, which come last, leave no views of statements that are not linked."""
    views = Views(example_sheet(), SITE)
    families = [*views.families()]
    kept = []
    for family in families:
        assert [*views.family(family)]
        kept.append(len(views._statements._views))
    lists = [
        number for family, number in zip(families, kept, strict=True) if "people/" not in family
    ]
    assert len(example_sheet().entries) == lists[-1] == max(kept)
    assert kept[-1] < lists[-1] / 2
