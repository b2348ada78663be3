"""What the example sheet says to machines."""

import json
import re
from typing import Any

import pytest

from site_builder.build import Inputs, load
from site_builder.html.press import Press
from site_builder.settings import Site
from site_builder.views import Views
from site_builder.views.schema_org import node, script
from tests.support.paths import FIXTURE_SITE

SITE = "https://sheet.example/"


@pytest.fixture(scope="module")
def graphs() -> dict[str, list[dict[str, Any]]]:
    """The nodes of every page, by its address."""
    site = Site("Sheet", SITE)
    catalogue = load(Inputs(FIXTURE_SITE / "content", FIXTURE_SITE)).catalogue
    press, views = Press(site), Views(catalogue, site)
    found = {}
    for view in (*views.records(), *(planned.page() for planned in views.lists())):
        head = press.sheet(view).head
        match = re.fullmatch(r'<script type="application/ld\+json">(.*)</script>', head)
        found[view.address] = json.loads(match[1])["@graph"] if match else []
    return found


def test_a_quotation(graphs: dict[str, list[dict[str, Any]]]) -> None:
    """A quote is a Quotation: its exact words, who said them, when, and the article."""
    quotation, trail = graphs["people/example-minister/deep-enough/"]
    assert quotation["@type"] == "Quotation"
    assert quotation["text"] == "The quay is deep enough, and <b>will</b> stay so & more"
    assert quotation["spokenByCharacter"]["name"] == "Example Minister"
    assert quotation["dateCreated"] == "2021-03-05"
    assert quotation["citation"][0]["@type"] == "NewsArticle"
    assert quotation["citation"][0]["archivedAt"] == ["https://archive.example/quay"]
    assert [item["item"] for item in trail["itemListElement"]] == [
        SITE,
        f"{SITE}people/",
        f"{SITE}people/example-minister/",
        f"{SITE}people/example-minister/deep-enough/",
    ]


def test_a_paraphrase_is_no_quotation(graphs: dict[str, list[dict[str, Any]]]) -> None:
    """What somebody only is said to have said has neither a creator nor a day of its own."""
    page = graphs["people/example-minister/two-metres/"][0]
    assert page["@type"] == "WebPage"
    assert page["about"][0]["name"] == "Example Minister"
    assert page["creativeWorkStatus"] == "retracted"
    assert not {"text", "creator", "spokenByCharacter", "dateCreated"} & page.keys()


def test_a_person(graphs: dict[str, list[dict[str, Any]]]) -> None:
    """A person has their names, their offices with the dates known, and where else they are."""
    somebody = graphs["people/example-minister/"][0]
    assert somebody["alternateName"] == ["Пример Министр", "وزير المثال"]
    assert somebody["hasOccupation"] == [
        {
            "@type": "Role",
            "hasOccupation": {
                "@type": "Occupation",
                "name": "Minister of Harbours, Example Cabinet",
            },
            "startDate": "2019-02",
            "endDate": "2022",
        }
    ]
    assert somebody["sameAs"] == [
        "https://www.wikidata.org/wiki/Q1234567890123",
        "https://minister.example/",
    ]
    assert graphs["people/example-assembly/"][0]["@type"] == "Organization"


def test_nothing_ends_the_script() -> None:
    """No text ends the element that it stands in, and it is read as it went in."""
    text = "</script><!-- & ]]> \u2028"
    made = script([node("Thing", name=text)])
    inside = made.removeprefix('<script type="application/ld+json">').removesuffix("</script>")
    assert not {*"<>&\u2028"} & {*inside}
    assert json.loads(inside)["@graph"] == [{"@type": "Thing", "name": text}]


def test_without_an_address_of_its_own() -> None:
    """A site that does not know its address says none of its own."""
    site = Site("Sheet")
    views = Views(load(Inputs(FIXTURE_SITE / "content", FIXTURE_SITE)).catalogue, site)
    press = Press(site)
    heads = [press.sheet(view).head for view in views.records()]
    assert not [head for head in heads if "@id" in head or "BreadcrumbList" in head]
