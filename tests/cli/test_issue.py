import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from site_builder.authoring.yaml.edit import record_text
from site_builder.cli import main
from site_builder.content.model import Person
from tests.authoring.test_issue_form import body
from tests.support.commands import factsheet
from tests.support.project import SOURCE, Project, person, statement, tree


def test_a_quote_that_brings_a_fault_is_not_written(project: Project) -> None:
    """What the checks find is a reply, and the content is as before."""
    fields = json.loads(json.dumps(person(statement())))
    project.write("people/ada-keeper.yml", record_text(Person, fields))
    project.write("sources/gazette.yml", {**SOURCE, "issued": "2020-01-01"})
    before = tree(project.content)
    event = {"issue": {"body": body(date="2024-11-08")}}
    Path("event.json").write_text(json.dumps(event), encoding="utf-8")
    done = factsheet("issue", "event.json")
    assert done.exit_code == 1
    assert done.stdout.count("\n- ") == 1
    assert tree(project.content) == before


@pytest.mark.usefixtures("project")
@pytest.mark.parametrize("event", ["", "[]", "{}", '{"issue": 1}', "\xff", "[" * 100_000])
def test_what_is_no_event_is_a_usage_error(event: str) -> None:
    """A file that does not describe an issue is refused with exit code 2."""
    Path("event.json").write_text(event, encoding="latin-1")
    done = CliRunner().invoke(main, ["issue", "event.json"])
    assert done.exit_code == 2
    assert "does not describe an issue" in done.output
