"""Write a difference as JSON, for scripts. `docs/check.md` describes the shape, which is stable."""

import json
from typing import Any

from site_builder.changes.difference.compare import Change
from site_builder.changes.difference.layout import summary
from site_builder.changes.difference.sides import Difference
from site_builder.content.values.characters import encodable

VERSION = 1


def render(difference: Difference) -> str:
    """Return one JSON object."""
    whole = {
        "version": VERSION,
        "summary": summary(difference),
        "changes": [_change(change) for change in difference.changes],
        "evidence": [_change(change) for change in difference.evidence],
        "files": [{"path": path, "how": how.value} for path, how in difference.files.items()],
        "unread": [
            {"path": item.path, "side": "before" if item.is_before else "now", "why": item.why}
            for item in difference.unread
        ],
    }
    return encodable(json.dumps(whole, indent=2, ensure_ascii=False))


def _change(change: Change) -> dict[str, Any]:
    return {
        "how": change.how.value,
        "kind": change.kind,
        "address": change.address,
        "former": change.former,
        "alters_quote": change.alters_quote,
        "changes_speaker": change.changes_speaker,
        "note": change.note,
        "fields": [field._asdict() for field in change.fields],
    }
