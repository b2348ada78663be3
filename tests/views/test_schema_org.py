"""What the example sheet says to machines."""

import json
import re
from pathlib import Path

import pytest

from site_builder.content.catalogue import Catalogue, Entry
from site_builder.content.model import Source
from site_builder.content.values.dates import parse
from site_builder.examine import Inputs, load
from site_builder.html.press import Press
from site_builder.settings import Site
from site_builder.views import StatementPage, Views, schema_org
from site_builder.views.attribution import attribution
from site_builder.views.schema_org import Node, node, script
from site_builder.views.status import status_of
from site_builder.views.titles import Titles
from tests.support.project import Project, person, statement
from tests.support.views import linked, one, pages

SITE = "https://sheet.example/"


GAZETTE = {
    "@type": "NewsArticle",
    "@id": f"{SITE}sources/example-gazette/",
    "name": "Example Minister opens the quay",
    "creditText": "Example Writer",
    "isPartOf": {"@type": "CreativeWork", "name": "Example Gazette"},
    "publisher": {"@type": "Organization", "name": "Example Press"},
    "datePublished": "2021-03-05",
    "inLanguage": "en",
    "url": "https://gazette.example/2021/quay?page=1",
    "archivedAt": ["https://archive.example/quay"],
}


def named(type_: str, name: str, address: str) -> dict[str, str]:
    """What is said of a thing that has a page of its own."""
    return {"@type": type_, "@id": SITE + address, "name": name}


def described(catalogue: Catalogue, entry: Entry, lang: str, site_url: str) -> str:
    """A statement as linked data."""
    titles = Titles(catalogue)
    by = attribution(entry, lang, titles.of).line
    return schema_org.statement(entry, status_of(entry, catalogue, titles), by, lang, site_url)


def test_a_quotation(catalogue: Catalogue) -> None:
    """A quote is a Quotation: its exact words, who said them, when, on what, and the article.

    What has a page of its own is described there, and only named here.
    """
    entry = catalogue.entries["example-minister/deep-enough"]
    minister = named("Person", "Example Minister", "people/example-minister/")
    assert json.loads(described(catalogue, entry, "fr", SITE)) == {
        "@type": "Quotation",
        "@id": f"{SITE}people/example-minister/deep-enough/",
        "description": "Said in russe, translated by the outlet.",
        "text": "The quay is deep enough, and <b>will</b> stay so & more",
        "creator": minister,
        "spokenByCharacter": {"@id": minister["@id"]},
        "dateCreated": "2021-03-05",
        "about": [
            named("Thing", "Example harbours", "themes/example-harbours/"),
            named("Thing", "Example lamps & <lanterns>", "themes/example-lamps/"),
            named("Thing", "Example Envoy", "people/example-envoy/"),
        ],
        "inLanguage": "en",
        "citation": [{name: GAZETTE[name] for name in ("@type", "@id", "name", "url")}],
        "correction": ["A comma was missing."],
    }


def test_a_paraphrase_is_no_quotation(catalogue: Catalogue) -> None:
    """What somebody only is said to have said has neither a creator nor a day of its own."""
    entry = catalogue.entries["example-minister/two-metres"]
    assert json.loads(described(catalogue, entry, "fr", "")) == {
        "@type": "WebPage",
        "creativeWorkStatus": "Retracted",
        "description": "Retracted: Said that two metres are enough.",
        "about": [
            {"@type": "Person", "name": "Example Minister"},
            {"@type": "Thing", "name": "Example harbours"},
        ],
        "inLanguage": "fr",
        "citation": [
            {
                "@type": "Article",
                "name": "Quay opened, agency says",
                "isPartOf": {"@type": "CreativeWork", "name": "Example Agency"},
                "inLanguage": "en",
            },
            {name: value for name, value in GAZETTE.items() if name != "@id"},
        ],
    }


def test_a_status_comes_before_the_words(catalogue: Catalogue) -> None:
    """A disputed quote says so before its words, which stay exactly as they are."""
    entry = catalogue.entries["example-minister/never-dredged"]
    made = described(catalogue, entry, "en", "")
    begin = '{"@type":"Quotation","creativeWorkStatus":"Disputed",'
    assert made.startswith(begin)
    assert json.loads(made)["description"] == "Disputed."
    assert made.index('"Disputed."') < made.index('"text":"We never dredged."')


def test_terms_of_one_office_are_roles_of_one_occupation(tmp_path: Path) -> None:
    """Terms that follow each other are one role; a later term is another one."""
    ends = [("2001-01-03", "2003-01-03"), ("2003-01-03", "2005-01-03"), ("2009", None)]
    offices = [
        {"title": "Keeper", "citations": [{"source": "gazette"}], "start": start}
        | ({"end": end} if end else {})
        for start, end in ends
    ]
    bo = linked(tmp_path, {"bo": person(offices=offices)}).people["bo"]
    roles = json.loads(schema_org.person(bo, "en", ""))["hasOccupation"]
    assert [(role.get("startDate"), role.get("endDate")) for role in roles] == [
        ("2001-01-03", "2005-01-03"),
        ("2009", None),
    ]


def test_words_of_a_body(tmp_path: Path) -> None:
    """What a body said is an organisation's."""
    project = Project(tmp_path)
    project.write("people/ada-keeper.yml", person(statement(), kind="organisation", name="Board"))
    catalogue = load(Inputs(project.content, tmp_path)).catalogue
    entry = catalogue.entries["ada-keeper/lamps"]
    said = json.loads(described(catalogue, entry, "en", ""))
    assert said["creator"] == {"@type": "Organization", "name": "Board"}


def test_a_person(catalogue: Catalogue) -> None:
    """A person has their names, their offices with the dates known, and where else they are."""
    minister = catalogue.people["example-minister"]
    assert json.loads(schema_org.person(minister, "en", SITE, "images/minister.png")) == {
        **named("Person", "Example Minister", "people/example-minister/"),
        "url": f"{SITE}people/example-minister/",
        "alternateName": ["Пример Министр", "وزير المثال"],
        "description": (
            "Does not exist, and answers for [harbours](theme:example-harbours) that do not either."
        ),
        "hasOccupation": [
            {
                "@type": "Role",
                "hasOccupation": {
                    "@type": "Occupation",
                    "name": "Minister of Harbours, Example Cabinet",
                },
                "startDate": "2019-02",
                "endDate": "2022",
            }
        ],
        "sameAs": ["https://www.wikidata.org/wiki/Q1234567890123", "https://minister.example/"],
        "image": f"{SITE}images/minister.png",
    }


def test_a_portrait_has_a_whole_address(catalogue: Catalogue) -> None:
    """Without an address of the site there is none of an image; without an image, none either."""
    minister = catalogue.people["example-minister"]
    assert "image" not in json.loads(schema_org.person(minister, "en", "", "images/minister.png"))
    assert "image" not in json.loads(schema_org.person(minister, "en", SITE))


def test_a_body_has_no_occupation(tmp_path: Path) -> None:
    """A body is an organisation, whatever its offices are called."""
    project = Project(tmp_path)
    office = {"title": "Chair", "citations": [{"source": "gazette"}]}
    body = person(kind="organisation", name="Board", offices=[office])
    project.write("people/ada-keeper.yml", body)
    board = load(Inputs(project.content, tmp_path)).catalogue.people["ada-keeper"]
    assert json.loads(schema_org.person(board, "en", "")) == {
        "@type": "Organization",
        "name": "Board",
    }


def test_a_theme(catalogue: Catalogue) -> None:
    """A theme is a term with its definition and its other names."""
    assert json.loads(schema_org.theme(catalogue.themes["example-harbours"], SITE)) == {
        **named("DefinedTerm", "Example harbours", "themes/example-harbours/"),
        "url": f"{SITE}themes/example-harbours/",
        "alternateName": ["harbours", "quays"],
        "description": "The depth of harbours that do not exist, and who dredges them.",
    }


def test_a_source(catalogue: Catalogue) -> None:
    """A source is a work of its type at its own address; what is unknown is left out."""
    assert json.loads(schema_org.source(catalogue.sources["example-gazette"], SITE)) == GAZETTE
    assert json.loads(schema_org.source(catalogue.sources["example-broadcast"], "")) == {
        "@type": "CreativeWork",
        "name": "Вечерний выпуск",
        "isPartOf": {"@type": "CreativeWork", "name": "Example Channel"},
        "datePublished": "2021-03-04",
        "inLanguage": "ru",
    }


def test_several_authors() -> None:
    """Authors are credited together, in their order."""
    book = Source.model_construct(
        id="a", path="a.yml", title="A", type="book", authors=("Ada", "Bo")
    )
    assert json.loads(schema_org.source(book, "")) == {
        "@type": "Book",
        "name": "A",
        "creditText": "Ada, Bo",
    }


def test_the_site() -> None:
    """The site has its name, what it is, its language and its address, if it has one."""
    assert json.loads(schema_org.website("Sheet", "What they said.", "en", SITE)) == {
        "@type": "WebSite",
        "name": "Sheet",
        "description": "What they said.",
        "inLanguage": "en",
        "url": SITE,
    }
    assert "url" not in json.loads(schema_org.website("Sheet", "What they said.", "en", ""))


def test_the_way_to_a_page() -> None:
    """The way from the first page is a list that counts from one."""
    trail = (("Home", ""), ("People", "people/"))
    assert json.loads(schema_org.crumbs(trail, SITE)) == {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": 1, "name": "Home", "item": SITE},
            {"@type": "ListItem", "position": 2, "name": "People", "item": f"{SITE}people/"},
        ],
    }


def test_a_page_says_what_it_is_and_where(catalogue: Catalogue) -> None:
    """The head of a page holds its node and the way to it."""
    said = head_of("people/example-minister/deep-enough/", catalogue, SITE)
    match = re.search(r'<script type="application/ld\+json">(.*)</script>$', said)
    assert match is not None
    graph = json.loads(match[1])
    assert graph["@context"] == "https://schema.org"
    quotation, trail = graph["@graph"]
    assert quotation["@type"] == "Quotation"
    people = f"{SITE}people/"
    assert [item["item"] for item in trail["itemListElement"]] == [
        people,
        f"{people}example-minister/",
    ]


def test_a_trail_has_two_pages_at_least(catalogue: Catalogue) -> None:
    """Below a single page the trail begins at home: search engines show none of one page."""
    said = head_of("people/example-minister/", catalogue, SITE)
    match = re.search(r'<script type="application/ld\+json">(.*)</script>$', said)
    assert match is not None
    trail = json.loads(match[1])["@graph"][-1]
    assert [item["item"] for item in trail["itemListElement"]] == [SITE, f"{SITE}people/"]


def test_without_an_address_of_its_own(catalogue: Catalogue) -> None:
    """A site that does not know its address says none of its own."""
    said = head_of("people/example-minister/deep-enough/", catalogue, "")
    assert '"Quotation"' in said
    assert "@id" not in said
    assert "BreadcrumbList" not in said


def head_of(address: str, catalogue: Catalogue, site_url: str) -> str:
    """What stands in the head of the page at an address."""
    views = Views(catalogue, Site("Sheet", site_url))
    [view] = [view for view in views.records() if view.address == address]
    return Press(Site("Sheet", site_url)).sheet(view).head


@pytest.mark.parametrize("date", ["2024", "2024-11", "2024-11-06"])
def test_a_date_that_is_known(date: str) -> None:
    """A day, a month or a year that is known is said as it is written."""
    assert json.loads(dated(date))["datePublished"] == date


@pytest.mark.parametrize("date", ["2024?", "2024-11~", "2024-11-06%", "2024/2025", "../2024"])
def test_a_date_that_is_not_sure(date: str) -> None:
    """What is uncertain, about or a stretch of time has no word in ISO 8601: nothing is said."""
    assert "datePublished" not in json.loads(dated(date))


def dated(date: str) -> Node:
    """What is said of a source that appeared on a date."""
    appeared = Source.model_construct(
        id="a", path="a.yml", title="A", type="post", issued=parse(date)
    )
    return schema_org.source(appeared, SITE)


def test_nothing_ends_the_script() -> None:
    """No text ends the element that it stands in, and it is read as it went in."""
    text = "</script><!-- & ]]> \u2028 \u2029 é"
    made = script([node("Thing", name=text)])
    inside = made.removeprefix('<script type="application/ld+json">').removesuffix("</script>")
    assert not {*"<>&\u2028\u2029"} & {*inside}
    assert json.loads(inside)["@graph"] == [{"@type": "Thing", "name": text}]


def test_who_spoke_for_a_namesake(tmp_path: Path) -> None:
    """The credit says which of two people of one name spoke, and for which."""
    spoken = statement(on_behalf_of="bo")
    catalogue = linked(tmp_path, {"bo": person(), "cy": person(spoken)})
    page = one(pages(catalogue), StatementPage, "people/cy/lamps/")
    (said,) = map(json.loads, page.graph)
    assert said["creditText"] == "Ada Keeper (cy), on behalf of Ada Keeper (bo)"
