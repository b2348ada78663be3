"""Addresses that open a page at quoted words: URL text fragments (WICG Scroll to Text Fragment).

    https://example.org/news#:~:text=prefix-,start,end,-suffix

Words, prefix and suffix are those of a W3C TextQuoteSelector. A browser goes to the first place
that matches, so no address is made that might match elsewhere (decision 27).
"""

import re
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import quote as percent_encode

from site_builder.evidence.matching import UNSPACED

WHOLE = 120
"""Words of up to this many characters are sought whole; longer ones by their start and end."""
ENOUGH = 20
"""Fewer characters, with what stands around them, may match elsewhere. Chromium's own number."""
_ENDS = 5
# Editors mark a changed case, as in `[T]he`, and browsers do not tell cases apart.
_CASE = re.compile(r"(?<![\w\]])\[([^\W\d_])\](?=\w)")
# All else that they put into a quote, or left out of it, is not in the source.
_GAP = re.compile(r"\[[^\[\]]*\]")


class _Sought(NamedTuple):
    """The parts of a text directive; all but `start` may be empty."""

    before: str
    start: str
    end: str
    after: str

    @property
    def is_enough(self) -> bool:
        """Whether the parts that tell where to begin are long enough to match nowhere else."""
        return len(self.before + self.start + ("" if self.end else self.after)) >= ENOUGH

    def __str__(self) -> str:
        words = ",".join(_encode(part) for part in (self.start, self.end) if part)
        before = f"{_encode(self.before)}-," if self.before else ""
        after = f",-{_encode(self.after)}" if self.after else ""
        return f"{before}{words}{after}"


def at_words(url: str, words: str, prefix: str = "", suffix: str = "") -> str:
    """Return the address that opens `url` with the words highlighted, in browsers that support it.

    Empty if the source's own words among them might be found elsewhere, or not at all.
    """
    if UNSPACED.search(words):
        return ""  # browsers find whole words only, and guess where one begins
    for sought in _candidates(words, prefix, suffix):
        if sought.is_enough:
            return _opened(url, sought)
    return ""


def _opened(url: str, sought: _Sought) -> str:
    url = without_directive(url)
    return f"{url}{'' if '#' in url else '#'}:~:text={sought}"


def at_passage(url: str, first: str, last: str = "") -> str:
    """Return the address that opens `url` with a passage highlighted, from its first to last words.

    Without `last`, the first words are all of it. Empty if they might be found elsewhere.
    """
    if not last or UNSPACED.search(last):
        return at_words(url, first)
    lines, others = _lines(first), _lines(last)
    if UNSPACED.search(first) or not (lines and others):
        return ""
    start, _ = _ends(lines[0], "")
    sought = _Sought("", start, _last_words(others[-1]), "")
    return _opened(url, sought) if sought.is_enough else ""


def without_directive(url: str) -> str:
    """Return an address without a text directive, with which it may have been copied."""
    address, hash_, fragment = url.partition("#")
    kept = fragment.partition(":~:")[0]
    return f"{address}{hash_}{kept}" if kept or not fragment else address


def _candidates(words: str, prefix: str, suffix: str) -> Iterator[_Sought]:
    """Yield what could be sought, the best first: by what stands before, behind, or by itself.

    Words that have a prefix or a suffix are never sought without one: they may well be repeated.
    """
    runs = [_lines(run) for run in _runs(words)]
    before, after = _lines(_runs(prefix)[-1])[-1:], _lines(_runs(suffix)[0])[:1]
    first, last = runs[0], runs[-1]
    if before and first:
        start, end = _ends(first[0], first[-1] if len(first) > 1 else "")
        yield _Sought(before[0], start, end, after[0] if after and len(runs) == 1 else "")
    if after and last:
        # A range would begin at the first place that has its start, whatever is behind its end.
        yield _Sought("", _last_words(last[-1]), "", after[0])
    if not (prefix or suffix):
        for run in runs:
            for line in run:
                yield _Sought("", *_ends(line, run[-1] if line is not run[-1] else ""), "")


def _runs(text: str) -> list[str]:
    """Return what is between the editors' brackets, without words that are glued to these."""
    if "[" not in text:
        return [text]
    runs = _GAP.split(_CASE.sub(r"\1", text))
    for at in range(1, len(runs)):
        if not runs[at - 1][-1:].isspace():
            runs[at - 1] = "".join(runs[at - 1].rsplit(maxsplit=1)[:-1])
        if not runs[at][:1].isspace():
            runs[at] = "".join(runs[at].split(maxsplit=1)[1:])
    return runs


def _lines(text: str) -> list[str]:
    """Return the lines that have words, which a browser would not find across the end of one."""
    return [line for line in (" ".join(line.split()) for line in text.splitlines()) if line]


def _ends(first: str, last: str) -> tuple[str, str]:
    """Return the start and the end by which words are sought; no end if the start is all.

    `last` is the last of several lines, of which `first` is the first.
    """
    start = first if len(first) <= WHOLE else first[: WHOLE + 1].rpartition(" ")[0] or first
    rest = last or first[len(start) :]
    return start, " ".join(rest.split()[-_ENDS:])


def _last_words(line: str) -> str:
    return line if len(line) <= WHOLE else line[-WHOLE - 1 :].partition(" ")[2] or line


class _Encoded(dict[int, str]):
    """The encoding of each character, made when it is first met, for `str.translate`."""

    def __missing__(self, character: int) -> str:
        # `-`, `,` and `&` too: they separate the parts of a text directive.
        encoded = "%2D" if chr(character) == "-" else percent_encode(chr(character), safe="")
        return self.setdefault(character, encoded)


_ENCODED = _Encoded()


def _encode(text: str) -> str:
    return text.translate(_ENCODED)
