"""The question that a statement answers: whoever shows the words shows it before them."""

from typing import NamedTuple

from site_builder.content.catalogue import Entry
from site_builder.content.values.locales import direction
from site_builder.content.values.quotation import marks_around
from site_builder.views.page import Text
from site_builder.views.words import site_words

_LONGEST = 200


class Asked(NamedTuple):
    """A question that a statement answers: whose words it is, and these, with their marks."""

    by: str
    text: Text

    def told(self, lang: str, *, whole: bool = False) -> str:
        """Return who asked what, in the site's language; all of it, if it is to be `whole`."""
        text = self.text.whole if whole else self.text.shortened(_LONGEST, lang)
        # Translators: after a name, such as “asked by a reporter: “Will you go?””.
        return site_words(lang).gettext(
            "asked by %(name)s: %(question)s", name=self.by, question=text
        )


def asked(entry: Entry, lang: str) -> Asked | None:
    """Return the question that a statement answers, if it has one; `lang` is the site's."""
    question = entry.statement.question
    if question is None:
        return None
    own = question.lang or lang
    marks = marks_around(question.quote, own)
    foreign = (own, direction(own)) if own != lang else ("", "")
    return Asked(question.by, Text(question.quote, *foreign, *marks))
