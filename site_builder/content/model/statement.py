"""A statement and its citations."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated, Any, ClassVar, Literal, Self

from pydantic import (
    Field,
    ModelWrapValidatorHandler,
    ValidationError,
    model_validator,
)
from pydantic_core import ErrorDetails, InitErrorDetails, PydanticCustomError

from site_builder.content.model.fields import (
    Date,
    Id,
    Lang,
    Line,
    Markdown,
    PersonRef,
    SaidDate,
    SourceRef,
    StatementRef,
    ThemeRef,
    Time,
    Url,
    Words,
    Zone,
    fault,
)
from site_builder.content.model.limits import (
    MAX_CITED,
    MAX_FORMER_IDS,
    MAX_ITEMS,
    MAX_NAMED,
)
from site_builder.content.model.part import Part
from site_builder.content.values.dates import Edtf


class StatementKind(StrEnum):
    """The kind of a statement, which is the name of its field."""

    QUOTE = "quote"
    PARAPHRASE = "paraphrase"
    ACTION = "action"


_KINDS = tuple(kind.value for kind in StatementKind)


class Attested(Part):
    """Somebody's comparison of the words with what no machine can read."""

    by: Line = Field(description="Who compared them.", examples=["A. Reader"])
    on: Date = Field(description="The day of the comparison.")


class Citation(Part):
    """A source, and the place in it (CSL locator, W3C TextQuoteSelector)."""

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
    # `from` is a word of Python's own.
    from_: Words | None = Field(
        None,
        alias="from",
        description="For a paraphrase or an action: the first words of the passage that it rests"
        " on, as printed; the whole passage, if there is no `to`.",
        examples=["The ministry ruled out"],
    )
    to: Words | None = Field(
        None,
        description="The last words of that passage, as printed.",
        examples=["until the spring"],
    )
    attested: Attested | None = Field(
        None,
        description="Who compared the words with the print or the recording, and when; for a source"
        " of which no machine can read a copy.",
    )


Citations = Annotated[tuple[Citation, ...], Field(min_length=1, max_length=MAX_CITED)]


class Correction(Part):
    """What was changed in a record after it had been published, and when."""

    date: Date = Field(description="The day of the correction.")
    note: Markdown = Field(
        description="What was wrong, and what the record says now.",
        examples=["The date was given as 5 November; the source prints 6 November."],
    )
    was: Words | None = Field(
        None,
        description="The words as they were published before, if these were wrong.",
        examples=["We will talk before spring."],
    )


class StatusNote(Part):
    """Why a statement is disputed, retracted or misattributed, with its own citations."""

    note: Markdown = Field(
        description="Why, in the editors' words.",
        examples=["The spokesman denies having said it."],
    )
    citations: Citations = Field(description="Its sources; at least one.")


class Vote(Part):
    """How somebody voted."""

    on: Line = Field(description="What was voted on.", examples=["The harbour walls bill"])
    choice: Literal["for", "against", "abstained", "absent"] = Field(
        description="How they voted; `absent` did not vote at all."
    )
    result: Line | None = Field(
        None, description="How the vote ended.", examples=["rejected, 40 to 60"]
    )


class Matter(Part):
    """Something on the web that a statement is about, or a record of it."""

    title: Line = Field(description="What it is called.", examples=["The harbour walls bill"])
    url: Url = Field(description="Its address.")
    kind: Literal["bill", "resolution", "document", "recording", "transcript"] = Field(
        description="What it is."
    )


class Found(Part):
    """What somebody else found about a statement, in their own words: this site rates nothing."""

    by: Line = Field(description="Who found it.", examples=["Example Checkers"])
    quote: Words = Field(description="Their verdict, word by word.", examples=["Mostly wrong"])
    lang: Lang | None = Field(
        None, description="Language of the verdict (BCP 47); the site's if left out."
    )
    date: Date = Field(description="The day of the verdict (EDTF).")
    citations: Citations = Field(description="Its sources; at least one.")


class Question(Part):
    """What somebody was asked: the words of whoever asked."""

    by: Line = Field(
        description="Who asked, as the source names them.", examples=["a reporter of the Gazette"]
    )
    quote: Words = Field(
        description="The exact words of the question, as the source prints them.",
        examples=["Will there be talks before spring?"],
    )
    lang: Lang | None = Field(
        None, description="Language of the question (BCP 47); the site's if left out."
    )


class Statement(Part):
    """What somebody said or did, as a source prints it: one of `quote`, `paraphrase`, `action`."""

    id: Id = Field(
        description="A short name of small letters, digits and hyphens, unique within the person;"
        " it becomes part of the address, and stays.",
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
        description="What the source reports that they said, without quoting them.",
        examples=["Ruled out talks before spring."],
    )
    action: Words | None = Field(
        None,
        description="What the source reports that they did, or pointedly did not do.",
        examples=["Left the hall before the vote."],
    )
    lang: Lang | None = Field(
        None, description="Language of the words printed here (BCP 47); the site's if left out."
    )
    spoken_lang: Lang | None = Field(
        None,
        description="The language that the words were spoken in, if it is another one.",
        examples=["ru"],
    )
    question: Question | None = Field(
        None, description="The question that these words answer; it is shown before them."
    )
    original: Words | None = Field(
        None,
        description="The words in `spoken_lang`, as they were said.",
        examples=["До весны говорить не будем."],
    )
    translation: Literal["official", "outlet", "editor", "machine", "unknown"] | None = Field(
        None, description="Who translated; required where `lang` and `spoken_lang` differ."
    )
    date: SaidDate = Field(
        description="When it was said or done (EDTF); `unknown` requires a `date_note`."
    )
    time: Time | None = Field(
        None, description="The time of day, as the source gives it; requires a day and a `zone`."
    )
    zone: Zone | None = Field(
        None, description="The zone of that time: its name (IANA), or its offset (ISO 8601)."
    )
    date_basis: Literal["said", "published", "inferred"] = Field(
        "said",
        description="Whether the date is that of the utterance, of the publication, or inferred.",
    )
    date_note: Line | None = Field(
        None,
        description="What the date is inferred from, or why it is unknown; required where it is.",
        examples=["The report of 6 November says “yesterday”."],
    )
    as_printed: Line | None = Field(
        None,
        description="The speaker's name or office as the source prints it.",
        examples=["the ministry's spokeswoman"],
    )
    # `with` is a word of Python's own.
    with_: tuple[PersonRef, ...] = Field(
        (),
        alias="with",
        max_length=MAX_NAMED,
        description="For a joint statement: the others who made it, by their ids.",
        examples=[["person-id"]],
    )
    on_behalf_of: PersonRef | None = Field(
        None,
        description="Whom the speaker spoke for, by the id; the words stay the speaker's.",
        examples=["person-id"],
    )
    medium: Line | None = Field(
        None,
        description="Where it was said: channel, programme, hall.",
        examples=["a briefing"],
    )
    place: Line | None = Field(
        None,
        description="The town or country where it was said or done.",
        examples=["Port Example"],
    )
    vote: Vote | None = Field(None, description="For an action: how the person voted, on what.")
    links: tuple[Matter, ...] = Field(
        (), max_length=MAX_NAMED, description="What it is about, and records of it, on the web."
    )
    context: Markdown | None = Field(
        None,
        description="What it answers, and the circumstances, in the editors' words.",
        examples=["Said in answer to a question about the talks."],
    )
    also: tuple[ThemeRef, ...] = Field(
        (),
        max_length=MAX_NAMED,
        description="Further themes, by their ids.",
        examples=[["theme-id"]],
    )
    about: tuple[PersonRef, ...] = Field(
        (),
        max_length=MAX_NAMED,
        description="People that the words are about, by their ids.",
        examples=[["person-id"]],
    )
    responds_to: StatementRef | None = Field(
        None, description="The statement that this one answers."
    )
    clarifies: StatementRef | None = Field(
        None, description="The statement that this one explains or narrows."
    )
    retracts: StatementRef | None = Field(
        None, description="The statement that this one takes back; its page then says so first."
    )
    contradicts: StatementRef | None = Field(
        None,
        description="The statement that this one contradicts, of somebody else or of the speaker,"
        " whose change of mind then shows.",
    )
    wording_of: StatementRef | None = Field(
        None,
        description="The statement of the same person that is the same remark, printed or"
        " translated differently, and nearest to the speaker.",
    )
    findings: tuple[Found, ...] = Field(
        (),
        max_length=MAX_ITEMS,
        description="What others found about it, in their own words, with source and date.",
    )
    status: Literal["published", "disputed", "retracted", "misattributed"] = Field(
        "published",
        description="Whether it stands; all but `published` require a `status_note`. Misattributed"
        " words circulate under the name of the person, who did not say them: `citations` are"
        " where, those of the note what refutes it.",
    )
    status_note: StatusNote | None = Field(
        None, description="Why it is disputed, retracted or misattributed."
    )
    corrections: tuple[Correction, ...] = Field(
        (),
        max_length=MAX_ITEMS,
        description="What was changed here after it had been published.",
    )
    former_ids: tuple[Id, ...] = Field(
        (),
        max_length=MAX_FORMER_IDS,
        description="Ids that this statement had before; their addresses redirect.",
        examples=[["former-id"]],
    )
    citations: Citations = Field(description="Its sources; at least one.")

    RELATIONS: ClassVar[tuple[str, ...]] = ("responds_to", "clarifies", "retracts", "contradicts")

    @model_validator(mode="wrap")
    @classmethod
    def _one_kind(cls, data: Any, validate: ModelWrapValidatorHandler[Self]) -> Self:
        kind_fault = _kind_fault(data) if isinstance(data, dict) else None
        try:
            statement = validate(data)
        except ValidationError as error:
            if kind_fault is None:
                raise
            # Report what else is wrong with the statement in the same run.
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
    def is_misattributed(self) -> bool:
        """Whether these are not the person's words, whatever the sources cited for them say."""
        return self.status == "misattributed"

    @property
    def said(self) -> Edtf | None:
        """The date on which it was said or done; None if only the day of publication is known."""
        return None if self.date_basis == "published" else self.date

    @property
    def named(self) -> list[tuple[str, str]]:
        """All statements that this one refers to: field and reference."""
        return [*self.relations, *([("wording_of", self.wording_of)] if self.wording_of else [])]

    @property
    def relations(self) -> list[tuple[str, str]]:
        """The statements that this one answers, retracts and so on: field and reference."""
        if not (self.responds_to or self.clarifies or self.retracts or self.contradicts):
            return []  # as most, and it is asked often
        targets = (self.responds_to, self.clarifies, self.retracts, self.contradicts)
        named = zip(self.RELATIONS, targets, strict=True)
        return [(how, target) for how, target in named if target]

    @property
    def words(self) -> str:
        """The text under the statement's key, character by character."""
        return self.quote or self.paraphrase or self.action or ""


def _kind_fault(data: Mapping[str, object]) -> PydanticCustomError | None:
    keys = [key for key in _KINDS if key in data]
    if len(keys) > 1:
        return fault(
            "two-kinds",
            f"This statement has {' and '.join(f'`{key}`' for key in keys)}; only one is allowed.",
            "Split it into two statements, each with an id and citations.",
        )
    if not keys:
        return fault(
            "no-words",
            "This statement has no quote, paraphrase or action.",
            "Add `quote:` (exact words), `paraphrase:` or `action:`.",
        )
    return None


def _again(error: ErrorDetails) -> InitErrorDetails:
    """Return a caught error in the form in which it can be raised again."""
    context = error.get("ctx", {})
    kind: str | PydanticCustomError = error["type"]
    if "message" in context:
        kind = PydanticCustomError(error["type"], "{message}", context)
    return InitErrorDetails(type=kind, loc=error["loc"], input=error["input"], ctx=context)
