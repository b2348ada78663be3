"""Queries as readers paste them, and what they mean.

`search-query.js` reads queries by one regular expression. This reads them letter by letter, by what
docs/search.md says, so that both can be compared.
"""

import json
import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from random import Random

from site_builder.search.documents import Document
from site_builder.search.words import TABLES, fold, spell
from tests.support.brute_force import PREFIXES, Clause, Query

_QUOTES = '"“”„‟«»＂'
# What JavaScript takes for a space; Python's `isspace` has others.
_SPACES = "\t\n\v\f\r \u00a0\u1680\u2028\u2029\u202f\u205f\u3000\ufeff" + "".join(
    map(chr, range(0x2000, 0x200B))
)
_PREFIX = re.compile("([a-zA-Z]+):")
_PAIRS = (("“", "”"), ('"', '"'), ("«", "»"), ("„", "“"), ("＂", "＂"))
_SEPARATORS = (" ", "  ", "\n", "", "\u00a0", "\u3000")
_CHANGES: tuple[Callable[[str], str], ...] = (
    str,
    str,
    str.upper,
    str.lower,
    lambda text: unicodedata.normalize("NFD", text),
    lambda text: unicodedata.normalize("NFKC", text),
    "\u200b".join,
)


def odd_queries(documents: Sequence[Document], number: int, seed: int) -> Iterator[Query]:
    """Yield queries cut out of texts anywhere, put together at random, and written in odd ways."""
    rng = Random(seed)
    while number:
        parts = [_part(documents, rng) for _ in range(rng.choice((1, 1, 1, 2, 2, 3)))]
        text = rng.choice(_SEPARATORS).join(parts)
        clauses = meant(text)
        if clauses:
            number -= 1
            yield Query(clauses, text)


def _part(documents: Sequence[Document], rng: Random) -> str:
    field, texts = rng.choice(rng.choice(documents).texts)
    whole, _ = rng.choice(texts)
    start = rng.randrange(len(whole) + 1)
    cut = whole[start : start + rng.choice((4, 10, 30))]
    text = rng.choice(_CHANGES)(rng.choice((cut, rng.choice(whole.split(" ")))))
    if rng.random() < 0.3:
        opening, closing = rng.choice(_PAIRS)
        text = opening + text + (closing if rng.random() < 0.9 else "")
    names = [name for name, fields in PREFIXES.items() if field in fields]
    if names and rng.random() < 0.3:
        text = f"{rng.choice(names)}:{text}"
    return rng.choice("-−‑") + text if rng.random() < 0.15 else text


def meant(query: str) -> tuple[Clause, ...]:
    """Return what a query asks for, each once."""
    text = "".join(
        "-" if one in "−‑‐" and _begins(query, at, "") else one for at, one in enumerate(query)
    )
    found: list[Clause] = []
    at = 0
    while at < len(text):
        if text[at] in _SPACES:
            at += 1
            continue
        is_excluded = text[at] == "-" and _begins(text, at, _QUOTES)
        at += is_excluded
        prefix = _PREFIX.match(text, at)
        own = ""
        if prefix and text[prefix.end() : prefix.end() + 1] not in (*_SPACES, ""):
            at, own = prefix.end(), prefix[1].lower()
            if own not in PREFIXES:
                found.append(Clause((own,), is_excluded=is_excluded))
                own = ""
        is_phrase = text[at : at + 1] != "" and text[at] in _QUOTES
        ends = _QUOTES if is_phrase else _QUOTES + _SPACES
        start = at + is_phrase
        end = next((to for to in range(start, len(text)) if text[to] in ends), len(text))
        at = end + is_phrase
        runs = _runs(text[start:end])
        words = tuple(word for run in runs for word in run)
        if not words:
            continue
        if is_phrase or (is_excluded and len(words) > 1):
            found.append(Clause(words, True, is_excluded, own))
            continue
        found += (Clause(run, _is_single(run[0]), is_excluded, own) for run in runs)
    return tuple(dict.fromkeys(found))


def _begins(text: str, at: int, others: str) -> bool:
    """Whether a sign is before something, and after a space or one of `others`."""
    before, after = text[at - 1] if at else " ", text[at + 1 : at + 2]
    return before in _SPACES + others and after not in (*_SPACES, "")


def _runs(text: str) -> list[tuple[str, ...]]:
    """Return words one by one; characters that are words of their own and touch are one run."""
    spelled = "".join(map(spell, text))
    seen = [at for at, one in enumerate(text) for _ in spell(one)]
    runs: list[tuple[str, ...]] = []
    last = -1
    for match in _WORD.finditer(spelled):
        start, end = seen[match.start()], seen[match.end() - 1] + 1
        # Signs that nobody sees part nothing.
        while end < len(text) and not fold(text[end]):
            end += 1
        if start == last and _is_single(match[0]) and _is_single(runs[-1][-1]):
            runs[-1] = (*runs[-1], match[0])
        else:
            runs.append((match[0],))
        last = end
    return runs


def _is_single(word: str) -> bool:
    return _SINGLE.fullmatch(fold(word)) is not None


def _characters(kind: str) -> str:
    tables = (TABLES / f"{name}.json" for name in ("folding", "folding-rare"))
    ranges = [one for table in tables for one in json.loads(table.read_text("utf-8"))[kind]]
    return "".join(f"{chr(first)}-{chr(last)}" for first, last in ranges)


_SINGLE = re.compile(f"[{_characters('unspaced')}]")
_WORD = re.compile(
    f"[{_characters('words')}]+(?:'[{_characters('words')}]+)*|[{_characters('unspaced')}]"
)
