from dataclasses import replace
from itertools import pairwise

import pytest

from site_builder.exports.cards.layout import HEIGHT, LEFT, RIGHT, RULE, Layout, Tone, lay_out
from site_builder.views.card import Card
from site_builder.views.status import Status
from tests.support.awkward import STRINGS

QUOTE = Card(
    address="people/ada-keeper/lamps/",
    kind="quote",
    label="Quote",
    words="“Keep the lamps lit.”",
    name="Ada Keeper",
    facts="6 November 2024",
    note="Lighthouses",
    site="Dossier",
)
PERSON = replace(QUOTE, kind="person", label="Official", words="", facts="1 quote", note="Keeper")
RETRACTED = Status("retracted", "Retracted")
SENTENCE = "We are ready to talk, and nobody in this harbour will put out a single lamp. "


def shown(card: Card) -> Layout:
    """The layout of a card that has one."""
    layout = lay_out(card)
    assert layout is not None
    return layout


def texts(layout: Layout) -> str:
    """All lines of an image, one after the other, without anything between them."""
    return "".join(line.text for line in layout.lines)


@pytest.mark.parametrize(
    "words",
    [
        "“Keep the lamps lit.”",
        "“" + SENTENCE * 4 + "”",
        "«Мы готовы разговаривать, но ни одна лампа не погаснет»",
        "“Two  spaces, and   three ”",
        "“First line.\nSecond line.\n\nAfter an empty one.”",
        "“ \n a”",
        "Paraphrased […] words",
        *(f"“{text}”" for text in STRINGS),
    ],
)
def test_words_are_whole_or_not_there(words: str) -> None:
    """The lines hold every character of the words, in order, or none of them."""
    layout = shown(replace(QUOTE, words=words))
    with_words = f"Quote{words}Ada Keeper6 November 2024LighthousesDossier"
    without = "QuoteAda Keeper6 November 2024LighthousesDossier"
    assert texts(layout) in {with_words, without}
    assert (words in layout.alt) == (texts(layout) == with_words)


def test_long_words_are_smaller_and_then_left_out() -> None:
    """The longer the words, the smaller, down to a size that can be read; then there are none."""
    sizes = []
    for times in range(1, 20):
        words = f"“{SENTENCE * times}”"
        (size,) = {line.size for line in shown(replace(QUOTE, words=words)).lines[1:2]}
        sizes.append(size)
    there = sizes[: sizes.index(84)]
    assert there == sorted(there, reverse=True)
    assert there[0] > there[-1] >= 31
    assert set(sizes[len(there) :]) == {84}


def test_alternative_text_says_what_is_shown() -> None:
    """It has the status first, and all that the image says."""
    assert shown(replace(QUOTE, status=RETRACTED)).alt == (
        "Retracted: Quote: “Keep the lamps lit.”"
        " – Ada Keeper, 6 November 2024, Lighthouses, Dossier"
    )
    assert shown(PERSON).alt == "Official: Ada Keeper, 1 quote, Keeper, Dossier"


@pytest.mark.parametrize("word", ["Retracted", "Disputed", "Retracted by the Ministry " * 3])
@pytest.mark.parametrize("times", [1, 3, 20])
def test_status_comes_first_and_is_largest(word: str, times: int) -> None:
    """Nothing stands above a status, and nothing is as large."""
    status = Status("retracted", word.strip())
    layout = shown(replace(QUOTE, status=status, words=f"“{SENTENCE * times}”"))
    of_status = [line for line in layout.lines if line.tone is Tone.PAPER]
    rest = layout.lines[len(of_status) :]
    assert layout.lines[: len(of_status)] == tuple(of_status)
    assert "".join(line.text for line in of_status) == word.strip()
    assert min(line.size for line in of_status) > max(line.size for line in rest)
    assert layout.alt.startswith(f"{word.strip()}: Quote: ")
    assert of_status[-1].baseline < layout.band < layout.head < rest[-1].baseline


@pytest.mark.parametrize("name", ["Ada Keeper", "Ada " * 30 + "Keeper", "Клавдия-" * 6 + "Анна"])
@pytest.mark.parametrize("times", [0, 1, 3, 5, 20])
@pytest.mark.parametrize(
    "status", ["", "Retracted", "Retracted by " + "the Ministry of Words " * 3]
)
def test_nothing_leaves_its_place(name: str, times: int, status: str) -> None:
    """Every line is within the margins, lines do not touch, and the rule divides them."""
    words = f"“{SENTENCE * times}”" if times else ""
    marked = Status("retracted" if status else "published", status.strip())
    layout = lay_out(replace(QUOTE, name=name, words=words, status=marked))
    if layout is None:
        assert len(name) > 100  # with the longest status, the name finds no room
        return
    boxes = [
        line.face.at(line.size).getbbox(line.text.rstrip("\n "), anchor="ls")
        for line in layout.lines
    ]
    for line, (left, top, right, bottom) in zip(layout.lines, boxes, strict=True):
        assert LEFT + left >= LEFT - 4
        assert LEFT + right <= RIGHT + 4
        assert line.baseline + top > 0
        assert line.baseline + bottom < HEIGHT
        assert line.text == "Dossier" or line.baseline + bottom < RULE
    edges = zip(layout.lines, boxes, strict=True)
    for (upper, above), (lower, below) in pairwise(edges):
        assert upper.baseline + above[3] <= lower.baseline + below[1]


def test_a_note_gives_way_to_words() -> None:
    """If there is no room for both, or it cannot be shown, the image has no note."""
    assert "Lighthouses" not in texts(shown(replace(QUOTE, words=f"“{SENTENCE * 6}”")))
    assert texts(shown(replace(QUOTE, note="منارات"))).startswith("Quote“Keep the lamps lit.”")


@pytest.mark.parametrize("field", ["label", "name", "facts", "site"])
@pytest.mark.parametrize("text", ["שלום", "m" * 500])
def test_no_image_without_who_when_and_whose(field: str, text: str) -> None:
    """If one of these cannot be shown, there is no image that would leave it out."""
    assert lay_out(replace(QUOTE, **{field: text})) is None  # type: ignore[arg-type]
    assert lay_out(replace(QUOTE, status=Status("retracted", f"Retracted by {text}"))) is None


def test_lines_are_balanced() -> None:
    """The last line is no single word where the lines above could give it another."""
    words = "“The keepers have one lamp for us”"
    lines = [line for line in shown(replace(QUOTE, words=words)).lines if line.size == 64]
    assert len(lines) == 2
    assert len(lines[1].text.split()) > 1
