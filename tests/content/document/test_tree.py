def test_spans(tmp_path: Path) -> None:
    """A route leads to its value, or to its key, or to the nearest that there is."""
    document, _ = read_bytes(tmp_path, "ä: x\nlist:\n  - name: 😀 y\n    b: [c, d]\n".encode())
    assert document is not None
    assert document.span(("ä",)) == Span(PATH, 1, 4, 1, 5)
    assert document.span(("ä",), on_key=True) == Span(PATH, 1, 1, 1, 2)
    assert document.span(("list", 0, "name")) == Span(PATH, 3, 11, 3, 14)
    assert document.span(("list", 0)) == Span(PATH, 3, 5, 3, 9)
    assert document.span(("list", 0, "b", 1)) == Span(PATH, 4, 12, 4, 13)
    assert document.span(("list", 0, "b")) == Span(PATH, 4, 5, 4, 6)
    assert document.span(("list", 0, "missing", 3)) == Span(PATH, 3, 5, 3, 9)
    assert document.span(()) == Span(PATH, 1, 1, 1, 2)
