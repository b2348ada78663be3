"""Report diagnostics as JSON, for scripts. `docs/check.md` describes the shape.

`version` stays when fields are added, and rises when a field is renamed or removed, or when its
meaning changes.
"""

import json
from typing import Any

from site_builder.checks.reports.result import Outcome
from site_builder.content.kinds import KINDS
from site_builder.content.values.characters import encodable
from site_builder.diagnostics import Diagnostic, Span

VERSION = 1


def render_report(outcome: Outcome) -> str:
    """Return one JSON object."""
    whole = {
        "version": VERSION,
        "diagnostics": [_diagnostic(item) for item in outcome.diagnostics],
        "summary": {
            "errors": outcome.errors,
            "warnings": len(outcome.diagnostics) - outcome.errors,
            "waived": outcome.waived,
            "passed_over": outcome.passed_over,
            "unread": outcome.unread,
            **{kind.folder: count for kind, count in zip(KINDS, outcome.size.records, strict=True)},
            "statements": outcome.size.statements,
            "seconds": round(outcome.seconds, 3),
        },
    }
    return encodable(json.dumps(whole, indent=2, ensure_ascii=False))


def _diagnostic(item: Diagnostic) -> dict[str, Any]:
    return {
        "code": item.code,
        "severity": item.severity.value,
        "message": item.message,
        "hint": item.hint,
        "span": _span(item.span),
        "related": [
            {"message": related.message, "span": _span(related.span)} for related in item.related
        ],
    }


def _span(span: Span) -> dict[str, Any]:
    return {
        "path": span.path,
        "line": span.line,
        "column": span.column,
        "end_line": span.end_line,
        "end_column": span.end_column,
    }
