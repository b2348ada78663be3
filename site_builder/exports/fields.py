"""JSON Schemas (2020-12) of what is exported: the model's, with the fields that are derived."""

from copy import deepcopy
from functools import cache
from typing import Any

from site_builder.content import kinds
from site_builder.content.model import MODELS, Statement
from site_builder.evidence.comparison import Status
from site_builder.exports import schemas

Schema = dict[str, Any]
EDTF, DAY, IN_WORDS = "edtf", "date", "date-in-words"
"""The formats of dates: as recorded (ISO 8601-2), days, and as the site writes them."""


def _text(description: str, **more: Any) -> Schema:
    return {"type": "string", "description": description, **more}


def _flag(description: str) -> Schema:
    return {"type": "boolean", "description": description}


def _list(description: str, items: Schema) -> Schema:
    return {"type": "array", "description": description, "items": items}


def _ref(name: str) -> Schema:
    return {"$ref": f"#/$defs/{name}"}


_ID = _text("The record's id: the name of its file without `.yml`.")
_PAGE = _text("The address of its page; without a domain if the site has no address.")
STATEMENT: Schema = {
    "key": _text("The statement's id on the whole site: `person/statement`."),
    "page": _PAGE,
    "status": _text(
        "Its status by its own file, or by a statement that takes it back.",
        enum=["published", "disputed", "retracted", "misattributed"],
    ),
    "status_word": _text("The status in words, as in `Retracted by the speaker`."),
    "recorded_status": _text(
        "The status in its own file, if another statement takes it back.",
        enum=["published", "disputed", "retracted"],
    ),
    "retracted_by": _text("The key of the statement that takes it back."),
    "person": _text("The id of the person who said or did it, the first if several did."),
    "attributed_to": _text(
        "The id of the person to whom it is misattributed; then without `person`."
    ),
    "person_name": _text("Who said or did it: all of them, and on whose behalf; or who did not."),
    "theme": _text("The id of the theme that it is filed under."),
    "theme_title": _text("The title of that theme."),
    "kind": _text(
        "Which of the three it is; only a quote has the speaker's own words.",
        enum=["quote", "paraphrase", "action"],
    ),
    "opening": _text("The mark that opens a quote; none if the words have their own."),
    "closing": _text("The mark that closes a quote."),
    "date_in_words": _text(
        "The date in words, and what it is the date of if not of the words.", format=IN_WORDS
    ),
    "date_earliest": _text(
        "The first day that the date can mean; none if it has no start.", format=DAY
    ),
    "date_latest": _text("The last day that the date can mean; none if it has no end.", format=DAY),
    "date_approximate": _flag("Whether the date is approximate (`~` or `%`)."),
    "date_uncertain": _flag("Whether the date is uncertain (`?` or `%`)."),
    "offices": _list("The offices that the speakers held or may have held then.", _ref("Held")),
    "answers": _list("The statements that answer this one.", _ref("Answer")),
    "sources_in_words": _text("The sources in one line."),
}
_EVIDENCE: Schema = {
    "status": _text(
        "What a comparison of the words with our copy of the source has shown; `exact`,"
        " `typographic` and `ocr` mean that they are in it, `changed` that they were.",
        enum=[*map(str, Status)],
    ),
    "copied": _text("The day on which the copy was made.", format=EDTF),
    "copy": _text("The SHA-256 digest of the copy's whole text, which is not published."),
    "words": _text("The SHA-256 digest of the words that were found."),
    "of_original": _flag("Whether these are the words in the speaker's language."),
    "changes": _list("What differs in typography.", {"type": "string"}),
    "gaps": _list("The words that each `[…]` leaves out.", {"type": "string"}),
    "replaced": _list("The words that each `[words]` stands for.", {"type": "string"}),
    "gone": _text(
        "The day on which the words were no longer at the source's address.", format=EDTF
    ),
}
_CITATION: Schema = {
    "source_title": _text("The source's title."),
    "source_url": _text("The source's address."),
    "relays": _list("The sources that the source draws on, nearest first.", _ref("Relay")),
}
_RELAY: Schema = {
    "source": _text("The id of a source behind the cited one."),
    "through": _text("The id of the source that draws on it."),
    "depth": {"type": "integer", "description": "How many steps it is away."},
}
_ANSWER: Schema = {
    "how": _text("What it does.", enum=[*Statement.RELATIONS]),
    "answer": _text("The key of the answering statement."),
}
_PERSON: Schema = {
    "joint": _list(
        "The keys of joint statements that another's file has, in every wording.",
        {"type": "string"},
    ),
    "said_for": _list("The keys of what others said on this one's behalf.", {"type": "string"}),
}
_NOT_THEIRS = _list("What is misattributed to this person.", _ref("Statement"))
_CERTAIN = _flag("Whether the dates prove that the office was held then.")
_HOLDER = _text("The id of the person whose office it is, if several people made the statement.")
_THEME: Schema = {"narrower": _list("The ids of themes within it.", {"type": "string"})}
_FIRST = (
    *("key", "page", "status", "status_word", "person", "attributed_to", "person_name", "theme"),
    *("theme_title", "date_in_words", "kind", "opening"),
)
_ALWAYS = (
    *("key", "page", "status", "person_name", "theme", "theme_title", "kind", "lang"),
    *("date_in_words", "date_approximate", "date_uncertain", "date_basis", "sources_in_words"),
)


@cache
def schema(kind: str) -> Schema:
    """Return the schema of a record or a statement; callers must not change it."""
    if kind == "statement":
        made = schema("person")
        parts = made["$defs"]
        return _whole(
            {**parts["Statement"], "title": "Statement"},
            {name: part for name, part in parts.items() if name != "Statement"},
        )
    own = deepcopy(schemas.schema(MODELS[kind]))
    parts = own.pop("$defs", {})
    del own["$schema"]
    own["properties"] = {"id": _ID, "page": _PAGE, **own["properties"]}
    own["required"] = ["id", "page", *own["required"]]
    if kind == "theme":
        own["properties"] |= _THEME
    if kind == "person":
        own["properties"] |= {**_PERSON, "misattributed": _NOT_THEIRS}
    if "Citation" in parts:
        parts["Citation"]["properties"] |= _CITATION
        parts["Citation"]["required"].append("source_title")
        parts["Relay"] = _object("A source behind a source.", _RELAY)
    if "Statement" in parts:
        statement = parts["Statement"]
        first = {name: STATEMENT[name] for name in _FIRST}
        statement["properties"] = {**first, **statement["properties"], **STATEMENT}
        statement["required"] = [*_ALWAYS, *statement["required"]]
        # What is misattributed is not among them.
        del parts["Position"]["properties"]["statements"]["minItems"]
        own_citation = deepcopy(parts["Citation"])
        own_citation["properties"]["evidence"] = {
            **_ref("Evidence"),
            "description": "How the words were compared with a copy of the source.",
        }
        own_citation["required"].append("evidence")
        parts["StatementCitation"] = own_citation
        statement["properties"]["citations"]["items"] = _ref("StatementCitation")
        parts["Evidence"] = _object(
            "What a comparison with a copy of a source has shown.", _EVIDENCE, ["status"]
        )
        parts["Answer"] = _object("A statement that answers another.", _ANSWER)
        office = parts["Office"]["properties"]
        held = {name: field for name, field in office.items() if name != "citations"}
        parts["Held"] = _object(
            "An office at the time of a statement.",
            {**held, "certain": _CERTAIN, "person": _HOLDER},
            ["title", "certain"],
        )
    return _whole(own, parts)


def _whole(own: Schema, parts: Schema) -> Schema:
    made = {"$schema": "https://json-schema.org/draft/2020-12/schema", **own, "$defs": parts}
    plain: Schema = _dates_are_text(made)
    return plain


def _object(description: str, fields: Schema, required: list[str] | None = None) -> Schema:
    return {
        "type": "object",
        "description": description,
        "properties": fields,
        "required": [*fields] if required is None else required,
        "additionalProperties": False,
    }


def _dates_are_text(part: Any) -> Any:
    """Return a schema in which dates are texts: an editor may read a year as a number."""
    if isinstance(part, list):
        return [_dates_are_text(item) for item in part]
    if not isinstance(part, dict):
        return part
    made = {name: _dates_are_text(value) for name, value in part.items()}
    if made.get("type") == ["string", "integer"]:
        made |= {"type": "string", "format": EDTF}
    return made


FILES = {"statement": "statements"} | {kind.name: kind.folder for kind in kinds.KINDS}
"""What tables and files of exported objects are called, by the names of their kinds."""
KINDS = (*kinds.BY_NAME, "statement")
"""The kinds of exported objects, by their names."""
