"""What pages weigh beside the words of records: most of a site is what its pages repeat.

The limits are what pages take today and a fiftieth more. Raise one only for what readers need.
"""

import pytest

from tests.support.project import Project, person, statement


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A site with what most sites have: an address, the search, feeds and data."""
    folder = tmp_path_factory.mktemp("weight")
    options = {"content": "dossier", "search": True, "exports": ["api", "feeds"], "cards": False}
    url = "https://dossier.example/"
    project = Project(folder, site_url=url, plugins=[{"factsheet": options}])
    said = [
        statement(f"lamps-{day}", quote=f"Keep {day} lamps lit.", date=f"2024-11-{day}")
        for day in range(10, 20)
    ]
    project.write("people/ada-keeper.yml", person(*said))
    project.write("people/bo-keeper.yml", person(statement(), name="Bo Keeper"))
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        project.build()
    return project


@pytest.mark.parametrize(
    ("address", "most"),
    [
        ("people/ada-keeper/lamps-10", 6_690),
        ("people/ada-keeper", 5_685),
        ("themes/lighthouses", 5_870),
        ("sources/gazette", 5_425),
    ],
)
def test_around_an_article(built: Project, address: str, most: int) -> None:
    """What surrounds an article, its head and menus, takes no more bytes than it did."""
    before, _, rest = built.page(address).partition("<article")
    assert len((before + rest.partition("</article>")[2]).encode()) <= most


def test_a_statement_alone(built: Project) -> None:
    """A statement of four words, the only one of its speaker, has a page of 8.9 kB at most."""
    assert len(built.page("people/bo-keeper/lamps").encode()) <= 8_895


@pytest.mark.parametrize(
    ("address", "begin", "most"),
    [
        ("people/ada-keeper", '<div class="fs-statement', 1_018),
        ("themes/lighthouses", '<li class="fs-row', 906),
        ("sources/gazette", '<li class="fs-row', 886),
        ("people/ada-keeper/lamps-10", '<li class="fs-row', 378),
    ],
)
def test_one_more_in_a_list(built: Project, address: str, begin: str, most: int) -> None:
    """Each further statement on a page adds no more bytes than it did."""
    between = built.page(address).split(begin)[1:-1]
    assert between
    assert max(len(f"{begin}{one}".encode()) for one in between) <= most
