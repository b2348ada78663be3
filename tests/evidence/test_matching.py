"""Words are found in a copy if they are printed there, and only then."""

import random
from dataclasses import replace

import pytest

from site_builder.evidence.matching import Copy, Match, Miss, find
from site_builder.evidence.negations import negations_added
from tests.support.rewordings import FAITHFUL, MUTATIONS, cases

COPY = (
    "He said: “We will not negotiate – that’s final,” and left.\n\nThe minister, who holds 1,000"
    " shares, said they would “leave” at 5.5% of nego-\ntiated terms. Then he went on about it."
    " We will go. The [new] treaty costs −8 coins and 10⁶ fish¹ of the anti-tide kind."
)


def found(words: str, prefix: str = "", suffix: str = "") -> Match:
    """The match of words that are in the copy."""
    match = find(words, COPY, prefix, suffix)
    assert isinstance(match, Match), match
    return match


def missed(words: str, prefix: str = "", suffix: str = "") -> str:
    """Why words are not found: the code."""
    miss = find(words, COPY, prefix, suffix)
    assert isinstance(miss, Miss), miss
    return miss.code


def test_2000_mutations_are_refused() -> None:
    """No quote with an altered letter, number, negation, name or order is found in its copy."""
    draw, tried = random.Random(13), 0
    names = [*MUTATIONS]
    for text, words in cases(seed=7, count=1_000):
        for _ in range(6):
            name = draw.choice(names)
            altered = MUTATIONS[name](draw, words)
            if altered == words:
                continue
            tried += 1
            match = find(altered, text)
            # What falls into a gap is shown with it; that it was a negation is a fault of its own.
            is_told = isinstance(match, Match) and "negation" in name and match.negations
            assert isinstance(match, Miss) or is_told, (name, altered, text)
    assert tried >= 2_000


def test_2000_faithful_variants_are_found() -> None:
    """Every quote is found in a copy that prints the same words in other typography."""
    draw, tried = random.Random(31), 0
    names = [*FAITHFUL]
    for text, words in cases(seed=8, count=400):
        for _ in range(6):
            printed = text
            for name in draw.sample(names, draw.randint(1, 3)):
                printed = FAITHFUL[name](draw, printed)
            tried += 1
            match = find(words, printed)
            assert isinstance(match, Match), (words, printed, match)
            assert bool(match.changes) or words in printed or "[…]" in words
    assert tried >= 2_000


@pytest.mark.parametrize(
    ("words", "there"),
    [
        ("We will not negotiate", "We will not negotiate"),
        ("that's final", "that’s final"),
        ("[W]e will go", "We will go"),
        ("[t]he minister, who", "The minister, who"),
        ("negotiated terms", "nego-\ntiated terms"),
        ("The [new] treaty", "The [new] treaty"),
        ("of the anti-tide kind", "of the anti-tide kind"),
        ("costs −8 coins", "costs −8 coins"),
        ("10⁶ fish", "10⁶ fish"),
    ],
)
def test_where_words_stand(words: str, there: str) -> None:
    """The place of a match is that of the words in the copy, as it prints them."""
    match = found(words)
    assert COPY[match.start : match.end] == there


@pytest.mark.parametrize(
    ("words", "changes"),
    [
        ("We will not negotiate", ()),
        ("that's final", ("’→'",)),
        ("negotiate — that's final", ("–→—", "’→'")),
        ("negotiated terms", ("a hyphen where a line ends",)),
        ("and left. The minister", ("white space",)),
        ("[W]e will go", ()),
        ("We will not […] that's final", ("’→'",)),
        ("[W]e will not […] that's final", ("’→'",)),
        ("We will not […] [T]hat's final", ("’→'",)),
        (
            'said they would "leave" […] negotiated terms. [t]hen he went',
            ('“→"', '”→"', "a hyphen where a line ends"),
        ),
        ("negotiated terms. [t]hen he went", ("a hyphen where a line ends",)),
        ("The [new] treaty\ncosts", ("white space",)),
    ],
)
def test_what_differs_is_listed(words: str, changes: tuple[str, ...]) -> None:
    """What the copy has otherwise is listed, the copy's sign first; a marked case is not."""
    assert found(words).changes == changes


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ("[W]e Will go", "we Will go."),
        ("[w]e Will go", "We Will go."),
        ("[W]e [w]ill [g]o", "we Will Go."),
        ("[W]e negotiated it", "we nego-\ntiated it."),
        ("the anti-tide kind", "the anti-\ntide kind."),
        ("[T]he anti-tide kind", "the anti-\ntide kind."),
        ("[C]’est l’an 5", "c’est l’an 5."),
        ("[П]ʼять років", "п’ять років."),
    ],
)
def test_marked_letters_and_broken_lines(words: str, text: str) -> None:
    """A marked letter has either case, all others their own; a line may break where words join."""
    match = find(words, text)
    assert isinstance(match, Match), match
    assert (match.start, match.end) == (0, len(text) - 1)
    assert isinstance(find(words, text.upper()), Miss)


@pytest.mark.parametrize(
    ("words", "prefix", "suffix", "is_there"),
    [
        ("terms. Then he", "5.5% of negotiated", "", True),
        ("terms. Then he", "of renegotiated", "", False),
        ("terms. Then he", "5.5% of", "", False),
        ("“leave” at 5.5% of", "", "negotiated terms", True),
        ("“leave” at 5.5% of", "", "negotiable terms", False),
        ("“leave” at 5.5% of", "", "terms. Then", False),
    ],
)
def test_words_beside_a_broken_line(words: str, prefix: str, suffix: str, is_there: bool) -> None:
    """A prefix ends right before the words, a suffix begins right after, lines broken or not."""
    assert isinstance(find(words, COPY, prefix, suffix), Match) == is_there


@pytest.mark.parametrize(
    "words",
    [
        "e will not",  # begins within a word
        "We will not nego",
        "will not negotiate – that",  # cuts an apostrophe
        "000 shares",  # a number
        "holds 1",
        "5% of",
        "at 5.5",  # without its per cent
        "8 coins",  # without its minus
        "and 10",
        "tide kind",  # without its anti
        "The minister, who hold […] said they would",
        "The minister, who hold […] said they [all] would",
        "[They w]ill not negotiate",  # an insertion does not excuse it
        "We will not nego[tiate]",
    ],
)
def test_words_are_whole(words: str) -> None:
    """Words and numbers that are cut are not those of the copy."""
    assert missed(words) == "cut-word"


@pytest.mark.parametrize(
    ("words", "text", "is_cut"),
    [
        ("12 fish", "They (12 fish) swam.", False),
        ("12 fish", "They ($12 fish) swam.", True),
        ("we go home", "'we go home'", False),
        ("we go home", "They: -we go home.", False),
        ("m here now", "I'm here now.", True),
        ("Then he left", "It ends.Then he left.", False),
        ("b is here", "aq\u0301b is here.", True),
        ("so long q", "so long q\u0301", True),
        ("of nego", "The end of nego-\ntiated terms", True),
        ("AI", "用AI技术。", False),
        ("เราก", "เรากิน", True),
    ],
)
def test_where_words_begin_and_end(words: str, text: str, is_cut: bool) -> None:
    """A sign before a word is not part of it, unless it makes another number or word of it."""
    match = find(words, text)
    assert isinstance(match, Miss) == is_cut
    assert isinstance(match, Match) or match.code == "cut-word"


@pytest.mark.parametrize(("words", "is_short"), [("我们不", True), ("我们不会", False)])
def test_four_characters_are_two_words(words: str, is_short: bool) -> None:
    """In a script without spaces, four characters beside a `[…]` are enough, and three are not."""
    match = find(f"{words} […] 他们也会离开", "我们不会谈判，他们也会离开。")
    assert (isinstance(match, Miss) and match.code == "short-piece") == is_short
    assert isinstance(match, Match) != is_short


WHOLE = "Quote whole words and numbers."
ORDER = "Quote them in the order of the copy, or make several statements of them."
BRACKETS = (
    "Words in brackets add to those of the copy, or stand for whole words of it, of at most 60"
    " characters."
)
TWO_WORDS = "Quote at least two words on each side of it."
BESIDE = (
    "Add a `prefix:` or a `suffix:` to the citation: the words right before or right after the"
    " quoted ones, as printed."
)
AS_THERE = "Write `prefix:` and `suffix:` as the copy has them."


@pytest.mark.parametrize(
    ("words", "code", "message", "hint"),
    [
        ("It rains", "quote-not-in-capture", "{copy} does not have these words.", ""),
        ("[…]", "quote-not-in-capture", "{copy} does not have these words.", ""),
        ("It rains […] in here", "quote-not-in-capture", "{copy} does not have these words.", ""),
        ("e will not", "cut-word", "The quote begins or ends within a word of {copy}.", WHOLE),
        (
            "The minister, who hold […] said they would",
            "cut-word",
            "A part of the quote begins or ends within a word of {copy}.",
            "",
        ),
        (
            "he went on […] The minister, who",
            "quote-not-in-capture",
            "{copy} has the parts of this quote, but not in this order.",
            ORDER,
        ),
        (
            "said [men w]ould “leave”",
            "quote-not-in-capture",
            "{copy} has the parts of this quote, but not next to each other in this order.",
            BRACKETS,
        ),
        (
            "“We will not […] anti-tide kind",
            "long-gap",
            "A `[…]` leaves out 1,022 characters; the limit is 300.",
            "Make two statements of it.",
        ),
        (
            "We will not […] left",
            "short-piece",
            "`left` alone next to a `[…]` could stand anywhere in {copy}.",
            TWO_WORDS,
        ),
        ("We will", "ambiguous-quote", "{copy} has these words in 2 places.", BESIDE),
    ],
)
def test_what_is_said_of_words_that_are_not_found(
    words: str, code: str, message: str, hint: str
) -> None:
    """Each reason is a sentence about the copy, with what to type where that is known."""
    text = COPY.replace("of the anti-tide", f"of {'x' * 800} the anti-tide")
    assert find(words, text) == Miss(code, message, hint)


@pytest.mark.parametrize(
    ("prefix", "suffix", "where"),
    [
        ("said", "", "right after `said`"),
        ("", "he", "right before `he`"),
        ("said", "he", "right after `said` and right before `he`"),
        ("He said: “", "he", "right after `He said: “` and right before `he`"),
    ],
)
def test_where_words_were_sought_is_said(prefix: str, suffix: str, where: str) -> None:
    """Words beside which other ones stand than the citation has are refused, with these."""
    message = f"{{copy}} has these words, but not {where}."
    assert find("We will", COPY, prefix, suffix) == Miss("quote-not-in-capture", message, AS_THERE)


def test_a_copy_has_a_name_in_a_message() -> None:
    """The name stands where the message has its place, and a sentence begins with a capital."""
    assert Miss("a", "{copy} ends.").about("the copy `x`") == "The copy `x` ends."
    assert Miss("a", "It is in {copy}.").about("`x`") == "It is in `x`."


def test_a_match_is_moved_whole() -> None:
    """In a text that begins earlier, both ends are further on, and nothing else is different."""
    match = found("that's final")
    assert match.moved(7) == replace(match, start=match.start + 7, end=match.end + 7)


def test_gaps_are_returned() -> None:
    """What a `[…]` leaves out is returned, as the copy prints it."""
    assert found("The minister […] said they would").gaps == (", who holds 1,000 shares,",)
    assert found("We will not […] that's final").gaps == ("negotiate –",)
    assert found("We [all] will […] that's final").gaps == ("not negotiate –",)


@pytest.mark.parametrize("marks", ["[…] [in truth]", "[in truth] […]", "[...] [in truth]"])
def test_a_gap_beside_an_insertion_is_a_gap(marks: str) -> None:
    """Of two marks side by side, the gap says what the copy has there."""
    match = found(f"We will not {marks} that's final")
    assert (match.gaps, match.replaced) == (("negotiate –",), ())


def test_one_word_beside_an_insertion_is_sought() -> None:
    """Only a gap needs two words on either side: an insertion before one word says nothing."""
    match = found("[gladly] negotiate")
    assert COPY[match.start : match.end] == "negotiate"


def test_pieces_stand_in_order() -> None:
    """Pieces in another order than in the copy are not the quote, and the message says so."""
    assert missed("he went on […] The minister, who") == "quote-not-in-capture"
    miss = find("he went on […] The minister, who", COPY)
    assert isinstance(miss, Miss)
    assert "not in this order" in miss.message


def test_a_gap_has_an_end() -> None:
    """A `[…]` leaves out at most 300 characters."""
    near, far = ("We were there " + "x" * length + " they were here" for length in (298, 299))
    assert isinstance(find("We were there […] they were here", near), Match)
    miss = find("We were there […] they were here", far)
    assert isinstance(miss, Miss)
    assert miss.code == "long-gap"


def test_a_piece_has_two_words() -> None:
    """One word next to a `[…]` proves nothing."""
    assert missed("We will not […] left") == "short-piece"
    assert missed("We […] that's final") == "short-piece"


@pytest.mark.parametrize(
    ("words", "replaced"),
    [
        ("said [the men] would “leave”", ("they",)),
        ("said they [all] would “leave”", ("",)),
        ("said[,] they would", ("",)),
        ("The minister [Example], who holds", ("",)),
        ("He said: “[They] will not", None),  # `We` is replaced
    ],
)
def test_insertions(words: str, replaced: tuple[str, ...] | None) -> None:
    """`[words]` stand for nothing in the copy, or for whole words, which are returned."""
    assert found(words).replaced == (("We",) if replaced is None else replaced)


def test_an_insertion_replaces_no_part_of_a_word() -> None:
    """Brackets cannot alter a word: `share[d]` is not `shares`."""
    assert missed("holds 1,000 share[d]") == "cut-word"
    assert missed("holds 1,000 share[d] said") != ""


@pytest.mark.parametrize(("length", "is_found"), [(1, True), (60, True), (61, False)])
def test_an_insertion_replaces_little(length: int, is_found: bool) -> None:
    """`[words]` stand for at most 60 characters."""
    match = find("He said [he] would leave", f"He said {'I' * length} would leave.")
    assert isinstance(match, Match) == is_found


def test_brackets_of_the_source_are_no_marks() -> None:
    """Where the source prints the brackets, they are words like all others, across lines too."""
    match = find(
        "The [new] treaty nego-\ntiated [W]e stay", "The [new] treaty nego-tiated [W]e stay."
    )
    assert isinstance(match, Match), match
    assert match.replaced == ()


def test_a_ligature_in_brackets_is_an_insertion() -> None:
    """A sign of several letters is no letter of another case, in the quote or in the copy."""
    match = find("We [ﬁ]sh are here", "We sh are here.")
    assert isinstance(match, Match), match
    assert match.replaced == ("",)


def test_signs_that_nobody_sees_are_no_part() -> None:
    """A soft hyphen beside an insertion is no part of the quote that the copy must have."""
    match = find("\u00ad[Then] we go on", "Here we go on.")
    assert isinstance(match, Match), match
    assert match.changes == ()


def test_places() -> None:
    """Words that stand twice need their prefix or suffix, which stand right beside them."""
    assert missed("We will") == "ambiguous-quote"
    assert found("We will", prefix="He said: “").occurrences == 2
    assert found("We will", suffix="go.").start == COPY.index("We will go")
    assert missed("We will", prefix="said") == "quote-not-in-capture"
    assert found("would “leave”", prefix="they", suffix="at 5.5%").occurrences == 1
    assert missed("would “leave”", prefix="men") == "quote-not-in-capture"
    assert find("We will", "We will go. We will stay.", suffix="go") == Match(0, 7, occurrences=2)
    assert found("that’s final,", suffix="” and left").changes == ()
    assert found("that’s final,", suffix="and left").changes == ()


@pytest.mark.parametrize("end", ["", "The nego-\ntiated end."])
@pytest.mark.parametrize(("words", "text"), [("We stay", "We stay. " * 3), ("哈", "哈哈哈。")])
def test_every_place_is_counted(words: str, text: str, end: str) -> None:
    """Each place counts, between others and right beside them, in a text with broken lines too."""
    assert find(words, text + end) == Miss(
        "ambiguous-quote", "{copy} has these words in 3 places.", BESIDE
    )


def test_words_alone_are_sought_anywhere() -> None:
    """Without a prefix and a suffix, words may stand anywhere in a copy."""
    assert Copy("We will go.").find("will go") == Match(3, 10)


def test_negations() -> None:
    """Negations that are left out, replaced or added are told."""
    text = "We shall on no account and not ever leave the treaty. Мы не будем говорить."
    match = find("We shall […] leave the treaty", text)
    assert isinstance(match, Match)
    assert match.negations == ["no", "not"]
    assert [*negations_added("We shall [not] leave")] == ["not"]
    assert [*negations_added("We [don’t] […] leave")] == ["don’t"]


def test_repeated_pieces_end() -> None:
    """Pieces that stand everywhere are not tried in all combinations, which would never end."""
    text = "a b " * 2_000
    words = " […] ".join(["a b"] * 30) + " […] c d"
    assert isinstance(find(words, text), Miss)
