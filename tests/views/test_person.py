from pathlib import Path

from site_builder.examine import Inputs, load
from site_builder.views import Page, PersonPage, ThemePage, YearPage
from tests.support.project import Fields, Project, person, statement
from tests.support.views import linked, one, pages


def test_positions_in_the_order_of_the_file(sheet: tuple[Page, ...]) -> None:
    """A person's positions keep their order; the statements of each are in order of time."""
    page = one(sheet, PersonPage, "people/example-minister/")
    assert {
        position.theme.id: [view.entry.statement.id for view in position.statements]
        for position in page.positions
    } == {
        "example-harbours": ["never-dredged", "two-metres", "deep-enough", "long-speech"],
        "example-lamps": ["lamps-in-arabic", "lit-the-lamps"],
    }
    assert page.figures == ("4 quotes", "1 paraphrase", "1 action", "1 June 2019 – 2022")


def test_further_themes_have_sections(tmp_path: Path) -> None:
    """A statement is linked under its further themes, also where nothing is filed under them."""
    said = [statement("a", also=["tides"]), statement("b", quote="High tide.", date="2024-11-07")]
    project = Project(tmp_path)
    project.write("themes/tides.yml", {"title": "Tides", "definition": "Words on tides."})
    project.write("people/bo.yml", person(*said))
    catalogue = load(Inputs(project.content, tmp_path)).catalogue
    page = one(pages(catalogue), PersonPage, "people/bo/")
    shown = [
        (
            position.theme.id,
            position.total,
            [view.entry.statement.id for view in position.statements],
            [view.entry.statement.id for view in position.further],
        )
        for position in page.positions
    ]
    assert shown == [("lighthouses", 2, ["a", "b"], []), ("tides", 1, [], ["a"])]
    assert [anchor.id for anchor in page.contents] == ["on_lighthouses", "on_tides", "sources"]


def test_a_position_of_another_wording_is_shown(tmp_path: Path) -> None:
    """A wording has its card on a theme that the nearest one is not on, with the summary there."""
    project = Project(tmp_path)
    project.write("themes/tides.yml", {"title": "Tides", "definition": "Words on tides."})
    wording = statement("other", wording_of="bo/nearest", quote="See the tide.")
    positions = [
        {"theme": "lighthouses", "statements": [statement("nearest")]},
        {"theme": "tides", "summary": "Is wary.", "statements": [wording]},
    ]
    project.write("people/bo.yml", person(positions=positions))
    made = pages(load(Inputs(project.content, tmp_path)).catalogue)
    page = one(made, PersonPage, "people/bo/")
    (_, tides), (theme,) = page.positions, [it for it in made if it.address == "themes/tides/"]
    assert tides.summary is not None
    assert [view.entry.key for view in tides.statements] == ["bo/other"]
    assert [view.all_wordings for view in tides.statements] == ["people/bo/nearest/#wordings"]
    assert [title for title, _, _ in page.sections] == ["Lighthouses", "Tides"]
    assert page.figures[0] == "1 quote"
    assert isinstance(theme, ThemePage)
    assert [view.entry.key for year in theme.years for view in year.statements] == ["bo/other"]


def test_words_about_stand_apart(sheet: tuple[Page, ...]) -> None:
    """What others say about somebody is in no position of theirs."""
    page = one(sheet, PersonPage, "people/example-minister/")
    assert [view.entry.key for view in page.about] == ["example-envoy/too-shallow"]
    own = [view.entry.person.id for position in page.positions for view in position.statements]
    assert {*own} == {"example-minister"}


def test_what_has_its_own_page_is_linked_from_all_parts(tmp_path: Path) -> None:
    """A person with many statements has several parts, newest first, each statement on one."""
    said = [
        statement(
            f"s-{number}", quote=f"Number {number}. {'Word ' * 60}End.", date=f"{1900 + number}"
        )
        for number in range(100)
    ]
    found = pages(linked(tmp_path, {"bo": person(*said)}))
    parts = [page for page in found if isinstance(page, PersonPage) and page.person.id == "bo"]
    assert [page.address for page in parts[:2]] == ["people/bo/", "people/bo/page_2/"]
    shown = [
        view.entry.statement.id
        for page in parts
        for position in page.positions
        for view in position.statements
    ]
    assert shown == [f"s-{number}" for number in reversed(range(100))]
    assert [page.positions[0].continued for page in parts] == [False, *[True] * (len(parts) - 1)]


def test_years_lead_to_the_filter(tmp_path: Path) -> None:
    """A year leads to the statements of that year on these pages, however many parts they have."""
    said = [
        statement(f"s-{year}", quote=f"{year} {'w ' * 3_000}end", date=str(year))
        for year in range(1990, 2020)
    ]
    found = pages(linked(tmp_path, {"bo": person(*said, name="Bo & Co")}))
    page = one(found, PersonPage, "people/bo/")
    assert len(page.parts.addresses) > 1
    assert len(page.year_links) == 30
    assert page.year_links[0] == ("1990", 1, "people/bo/?year=1990#statements")


def test_an_office_is_dated_as_far_as_is_known(tmp_path: Path) -> None:
    """An office shows the ends that are known; those that are not known to have ended are first."""
    ends: list[dict[str, str]] = [
        {"start": "2019", "end": "2022"},
        {"start": "2019"},
        {"end": "2022"},
        {},
    ]
    offices = [
        {"title": f"Keeper {at}", "citations": [{"source": "gazette"}], **known}
        for at, known in enumerate(ends)
    ]
    found = pages(linked(tmp_path, {"bo": person(offices=offices)}))
    shown = [office.dates for office in one(found, PersonPage, "people/bo/").offices]
    assert shown == ["since 2019", "", "2019 – 2022", "until 2022"]


def test_terms_of_one_office_are_one_line(tmp_path: Path) -> None:
    """A legislator's terms of one office are one line, with the sources of all of them."""
    terms = [
        {
            "title": "Member",
            "organisation": "Assembly",
            "start": f"{year}-01-03",
            "end": f"{year + 2}-01-03",
            "citations": [{"source": "gazette", "locator": f"page {year}"}],
        }
        for year in range(1971, 2017, 2)
    ]
    found = pages(linked(tmp_path, {"bo": person(offices=terms)}))
    page = one(found, PersonPage, "people/bo/")
    (office,) = page.offices
    assert office.dates == "3 January 1971 – 3 January 2017"
    assert len(office.cited) == 23
    assert page.office == "Member, Assembly (1971–2017)"


def test_bars_lead_to_the_whole(tmp_path: Path) -> None:
    """Bars lead to the timeline's month, with one person only, from a page that has parts or not.

    There a year may have parts too: a bar leads to the one that has the statement.
    """
    dates = [f"{year}-{month:02d}" for year in (2021, 2022) for month in range(1, 13)]
    said = [statement(f"s-{date}", quote=f"{date} {'w ' * 4_000}end", date=date) for date in dates]
    catalogue = linked(tmp_path, {"bo": person(*said), "al": person(*map(short, dates))})
    found = pages(catalogue)
    whole, first = (one(found, PersonPage, f"people/{id_}/") for id_ in ("al", "bo"))
    assert whole.chart is not None
    assert whole.year_links == ()
    assert len(first.year_links) == len(dates)
    links = (address for _, _, address in first.year_links)
    for id_, addresses in (("al", (bar.address for bar in whole.chart.bars)), ("bo", links)):
        for address, date in zip(addresses, dates, strict=True):
            path, _, rest = address.partition("?")
            assert rest == f"person={id_}&month={date}#in-{date}"
            shown = one(found, YearPage, path)
            (month,) = (month for month in shown.months if month.id == f"in-{date}")
            assert f"{id_}/s-{date}" in {view.entry.key for view in month.statements}


def test_bars_lead_to_no_more_than_they_count(tmp_path: Path) -> None:
    """A month leads to its month, a year to its year, a decade nowhere."""
    several = {
        "month": ("2021-03", "2021-04", "2021-04", "2021-06"),
        "year": ("2011-03", "2011-04", "2018", "2021"),
        "decade": ("1921", "1922", "1998", "2021"),
    }
    for unit, dates in several.items():
        said = [statement(f"s-{at}", quote=f"Go {at}.", date=date) for at, date in enumerate(dates)]
        lone = {"theme": "tides", "statements": said}
        project = Project(tmp_path / unit)
        project.write("themes/tides.yml", {"title": "Tides", "definition": "Words on tides."})
        project.write("people/bo.yml", person(positions=[lone]))
        found = pages(load(Inputs(project.content, tmp_path / unit)).catalogue)
        leads = [
            [bar.address for bar in page.chart.bars if bar.number]
            for page in (
                one(found, PersonPage, "people/bo/"),
                one(found, ThemePage, "themes/tides/"),
            )
            if page.chart
        ]
        months, years = ("2021-03", "2021-04", "2021-06"), ("2011", "2018", "2021")
        assert (
            leads
            == {
                "month": [
                    [f"timeline/?{only}&month={at}#in-{at}" for at in months]
                    for only in ("person=bo", "theme=tides")
                ],
                "year": [
                    [f"people/bo/?year={at}#statements" for at in years],
                    [f"themes/tides/?year={at}#in-{at}" for at in years],
                ],
                "decade": [["", "", ""], ["", "", ""]],
            }[unit]
        )


def short(date: str) -> Fields:
    """A short statement of a month."""
    return statement(f"s-{date}", quote="Go.", date=date)
