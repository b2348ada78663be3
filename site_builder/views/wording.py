"""The words that pages use for the model's values, and the form of numbers and texts."""

from collections.abc import Iterable

from site_builder.content.model import Person, StatementKind
from site_builder.views.graphemes import boundary, first

KIND_LABELS = {
    StatementKind.QUOTE: "Quote",
    StatementKind.PARAPHRASE: "Paraphrase",
    StatementKind.ACTION: "Action",
}
KIND_MEANINGS = {
    StatementKind.QUOTE: "The speaker’s exact words, as the source prints them.",
    StatementKind.PARAPHRASE: "What the source says was said. The wording is not the speaker’s.",
    StatementKind.ACTION: "What the source says was done, or pointedly not done.",
}
PERSON_KINDS = {
    "official": "Official",
    "commentator": "Commentator",
    "organisation": "Organisation or group",
}
DATE_BASIS = {"said": "", "published": "date of publication", "inferred": "inferred"}
TRANSLATIONS = {
    "official": "official translation",
    "outlet": "translated by the outlet",
    "editor": "translated by the editors of this site",
    "machine": "machine translation",
    "unknown": "translator unknown",
}
AVAILABILITY = {
    "live": "Online",
    "dead": "No longer at this address",
    "deleted": "Deleted by the publisher",
    "paywalled": "Behind a paywall",
    "unlocated": "Not found online",
}
STATUS = {"published": "", "disputed": "Disputed", "retracted": "Retracted"}
STATUS_MEANINGS = {
    "disputed": "Somebody disputes that this was said, or that it was said in this way.",
    "retracted": "This was withdrawn after it had been said or published.",
}
ANSWERS = {"responds_to": "Answered by", "clarifies": "Clarified by", "retracts": "Retracted by"}
LINKS = {"responds_to": "Answers", "clarifies": "Clarifies", "retracts": "Retracts"}
DOT = " · "
"""What stands between facts in one line."""
_PLURALS = {"person": "people", "body": "bodies"}


def count(number: int, noun: str) -> str:
    """Return a number with its noun, such as `1 statement` or `2 people`."""
    return f"{number:,} {noun if number == 1 else _PLURALS.get(noun, f'{noun}s')}"


def count_people(people: Iterable[Person]) -> str:
    """Return how many they are, such as `7 people`, `2 groups` or `9 people and groups`."""
    are_groups = [person.kind == "organisation" for person in people]
    number = len(are_groups)
    if not any(are_groups):
        return count(number, "person")
    return count(number, "group") if all(are_groups) else f"{number:,} people and groups"


def beginning(words: str, width: int) -> str:
    """Return somebody's words, cut without a sign if they are longer than `width` characters.

    A sign such as `…` would pass for an omission by the source: whoever prints them says in words
    of the site's own that they continue.
    """
    if len(words) <= width:
        return words
    end = boundary(words, width)
    space = max(words.rfind(" ", 0, end), words.rfind("\n", 0, end))
    # Scripts without spaces are cut after a letter.
    return words[: space if space > width // 2 else end].rstrip()


def shorten(text: str, width: int, opening: str = "", closing: str = "") -> str:
    """Return the text in one line, in its marks; if it is longer than `width`, its beginning.

    What is left out is named outside the marks, so that nothing within them is not the text's.
    """
    line = " ".join(text.split())
    start = beginning(line, width)
    marked = f"{opening}{start}{closing}"
    return marked if start == line else f"{marked} (continues)"


def initials(name: str) -> str:
    """Return a monogram: the first letters of the first and last words, or of the only word."""
    letters = [first(word).upper() for word in name.split() if word[0].isalpha()] or [first(name)]
    return "".join((letters[0], *letters[1:][-1:]))
