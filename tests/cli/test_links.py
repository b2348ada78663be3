"""`factsheet links`, as it is typed."""

import datetime
import json
from pathlib import Path

import pytest

from site_builder.content.discover import label
from site_builder.evidence.comparison import Status
from tests.support.captured import COPY, FOUND, ask, content_of, online, page, project
from tests.support.commands import factsheet
from tests.support.network import Does, Handler, Host, answer, redirect
from tests.support.project import Project, tree

TODAY = datetime.datetime.now(datetime.UTC).date()


def fetched(folder: Path, host: Host) -> Project:
    """A project whose source's page was fetched ten days ago."""
    made = online(folder, host, *FOUND)
    assert ask(folder, host, "capture", "gazette", "--store", str(folder / "store"))[0] == 0
    file = made.content / "captures" / "gazette.yml"
    then = f"{TODAY - datetime.timedelta(10)}"
    file.write_text(file.read_text(encoding="utf-8").replace(f"{TODAY}", then), encoding="utf-8")
    receipts = made.content / "receipts" / "bo.jsonl"
    receipts.write_text(receipts.read_text(encoding="utf-8").replace(f"{TODAY}", then), "utf-8")
    host.asked.clear()
    return made


def test_all_is_as_it_was(tmp_path: Path, host: Host) -> None:
    """What was seen is written with its day, and again when it is due."""
    made = fetched(tmp_path, host)
    assert ask(tmp_path, host, "links", "--due", "30d") == (
        0,
        "gazette: It answers, and has all words of the copy.\n"
        f"Wrote {label(made.content, Path.cwd())}/checks/links.jsonl.\n"
        "1 address: 1 as they were.\n",
    )
    assert json.loads((made.content / "checks" / "links.jsonl").read_text()) == {
        "source": "gazette",
        "url": host.url("/a"),
        "on": f"{TODAY}",
        "result": "answers",
        "seen": f"{TODAY}",
    }
    assert ask(tmp_path, host, "links", "--due", "30d") == (0, "No address is due.\n")
    assert host.paths == ["/a"]
    assert content_of(made).diagnostics == ()


@pytest.mark.parametrize(
    ("does", "code", "said"),
    [
        (
            answer(page(COPY.replace("not talk", "talk"))),
            1,
            "gazette: Changed: it no longer has words of the copy.\n  `bo/exact`: Nearest there:"
            " `We will talk before spring`. It has no `not `",
        ),
        (redirect("/b"), 1, "/b has all words of the copy. If it is the same page, change `url:`."),
        (redirect("/home"), 1, "no longer has words of the copy. It leads to http://news.example"),
        (answer(status=404), 0, "gazette: Failed (1 of 3 times). It answers “404 Not Found”."),
        (answer(status=403), 0, "gazette: Closed to machines: open it in a browser. It answers"),
        (answer(status=429, Retry_After="3600"), 0, "wants to be left alone for a while."),
        (answer(b"\xff\xfe\xff", media="text/plain; charset=utf-8"), 0, "but cannot be read."),
        (redirect("http://127.0.0.1/"), 0, "Failed (1 of 3 times). The address is not one"),
    ],
    ids=["words", "moved", "another page", "gone", "refused", "busy", "encoding", "this machine"],
)
def test_what_has_become_of_it(
    tmp_path: Path, host: Host, does: Does, code: int, said: str
) -> None:
    """Each fate is one sentence; no record, quote, copy or receipt changes; a build goes on."""
    made = fetched(tmp_path, host)
    host.does |= {"/a": does, "/b": answer(page(COPY)), "/home": answer(page("Welcome."))}
    before = tree(tmp_path)
    found, printed = ask(tmp_path, host, "links")
    assert said in printed
    assert found == code
    after = tree(tmp_path)
    assert after.pop("dossier/checks/links.jsonl")
    assert after == before
    assert content_of(made).diagnostics == ()


def test_readers_are_told(tmp_path: Path, host: Host) -> None:
    """Words that are gone from their address are shown as such, until they are copied anew."""
    made = fetched(tmp_path, host)
    host.does["/a"] = answer(page(COPY.replace("not talk", "talk")))
    ask(tmp_path, host, "links")
    proofs = content_of(made).proofs
    assert [proof.status for proof in proofs["bo/exact"]] == [Status.CHANGED]
    assert str(proofs["bo/exact"][0].gone) == f"{TODAY}"
    assert [proof.status for proof in proofs["bo/typographic"]] == [Status.TYPOGRAPHIC]
    host.does["/a"] = answer(page(COPY))
    assert ask(tmp_path, host, "links")[0] == 0
    assert [proof.status for proof in content_of(made).proofs["bo/exact"]] == [Status.EXACT]


def test_a_dry_run(tmp_path: Path, host: Host) -> None:
    """With `--dry-run`, everything is looked at, and nothing written; JSON says all of it."""
    fetched(tmp_path, host)
    host.does["/a"] = answer(page(COPY.replace("not talk", "talk")))
    before = tree(tmp_path)
    code, printed = ask(tmp_path, host, "links", "--dry-run", "--format", "json")
    assert code == 1
    [found] = json.loads(printed)
    assert found["result"] == "changed"
    assert [one["statement"] for one in found["missing"]] == ["bo/exact"]
    assert found["differences"][0].startswith("`bo/exact`: Nearest there:")
    assert tree(tmp_path) == before


def test_lines_of_others_stay(tmp_path: Path, host: Host) -> None:
    """Only the lines of sources that were looked at change; those of removed sources go."""
    made = fetched(tmp_path, host)
    made.write("sources/almanac.yml", {"title": "A", "type": "book", "url": host.url("/b")})
    line = '{"source":"%s","url":"https://x.example/","on":"2024-01-01","result":"refused"}\n'
    made.write("checks/links.jsonl", line % "almanac" + line % "removed")
    assert ask(tmp_path, host, "links", "gazette")[0] == 0
    first, second = (made.content / "checks" / "links.jsonl").read_text().splitlines(keepends=True)
    assert first == line % "almanac"
    assert second.startswith('{"source":"gazette"')


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (("gazete",), "Did you mean `gazette`?"),
        (("unlocated",), "has no `url:`"),
        (("--due", "soon"), "write a number of days, as 30d"),
    ],
)
def test_what_cannot_be_looked_at(
    tmp_path: Path, host: Host, arguments: tuple[str, ...], why: str
) -> None:
    """A source that there is not, or that has no address, is refused."""
    made = online(tmp_path, host, *FOUND)
    made.write("sources/unlocated.yml", {"title": "U", "type": "book"})
    code, said = ask(tmp_path, host, "links", *arguments)
    assert code == 2
    assert why in said
    assert host.asked == []


def test_somebody_else_writes(tmp_path: Path, host: Host) -> None:
    """What somebody wrote while addresses were looked at is not overwritten."""
    made = fetched(tmp_path, host)

    def does(handler: Handler) -> None:
        made.write("checks/links.jsonl", "mine")
        answer(page(COPY))(handler)

    host.does["/a"] = does
    code, said = ask(tmp_path, host, "links")
    assert code == 2
    assert "Nothing was written" in said
    assert (made.content / "checks" / "links.jsonl").read_text() == "mine"


def test_stopped(tmp_path: Path, host: Host) -> None:
    """What was seen before somebody stopped the command is written."""
    made = fetched(tmp_path, host)
    zine = {"title": "Z", "type": "book", "url": host.url("/z", "z.example")}
    made.write("sources/zine.yml", zine)
    host.names = {"z.example": _Stopping()}
    code, said = ask(tmp_path, host, "links")
    assert code == 2
    assert "Stopped after 1 of 2." in said
    assert "gazette" in (made.content / "checks" / "links.jsonl").read_text()


class _Stopping(list[str]):
    """Addresses at which somebody stops the command."""

    def __bool__(self) -> bool:
        raise KeyboardInterrupt


def test_a_source_that_is_not_there_comes_first(tmp_path: Path) -> None:
    """A slip in an id is told before whom hosts may write to is asked for."""
    made = project(tmp_path, *FOUND)
    result = factsheet("links", "gazete", "--config-file", str(made.folder / "mkdocs.yml"))
    assert result.exit_code == 2
    assert "There is no source `gazete`. Did you mean `gazette`?" in result.output
