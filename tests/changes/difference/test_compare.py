from hypothesis import given
from hypothesis import strategies as st

from site_builder.changes.difference.compare import Change, Fields, How, compare
from site_builder.content.document import Plain

VALUES = st.recursive(
    st.text("ab", max_size=2),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from("abc"), inner),
    max_leaves=6,
)


TREES = st.dictionaries(
    st.sampled_from(["name", "positions", "former_ids", "offices"]), VALUES, max_size=4
)


@given(TREES, TREES)
def test_any_two_trees_can_be_compared(before: dict[str, object], now: dict[str, object]) -> None:
    """Files of any shape can be compared; compared with itself, a file has no changes."""
    one, other = {"people/a": before}, {"people/a": now}
    compare(one, other)  # type: ignore[arg-type]
    assert compare(one, one) == ()  # type: ignore[arg-type]


def speaker(id_: str, words: str, **fields: str) -> Fields:
    """A person with one quote, and perhaps other fields."""
    said: Plain = {"id": id_, "quote": words}
    return {**fields, "positions": [{"theme": "peace", "statements": [said]}]}


def of_statements(before: dict[str, Fields], now: dict[str, Fields]) -> list[Change]:
    """What has changed among the statements."""
    return [change for change in compare(before, now) if change.address.count("/") == 2]


def test_an_altered_quote_is_one() -> None:
    """Changed words of the same statement alter a quote, under its old id or a similar new one."""
    before = {"people/a": speaker("one", "We are ready to leave.")}
    for id_ in ("one", "two"):
        now = {"people/a": speaker(id_, "We are not ready to leave.")}
        (change,) = of_statements(before, now)
        assert change.alters_quote
        assert change.address == f"people/a/{id_}"


def test_the_same_words_of_another_speaker() -> None:
    """Words that move from one person to another are not removed and added: the speaker changes."""
    said = speaker("one", "We are ready to leave.")
    none: Fields = {"name": "x"}
    before = {"people/a": {**said, "name": "A"}, "people/b": none}
    now: dict[str, Fields] = {"people/a": {"name": "A"}, "people/b": {**said, **none}}
    (change,) = of_statements(before, now)
    assert change.changes_speaker
    assert (change.former, change.address) == ("people/a/one", "people/b/one")


def test_a_quote_that_is_no_longer_one_is_altered() -> None:
    """The same words as a paraphrase alter the quote that they were."""
    before = {"people/a": speaker("one", "We are ready.")}
    said: Plain = {"id": "one", "paraphrase": "We are ready."}
    now: dict[str, Fields] = {"people/a": {"positions": [{"theme": "peace", "statements": [said]}]}}
    (change,) = of_statements(before, now)
    assert (change.how, change.kind, change.alters_quote) == (How.CHANGED, "paraphrase", True)
