import json
from pathlib import Path

from site_builder.settings import Site
from site_builder.views import ListPage, OrganisationPage, Page, PersonPage, SourcePage, Views
from tests.support.project import Fields, person
from tests.support.views import linked, one, pages


def test_who_holds_offices_in_it(cases: tuple[Page, ...]) -> None:
    """An organisation has the offices held in it, under the name that it had then."""
    page = one(cases, OrganisationPage, "organisations/example-cabinet/")
    assert [(it.person.id, it.name, it.dates) for it in page.offices] == [
        (
            "example-harbourmaster",
            "Minister of Piers, Council of Examples",
            "1991 – 1993, 1998 – 1999",
        )
    ]
    assert [name.note for name in page.names] == ["", "former name, until 1999"]
    assert [part.id for part in page.parts_of_it] == ["example-harbour-office"]


def test_who_belongs_to_it_and_what_it_published(cases: tuple[Page, ...]) -> None:
    """A party has its members, a newspaper its sources, a body that speaks its statements."""
    party = one(cases, OrganisationPage, "organisations/example-harbour-party/")
    assert [(it.person.id, it.name) for it in party.members] == [
        ("example-harbourmaster", "Example Harbour Party, chair")
    ]
    paper = one(cases, OrganisationPage, "organisations/example-times/")
    assert [(it.source.id, it.date) for it in paper.published] == [
        ("example-times-deputy", "4 February 2005")
    ]
    office = one(cases, OrganisationPage, "organisations/example-harbour-office/")
    assert [speaker.id for speaker in office.speaks_as] == ["example-harbour-office"]
    assert office.whole
    assert office.whole.id == "example-cabinet"


def test_a_name_given_by_id_alone(cases: tuple[Page, ...]) -> None:
    """What gives an organisation by its id alone has its name, and a link to its page."""
    deputy = one(cases, PersonPage, "people/example-harbourmaster/")
    assert deputy.offices[0].name == "Deputy, House of Examples (Quay district)"
    assert deputy.offices[0].address == "organisations/example-house/"
    assert deputy.affiliations[0].name == "Example Harbour Party, chair"
    source = one(cases, SourcePage, "sources/example-times-deputy/")
    assert source.source.publication == "Example Times"
    assert source.publication
    assert source.publication.id == "example-times"


def test_present_members_come_first(tmp_path: Path) -> None:
    """Who is not known to have left comes before those who have, each in the order of names."""

    def member(name: str, **dates: str) -> Fields:
        own = {"kind": "party", "organisation_id": "party", "citations": [{"source": "gazette"}]}
        return {**person(name=name), "affiliations": [{**own, **dates}]}

    people: dict[str, Fields] = {
        "a": member("A", end="2001"),
        "b": member("Zoe B", start="1990"),
        "c": {**member("Ann C"), "sort_name": "C, Ann"},
    }
    others: dict[str, Fields] = {"organisations/party": {"name": "Party", "kind": "party"}}
    page = one(pages(linked(tmp_path, people, others)), OrganisationPage, "organisations/party/")
    assert [it.person.id for it in page.members] == ["c", "b", "a"]


def test_members_are_divided_by_what_they_take(tmp_path: Path) -> None:
    """A part has as many people as a page can hold, fewer if each has many sources."""

    def members(sources: int) -> dict[str, Fields]:
        cited = [{"source": "gazette", "locator": f"page {at}"} for at in range(sources)]
        own = {"kind": "party", "organisation_id": "party", "citations": cited}
        return {
            f"p-{at}": {**person(name=f"Somebody {at}"), "affiliations": [own]} for at in range(240)
        }

    others: dict[str, Fields] = {"organisations/party": {"name": "Party", "kind": "party"}}
    for sources, parts in ((1, 2), (6, 3)):
        catalogue = linked(tmp_path / str(sources), members(sources), others)
        found = [page for page in pages(catalogue) if isinstance(page, OrganisationPage)]
        assert len(found) == parts
        assert sum(len(page.members) for page in found) == 240


def test_a_site_without_organisations_has_no_list_of_them(tmp_path: Path) -> None:
    """The list is there only if it lists something."""
    found = pages(linked(tmp_path, {"bo": person()}))
    assert not [page for page in found if page.address == "organisations/"]


def test_organisations_are_listed(cases: tuple[Page, ...]) -> None:
    """The list says what each is, and how many people hold or held something in it."""
    page = one(cases, ListPage, "organisations/")
    assert page.counted == "People"
    shown = {row.title.words: (row.beside[0].text, row.count) for row in page.rows}
    assert shown["Example Cabinet"] == ("Government", 1)
    assert shown["Example Times"] == ("Newspaper", 0)


def test_many_people_are_listed_by_name(tmp_path: Path) -> None:
    """An organisation with more people than a part of a list has a list of them, as others are."""
    cited = [{"source": "gazette"}]
    seat = {"title": "Member", "organisation_id": "house", "start": "1990", "citations": cited}
    party = {"kind": "party", "organisation_id": "house", "end": "1991", "citations": cited}
    people: dict[str, Fields] = {
        f"p-{at:03}": {
            **person(name=f"Somebody {at}"),
            "sort_name": f"{'ABC'[at % 3]}{at:03}",
            "offices": [{**seat, "end": "1994"}],
            "affiliations": [party] if at == 0 else [],
        }
        for at in range(101)
    }
    others: dict[str, Fields] = {
        "organisations/house": {"name": "House", "kind": "parliament"},
        "organisations/small": {"name": "Small", "kind": "party"},
    }
    catalogue = linked(tmp_path, people, others)
    found = pages(catalogue)
    assert one(found, OrganisationPage, "organisations/small/").by_name is None
    page = one(found, OrganisationPage, "organisations/house/")
    assert page.by_name == ("All 101 people by name", "organisations/house/people/")
    first = one(found, ListPage, "organisations/house/people/")
    assert first.title == "People of House"
    assert [crumb.title for crumb in first.crumbs] == ["Organisations", "House"]
    assert first.letters[1:] == (
        ("B", "organisations/house/people/"),
        ("C", "organisations/house/people/"),
    )
    row = first.rows[0]
    assert (row.address, row.title.words) == ("people/p-000/", "A000")
    assert row.beside[0].text == "Member, House (1990–1994); House (until 1991)"
    assert [row.title.words for row in one(found, ListPage, f"{first.address}page_2/").rows] == [
        "C098"
    ]
    text = dict(Views(catalogue, Site("Dossier")).rows())["organisations/house/people/rows.json"]
    assert len(json.loads(text())) == 101
