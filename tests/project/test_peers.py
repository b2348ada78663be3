"""That pages by other generators are compared word by word."""

from pathlib import Path

import pytest

from benchmarks.peers.__main__ import OURS, Took, table
from benchmarks.peers.plan import differences

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


@pytest.mark.parametrize(
    "other", [{"title": "Adam"}, {"words": "Keep the lamp lit."}, {"cited": "Herald"}]
)
def test_another_word_is_a_difference(other: dict[str, str], tmp_path: Path) -> None:
    """A page with another word, in a quote, a citation or anywhere, is not the same page."""
    ours = site(tmp_path / "ours")
    assert differences(ours, site(tmp_path / "same")) == []
    assert differences(ours, site(tmp_path / "other", **other)) == ["people/ada/"]


def test_a_missing_page_is_a_difference(tmp_path: Path) -> None:
    """A page that only one of the sites has is named."""
    ours, theirs = site(tmp_path / "ours"), site(tmp_path / "theirs")
    (theirs / "index.html").write_text("<article></article>", encoding="utf-8")
    assert differences(ours, theirs) == [""]


def test_peers_are_compared_in_the_same_turn() -> None:
    """A ratio is the median of that of each turn."""
    seconds = [(1.0, 2.0), (2.0, 4.0), (8.0, 4.0)]
    turns = [{OURS: Took(ours, ours), "Hugo": Took(it, 2 * it)} for ours, it in seconds]
    assert table(turns).splitlines()[3] == "| Hugo | 4.00 s | 8.00 s | 0.50 | 0.25 |"
