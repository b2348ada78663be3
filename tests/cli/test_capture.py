"""`factsheet capture`, as it is typed."""

from pathlib import Path

import pytest

from tests.support.captured import (
    COPY,
    FOUND,
    LOST,
    ask,
    capture,
    captured,
    content_of,
    online,
    page,
    project,
)
from tests.support.commands import factsheet
from tests.support.network import Does, Host, answer, redirect
from tests.support.project import SOURCE, person, statement, tree


def test_everything_is_found(tmp_path: Path) -> None:
    """The capture, the receipts and the whole copy are written, and the content is sound."""
    made = project(tmp_path, *FOUND)
    code, said = capture(tmp_path)
    assert code == 0
    assert "4 of 4 found: 3 exact, 1 apart from typography, 1 of them with gaps." in said
    assert content_of(made).diagnostics == ()
    assert len([*(tmp_path / "store").rglob("*.warc.gz")]) == 1
    before = tree(made.content)
    assert capture(tmp_path)[0] == 0
    assert tree(made.content) == before


def test_what_is_not_found_is_said_word_by_word(tmp_path: Path) -> None:
    """A quote that differs is named with what the copy has, and stays an error of the content."""
    made = project(tmp_path, *FOUND, LOST)
    code, said = capture(tmp_path)
    assert code == 1
    assert "Nearest in it: `We will not talk before spring`. It has `not` for `now`." in said
    codes = {fault.code for fault in content_of(made).diagnostics}
    assert codes == {"quote-not-in-capture", "near-duplicate-words"}


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("A page about something else.", "has nothing of what is cited"),
        (COPY.replace("not talk", "talk"), "and this one does not"),
        ("", "is empty"),
        ("x" * (10 * 1024 * 1024 + 1), "the limit is"),
    ],
    ids=["another page", "a changed page", "nothing", "too much"],
)
def test_a_refused_copy_changes_nothing(tmp_path: Path, text: str, why: str) -> None:
    """A copy of another page, of a changed one, or of nothing is refused in a sentence."""
    made = captured(tmp_path, *FOUND)
    before = tree(made.content)
    (tmp_path / "other.txt").write_text(text, encoding="utf-8")
    code, said = capture(tmp_path, file="other.txt")
    assert code == 1
    assert why in said
    assert tree(made.content) == before


def test_a_refusal_says_what_the_copy_has_instead(tmp_path: Path) -> None:
    """If the only text cited is not in the copy, the nearest words in it are shown."""
    project(tmp_path, LOST)
    code, said = capture(tmp_path)
    assert code == 1
    assert "Nearest in it: `We will not talk before spring`. It has `not` for `now`." in said
    assert "Nothing was written." in said


def test_the_copy_of_another_source_is_refused(tmp_path: Path) -> None:
    """One page cannot be the copy of two sources."""
    made = captured(tmp_path, *FOUND)
    made.write("sources/twin.yml", "title: Twin\ntype: article-newspaper\n")
    twin = statement("twin", source="twin", quote="We are neighbours")
    made.write("people/bo.yml", person(*FOUND, twin))
    before = tree(made.content)
    result = factsheet(
        *("capture", "twin", "--file", str(tmp_path / "copy.txt")),
        *("--config-file", str(tmp_path / "mkdocs.yml"), "--store", str(tmp_path / "store")),
    )
    assert result.exit_code == 1
    assert "This is the same copy as that of `gazette`." in result.output
    assert tree(made.content) == before


def test_extract_only_prints(tmp_path: Path) -> None:
    """`--extract` prints the text of a copy and writes nothing."""
    made = project(tmp_path, *FOUND)
    before = tree(tmp_path)
    assert capture(tmp_path, "--extract") == (0, f"{COPY}\n")
    assert tree(tmp_path) == before
    assert made.content.exists()


@pytest.mark.parametrize("fault", ["statement", "citation", "file", "name", "receipt", "source"])
def test_nothing_is_lost_beside_a_fault(tmp_path: Path, fault: str) -> None:
    """If what is cited cannot be read, its receipts and extracts stay, and the file is named."""
    made = captured(tmp_path, *FOUND)
    file = made.content / "people/bo.yml"
    text = file.read_text(encoding="utf-8")
    named = "people/bo.yml"
    if fault == "statement":
        made.replace(file, text.replace("2024-11-06", "6 November 2024", 1))
    elif fault == "citation":
        made.replace(file, text.replace('{"source"', '{"source": "none"}, {"source"', 1))
    elif fault == "file":
        made.replace(file, "name: [")
    elif fault == "name":
        file.rename(file.with_name("Bo.yml"))
        named = "people/Bo.yml"
    elif fault == "receipt":
        receipts = made.content / "receipts/bo.jsonl"
        made.replace(receipts, receipts.read_text(encoding="utf-8") + "<<<<<<<\n")
        named = "receipts/bo.jsonl"
    else:
        made.write("sources/gazette.yml", {**SOURCE, "issued": "yesterday"})
        named = "sources/gazette.yml"
    before = tree(made.content)
    code, said = capture(tmp_path)
    assert code == 1
    assert named in said
    assert tree(made.content) == before


def test_no_such_source(tmp_path: Path) -> None:
    """A source that there is not is refused, with the nearest name."""
    project(tmp_path, *FOUND)
    result = factsheet(
        *("capture", "gazete", "--file", str(tmp_path / "copy.txt")),
        *("--config-file", str(tmp_path / "mkdocs.yml")),
    )
    assert result.exit_code == 2
    assert "Did you mean `gazette`?" in result.output


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("6 November 2024", "`6 November 2024` is not a day. Write it as `2024-11-06`."),
        ("2024-11", "`2024-11` is not a day. Write it as year, month and day: `YYYY-MM-DD`."),
        ("November 2024", "Write it as year, month and day: `YYYY-MM-DD`."),
    ],
)
def test_a_day_in_another_notation(tmp_path: Path, typed: str, said: str) -> None:
    """A day that is not written as one is refused, with how to write it."""
    project(tmp_path, *FOUND)
    code, output = capture(tmp_path, "--date", typed)
    assert code == 2
    assert said in output


@pytest.mark.parametrize(
    ("day", "said"),
    [("9999-12-31", "9999-12-31 has not come yet."), ("2024-11-01", "before the source appeared")],
)
def test_a_day_of_which_no_copy_can_be(tmp_path: Path, day: str, said: str) -> None:
    """A copy is neither of a day to come nor older than its source: pages would tell that day."""
    made = project(tmp_path, *FOUND)
    made.write("sources/gazette.yml", {**SOURCE, "issued": "2024-11-06"})
    before = tree(made.content)
    code, output = capture(tmp_path, "--date", day)
    assert code == 2
    assert said in output
    assert tree(made.content) == before
    # Where the paper appeared, it may be the day after.
    assert capture(tmp_path, "--date", "2024-11-05")[0] == 0


def test_words_in_the_source_alone(tmp_path: Path) -> None:
    """A quote in another language than the source is not sought, and the summary says so."""
    made = project(tmp_path, *FOUND, statement("fr", quote="Nous ne parlons pas", lang="fr"))
    made.write("sources/gazette.yml", {"title": "G", "type": "webpage", "lang": "en"})
    code, said = capture(tmp_path)
    assert code == 0
    assert "1 not compared: the source is in another language" in said


def fetch(folder: Path, host: Host, *options: str, source: str = "gazette") -> tuple[int, str]:
    """The exit code and the words of `factsheet capture` without a file."""
    return ask(folder, host, "capture", source, "--store", str(folder / "store"), *options)


@pytest.mark.parametrize("by", ["id", "address"])
def test_a_page_is_fetched(tmp_path: Path, host: Host, by: str) -> None:
    """Without a file, the source's page is fetched, and the capture says so."""
    made = online(tmp_path, host, *FOUND)
    source = "gazette" if by == "id" else host.url("/a/")
    code, said = fetch(tmp_path, host, source=source)
    assert (code, host.paths) == (0, ["/a"])
    assert "4 of 4 found: 3 exact, 1 apart from typography, 1 of them with gaps." in said
    captured = (made.content / "captures" / "gazette.yml").read_text(encoding="utf-8")
    assert f"url: {host.url('/a')}\n" in captured
    assert "media: text/html\nby: fetch\nextractor: html/1\n" in captured
    assert "final_url" not in captured
    assert content_of(made).diagnostics == ()
    assert len([*(tmp_path / "store").rglob("*.warc.gz")]) == 1


def test_a_page_that_has_moved(tmp_path: Path, host: Host) -> None:
    """The address that a source's address leads to is in the capture, too."""
    made = online(tmp_path, host, *FOUND)
    host.does |= {"/a": redirect("/b"), "/b": answer(page(COPY))}
    assert fetch(tmp_path, host)[0] == 0
    captured = (made.content / "captures" / "gazette.yml").read_text(encoding="utf-8")
    assert f"url: {host.url('/a')}\nfinal_url: {host.url('/b')}\n" in captured


@pytest.mark.parametrize(
    ("does", "why"),
    [
        (redirect("/home"), "has nothing of what is cited"),
        (redirect("http://localhost/"), "no valid host name"),
        (redirect("http://inside.example:22/"), "the port 22"),
        (answer(status=403), "It answers “403 Forbidden”. Save the page in a browser"),
        (answer(status=404), "It answers “404 Not Found”"),
        (answer(b"\xff", media="text/html; charset=utf-8"), "The copy is not in utf-8"),
        (answer(b"GIF89a", media="image/gif"), "A copy of the type image/gif cannot be read"),
        (answer(b"%PDF-1.7\n"), "PDF"),
    ],
    ids=[
        *("another page", "this machine", "a port", "refused", "gone", "encoding", "image"),
        "broken PDF",
    ],
)
def test_a_page_that_is_no_copy(tmp_path: Path, host: Host, does: Does, why: str) -> None:
    """Whatever else an address answers is said in a sentence, and nothing is written."""
    online(tmp_path, host, *FOUND)
    host.does |= {"/a": does, "/home": answer(page("Welcome."))}
    before = tree(tmp_path)
    code, said = fetch(tmp_path, host)
    assert code == 1
    assert why in said
    assert tree(tmp_path) == before
    assert (f"The address leads to {host.url('/home')} now." in said) == ("/home" in host.paths)


def test_a_dry_run(tmp_path: Path, host: Host) -> None:
    """With `--dry-run`, and with `--extract`, a page is fetched and nothing is written."""
    online(tmp_path, host, *FOUND)
    before = tree(tmp_path)
    code, said = fetch(tmp_path, host, "--dry-run")
    assert code == 0
    assert "Would write" in said
    assert "4 of 4 found" in said
    assert fetch(tmp_path, host, "--extract") == (0, f"{COPY}\n".replace("\nThe", " The"))
    assert tree(tmp_path) == before


def test_the_archived_copy(tmp_path: Path, host: Host) -> None:
    """With `--via archive`, the archived copy is fetched, without what the archive adds."""
    made = online(tmp_path, host, *FOUND)
    assert fetch(tmp_path, host, "--via", "archive")[0] == 2
    copy = host.url("/web/20241107000000/https://news.example/a", "archive.example")
    source = {**SOURCE, "archives": [{"url": copy, "captured": "2024-11-07"}]}
    made.write("sources/gazette.yml", source)
    host.does["/web/20241107000000id_/https://news.example/a"] = answer(page(COPY))
    code, _ = fetch(tmp_path, host, "--via", "archive")
    assert code == 0
    captured = (made.content / "captures" / "gazette.yml").read_text(encoding="utf-8")
    assert f"url: {copy}\n" in captured
    assert "by: archive\n" in captured
    assert "final_url" not in captured


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (("https://news.example/unknown",), "No source has this address."),
        (("gazette", "--date", "2024-11-07"), "--date goes with --file"),
        (("gazette",), "has no `url:`"),
    ],
)
def test_nothing_to_fetch(tmp_path: Path, host: Host, arguments: tuple[str, ...], why: str) -> None:
    """What cannot be fetched is refused before anybody is asked."""
    made = online(tmp_path, host, *FOUND)
    made.write("sources/gazette.yml", SOURCE)
    code, said = ask(tmp_path, host, "capture", *arguments)
    assert code == 2
    assert why in said
    assert host.asked == []
