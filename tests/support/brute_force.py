"""A search that reads every word of every document: slow, and plainly right.

It shares only the tables of the words with the search index, and takes queries as what they mean,
not as text: the browser's half reads that.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from random import Random

from site_builder.search.documents import FACETS, Document, Field
from site_builder.search.words import SCRIPTS, Token, fold, script_of, spell, stems, tokens

PREFIXES = {
    "by": {Field.BY},
    "office": {Field.OFFICE},
    "about": {Field.ABOUT},
    "in": {Field.OUTLET, Field.MEDIUM},
    "theme": {Field.THEME},
    "source": {Field.HEADLINE, Field.SOURCE, Field.OUTLET},
}
_MARKS = (("“", "”"), ('"', '"'), ("«", "»"), ("„", "“"))


@dataclass(frozen=True, slots=True)
class Clause:
    """A word, or the words of a phrase."""

    words: tuple[str, ...]
    is_phrase: bool = False
    is_excluded: bool = False
    prefix: str = ""

    def typed(self, rng: Random) -> str:
        """Return it as a reader would type it."""
        text = " ".join(self.words)
        if self.is_phrase:
            opening, closing = rng.choice(_MARKS)
            text = f"{opening}{text}{closing}"
        prefix = f"{self.prefix}:" if self.prefix else ""
        return f"{'-' if self.is_excluded else ''}{prefix}{text}"


@dataclass(frozen=True, slots=True)
class Query:
    """What is asked for, and how it is typed."""

    clauses: tuple[Clause, ...]
    text: str
    chosen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    start: str = ""
    end: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """The numbers of the documents, and how many have each value of each facet."""

    found: frozenset[int]
    counts: Mapping[str, Mapping[str, int]]


class BruteForce:
    """Searches documents, whose numbers are their places in the list."""

    def __init__(self, documents: Sequence[Document]) -> None:
        self._documents = documents
        self._forms: dict[str, frozenset[Token]] = {}

    def answer(self, query: Query) -> Answer:
        """Find all documents that have everything that is asked for."""
        numbers = [
            number
            for number, document in enumerate(self._documents)
            if all(self._has(number, clause) is not clause.is_excluded for clause in query.clauses)
            and _within(document, query.start, query.end)
        ]
        counts: dict[str, dict[str, int]] = {facet: {} for facet in FACETS}
        for facet in FACETS:
            others = {name: own for name, own in query.chosen.items() if name != facet}
            for number in numbers:
                if _chosen(self._documents[number], others):
                    for value in self._documents[number].facets.get(facet, ()):
                        counts[facet][value] = counts[facet].get(value, 0) + 1
        found = (n for n in numbers if _chosen(self._documents[n], query.chosen))
        return Answer(frozenset(found), counts)

    def _has(self, number: int, clause: Clause) -> bool:
        fields = PREFIXES.get(clause.prefix, set(Field))
        words = [token.word for word in clause.words for token in tokens(word)]
        if not words:
            return not clause.is_excluded  # nothing was asked for
        if not clause.is_phrase:
            forms = self._forms_of(clause.words[0])
            return any(own in fields and token in forms for own, token in self._tokens[number])
        return any(
            own in fields and words == [token.word for token in text[at : at + len(words)]]
            for own, text in self._texts[number]
            for at in range(len(text) - len(words) + 1)
        )

    def _forms_of(self, word: str) -> frozenset[Token]:
        if word not in self._forms:
            self._forms[word] = frozenset(it for it in self._vocabulary if are_forms(it, word))
        return self._forms[word]

    @cached_property
    def _texts(self) -> list[list[tuple[Field, list[Token]]]]:
        return [
            [(own, tokens(text, lang)) for own, texts in document.texts for text, lang in texts]
            for document in self._documents
        ]

    @cached_property
    def _tokens(self) -> list[set[tuple[Field, Token]]]:
        return [{(own, token) for own, text in texts for token in text} for texts in self._texts]

    @cached_property
    def _vocabulary(self) -> set[Token]:
        return {token for pairs in self._tokens for _, token in pairs}


def are_forms(token: Token, asked: str) -> bool:
    """Check whether a word that is asked for has the token as one of its forms.

    They share a stem, or one is a stem of the other: the surname “Песков” has the stem “песк”, and
    all of its other cases “песков”.
    """
    spelled = spell(asked)
    word = fold(spelled)
    if token.word == word:
        return True
    if not token.lang or script_of(word) != SCRIPTS[token.lang]:
        return False
    own, others = stems(token), stems(Token(word, token.lang, spelled))
    return word in own or token.word in others or not {*own}.isdisjoint(others)


def _chosen(document: Document, chosen: Mapping[str, tuple[str, ...]]) -> bool:
    return all({*values} & {*document.facets.get(name, ())} for name, values in chosen.items())


def _within(document: Document, start: str, end: str) -> bool:
    if not (start or end):
        return True
    if start and end and start > end:
        return False
    first, last = document.days
    return (
        bool(first)
        and (not start or last >= date.fromisoformat(start).toordinal())
        and (not end or first <= date.fromisoformat(end).toordinal())
    )


def queries(documents: Sequence[Document], number: int, seed: int) -> Iterator[Query]:
    """Yield queries of every kind; most are made of what documents have, so that some are found."""
    rng = Random(seed)
    values = {
        facet: sorted({value for document in documents for value in document.facets.get(facet, ())})
        for facet in FACETS
    }
    for _ in range(number):
        document = rng.choice(documents)
        clauses = [_clause(document, rng) for _ in range(rng.choice((0, 1, 1, 1, 2, 2, 3)))]
        if rng.random() < 0.2:
            clauses.append(_clause(rng.choice(documents), rng, is_excluded=True))
        chosen = {}
        if rng.random() < 0.4 or not clauses:
            for facet in rng.sample(FACETS, rng.choice((1, 1, 2))):
                own = document.facets.get(facet, ()) or rng.sample(values[facet], 1)
                chosen[facet] = (*own[:1], *rng.sample(values[facet], min(1, len(values[facet]))))
        start, end = "", ""
        if rng.random() < 0.2:
            days = [rng.choice(documents).days[0] or 733_000 for _ in range(2)]
            # Now and then the last day is the first one.
            days.sort(reverse=rng.random() < 0.1)
            start, end = (date.fromordinal(day).isoformat() for day in days)
            start, end = rng.choice(((start, end), (start, ""), ("", end)))
        text = rng.choice((" ", "  ", "\n")).join(clause.typed(rng) for clause in clauses)
        yield Query(tuple(clauses), text, chosen, start, end)


def _clause(document: Document, rng: Random, *, is_excluded: bool = False) -> Clause:
    own, texts = rng.choice(document.texts)
    text, lang = rng.choice(texts)
    words = [token.spelled or token.word for token in tokens(text, lang)] or ["nothing"]
    if rng.random() < 0.3:
        words = [*map(fold, words)]
    names = [name for name, fields in PREFIXES.items() if own in fields]
    prefix = rng.choice(names) if names and rng.random() < 0.3 else ""
    at = rng.randrange(len(words))
    if rng.random() < 0.3 or ord(words[at][0]) >= 0xE00:
        phrase = words[at : at + rng.choice((1, 2, 3, 4))]
        if rng.random() < 0.15:
            phrase.reverse()
        return Clause(tuple(phrase), is_phrase=True, is_excluded=is_excluded, prefix=prefix)
    word = words[at]
    if rng.random() < 0.3:
        word = rng.choice((word[:-1], word + rng.choice("sами"), word[1:] + word[0])) or word
    if rng.random() < 0.2:
        word = word.upper() if fold(word.upper()) == word else word
    # Half of a word may be two, or none.
    word = word if [token.word for token in tokens(word)] == [fold(word)] else words[at]
    return Clause((word,), is_excluded=is_excluded, prefix=prefix)
