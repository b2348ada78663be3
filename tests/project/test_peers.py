"""That pages by other generators are compared word by word."""

from pathlib import Path

import pytest

from benchmarks.peers.__main__ import OURS, Took, table
from benchmarks.peers.compare import likeness
from benchmarks.peers.markdown import write_pages

PAGE = (
    '<article>{title}<li class="fs-row"><p class="fs-words"><span class="fs-mark">“</span>{words}'
    '</p><ul class="fs-evidence"><li><cite>{cited}</cite></li></ul></li></article>'
)
SAID = {"title": "Ada", "words": "Keep the lamps lit.", "cited": "Gazette"}


def site(folder: Path, **other: str) -> Path:
    """A site of one page."""
    page = folder / "people" / "ada" / "index.html"
    page.parent.mkdir(parents=True)
    page.write_text(PAGE.format(**SAID | other), encoding="utf-8")
    return folder


def test_the_same_pages_can_be_compared_by_time(tmp_path: Path) -> None:
    """Two sites with the same pages are alike."""
    assert likeness(site(tmp_path / "ours"), site(tmp_path / "same")).is_enough


@pytest.mark.parametrize(
    "other", [{"title": "Adam"}, {"words": "Keep the lamp lit."}, {"cited": "Herald " * 30}]
)
def test_other_pages_cannot_be_compared_by_time(other: dict[str, str], tmp_path: Path) -> None:
    """A site with other words, other quotes or more bytes is not like ours, and that is told."""
    found = likeness(site(tmp_path / "ours"), site(tmp_path / "other", **other))
    assert not found.is_enough
    assert found.examples[0].startswith("people/ada")


def test_a_missing_page_is_told(tmp_path: Path) -> None:
    """A page that only one of the sites has is named."""
    ours, theirs = site(tmp_path / "ours"), site(tmp_path / "theirs")
    (theirs / "index.html").write_text("<article></article>", encoding="utf-8")
    assert likeness(ours, theirs).further == (".",)
    assert likeness(theirs, ours).missing == (".",)


def test_our_pages_are_written_in_markdown(tmp_path: Path) -> None:
    """A page becomes a file with its headings, links, items and quotes."""
    page = tmp_path / "site" / "ada" / "index.html"
    page.parent.mkdir(parents=True)
    page.write_text(
        '<body><article><h1 id="sheet">Ada</h1><p>See <a href="../x/">*x*</a>.</p>'
        '<ul><li>one</li></ul><p class="fs-words">Words.</p><script>s</script></article></body>'
    )
    write_pages(tmp_path / "site", tmp_path / "docs")
    assert (tmp_path / "docs" / "ada" / "index.md").read_text(encoding="utf-8").split("\n\n") == [
        "# Ada {: #sheet }",
        r"See [\*x\*](../x/) .",
        "- one",
        "> Words.\n{: .fs-words }\n",
    ]


def test_peers_are_compared_in_the_same_turn() -> None:
    """A ratio is the median of that of each turn."""
    seconds = [(1.0, 2.0), (2.0, 4.0), (8.0, 4.0)]
    turns = [{OURS: Took(ours, ours), "Hugo": Took(it, 2 * it)} for ours, it in seconds]
    assert table(turns).splitlines()[3] == "| Hugo | 4.00 s | 8.00 s | 0.50 | 0.25 |"
