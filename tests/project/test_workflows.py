"""The workflows and forms in `.github/`: what they may do, and that they say what the code says."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from site_builder.authoring.issue_form import CHOICES, QUESTIONS
from tests.support.paths import ROOT

GITHUB = ROOT / ".github"
WORKFLOWS = sorted((GITHUB / "workflows").glob("*.yml"))
# Who may write what; whatever is not named here may only read.
MAY_WRITE = {
    ("add-a-quote.yml", "propose"): {"contents", "issues", "pull-requests"},
    ("check-links.yml", "propose"): {"contents", "pull-requests"},
    ("publish.yml", "publish"): {"attestations", "id-token", "pages"},
    ("pull-request-comment.yml", "comment"): {"issues", "pull-requests"},
}
# These run nothing but scripts of the default branch; everything else is a known action.
WITH_A_TOKEN = (
    "python3 .github/scripts/comment.py",
    "python3 .github/scripts/propose.py proposal",
    "python3 .github/scripts/propose_links.py seen",
)

every_workflow = pytest.mark.parametrize("file", WORKFLOWS, ids=lambda file: file.name)


def read(file: Path) -> dict[str, Any]:
    """A workflow with all its values as text: YAML 1.1 would read the key `on` as true."""
    workflow: dict[str, Any] = yaml.load(file.read_text(encoding="utf-8"), yaml.BaseLoader)  # noqa: S506
    return workflow


def jobs(file: Path) -> dict[str, dict[str, Any]]:
    """The jobs of a workflow by their names."""
    found: dict[str, dict[str, Any]] = read(file)["jobs"]
    return found


def steps(file: Path) -> list[dict[str, Any]]:
    """The steps of all jobs of a workflow."""
    return [step for job in jobs(file).values() for step in job["steps"]]


@every_workflow
def test_every_action_is_pinned_and_recorded(file: Path) -> None:
    """An action is named by a full commit hash, with its version, as the decisions record it."""
    [record] = (ROOT / "docs" / "decisions").glob("*-actions-by-hash.md")
    pins = re.findall(r"uses: (.*)", file.read_text(encoding="utf-8"))
    assert len(pins) == sum("uses" in step for step in steps(file)) > 0
    for pin in pins:
        match = re.fullmatch(r"([\w.-]+(?:/[\w.-]+){1,2})@([0-9a-f]{40}) # (v\d+\.\d+\.\d+)", pin)
        assert match, pin
        assert re.search(
            r"\| `{}` \| {} \| `{}` \|".format(*match.group(1, 3, 2)), record.read_text()
        )


@every_workflow
def test_rights_are_least(file: Path) -> None:
    """A workflow reads; only the jobs that post, propose and publish write, and only so much."""
    assert read(file)["permissions"] == {"contents": "read"}
    for name, job in jobs(file).items():
        rights = job.get("permissions", {})
        assert set(rights.values()) <= {"read", "write"}
        writes = {right for right, level in rights.items() if level == "write"}
        assert writes == MAY_WRITE.get((file.name, name), set())


@every_workflow
def test_no_code_of_others_runs_with_rights(file: Path) -> None:
    """Jobs that may write run known actions and scripts of the default branch alone."""
    assert "pull_request_target" not in file.read_text(encoding="utf-8")
    for name, job in jobs(file).items():
        for step in job["steps"]:
            if step.get("uses", "").startswith("actions/checkout@"):
                assert step["with"]["persist-credentials"] == "false"
                assert not {"ref", "repository"} & step["with"].keys()
            if (file.name, name) in MAY_WRITE and "run" in step:
                assert step["run"] in WITH_A_TOKEN


def test_only_what_publishes_saves_pages() -> None:
    """Kept pages get published, so only the workflow that publishes saves any, on `main` alone."""
    saving = {
        file.name
        for file in WORKFLOWS
        for step in steps(file)
        if re.match(r"actions/cache(/save)?@", step.get("uses", ""))
    }
    assert saving == {"publish.yml"}
    events = read(GITHUB / "workflows" / "publish.yml")["on"]
    assert events["push"] == {"branches": ["main"]}
    assert events.keys() == {"push", "workflow_dispatch"}


def test_there_are_workflows() -> None:
    """The workflows that the tests here read are found, those that may write among them."""
    assert {name for name, _ in MAY_WRITE} <= {file.name for file in WORKFLOWS}


@every_workflow
def test_nothing_is_spliced_into_a_shell(file: Path) -> None:
    """What others wrote reaches a script by a file or a variable, never as a part of it."""
    for step in steps(file):
        assert "${{" not in step.get("run", "")
    assert not re.search(r"github\.event\.\w+\.(title|body)(?!, ')", file.read_text())


@every_workflow
def test_every_job_ends(file: Path) -> None:
    """Each job has a time limit."""
    assert all(int(job["timeout-minutes"]) <= 30 for job in jobs(file).values())


def test_the_form_asks_what_the_code_reads() -> None:
    """The form's questions, their order, their choices and their duties are those of the parser."""
    form = read(GITHUB / "ISSUE_TEMPLATE" / "add-a-quote.yml")["body"]
    asked = [
        (
            part["id"],
            part["attributes"]["label"],
            part.get("validations", {}).get("required") == "true" or part["type"] == "checkboxes",
        )
        for part in form
    ]
    assert asked == [(item.key, item.label, item.required) for item in QUESTIONS]
    choices = {
        part["id"]: tuple(part["attributes"]["options"])
        for part in form
        if part["type"] == "dropdown"
    }
    assert choices == {key: tuple(values) for key, values in CHOICES.items()}
    condition = jobs(GITHUB / "workflows" / "add-a-quote.yml")["write"]["if"]
    assert f"'### {QUESTIONS[0].label}'" in condition


def test_labels_know_the_folders_of_the_content() -> None:
    """Each folder of records has a label, and each label's path exists or may come to be."""
    labels = read(GITHUB / "labeler.yml")
    assert {"people", "themes", "sources"} <= labels.keys()
    for name in ("people", "themes", "sources"):
        globs = labels[name][0]["changed-files"][0]["any-glob-to-any-file"]
        assert globs == f"content/{name}/**"
        assert (ROOT / "content" / name).is_dir()
