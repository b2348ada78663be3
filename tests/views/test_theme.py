import json
from collections import Counter
from pathlib import Path

from site_builder.content.catalogue import Catalogue
from site_builder.examine import Inputs, load
from site_builder.settings import Site
from site_builder.views import Page, ThemePage, Views
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


def test_each_statement_is_in_its_year(many: Catalogue, many_pages: tuple[Page, ...]) -> None:
    """A theme has all of its statements by year, and each year is linked where it begins."""
    parts = [
        page for page in many_pages if isinstance(page, ThemePage) and page.theme.id == "theme-0000"
    ]
    assert len(parts) > 2
    shown: dict[str, list[str]] = {}
    begin: dict[str, str] = {}
    for page in parts:
        for year in page.years:
            assert year.continued is (year.title in begin)
            begin.setdefault(year.title, f"{page.address}#{year.id}")
            keys = [view.entry.key for view in year.statements]
            assert {view.period for view in year.statements} == {year.title}
            shown.setdefault(year.title, []).extend(keys)
            assert year.total >= len(keys)
    own = [entry.key for entry in many.by_theme["theme-0000"]]
    assert [key for keys in shown.values() for key in keys] == own
    assert parts[0].year_links == tuple((year, len(shown[year]), begin[year]) for year in shown)
    assert parts[0].chart is not None
    bars = {bar.label: bar.address for bar in parts[0].chart.bars if bar.number}
    assert bars == {
        year: f"{page}?year={year}#{anchor}"
        for year, address in begin.items()
        for page, anchor in [address.split("#")]
    }


def test_all_speakers_are_in_one_file(many: Catalogue) -> None:
    """For the script that compares, a file has every speaker on a theme, and where they are."""
    rows = {address: json.loads(text()) for address, text in Views(many, Site("Dossier")).rows()}
    speakers = rows["themes/theme-0000/speakers.json"]
    found = Counter(entry.person.id for entry in many.by_theme["theme-0000"])
    assert {id_: number for id_, _, number, _ in speakers} == found
    assert all(
        address.startswith(f"people/{id_}/") and address.endswith("#on_theme-0000")
        for id_, _, _, address in speakers
    )


def test_an_example_is_not_one_that_was_taken_back(tmp_path: Path) -> None:
    """A statement that another one retracts is no example of the position."""
    said = [
        statement("old", quote="Light them.", date="2024-11-06"),
        statement("new", quote="Never.", date="2024-11-07"),
        statement("back", action="Took it back.", date="2024-11-08", retracts="bo/new"),
    ]
    page = one(pages(linked(tmp_path, {"bo": person(*said)})), ThemePage, "themes/lighthouses/")
    shown = {item.person.id: item.statement.entry.statement.id for item in page.speakers}
    assert shown["bo"] == "old"
