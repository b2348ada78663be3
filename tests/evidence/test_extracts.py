from site_builder.evidence.comparison import Sought, look_for
from site_builder.evidence.extracts import extracts, still_needed
from site_builder.evidence.matching import Copy, Match

TEXT = " ".join(f"w{number}" for number in range(100))


def kept(*wanted: Sought) -> list[str]:
    """The stretches that are kept around what is found."""
    copy = Copy(TEXT)
    found = [(one, match) for one in wanted if isinstance(match := look_for(one, copy), Match)]
    assert len(found) == len(wanted)
    return [extract.text for extract in extracts(TEXT, found)]


def test_eight_words_on_either_side() -> None:
    """No more is kept of somebody's text than the words and eight on either side."""
    (text,) = kept(Sought("w50 w51"))
    assert text == " ".join(f"w{number}" for number in range(42, 60))


def test_a_longer_prefix_is_kept_whole() -> None:
    """A prefix or suffix of more words is kept, so that it can be compared again."""
    prefix = " ".join(f"w{number}" for number in range(38, 50))
    (text,) = kept(Sought("w50", prefix))
    assert text.startswith("w38 ")


def test_stretches_that_meet_are_one() -> None:
    """Two quotes near each other share a stretch; two far apart do not."""
    assert len(kept(Sought("w10 w11"), Sought("w20 w21"))) == 1
    assert len(kept(Sought("w10 w11"), Sought("w60 w61"))) == 2


def test_a_passage_is_not_kept() -> None:
    """Of a passage, only its ends are kept."""
    first, last = kept(Sought("w10 w11", last="w60 w61"))
    assert first.startswith("w2 w3")
    assert "w40" not in first + last


def test_ends_of_the_text() -> None:
    """Words at the ends of a text have none beside them."""
    assert kept(Sought("w0 w1"))[0].startswith("w0 w1 ")
    assert kept(Sought("w98 w99"))[0].endswith(" w98 w99")


def test_what_is_still_needed_is_what_a_new_copy_would_keep() -> None:
    """Of a stretch that two quotes share, what one needs stays when the other goes."""
    copy = Copy(TEXT)
    one, other = (look_for(Sought(words), copy) for words in ("w10 w11", "w20 w21"))
    assert isinstance(one, Match)
    assert isinstance(other, Match)
    found = [(Sought("w10 w11"), one), (Sought("w20 w21"), other)]
    both = extracts(TEXT, found)
    assert still_needed(both, found) == both
    assert still_needed(both, found[1:]) == extracts(TEXT, found[1:])
    assert still_needed(both, []) == ()


def test_what_is_gone_is_not_kept_around_something_else() -> None:
    """Words at a place that is gone go from both sides of a quote, unless a prefix has them."""
    copy = Copy(TEXT)
    before, after = (look_for(Sought(words), copy) for words in ("w46 w47", "w55 w56"))
    assert isinstance(before, Match)
    assert isinstance(after, Match)
    gone = [(before.start, before.end), (after.start, after.end)]

    def left(wanted: Sought) -> list[str]:
        match = look_for(wanted, copy)
        assert isinstance(match, Match)
        found = [(wanted, match)]
        return [it.text for it in still_needed(extracts(TEXT, found), found, gone)]

    assert left(Sought("w50 w51")) == ["w48 w49 w50 w51 w52 w53 w54"]
    assert left(Sought("w50 w51", "w47 w48 w49")) == ["w47 w48 w49 w50 w51 w52 w53 w54"]


def test_the_first_words_of_a_passage_are_kept_whole() -> None:
    """However long they are where they are printed, they can be found again."""
    (text,) = kept(Sought("w10 w11 […] w30 w31", last="w33"))
    assert "w30 w31" in text
    printed = "One … two … three … four … five … six of it"
    wanted = Sought("One ... two ... three ... four ... five ... six of", last="it")
    found = look_for(wanted, Copy(printed))
    assert isinstance(found, Match)
    assert [one.text for one in extracts(printed, [(wanted, found)])] == [printed]
