import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from site_builder.content.catalogue import Catalogue
from site_builder.settings import Site
from site_builder.views import Page, PersonPage, SourcePage, ThemePage, TimelinePage, Views
from site_builder.views.filters import FEWEST, filters
from tests.support.project import person, statement
from tests.support.views import entries, linked, one


def test_filters_count_what_they_leave(sheet: tuple[Page, ...]) -> None:
    """An option says how many statements it leaves; a second theme of a statement counts."""
    page = one(sheet, PersonPage, "people/example-minister/")
    options = {
        filter_.name: [(option.value, option.number) for option in filter_.options]
        for filter_ in page.filters
    }
    assert options["theme"] == [("example-harbours", 4), ("example-lamps", 3)]
    assert options["kind"] == [("quote", 4), ("paraphrase", 1), ("action", 1)]
    assert options["year"] == [("2022", 1), ("2021", 2), ("2020", 2), ("2019", 1)]


def test_a_date_over_several_years_is_an_option_of_its_own(tmp_path: Path) -> None:
    """Years are offered for what is certainly of them, and several years are called that."""
    dates = ("2007", "2007/2017", "2017", "../2017-05")
    said = entries(
        tmp_path,
        *(statement(f"s-{at}", quote=f"{at}.", date=date) for at, date in enumerate(dates)),
    )
    (years,) = filters(said, "en", "year")
    assert [(option.value, option.title, option.number) for option in years.options] == [
        ("2017", "2017", 1),
        ("2007/2017", "2007 – 2017", 1),
        ("2007", "2007", 1),
        ("../2017", "until 2017", 1),
    ]


def test_what_tells_nothing_apart_is_no_filter(tmp_path: Path) -> None:
    """There is no filter with one option, and none for a few statements."""
    said = entries(
        tmp_path,
        *(statement(f"s-{year}", quote=f"{year}.", date=str(year)) for year in range(2001, 2007)),
    )
    assert [item.name for item in filters(said, "en", "person", "kind", "year")] == ["year"]
    assert filters(said[: FEWEST - 1], "en", "year") == ()


FILTERS = {"person": "speaker_ids", "theme": "theme_ids", "kind": "kind", "year": "period"}
"""What filters ask for, by the attribute that a statement's element has it from."""


def test_all_statements_of_a_long_list_are_filed(many: Catalogue) -> None:
    """What the first part says of each part is what the elements of that part say, in number."""
    views = Views(many, Site("Dossier"))
    for address in ("themes/theme-0000/", "sources/source-00000/", "timeline/2015/"):
        parts = [*views.family(address)]
        assert {page.filed for page in parts} == {parts[0].filed}
        assert (parts[0].filed is not None) == (len(parts) > 1)
        if parts[0].filed is None:
            continue
        told = json.loads(parts[0].filed.table)
        assert told["state"] == parts[0].filed.state
        for page, listed in zip(parts, told["parts"], strict=True):
            for column, (name, values) in enumerate(told["values"].items()):
                at = (
                    [one[column]] if isinstance(one[column], int) else one[column] for one in listed
                )
                said = Counter(" ".join(values[place] for place in places) for places in at)
                assert said == Counter(_shown(page, name))


def _shown(page: Page, name: str) -> Iterator[str]:
    """What the elements of statements on a page have for a filter."""
    if isinstance(page, ThemePage):
        views = [view for year in page.years for view in year.statements]
    elif isinstance(page, SourcePage):
        views = [*page.statements]
    else:
        assert isinstance(page, TimelinePage)
        for month in page.months:
            views = [*month.statements]
            if name == "month":
                yield from (month.id.removeprefix("in-") for _ in views)
            else:
                yield from (getattr(view, FILTERS[name]) for view in views)
        return
    yield from (getattr(view, FILTERS[name]) for view in views)


def test_what_is_shown_under_another_theme_is_filed_once(tmp_path: Path) -> None:
    """A statement of several themes is told of where its card is, and with all of its themes."""
    said = [
        statement(f"s-{at}", quote=f"{at} {'w ' * 9_000}end", date=str(2000 + at), also=["a"])
        for at in range(10)
    ]
    theme = {"title": "A", "definition": "B."}
    catalogue = linked(tmp_path, {"bo": person(*said)}, {"themes/a": theme})
    first, *_ = Views(catalogue, Site("Dossier")).family("people/bo/")
    assert first.filed
    told = json.loads(first.filed.table)
    assert told["values"]["theme"] == ["lighthouses", "a"]
    assert [one for part in told["parts"] for one in part] == [[[0, 1], at] for at in range(10)]


def test_other_statements_on_the_parts_are_another_state(tmp_path: Path) -> None:
    """Lists with others on their parts, as many and filed alike, are told apart by their states."""

    def state(*ids: str) -> str:
        said = [
            statement(id_, quote=f"{id_} {'w ' * 9_000}end", date=str(2000 + at // 6))
            for at, id_ in enumerate(ids)
        ]
        catalogue = linked(tmp_path / ids[0], {"bo": person(*said)})
        first, *_ = Views(catalogue, Site("Dossier")).family("people/bo/")
        assert first.filed
        return first.filed.state

    letters = [f"s-{letter}" for letter in "abcdefghijklm"]
    assert state(*letters[:-1]) != state(*letters[1:])


def test_too_many_people_are_not_in_the_page(many: Catalogue) -> None:
    """A filter with more people than a page can hold says where all of them are."""
    (people,) = filters(many.by_theme["theme-0000"], "en", "person")
    assert people.options == ()
    assert people.rows_address in {address for address, _ in Views(many, Site("Dossier")).rows()}


def test_a_filter_tells_namesakes_apart(tmp_path: Path) -> None:
    """Two people of one name are two options, with their ids."""
    said = [statement("one"), statement("two", quote="High tide.")]
    people = {id_: person(*said, name="Bo") for id_ in ("bo", "bo-2")}
    catalogue = linked(tmp_path, people)
    (found,) = filters([*catalogue.entries.values()], "en", "person")
    titles = [option.title for option in found.options]
    assert {"Bo (bo)", "Bo (bo-2)"} <= {*titles}


@pytest.mark.parametrize(
    ("date", "month"),
    [
        ("2024-05", "2024-05"),
        ("2024-05-03/2024-05-09", "2024-05"),
        ("2024-12/2024", "2024-12"),
        ("2024/2024-01", "2024-01"),
        ("2024", "2024"),
        ("2024-05/..", "2024-05-to-.."),
    ],
)
def test_a_month_has_what_its_bar_counts(tmp_path: Path, date: str, month: str) -> None:
    """A statement is of a month if all days of its date are, however that is written."""
    others = (statement(f"s-{at}", quote=f"{at}.", date="2001-01") for at in range(FEWEST))
    said = entries(tmp_path, statement(date=date), *others)
    (months,) = filters(said, "en", "month")
    assert month in {option.value for option in months.options}
