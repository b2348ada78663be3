"""Report diagnostics as annotations of a pull request: GitHub's workflow commands, one a line.

GitHub shows ten errors and ten warnings of a step beside the code, and all of them in the log.
"""

from site_builder.checks.reports.result import Outcome
from site_builder.content.values.characters import visible
from site_builder.diagnostics import Diagnostic, capped


def render_report(outcome: Outcome) -> str:
    """Return the commands and a line that counts; no content can end a command or begin one."""
    warnings = len(outcome.diagnostics) - outcome.errors
    end = f"Errors: {outcome.errors:,}. Warnings: {warnings:,}. Checked: {outcome.what}."
    commands = map(_command, capped(outcome.diagnostics))
    return "\n".join([*commands, f"{end} {outcome.unreported}".rstrip()])


def _command(item: Diagnostic) -> str:
    span = item.span
    properties = {
        "file": span.path,
        "line": span.line,
        "col": span.column,
        "endLine": span.end_line,
        "endColumn": span.end_column,
        "title": item.code,
    }
    listed = ",".join(f"{name}={_property(str(value))}" for name, value in properties.items())
    lines = [
        item.message,
        *(f"{related.message}: {related.span}" for related in item.related),
        *([f"→ {item.hint}"] if item.hint else []),
    ]
    return f"::{item.severity} {listed}::" + "%0A".join(map(_data, lines))


def _data(text: str) -> str:
    """Escape a line of a command's message; a line end, which would end it, becomes visible."""
    return visible(text).replace("%", "%25")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
