"""The workflows' own steps, run here on a throw-away clone: from a change to what GitHub shows."""

import io
import json
import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest
import yaml

from tests.authoring.test_issue_form import body
from tests.project.test_github_scripts import answers, run
from tests.support.github_server import serving
from tests.support.paths import ROOT

PERSON = "content/people/maria-zakharova.yml"
VALUES = {
    "github.event.pull_request.number": "7",
    "github.repository": "facts/sheet",
    "github.server_url": "https://github.example",
    "steps.pages.outputs.base_url": "https://facts.example/sheet",
}
IDENTITY = {
    f"GIT_{role}_{what}": value
    for role in ("AUTHOR", "COMMITTER")
    for what, value in {"NAME": "Ann", "EMAIL": "ann@example.org"}.items()
}


class Clone:
    """A clone of this repository that uses the environment running the test."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.summary = folder.with_name("summary.md")
        listed = subprocess.run(
            ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],  # noqa: S607
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for path in filter(None, listed.split("\0")):
            if (ROOT / path).is_file():
                (folder / path).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(ROOT / path, folder / path)
        programs = folder / ".venv" / "bin"
        programs.mkdir(parents=True)
        call = "-c 'from site_builder.cli import main; main()'"
        for name, command in {"python": "", "factsheet": call}.items():
            program = programs / name
            program.write_text(f'#!/bin/sh\nexec "{sys.executable}" {command} "$@"\n')
            program.chmod(0o755)
        # What `make` takes for an environment that is ready.
        version = (folder / "Makefile").read_text().partition("UV_VERSION := ")[2].split()[0]
        (folder / ".venv" / f".uv-{version}").touch()
        (folder / ".venv" / ".synced").touch()
        self.git("init", "--quiet", "--initial-branch", "main")
        self.commit("As it is")

    def git(self, *arguments: str) -> str:
        """Run git as somebody."""
        return self.shell("git " + " ".join(f"'{argument}'" for argument in arguments))

    def commit(self, message: str) -> None:
        """Commit everything."""
        self.git("add", "--all")
        self.git("commit", "--quiet", "--message", message)

    def propose(self, old: str, new: str) -> None:
        """Change a person's file on a branch, and check the merge out, as GitHub does."""
        self.git("switch", "--quiet", "--create", "change")
        text = (self.folder / PERSON).read_text(encoding="utf-8")
        assert text.count(old) == 1
        (self.folder / PERSON).write_text(text.replace(old, new), encoding="utf-8")
        self.commit("A change")
        self.git("switch", "--quiet", "main")
        self.git("merge", "--quiet", "--no-ff", "--message", "Merge", "change")

    def steps(self, workflow: str, job: str) -> dict[str, subprocess.CompletedProcess[str]]:
        """Run a job's own steps as a runner does, even after a failure; return them by name."""
        file = self.folder / ".github" / "workflows" / workflow
        described = yaml.load(file.read_text(encoding="utf-8"), yaml.BaseLoader)["jobs"][job]  # noqa: S506
        return {
            step["name"]: self._run(
                step["run"],
                {**described.get("env", {}), **step.get("env", {})},
                step.get("working-directory", "."),
            )
            for step in described["steps"]
            if "run" in step
        }

    def shell(self, script: str) -> str:
        """Run a script, which must succeed; return what it wrote."""
        done = self._run(script, {})
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def _run(
        self, script: str, values: Mapping[str, str], folder: str = "."
    ) -> subprocess.CompletedProcess[str]:
        for name, value in VALUES.items():
            values = {
                key: text.replace(f"${{{{ {name} }}}}", value) for key, text in values.items()
            }
        assert not any("${{" in text for text in values.values())
        kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
        return subprocess.run(
            ["bash", "-e", "-c", script],  # noqa: S607
            cwd=self.folder / folder,
            env={
                **kept,
                **IDENTITY,
                **values,
                "PYTHONPATH": str(self.folder),
                "GIT_CONFIG_GLOBAL": os.devnull,
                "GITHUB_EVENT_PATH": str(self.folder.with_name("event.json")),
                "GITHUB_STEP_SUMMARY": str(self.summary),
            },
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )


@pytest.fixture
def clone(tmp_path: Path) -> Clone:
    """A throw-away clone."""
    folder = tmp_path / "clone"
    folder.mkdir()
    return Clone(folder)


def comment(clone: Clone) -> str:
    """Return what the second workflow posts of the first one's report."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for file in sorted((clone.folder / "report").iterdir()):
            archive.write(file, file.name)
    with serving(answers(buffer.getvalue())) as server:
        done = run("comment.py", server, clone.folder / "output")
    assert done.returncode == 0, done.stderr
    [written] = server.written
    text = written.data["body"]
    assert isinstance(text, str)
    return text


def test_a_changed_word_is_seen_on_the_pull_request(clone: Clone) -> None:
    """A recorded change passes; the summary and the comment show the changed word."""
    # No quote: its words are compared with the copy of their source.
    before = "must be followed by concrete activities"
    after = before.replace("must", "should")
    recorded = "        corrections: [{ date: 2025-01-02, note: One word was wrong. }]"
    rest = ", on which all\n          sides would focus.\n"
    clone.propose(before + rest, f"{after}{rest}{recorded}\n")
    done = clone.steps("pull-request.yml", "content")
    assert {name: step.returncode for name, step in done.items()} == dict.fromkeys(done, 0), done
    page = "people/maria-zakharova/concrete-activities-must-follow/index.html"
    assert after in (clone.folder / "site" / page).read_text()
    for text in (clone.summary.read_text(encoding="utf-8"), comment(clone)):
        assert "What this changes" in text
        assert "What is wrong" not in text
        assert "must" in text
        assert "should" in text


def test_a_fault_is_shown_at_its_line(clone: Clone) -> None:
    """A fault fails the check with an annotation at its line; the comment has it too."""
    lines = (clone.folder / PERSON).read_text(encoding="utf-8").split("\n")
    line = next(at for at, text in enumerate(lines) if "- id: america-is-sick" in text) + 2
    clone.propose("- id: america-is-sick", "- id: america-is-sick\n        dat: 2024")
    done = clone.steps("pull-request.yml", "content")
    assert done["Check the content"].returncode == 1
    assert f"::error file={PERSON},line={line}" in done["Check the content"].stdout
    assert done["Build the site"].returncode != 0
    assert done["Say what the change means"].returncode == 0, done["Say what the change means"]
    text = comment(clone)
    assert "What is wrong" in text
    assert f"    {PERSON}:{line}" in text


def test_an_issue_becomes_a_proposal(clone: Clone) -> None:
    """A complete form produces the changed file and the pull request's text; the site builds."""
    form = body(person="Maria Zakharova", theme="Sanctions", source="politico-moscow")
    names = {
        "Sanctions": "Sanctions against Russia",
        "politico-moscow": "politico-moscow-reaction-to-trump-victory",
    }
    for short, name in names.items():
        form = form.replace(f"\n{short}\n", f"\n{name}\n")
    clone.folder.with_name("event.json").write_text(json.dumps({"issue": {"body": form}}))
    done = clone.steps("add-a-quote.yml", "write")
    assert {name: step.returncode for name, step in done.items()} == dict.fromkeys(done, 0), done
    proposal = clone.folder / "proposal"
    files = sorted(
        file.relative_to(proposal).as_posix() for file in proposal.rglob("*") if file.is_file()
    )
    assert files == ["body.md", PERSON]
    assert "The lamps went out at noon." in (proposal / PERSON).read_text(encoding="utf-8")
    assert "The lamps went out at noon" in (proposal / "body.md").read_text(encoding="utf-8")
    assert (clone.folder / "site" / "index.html").is_file()


def test_an_issue_with_faults_becomes_a_reply(clone: Clone) -> None:
    """An invalid form produces only the reply, which the workflow posts."""
    form = body(person="Nobody")
    clone.folder.with_name("event.json").write_text(json.dumps({"issue": {"body": form}}))
    done = clone.steps("add-a-quote.yml", "write")
    assert {step.returncode for step in done.values()} == {0}, done
    [problems] = (clone.folder / "proposal").iterdir()
    assert problems.name == "problems.md"
    assert "Nobody" in problems.read_text(encoding="utf-8")


def test_every_published_file_is_listed(clone: Clone) -> None:
    """The published site lists the hash of each of its files, with its own address in its pages."""
    done = clone.steps("publish.yml", "build")
    assert {name: step.returncode for name, step in done.items()} == dict.fromkeys(done, 0), done
    site = clone.folder / "site"
    checked = clone.shell(
        "cd site && sed 's/ [0-9]* /  /' manifest.txt | sha256sum --check --strict"
    )
    files = {file.relative_to(site).as_posix() for file in site.rglob("*") if file.is_file()}
    listed = {line.removesuffix(": OK") for line in checked.splitlines()}
    assert listed == files - {"manifest.txt"}
    assert "https://facts.example/sheet/people/" in (site / "sitemap.xml").read_text()


def test_a_look_becomes_a_proposal(clone: Clone) -> None:
    """A look at the addresses produces the list, and the file if it has changed."""
    program = clone.folder / ".venv" / "bin" / "factsheet"

    def look(script: str) -> subprocess.CompletedProcess[str]:
        program.write_text(f"#!/bin/sh\n{script}\n")
        return clone.steps("check-links.yml", "look")["Look at what is due"]

    done = look(
        "mkdir -p content/checks; echo '{}' > content/checks/links.jsonl\n"
        'echo "gazette: Moved: $*"; exit 1'
    )
    assert (done.returncode, done.stdout) == (0, ""), done.stderr
    seen = clone.folder / "seen"
    assert (seen / "seen.txt").read_text() == "gazette: Moved: links --due 30d --limit 100\n"
    assert (seen / "content" / "checks" / "links.jsonl").read_text() == "{}\n"
    shutil.rmtree(seen)
    clone.commit("As it is now")
    assert look("echo 'No address is due.'").returncode == 0
    assert [file.name for file in seen.iterdir()] == ["seen.txt"]
    assert look("exit 2").returncode == 2
