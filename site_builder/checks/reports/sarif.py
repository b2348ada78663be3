"""Report diagnostics as SARIF 2.1.0 (OASIS, 2020), for code scanning and editors."""

import json
from importlib.metadata import version
from typing import Any
from urllib.parse import quote

from site_builder.checks import explanations
from site_builder.checks.reports.result import Outcome
from site_builder.content.values.characters import encodable
from site_builder.diagnostics import Diagnostic, Span

SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)


def render_report(outcome: Outcome) -> str:
    """Return one SARIF log, in which each code has the page that explains it."""
    diagnostics = outcome.diagnostics
    codes = sorted({item.code for item in diagnostics})
    driver = {
        "name": "factsheet",
        "version": version("officials-fact-sheet"),
        "rules": [_rule(code) for code in codes],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(item, codes.index(item.code)) for item in diagnostics],
    }
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return encodable(json.dumps(log, indent=2, ensure_ascii=False))


def _rule(code: str) -> dict[str, Any]:
    rule: dict[str, Any] = {"id": code}
    if page := explanations.page(code):
        rule["help"] = {"text": page, "markdown": page}
    return rule


def _result(item: Diagnostic, rule: int) -> dict[str, Any]:
    # SARIF reads `[text](number)` as a link, and content may contain that.
    text = f"{item.message} {item.hint}".strip().replace("](", "\\](")
    return {
        "ruleId": item.code,
        "ruleIndex": rule,
        "level": item.severity.value,
        "message": {"text": text},
        "locations": [{"physicalLocation": _location(item.span)}],
        "relatedLocations": [
            {"message": {"text": related.message}, "physicalLocation": _location(related.span)}
            for related in item.related
        ],
    }


def _location(span: Span) -> dict[str, Any]:
    return {
        "artifactLocation": {"uri": quote(span.path, errors="surrogateescape")},
        "region": {
            "startLine": span.line,
            "startColumn": span.column,
            "endLine": span.end_line,
            "endColumn": span.end_column,
        },
    }
