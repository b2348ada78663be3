from site_builder.views import Page, SourcePage
from tests.support.views import one


def test_what_is_drawn_from_a_source(sheet: tuple[Page, ...]) -> None:
    """A source's page has the statements that cite it, then the sources that draw on it."""
    page = one(sheet, SourcePage, "sources/example-agency/")
    assert [view.entry.key for view in page.statements] == ["example-minister/two-metres"]
    assert page.total == 1
    assert [source.id for source in page.relayed_by] == ["example-gazette"]
    assert [step.source.id for step in page.relays] == ["example-broadcast"]


def test_a_type_of_csl_in_words(sheet: tuple[Page, ...]) -> None:
    """The type of a source reads as English: the noun comes last."""
    kinds = {page.source.type: page.kind for page in sheet if isinstance(page, SourcePage)}
    assert kinds["article-newspaper"] == "Newspaper article"
