"""Copies of sources, quotes from them, and what may happen to a quote: faithful or not.

All words are invented. Every rewording is drawn from a seed, so that a failure can be seen again.
"""

import random
import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

_NAMES = ("Example", "Sample", "Muster", "Образцов", "Прикладна")
_NUMBERS = ("12", "1,500", "3.5", "2019", "47%", "−8", "№ 4")
_WORDS = (
    *("official", "office", "finally", "affirm", "conflict", "treaty", "harbour", "tide", "spring"),
    *("winter", "border", "council", "ministry", "answer", "question", "fisher", "don’t", "can’t"),
    *("well-known", "long-term", "state‐owned", "co-operation", "переговоры", "весна", "граница"),
    *("совет", "вопрос", "ответ", "угода", "море", "“open”", "«договор»", "‘tide’", "—", "–", "…"),
)
_NEGATIONS = ("not", "never", "no", "не", "ни", "нет", "ні")


class Case(NamedTuple):
    """A copy's text, and words from it, whole or with `[…]`."""

    text: str
    words: str


def cases(seed: int, count: int) -> Iterator[Case]:
    """Yield copies, each with a quote that stands in it once."""
    draw = random.Random(seed)
    for _ in range(count):
        sentences = [_sentence(draw) for _ in range(draw.randint(4, 8))]
        at = draw.randrange(len(sentences))
        text = " ".join(sentences)
        words = sentences[at]
        if draw.random() < 0.3:
            words = _with_gap(draw, words)
        yield Case(text, words)


def _sentence(draw: random.Random) -> str:
    words = draw.sample(_WORDS, draw.randint(8, 16))
    # What makes a sentence the only one of its kind: a name, a number, a negation.
    for kind in (_NAMES, _NUMBERS, _NEGATIONS):
        words.insert(draw.randrange(1, len(words)), draw.choice(kind))
    while not words[0][0].isalpha():
        words.insert(0, draw.choice([word for word in _WORDS if word not in words]))
    while not words[-1][-1].isalpha():
        words.append(draw.choice([word for word in _WORDS if word not in words]))
    return f"{' '.join(words)}{draw.choice('.!?')}"


def _with_gap(draw: random.Random, words: str) -> str:
    parts = words.split(" ")
    start = draw.randint(3, len(parts) - 5)
    end = draw.randint(start + 1, len(parts) - 3)
    before, after = " ".join(parts[:start]), " ".join(parts[end:])
    if min(len(re.findall(r"\w{2,}", side)) for side in (before, after)) < 3:
        return words
    return f"{before} […] {after}"


def _one(draw: random.Random, pattern: str, words: str, new: Callable[[str], str]) -> str:
    """Replace one match of a pattern; the same words if there is none."""
    found = [*re.finditer(pattern, words)]
    if not found:
        return words
    chosen = draw.choice(found)
    return words[: chosen.start()] + new(chosen[0]) + words[chosen.end() :]


_IN_WORDS = {"12": "twelve", "2019": "two thousand and nineteen", "47": "forty-seven"}


def _moved(draw: random.Random, pattern: str, words: str) -> str:
    """Move what a pattern matches to another place between words; not across a gap."""
    found = re.search(rf"(?<= )(?:{pattern}) ", words)
    if not found or "[…]" in words:
        return words
    rest = words[: found.start()] + words[found.end() :]
    places = [space.end() for space in re.finditer(r"(?<=\w) (?=\w)", rest)]
    places = [place for place in places if place != found.start()]
    if not places:
        return words
    at = draw.choice(places)
    return f"{rest[:at]}{found[0]}{rest[at:]}"


def _another_letter(draw: random.Random, letter: str) -> str:
    letters = "абвгдежзик" if letter > "z" else "abcdefghik"
    return draw.choice([one for one in letters if one != letter.lower()])


MUTATIONS: dict[str, Callable[[random.Random, str], str]] = {
    "another letter": lambda draw, words: _one(
        draw, r"[^\W\d_]", words, lambda letter: _another_letter(draw, letter)
    ),
    "a letter lost": lambda draw, words: _one(draw, r"(?<=\w)[^\W\d_](?=\w)", words, lambda _: ""),
    "a letter too many": lambda draw, words: _one(
        draw, r"[^\W\d_](?=\w)", words, lambda letter: letter + _another_letter(draw, letter)
    ),
    "another case": lambda draw, words: _one(draw, r"[^\W\d_]", words, str.swapcase),
    "a letter of another script": lambda draw, words: _one(
        draw, "[aeopcx]", words, lambda letter: dict(zip("aeopcx", "аеорсх", strict=True))[letter]
    ),
    "another digit": lambda draw, words: _one(
        draw, r"\d", words, lambda digit: draw.choice("0123456789".replace(digit, ""))
    ),
    "a digit lost": lambda draw, words: _one(draw, r"\d(?=[\d,.])", words, lambda _: ""),
    "a sign lost": lambda draw, words: _one(
        draw, r"[−%,.](?=\d| )|(?<=\d)[,.%]", words, lambda _: ""
    ),
    "a negation lost": lambda draw, words: _one(
        draw, rf"(?<= )(?:{'|'.join(_NEGATIONS)}) ", words, lambda _: ""
    ),
    "a negation too many": lambda draw, words: _one(
        draw, r"(?<=\w) (?=\w)", words, lambda _: f" {draw.choice(_NEGATIONS)} "
    ),
    "another name": lambda draw, words: _one(
        draw,
        "|".join(_NAMES),
        words,
        lambda name: draw.choice([other for other in _NAMES if other != name]),
    ),
    "a word lost": lambda draw, words: _one(draw, r"(?<=\w )\w{3,} (?=\w)", words, lambda _: ""),
    "two words exchanged": lambda draw, words: _one(
        draw,
        r"\w{4,} \w{2,}",
        words,
        lambda pair: " ".join(reversed(pair.split(" "))),
    ),
    "pieces exchanged": lambda _draw, words: " […] ".join(reversed(words.split(" […] "))),
    "a number in words": lambda draw, words: _one(
        draw, "12|2019|47", words, lambda number: _IN_WORDS[number]
    ),
    "another separator": lambda draw, words: _one(
        draw, r"(?<=\d)[,.](?=\d)", words, lambda sign: draw.choice([" ", ",.".replace(sign, "")])
    ),
    "a contraction undone": lambda draw, words: _one(
        draw, "n’t", words, lambda _: draw.choice(["", " not"])
    ),
    "another negation": lambda draw, words: _one(
        draw,
        rf"(?<= )(?:{'|'.join(_NEGATIONS)})(?= )",
        words,
        lambda word: draw.choice([other for other in _NEGATIONS if other != word]),
    ),
    "a name elsewhere": lambda draw, words: _moved(draw, "|".join(_NAMES), words),
    "a number elsewhere": lambda draw, words: _moved(
        draw, "|".join(map(re.escape, _NUMBERS)), words
    ),
    "a hyphen lost": lambda draw, words: _one(draw, r"(?<=\w)[-‐](?=\w)", words, lambda _: ""),
    "a hyphen too many": lambda draw, words: _one(
        draw, r"(?<=[^\W\d_]{2})(?=[^\W\d_]{2})", words, lambda _: "-"
    ),
    "a space lost": lambda draw, words: _one(draw, r"(?<=\w) (?=\w)", words, lambda _: ""),
    "a space too many": lambda draw, words: _one(
        draw, r"(?<=[^\W\d_]{2})(?=[^\W\d_]{2})", words, lambda _: " "
    ),
    "another sentence": lambda draw, words: words[:-1] + draw.choice(".!?".replace(words[-1], "")),
    "two dots": lambda draw, words: _one(draw, "[еЕ]", words, lambda _: "ё"),
    "a short i": lambda draw, words: _one(draw, "и", words, lambda _: "й"),
    "a compatible letter": lambda draw, words: _one(
        draw, "[ci]", words, lambda letter: {"c": "ⅽ", "i": "ⅰ"}[letter]
    ),
    "an accent": lambda draw, words: _one(draw, "[aeiou]", words, lambda letter: letter + "\u0301"),
}
"""What alters a quote. Each may leave it as it is, if it has nothing to alter."""


def _sign(draw: random.Random, signs: str, words: str) -> str:
    return "".join(
        draw.choice(signs) if sign in signs and draw.random() < 0.7 else sign for sign in words
    )


FAITHFUL: dict[str, Callable[[random.Random, str], str]] = {
    "marks": lambda draw, text: _sign(draw, "’‘'‚‛‹›′ʼ", _sign(draw, '“”„‟«»″"', text)),
    "dashes": lambda draw, text: re.sub("(?<= )[—–](?= )", lambda _: draw.choice("—–―-"), text),
    "hyphens": lambda draw, text: _sign(draw, "-‐‑", text),
    "spaces": lambda draw, text: re.sub(
        " ", lambda _: draw.choice([" ", "\u00a0", "  ", "\u202f", "\n", " \n ", "\u2009"]), text
    ),
    "unseen": lambda draw, text: re.sub(
        r"(?<=\w)(?=\w)",
        lambda _: draw.choice(["", "", "", "\u00ad", "\u200b", "\u2060", "\ufeff"]),
        text,
    ),
    "ellipsis": lambda draw, text: text.replace("…", draw.choice(["…", "..."])),
    "ligatures": lambda _draw, text: (
        text.replace("ffi", "ﬃ").replace("ffl", "ﬄ").replace("ff", "ﬀ").replace("fi", "ﬁ")
    ).replace("fl", "ﬂ"),
    "soft hyphens at the ends of lines": lambda draw, text: re.sub(
        r"(?<=[^\W\d_ʼ]{3})(?=[^\W\d_ʼ]{3})",
        lambda _: draw.choice(["", "", "\u00ad\n", "\u00ad\u200b"]),
        text,
    ),
    "lines of a PDF": lambda draw, text: re.sub(
        " ", lambda _: draw.choice([" ", " ", "\r\n", "\n", "\n\n", "\u2028", "\f"]), text
    ),
    "lines": lambda draw, text: re.sub(
        r"(?<=[^\W\d_ʼ]{2})(?=[^\W\d_ʼ]{2})",
        lambda _: draw.choice(["", "", "", draw.choice("-‐") + "\n"]),
        text,
    ),
}
"""What a copy may have otherwise although it prints the same words: the published map."""
