"""The contents of one file: a person, a theme, a source, an organisation, or the waivers."""

from collections.abc import Iterator
from functools import cache
from typing import Annotated, ClassVar, Literal, Self

from pydantic import (
    BaseModel,
    Field,
    ValidationInfo,
    WithJsonSchema,
    field_validator,
    model_validator,
)
from pydantic.fields import FieldInfo

from site_builder.content.kinds import (
    KINDS,
    ORGANISATION,
    PERSON,
    SOURCE,
    THEME,
    Kind,
    RecordId,
    kind_at,
)
from site_builder.content.model.fields import (
    ID_PATTERN,
    Count,
    Country,
    Date,
    Id,
    ImageFile,
    Lang,
    Line,
    Markdown,
    OrganisationRef,
    PersonRef,
    SourceRef,
    ThemeRef,
    Url,
    Words,
    fault,
    matching,
)
from site_builder.content.model.limits import (
    MAX_CITED,
    MAX_FORMER_IDS,
    MAX_ITEMS,
    MAX_NAMED,
    MAX_RELAYS,
)
from site_builder.content.model.part import Part, parts_in
from site_builder.content.model.schemes import (
    Accounts,
    Doi,
    Identifiers,
    Isbn,
    Issn,
    example_for,
)
from site_builder.content.model.statement import Citations, Statement
from site_builder.content.values import dates
from site_builder.content.values.prose import Prose
from site_builder.diagnostics import Place, Route


def _refuse_reversed(what: str, start: dates.Edtf | None, end: dates.Edtf | None) -> None:
    """Refuse a time that ends before it starts; `what` is what lasted."""
    if start and end and start.earliest > end.latest:
        raise fault(
            "bad-date",
            f"The {what} ends ({end}) before it starts ({start}).",
            "Check both dates against the source.",
        )


class Name(Part):
    """Another name, in the language it is written in."""

    name: Line = Field(description="The name as it is written there.", examples=["Джейн Икземпл"])
    lang: Lang | None = Field(
        None, description="The language of this name (BCP 47).", examples=["ru"]
    )
    kind: Literal["birth", "former", "full", "pseudonym", "short"] | None = Field(
        None, description="What sort of name it is, if it is not just another spelling."
    )
    start: Date | None = Field(None, description="Since when it was used (EDTF).")
    end: Date | None = Field(None, description="Until when it was used (EDTF).")

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        _refuse_reversed("name", self.start, self.end)
        return self


class Link(Part):
    """A page elsewhere on the web, about the same person."""

    title: Line = Field(description="What the page is called.", examples=["Biography"])
    url: Url = Field(description="The page's address.")


class Image(Part):
    """A portrait from `content/images/`, with whom to credit and under which licence."""

    file: ImageFile = Field(
        description="The name of the file in `content/images/`.", examples=["jane-example.jpg"]
    )
    credit: Line = Field(description="Who made it.", examples=["A. Photographer"])
    licence: Line = Field(description="The licence that allows its use.", examples=["CC BY 4.0"])
    url: Url | None = Field(None, description="Where it is from.")


class Office(Part):
    """A membership of a post (Popolo), with its own source. Unknown ends stay unknown."""

    title: Line = Field(description="What the office is called.", examples=["Press Secretary"])
    organisation: Line | None = Field(
        None, description="Where it is held, as it was called then.", examples=["Ministry of Tides"]
    )
    organisation_id: OrganisationRef | None = Field(
        None,
        description="The record of that organisation, by its id; without `organisation`, its name"
        " is taken from there.",
        examples=["organisation-id"],
    )
    district: Line | None = Field(
        None, description="The district that it is held for.", examples=["Harbour district"]
    )
    start: Date | None = Field(None, description="Since when (EDTF); leave out what is not known.")
    end: Date | None = Field(None, description="Until when (EDTF); leave out what is not known.")
    citations: Citations = Field(description="Its sources; at least one.")

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        _refuse_reversed("office", self.start, self.end)
        return self

    @property
    def name(self) -> str:
        """The title, with the organisation and the district where these are given."""
        name = f"{self.title}, {self.organisation}" if self.organisation else self.title
        return f"{name} ({self.district})" if self.district else name

    def surely_not_held(self, date: dates.Edtf) -> bool:
        """Whether the known ends of the office rule out the whole of `date`."""
        return bool(
            (self.start and date.latest < self.start.earliest)
            or (self.end and date.earliest > self.end.latest)
        )

    def surely_held(self, date: dates.Edtf) -> bool:
        """Whether both ends are known, and prove that the office was held on all of `date`."""
        return bool(
            self.start
            and self.end
            and self.start.latest <= date.earliest
            and date.latest <= self.end.earliest
            and not (self.start.is_rough or self.end.is_rough or date.is_rough)
        )


class Affiliation(Part):
    """A membership (Popolo) that is no office, with its own source. Unknown ends stay unknown."""

    kind: Literal["party", "group", "parliament", "body"] = Field(
        description="A party, a group within a parliament, a parliament or chamber, or another"
        " public body. Never a faith, an origin or a state of health."
    )
    organisation: Line | None = Field(
        None, description="What it is called, as it was then.", examples=["Example Party"]
    )
    organisation_id: OrganisationRef | None = Field(
        None,
        description="The record of that organisation, by its id; without `organisation`, its name"
        " is taken from there.",
        examples=["organisation-id"],
    )
    role: Line | None = Field(
        None, description="What somebody is there, if more than a member.", examples=["chair"]
    )
    district: Line | None = Field(
        None, description="The district that they sit for.", examples=["Harbour district"]
    )
    start: Date | None = Field(None, description="Since when (EDTF); leave out what is not known.")
    end: Date | None = Field(None, description="Until when (EDTF); leave out what is not known.")
    citations: Citations = Field(description="Its sources; at least one.")

    @model_validator(mode="after")
    def _is_complete(self) -> Self:
        _refuse_reversed("affiliation", self.start, self.end)
        if not (self.organisation or self.organisation_id):
            raise fault(
                "missing-field",
                "This affiliation does not say with what.",
                "Add `organisation: …` with a name, or `organisation_id: …` with an id.",
            )
        return self

    @property
    def name(self) -> str:
        """The organisation's name, with the role and the district where these are given."""
        name = ", ".join(filter(None, (self.organisation, self.role)))
        return f"{name} ({self.district})" if self.district else name


class Stance(Part):
    """How the editors read some statements on a theme: what they are for or against."""

    holds: Literal["for", "against", "mixed", "unclear"] = Field(
        description="What these statements amount to, on what the theme is about."
    )
    statements: tuple[Id, ...] = Field(
        min_length=1,
        max_length=MAX_ITEMS,
        description="The ids of the person's own statements that it rests on; at least one.",
        examples=[["no-talks-before-spring"]],
    )


class Position(Part):
    """What somebody holds on one theme: the editors' summary, and the statements behind it."""

    theme: ThemeRef = Field(
        description="The theme's id: the name of its file without `.yml`.", examples=["theme-id"]
    )
    summary: Markdown | None = Field(
        None,
        description="One or two neutral sentences in the editors' words.",
        examples=["Rules out talks before spring."],
    )
    stances: tuple[Stance, ...] = Field(
        (),
        max_length=MAX_ITEMS,
        description="What the person holds on the theme, one for each time that it changed.",
    )
    statements: Annotated[tuple[Statement, ...], Field(min_length=1)] = Field(
        description="What the person said or did on this theme; at least one."
    )


class File(Part):
    """What one file holds. `id` is the file's stem, `path` what diagnostics call the file."""

    id: Id = Field(exclude=True)
    path: str = Field(exclude=True)


class Record(File):
    """What a page is printed of: a person, a theme, a source or an organisation."""

    KIND: ClassVar[Kind]

    former_ids: tuple[Id, ...] = Field(
        (),
        max_length=MAX_FORMER_IDS,
        description="Ids that this record had before; their addresses redirect.",
        examples=[["former-id"]],
    )

    @property
    def key(self) -> RecordId:
        """Which record this is, among all."""
        return (self.KIND.name, self.id)

    def place_of(self, route: Route, *, on_key: bool = False) -> Place:
        """Return the place of a value in the record's file."""
        return Place(self.path, route, on_key)


@cache
def fields_of(part: type[BaseModel]) -> dict[str, type[BaseModel] | None]:
    """Return the fields that a part can have, in their order in a file, with the parts they hold.

    The fields that all records have come last, after what the record is about.
    """
    inherited = Record.model_fields if issubclass(part, Record) else ()
    names = sorted(part.model_fields, key=lambda name: name in inherited)
    fields = [(name, part.model_fields[name]) for name in names]
    return {
        field.alias or name: next(parts_in(field.annotation), None)
        for name, field in fields
        if not field.exclude
    }


def first_field(part: type[BaseModel]) -> str:
    """Return the field with which a file of a part begins."""
    return next(iter(fields_of(part)))


def field_named(part: type[BaseModel], name: str) -> FieldInfo | None:
    """Return a field by its name in a file; `from` is a name that Python does not allow."""
    return part.model_fields.get(name) or part.model_fields.get(f"{name}_")


class Person(Record):
    """A person or body that makes statements."""

    KIND = PERSON

    name: Line = Field(
        description="The name as readers know it, in the site's language.",
        examples=["Jane Example"],
    )
    sort_name: Line | None = Field(
        None,
        description="The name by which lists sort and show them; never guessed from the other.",
        examples=["Example, Jane"],
    )
    names: tuple[Name, ...] = Field(
        (),
        max_length=MAX_ITEMS,
        description="Other names, and the name in other languages; a search finds them.",
    )
    kind: Literal["official", "commentator", "organisation", "unnamed"] = Field(
        description="Who it is: somebody in office, somebody who comments, a body; or somebody whom"
        " the source does not name, with its description of them as the `name`."
    )
    country: Country | None = Field(
        None,
        description="The state that they speak for or in (ISO 3166-1, two capital letters); `EU`"
        " or `UN`; or a former state (ISO 3166-3, such as `SUHH`).",
    )
    other_countries: tuple[Country, ...] = Field(
        (),
        max_length=MAX_ITEMS,
        description="Further states, or bodies of states, that they speak or spoke for or in.",
        examples=[["SUHH"]],
    )
    organisation_id: OrganisationRef | None = Field(
        None,
        description="For a body that speaks: the record of that organisation, by its id.",
        examples=["organisation-id"],
    )
    summary: Markdown | None = Field(
        None,
        description="Who this is, in one neutral sentence.",
        examples=["Spokeswoman of the Ministry of Tides."],
    )
    identifiers: Identifiers | None = Field(
        None,
        description="The same person in other data sets; never guessed.",
        examples=[example_for(people=True)],
    )
    accounts: Accounts | None = Field(
        None, description="Accounts that they speak from, on which platforms."
    )
    links: tuple[Link, ...] = Field(
        (), max_length=MAX_ITEMS, description="Pages elsewhere about the same person."
    )
    image: Image | None = Field(None, description="A portrait; without one, initials are shown.")
    offices: tuple[Office, ...] = Field(
        (),
        max_length=MAX_ITEMS,
        description="Offices held, with dates and the source of each.",
    )
    affiliations: tuple[Affiliation, ...] = Field(
        (),
        max_length=MAX_ITEMS,
        description="Parties, groups, parliaments and other bodies, with dates and sources.",
    )
    positions: tuple[Position, ...] = Field((), description="What they said and did, by theme.")
    parts: tuple[tuple[str, int], ...] = Field((), exclude=True)
    """The further files: what diagnostics call each, and which position is the first in it."""

    def place_of(self, route: Route, *, on_key: bool = False) -> Place:
        """Return the place of a value in one of the person's files."""
        match route:
            case ("positions", int(at), *rest):
                for path, first in reversed(self.parts):
                    if at >= first:
                        return Place(path, ("positions", at - first, *rest), on_key)
        return super().place_of(route, on_key=on_key)

    def summary_on(self, theme: str) -> Prose | None:
        """Return the summary of what they hold on a theme; the first file that has one counts."""
        on_theme = (position for position in self.positions if position.theme == theme)
        return next((position.summary for position in on_theme if position.summary), None)

    @field_validator("organisation_id")
    @classmethod
    def _is_of_a_body(cls, value: str | None, info: ValidationInfo) -> str | None:
        if value and info.data.get("kind", "organisation") != "organisation":
            raise fault(
                "not-a-body",
                "Only a body is an organisation; a person holds an office in it, or belongs to it.",
                "Write `kind: organisation`, or move the id into an office or an affiliation.",
            )
        return value

    @property
    def is_body(self) -> bool:
        """Whether this is a group of people, such as a ministry."""
        return self.kind == "organisation"

    @property
    def is_named(self) -> bool:
        """Whether `name` is a name, and not a source's description of somebody it does not name."""
        return self.kind != "unnamed"

    @property
    def held(self) -> tuple[Office | Affiliation, ...]:
        """All offices, then all affiliations."""
        return (*self.offices, *self.affiliations)

    @property
    def organisation_ids(self) -> tuple[str, ...]:
        """The organisations that it names by their ids: itself, and where it held anything."""
        ids = (self.organisation_id, *(part.organisation_id for part in self.held))
        return tuple(dict.fromkeys(filter(None, ids)))

    @property
    def countries(self) -> tuple[str, ...]:
        """The codes of all countries, the first one first."""
        return (*filter(None, (self.country,)), *self.other_countries)

    @property
    def sorted_as(self) -> str:
        """The name that lists show and sort by."""
        return self.sort_name or self.name


class Organisation(Record):
    """A body that people hold offices in, belong to, or read: a Popolo organisation."""

    KIND = ORGANISATION

    name: Line = Field(
        description="The name as readers know it, in the site's language.",
        examples=["Ministry of Tides"],
    )
    names: tuple[Name, ...] = Field(
        (),
        max_length=MAX_ITEMS,
        description="Other and former names, and the name in other languages.",
        examples=[
            [
                {"name": "Министерство приливов", "lang": "ru"},
                {"name": "Office of Tides", "kind": "former", "end": "2001"},
            ]
        ],
    )
    kind: Literal[
        "state", "government", "ministry", "parliament", "court", "party", "group",
        "international", "newspaper", "magazine", "broadcaster", "news-agency", "website",
        "publisher", "company", "association", "other",
    ] = Field(description="What sort of body it is.")  # fmt: skip
    country: Country | None = Field(None, description="The state that it is in or of.")
    summary: Markdown | None = Field(
        None,
        description="What it is, in one neutral sentence.",
        examples=["Regulates the harbours of Exampleland."],
    )
    part_of: OrganisationRef | None = Field(
        None, description="The organisation that it belongs to.", examples=["organisation-id"]
    )
    start: Date | None = Field(None, description="Since when there is such a body (EDTF).")
    end: Date | None = Field(None, description="Until when there was (EDTF).")
    identifiers: Identifiers | None = Field(
        None,
        description="The same organisation in other data sets; never guessed.",
        examples=[example_for(people=False)],
    )
    accounts: Accounts | None = Field(
        None, description="Accounts that it speaks from, on which platforms."
    )
    links: tuple[Link, ...] = Field(
        (),
        max_length=MAX_ITEMS,
        description="Pages elsewhere, its own first.",
        examples=[[{"title": "Own pages", "url": "https://example.org/"}]],
    )

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        _refuse_reversed("organisation", self.start, self.end)
        return self


class PersonPart(File):
    """More of what a person said and did: a file in the folder that has the person's id."""

    positions: tuple[Position, ...] = Field((), description="What they said and did, by theme.")


class Theme(Record):
    """A subject (a SKOS concept), with what belongs to it and what does not."""

    KIND = THEME

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
        max_length=MAX_ITEMS,
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


class Archive(Part):
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


class Reprint(Part):
    """The same text printed elsewhere: it is no further source, because nobody else wrote it."""

    publication: Line = Field(
        description="The newspaper, site or agency that printed it.", examples=["The Other Example"]
    )
    title: Line | None = Field(
        None,
        description="The title there, if it is another one.",
        examples=["Deputy promises piers"],
    )
    issued: Date | None = Field(None, description="When it appeared there (EDTF).")
    lang: Lang | None = Field(None, description="The language, if it is a translation (BCP 47).")
    url: Url | None = Field(None, description="Its address.")


class Source(Record):
    """Something printed, posted or broadcast (a CSL item), and what it draws on."""

    KIND = SOURCE

    title: Line = Field(
        description="The title as printed; `[…]` around the editors' own, where it has none.",
        examples=["Ministry rules out talks before spring"],
    )
    type: SourceType = Field(
        description="What it is (CSL).", examples=["article-newspaper", "webpage", "speech"]
    )
    authors: tuple[Line, ...] = Field(
        (),
        max_length=MAX_ITEMS,
        description="Who wrote it, as printed.",
        examples=[["A. Writer"]],
    )
    editors: tuple[Line, ...] = Field(
        (),
        max_length=MAX_ITEMS,
        description="Who edited the book or collection, as printed.",
        examples=[["E. Editor"]],
    )
    publication: Line | None = Field(
        None,
        description="The newspaper, site or programme that it appeared in, or the book of a chapter"
        " (CSL container-title).",
        examples=["The Daily Example"],
    )
    publication_id: OrganisationRef | None = Field(
        None,
        description="The record of that newspaper, site or broadcaster, by its id; without"
        " `publication`, its name is taken from there.",
        examples=["organisation-id"],
    )
    publisher: Line | None = Field(
        None, description="Who published that.", examples=["Example Press"]
    )
    publisher_id: OrganisationRef | None = Field(
        None,
        description="The record of the publisher, by its id; without `publisher`, its name is"
        " taken from there.",
        examples=["organisation-id"],
    )
    place: Line | None = Field(
        None, description="Where that publisher is (CSL publisher-place).", examples=["Exampleton"]
    )
    edition: Line | None = Field(None, description="The edition, as printed.", examples=["2nd"])
    volume: Line | None = Field(None, description="The volume.", examples=["12"])
    issue: Line | None = Field(None, description="The issue of that volume.", examples=["3"])
    chapter: Line | None = Field(None, description="The number of the chapter.", examples=["4"])
    pages: Line | None = Field(
        None, description="The pages that it is on (CSL page).", examples=["101–117"]
    )
    isbn: Isbn | None = Field(
        None, description="The ISBN, with 10 or 13 digits.", examples=["978-3-16-148410-0"]
    )
    issn: Issn | None = Field(
        None, description="The ISSN of the publication.", examples=["0378-5955"]
    )
    doi: Doi | None = Field(
        None, description="The DOI, without an address in front.", examples=["10.1000/182"]
    )
    issued: Date | None = Field(None, description="When it appeared (EDTF).")
    accessed: Date | None = Field(None, description="When it was read for this site.")
    lang: Lang | None = Field(None, description="The language that it is in (BCP 47).")
    url: Url | None = Field(None, description="Its address; some sources have none.")
    archives: tuple[Archive, ...] = Field(
        (), max_length=MAX_CITED, description="Copies in web archives."
    )
    relays: tuple[SourceRef, ...] = Field(
        (),
        max_length=MAX_RELAYS,
        description="Sources that it says it draws on, by their ids.",
        examples=[["source-id"]],
    )
    reprints: tuple[Reprint, ...] = Field(
        (),
        max_length=MAX_ITEMS,
        description="Where the same text was printed, too, as an agency's report by its customers.",
    )
    primary_for: tuple[PersonRef, ...] = Field(
        (),
        max_length=MAX_NAMED,
        description="The people whose own channel this is, by their ids: for their statements it"
        " is the first source.",
        examples=[["person-id"]],
    )
    circulation: Literal["leaked", "private"] | None = Field(
        None,
        description="Whether it leaked or is private, if its authors did not publish it; requires"
        " a `note` that says how it is known to be what it claims.",
    )
    availability: Literal["live", "dead", "deleted", "paywalled", "unlocated"] | None = Field(
        None, description="Whether its address still leads to it; requires `checked`."
    )
    checked: Date | None = Field(None, description="When the availability was last checked.")
    note: Markdown | None = Field(
        None,
        description="What a reader should know about it, in the editors' words.",
        examples=["The printed edition has another title."],
    )

    @property
    def organisation_ids(self) -> tuple[str, ...]:
        """The organisations that it names by their ids: who published it, and where."""
        ids = (self.publication_id, self.publisher_id)
        return tuple(dict.fromkeys(filter(None, ids)))


MODELS: dict[str, type[Record]] = {
    model.KIND.name: model for model in (Person, Theme, Source, Organisation)
}
"""The model of each kind of record, by the kind's name."""

_OTHERS = "|".join(kind.folder for kind in KINDS if kind is not PERSON)
_ADDRESS = rf"{PERSON.folder}/{ID_PATTERN}(/{ID_PATTERN})?|({_OTHERS})/{ID_PATTERN}"


_Address = Annotated[
    str,
    matching(_ADDRESS, "people/somebody/a-statement"),
    WithJsonSchema({"type": "string", "pattern": f"^({_ADDRESS})$"}),
]


class Waiver(Part):
    """A warning that somebody has looked into and found to be no fault."""

    rule: Id = Field(description="The warning's code.", examples=["near-duplicate-words"])
    record: _Address = Field(
        description="What it is about, by its address: a record or one of a person's statements.",
        examples=["people/dmitry-peskov", "people/dmitry-peskov/a-statement"],
    )
    reason: Words = Field(
        description="Why it is no fault here.", examples=["The speaker was quoting a poem."]
    )


class Waivers(File):
    """The file `waivers.yml`: the warnings that are not reported."""

    waivers: tuple[Waiver, ...] = Field(description="One for each warning and place.")


class Withdrawal(Part):
    """A record or a statement that was published, and was removed for good."""

    address: _Address = Field(
        description="Where it was: the address of a record or of one of a person's statements.",
        examples=["people/somebody", "people/somebody/a-statement"],
    )
    date: Date = Field(description="The day of the withdrawal.")
    reason: Line = Field(
        description="Why, in a sentence for readers. It must not say again what had to go.",
        examples=["The words are another person's."],
    )
    # Whether they are there is another question than what is in them: none is an answer, too.
    former_ids: tuple[Id, ...] | None = Field(
        None,
        max_length=MAX_FORMER_IDS,
        description="Former ids of it, whose addresses led to it.",
        examples=[["former-id"]],
    )
    statements: tuple[Id, ...] | None = Field(
        None,
        description="Of a person: the ids, also former ones, of the statements that went along.",
        examples=[["slug", "another-slug"]],
    )
    corrections: Count | None = Field(
        None,
        description="How many corrections it had; of a person, the most that one statement had.",
        examples=[2],
    )

    @property
    def kind(self) -> str:
        """The name of the kind of what it was: that of a record, or `statement`."""
        return kind_at(self.address)

    @property
    def addresses(self) -> Iterator[str]:
        """The addresses at which there was something, or which led to it."""
        for address in (self.address, *self.former_addresses):
            yield address
            yield from (f"{address}/{statement}" for statement in self.statements or ())

    @property
    def former_addresses(self) -> Iterator[str]:
        """The addresses that led to it."""
        there = self.address.rpartition("/")[0]
        return (f"{there}/{former}" for former in self.former_ids or ())

    @property
    def statement_addresses(self) -> Iterator[str]:
        """The addresses of the statements that are not there any more."""
        if self.kind == "statement":
            return iter((self.address,))
        return (f"{self.address}/{statement}" for statement in self.statements or ())


class Withdrawn(File):
    """The file `withdrawn.yml`: what was removed for good, and what readers are told instead."""

    withdrawn: tuple[Withdrawal, ...] = Field(description="One for each address.")
