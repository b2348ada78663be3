"""The words that pages use for the model's values, and the form of numbers and texts."""

from site_builder.content.model import StatementKind

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
_PLURALS = {"person": "people", "body": "bodies"}


def count(number: int, noun: str) -> str:
    """Return a number with its noun, such as `1 statement` or `2 people`."""
    return f"{number:,} {noun if number == 1 else _PLURALS.get(noun, f'{noun}s')}"


def shorten(text: str, width: int) -> str:
    """Return the text in one line, cut after a word with `…` if it is longer than `width`."""
    line = " ".join(text.split())
    if len(line) <= width:
        return line
    # `textwrap.shorten` would wrap the whole text first.
    start, space, _ = line[:width].rpartition(" ")
    return f"{start if space else line[: width - 1]}…"


def initials(name: str) -> str:
    """Return a monogram: the first letters of the first and last words, or of the only word."""
    letters = [word[0].upper() for word in name.split() if word[0].isalpha()] or [name[0]]
    return "".join((letters[0], *letters[1:][-1:]))


def excerpt(words: str, width: int) -> str:
    """Return somebody's words, cut after a word if they are longer than `width` characters.

    The cut is marked by `[…]`, as omissions are everywhere on the site.
    """
    if len(words) <= width:
        return words
    start, space, _ = words[:width].rpartition(" ")
    return f"{start if space else words[:width]} […]"
