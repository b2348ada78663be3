"""The status of a statement. Whatever shows one takes the word for it from here."""

from typing import NamedTuple

from site_builder.content.catalogue import Catalogue, Entry
from site_builder.views.attribution import attribution
from site_builder.views.titles import Titles
from site_builder.views.wording import wording
from site_builder.views.words import site_words


class Status(NamedTuple):
    """The status of a statement, by its own file or by a statement that takes it back.

    `id` is that of the model; `word` is empty if it is `published`. `retraction` is
    the statement that takes it back, and `retracted_by` says who made that.
    """

    id: str
    word: str
    retraction: Entry | None = None
    retracted_by: str = ""

    def first(self, text: str) -> str:
        """Return the text with the word before it."""
        return f"{self.word}: {text}" if self.word else text


PUBLISHED = Status("published", "")


def status_of(entry: Entry, catalogue: Catalogue, titles: Titles) -> Status:
    """Return the status of a statement. If somebody else takes it back, the word says who.

    That may be somebody of the speaker's own name: `titles` tells them apart.
    """
    own, retraction = entry.statement.status, catalogue.retraction(entry)
    root = catalogue.root(entry)
    if root is not None and entry.speakers:
        if root.statement.status == "retracted":
            own = "retracted"  # the remark is taken back, in all of its wordings
        elif root.statement.status == "disputed" and own == "published":
            own = "disputed"  # what may not have been said was not said in other words, either
    words = wording(catalogue.lang).status
    if retraction is None or entry.statement.is_misattributed:
        return Status(own, words[own])
    retracted, gettext = words["retracted"], site_words(catalogue.lang).gettext
    who = {person.id for person in retraction.speakers}
    is_own = who.issuperset(person.id for person in entry.speakers)
    if is_own:
        by = gettext("Retracted by the speaker")
    else:
        line = attribution(retraction, catalogue.lang, titles.of).line
        by = gettext("Retracted by %(name)s", name=line)
    word = retracted if is_own or own == "retracted" else by
    return Status("retracted", word, retraction, by)
