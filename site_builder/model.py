"""The content model: what a contributor may write, as frozen records.

Each file of YAML becomes one `Person`, `Theme` or `Source`. The JSON Schemas for editors are
exported from here. Names of fields follow Popolo (persons, memberships of posts), CSL (sources,
locators), W3C Web Annotation (`prefix` and `suffix` of a TextQuoteSelector), SKOS (`broader`),
EDTF (dates), BCP 47 (languages) and ISO 3166-1 (countries).

All values arrive as strings. A custom error carries `message` and `hint` in its context;
`validate` turns it and pydantic's own into diagnostics.
"""

import re
import typing
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Set
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Annotated, Any, ClassVar, Literal, Self

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ModelWrapValidatorHandler,
    PlainValidator,
    ValidationError,
    ValidationInfo,
    WithJsonSchema,
    model_validator,
)
from pydantic_core import ErrorDetails, InitErrorDetails, PydanticCustomError

from site_builder import cldr, edtf
from site_builder.diagnostics import Route, did_you_mean, quoted
from site_builder.prose import Prose, ProseError, render_field
from site_builder.urls import url_fault

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

    `images` holds the names of the files in `content/images/`.
    """

    people: Set[str] = frozenset()
    themes: Set[str] = frozenset()
    sources: Set[str] = frozenset()
    images: Set[str] = frozenset()


class IsText:
    """Marks a field that holds words, where a trailing ` # …` would cut them short."""


def _string(value: object) -> str:
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
    if not value:
        raise fault("empty-value", "Nothing stands here.", "Write a value, or delete the field.")
    return value


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
    if len(text) > LINE_CHARACTERS:
        raise fault(
            "text-too-long",
            f"The text has {len(text):,} characters; at most {LINE_CHARACTERS:,} fit here.",
            "Shorten it.",
        )
    return text


def _words(value: object) -> str:
    text = _trimmed(value)
    if len(text) > WORDS_CHARACTERS:
        raise fault(
            "text-too-long",
            f"The text has {len(text):,} characters; at most {WORDS_CHARACTERS:,} fit here.",
            "Make several statements of it, or quote less.",
        )
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


def _edtf(value: object) -> edtf.Edtf:
    try:
        return edtf.parse(_string(value))
    except ValueError as error:
        if isinstance(error, PydanticCustomError):
            raise
        raise fault("bad-date", str(error), f"Write a date as {edtf.FORMS}.") from None


def _lang(value: object) -> str:
    text = _string(value)
    if not cldr.is_language(text):
        raise fault(
            "bad-language",
            f"{quoted(text)} is not a language tag (BCP 47).",
            "Write it as `en`, `ru`, `uk`, or with script or country as `sr-Latn`, `en-GB`.",
        )
    return text


def _country(value: object) -> str:
    text = _string(value)
    if text not in cldr.countries():
        hint = "Write the two capital letters of ISO 3166-1, as `RU` or `US`."
        if text.upper() in cldr.countries():
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
        ids = {"person": known.people, "theme": known.themes, "source": known.sources}.get(kind)
        if ids is not None and id_ not in ids:
            found.append(_unknown(kind, id_, ids))
    if found or prose is None:
        raise all_of(found)
    return prose


def _unknown(kind: str, id_: str, ids: Set[str]) -> PydanticCustomError:
    folder = {"person": "people"}.get(kind, f"{kind}s")

    def hint() -> str:
        return f"{did_you_mean(id_, ids)} Or add {quoted(f'{folder}/{id_}.yml')}.".strip()

    return fault(f"unknown-{kind}", f"There is no {kind} {quoted(id_)}.", hint)


def _reference(
    kind: str, ids: Callable[[Known], Set[str]]
) -> Callable[[object, ValidationInfo], str]:
    def check(value: object, info: ValidationInfo) -> str:
        text = _id(value)
        known = ids(info.context or Known())
        if text not in known:
            raise _unknown(kind, text, known)
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


def _pattern(pattern: str, example: str) -> BeforeValidator:
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
Line = Annotated[str, BeforeValidator(_line), IsText(), Field(max_length=LINE_CHARACTERS)]
Words = Annotated[str, BeforeValidator(_words), IsText(), Field(max_length=WORDS_CHARACTERS)]
Markdown = Annotated[
    Prose, PlainValidator(_prose), IsText(), WithJsonSchema({"type": "string", "maxLength": 2000})
]
Date = Annotated[
    edtf.Edtf,
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
    BeforeValidator(_reference("person", lambda known: known.people)),
    WithJsonSchema(_ID_SCHEMA),
]
ThemeRef = Annotated[
    str,
    BeforeValidator(_reference("theme", lambda known: known.themes)),
    WithJsonSchema(_ID_SCHEMA),
]
SourceRef = Annotated[
    str,
    BeforeValidator(_reference("source", lambda known: known.sources)),
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


class StatementKind(StrEnum):
    """What a statement is, as its key says it."""

    QUOTE = "quote"
    PARAPHRASE = "paraphrase"
    ACTION = "action"


class _Part(BaseModel):
    """A frozen piece of a record; unknown fields are refused, so nothing is lost unseen."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)

    def prose(self, route: Route = ()) -> Iterator[tuple[Route, Prose]]:
        """Every prose field in this part and below it, with its route."""
        for name in _prose_fields(type(self)):
            value = getattr(self, name)
            if isinstance(value, Prose):
                yield (*route, name), value
            elif isinstance(value, _Part):
                yield from value.prose((*route, name))
            else:
                for at, item in enumerate(value or ()):
                    yield from item.prose((*route, name, at))


def parts_in(annotation: Any) -> Iterator[type[BaseModel]]:
    """The parts that a field's annotation names, as `Citation` in `tuple[Citation, ...]`."""
    if typing.get_origin(annotation) is None and isinstance(annotation, type):
        if issubclass(annotation, BaseModel):
            yield annotation
        return
    for part in typing.get_args(annotation):
        yield from parts_in(part)


@cache
def _prose_fields(part: type[BaseModel]) -> tuple[str, ...]:
    """The fields that are prose or hold parts with prose. A record has few among many."""
    return tuple(
        name
        for name, field in part.model_fields.items()
        if _mentions_prose(field.annotation) or any(map(_prose_fields, parts_in(field.annotation)))
    )


def _mentions_prose(annotation: Any) -> bool:
    return annotation is Prose or any(map(_mentions_prose, typing.get_args(annotation)))


class Citation(_Part):
    """Where the words stand: a source, and the place in it (CSL locator, W3C TextQuoteSelector)."""

    source: SourceRef = Field(
        description="The source's id: the name of its file without `.yml`.", examples=["source-id"]
    )
    locator: Line | None = Field(
        None,
        description="The place in the source (CSL).",
        examples=["paragraph 3", "page 12", "timestamp 00:12:03"],
    )
    prefix: Words | None = Field(
        None,
        description="A few words right before the quoted ones, as printed, to find the place.",
        examples=["the minister answered: “"],
    )
    suffix: Words | None = Field(
        None,
        description="A few words right after the quoted ones, as printed.",
        examples=["” he told reporters"],
    )


Citations = Annotated[tuple[Citation, ...], Field(min_length=1)]


class Correction(_Part):
    """What was changed in a record after it had been published, and when."""

    date: Date = Field(description="The day of the correction.")
    note: Markdown = Field(
        description="What was wrong and what stands there now.",
        examples=["The date was given as 5 November; the source prints 6 November."],
    )


class StatusNote(_Part):
    """Why a statement is disputed or retracted, with its own citations."""

    note: Markdown = Field(
        description="Why, in the editors' words.",
        examples=["The spokesman denies having said it."],
    )
    citations: Citations = Field(description="Where that stands; at least one.")


class Name(_Part):
    """Another name, in the language it is written in."""

    name: Line = Field(description="The name as it is written there.", examples=["Джейн Икземпл"])
    lang: Lang | None = Field(
        None, description="The language of this name (BCP 47).", examples=["ru"]
    )


class Link(_Part):
    """A page elsewhere on the web, about the same person."""

    title: Line = Field(description="What the page is called.", examples=["Biography"])
    url: Url = Field(description="The page's address.")


class Image(_Part):
    """A portrait from `content/images/`, with whom to credit and under which licence."""

    file: Annotated[str, BeforeValidator(_image_file)] = Field(
        description="The name of the file in `content/images/`.", examples=["jane-example.jpg"]
    )
    credit: Line = Field(description="Who made it.", examples=["A. Photographer"])
    licence: Line = Field(description="The licence that allows its use.", examples=["CC BY 4.0"])


class Identifiers(_Part):
    """The same person in other data sets."""

    wikidata: Annotated[str, _pattern(r"Q[1-9]\d*", "Q42")] | None = Field(
        None, description="The item in Wikidata.", examples=["Q42"]
    )
    viaf: Annotated[str, _pattern(r"[1-9]\d*", "113230702")] | None = Field(
        None, description="The Virtual International Authority File.", examples=["113230702"]
    )
    isni: Annotated[str, _pattern(r"\d{15}[\dX]", "0000000121479135")] | None = Field(
        None, description="ISNI (ISO 27729), without blanks.", examples=["0000000121479135"]
    )
    lcnaf: Annotated[str, _pattern(r"n[a-z]?\d{8,10}", "n80076765")] | None = Field(
        None, description="The Library of Congress Name Authority File.", examples=["n80076765"]
    )


class Office(_Part):
    """A membership of a post (Popolo), with its own source. Unknown ends stay unknown."""

    title: Line = Field(description="What the office is called.", examples=["Press Secretary"])
    organisation: Line | None = Field(
        None, description="Where it is held.", examples=["Ministry of Tides"]
    )
    start: Date | None = Field(None, description="Since when (EDTF); leave out what is not known.")
    end: Date | None = Field(None, description="Until when (EDTF); leave out what is not known.")
    citations: Citations = Field(description="Where it stands that they hold it; at least one.")

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.start and self.end and self.start.earliest > self.end.latest:
            raise fault(
                "bad-date",
                f"The office ends ({self.end}) before it starts ({self.start}).",
                "Swap the dates.",
            )
        return self

    @property
    def name(self) -> str:
        """The title, with the organisation where one is given."""
        return f"{self.title}, {self.organisation}" if self.organisation else self.title

    def surely_not_held(self, date: edtf.Edtf) -> bool:
        """Whether the known ends of the office rule out the whole of `date`."""
        return bool(
            (self.start and date.latest < self.start.earliest)
            or (self.end and date.earliest > self.end.latest)
        )


class Statement(_Part):
    """What somebody said or did, as a source prints it: one of `quote`, `paraphrase`, `action`."""

    id: Id = Field(
        description="A slug, unique within the person; it becomes part of the address.",
        examples=["no-talks-before-spring"],
    )
    quote: Words | None = Field(
        None,
        description="The speaker's exact words, as the source prints them, without its quotation"
        " marks. `[…]` is an omission, `[words]` an editor's insertion.",
        examples=["We will not talk before spring."],
    )
    paraphrase: Words | None = Field(
        None,
        description="What the source says that they said, where it does not quote them.",
        examples=["Ruled out talks before spring."],
    )
    action: Words | None = Field(
        None,
        description="What the source says that they did, or pointedly did not do.",
        examples=["Left the hall before the vote."],
    )
    lang: Lang | None = Field(
        None, description="Language of the words printed here (BCP 47); the site's if left out."
    )
    spoken_lang: Lang | None = Field(
        None,
        description="The language that the words were said in, where it is another one.",
        examples=["ru"],
    )
    original: Words | None = Field(
        None,
        description="The words in `spoken_lang`, as they were said.",
        examples=["До весны говорить не будем."],
    )
    translation: Literal["official", "outlet", "editor", "machine", "unknown"] | None = Field(
        None, description="Who translated; required where `lang` and `spoken_lang` differ."
    )
    date: Date = Field(description="When it was said or done (EDTF).")
    date_basis: Literal["said", "published", "inferred"] = Field(
        "said", description="What the date is: of the saying, of the publication, or inferred."
    )
    date_note: Line | None = Field(
        None,
        description="From what the date is inferred; required where it is.",
        examples=["The report of 6 November says “yesterday”."],
    )
    as_printed: Line | None = Field(
        None,
        description="The speaker's name or office as the source prints it.",
        examples=["the ministry's spokeswoman"],
    )
    medium: Line | None = Field(
        None,
        description="Where it was said: channel, programme, hall.",
        examples=["a briefing"],
    )
    context: Markdown | None = Field(
        None,
        description="What it answers, what stands around it, in the editors' words.",
        examples=["Said in answer to a question about the talks."],
    )
    also: tuple[ThemeRef, ...] = Field(
        (), description="Further themes, by their ids.", examples=[["theme-id"]]
    )
    about: tuple[PersonRef, ...] = Field(
        (), description="People that the words are about, by their ids.", examples=[["person-id"]]
    )
    responds_to: StatementRef | None = Field(
        None, description="The statement that this one answers."
    )
    clarifies: StatementRef | None = Field(
        None, description="The statement that this one explains or narrows."
    )
    retracts: StatementRef | None = Field(
        None, description="The statement that this one takes back."
    )
    status: Literal["published", "disputed", "retracted"] = Field(
        "published", description="The last two want a `status_note`."
    )
    status_note: StatusNote | None = Field(None, description="Why it is disputed or retracted.")
    corrections: tuple[Correction, ...] = Field(
        (), description="What was changed here after it had been published."
    )
    former_ids: tuple[Id, ...] = Field(
        (),
        description="Ids that this statement had before; their addresses redirect.",
        examples=[["former-id"]],
    )
    citations: Citations = Field(description="Where it stands; at least one.")

    LINKS: ClassVar[tuple[str, ...]] = ("responds_to", "clarifies", "retracts")

    @model_validator(mode="wrap")
    @classmethod
    def _one_kind(cls, data: Any, validate: ModelWrapValidatorHandler[Self]) -> Self:
        kind_fault = _kind_fault(data) if isinstance(data, dict) else None
        try:
            statement = validate(data)
        except ValidationError as error:
            if kind_fault is None:
                raise
            # What else is wrong with the statement is said in the same run.
            errors = [_again(other) for other in error.errors(include_url=False)]
            own = InitErrorDetails(type=kind_fault, loc=(), input=data)
            raise ValidationError.from_exception_data(error.title, [own, *errors]) from None
        if kind_fault is not None:
            raise kind_fault
        return statement

    @property
    def kind(self) -> StatementKind:
        """Which of the three this is."""
        if self.quote is not None:
            return StatementKind.QUOTE
        return StatementKind.ACTION if self.action is not None else StatementKind.PARAPHRASE

    @property
    def words(self) -> str:
        """The text under the statement's key, character by character."""
        return self.quote or self.paraphrase or self.action or ""


def _kind_fault(data: Mapping[str, object]) -> PydanticCustomError | None:
    keys = [kind.value for kind in StatementKind if kind.value in data]
    if len(keys) > 1:
        return fault(
            "two-kinds",
            f"This statement has {' and '.join(f'`{key}`' for key in keys)};"
            " it can be one of them.",
            "Make two statements of it, each with an id and citations.",
        )
    if not keys:
        return fault(
            "no-words",
            "This statement says nothing.",
            "Add `quote:` (exact words), `paraphrase:` or `action:`.",
        )
    return None


def _again(error: ErrorDetails) -> InitErrorDetails:
    """An error that was caught, to be raised beside another one."""
    context = error.get("ctx", {})
    kind: str | PydanticCustomError = error["type"]
    if "message" in context:
        kind = PydanticCustomError(error["type"], "{message}", context)
    return InitErrorDetails(type=kind, loc=error["loc"], input=error["input"], ctx=context)


class Position(_Part):
    """What somebody holds on one theme: the editors' summary, and the statements behind it."""

    theme: ThemeRef = Field(
        description="The theme's id: the name of its file without `.yml`.", examples=["theme-id"]
    )
    summary: Markdown | None = Field(
        None,
        description="One or two neutral sentences in the editors' words.",
        examples=["Rules out talks before spring."],
    )
    statements: Annotated[tuple[Statement, ...], Field(min_length=1)] = Field(
        description="What the person said or did on this theme; at least one."
    )


class File(_Part):
    """What one file holds. `id` is the file's stem, `path` what diagnostics call the file."""

    id: Id = Field(exclude=True)
    path: str = Field(exclude=True)


class Record(File):
    """What a page is printed of: a person, a theme or a source."""

    former_ids: tuple[Id, ...] = Field(
        (),
        description="Ids that this record had before; their addresses redirect.",
        examples=[["former-id"]],
    )


def fields_of(part: type[BaseModel]) -> dict[str, type[BaseModel] | None]:
    """The fields that can be written, in the order in which they are, and the parts they hold.

    What all records have comes last: first in a file stands what it is about.
    """
    inherited = Record.model_fields if issubclass(part, Record) else ()
    names = sorted(part.model_fields, key=lambda name: name in inherited)
    return {
        name: next(parts_in(part.model_fields[name].annotation), None)
        for name in names
        if not part.model_fields[name].exclude
    }


class Person(Record):
    """Somebody, or a body, who says things."""

    name: Line = Field(
        description="The name as readers know it, in the site's language.",
        examples=["Jane Example"],
    )
    names: tuple[Name, ...] = Field(
        (), description="Other names, and the name in other languages; a search finds them."
    )
    kind: Literal["official", "commentator", "organisation"] = Field(
        description="Who it is: somebody in office, somebody who comments, or a body."
    )
    country: Country | None = Field(
        None, description="The state that they speak for or in (ISO 3166-1, two capital letters)."
    )
    summary: Markdown | None = Field(
        None,
        description="Who this is, in one neutral sentence.",
        examples=["Spokeswoman of the Ministry of Tides."],
    )
    identifiers: Identifiers | None = Field(
        None, description="The same person in other data sets; never guessed."
    )
    links: tuple[Link, ...] = Field((), description="Pages elsewhere about the same person.")
    image: Image | None = Field(None, description="A portrait; without one, the initials stand in.")
    offices: tuple[Office, ...] = Field(
        (), description="Offices held, with dates and the source of each."
    )
    positions: tuple[Position, ...] = Field((), description="What they said and did, by theme.")


class Theme(Record):
    """A subject (a SKOS concept), with what belongs to it and what does not."""

    title: Line = Field(
        description="What the subject is called, neutrally.", examples=["The harbour treaty"]
    )
    definition: Markdown = Field(
        description="What belongs here.",
        examples=["Statements on the treaty of 2020, its terms and its end."],
    )
    excludes: Markdown | None = Field(
        None, description="What does not belong here.", examples=["Fishing rights as such."]
    )
    aliases: tuple[Line, ...] = Field(
        (),
        description="Other words that people look for it under.",
        examples=[["treaty of 2020", "harbour pact"]],
    )
    broader: ThemeRef | None = Field(
        None, description="The theme that this one is a part of (SKOS).", examples=["theme-id"]
    )
    coverage: Markdown | None = Field(
        None,
        description="What this site does not cover of it.",
        examples=["Newspapers of one side only, so far."],
    )


class Archive(_Part):
    """A copy of a source in a web archive, and the day on which it was made."""

    url: Url = Field(description="The copy's address.")
    captured: Date = Field(description="The day on which the copy was made.")


# The item types of CSL 1.0.2.
SourceType = Literal[
    "article", "article-journal", "article-magazine", "article-newspaper", "bill", "book",
    "broadcast", "chapter", "classic", "collection", "dataset", "document", "entry",
    "entry-dictionary", "entry-encyclopedia", "event", "figure", "graphic", "hearing", "interview",
    "legal_case", "legislation", "manuscript", "map", "motion_picture", "musical_score", "pamphlet",
    "paper-conference", "patent", "performance", "periodical", "personal_communication", "post",
    "post-weblog", "regulation", "report", "review", "review-book", "software", "song", "speech",
    "standard", "thesis", "treaty", "webpage",
]  # fmt: skip


class Source(Record):
    """Something printed, posted or broadcast (a CSL item), and what it draws on."""

    title: Line = Field(
        description="The title as printed; `[…]` around the editors' own, where it has none.",
        examples=["Ministry rules out talks before spring"],
    )
    type: SourceType = Field(
        description="What it is (CSL).", examples=["article-newspaper", "webpage", "speech"]
    )
    authors: tuple[Line, ...] = Field(
        (), description="Who wrote it, as printed.", examples=[["A. Writer"]]
    )
    publication: Line | None = Field(
        None,
        description="The newspaper, site or programme that it appeared in (CSL container-title).",
        examples=["The Daily Example"],
    )
    publisher: Line | None = Field(
        None, description="Who published that.", examples=["Example Press"]
    )
    issued: Date | None = Field(None, description="When it appeared (EDTF).")
    accessed: Date | None = Field(None, description="When it was read for this site.")
    lang: Lang | None = Field(None, description="The language that it is in (BCP 47).")
    url: Url | None = Field(None, description="Its address; some sources have none.")
    archives: tuple[Archive, ...] = Field((), description="Copies in web archives.")
    relays: tuple[SourceRef, ...] = Field(
        (), description="Sources that it says it draws on, by their ids.", examples=[["source-id"]]
    )
    availability: Literal["live", "dead", "deleted", "paywalled", "unlocated"] | None = Field(
        None, description="Whether its address still leads to it; wants `checked`."
    )
    checked: Date | None = Field(None, description="When the availability was last seen to be so.")
    note: Markdown | None = Field(
        None,
        description="What a reader should know about it, in the editors' words.",
        examples=["The printed edition has another title."],
    )


_ADDRESS = rf"people/{ID_PATTERN}(/{ID_PATTERN})?|(themes|sources)/{ID_PATTERN}"


class Waiver(_Part):
    """A warning that somebody has looked into and found to be no fault."""

    rule: Id = Field(description="The warning's code.", examples=["near-duplicate-words"])
    record: Annotated[
        str,
        _pattern(_ADDRESS, "people/somebody/slug"),
        WithJsonSchema({"type": "string", "pattern": f"^({_ADDRESS})$"}),
    ] = Field(
        description="What it is about, by its address: a record or one of a person's statements.",
        examples=["people/dmitry-peskov", "people/dmitry-peskov/slug"],
    )
    reason: Words = Field(
        description="Why it is no fault here.", examples=["The speaker was quoting a poem."]
    )


class Waivers(File):
    """The file `waivers.yml`: the warnings that are not reported."""

    waivers: tuple[Waiver, ...] = Field(description="One for each warning and place.")
