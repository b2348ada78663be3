"""What the example sheet says to machines."""

import json
import re
from typing import Any

import pytest

from site_builder.build import load
from site_builder.content.model import Source
from site_builder.content.values.dates import parse
from site_builder.pages.press import Press
from site_builder.views import Views
from site_builder.views.schema_org import Node, node, script, source
from tests.support.paths import FIXTURE_SITE

SITE = "https://sheet.example/"


@pytest.fixture(scope="module")
def graphs() -> dict[str, list[dict[str, Any]]]:
    """The nodes of every page, by its address."""
    press, views = (
        Press(SITE),
        Views(load(FIXTURE_SITE / "content", FIXTURE_SITE).catalogue, "Sheet", SITE),
    )
    found = {}
    for view in (*views.records(), *(plan.page() for plan in views.lists())):
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
    appeared = Source.model_construct(id="a", title="A", type="post", issued=parse(date))
    return source(appeared, SITE)


def test_nothing_ends_the_script() -> None:
    """No text ends the element that it stands in, and it is read as it went in."""
    text = "</script><!-- & ]]> \u2028"
    made = script([node("Thing", name=text)])
    inside = made.removeprefix('<script type="application/ld+json">').removesuffix("</script>")
    assert not {*"<>&\u2028"} & {*inside}
    assert json.loads(inside)["@graph"] == [{"@type": "Thing", "name": text}]


def test_without_an_address_of_its_own() -> None:
    """A site that does not know its address says none of its own."""
    views = Views(load(FIXTURE_SITE / "content", FIXTURE_SITE).catalogue, "Sheet")
    press = Press()
    heads = [press.sheet(view).head for view in views.records()]
    assert not [head for head in heads if "@id" in head or "BreadcrumbList" in head]
