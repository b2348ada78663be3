import json
from pathlib import Path

from site_builder.content.catalogue import Catalogue
from site_builder.settings import Site
from site_builder.views import ListPage, Page, Views
from tests.support.project import person
from tests.support.views import linked, one, pages


def test_lists_by_letter(tmp_path: Path) -> None:
    """A list is in the order of the alphabet, whatever accents or quotation marks begin a name."""
    names = {"a": "Žofie", "b": "“Ánna”", "c": "zebra", "d": "Bert"}
    found = pages(linked(tmp_path, {id_: person(name=name) for id_, name in names.items()}))
    page = one(found, ListPage, "people/")
    titles = [row.title.words for row in page.rows]
    assert titles == ["Ada Keeper", "“Ánna”", "Bert", "zebra", "Žofie"]


def test_dates_in_words_sort_as_dates(sheet: tuple[Page, ...]) -> None:
    """A source's date is in words, with the date that it is sorted by."""
    rows = one(sheet, ListPage, "sources/").rows
    assert [row.beside[1] for row in rows if row.beside[1].text] == [
        ("5 March 2021", "2021-03-05"),
        ("4 March 2021", "2021-03-04"),
    ]


def test_rows_of_a_long_list(many: Catalogue, many_pages: tuple[Page, ...]) -> None:
    """A list of several parts has all of its rows in one file, in their order."""
    text = dict(Views(many, Site("Dossier")).rows())["people/rows.json"]
    rows = json.loads(text())
    printed = [
        row.address
        for page in many_pages
        if isinstance(page, ListPage) and page.what == "People"
        for row in page.rows
    ]
    assert [row[0] for row in rows] == printed
    assert len(printed) == 400
