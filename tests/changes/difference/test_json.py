import json
from pathlib import Path

from site_builder.changes.difference import json as json_report
from tests.support.difference import changed, quoting


def test_json_tells_every_change(tmp_path: Path) -> None:
    """The JSON has each change with its fields, and marks altered quotes."""
    before = {"people/a.yml": quoting("We are ready"), "people/broken.yml": "name: B\n"}
    now: dict[str, str | None] = {
        "people/a.yml": quoting("We are not ready"),
        "people/broken.yml": "name: [\n",
        "pages/new.md": "# New\n",
    }
    said = json.loads(json_report.render(changed(tmp_path, before, now)))
    assert said["version"] == 1
    assert said["summary"].startswith("1 quote with changed words, ")
    (change,) = said["changes"]
    assert change["address"] == "people/a/a"
    assert change["alters_quote"] is True
    assert change["fields"] == [
        {"name": "quote", "before": "We are ready", "now": "We are not ready"}
    ]
    assert said["files"] == [{"path": "pages/new.md", "how": "added"}]
    assert [(item["path"], item["side"]) for item in said["unread"]] == [
        ("people/broken.yml", "now")
    ]
