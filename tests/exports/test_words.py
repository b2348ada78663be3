"""A statement in words: nothing that its record says is lost to a reader of a feed or a card."""

from pathlib import Path

from site_builder.exports.data import Data
from site_builder.exports.words import Fact, facts, label, original, passage
from tests.support.awkward import STRINGS
from tests.support.data import awkward, data
from tests.support.project import Fields, person, statement
from tests.support.views import linked


def said_of(made: Data, key: str, *, keep: bool = True) -> dict[str, str]:
    """The facts of a statement by their labels; of several with one label, the first."""
    found: dict[str, str] = {}
    for fact in facts(made.said(made.catalogue.entries[key])):
        if keep:
            found.setdefault(fact.label, fact.text)
    return found


def test_everything_is_told(sheet_data: Data) -> None:
    """Speaker, office and its certainty, date, translation, chain of sources, corrections."""
    told = said_of(sheet_data, "example-minister/deep-enough")
    assert told["By"] == "Example Minister (printed as: the minister)"
    assert told["Office then"] == "Minister of Harbours, Example Cabinet"
    assert told["Date"] == "5 March 2021"
    assert told["Language"] == "English; said in Russian, translated by the outlet"
    assert told["“Example Minister opens the quay” draws on"] == "Quay opened, agency says"
    assert told["Corrected 9 March 2021"] == "A comma was missing."
    assert told["Answers"] == "Example Envoy, 4 March 2021: “Too shallow”"
    # In the editors' words, a link to a record is its title.
    assert told["Context"] == "Said to an envoy who doubted it."


def test_what_several_sources_draw_on_is_told_once(tmp_path: Path) -> None:
    """Two sources that draw on a third have what is behind it in common."""

    def source(title: str, *relays: str) -> Fields:
        return {"title": title, "type": "webpage", **({"relays": [*relays]} if relays else {})}

    others = {
        "sources/a": source("A", "third"),
        "sources/b": source("B", "third"),
        "sources/third": source("Third", "fourth"),
        "sources/fourth": source("Fourth"),
    }
    said = statement(citations=[{"source": "a"}, {"source": "b"}])
    made = data(linked(tmp_path, {"bo": person(said)}, others))
    told = facts(made.said(made.catalogue.entries["bo/lamps"]))
    assert [(it.label, it.text) for it in told if it.label.endswith("draws on")] == [
        ("“A” draws on", "Third"),
        ("“Third” draws on", "Fourth"),
        ("“B” draws on", "Third"),
    ]


def test_an_office_of_several_terms_is_told_once(tmp_path: Path) -> None:
    """Otherwise one that may have been held in many terms would count as many more offices."""
    term = {"citations": [{"source": "gazette"}]}
    offices = [{"title": "Pilot", "start": f"20{year}", **term} for year in range(10, 20)]
    offices.append({"title": "Keeper", **term})
    made = data(linked(tmp_path, {"bo": person(statement(), offices=offices)}))
    told = facts(made.said(made.catalogue.entries["bo/lamps"]))
    assert [it.text for it in told if "Office" in it.label] == ["Pilot", "Keeper"]


def test_status_is_first(sheet_data: Data) -> None:
    """A retracted paraphrase says both before its words, and why among what is known of it."""
    made = sheet_data.said(sheet_data.catalogue.entries["example-minister/two-metres"])
    assert label(made) == "Retracted. Paraphrase"
    first, why, *_ = facts(made)
    assert first == Fact("Status", "Retracted")
    assert why == Fact("Why", "The agency withdrew its report.")
    told = said_of(sheet_data, "example-minister/two-metres")
    assert told["Office, not certain"] == "Minister of Harbours, Example Cabinet"
    assert told["Date"] == "about January 2020 (date of publication)"
    assert told["Of"] == "Example Minister"


def test_retracted_by_a_statement(tmp_path: Path) -> None:
    """The statement that takes another one back is named as links to it are, not by its id."""
    again = statement("again", quote="I did not.", date="2024-12-01", retracts="bo/lamps")
    made = data(linked(tmp_path, {"bo": person(statement(), again)}))
    again_is = "Ada Keeper (bo), 1 December 2024: “I did not.”"
    lamps_are = "Retracted: Ada Keeper (bo), 6 November 2024: “Keep the lamps lit.”"
    assert said_of(made, "bo/lamps")["Retracted by"] == again_is
    assert said_of(made, "bo/again")["Retracts"] == lamps_are


def test_passages_keep_the_words(awkward_data: Data) -> None:
    """Printed and original words are exact; only a quote has marks."""
    for number, text in enumerate(STRINGS):
        quote = awkward_data.said(awkward_data.catalogue.entries[f"{awkward(number)}/said"])
        spoken = original(quote)
        assert spoken is not None
        assert (passage(quote).words, spoken.words, spoken.lang) == (text, text, "ru")
        told = awkward_data.said(awkward_data.catalogue.entries[f"{awkward(number)}/told"])
        assert (passage(told).opening, passage(told).closing) == ("", "")
        assert original(told) is None
