"""What is exported of each record: everything its file says, and what follows from it."""

from pathlib import Path
from typing import Any

from site_builder.content.document import Plain, read
from site_builder.content.model import Statement
from site_builder.content.values.dates import parse
from site_builder.evidence.comparison import Proof, Status
from site_builder.exports.data import Data, Selection
from tests.support.data import RELEASE, SITE, data
from tests.support.paths import CASES_SITE, FIXTURE_SITE
from tests.support.project import person, statement
from tests.support.views import example_cases, linked


def missing(written: Plain, exported: Any, where: str) -> list[str]:
    """The places at which what a file says is not what is exported."""
    if isinstance(written, dict):
        return [
            place
            for name, value in written.items()
            for place in missing(value, exported.get(name), f"{where}.{name}")
        ]
    if isinstance(written, list):
        if len(written) != len(exported or ()):
            return [where]
        return [
            place
            for number, value in enumerate(written)
            for place in missing(value, exported[number], f"{where}[{number}]")
        ]
    return [] if written == exported else [where]


def _without_misattributed(written: Any) -> Any:
    """What a file says, but for what it says that nobody made."""
    for position in written.get("positions", ()):
        said = position["statements"]
        position["statements"] = [it for it in said if it.get("status") != "misattributed"]
    return written


def _as_written(content: Path, way: str) -> Any:
    """What the file of a record says, with the positions that its further files have."""
    written: Any = {}
    for file in (content / f"{way}.yml", *sorted((content / way).glob("*.yml"))):
        document, _ = read(file, file.name)
        assert document is not None
        plain: Any = document.plain()
        positions = [*written.get("positions", ()), *plain.get("positions", ())]
        written = plain | written | ({"positions": positions} if positions else {})
    return written


def _by_theme(written: Any) -> Any:
    """What a file says, with the statements of all positions on a theme in one."""
    together: dict[str, Any] = {}
    for position in written.get("positions", ()):
        known = together.setdefault(position["theme"], position)
        if known is not position:
            known["statements"] += position["statements"]
    return written | ({"positions": [*together.values()]} if together else {})


def test_all_that_files_say(sheet_data: Data, cases_data: Data) -> None:
    """Every field that a file has is exported under its name, with its value as written."""
    for data_of, site in ((sheet_data, FIXTURE_SITE), (cases_data, CASES_SITE)):
        compared = 0
        for record in data_of.records():
            way = f"{record.kind.folder}/{record.record.id}"
            written = _by_theme(_without_misattributed(_as_written(site / "content", way)))
            assert missing(written, record.json, way) == []
            for it in record.said:
                written = _as_written(site / "content", way)
                for step in it.entry.route:
                    written = written[step]
                assert missing(written, it.json, it.entry.key) == []
            compared += 1
        assert compared == len([*(site / "content").glob("*/*.yml")])


def test_every_field_is_tried(sheet_data: Data, cases_data: Data) -> None:
    """The two sites have nearly every field of a statement, so the test above has seen them."""
    records = (*sheet_data.records(), *cases_data.records())
    names = {name for record in records for it in record.said for name in it.json}
    fields = {field.alias or name for name, field in Statement.model_fields.items()}
    assert names >= fields - {"former_ids", "retracts", "wording_of"}


def test_taken_back_by_another_statement(tmp_path: Path) -> None:
    """The status is the one that pages show; the file's own is exported beside it."""
    retraction = statement("again", date="2024-12-01", retracts="bo/lamps")
    disputed = statement(
        status="disputed",
        status_note={"note": "Denied.", "citations": [{"source": "gazette"}]},
    )
    made = data(linked(tmp_path, {"bo": person(disputed, retraction)}))
    said = made.exported(made.catalogue.people["bo"]).said[0].json
    assert [*said][:4] == ["key", "page", "status", "status_word"]
    assert said["status"] == "retracted"
    assert said["status_word"] == "Retracted"
    assert said["recorded_status"] == "disputed"
    assert said["retracted_by"] == "bo/again"
    assert said["status_note"]["note"] == "Denied."
    assert said["answers"] == [{"how": "retracts", "answer": "bo/again"}]


def test_days_of_a_date(tmp_path: Path) -> None:
    """An uncertain date stays as it is written; beside it are the days that it can mean."""
    dates = {"a": "2024-02?", "b": "../2023", "c": "2023~/.."}
    statements = [statement(id_, quote=f"Lamp {id_}.", date=date) for id_, date in dates.items()]
    made = data(linked(tmp_path, {"bo": person(*statements)}))
    said = {it.json["id"]: it.json for it in made.exported(made.catalogue.people["bo"]).said}

    def of(id_: str) -> list[object]:
        fields = ("date", "date_earliest", "date_latest", "date_approximate", "date_uncertain")
        return [said[id_].get(name) for name in fields]

    assert of("a") == ["2024-02?", "2024-02-01", "2024-02-29", False, True]
    assert of("b") == ["../2023", None, "2023-12-31", False, False]
    assert of("c") == ["2023~/..", "2023-01-01", None, True, False]


def test_how_words_were_compared(tmp_path: Path) -> None:
    """Each citation of a statement says what a comparison has shown, and with which copy."""
    catalogue = linked(tmp_path, {"bo": person(statement(), statement("fog", quote="Fog."))})
    copy, words = f"sha256:{'1' * 64}", f"sha256:{'2' * 64}"
    proof = Proof(Status.TYPOGRAPHIC, parse("2026-01-02"), ("’→'",), words=words, copy=copy)
    made = Data(catalogue, SITE, RELEASE, proofs={"bo/lamps": (proof,)})
    lamps, fog = (it.json["citations"] for it in made.exported(catalogue.people["bo"]).said)
    assert [it["evidence"] for it in lamps] == [
        {
            "status": "typographic",
            "copied": "2026-01-02",
            "copy": copy,
            "words": words,
            "changes": ["’→'"],
            "of_original": False,
        }
    ]
    assert [it["evidence"] for it in fog] == [{"status": "no-copy"}]


def test_offices_say_whether_they_are_certain(tmp_path: Path) -> None:
    """An office without an end may have been held: it is exported, and called not certain."""
    cited = [{"source": "gazette"}]
    offices = [
        {"title": "Keeper", "start": "2020", "end": "2030", "citations": cited},
        {"title": "Warden", "start": "2020", "citations": cited},
    ]
    made = data(linked(tmp_path, {"bo": person(statement(), offices=offices)}))
    said = made.exported(made.catalogue.people["bo"]).said[0].json
    assert said["offices"] == [
        {"title": "Keeper", "start": "2020", "end": "2030", "certain": True},
        {"title": "Warden", "start": "2020", "certain": False},
    ]


def test_an_office_at_a_joint_statement_says_whose_it_is(tmp_path: Path) -> None:
    """Where several people made a statement, its offices name the person who held them."""
    offices = [
        {"title": "Keeper", "start": "2020", "end": "2030", "citations": [{"source": "gazette"}]},
        {"title": "Warden", "start": "2020", "citations": [{"source": "gazette"}]},
    ]
    people = {
        "bo": person({**statement(), "with": ["cy"]}, offices=offices),
        "cy": person(name="Cy", offices=offices),
    }
    made = data(linked(tmp_path, people))
    said = made.exported(made.catalogue.people["bo"]).said[0].json
    assert [(it["person"], it["title"], it["certain"]) for it in said["offices"]] == [
        ("bo", "Keeper", True),
        ("cy", "Keeper", True),
        ("bo", "Warden", False),
        ("cy", "Warden", False),
    ]


def keys(made: Data) -> list[str]:
    """The keys of all selected statements."""
    return [it.json["key"] for record in made.records() for it in record.said]


def test_selection(sheet_data: Data) -> None:
    """A filter keeps its statements, those who made them, their themes, and what they cite."""
    catalogue = sheet_data.catalogue
    one = data(catalogue, Selection(person="example-envoy"))
    assert keys(one) == ["example-envoy/too-shallow", "example-envoy/deep-after-all"]
    assert [it.id for it in one.people] == ["example-envoy"]
    on = data(catalogue, Selection(theme="example-lamps"))
    assert {entry.key for entry in catalogue.by_theme["example-lamps"]} == {*keys(on)}
    named = {
        it["source"] for record in on.records() for s in record.said for it in s.json["citations"]
    }
    assert named <= {it.id for it in on.sources}


def test_since_excludes_nothing_that_may_be_meant(tmp_path: Path) -> None:
    """A date that may lie after the given day is selected, however uncertain it is."""
    dates = {"a": "2024-02-01", "b": "2024", "c": "2023/..", "d": "../2023", "e": "2024-03-01"}
    statements = [statement(id_, quote=f"Lamp {id_}.", date=date) for id_, date in dates.items()]
    catalogue = linked(tmp_path, {"bo": person(*statements)})
    since = Selection(person="bo", since=parse("2024-02-02"))
    assert {*keys(data(catalogue, since))} == {"bo/b", "bo/c", "bo/e"}


def test_names_of_organisations_are_filled_in(cases_data: Data) -> None:
    """What names an organisation by its id alone is exported with its name, and with the id."""
    people = {it.id: cases_data.exported(it).json for it in cases_data.people}
    party = people["example-harbourmaster"]["affiliations"][1]
    assert party["organisation"] == "Example Harbour Party"
    assert party["organisation_id"] == "example-harbour-party"
    assert party["citations"][0]["source_title"] == "Who is Example Harbourmaster?"
    sources = {it.id: cases_data.exported(it).json for it in cases_data.sources}
    assert sources["example-times-deputy"]["publication"] == "Example Times"


def test_organisations_of_a_selection() -> None:
    """With a filter, the organisations are those that what is selected names, and their wholes."""
    chosen = data(example_cases(), Selection(person="example-harbour-office"))
    assert [it.id for it in chosen.organisations] == ["example-cabinet", "example-harbour-office"]
