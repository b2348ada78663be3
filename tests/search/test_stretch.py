"""What is kept of a stretch is what was read of it."""

from random import Random

from site_builder.search.documents import Document, Field
from site_builder.search.stretch import (
    Reader,
    Stretch,
    Term,
    Terms,
    packed,
    packed_terms,
    token_of,
    unpacked,
    unpacked_terms,
)
from tests.support.awkward import STRINGS


def document(at: int, text: str) -> Document:
    """A document with a text."""
    return Document(
        f"people/a/{at}/",
        ((Field.WORDS, ((text, "en"),)), (Field.BY, (("Ada Keeper", ""),))),
        {"Year": ("2024", "2025"), "Theme": (text,)} if at % 2 else {},
        {"words": text},
        (733_000, 733_001) if at % 3 else (0, 0),
        ("Person", text) if at % 5 == 0 else (),
    )


def shown(terms: Terms) -> dict[str, tuple[object, ...]]:
    """All that terms hold."""
    return {
        name: (
            term.count,
            term.first,
            term.last,
            bytes(term.documents),
            bytes(term.positions),
            [*map(tuple, term.cuts)],
        )
        for name, term in terms.items()
    }


def test_a_stretch_comes_back_as_it_was_kept() -> None:
    """All texts, values, dates, names, words and pairs are the same, whatever is in them."""
    rng = Random(1)
    long = " ".join(rng.choices(["lamp", "tide", "été", "ночь", "海"], k=9_000))
    texts = [*STRINGS, *[long] * 8]
    reader = Reader()
    stretch, read = reader.read(document(at, text) for at, text in enumerate(texts))
    (pairs,) = reader.pairs([read], frozenset({"lamp", "ночь"}))
    assert any(term.cuts for term in pairs.values())
    again = unpacked(b"".join(packed(stretch)))
    assert shown(again.terms) == shown(stretch.terms)
    assert shown(unpacked_terms(b"".join(packed_terms(pairs)))) == shown(pairs)

    def plain(one: Stretch) -> object:
        columns = {
            facet: ([*map(tuple, column.choices)], column.chosen)
            for facet, column in one.columns.items()
        }
        return [one.texts, columns, one.dates, one.is_dated, [*map(tuple, one.names)]]

    assert plain(again) == plain(stretch)


def test_accents_make_terms_of_their_own() -> None:
    """A word with accents and one without are two terms, with one word."""
    (stretch, _) = Reader().read([document(1, "adoptée adoptee")])
    tokens = [token_of(name) for name in stretch.terms]
    assert [(it.word, it.spelled) for it in tokens[:2]] == [("adoptee", "adoptée"), ("adoptee", "")]


def test_joined_positions_can_be_cut() -> None:
    """Positions of many stretches go on in another file every 24,000 bytes or a little later."""
    whole = Term()
    for number in range(100):
        part = Term(2_000)
        part.count, part.last, part.positions = 1, 0, b"x" * 1_000
        whole.join(number, part)
    assert [at for _, at in whole.cuts] == [24_000, 48_000, 72_000, 96_000]
    assert [count for count, _ in whole.cuts] == [24, 48, 72, 96]
