from site_builder.changes.difference.compare import OTHER_SPEAKER, Change, FieldChange, How
from site_builder.changes.difference.layout import lines, sections, summary, title
from site_builder.changes.difference.sides import Difference, Unread

ALTERED = Change(How.CHANGED, "quote", "people/a/one", (FieldChange("quote", "Yes", "No"),))
MOVED = Change(How.CHANGED, "quote", "people/b/one", (), "people/a/one", OTHER_SPEAKER)
REMOVED = Change(How.REMOVED, "theme", "themes/peace", (FieldChange("title", "Peace", ""),))
ADDED = Change(How.ADDED, "person", "people/c", (FieldChange("name", "", "C"),))


def test_the_gravest_comes_first() -> None:
    """Altered quotes come first, then other speakers, and each change stands in one section."""
    found = Difference((ADDED, REMOVED, MOVED, ALTERED), {}, ())
    assert [change for section in sections(found) for change in section.changes] == [
        ALTERED,
        MOVED,
        REMOVED,
        ADDED,
    ]
    assert summary(found).startswith("1 quote with changed words, ")


def test_everything_is_counted() -> None:
    """The summary counts changes, other files and what could not be compared."""
    said = summary(Difference((ADDED, ADDED), {"pages/a.md": How.ADDED}, (Unread("a", True, ""),)))
    assert said.startswith("2 people added, 1 other file added, 1 ")
    assert summary(Difference((), {}, ())).count(",") == 0


def test_a_long_text_is_shown_around_its_change() -> None:
    """Of a long quote, what stands near the changed word is shown; the change itself is whole."""
    words = " ".join(f"word{number:03}" for number in range(300))
    change = Change(
        How.CHANGED, "quote", "people/a/one",
        (FieldChange("quote", words, words.replace("word150", "other150")),),
    )  # fmt: skip
    shown = [line.marked for line in lines(change)]
    assert any("[-word150-]" in line for line in shown)
    assert any("{+other150+}" in line for line in shown)
    assert all("word149" in line and "word000" not in line for line in shown if "150" in line)
    assert max(map(len, shown)) < 400


def test_nothing_is_hidden() -> None:
    """Control characters and line ends in content, and in addresses, are made visible."""
    change = Change(
        How.ADDED,
        "quote",
        "people/a\x1b[31m/\u202eb",
        (FieldChange("quote", "", "a\nb\x1b\u200b"),),
    )
    for text in (title(change), *(line.marked for line in lines(change))):
        assert text.isprintable()
        assert "\x1b" not in text
