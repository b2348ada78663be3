"""What the last look at each source's address has shown: `content/checks/links.jsonl`.

One line of JSON for each source, sorted. `factsheet links` writes them; a check reads them, so that
a page can say that words are no longer at the address they were copied from. They change no quote.
"""

import datetime
import json
from collections.abc import Iterable, Mapping
from enum import StrEnum
from pathlib import Path
from typing import Any, NamedTuple

from site_builder.content.document import read_text
from site_builder.content.values.urls import url_fault
from site_builder.diagnostics import Diagnostic, Span

CODE = "bad-link-check"
MAX_BYTES = 16 * 1024 * 1024
"""The largest file that is read: one line for each of some 100,000 sources."""
DAYS_APART = datetime.timedelta(days=3)
"""How far apart failures are to count as several: an outage is one."""
FAILURES = 3
"""How many failures make an address a dead one."""


class Result(StrEnum):
    """What a look at an address has shown."""

    ANSWERS = "answers"
    """It answers, and has all the words of the copy, if there is one."""
    MOVED = "moved"
    """The same, but at another address, to which this one leads."""
    CHANGED = "changed"
    """It answers, and lacks words that a machine has found there before."""
    UNSEEN = "unseen"
    """It answers without the words of the copy, as it always did to a machine."""
    UNREADABLE = "unreadable"
    """It answers with something that has no text that can be read."""
    REFUSED = "refused"
    """It does not want to be asked by a machine."""
    FAILED = "failed"
    """It does not answer, or not with a page."""
    DEAD = "dead"
    """The same, three times, each at least three days after the last."""


class Missing(NamedTuple):
    """Words that are not there: `person/statement`, the citation from 0, the words' digest."""

    statement: str
    citation: int
    words: str


class LinkCheck(NamedTuple):
    """The last look at the address of a source, on a day.

    `why` says in a sentence what else there is to know. `final_url` is the address that this one
    leads to, if that is another page. `seen` is the last day on which a machine found all words of
    the copy there; `failures` are the days that count, `missing` the words that are not there.
    """

    source: str
    url: str
    on: str
    result: Result
    why: str = ""
    final_url: str = ""
    seen: str = ""
    failures: tuple[str, ...] = ()
    missing: tuple[Missing, ...] = ()


LinkChecks = Mapping[str, LinkCheck]
"""By the ids of the sources."""


def text_of(checks: Iterable[LinkCheck]) -> str:
    """Return the text of the file."""
    return "".join(f"{_line(check)}\n" for check in sorted(checks))


def _line(check: LinkCheck) -> str:
    return json.dumps(fields_of(check), ensure_ascii=False, separators=(",", ":"))


def fields_of(check: LinkCheck) -> dict[str, Any]:
    """Return what a line holds; what is empty is left out."""
    fields = {name: value for name, value in check._asdict().items() if value}
    if check.missing:
        fields["missing"] = [one._asdict() for one in check.missing]
    return fields


def read_link_checks(file: Path, path: str) -> tuple[dict[str, LinkCheck], list[Diagnostic]]:
    """Read the file; `path` is its name in diagnostics."""
    text, faults = read_text(file, path, limit=MAX_BYTES)
    found: dict[str, LinkCheck] = {}
    if text is None:
        return found, faults
    faults = []
    for number, line in enumerate(text.splitlines(), 1):
        try:
            check = _check(json.loads(line))
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
            check = None
        if check is None or check.source in found:
            message = (
                "This line is not what `factsheet links` writes."
                if check is None
                else f"The source `{check.source}` has a line above."
            )
            hint = "Undo the edit, or delete the line: `factsheet links` writes it anew."
            faults.append(Diagnostic(CODE, message, Span(path, number, 1, number, 2), hint))
        else:
            found[check.source] = check
    return found, faults


def _check(value: Any) -> LinkCheck | None:
    """Return what a line holds; None if that is something else.

    Raises:
        AttributeError, KeyError, TypeError, ValueError: a field is missing, or is not one.
    """
    if not value.keys() <= set(LinkCheck._fields):
        return None
    texts = {name: value.get(name, "") for name in ("source", "url", "on", "why", "seen")}
    final_url = value.get("final_url", "")
    failures = value.get("failures", [])
    missing = [Missing(**one) for one in value.get("missing", [])]
    is_sound = (
        all(isinstance(one, str) for one in (*texts.values(), final_url))
        and isinstance(failures, list)
        and all(isinstance(one.statement, str) for one in missing)
        and all(type(one.citation) is int and isinstance(one.words, str) for one in missing)
        and not url_fault(texts["url"])
        and not (final_url and url_fault(final_url))
    )
    if not is_sound:
        return None
    for day in (texts["on"], *failures, *([texts["seen"]] if texts["seen"] else [])):
        datetime.date.fromisoformat(day)
    return LinkCheck(
        **texts,
        result=Result(value["result"]),
        final_url=final_url,
        failures=tuple(failures),
        missing=tuple(missing),
    )
