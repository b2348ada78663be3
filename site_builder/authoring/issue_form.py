"""Turn an issue made with the form "Add a quote" into files to write.

GitHub writes a form's answers into one Markdown text: `### `, the question, an empty line, the
answer. Whoever opened the issue can edit all of it, so none of it is trusted.
"""

import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from site_builder.authoring.files import FileWrite
from site_builder.authoring.names import Names, names_of
from site_builder.authoring.new import file_of, new_record, new_statement, suggested_id
from site_builder.authoring.yaml.edit import EditError, read, route_at
from site_builder.content.catalogue import Catalogue
from site_builder.content.document import Plain, parse
from site_builder.content.model import (
    ID_LENGTH,
    Known,
    Person,
    Source,
    Statement,
    StatementKind,
    Theme,
    fields_of,
)
from site_builder.content.validate import NO_NAME
from site_builder.content.values.characters import offences
from site_builder.content.values.urls import same_address, without_tracking
from site_builder.diagnostics import ADD_A_WAIVER, Diagnostic, did_you_mean, quoted

MAX_CHARACTERS = 70_000
"""GitHub admits 65,536."""
_NO_ANSWER = "_No response_"
_NO_CHOICE = "None"
"""What GitHub calls an answer that was not chosen; no choice can have this name."""
# Half of a surrogate pair: JSON can hold it, and no file can.
_HALF = re.compile("[\ud800-\udfff]")
_FENCE = re.compile(r"```(?:text|yaml)\n(.*)\n```", re.DOTALL)
_FENCED = ("words", "original", "asked", "more")
_ID_FROM_WORDS = 48
# A waiver needs a record that is there, so nobody can add one before the quote.
_ASK_FOR_A_WAIVER = "say so in a comment on this issue, and an editor adds it by hand"
_SAME_PERSON = "If that is the same person, write this id instead of the name."
ADD_A_THEME = "[“Add a theme” in CONTRIBUTING.md](../blob/HEAD/CONTRIBUTING.md#add-a-theme)."
"""From the address of an issue, `../` leads to that of the repository."""


class Question(NamedTuple):
    """A question of the form; `field` is the field of the content model that the answer fills."""

    key: str
    label: str
    field: str
    required: bool = False


QUESTIONS = (
    Question("person", "Who said it?", "name", required=True),
    Question("new_person", "Is this person on the site already?", "kind", required=True),
    Question("kind", "What is it?", "", required=True),
    Question("words", "The words", "", required=True),
    Question("date", "When?", "date", required=True),
    Question("date_basis", "What does this date refer to?", "date_basis", required=True),
    Question("date_note", "What is the date inferred from, or why is it unknown?", "date_note"),
    Question("theme", "On which theme?", "theme", required=True),
    Question("lang", "In which language are these words?", "lang"),
    Question("spoken_lang", "In which language was it said?", "spoken_lang"),
    Question("original", "What were the words in that language?", "original"),
    Question("translation", "Who translated them?", "translation"),
    Question("as_printed", "How does the source name the speaker?", "as_printed"),
    Question("on_behalf_of", "For whom did they speak?", "on_behalf_of"),
    Question("with", "Who said it together with them?", "with"),
    Question("asked_by", "Who asked?", "by"),
    Question("asked", "What was the question?", ""),
    Question("medium", "Where was it said?", "medium"),
    Question("context", "What is the context?", "context"),
    Question("source", "In which source?", "url", required=True),
    Question("source_title", "The source’s title", "title"),
    Question("source_type", "What kind of source is it?", "type"),
    Question("source_publication", "The newspaper, site or programme", "publication"),
    Question("source_issued", "When was the source published?", "issued"),
    Question("locator", "Where in the source?", "locator"),
    Question("prefix", "The words just before", "prefix"),
    Question("suffix", "The words just after", "suffix"),
    Question("misattributed", "Did they say or do it?", "status", required=True),
    Question("refuted", "How is it known that they did not?", ""),
    Question("refuting", "Which source shows so?", ""),
    Question("refuting_title", "The title of that source", ""),
    Question("refuting_type", "What kind of source is that?", ""),
    Question("more", "Anything else?", ""),
    Question("promises", "Before you send it", "", required=True),
)
NEW_PERSON = {
    "Yes": "",
    "No: an official": "official",
    "No: a commentator, without an office": "commentator",
    "No: an organisation": "organisation",
}
KINDS = {
    "Quote: the speaker’s exact words, as the source prints them": StatementKind.QUOTE,
    "Paraphrase: what the source says they said": StatementKind.PARAPHRASE,
    "Action: what the source says they did, or pointedly did not do": StatementKind.ACTION,
}
DATE_BASES = {
    "Said: it was said on that day": "said",
    "Published: it was printed on that day": "published",
    "Inferred: the source prints no date": "inferred",
}
TRANSLATIONS = {
    "An official translation": "official",
    "The source": "outlet",
    "I did": "editor",
    "A machine": "machine",
    "Not known": "unknown",
}
SAID = {
    "Yes": "",
    "No: it circulates under their name": "misattributed",
}
SOURCE_TYPES = {
    "Newspaper article": "article-newspaper",
    "Magazine article": "article-magazine",
    "Web page": "webpage",
    "Post": "post",
    "Broadcast": "broadcast",
    "Interview": "interview",
    "Speech": "speech",
    "Hearing": "hearing",
    "Book": "book",
    "Report": "report",
}
CHOICES: Mapping[str, Mapping[str, str]] = {
    "new_person": NEW_PERSON,
    "kind": KINDS,
    "date_basis": DATE_BASES,
    "translation": TRANSLATIONS,
    "source_type": SOURCE_TYPES,
    "misattributed": SAID,
    "refuting_type": SOURCE_TYPES,
}
"""The choices of the form, by question, each with its value in a file."""
_STAND_IN = "(none)"
# Answers that cannot be judged without another one.
_REST_ON = {
    "lang": ("spoken_lang", "original", "translation"),
    "spoken_lang": ("original", "translation"),
    "translation": ("spoken_lang", "original"),
}
# What takes the place of an answer on which others rest; words in an undetermined language
# (ISO 639) may be in any alphabet.
_IN_PLACE = {"lang": "und", "date_note": _STAND_IN}
_LABELS = {question.key: question.label for question in QUESTIONS}
_OF_REFUTING = {"title": "refuting_title", "type": "refuting_type"}
# Fields of a statement that the questions fill, or that nobody is asked for.
_FORM = frozenset(
    (
        *(
            "id",
            "lang",
            "spoken_lang",
            "original",
            "translation",
            "date",
            "date_basis",
            "date_note",
            "as_printed",
            "medium",
            "context",
        ),
        *("on_behalf_of", "with", "question", "citations", "former_ids", "corrections"),
        *(kind.value for kind in StatementKind),
    )
)


@dataclass(frozen=True, slots=True)
class Problem:
    """Why an answer cannot be used; `question` is empty if it concerns no single question.

    `link` leads to where more is said. It is Markdown of our own, which the reply does not escape.
    """

    question: str
    message: str
    hint: str = ""
    link: str = ""


class FormError(Exception):
    """Answers that cannot be used, with everything that is wrong with them."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        super().__init__()
        self.problems = tuple(problems)


def read_answers(text: str) -> tuple[dict[str, str], list[Problem]]:
    """Return the answers that were given, by question, and what is missing or no choice.

    Choices are returned as their values in a file.

    Raises:
        FormError: the text is not the form's.
    """
    text = text.replace("\r\n", "\n")
    if len(text) > MAX_CHARACTERS:
        raise FormError([Problem("", f"The text has more than {MAX_CHARACTERS:,} characters.")])
    if _HALF.search(text):
        hint = "Usually it is what is left of an emoji. Delete it, and type the text again."
        raise FormError([Problem("", "The text contains half of a character.", hint)])
    headings = "|".join(re.escape(question.label) for question in QUESTIONS)
    above, *parts = re.split(rf"^### ({headings})[ \t]*$", text, flags=re.MULTILINE)
    labels = parts[::2]
    if above.strip() or labels != [question.label for question in QUESTIONS]:
        hint = "Fill in a new form. No answer may contain a line that is one of the headings."
        raise FormError([Problem("", "The form’s headings have been changed.", hint)])
    answers: dict[str, str] = {}
    problems: list[Problem] = []
    for question, part in zip(QUESTIONS, parts[1::2], strict=True):
        answer = part.strip()
        if question.key in _FENCED and (fenced := _FENCE.fullmatch(answer)):
            answer = fenced.group(1).strip()
        choices = CHOICES.get(question.key)
        if answer in ("", _NO_ANSWER) or (choices and answer == _NO_CHOICE):
            if question.required:
                problems.append(Problem(question.label, "The answer is missing."))
        elif choices is None:
            answers[question.key] = answer
        elif answer in choices:
            answers[question.key] = choices[answer]
        else:
            hint = "Choose one of: " + "; ".join(choices) + "."
            problems.append(Problem(question.label, f"{quoted(answer)} is not a choice.", hint))
    if "- [ ]" in answers.get("promises", ""):
        problems.append(Problem(_LABELS["promises"], "Tick both boxes."))
    return answers, problems


@dataclass(frozen=True, slots=True)
class Proposal:
    """The files that the answers make; `statement` is the new one, as `person/id`.

    They may be written only if there are no `problems`, and no answer was missing: placeholders
    stand in for what is missing, so that the rest can be judged. `refuting` is the file of a new
    source that refutes the words.
    """

    writes: tuple[FileWrite, ...]
    statement: str
    problems: tuple[Problem, ...]
    refuting: Path | None


def propose(
    answers: Mapping[str, str], catalogue: Catalogue, known: Known, content: Path
) -> Proposal:
    """Return the files of a content folder that the answers make; nothing is written yet."""
    problems: list[Problem] = []
    names = names_of(catalogue, known)
    person = _find_person(answers, names["person"], catalogue.lang, problems)
    theme = _find_theme(answers, names["theme"], problems)
    new_sources: dict[str, dict[str, Plain]] = {}
    source = _find_source(answers, "source", names["source"], catalogue.lang, new_sources, problems)
    cited = len(new_sources)
    further = {
        **_others(answers, names["person"], problems),
        **_more(answers, problems),
        **_refuted(answers, source, names["source"], catalogue.lang, new_sources, problems),
    }
    taken = {entry.statement.id for entry in catalogue.by_person.get(person, ())}
    words = answers.get("words", "")
    lang = answers.get("lang", catalogue.lang)
    id_ = _free(suggested_id(words, lang, _ID_FROM_WORDS) or answers.get("kind", "quote"), taken)
    statement = {"id": id_, **_statement(answers, source), **further}
    refuting = next((file_of(content, Source, new) for new in [*new_sources][cited:]), None)
    try:
        writes = [new_record(content, Source, new, it) for new, it in new_sources.items()]
        if not theme:
            theme = _free("none", names["theme"].by_id)
            fields = {"title": _STAND_IN, "definition": _STAND_IN}
            writes.append(new_record(content, Theme, theme, fields))
        if person in names["person"].by_id:
            writes.append(new_statement(content, person, theme, statement))
        else:
            position: dict[str, Plain] = {"theme": theme, "statements": [statement]}
            called = {"name": NO_NAME, "kind": "official"}
            if person:
                called = {"name": answers["person"], "kind": answers["new_person"]}
            person = person or _free("none", names["person"].by_id)
            writes.append(new_record(content, Person, person, {**called, "positions": [position]}))
    except EditError as error:
        writes = []
        problems.append(Problem("", str(error)))
    return Proposal(tuple(writes), f"{person}/{id_}", tuple(problems), refuting)


def unsaid(
    found: Iterable[Problem], said: Collection[Problem], answers: Mapping[str, str]
) -> list[Problem]:
    """Return the problems that are not of a question of which one was said already.

    A question whose answer is judged without what was wrong with it can have a second one. Fields
    that were written as YAML are judged one by one.
    """
    judged = {_LABELS[key] for key in answers.keys() - _IN_PLACE.keys()}
    questions = {problem.question for problem in said} - {"", _LABELS["more"]} - judged
    return [it for it in found if it not in said and it.question not in questions]


def without(answers: Mapping[str, str], problems: Iterable[Problem]) -> dict[str, str]:
    """Return the answers that can be judged once these problems are known.

    An answer with characters that no file can hold is judged without these.
    """
    questions = {problem.question for problem in problems} - {_LABELS["more"]}
    faulty = {question.key for question in QUESTIONS if question.label in questions}
    mended = {key: _mended(answers[key]) for key in faulty & answers.keys() - _IN_PLACE.keys()}
    answers = {**answers, **{key: text for key, text in mended.items() if text}}
    left_out = {key for key in faulty if not mended.get(key)}
    left_out |= {key for name in left_out for key in _REST_ON.get(name, ())}
    kept = {key: answer for key, answer in answers.items() if key not in left_out}
    return kept | {key: text for key, text in _IN_PLACE.items() if key in left_out}


def _mended(answer: str) -> str:
    """Return an answer without the characters that no file can hold; empty if it has none."""
    text = unicodedata.normalize("NFC", answer)
    for offence in reversed([*offences(text)]):
        text = text[: offence.offset] + text[offence.offset + offence.length :]
    return "" if text == answer else text.strip()


def in_order(problems: Iterable[Problem]) -> list[Problem]:
    """Return problems in the order of the questions."""
    labels = [question.label for question in QUESTIONS]
    return sorted(problems, key=lambda it: labels.index(it.question) if it.question else -1)


def problem_at(diagnostic: Diagnostic, text: str, *, is_refuting: bool = False) -> Problem:
    """Return a fault of a file that the form made as a problem of the question it comes from.

    `is_refuting` tells whether it is the file of the source that refutes the words.
    """
    root = read(text).root
    names = [step for step in route_at(diagnostic.span, root) if isinstance(step, str)]
    label = _label_of(names) if names else ""
    if is_refuting:
        label = _LABELS[_OF_REFUTING.get(names[-1], "refuting") if names else "refuting"]
    is_yaml = label == _LABELS["more"]
    hint = diagnostic.hint if is_yaml else _in_words_of_the_form(diagnostic.hint)
    if diagnostic.code == "duplicate-name":
        hint = f"{_SAME_PERSON} If not, {ADD_A_WAIVER}."
    return Problem(label, diagnostic.message, hint)


def _in_words_of_the_form(hint: str) -> str:
    """Return a hint with questions and choices in place of fields and their values."""
    for question in QUESTIONS:
        field, asked = f"`{question.field}:`", f"“{question.label}”"
        valued = re.compile(rf"`{question.field}: ([^`]+)`")
        if question.field and (field in hint or valued.search(hint)):
            hint = hint.replace(f"Add {field}", f"Answer {asked}").replace(field, asked)
            hint = valued.sub(rf"`\1` under {asked}", hint)
            for choice, value in CHOICES.get(question.key, {}).items():
                hint = hint.replace(quoted(value), f"“{choice}”")
    return hint


def _label_of(names: list[str]) -> str:
    """Return the question that a field comes from, by its name below those of what it is in."""
    labels = {question.field: question.label for question in QUESTIONS if question.field}
    labels |= {kind.value: _LABELS["words"] for kind in StatementKind}
    if "statements" not in names:
        return labels.get(names[-1], "")
    match names[names.index("statements") + 1 :]:
        case ["question", *_, "quote"]:
            return _LABELS["asked"]
        case ["question", *_]:
            return _LABELS["asked_by"]
        case ["status_note", *names] if "citations" in names:
            return _LABELS["refuting"]
        case ["status_note", *_]:
            return _LABELS["refuted"]
        case ["citations", *_, name]:
            return labels.get(name, "")
        case [name, *_] if name in _FORM:
            return labels.get(name, "")
        case _:
            return _LABELS["more"]


def reply(problems: Iterable[Problem]) -> str:
    """Return all problems in Markdown; words from the issue are shown as they were written."""
    lines = ["Not a pull request yet. Edit the issue to try again.", ""]
    for problem in dict.fromkeys(problems):
        question = f"**{problem.question}** " if problem.question else ""
        to_do = problem.hint.replace(ADD_A_WAIVER, _ASK_FOR_A_WAIVER)
        hint = f" {_escaped(to_do)}" if to_do else ""
        link = f" {problem.link}" if problem.link else ""
        lines.append(f"- {question}{_escaped(problem.message)}{hint}{link}")
    return "\n".join([*lines, ""])


def _escaped(text: str) -> str:
    # After a backslash, Markdown and GitHub show a character as it is.
    return re.sub(r"([\\`*_\[\]()<>#&|~@:.!])", r"\\\1", " ".join(text.split()))


def _find_person(
    answers: Mapping[str, str], people: Names, lang: str, problems: list[Problem]
) -> str:
    """Return the person’s id, or a new one; empty if there is a problem or no answer."""
    asked, label = answers.get("person", ""), _LABELS["person"]
    if not asked or (not people.find(asked) and "new_person" not in answers):
        return ""
    if asked in people.by_id or not answers.get("new_person"):
        otherwise = f"If it is somebody new, choose “No” under “{_LABELS['new_person']}”."
        return _only(asked, people, label, problems, otherwise)
    # Whoever is new may be a namesake of somebody who is there.
    id_ = next(iter(people.find(asked)), "") or suggested_id(asked, lang)
    if not id_:
        hint = "It becomes part of the page’s address. The pull request can add other spellings."
        problems.append(Problem(label, "Write the name in Latin letters.", hint))
    elif id_ in people.by_id:
        message = f"{quoted(people.called(id_))} is already here, as {quoted(id_)}."
        problems.append(Problem(label, message, _SAME_PERSON))
        return ""
    return id_


def _find_theme(answers: Mapping[str, str], themes: Names, problems: list[Problem]) -> str:
    """Return the theme’s id; empty if there is a problem or no answer.

    The form cannot add a theme, as it does not ask for a definition.
    """
    asked = answers.get("theme", "")
    if not asked:
        return ""
    if themes.find(asked):
        return _only(asked, themes, _LABELS["theme"], problems)
    called = [*map(themes.called, themes.alike(asked))]
    near = f"Did you mean {' or '.join(map(quoted, called))}?" if called else ""
    near = near or did_you_mean(asked, map(themes.called, themes.by_id))
    hint = f"{near} A new theme needs a file of its own first:".strip()
    message = f"{quoted(asked)} is not on this site."
    problems.append(Problem(_LABELS["theme"], message, hint, ADD_A_THEME))
    return ""


def _find_source(
    answers: Mapping[str, str],
    key: str,
    sources: Names,
    lang: str,
    new: dict[str, dict[str, Plain]],
    problems: list[Problem],
) -> str:
    """Return the id of the source that a question asks for.

    `lang` is the site's language. A new one is put into `new`, as is one that stands in for what is
    missing or unknown.
    """
    asked = answers.get(key, "")
    is_new = re.match(r"https?://", asked, re.IGNORECASE) is not None
    if asked and (sources.find(asked) or not is_new):
        otherwise = "For a new source, write its web address."
        if id_ := _only(asked, sources, _LABELS[key], problems, otherwise):
            return id_
    elif asked:
        missing = [name for name in (f"{key}_title", f"{key}_type") if name not in answers]
        problems += [Problem(_LABELS[name], "A new source needs this.") for name in missing]
    publication = answers.get(f"{key}_publication", "")
    title = answers.get(f"{key}_title", _STAND_IN)
    own = answers.get("lang") if key == "source" else None
    name = suggested_id(f"{publication} {title}", own or lang, _ID_FROM_WORDS) or "source"
    fields = {
        "title": title,
        "type": answers.get(f"{key}_type", "webpage"),
        "publication": publication,
        "issued": answers.get(f"{key}_issued"),
        "lang": own,
        "url": without_tracking(asked) if is_new else None,
    }
    id_ = _free(name, {*sources.by_id, *new})
    new[id_] = {name: text for name, text in fields.items() if text}
    return id_


def _only(
    asked: str, names: Names, label: str, problems: list[Problem], otherwise: str = ""
) -> str:
    """Return the id of the only record of this name; none or several is a problem."""
    found = names.find(asked)
    if len(found) > 1:
        hint = f"Write one of these instead: {', '.join(map(quoted, found))}."
        problems.append(Problem(label, f"Several records are called {quoted(asked)}.", hint))
    elif not found:
        hint = did_you_mean(asked, map(names.called, names.by_id))
        hint = f"{hint} {otherwise}".strip()
        problems.append(Problem(label, f"{quoted(asked)} is not on this site.", hint))
    return found[0] if found else ""


def _others(answers: Mapping[str, str], people: Names, problems: list[Problem]) -> dict[str, Plain]:
    """Return who else spoke, for whom, and what was asked."""
    found: dict[str, Plain] = {}
    if "on_behalf_of" in answers:
        label = _LABELS["on_behalf_of"]
        found["on_behalf_of"] = _only(answers["on_behalf_of"], people, label, problems)
    if names := [name for name in answers.get("with", "").split(";") if name.strip()]:
        label = _LABELS["with"]
        found["with"] = [_only(name.strip(), people, label, problems) for name in names]
    asked = {"by": answers.get("asked_by"), "quote": answers.get("asked")}
    if any(asked.values()):
        problems += [
            Problem(_LABELS[key], "A question needs both its words and who asked.")
            for key in ("asked_by", "asked")
            if key not in answers
        ]
        found["question"] = {name: text or _STAND_IN for name, text in asked.items()}
    return found


def _refuted(
    answers: Mapping[str, str],
    source: str,
    sources: Names,
    lang: str,
    new_sources: dict[str, dict[str, Plain]],
    problems: list[Problem],
) -> dict[str, Plain]:
    """Return what is said of words that somebody did not say.

    A source that is not on the site yet is put into `new_sources`.
    """
    needed = ("refuted", "refuting")
    if not answers.get("misattributed"):
        if "misattributed" not in answers:
            return {}
        given = [key for key in (*needed, "refuting_title", "refuting_type") if key in answers]
        hint = f"Leave it empty, or choose “No” under “{_LABELS['misattributed']}”."
        problems += [
            Problem(_LABELS[key], "This is for what they did not say.", hint) for key in given
        ]
        return {}
    missing = [key for key in needed if key not in answers]
    said = "Words that somebody did not say need this."
    problems += [Problem(_LABELS[key], said) for key in missing]
    refuting = _find_source(answers, "refuting", sources, lang, new_sources, problems)
    cited, refutes = answers.get("source", ""), answers.get("refuting", "")
    if refuting == source or (refutes and same_address(refutes) == same_address(cited)):
        hint = "Name another one, which shows that the words are not theirs."
        problems.append(Problem(_LABELS["refuting"], "The words circulate in this source.", hint))
    said = answers.get("refuted", _STAND_IN)
    note: dict[str, Plain] = {"note": said, "citations": [{"source": refuting}]}
    return {"status": answers["misattributed"], "status_note": note}


def _more(answers: Mapping[str, str], problems: list[Problem]) -> dict[str, Plain]:
    """Return further fields of the statement, which somebody wrote as YAML."""
    label = _LABELS["more"]
    tree, faults = parse(answers.get("more", ""), "") if "more" in answers else (None, [])
    problems += [
        Problem(label, f"Line {fault.span.line}: {fault.message}", fault.hint) for fault in faults
    ]
    fields = tree.plain() if tree and not faults else {}
    known = [name for name in fields_of(Statement) if name not in _FORM]
    is_status = answers.get("misattributed", "") != ""
    left: dict[str, Plain] = {}
    for name, value in fields.items():
        if name in _FORM or (is_status and name in ("status", "status_note")):
            problems.append(Problem(label, f"{quoted(name)} has a question of its own."))
        elif name not in known:
            hint = did_you_mean(name, known)
            problems.append(Problem(label, f"{quoted(name)} is not a field of a statement.", hint))
        else:
            left[name] = value
    return left


def _statement(answers: Mapping[str, str], source: str) -> dict[str, Plain]:
    citation = {"source": source}
    citation |= {key: answers[key] for key in ("locator", "prefix", "suffix") if key in answers}
    plain = (
        "lang",
        "spoken_lang",
        "original",
        "translation",
        "date",
        "date_note",
        "as_printed",
        "medium",
        "context",
    )
    statement: dict[str, Plain] = {key: answers[key] for key in plain if key in answers}
    statement[answers.get("kind", "quote")] = answers.get("words", _STAND_IN)
    if "date" not in answers:
        statement |= {"date": "unknown", "date_note": answers.get("date_note", _STAND_IN)}
    elif answers.get("date_basis", "said") != "said":
        statement["date_basis"] = answers["date_basis"]
    return {**statement, "citations": [{**citation}]}


def _free(id_: str, taken: Collection[str]) -> str:
    """Return the id, or the first of `id-2`, `id-3` … that is free."""
    number = 1
    candidate = id_
    while candidate in taken:
        number += 1
        ending = f"-{number}"
        candidate = id_[: ID_LENGTH - len(ending)].rstrip("-") + ending
    return candidate
