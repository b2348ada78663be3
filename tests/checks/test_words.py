from site_builder.checks.words import words_of


def test_words_without_capitals_and_punctuation() -> None:
    """Texts that differ in capitals, punctuation and space alone have the same words."""
    assert words_of("“Keep, the LAMPS—lit!”\n") == words_of("keep the lamps lit")
    assert words_of("Маяки: РАБОТАЮТ") == ("маяки", "работают")
    assert words_of("Straße") == words_of("STRASSE")


def test_other_words_are_other_words() -> None:
    """No word is lost, and their order counts; a text without words has none."""
    assert words_of("not the lamps") != words_of("the lamps")
    assert words_of("lit lamps") != words_of("lamps lit")
    assert words_of("“…”") == ()
