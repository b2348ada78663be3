import pytest

from site_builder.mkdocs.run import THEME, WORDS
from site_builder.views.words import site_words
from site_builder.views.words.scripts import with_messages


def test_the_module_gets_the_messages_of_scripts() -> None:
    """A site in Russian has its scripts' messages and its rule for plural forms in one module."""
    module = (THEME / WORDS).read_text(encoding="utf-8")
    made = with_messages(module, site_words("ru"))
    assert '"Copied.":["Скопировано."]' in made
    assert "const form = (n) => (n%10==1" in made
    assert "const messages = {}" not in made


def test_a_module_without_a_place_is_refused() -> None:
    """A module that was changed is noticed, not published without its messages."""
    with pytest.raises(ValueError, match=r"words\.js"):
        with_messages("const messages = {}\n", site_words("ru"))
