from site_builder.views import HomePage, PersonPage, ThemePage
from tests.support.views import example_cases, one, pages


def test_stances_are_in_the_order_of_what_they_rest_on() -> None:
    """The theme, the person's page and the matrix have both, with links to the statements."""
    catalogue = example_cases()
    everything = pages(catalogue)
    theme = one(everything, ThemePage, "themes/example-storms/")
    (speaker,) = (it for it in theme.speakers if it.person.id == "example-turncoat")
    assert [(it.word, it.rests_on) for it in speaker.stances] == [
        ("Against", (("March 2020", "people/example-turncoat/no-walls/"),)),
        ("For", (("2 March 2021", "people/example-turncoat/walls-after-all/"),)),
    ]
    page = one(everything, PersonPage, "people/example-turncoat/")
    assert page.positions[0].stances == speaker.stances
    home = one(everything, HomePage, "")
    (cells,) = (cells for person, cells in home.matrix.rows if person.id == "example-turncoat")
    assert cells[0].stances == ("Against", "For")
    assert [it.stances for it in theme.speakers if it is not speaker] == [()] * 9
