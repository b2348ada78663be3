"""Single values: what a text, an id, a date or an address may be.

All values arrive as strings. A custom error carries `message` and `hint` in its context;
`validate` turns it and pydantic's own into diagnostics.
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

from site_builder.content.kinds import BY_NAME, PERSON, SOURCE, THEME, Kind
from site_builder.content.values import dates, locales
from site_builder.content.values.prose import Prose, ProseError, render_field
from site_builder.content.values.urls import url_fault
from site_builder.diagnostics import did_you_mean, quoted

ID_PATTERN = r"[a-z0-9]+(-[a-z0-9]+)*"
ID_LENGTH = 64
DEVICES = frozenset(
    ("con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10)))
)
"""Names that Windows keeps for devices: no file or folder there can be called so."""
LINE_CHARACTERS = 500
WORDS_CHARACTERS = 20_000
_ID = re.compile(ID_PATTERN)
Hint = str | Callable[[], str]
"""What to type next; a function where finding that out takes time."""


def fault(code: str, message: str, hint: Hint = "") -> PydanticCustomError:
    """An error for a validator to raise: what is wrong, and what to type instead."""
    return PydanticCustomError(code, "{message}", {"message": message, "hint": hint})


def all_of(faults: list[PydanticCustomError]) -> PydanticCustomError:
    """Several faults of one value as one error, for a validator raises no more than one."""
    first, *others = faults
    return PydanticCustomError(first.type, "{message}", {**(first.context or {}), "others": others})


@dataclass(frozen=True, slots=True)
class Known:
    """The ids of all records, read from the file names before any file is: the pydantic context.

    `ids` has them by the names of their kinds; `images` holds the names of the files in
    `content/images/`.
    """

    ids: Mapping[str, Set[str]] = field(default_factory=dict)
    images: Set[str] = frozenset()

    def of(self, kind: str) -> Set[str]:
        """Return the ids of the records of one kind, by the kind's name."""
        return self.ids.get(kind, frozenset())


class IsText:
    """Marks a field that holds words, where a trailing ` # …` would cut them short."""


def _string(value: object) -> str:
    if value and isinstance(value, str):
        return value
    if isinstance(value, dict):
        raise fault(
            "wrong-type",
            "Text is wanted here, not fields.",
            "Put the text into quotation marks: what holds `: ` is read as a field.",
        )
    if not isinstance(value, str):
        raise fault(
            "wrong-type",
            "Text is wanted here, not a list.",
            "Write the text after the colon; put one that begins with `[` into quotation marks.",
        )
    raise fault("empty-value", "Nothing stands here.", "Write a value, or delete the field.")


def _trimmed(value: object) -> str:
    text = _string(value)
    if text != text.strip():
        raise fault(
            "outer-space",
            "The text begins or ends with white space.",
            "Delete it; in a block, use `|` or `>` and no empty line at the end.",
        )
    return text


def _line(value: object) -> str:
    text = _trimmed(value)
    if "\n" in text or "\t" in text:
        raise fault("one-line", "This text is one line, without tabs.", "Join the lines.")
    return _at_most(LINE_CHARACTERS, text, "Shorten it.")


def _words(value: object) -> str:
    hint = "Make several statements of it, or quote less."
    return _at_most(WORDS_CHARACTERS, _trimmed(value), hint)


def _at_most(characters: int, text: str, hint: str) -> str:
    if len(text) > characters:
        message = f"The text has {len(text):,} characters; at most {characters:,} fit here."
        raise fault("text-too-long", message, hint)
    return text


def _id(value: object) -> str:
    text = _string(value)
    if not is_id(text):
        raise fault("bad-id", f"{quoted(text)} is not an id.", id_hint(text))
    return text


def is_id(text: str) -> bool:
    """Whether a record or a statement can have this id, which names files and folders."""
    return bool(_ID.fullmatch(text)) and len(text) <= ID_LENGTH and text not in DEVICES


def id_hint(text: str) -> str:
    """How to write an id instead of `text`, with a suggestion where one can be made."""
    if text in DEVICES:
        return "On Windows no file can be called so. Add a word to it."
    plain = unicodedata.normalize("NFKD", text.casefold()).encode("ascii", "ignore").decode()
    suggestion = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:ID_LENGTH].strip("-")
    hint = f"Use small Latin letters, digits and single hyphens, at most {ID_LENGTH} characters"
    return f"{hint}, as `{suggestion}`." if suggestion and suggestion != text else f"{hint}."


def _edtf(value: object) -> dates.Edtf:
    try:
        return dates.parse(_string(value))
    except ValueError as error:
        if isinstance(error, PydanticCustomError):
            raise
        raise fault("bad-date", str(error), f"Write a date as {dates.FORMS}.") from None


def _lang(value: object) -> str:
    text = _string(value)
    if not locales.is_language(text):
        raise fault(
            "bad-language",
            f"{quoted(text)} is not a language tag (BCP 47).",
            "Write it as `en`, `ru`, `uk`, or with script or country as `sr-Latn`, `en-GB`.",
        )
    return text


def _country(value: object) -> str:
    text = _string(value)
    if text not in locales.countries():
        hint = "Write the two capital letters of ISO 3166-1, as `RU` or `US`."
        if text.upper() in locales.countries():
            hint = f"Write `{text.upper()}`."
        raise fault("bad-country", f"{quoted(text)} is not a country code.", hint)
    return text


def _url(value: object) -> str:
    text = _string(value)
    if problem := url_fault(text):
        raise fault(
            "bad-url",
            f"{quoted(text)} is not admitted: {problem}",
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
    for kind, id_ in dict.fromkeys(references):
        # Whether there is a statement is known when all files are read.
        if kind in BY_NAME and id_ not in known.of(kind):
            found.append(_unknown(kind, id_, known.of(kind)))
    if found or prose is None:
        raise all_of(found)
    return prose


def _unknown(kind: str, id_: str, ids: Set[str]) -> PydanticCustomError:
    folder = BY_NAME[kind].folder

    def hint() -> str:
        return f"{did_you_mean(id_, ids)} Or add {quoted(f'{folder}/{id_}.yml')}.".strip()

    return fault(f"unknown-{kind}", f"There is no {kind} {quoted(id_)}.", hint)


def _reference(kind: Kind) -> Callable[[object, ValidationInfo], str]:
    def check(value: object, info: ValidationInfo) -> str:
        text = _string(value)
        known: Known = info.context or Known()
        if text not in known.of(kind.name):
            raise _unknown(kind.name, _id(text), known.of(kind.name))
        return text

    return check


def _statement_reference(value: object) -> str:
    text = _string(value)
    person, slash, statement = text.partition("/")
    if not slash or not _ID.fullmatch(person) or not _ID.fullmatch(statement):
        raise fault(
            "bad-id",
            f"{quoted(text)} names no statement.",
            "Write it as `person-id/statement-id`.",
        )
    return text


def _image_file(value: object, info: ValidationInfo) -> str:
    text = _string(value)
    known: Known = info.context or Known()
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*\.(jpg|png|webp|avif)", text):
        raise fault(
            "bad-image",
            f"{quoted(text)} is not the name of an image.",
            "Put the image into `images/`, and write its name alone, as `some-name.jpg`.",
        )
    if text not in known.images:
        raise fault(
            "unknown-image",
            f"There is no image {quoted(text)} in `images/`.",
            lambda: did_you_mean(text, known.images) or "Put it there.",
        )
    return text


def written_as(pattern: str, example: str) -> BeforeValidator:
    """A validator for texts of that pattern, whole and in ASCII, with an example for the hint."""

    def check(value: object) -> str:
        text = _string(value)
        if not re.fullmatch(pattern, text, re.ASCII):
            raise fault(
                "bad-identifier",
                f"{quoted(text)} is not such an identifier.",
                f"Write it as `{example}`.",
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
            # An editor takes a year without quotation marks for a number; here it is a year.
            "type": ["string", "integer"],
            "examples": ["2024-11-06", "2024-11", "2024", "2024-11~", "2024-11-05/2024-11-07"],
        }
    ),
]
Lang = Annotated[str, BeforeValidator(_lang), Field(examples=["en", "ru", "uk"])]
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
