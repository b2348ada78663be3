"""The words that pages use for the model's values, and the form of numbers and texts."""

from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache
from typing import NamedTuple

from site_builder.content.model import Person, Statement, StatementKind
from site_builder.content.values import locales
from site_builder.evidence.link_checks import Result
from site_builder.views.graphemes import boundary, first
from site_builder.views.words import site_words
from site_builder.views.words.dates import date_in_words

DOT = " · "
"""What stands between facts in one line."""


class Wording(NamedTuple):
    """The words for the model's values, in one language; an empty text stands for none."""

    kind_labels: Mapping[StatementKind, str]
    kind_meanings: Mapping[StatementKind, str]
    person_kinds: Mapping[str, str]
    name_kinds: Mapping[str, str]
    affiliation_kinds: Mapping[str, str]
    organisation_kinds: Mapping[str, str]
    date_basis: Mapping[str, str]
    translations: Mapping[str, str]
    source_types: Mapping[str, str]
    availability: Mapping[str, str]
    availability_notes: Mapping[str, str]
    """The same within a sentence."""
    looks: Mapping[Result, str]
    """What came of looking whether a source is still at its address, within a sentence."""
    circulation: Mapping[str, str]
    """How a source that was not published is called within a sentence."""
    status: Mapping[str, str]
    status_meanings: Mapping[str, str]
    answers: Mapping[str, str]
    links: Mapping[str, str]
    votes: Mapping[str, str]
    matters: Mapping[str, str]
    stances: Mapping[str, str]


@cache
def wording(lang: str) -> Wording:
    """Return the words for the model's values in the site's language."""
    words = site_words(lang)
    gettext, pgettext = words.gettext, words.pgettext
    return Wording(
        kind_labels={
            StatementKind.QUOTE: gettext("Quote"),
            StatementKind.PARAPHRASE: gettext("Paraphrase"),
            StatementKind.ACTION: gettext("Action"),
        },
        kind_meanings={
            StatementKind.QUOTE: gettext("The speaker’s exact words, as the source prints them."),
            StatementKind.PARAPHRASE: gettext(
                "What the source says was said. The wording is not the speaker’s."
            ),
            StatementKind.ACTION: gettext("What the source says was done, or pointedly not done."),
        },
        person_kinds={
            "official": gettext("Official"),
            "commentator": gettext("Commentator"),
            "organisation": gettext("Organisation or group"),
            "unnamed": gettext("Not named by the source"),
        },
        # Translators: these follow a name, in brackets.
        name_kinds={
            "birth": pgettext("after a name", "name at birth"),
            "former": pgettext("after a name", "former name"),
            "full": pgettext("after a name", "full name"),
            "pseudonym": pgettext("after a name", "pseudonym"),
            "short": pgettext("after a name", "short name"),
        },
        affiliation_kinds={
            "party": gettext("Party"),
            "group": gettext("Parliamentary group"),
            "parliament": gettext("Parliament"),
            "body": gettext("Public body"),
        },
        organisation_kinds={
            "state": gettext("State"),
            "government": gettext("Government"),
            "ministry": gettext("Ministry or department"),
            "parliament": gettext("Parliament"),
            "court": gettext("Court"),
            "party": gettext("Party"),
            "group": gettext("Parliamentary group"),
            "international": gettext("International organisation"),
            "newspaper": gettext("Newspaper"),
            "magazine": gettext("Magazine"),
            "broadcaster": gettext("Broadcaster"),
            "news-agency": gettext("News agency"),
            "website": gettext("Website"),
            "publisher": gettext("Publisher"),
            "company": gettext("Company"),
            "association": gettext("Association"),
            "other": gettext("Other organisation"),
        },
        # Translators: these follow a date, in brackets.
        date_basis={
            "said": "",
            "published": pgettext("after a date", "date of publication"),
            "inferred": pgettext("after a date", "inferred"),
        },
        translations={
            "official": gettext("official translation"),
            "outlet": gettext("translated by the outlet"),
            "editor": gettext("translated by the editors of this site"),
            "machine": gettext("machine translation"),
            "unknown": gettext("translator unknown"),
        },
        source_types=_source_types(lang),
        availability={
            "live": gettext("Online"),
            "dead": gettext("No longer at this address"),
            "deleted": gettext("Deleted by the publisher"),
            "paywalled": gettext("Behind a paywall"),
            "unlocated": gettext("Not found online"),
        },
        looks={
            Result.ANSWERS: gettext("it answers"),
            Result.UNSEEN: gettext("it answers"),
            Result.MOVED: gettext("it leads to another address"),
            Result.CHANGED: gettext("words of the copy are no longer there"),
            Result.UNREADABLE: gettext("it answers with what a machine cannot read"),
            Result.REFUSED: gettext("its host does not answer machines"),
            Result.FAILED: gettext("it did not answer"),
            Result.DEAD: gettext("it has not answered for days"),
        },
        availability_notes={
            "live": gettext("online"),
            "dead": gettext("no longer at this address"),
            "deleted": gettext("deleted by the publisher"),
            "paywalled": gettext("behind a paywall"),
            "unlocated": gettext("not found online"),
        },
        circulation={
            "leaked": gettext("leaked, not published by those it comes from"),
            "private": gettext("private, not published"),
        },
        status={
            "published": "",
            "disputed": gettext("Disputed"),
            "retracted": gettext("Retracted"),
            "misattributed": gettext("Misattributed"),
        },
        status_meanings={
            "disputed": gettext(
                "Somebody disputes that this was said, or that it was said in this way."
            ),
            "retracted": gettext("This was taken back after it had been said or published."),
            "misattributed": gettext(
                "This circulates under somebody’s name. That person did not say or do it."
            ),
        },
        answers={
            "responds_to": gettext("Answered by"),
            "clarifies": gettext("Clarified by"),
            "retracts": gettext("Retracted by"),
            "contradicts": gettext("Contradicted by"),
        },
        links={
            "responds_to": gettext("Answers"),
            "clarifies": gettext("Clarifies"),
            "retracts": gettext("Retracts"),
            "contradicts": gettext("Contradicts"),
        },
        votes={
            "for": gettext("For"),
            "against": gettext("Against"),
            "abstained": gettext("Abstained"),
            "absent": gettext("Did not vote"),
        },
        matters={
            "bill": gettext("Bill"),
            "resolution": gettext("Resolution"),
            "document": gettext("Document"),
            "recording": gettext("Recording"),
            "transcript": gettext("Transcript"),
        },
        stances={
            "for": gettext("For"),
            "against": gettext("Against"),
            "mixed": gettext("Mixed"),
            "unclear": gettext("Unclear"),
        },
    )


def _source_types(lang: str) -> Mapping[str, str]:
    """Return what each type of source is called (CSL 1.0.2)."""
    gettext = site_words(lang).gettext
    return {
        "article": gettext("Article"),
        "article-journal": gettext("Journal article"),
        "article-magazine": gettext("Magazine article"),
        "article-newspaper": gettext("Newspaper article"),
        "bill": gettext("Bill"),
        "book": gettext("Book"),
        "broadcast": gettext("Broadcast"),
        "chapter": gettext("Chapter"),
        "classic": gettext("Classic"),
        "collection": gettext("Collection"),
        "dataset": gettext("Dataset"),
        "document": gettext("Document"),
        "entry": gettext("Entry"),
        "entry-dictionary": gettext("Dictionary entry"),
        "entry-encyclopedia": gettext("Encyclopedia entry"),
        "event": gettext("Event"),
        "figure": gettext("Figure"),
        "graphic": gettext("Graphic"),
        "hearing": gettext("Hearing"),
        "interview": gettext("Interview"),
        "legal_case": gettext("Legal case"),
        "legislation": gettext("Legislation"),
        "manuscript": gettext("Manuscript"),
        "map": gettext("Map"),
        "motion_picture": gettext("Motion picture"),
        "musical_score": gettext("Musical score"),
        "pamphlet": gettext("Pamphlet"),
        "paper-conference": gettext("Conference paper"),
        "patent": gettext("Patent"),
        "performance": gettext("Performance"),
        "periodical": gettext("Periodical"),
        "personal_communication": gettext("Personal communication"),
        "post": gettext("Post"),
        "post-weblog": gettext("Weblog post"),
        "regulation": gettext("Regulation"),
        "report": gettext("Report"),
        "review": gettext("Review"),
        "review-book": gettext("Book review"),
        "software": gettext("Software"),
        "song": gettext("Song"),
        "speech": gettext("Speech"),
        "standard": gettext("Standard"),
        "thesis": gettext("Thesis"),
        "treaty": gettext("Treaty"),
        "webpage": gettext("Webpage"),
    }


def kinds_counted(kinds: Iterable[StatementKind], lang: str) -> tuple[str, ...]:
    """Return how many statements there are of each kind, as `2 quotes`."""
    ngettext = site_words(lang).ngettext
    found = Counter(kinds)
    told = []
    if number := found[StatementKind.QUOTE]:
        told.append(ngettext("%(num)s quote", "%(num)s quotes", number))
    if number := found[StatementKind.PARAPHRASE]:
        told.append(ngettext("%(num)s paraphrase", "%(num)s paraphrases", number))
    if number := found[StatementKind.ACTION]:
        told.append(ngettext("%(num)s action", "%(num)s actions", number))
    return tuple(told)


def statements_counted(number: int, lang: str) -> str:
    """Return a number of statements, as `1 statement`."""
    return site_words(lang).ngettext("%(num)s statement", "%(num)s statements", number)


def themes_counted(number: int, lang: str) -> str:
    """Return a number of themes, as `1 theme`."""
    return site_words(lang).ngettext("%(num)s theme", "%(num)s themes", number)


def sources_counted(number: int, lang: str) -> str:
    """Return a number of sources, as `1 source`."""
    return site_words(lang).ngettext("%(num)s source", "%(num)s sources", number)


def organisations_counted(number: int, lang: str) -> str:
    """Return a number of organisations, as `1 organisation`."""
    return site_words(lang).ngettext("%(num)s organisation", "%(num)s organisations", number)


def people_counted(people: Iterable[Person], lang: str) -> str:
    """Return how many they are, such as `7 people`, `2 groups` or `9 people and groups`."""
    ngettext = site_words(lang).ngettext
    are_groups = [person.is_body for person in people]
    number = len(are_groups)
    if not any(are_groups):
        return ngettext("%(num)s person", "%(num)s people", number)
    if all(are_groups):
        return ngettext("%(num)s group", "%(num)s groups", number)
    return ngettext("%(num)s person or group", "%(num)s people and groups", number)


def dated(statement: Statement, lang: str, time: str = "") -> str:
    """Return the date in words, and what it is of if it is not the day of the words.

    Such as `6 November 2024 (date of publication)`. `time` is the time of day, if it is to be told.
    """
    return date_in_words(statement.date, lang) + after_date(statement, lang, time)


def after_date(statement: Statement, lang: str, time: str = "") -> str:
    """Return what follows a statement's date in words, such as ` (date of publication)`.

    Whatever shows the date takes this from here, because a day by itself would be read as the one
    on which it was said.
    """
    at = f", {time}" if time else ""
    told = "" if statement.date.is_unknown else wording(lang).date_basis[statement.date_basis]
    return f"{at} ({told})" if told else at


def spoken(statement: Statement, lang: str) -> str:
    """Return in what language words were said, and who translated them; empty if nobody did.

    Nobody said what is misattributed: of that, it is the language that it was translated from.
    """
    if not statement.spoken_lang or statement.spoken_lang == (statement.lang or lang):
        return ""
    gettext = site_words(lang).gettext
    language = locales.language_name(statement.spoken_lang, lang)
    translation = wording(lang).translations[statement.translation or "unknown"]
    if statement.is_misattributed:
        # Translators: such as “original in Russian, official translation”.
        return gettext(
            "original in %(language)s, %(translation)s", language=language, translation=translation
        )
    # Translators: such as “said in Russian, official translation”.
    return gettext(
        "said in %(language)s, %(translation)s", language=language, translation=translation
    )


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


def shorten(text: str, width: int, lang: str, opening: str = "", closing: str = "") -> str:
    """Return the text in one line, in its marks; if it is longer than `width`, its beginning.

    What is left out is named outside the marks, in the site's language `lang`, so that nothing
    within them is not the text's.
    """
    line = " ".join(text.split())
    start = beginning(line, width)
    marked = f"{opening}{start}{closing}"
    if start == line:
        return marked
    # Translators: after the beginning of somebody's words, which go on.
    return site_words(lang).gettext("%(beginning)s (continues)", beginning=marked)


def initials(name: str) -> str:
    """Return a monogram: the first letters of the first and last words, or of the only word."""
    letters = [first(word).upper() for word in name.split() if word[0].isalpha()] or [first(name)]
    return "".join((letters[0], *letters[1:][-1:]))
