"""Find quoted words in the text of a source: character by character, but for a closed map.

Words are found if they stand there as they are printed, apart from what `folding.RULES` lists,
and begin and end where words do. `[…]` and `[words]` in a quote are the editors'; what the source
has in their place is returned, so that it can be shown. Nothing is accepted for being similar.
"""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from site_builder.diagnostics import quoted
from site_builder.evidence.folding import BROKEN, HYPHENS, Folded, changes, fold
from site_builder.evidence.negations import MARK, WORD, negations

MAX_GAP = 300
"""The most characters that a `[…]` may leave out."""
MAX_REPLACED = 60
"""The most characters that `[words]` may stand for."""
FEWEST_WORDS = 2
"""The fewest words on either side of a `[…]`: one alone stands anywhere."""
BESIDE = (
    "Add a `prefix:` or a `suffix:` to the citation: the words right before or right after the"
    " quoted ones, as printed."
)
"""What to type where words stand in several places."""
_WHOLE = "Quote whole words and numbers."
_GAP = frozenset({"…", "..."})
# The case of a first letter, as in `[W]e` and `[C]'est`.
_ONE_LETTER = re.compile(r"(?<![\w\]])\[([^\W\d_])\](?='?[^\W\d_])")
UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
    "\U00020000-\U0003ffff]"
)
"""Thai, Lao, Burmese, Khmer, kana and Han, which have no spaces between words."""
_SIGNS, _CURRENCIES = frozenset("-−"), frozenset("$€£¥₽₴")
_RAISED = frozenset("⁰¹²³⁴⁵⁶⁷⁸⁹")
_OUTER = " \"'"


@dataclass(frozen=True, slots=True)
class Match:
    """Where the words stand in a text, as offsets in code points, and what is not the same there.

    `changes` lists what differs by the map, as `’→'`. `gaps` are the words that each `[…]` leaves
    out; `replaced` those that each `[words]` stands for, empty if it adds to them. `occurrences`
    counts the places where the words stand, whatever is around them. `ends` are where the first and
    the last words of a passage stand, if it was sought by these.
    """

    start: int
    end: int
    changes: tuple[str, ...] = ()
    gaps: tuple[str, ...] = ()
    replaced: tuple[str, ...] = ()
    occurrences: int = 1
    ends: tuple[tuple[int, int], tuple[int, int]] | None = None

    def moved(self, offset: int) -> "Match":
        """Return the same match in a text that begins `offset` characters earlier."""
        return replace(self, start=self.start + offset, end=self.end + offset)

    @property
    def negations(self) -> list[str]:
        """The negations among the words that are left out or replaced."""
        return [word for text in (*self.gaps, *self.replaced) for word in negations(text)]


@dataclass(frozen=True, slots=True)
class Miss:
    """Why words are not found: the code of the fault, the fact in a sentence, and what to type.

    `{copy}` in the message stands for the name of the copy. Without a hint, the nearest words in
    the copy are one.
    """

    code: str
    message: str
    hint: str = ""

    def about(self, copy: str) -> str:
        """Return the message, with the name of the copy."""
        message = self.message.replace("{copy}", copy)
        return message[0].upper() + message[1:]


NOWHERE = Miss("quote-not-in-capture", "{copy} does not have these words.")


@dataclass(frozen=True, slots=True)
class _Piece:
    """Words between the editors' marks.

    The quote `begins` with them, or goes on after a gap, if no insertion is before them. The spaces
    that it has before and after an insertion tell what this can stand for. Words that are `cased`
    have marks of one letter, as in `[W]e`.
    """

    words: str
    begins: bool = True
    space_before: bool = False
    space_after: bool = False
    cased: bool = False

    def places(self, text: str) -> Iterator[tuple[int, int]]:
        """Yield every place of the words in a folded text, overlapping ones included."""
        if self.cased or BROKEN in text:
            pattern = re.compile(self._pattern())
            found = pattern.search(text)
            while found:
                yield found.span()
                found = pattern.search(text, found.start() + 1)
            return
        at = text.find(self.words)
        while at >= 0:
            yield at, at + len(self.words)
            at = text.find(self.words, at + 1)

    def as_printed(self, own: str, theirs: str) -> str:
        """Return the quote's own words with each letter of a changed case as the text has it."""
        if not self.cased:
            return own
        letters = iter(re.split(self._pattern(), theirs)[1:])
        return MARK.sub(lambda _: next(letters), own)

    def _pattern(self) -> str:
        if not self.cased:
            return _literal(self.words)
        parts = _ONE_LETTER.split(self.words)  # every second one is a letter
        return "".join(_either(part) if at % 2 else _literal(part) for at, part in enumerate(parts))


def _literal(words: str) -> str:
    """Return a pattern for words in a text where a hyphen may break a word at a line's end."""
    between = re.sub(r"(?<=[^\W\d_])(?=[^\W\d_])", BROKEN, words)
    return (
        re.escape(between)
        .replace(re.escape("-"), f"[-{BROKEN}]")
        .replace(re.escape(BROKEN), f"{BROKEN}?")
    )


def _either(letter: str) -> str:
    return f"({re.escape(letter.lower())}|{re.escape(letter.upper())})"


def find(words: str, text: str, prefix: str = "", suffix: str = "") -> Match | Miss:
    """Find words in a text, right after `prefix` and right before `suffix`, if these are given."""
    return Copy(text).find(words, prefix, suffix)


class Copy:
    """The text of a source, in which words are sought."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._folded: Folded | None = None

    @property
    def folded(self) -> Folded:
        """The text as it is compared; it is made once."""
        if self._folded is None:
            self._folded = Folded(self.text)
        return self._folded

    def find(self, words: str, prefix: str = "", suffix: str = "") -> Match | Miss:
        """Find words right after `prefix` and right before `suffix`, where these are given."""
        sought = fold(words).replace(BROKEN, "-")
        # A source may print brackets of its own.
        pieces: tuple[_Piece, ...] = (_Piece(sought),)
        own = [words]
        found, cut = self._places(pieces)
        if not found and "[" in sought:
            pieces, own = tuple(_pieces(sought)), _own_words(words)
            if short := _too_short(pieces):
                return short
            found, others = self._places(pieces)
            cut += others
        if not found:
            return self._why_not(pieces, cut)
        there = [place for place in found if self._stands(place, prefix, suffix)]
        if not there:
            return Miss(
                "quote-not-in-capture",
                _elsewhere(prefix, suffix),
                "Write `prefix:` and `suffix:` as the copy has them.",
            )
        if len(there) > 1:
            places = f"{{copy}} has these words in {len(there)} places."
            return Miss("ambiguous-quote", places, BESIDE)
        return self._match(own, pieces, there[0], len(found))

    def _places(
        self, pieces: Sequence[_Piece], most: int = MAX_GAP
    ) -> tuple[list[tuple[tuple[int, int], ...]], int]:
        """Return all places of the words, each with the ends of all pieces; and how many cut words.

        Of places that begin or end alike, only the shortest counts.
        """
        text = self.folded.text
        if not pieces:
            return [], 0
        spans = [[*piece.places(text)] for piece in pieces]
        cut = 0
        sound: list[list[tuple[int, int]]] = []
        for at, (piece, found) in enumerate(zip(pieces, spans, strict=True)):
            ends = at + 1 == len(pieces) or pieces[at + 1].begins
            kept = [
                span
                for span in found
                if not (piece.begins and self.cuts(span[0])) and not (ends and self.cuts(span[1]))
            ]
            cut += len(found) - len(kept)
            sound.append(kept)
        # From the last piece to the first: by each place of a piece, the nearest of the next one.
        following: list[dict[tuple[int, int], tuple[int, int]]] = []
        reached = sound[-1]
        for at in range(len(pieces) - 1, 0, -1):
            ways: dict[tuple[int, int], tuple[int, int]] = {}
            starts = [span[0] for span in reached]
            limit = most if pieces[at].begins else MAX_REPLACED + 2
            for span in sound[at - 1]:
                first = bisect_left(starts, span[1])
                last = bisect_right(starts, span[1] + limit)
                for following_span in reached[first:last]:
                    if self._joins(pieces[at], text[span[1] : following_span[0]], span[1]):
                        ways[span] = following_span
                        break
            following.append(ways)
            reached = [*ways]
        places: dict[int, tuple[tuple[int, int], ...]] = {}
        for span in reached:
            way = [span]
            for ways in reversed(following):
                way.append(ways[way[-1]])
            # A later beginning with the same end is the shorter one.
            places[way[-1][1]] = tuple(way)
        return [*places.values()], cut

    def _joins(self, piece: _Piece, between: str, at: int) -> bool:
        """Check whether an editors' mark can stand for what the source has between two pieces."""
        if piece.begins:
            return bool(between.strip())
        if between == " ":
            return piece.space_before or piece.space_after
        if not between:
            return not (piece.space_before and piece.space_after)
        before, after = between[:1] == " ", between[-1:] == " "
        replaced = between.strip()
        return (
            before == piece.space_before
            and after == piece.space_after
            and len(replaced) <= MAX_REPLACED
            and not self.cuts(at)
            and not self.cuts(at + len(between))
        )

    def cuts(self, at: int) -> bool:
        """Check whether a place in the folded text is within a word or a number."""
        text = self.folded.text
        before, after = text[at - 1 : at], text[at : at + 1]
        if not (before and after):
            return False
        if unicodedata.category(after)[0] == "M":
            return True
        if after in _RAISED:
            return before.isdigit()  # behind a word, it is the mark of a note
        if _is_wordlike(before) and _is_wordlike(after):
            return not (UNSPACED.match(before) or UNSPACED.match(after))
        if BROKEN in (before, after):
            return True
        second, last_but_one = text[at + 1 : at + 2], text[at - 2 : at - 1]
        if _is_wordlike(before):
            return (_is_wordlike(second) and self._joins_words(at, before, second)) or (
                before.isdigit() and after in "%‰"
            )
        if _is_wordlike(after):
            if _is_wordlike(last_but_one):
                return self._joins_words(at - 1, last_but_one, after)
            return after.isdigit() and (before in _SIGNS or before in _CURRENCIES)
        return False

    def _joins_words(self, at: int, before: str, after: str) -> bool:
        """Check whether the character at a place makes one word of what is on both sides of it."""
        sign = self.folded.text[at]
        if sign == "-":
            return self.text[self.folded.start(at)] in HYPHENS
        return sign == "'" or (sign in ".,:" and before.isdigit() and after.isdigit())

    def _stands(self, place: Sequence[tuple[int, int]], prefix: str, suffix: str) -> bool:
        """Check whether words stand between a prefix and a suffix, spaces and marks apart."""
        text = self.folded.text
        before, after = fold(prefix).strip(_OUTER), fold(suffix).strip(_OUTER)
        start, end = place[0][0], place[-1][1]
        if before:
            there = text[max(0, start - 2 * len(before) - 20) : start].rstrip(_OUTER)
            if not (there.endswith(before) or _is_broken("{}$", before, there)):
                return False
        if after:
            there = text[end : end + 2 * len(after) + 20].lstrip(_OUTER)
            return there.startswith(after) or _is_broken("^{}", after, there)
        return True

    def _match(
        self,
        own: Sequence[str],
        pieces: Sequence[_Piece],
        place: Sequence[tuple[int, int]],
        occurrences: int,
    ) -> Match:
        folded = self.folded
        start, end = folded.start(place[0][0]), folded.end(place[-1][1])
        gaps: list[str] = []
        replaced: list[str] = []
        for piece, (before, after) in zip(pieces[1:], pairwise(place), strict=True):
            between = self.text[folded.end(before[1]) : folded.start(after[0])].strip()
            (gaps if piece.begins else replaced).append(between)
        different: dict[str, None] = {}
        for mine, piece, (at, to) in zip(own, pieces, place, strict=True):
            theirs = self.text[folded.start(at) : folded.end(to)]
            printed = piece.as_printed(mine, folded.text[at:to])
            if printed != theirs:
                different |= dict.fromkeys(changes(theirs, printed))
        return Match(start, end, tuple(different), tuple(gaps), tuple(replaced), occurrences)

    def _why_not(self, pieces: Sequence[_Piece], cut: int) -> Miss:
        """Say why words are not found, by what is found when one condition is dropped."""
        if len(pieces) < 2:
            if cut:
                return Miss("cut-word", "The quote begins or ends within a word of {copy}.", _WHOLE)
            return NOWHERE
        wide, _ = self._places(pieces, len(self.folded.text))
        if wide:
            longest = max(after[0] - before[1] for before, after in pairwise(wide[0]))
            return Miss(
                "long-gap",
                f"A `[…]` leaves out {longest:,} characters; the limit is {MAX_GAP}.",
                "Make two statements of it.",
            )
        if not all(next(piece.places(self.folded.text), None) for piece in pieces):
            return NOWHERE
        if cut:
            return Miss("cut-word", "A part of the quote begins or ends within a word of {copy}.")
        if all(piece.begins for piece in pieces):
            return Miss(
                "quote-not-in-capture",
                "{copy} has the parts of this quote, but not in this order.",
                "Quote them in the order of the copy, or make several statements of them.",
            )
        return Miss(
            "quote-not-in-capture",
            "{copy} has the parts of this quote, but not next to each other in this order.",
            "Words in brackets add to those of the copy, or stand for whole words of it, of at most"
            f" {MAX_REPLACED} characters.",
        )


def _is_broken(where: str, words: str, there: str) -> bool:
    """Check whether words stand where a pattern says, in a text in which lines break words."""
    return BROKEN in there and re.search(where.format(_literal(words)), there) is not None


def _is_wordlike(character: str) -> bool:
    return character.isalnum() or unicodedata.category(character or " ")[0] == "M"


def _pieces(words: str) -> list[_Piece]:
    """Return the words between the editors' marks; those at the ends say nothing of the source."""
    pieces: list[_Piece] = []
    gap, space_before, at = False, False, 0
    marks = [mark for mark in MARK.finditer(words) if not _ONE_LETTER.match(words, mark.start())]
    for start, end, mark in [
        *((mark.start(), mark.end(), mark[1]) for mark in marks),
        (len(words), len(words), ""),
    ]:
        between = words[at:start]
        if between.strip():
            space_after, cased = between[0] == " ", _ONE_LETTER.search(between) is not None
            begins = gap or not pieces
            pieces.append(_Piece(between.strip(), begins, space_before, space_after, cased))
            gap, space_before = False, between[-1] == " "
        # Of two marks side by side, a gap is the wider one.
        gap = gap or mark in _GAP
        at = end
    return pieces


def _own_words(words: str) -> list[str]:
    """Return the words between the editors' marks as the quote has them.

    Which of the marks are those of a letter's case is seen in the folded words, as by `_pieces`.
    """
    parts: list[str] = []
    at = 0
    sought = fold(words)
    for mark, same in zip(MARK.finditer(words), MARK.finditer(sought), strict=True):
        if not _ONE_LETTER.match(sought, same.start()):
            parts.append(words[at : mark.start()])
            at = mark.end()
    # A part of signs that nobody sees is none.
    return [part.strip() for part in (*parts, words[at:]) if fold(part).strip()]


def _too_short(pieces: Sequence[_Piece]) -> Miss | None:
    """Report a part between two gaps that is too short to say anything of its place."""
    parts: list[str] = []
    for piece in pieces:
        if piece.begins or not parts:
            parts.append(piece.words)
        else:
            parts[-1] += f" {piece.words}"
    for part in parts if len(parts) > 1 else ():
        count = len(WORD.findall(_ONE_LETTER.sub(r"\1", part)))
        if count < FEWEST_WORDS and len(UNSPACED.findall(part)) < 2 * FEWEST_WORDS:
            return Miss(
                "short-piece",
                f"{quoted(part)} alone next to a `[…]` could stand anywhere in {{copy}}.",
                "Quote at least two words on each side of it.",
            )
    return None


def _elsewhere(prefix: str, suffix: str) -> str:
    after = f"right after {quoted(prefix)}" if prefix else ""
    before = f"right before {quoted(suffix)}" if suffix else ""
    return f"{{copy}} has these words, but not {' and '.join(filter(None, (after, before)))}."
