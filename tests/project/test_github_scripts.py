"""The scripts with a token: what they write to GitHub, and what they refuse."""

import io
import os
import random
import subprocess
import sys
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.support.github_server import REPOSITORY, Asked, Server, serving
from tests.support.paths import ROOT

SHA, BASE = "a" * 40, "b" * 40
FORK = "someone/sheet"
REPORT = {"number": b"7\n", "body.md": b"1 quote added\n"}
MARKER = "<!-- what this pull request changes -->"
BOT = {"login": "github-actions[bot]"}


def run(
    script: str, server: Server, output: Path, *arguments: str
) -> subprocess.CompletedProcess[str]:
    """Run a script as its workflow does, with another server."""
    return subprocess.run(
        [sys.executable, ROOT / ".github" / "scripts" / script, *arguments],
        env=os.environ
        | {
            "GITHUB_API_URL": server.address,
            "GITHUB_OUTPUT": str(output),
            "GITHUB_REPOSITORY": REPOSITORY,
            "GITHUB_SERVER_URL": "https://github.example",
            "GITHUB_SHA": BASE,
            "GITHUB_TOKEN": "token",
            "HEAD_REPOSITORY": FORK,
            "HEAD_SHA": SHA,
            "ISSUE": "12",
            "RUN_ID": "99",
        },
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def archive(files: Mapping[str, bytes]) -> bytes:
    """A zip file, as GitHub keeps artifacts."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as opened:
        for name, content in files.items():
            opened.writestr(name, content)
    return buffer.getvalue()


def answers(report: bytes | str, **others: Any) -> dict[str, Any]:
    """Return GitHub's answers about a run of pull request 7 whose artifact is `report`."""
    artifact = {"id": 5, "name": "report", "expired": False}
    return {
        "GET /actions/runs/99/artifacts?per_page=100": {"artifacts": [artifact]},
        "GET /actions/artifacts/5/zip": report,
        "GET /pulls/7": {"state": "open", "head": {"sha": SHA, "repo": {"full_name": FORK}}},
        "GET /issues/7/comments?per_page=100&page=1": [],
        "POST /issues/7/comments": {"id": 1},
        "PATCH /issues/comments/31": {"id": 31},
    } | others


def test_the_report_is_posted_once(tmp_path: Path) -> None:
    """The report becomes a comment below our own words; the number goes to the next step."""
    with serving(answers(archive(REPORT))) as server:
        assert run("comment.py", server, tmp_path / "output").returncode == 0
    [written] = server.written
    assert (written.method, written.path) == ("POST", "/issues/7/comments")
    first, said, *_, last = written.data["body"].strip().split("\n")
    assert (first, last) == (MARKER, "1 quote added")
    assert "own code" in said
    assert "https://github.example/facts/sheet/actions/runs/99" in said
    assert (tmp_path / "output").read_text() == "number=7\n"


def test_only_our_own_comment_is_renewed(tmp_path: Path) -> None:
    """A second run updates the bot's comment, never a similar one by somebody else."""
    comments = [
        {"id": 30, "user": {"login": "someone"}, "body": MARKER},
        {"id": 31, "user": BOT, "body": f"{MARKER}\nold"},
    ]
    pages = {
        "GET /issues/7/comments?per_page=100&page=1": comments,
        "GET /issues/7/comments?per_page=100&page=2": [],
    }
    with serving(answers(archive(REPORT)) | pages) as server:
        assert run("comment.py", server, tmp_path / "output").returncode == 0
    assert [(asked.method, asked.path) for asked in server.written] == [
        ("PATCH", "/issues/comments/31")
    ]


def test_the_token_stays_with_github(tmp_path: Path) -> None:
    """If the artifact is on another host, that host never sees the token."""
    with (
        serving({"GET /blob": archive(REPORT)}) as store,
        serving(answers(f"{store.address}/blob")) as server,
    ):
        assert run("comment.py", server, tmp_path / "output").returncode == 0
    assert [asked.authorization for asked in store.asked] == [None]
    assert {asked.authorization for asked in server.asked} == {"Bearer token"}


@pytest.mark.parametrize(
    "pull",
    [
        {"state": "open", "head": {"sha": BASE, "repo": {"full_name": FORK}}},
        {"state": "open", "head": {"sha": SHA, "repo": {"full_name": REPOSITORY}}},
        {"state": "open", "head": {"sha": SHA, "repo": None}},
        {"state": "closed", "head": {"sha": SHA, "repo": {"full_name": FORK}}},
    ],
    ids=["another commit", "another repository", "a deleted fork", "closed"],
)
def test_a_report_for_another_pull_request_is_not_posted(
    pull: dict[str, Any], tmp_path: Path
) -> None:
    """A number counts only if that pull request is at the run's commit."""
    with serving(answers(archive(REPORT)) | {"GET /pulls/7": pull}) as server:
        done = run("comment.py", server, tmp_path / "output")
    assert "nothing is posted" in done.stdout
    assert not server.written
    assert not (tmp_path / "output").exists()


@pytest.mark.parametrize(
    ("files", "sentence"),
    [
        ({"number": b"7; rm", "body.md": b""}, "is not a number"),
        ({"number": b"07", "body.md": b""}, "is not a number"),
        ({"number": "٧".encode(), "body.md": b""}, "is not a number"),
        ({"number": b"../9", "body.md": b""}, "is not a number"),
        ({"number": b"7"}, "body.md"),
        ({"number": b"7", "body.md": b"\xff"}, "utf-8"),
        ({"number": b"7", "body.md": b" " * 10_000_000}, "larger than 300,000 bytes"),
        ({**REPORT, "other": random.Random(1).randbytes(1_000_001)}, "more than 1,000,000 bytes"),
    ],
    ids=["a command", "a zero", "other digits", "a path", "half", "no text", "a bomb", "a lot"],
)
def test_a_hostile_report_is_refused(
    files: dict[str, bytes], sentence: str, tmp_path: Path
) -> None:
    """An artifact that the workflow cannot have made is refused; nothing is posted."""
    with serving(answers(archive(files))) as server:
        done = run("comment.py", server, tmp_path / "output")
    assert done.returncode == 1
    assert sentence in done.stderr
    assert "Traceback" not in done.stderr
    assert not server.written


def test_what_is_no_archive_is_refused(tmp_path: Path) -> None:
    """Bytes that are not a zip file are refused in a sentence."""
    with serving(answers(b"PK\x03\x04 nothing")) as server:
        done = run("comment.py", server, tmp_path / "output")
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert not server.written


def test_a_comment_is_short_and_calls_nobody(tmp_path: Path) -> None:
    """Text by others is cut at GitHub's limit and loses mentions and control characters."""
    body = "@everyone and @org/team see \u202e\x1b[2J\n" + "word\n" * 50_000
    with serving(answers(archive({**REPORT, "body.md": body.encode()}))) as server:
        assert run("comment.py", server, tmp_path / "output").returncode == 0
    [written] = server.written
    text = written.data["body"]
    assert len(text) < 65_536
    assert "Too long for a comment" in text
    assert "@everyone" not in text
    assert "@org" not in text
    assert "@\u200beveryone" in text
    assert "\u202e" not in text
    assert "\x1b" not in text


def test_a_run_without_a_report_is_no_fault(tmp_path: Path) -> None:
    """After a cancelled run there is nothing to post, and nothing fails."""
    none: dict[str, Any] = {"GET /actions/runs/99/artifacts?per_page=100": {"artifacts": []}}
    with serving(answers(b"") | none) as server:
        assert run("comment.py", server, tmp_path / "output").returncode == 0
    assert not server.written


QUOTE = "name: Ann\n"
BRANCH = "add-a-quote-12"
PROPOSING = {
    f"GET /git/commits/{BASE}": {"tree": {"sha": "c"}},
    "POST /git/trees": {"sha": "d"},
    "POST /git/commits": {"sha": "e"},
    "POST /git/refs": {},
    f"PATCH /git/refs/heads/{BRANCH}": {},
    f"GET /pulls?state=open&head=facts:{BRANCH}": [],
    "GET ": {"default_branch": "main"},
    "POST /pulls": {"html_url": "https://github.example/facts/sheet/pull/13"},
    "PATCH /pulls/13": {"html_url": "https://github.example/facts/sheet/pull/13"},
    "GET /issues/12/comments?per_page=100&page=1": [],
    "POST /issues/12/comments": {},
}


@pytest.fixture
def proposal(tmp_path: Path) -> Path:
    """A proposal that changes one person's file."""
    folder = tmp_path / "proposal"
    (folder / "content" / "people").mkdir(parents=True)
    (folder / "content" / "people" / "ann.yml").write_text(QUOTE)
    (folder / "body.md").write_text("1 quote added, by @ann\n")
    return folder


def propose(folder: Path, **others: Any) -> tuple[subprocess.CompletedProcess[str], list[Asked]]:
    """Run the proposal's script; return its output and what it wrote to GitHub."""
    with serving(PROPOSING | others) as server:
        done = run("propose.py", server, folder / "output", str(folder))
    return done, server.written


def test_a_proposal_becomes_a_pull_request(proposal: Path) -> None:
    """The files become one commit on a new branch, a pull request and a reply."""
    done, written = propose(proposal)
    assert done.returncode == 0, done.stderr
    tree, commit, ref, pull, reply = (asked.data for asked in written)
    entry = {"path": "content/people/ann.yml", "mode": "100644", "type": "blob", "content": QUOTE}
    assert tree == {"base_tree": "c", "tree": [entry]}
    assert commit == {"message": "Add a quote (#12)", "tree": "d", "parents": [BASE]}
    assert ref == {"ref": f"refs/heads/{BRANCH}", "sha": "e"}
    assert (pull["head"], pull["base"]) == (BRANCH, "main")
    assert "Closes #12" in pull["body"]
    assert "@ann" not in pull["body"]
    assert "/pull/13" in reply["body"]


def test_an_edited_form_renews_its_pull_request(proposal: Path) -> None:
    """A branch that only the workflow has worked on is replaced; no second one is opened."""
    tip = {
        f"GET /git/ref/heads/{BRANCH}": {"object": {"sha": "f"}},
        "GET /git/commits/f": {"author": {"name": "github-actions[bot]"}},
        f"GET /pulls?state=open&head=facts:{BRANCH}": [{"number": 13}],
    }
    done, written = propose(proposal, **tip)
    assert done.returncode == 0, done.stderr
    assert [asked.method for asked in written] == ["POST", "POST", "PATCH", "PATCH", "POST"]
    assert written[2].data == {"sha": "e", "force": True}


def test_work_by_hand_is_never_overwritten(proposal: Path) -> None:
    """A branch that somebody has edited stays as it is, and the reply says so."""
    tip = {
        f"GET /git/ref/heads/{BRANCH}": {"object": {"sha": "f"}},
        "GET /git/commits/f": {"author": {"name": "Ann"}},
    }
    done, [reply] = propose(proposal, **tip)
    assert done.returncode == 0, done.stderr
    assert "edited by hand" in reply.data["body"]


def test_problems_become_a_reply(proposal: Path) -> None:
    """If the answers cannot be used, the issue gets a reply and nothing else is written."""
    (proposal / "problems.md").write_text("- **When?** There is no month 13, @ann.\n")
    done, [reply] = propose(proposal)
    assert done.returncode == 0, done.stderr
    assert reply.path == "/issues/12/comments"
    assert "no month 13" in reply.data["body"]
    assert "@ann" not in reply.data["body"]


@pytest.mark.parametrize(
    "path",
    [
        "content/themes/x.yml",
        "content/people/x.yml.sh",
        "content/people/.x.yml",
        "content/people/x/y/z.yml",
        "content/sources/x/y.yml",
        "content/x/y.yml",
    ],
)
def test_a_proposal_changes_nothing_else(path: str, proposal: Path) -> None:
    """A file that a quote cannot change stops the proposal before anything is written."""
    (proposal / path).parent.mkdir(parents=True, exist_ok=True)
    (proposal / path).write_text(QUOTE)
    done, written = propose(proposal)
    assert done.returncode == 1
    assert path in done.stderr
    assert not written


def test_a_proposal_has_few_files(proposal: Path) -> None:
    """It may add a person's next file and two sources, and no more."""
    for path in ("people/ann/part-2.yml", "sources/gazette.yml"):
        (proposal / "content" / path).parent.mkdir(exist_ok=True)
        (proposal / "content" / path).write_text(QUOTE)
    done, written = propose(proposal)
    assert done.returncode == 0, done.stderr
    assert {entry["path"] for entry in written[0].data["tree"]} == {
        "content/people/ann.yml",
        "content/people/ann/part-2.yml",
        "content/sources/gazette.yml",
    }
    (proposal / "content" / "sources" / "herald.yml").write_text(QUOTE)
    done, written = propose(proposal)
    assert done.returncode == 1
    assert not written


def test_a_proposal_follows_no_link(proposal: Path) -> None:
    """A symbolic link stops the proposal, so that nothing it leads to is published."""
    (proposal / "content" / "people" / "x.yml").symlink_to(proposal / "body.md")
    done, written = propose(proposal)
    assert done.returncode == 1
    assert not written


LOOK = '{"source":"gazette"}\n'
LOOKING = {
    **{path: answer for path, answer in PROPOSING.items() if BRANCH not in path},
    "GET /pulls?state=open&head=facts:check-links": [],
}


@pytest.fixture
def seen(tmp_path: Path) -> Path:
    """What was seen at the addresses of sources."""
    folder = tmp_path / "seen"
    (folder / "content" / "checks").mkdir(parents=True)
    (folder / "content" / "checks" / "links.jsonl").write_text(LOOK)
    (folder / "seen.txt").write_text("gazette: Changed.\n  Nearest there: `@ann ```\n")
    return folder


def propose_links(
    folder: Path, **others: Any
) -> tuple[subprocess.CompletedProcess[str], list[Asked]]:
    """Run the script of looks at links; return its output and what it wrote to GitHub."""
    with serving(LOOKING | others) as server:
        done = run("propose_links.py", server, folder / "output", str(folder))
    return done, server.written


def test_looks_become_a_pull_request(seen: Path) -> None:
    """The one file becomes a commit and a pull request, in which words of pages are code."""
    done, written = propose_links(seen)
    assert done.returncode == 0, done.stderr
    tree, _, ref, pull = (asked.data for asked in written)
    entry = {"path": "content/checks/links.jsonl", "mode": "100644", "type": "blob"}
    assert tree == {"base_tree": "c", "tree": [{**entry, "content": LOOK}]}
    assert ref == {"ref": "refs/heads/check-links", "sha": "e"}
    *_, first, last = pull["body"].splitlines()
    assert first == "    gazette: Changed."
    assert last.startswith("      Nearest there:")
    assert "@ann" not in pull["body"]


def test_nothing_was_due(seen: Path) -> None:
    """If no file has changed, nothing is written."""
    (seen / "content" / "checks" / "links.jsonl").unlink()
    done, written = propose_links(seen)
    assert (done.returncode, written) == (0, [])


@pytest.mark.parametrize("path", ["content/people/ann.yml", "content/checks/more.jsonl"])
def test_looks_change_nothing_else(seen: Path, path: str) -> None:
    """A file that no look changes stops the script before anything is written."""
    (seen / path).parent.mkdir(exist_ok=True)
    (seen / path).write_text(QUOTE)
    done, written = propose_links(seen)
    assert done.returncode == 1
    assert path in done.stderr
    assert not written


def test_looks_follow_no_link(seen: Path) -> None:
    """A symbolic link stops the script, so that nothing it leads to is published."""
    file = seen / "content" / "checks" / "links.jsonl"
    file.unlink()
    file.symlink_to(seen / "seen.txt")
    done, written = propose_links(seen)
    assert done.returncode == 1
    assert not written
