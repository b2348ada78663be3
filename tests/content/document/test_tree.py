from site_builder.content.document import Document, Scalar, parse, tokens
from site_builder.diagnostics import Span

PATH = "people/somebody.yml"


def made(text: str) -> Document:
    """A document without faults."""
    found, faults = parse(text, PATH)
    assert found is not None
    assert not faults
    return found


def test_each_plain_tree_is_ones_own() -> None:
    """What is done to one plain tree shows in no other; the line break of a block is notation."""
    document = made("a: |\n  one\n  two\nb: [c]\n")
    document.plain()["b"] = "changed"
    assert document.plain() == {"a": "one\ntwo", "b": ["c"]}


def test_spans() -> None:
    """A route leads to its value, or to its key, or to the nearest that there is."""
    document = made("ä: x\nlist:\n  - name: 😀 y\n    b: [c, d]\n")
    assert document.span(("ä",)) == Span(PATH, 1, 4, 1, 5)
    assert document.span(("ä",), on_key=True) == Span(PATH, 1, 1, 1, 2)
    assert document.span(("list", 0, "name")) == Span(PATH, 3, 11, 3, 14)
    assert document.span(("list", 0)) == Span(PATH, 3, 5, 3, 9)
    assert document.span(("list", 0, "b", 1)) == Span(PATH, 4, 12, 4, 13)
    assert document.span(("list", 0, "b")) == Span(PATH, 4, 5, 4, 6)
    assert document.span(("list", 0, "missing", 3)) == Span(PATH, 3, 5, 3, 9)
    assert document.span(()) == Span(PATH, 1, 1, 1, 2)
    assert document.span(("ä", "missing")) == Span(PATH, 1, 1, 1, 2)
    assert document.span(("list",)) == Span(PATH, 2, 1, 2, 5)
    assert document.span(("list", 1)) == Span(PATH, 2, 1, 2, 5)
    assert document.span(("list", "name")) == Span(PATH, 2, 1, 2, 5)
    assert document.span(("list", 0, "b", 1), on_key=True) == Span(PATH, 4, 12, 4, 13)


def test_span_of_fields_within_fields() -> None:
    """Fields within a field are where the name of the field is; in a list, where they begin."""
    document = made("a: {b: c}\nd: [[e], {}]\n")
    assert document.span(("a",)) == Span(PATH, 1, 1, 1, 2)
    assert document.span(("d", 0)) == Span(PATH, 2, 5, 2, 6)
    assert document.span(("d", 1)) == Span(PATH, 2, 10, 2, 11)


def test_nodes_and_tokens() -> None:
    """A route leads to its value or to nothing; the tokens are all names and values in order."""
    document = made("a: x\nlist:\n  - name: y\n    b: [c, d]\n  - z\ne: f\n")

    def said(*route: str | int) -> object:
        node = document.node(route)
        return node.value if isinstance(node, Scalar) else node

    assert said("a") == "x"
    assert said("list", 0, "b", 1) == "d"
    assert said() is document.root
    for route in (("missing",), ("list", 2), ("list", "name"), (0,), ("a", "x"), ("list", 0, 0)):
        assert said(*route) is None
    names = ["a", "x", "list", "name", "y", "b", "c", "d", "z", "e", "f"]
    assert [token.value for token in tokens(document.root)] == names
    assert [(route, scalar.value) for route, scalar in document.scalars()] == [
        (("a",), "x"),
        (("list", 0, "name"), "y"),
        (("list", 0, "b", 0), "c"),
        (("list", 0, "b", 1), "d"),
        (("list", 1), "z"),
        (("e",), "f"),
    ]
