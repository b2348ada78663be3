from pathlib import Path

from site_builder.build import Inputs, load
from site_builder.views import Page, ThemePage
from tests.support.project import Project, person, statement
from tests.support.views import linked, one, pages


def test_positions_side_by_side(sheet: tuple[Page, ...]) -> None:
    """A theme shows everybody by name with the newest quote; then all statements by date."""
    page = one(sheet, ThemePage, "themes/example-harbours/")
    assert [(item.person.name, item.count, item.statement.entry.key) for item in page.speakers] == [
        ("Example Envoy", 2, "example-envoy/too-shallow"),
        ("Example Minister", 4, "example-minister/long-speech"),
    ]
    shown = [view for year in page.years for view in year.statements]
    dates = [view.entry.statement.date.filed for view in shown]
    assert dates == sorted(dates)
    assert page.figures == ("6 statements by 2 people", "1 June 2019 – June 2021")


def test_a_card_shows_the_position_that_it_sums_up(tmp_path: Path) -> None:
    """Beside a summary is one of its statements, uncontested and a quote where there is one."""
    note = {"note": "Withdrawn.", "citations": [{"source": "gazette"}]}
    own = [
        statement("old-quote", quote="Keep them lit."),
        statement("quote", quote="Light them.", date="2024-11-07"),
        statement("action", action="Lit them.", date="2024-11-08"),
        statement(
            "taken-back", quote="Never.", date="2024-11-09", status="retracted", status_note=note
        ),
    ]
    elsewhere = statement("elsewhere", quote="On tides.", date="2024-11-10", also=["lighthouses"])
    project = Project(tmp_path)
    project.write("themes/tides.yml", {"title": "Tides", "definition": "Words on tides."})
    positions = [
        {"theme": "tides", "statements": [elsewhere]},
        {"theme": "lighthouses", "summary": "For light.", "statements": own},
    ]
    project.write("people/bo.yml", person(positions=positions))
    page = one(
        pages(load(Inputs(project.content, tmp_path)).catalogue), ThemePage, "themes/lighthouses/"
    )
    shown = {item.person.id: item.statement.entry.statement.id for item in page.speakers}
    assert shown["bo"] == "quote"


def test_a_card_cuts_words_without_a_sign(tmp_path: Path) -> None:
    """What a card shows of long words is their beginning, character by character."""
    words = f"{'word ' * 60}end"
    page = one(
        pages(linked(tmp_path, {"bo": person(statement(quote=words))})),
        ThemePage,
        "themes/lighthouses/",
    )
    (shown,) = (item.shown.words for item in page.speakers if item.person.id == "bo")
    assert words.startswith(f"{shown} word")
    assert len(shown) > 200
