"""Words are found in a copy if they are printed there, and only then."""

import random

import pytest

from site_builder.evidence.matching import Match, Miss, find
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
    ],
)
def test_what_differs_is_listed(words: str, changes: tuple[str, ...]) -> None:
    """What the copy has otherwise is listed, the copy's sign first; a marked case is not."""
    assert found(words).changes == changes


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
    ],
)
def test_words_are_whole(words: str) -> None:
    """Words and numbers that are cut are not those of the copy."""
    assert missed(words) == "cut-word"


def test_gaps_are_returned() -> None:
    """What a `[…]` leaves out is returned, as the copy prints it."""
    assert found("The minister […] said they would").gaps == (", who holds 1,000 shares,",)
    assert found("We will not […] that's final").gaps == ("negotiate –",)


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


def test_an_insertion_replaces_little() -> None:
    """`[words]` stand for at most 60 characters."""
    assert missed("He said: [he would] would “leave” at") == "quote-not-in-capture"


def test_places() -> None:
    """Words that stand twice need their prefix or suffix, which stand right beside them."""
    assert missed("We will") == "ambiguous-quote"
    assert found("We will", prefix="He said: “").occurrences == 2
    assert found("We will", suffix="go.").start == COPY.index("We will go")
    assert missed("We will", prefix="said") == "quote-not-in-capture"
    assert found("would “leave”", prefix="they", suffix="at 5.5%").occurrences == 1
    assert missed("would “leave”", prefix="men") == "quote-not-in-capture"


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
    text = "a b " * 20_000
    words = " […] ".join(["a b"] * 30) + " […] c d"
    assert isinstance(find(words, text), Miss)
