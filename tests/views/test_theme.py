from site_builder.views import Page, ThemePage
from tests.support.views import one


def test_positions_side_by_side(sheet: tuple[Page, ...]) -> None:
    """A theme shows everybody by name with the newest words; then all statements by date."""
    page = one(sheet, ThemePage, "themes/example-harbours/")
    assert [(item.person.name, item.count, item.statement.entry.key) for item in page.speakers] == [
        ("Example Envoy", 2, "example-envoy/deep-after-all"),
        ("Example Minister", 4, "example-minister/long-speech"),
    ]
    dates = [view.entry.statement.date.filed for view in page.statements]
    assert dates == sorted(dates)
    assert page.figures == ("6 statements by 2 people", "1 June 2019 – June 2021")
