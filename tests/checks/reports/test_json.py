import json
from dataclasses import replace

from site_builder.checks.reports import json as json_report
from tests.support.outcomes import FAULT, SPAN, WARNING, outcome


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
            "organisations": 0,
            "statements": 0,
            "seconds": 1.25,
        },
    }


def test_json_of_a_name_that_is_no_text() -> None:
    """A byte of a file's name that is no UTF-8 is shown as the sign of a lost letter."""
    named = replace(FAULT, message="`\udcff`", span=replace(SPAN, path="people/\udcff.yml"))
    report = json_report.render_report(outcome(named))
    said = json.loads(report.encode())["diagnostics"][0]
    assert (said["message"], said["span"]["path"]) == ("`\ufffd`", "people/\ufffd.yml")
