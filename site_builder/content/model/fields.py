"""The types of single values: texts, ids, dates, addresses.

All values arrive as strings. A custom error has `message` and `hint` in its context; `validate`
turns these errors and pydantic's own into diagnostics.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping, Set
from dataclasses import dataclass, field
from typing import Annotated

from pydantic import (
    BeforeValidator,
    Field,
    PlainValidator,
    ValidationInfo,
    WithJsonSchema,
)
from pydantic_core import PydanticCustomError

from site_builder.content.kinds import (
    BY_NAME,
    ORGANISATION,
    PERSON,
    SOURCE,
    THEME,
    Kind,
    RecordId,
)
from site_builder.content.values import dates, locales
from site_builder.content.values.date_words import hint_for
from site_builder.content.values.prose import Prose, ProseError, render_field
from site_builder.content.values.urls import same_address, url_fault
from site_builder.diagnostics import DELETE_IT, did_you_mean, nearest, quoted

ID_PATTERN = r"[a-z0-9]+(-[a-z0-9]+)*"
ID_LENGTH = 64
DEVICES = frozenset(
    ("con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10)))
)
"""Names that Windows reserves for devices; no file or folder can have them there."""
LINE_CHARACTERS = 500
WORDS_CHARACTERS = 20_000
_ID = re.compile(ID_PATTERN)
_OFFSET = r"Z|[+-]([01]\d|2[0-3]):[0-5]\d"
Hint = str | Callable[[], str]
"""What to type next, or a function where that takes time to find."""


def fault(code: str, message: str, hint: Hint = "") -> PydanticCustomError:
    """Return an error for a validator to raise: what is wrong, and what to type instead."""
    return PydanticCustomError(code, "{message}", {"message": message, "hint": hint})


def combined(faults: list[PydanticCustomError]) -> PydanticCustomError:
    """Return several faults of one value as one error: a validator can raise only one."""
    first, *others = faults
    return PydanticCustomError(first.type, "{message}", {**(first.context or {}), "others": others})


def _nothing(_: str) -> Mapping[str, str]:
    return {}


@dataclass(frozen=True, slots=True)
class Known:
    """The ids of all records, from the names of their files: the context for pydantic.

    `ids` has them by the names of their kinds; `images` holds the names of the files in
    `content/images/`. `called` returns the ids of the records of a kind by their titles and
    addresses, as far as they have been read, for somebody who wrote one of these instead of the id.
    `named` collects what a record names while it is validated, known or not. `stand_in`, if it is
    not empty, stands for an id that is missing or leads nowhere (`validate_for_rules`). `lang` is
    the language of the site (BCP 47), if it is known. `withdrawn` has the addresses of what was
    removed for good, for the hints on references to it.
    """

    ids: Mapping[str, Set[str]] = field(default_factory=dict)
    images: Set[str] = frozenset()
    called: Callable[[str], Mapping[str, str]] = _nothing
    named: set[RecordId] = field(default_factory=set, compare=False)
    stand_in: str = ""
    lang: str = ""
    withdrawn: Set[str] = frozenset()

    def of(self, kind: str) -> Set[str]:
        """Return the ids of the records of one kind, by the kind's name."""
        return self.ids.get(kind, frozenset())

    def hint_on_withdrawn(self, kind: str, id_: str) -> str:
        """Return a hint for a reference to what was withdrawn; empty if it was not.

        `kind` is that of a record, or `statement`.
        """
        folder = BY_NAME[PERSON.name if kind == "statement" else kind].folder
        # With a person, all their statements were.
        addresses = {f"{folder}/{id_}", f"{folder}/{id_.partition('/')[0]}"}
        if self.withdrawn.isdisjoint(addresses):
            return ""
        return f"It was withdrawn; `withdrawn.yml` says why. {_no_more(kind)}"


_OUT = "Take it out here, and put no other in its place."
_NO_MORE = {
    "source": "Take it out here. What rests on it alone needs another source, or has to go, too.",
    "theme": "Take it out here. A position needs another theme, which is about the same.",
}


def _no_more(kind: str) -> str:
    return _NO_MORE.get(kind, _OUT)


def if_gone(kind: str) -> str:
    """Return what to do about a reference if its target was removed: no other is put there.

    Somebody who obeys a list of others would name a person or statement that was never meant.
    """
    out = _no_more(kind)
    return f"If it was removed, {out[0].lower()}{out[1:]}"


class IsText:
    """Marks a field of words, which a trailing ` # …` would cut short."""


def text_of(value: object) -> str:
    """Return a value that is a text and not empty.

    Raises:
        PydanticCustomError: it is something else.
    """
    if value and isinstance(value, str):
        return value
    if isinstance(value, dict) and value and not any(value.values()):
        raise fault(
            "wrong-type",
            "This must be text, not names of fields.",
            "Put the text in quotation marks: `{` at its beginning or `:` at its end makes fields.",
        )
    if isinstance(value, dict):
        raise fault(
            "wrong-type",
            "This must be text, not fields.",
            "Put the text in quotation marks: `: ` in it starts a field.",
        )
    if not isinstance(value, str):
        raise fault(
            "wrong-type",
            "This must be text, not a list.",
            "Write the text after the colon, in quotation marks if it begins with `[`.",
        )
    raise fault("empty-value", "This value is empty.", f"Write a value, or {DELETE_IT}.")


def _trimmed(value: object) -> str:
    text = text_of(value)
    if text != text.strip():
        raise fault("outer-space", "The text begins or ends with white space.", _at_ends(text))
    return text


def _at_ends(text: str) -> str:
    """Return a hint on white space around a text; that of other keys than the space bar by name."""
    ends = ((text[0], "start"), (text[-1], "end"))
    odd = [
        f"U+{ord(sign):04X} at its {end}"
        for sign, end in ends
        if sign.isspace() and sign not in " \n\t"
    ]
    if odd:
        return f"Delete {' and '.join(odd)}: it looks like a space, or like nothing."
    return "Delete it; in a block, use `|` or `>` without an empty line at the end."


def _line(value: object) -> str:
    text = _trimmed(value)
    if "\n" in text or "\t" in text:
        hint = "Join the lines; replace tabs with spaces."
        raise fault("one-line", "This text must be one line without tabs.", hint)
    return _at_most(LINE_CHARACTERS, text, "Shorten it.")


def _words(value: object) -> str:
    text = _trimmed(value)
    if "\t" in text:
        raise fault(
            "tab-in-text",
            "The text contains a tab, which the page shows as a space.",
            "Replace it with a space, or with what the source prints there.",
        )
    hint = "Split it into several statements, or quote less."
    return _at_most(WORDS_CHARACTERS, text, hint)


def _at_most(characters: int, text: str, hint: str) -> str:
    if len(text) > characters:
        message = f"The text has {len(text):,} characters; the limit is {characters:,}."
        raise fault("text-too-long", message, hint)
    return text


def _id(value: object, info: ValidationInfo) -> str:
    text = text_of(value)
    if not is_id(text):
        known: Known = info.context or Known()
        raise fault("bad-id", f"{quoted(text)} is not an id.", id_hint(text, known.lang))
    return text


def is_id(text: str) -> bool:
    """Check whether a record or a statement can have this id, which names files and folders."""
    return bool(_ID.fullmatch(text)) and len(text) <= ID_LENGTH and text not in DEVICES


def id_hint(text: str, lang: str = "") -> str:
    """Return how to write an id instead of `text`, with a suggestion where possible.

    `lang` is the language of the text (BCP 47), if it is known.
    """
    if text in DEVICES:
        return "Windows reserves this name. Add a word to it."
    suggestion = slug_of(text, lang)
    hint = (
        f"Use lower-case Latin letters, digits and single hyphens, at most {ID_LENGTH} characters"
    )
    return f"{hint}: `{suggestion}`." if suggestion and suggestion != text else f"{hint}."


# How Germans spell umlauts in plain letters; in other languages, these letters are others.
_GERMAN = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})


def spelt_out(text: str, lang: str) -> str:
    """Return a text in lower case, with its umlauts in plain letters if it is German (BCP 47)."""
    text = unicodedata.normalize("NFC", text).casefold()
    return text.translate(_GERMAN) if lang.partition("-")[0] == "de" else text


def slug_of(text: str, lang: str = "") -> str:
    """Return an id made of the Latin letters and digits of a text; empty if it has none."""
    plain = unicodedata.normalize("NFKD", spelt_out(text, lang)).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:ID_LENGTH].strip("-")


def _count(value: object) -> int:
    text = text_of(value)
    if not re.fullmatch(r"[1-9]\d?", text, re.ASCII):
        said = f"{quoted(text)} does not say how many there were."
        raise fault("unknown-value", said, "Write a number from 1 to 99.")
    return int(text)


def _edtf(value: object) -> dates.Edtf:
    text = text_of(value)
    try:
        return dates.parse(text)
    except ValueError as error:
        raise fault("bad-date", str(error), lambda: hint_for(text)) from None


def _said(value: object) -> dates.Edtf:
    return dates.UNKNOWN if value == str(dates.UNKNOWN) else _edtf(value)


def _lang(value: object) -> str:
    text = text_of(value)
    if not locales.is_language(text):
        raise fault(
            "bad-language",
            f"{quoted(text)} is not a language tag (BCP 47).",
            lambda: _hint_for_language(text),
        )
    return text


def _hint_for_language(text: str) -> str:
    """Return the tag of a language that is called by its name."""
    if tag := locales.languages_by_name().get(text.casefold()):
        return f"Write `{tag}`."
    return "Write a tag such as `en` or `ru`, or with a script or country: `sr-Latn`, `en-GB`."


def _country(value: object) -> str:
    text = text_of(value)
    if text not in locales.countries():
        message = f"{quoted(text)} is not a country code."
        raise fault("bad-country", message, lambda: _hint_for_country(text))
    return text


def _hint_for_country(text: str) -> str:
    """Return which code is meant by a name, or by a code that is not quite right."""
    if text.upper() in locales.countries():
        return f"Write `{text.upper()}`."
    if former := locales.former_countries(text.upper()):
        return f"Write {' or '.join(map(quoted, former))}, the code of ISO 3166-3."
    codes, name = locales.countries_by_name(), text.casefold()
    if name in codes:
        return f"Write `{codes[name]}`."
    if near := nearest(name, codes):
        return f"Did you mean `{codes[near]}` ({locales.countries()[codes[near]]})?"
    return "Write the two capital letters of ISO 3166-1, such as `RU` or `US`."


def _time(value: object) -> str:
    text = text_of(value)
    if not re.fullmatch(r"([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?", text, re.ASCII):
        raise fault(
            "bad-time",
            f"{quoted(text)} is not a time of day.",
            'Write hours and minutes in 24 hours, as `time: "14:30"`.',
        )
    return text


def _zone_of(city: str) -> str:
    """Return the zone that is called after a city, as a hint."""
    there = [zone for zone in locales.zones() if zone.casefold().endswith(f"/{city.casefold()}")]
    return f"Write {quoted(there[0])}." if len(there) == 1 else ""


def _zone(value: object) -> str:
    text = text_of(value)
    if not (re.fullmatch(_OFFSET, text, re.ASCII) or text in locales.zones()):
        raise fault(
            "bad-time",
            f"{quoted(text)} is not a time zone.",
            lambda: (
                _zone_of(text)
                or did_you_mean(text, locales.zones())
                or "Write a name (IANA) or an offset, such as `Europe/Moscow`, `+03:00` or `Z`."
            ),
        )
    return text


def _url(value: object) -> str:
    text = text_of(value)
    if problem := url_fault(text):
        raise fault(
            "bad-url",
            f"{quoted(text)} is not allowed: {problem}",
            "Copy the address from the browser's address bar.",
        )
    return text


def _prose(value: object, info: ValidationInfo) -> Prose:
    prose: Prose | None = None
    found: list[PydanticCustomError] = []
    try:
        prose = render_field(_trimmed(value))
        references = prose.references
    except ProseError as error:
        found = [fault("bad-prose", one.message, one.hint) for one in error.faults]
        references = error.references
    known: Known = info.context or Known()
    known.named.update(references)
    for kind, id_ in dict.fromkeys(references):
        # Whether there is a statement is known when all files are read.
        if kind in BY_NAME and id_ not in known.of(kind):
            found.append(_unknown(kind, id_, known))
    if found or prose is None:
        raise combined(found)
    return prose


def _unknown(kind: str, id_: str, known: Known) -> PydanticCustomError:
    folder = BY_NAME[kind].folder

    def hint() -> str:
        if withdrawn := known.hint_on_withdrawn(kind, id_):
            return withdrawn
        if present := known.called(kind).get(id_):
            return f"Write {quoted(present)}."
        meant = did_you_mean(id_, known.of(kind))
        add = f"{'Or add' if meant else 'Add'} {quoted(f'{folder}/{id_}.yml')}."
        is_near = nearest(id_, known.of(kind)) is not None
        return " ".join(filter(None, (meant, add, "" if is_near else if_gone(kind))))

    return fault(f"unknown-{kind}", f"There is no {kind} {quoted(id_)}.", hint)


def _reference(kind: Kind) -> Callable[[object, ValidationInfo], str]:
    def check(value: object, info: ValidationInfo) -> str:
        if isinstance(value, list):
            said = "This must be one id, not a list."
            raise fault("wrong-type", said, "Write one id after the colon, without brackets.")
        text = text_of(value)
        known: Known = info.context or Known()
        known.named.add((kind.name, text))
        if text in known.of(kind.name) or text == known.stand_in:
            return text
        if is_id(text):
            raise _unknown(kind.name, text, known)
        raise fault(
            "bad-id", f"{quoted(text)} is not an id.", lambda: _hint_for_name(kind, text, known)
        )

    return check


def _hint_for_name(kind: Kind, text: str, known: Known) -> str:
    """Return which id is meant by a record's title or address."""
    if id_ := _called(kind, text.removesuffix(".yml"), known):
        return f"Write {quoted(id_)}."
    each = [_called(kind, part, known) for part in _BETWEEN.split(text)]
    if len(each) > 1 and all(each):
        ids = ", ".join(quoted(id_) for id_ in each)
        return f"These are several. If a list can stand here, make each an item of it: {ids}."
    hint = f"Write the name of a file in `{kind.folder}/`, without `.yml`."
    near = did_you_mean(slug_of(text), known.of(kind.name))
    return f"{hint} {near}".strip() + f" If this {kind.name} has no file yet, add one."


_BETWEEN = re.compile(r"\s*[,;/&]\s*|\s+(?:and|und|et|и|та)\s+")


def _called(kind: Kind, text: str, known: Known) -> str:
    """Return the id of the record that is called so, or has this address; empty if none is."""
    called = known.called(kind.name)
    id_ = called.get(same_address(text)) or called.get(text.casefold())
    # Records of a site are often called in another language than the site's.
    slugs = (slug_of(text), slug_of(text, "de"))
    return id_ or next((slug for slug in slugs if slug in known.of(kind.name)), "")


def _statement_reference(value: object, info: ValidationInfo) -> str:
    text = text_of(value)
    known: Known = info.context or Known()
    known.named.add(("statement", text))
    person, slash, statement = text.partition("/")
    if not slash or not _ID.fullmatch(person) or not _ID.fullmatch(statement):
        raise fault(
            "bad-id",
            f"{quoted(text)} is not a reference to a statement.",
            f"Put the id of the person before it: {quoted(f'person-id/{text}')}."
            if is_id(text)
            else "Write it as `person-id/statement-id`.",
        )
    return text


def _image_file(value: object, info: ValidationInfo) -> str:
    text = text_of(value)
    known: Known = info.context or Known()
    known.named.add(("image", text))
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*\.(jpg|png|webp|avif)", text):
        raise fault(
            "bad-image",
            f"{quoted(text)} is not a valid image name.",
            "Put the image in `images/`, and write only its name, such as `some-name.jpg`.",
        )
    if text not in known.images:
        raise fault(
            "unknown-image",
            f"There is no image {quoted(text)} in `images/`.",
            lambda: did_you_mean(text, known.images) or "Add it there.",
        )
    return text


def matching(pattern: str, example: str) -> BeforeValidator:
    """Return a validator for texts that match a pattern whole, in ASCII; the hint has `example`."""

    def check(value: object) -> str:
        text = text_of(value)
        if not re.fullmatch(pattern, text, re.ASCII):
            # As browsers show the address of a page, and faults that of one that is gone.
            bare = text.strip("/") if re.fullmatch(pattern, text.strip("/"), re.ASCII) else ""
            raise fault(
                "bad-identifier",
                f"{quoted(text)} is not a valid identifier.",
                f"Write `{bare}`." if bare else f"Write it in the form `{example}`.",
            )
        return text

    return BeforeValidator(check)


_ID_SCHEMA = {"type": "string", "pattern": f"^{ID_PATTERN}$", "maxLength": ID_LENGTH}
Id = Annotated[str, BeforeValidator(_id), WithJsonSchema(_ID_SCHEMA)]
Line = Annotated[
    str,
    PlainValidator(_line),
    IsText(),
    WithJsonSchema({"type": "string", "maxLength": LINE_CHARACTERS}),
]
Words = Annotated[
    str,
    PlainValidator(_words),
    IsText(),
    WithJsonSchema({"type": "string", "maxLength": WORDS_CHARACTERS}),
]
Markdown = Annotated[
    Prose, PlainValidator(_prose), IsText(), WithJsonSchema({"type": "string", "maxLength": 2000})
]
Date = Annotated[
    dates.Edtf,
    PlainValidator(_edtf),
    WithJsonSchema(
        {
            # To an editor, a year without quotation marks is a number.
            "type": ["string", "integer"],
            "examples": ["2024-11-06", "2024-11", "2024", "2024-11~", "2024-11-05/2024-11-07"],
        }
    ),
]
SaidDate = Annotated[
    dates.Edtf,
    PlainValidator(_said),
    WithJsonSchema(
        {
            "type": ["string", "integer"],
            "examples": ["2024-11-06", "2024-11", "2024", "2024-11~", "unknown"],
        }
    ),
]
Lang = Annotated[str, BeforeValidator(_lang), Field(examples=["en", "ru", "uk"])]
Count = Annotated[
    int, PlainValidator(_count), WithJsonSchema({"type": "integer", "minimum": 1, "maximum": 99})
]
Time = Annotated[
    str,
    BeforeValidator(_time),
    WithJsonSchema({"type": "string", "examples": ["14:30", "09:05:30"]}),
]
Zone = Annotated[
    str,
    BeforeValidator(_zone),
    WithJsonSchema({"type": "string", "examples": ["Europe/Moscow", "+03:00"]}),
]
Country = Annotated[str, BeforeValidator(_country), Field(examples=["RU", "US"])]
Url = Annotated[
    str,
    BeforeValidator(_url),
    WithJsonSchema(
        {
            "type": "string",
            "format": "uri",
            "pattern": "^https?://",
            "examples": ["https://example.org/report"],
        }
    ),
]
PersonRef = Annotated[
    str,
    BeforeValidator(_reference(PERSON)),
    WithJsonSchema(_ID_SCHEMA),
]
ThemeRef = Annotated[
    str,
    BeforeValidator(_reference(THEME)),
    WithJsonSchema(_ID_SCHEMA),
]
SourceRef = Annotated[
    str,
    BeforeValidator(_reference(SOURCE)),
    WithJsonSchema(_ID_SCHEMA),
]
OrganisationRef = Annotated[
    str,
    BeforeValidator(_reference(ORGANISATION)),
    WithJsonSchema(_ID_SCHEMA),
]
StatementRef = Annotated[
    str,
    BeforeValidator(_statement_reference),
    WithJsonSchema(
        {
            "type": "string",
            "pattern": f"^{ID_PATTERN}/{ID_PATTERN}$",
            "examples": ["person-id/statement-id"],
        }
    ),
]
ImageFile = Annotated[str, BeforeValidator(_image_file)]
