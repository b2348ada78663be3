import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.content.document import Document, Plain, parse, read, tokens
from site_builder.content.model import MODELS, Known, Organisation, Person, Record, Source, Theme
from site_builder.content.model.part import Part
from site_builder.content.validate import shape_of, statement_ids, validate
from site_builder.content.values.characters import offences
from site_builder.content.values.prose import Prose, render_field
from site_builder.diagnostics import MAX_SAME, Diagnostic, Route
from tests.support.awkward import STRINGS

KNOWN = Known(
    {"person": {"somebody", "else"}, "theme": {"peace"}, "source": {"gazette"}},
    images=frozenset({"a.png"}),
)


def read_text(folder: Path, text: str) -> Document:
    """The document that a text is read as."""
    file = folder / "somebody.yml"
    file.write_text(text, encoding="utf-8")
    document, faults = read(file, "people/somebody.yml")
    assert document is not None, faults
    assert not faults
    return document


def validated(
    folder: Path, data: Plain, kind: type[Record] = Person
) -> tuple[Record | None, list[Diagnostic]]:
    """The record made of this tree, written as JSON, which is YAML."""
    return validate(
        read_text(folder, json.dumps(data, ensure_ascii=False)), kind, "somebody", KNOWN
    )


def full(word: str) -> Iterator[tuple[type[Record], dict[str, Plain], list[Route]]]:
    """One record of each kind with `word` in every field for words, and the ways to these."""
    citation: dict[str, Plain] = {
        "source": "gazette",
        **dict.fromkeys(("locator", "prefix", "suffix", "from", "to"), word),
        "attested": {"by": word, "on": "2024"},
    }
    cited: Plain = [citation]
    statement: dict[str, Plain] = {
        "id": "a",
        "date": "2024",
        "quote": word,
        "original": word,
        "spoken_lang": "ru",
        "translation": "outlet",
        "date_note": word,
        "as_printed": word,
        "medium": word,
        "place": word,
        "question": {"by": word, "quote": word},
        "links": [{"title": word, "url": "https://example.org", "kind": "bill"}],
        "findings": [{"by": word, "quote": word, "date": "2025", "citations": cited}],
        "citations": cited,
        "corrections": [{"date": "2025", "note": "N.", "was": word}],
    }
    person: dict[str, Plain] = {
        "name": word,
        "sort_name": word,
        "kind": "official",
        "names": [{"name": word}],
        "links": [{"title": word, "url": "https://example.org"}],
        "image": {"file": "a.png", "credit": word, "licence": word},
        "offices": [{"title": word, "organisation": word, "district": word, "citations": cited}],
        "affiliations": [
            {
                "kind": "party",
                **dict.fromkeys(("organisation", "role", "district"), word),
                "citations": cited,
            }
        ],
        "positions": [
            {
                "theme": "peace",
                "statements": [
                    statement,
                    {"id": "b", "date": "2024", "paraphrase": word, "citations": cited},
                    {
                        "id": "c",
                        "date": "2024",
                        "action": word,
                        "vote": {"on": word, "choice": "for", "result": word},
                        "citations": cited,
                    },
                ],
            }
        ],
    }
    theme: dict[str, Plain] = {"title": word, "definition": "D.", "aliases": [word]}
    source: dict[str, Plain] = {
        "title": word,
        "type": "webpage",
        "authors": [word],
        "publication": word,
        "publisher": word,
        **dict.fromkeys(("place", "edition", "volume", "issue", "chapter", "pages"), word),
        "editors": [word],
        "reprints": [{"publication": word, "title": word}],
    }
    body: dict[str, Plain] = {"name": word, "kind": "party"}
    for kind, data in (
        (Person, person),
        (Theme, theme),
        (Source, source),
        (Organisation, body),
    ):
        yield kind, data, [route for route, text in texts_in(data) if text == word]


def texts_in(data: Plain, route: Route = ()) -> Iterator[tuple[Route, str]]:
    """Every text of a tree, with its route."""
    if isinstance(data, str):
        yield route, data
    else:
        for step, value in data.items() if isinstance(data, dict) else enumerate(data):
            yield from texts_in(value, (*route, step))


def value_in(record: object, route: Route) -> object:
    """What a record holds at a route."""
    for step in route:
        name = "from_" if step == "from" else step
        record = record[name] if isinstance(name, int) else getattr(record, name)  # type: ignore[index]
    return record


def subclasses(part: type[Part]) -> Iterator[type[Part]]:
    """All kinds of parts, of parts of these kinds, and so on."""
    for inner in part.__subclasses__():
        yield inner
        yield from subclasses(inner)


def text_fields(part: type[Part]) -> Iterator[str]:
    """The names of all fields for words or prose, of a record and its parts."""
    for name, field in part.model_fields.items():
        described = f"{field.annotation} {field.metadata}"
        if "IsText" in described:
            yield field.alias or name
        for inner in subclasses(Part):
            if f"{inner.__module__}.{inner.__name__}" in described:
                yield from text_fields(inner)


def test_no_field_for_words_is_left_out() -> None:
    """The records that the next tests use have words in every field that can hold them."""
    tried = {
        next(step for step in reversed(route) if isinstance(step, str))
        for _, _, routes in full("word")
        for route in routes
    }
    prose = {"summary", "context", "note", "definition", "excludes", "coverage"}
    fields = {name for kind in MODELS.values() for name in text_fields(kind)}
    assert fields - prose == tried


def test_awkward_words_come_out_as_they_went_in(tmp_path: Path, subtests: pytest.Subtests) -> None:
    """Every field for words holds what was written, character by character."""
    for word in STRINGS:
        for kind, data, routes in full(word):
            with subtests.test(ascii(word), kind=kind.__name__):
                record, faults = validated(tmp_path, data, kind)
                assert not faults
                assert [value_in(record, route) for route in routes] == [word] * len(routes)


LINES = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Co", "Cf", "Zl", "Zp"]),
    min_size=1,
    max_size=80,
).filter(lambda text: text == text.strip() and not [*offences(text)])


@given(LINES)
def test_any_words_come_out_as_they_went_in(
    tmp_path_factory: pytest.TempPathFactory, word: str
) -> None:
    """Every field for words holds whatever admissible line was written."""
    for kind, data, routes in full(word):
        record, faults = validated(tmp_path_factory.getbasetemp(), data, kind)
        assert not faults
        assert [value_in(record, route) for route in routes] == [word] * len(routes)


@pytest.mark.parametrize("style", ["|", "|-", ">", ">-"])
def test_a_block_ends_with_its_last_word(tmp_path: Path, style: str) -> None:
    """The line break that ends a block is the notation's, and not a part of the text."""
    text = (
        f"name: A\nkind: official\nlinks:\n  - title: {style}\n      A # b\n    url: http://a.bc\n"
    )
    record, faults = validate(read_text(tmp_path, text), Person, "somebody", KNOWN)
    assert not faults
    assert record is not None
    assert record.links[0].title == "A # b"


def test_no_words_go_through_markdown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Quotes, names and titles are never rendered: only the editors' own prose is."""

    def refuse(text: str) -> Prose:
        assert "word" not in text, text
        return render_field(text)

    monkeypatch.setattr("site_builder.content.model.fields.render_field", refuse)
    for kind, data, _ in full("*word*"):
        if kind is not Theme:
            _, faults = validated(tmp_path, data, kind)
            assert not faults
    with pytest.raises(AssertionError, match="word"):
        validated(tmp_path, {"title": "A", "definition": "*word*"}, Theme)


TEXTS = """\
name: Some Body
kind: official
names:
- {name: 'Any body'}
positions:
  - theme: peace
    summary: >-
      One or
      two.
    statements:
      - quote: We do
          not go.
        original: "No, we \\
          stay."
        id: a
        date: 2024
        citations: [{source: gazette, prefix: 'and'}]
      - id: b
        date: 2024
        citations: [{source: gazette}]
        quote: |
          We do not
          stay.
"""


@pytest.mark.parametrize("comment", ["#x", " #x", "#x\n", " #x\n", "\n#x\n", "\n         #x\n"])
def test_a_comment_takes_no_words(comment: str) -> None:
    """Wherever a `#` is put, it is reported, or becomes text, or alters no text."""
    complete, _ = parse(TEXTS, "")
    assert complete is not None
    for at in range(len(TEXTS) + 1):
        is_behind_nothing = not TEXTS[:at].rpartition("\n")[2].strip(" -")
        document, faults = parse(TEXTS[:at] + comment + TEXTS[at:], "")
        if is_behind_nothing or document is None or faults:
            continue
        _, faults = validate(document, Person, "somebody", KNOWN)
        assert faults or words_in(document) == words_in(complete) or "x" in words_in(document), at


def words_in(document: Document) -> str:
    """All words of a document in their order, without its layout."""
    return " ".join(" ".join(token.text for token in tokens(document.root)).split())


def test_a_sound_part_survives_its_neighbours(tmp_path: Path) -> None:
    """What is sound in a file with faults is still a record, and its routes lead to its places."""
    text = (
        "kind: offical\n"
        "positions:\n"
        "  - theme: war\n"
        "    statements: [{ id: x, quote: x, date: 2024, citations: [{ source: gazette }] }]\n"
        "  - theme: peace\n"
        "    statements:\n"
        "      - { id: a, quote: A, date: never, citations: [{ source: gazette }] }\n"
        "      - { id: b, quote: B, date: 2024 }\n"
        "      - { id: c, quote: C, date: 2024, citations: [{ source: nowhere }] }\n"
        "      - { id: d, quote: D, date: 2023-13, citations: [{ source: gazette }] }\n"
        "      - { id: e, quote: E, date: 2024, citations: [{ source: gazette }] }\n"
        "      - { id: f, quote: F, date: 2024, lang: xx, citations: [{ source: gazette }] }\n"
    )
    document = read_text(tmp_path, text)
    assert [*statement_ids(document)] == ["x", "a", "b", "c", "d", "e", "f"]
    record, faults = validate(document, Person, "somebody", KNOWN)
    assert {(fault.code, fault.span.line) for fault in faults} == {
        ("unknown-value", 1),
        ("missing-field", 1),
        ("unknown-theme", 3),
        ("bad-date", 7),
        ("missing-citation", 8),
        ("unknown-source", 9),
        ("bad-date", 10),
        ("bad-language", 12),
    }
    assert record is not None
    [position] = record.positions
    assert [statement.id for statement in position.statements] == ["e", "f"]
    assert document.span(("positions", 0, "statements", 1, "id")).line == 12


def test_a_statement_with_two_kinds_says_what_else_is_wrong(tmp_path: Path) -> None:
    """A fault of the whole statement does not hide the faults of its fields."""
    text = (
        "name: A\nkind: official\npositions:\n  - theme: peace\n    statements:\n"
        "      - { id: A b, quote: A, action: B, lang: xx, citations: [] }\n"
    )
    _, faults = validate(read_text(tmp_path, text), Person, "somebody", KNOWN)
    assert sorted(fault.code for fault in faults) == [
        "bad-id",
        "bad-language",
        "missing-citation",
        "missing-field",
        "two-kinds",
    ]


def test_a_file_full_of_faults_is_not_salvaged(tmp_path: Path) -> None:
    """Thousands of faults are all counted, and no record is made of what is left."""
    positions: list[Plain] = [{"theme": "A b", "statements": [{}]} for _ in range(1_000)]
    record, faults = validated(tmp_path, {"name": "A", "kind": "official", "positions": positions})
    assert record is None
    assert sum(fault.code == "bad-id" for fault in faults) == 1_000


def test_hints_are_sought_only_for_the_faults_that_are_shown(tmp_path: Path) -> None:
    """Of many references that lead nowhere, in one text or in several, only the first get hints."""
    summary = " ".join(f"[a](theme:gone-{number})" for number in range(MAX_SAME + 5))
    positions: list[Plain] = [{"theme": "gone", "summary": summary, "statements": []}]
    _, faults = validated(tmp_path, {"name": "A", "kind": "official", "positions": positions})
    unknown = [fault for fault in faults if fault.code == "unknown-theme"]
    assert len(unknown) == MAX_SAME + 6
    assert sum(bool(fault.hint) for fault in unknown) == MAX_SAME


JSON = st.recursive(
    st.sampled_from(
        ["", "a", "2024", "peace", "gazette", "official", "somebody/a", "https://a.bc"]
    ),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                [
                    *("name", "kind", "names", "summary", "links", "image", "offices", "positions"),
                    *("theme", "statements", "id", "quote", "date", "citations", "source", "url"),
                    *("title", "status_note", "note", "also", "identifiers", "wikidata", "path"),
                ]
            ),
            inner,
            max_size=6,
        )
    ),
    max_leaves=20,
)


@given(st.dictionaries(st.sampled_from([*Person.model_fields, "x"]), JSON, max_size=8))
def test_any_tree_is_judged(
    tmp_path_factory: pytest.TempPathFactory, data: dict[str, Plain]
) -> None:
    """Whatever fields a file has, there is a sound record, or every fault has a message."""
    record, faults = validated(tmp_path_factory.getbasetemp(), data or {"x": "y"})
    assert record is not None or faults
    assert all(fault.message.endswith((".", "?")) for fault in faults)
    assert all(fault.span.path == "people/somebody.yml" for fault in faults)


@pytest.mark.parametrize(
    ("meant", "typed"), [("date", "Date"), ("citations", "citation"), ("quote", "qoute")]
)
def test_a_misspelt_field_is_one_fault(tmp_path: Path, meant: str, typed: str) -> None:
    """A required field under a wrong name is not missing as well: to add it would be wrong."""
    statement: dict[str, Plain] = {
        "id": "a", "quote": "Yes.", "date": "2024", "citations": [{"source": "gazette"}]
    }  # fmt: skip
    statement[typed] = statement.pop(meant)
    positions: Plain = [{"theme": "peace", "statements": [statement]}]
    _, faults = validated(tmp_path, {"name": "A", "kind": "official", "positions": positions})
    assert [(fault.code, fault.hint) for fault in faults] == [
        ("unknown-field", f"Did you mean `{meant}`?")
    ]


def test_the_shape_of_a_file() -> None:
    """A shape has the names of fields as a file writes them, as deep as they are nested."""
    shape = shape_of(Person)
    assert next(iter(shape)) == "name"
    assert "from" in shape["positions"]["statements"]["citations"]
