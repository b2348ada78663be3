from pathlib import Path

from site_builder.views import HomePage, PersonPage, ThemePage
from tests.support.project import person, statement
from tests.support.views import example_cases, linked, one, pages


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
    assert cells[0].stances == "Against\N{NO-BREAK SPACE}→ For"
    assert [it.stances for it in theme.speakers if it is not speaker] == [()] * 9


def test_only_dates_that_prove_it_say_which_stance_was_first(tmp_path: Path) -> None:
    """An arrow after a year, to one of its days or to an unknown date, would make up a change."""
    said = [
        statement("first", date="2020"),
        statement("within", date="2020-03-01"),
        statement("later", date="2021-01-01"),
        statement("once", date="unknown", date_note="None."),
    ]
    rests_on = {"first": "for", "within": "against", "later": "mixed", "once": "unclear"}
    stances = [{"holds": holds, "statements": [id_]} for id_, holds in rests_on.items()]
    position = {"theme": "lighthouses", "stances": stances, "statements": said}
    in_one_line = "For; Against\N{NO-BREAK SPACE}→ Mixed; Unclear"
    everything = pages(linked(tmp_path, {"bo": person(positions=[position])}))
    held = one(everything, PersonPage, "people/bo/").positions[0].stances
    assert "".join(f"{it.before}{it.word}" for it in held) == in_one_line
    rows = {person.id: cells for person, cells in one(everything, HomePage, "").matrix.rows}
    assert rows["bo"][0].stances == in_one_line


def test_a_stance_says_that_what_it_rests_on_is_disputed(tmp_path: Path) -> None:
    """The date alone would say that the person surely holds it."""
    note = {"note": "The speaker denies it.", "citations": [{"source": "gazette"}]}
    said = statement(status="disputed", status_note=note)
    stances = [{"holds": "for", "statements": ["lamps"]}]
    position = {"theme": "lighthouses", "stances": stances, "statements": [said]}
    everything = pages(linked(tmp_path, {"bo": person(positions=[position])}))
    (stance,) = one(everything, PersonPage, "people/bo/").positions[0].stances
    assert stance.rests_on == (("Disputed: 6 November 2024", "people/bo/lamps/"),)
