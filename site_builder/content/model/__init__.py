"""The content model: frozen records of what a contributor may write.

Each YAML file becomes one `Person`, `Theme` or `Source`. The JSON Schemas for editors are generated
from these classes. Names of fields follow Popolo (persons, memberships of posts), CSL (sources,
locators), W3C Web Annotation (`prefix` and `suffix` of a TextQuoteSelector), SKOS (`broader`),
EDTF (dates), BCP 47 (languages) and ISO 3166-1 (countries).
"""

from site_builder.content.model.capture import Capture, Extract, digest
from site_builder.content.model.fields import (
    DEVICES,
    ID_LENGTH,
    ID_PATTERN,
    IsText,
    Known,
    id_hint,
    is_id,
)
from site_builder.content.model.limits import MAX_RELAYS
from site_builder.content.model.part import parts_in
from site_builder.content.model.records import (
    MODELS,
    File,
    Identifiers,
    Office,
    Person,
    PersonPart,
    Position,
    Record,
    Source,
    Theme,
    Waiver,
    Waivers,
    field_named,
    fields_of,
)
from site_builder.content.model.statement import (
    Citation,
    Correction,
    Statement,
    StatementKind,
)

__all__ = [
    "DEVICES",
    "ID_LENGTH",
    "ID_PATTERN",
    "MAX_RELAYS",
    "MODELS",
    "Capture",
    "Citation",
    "Correction",
    "Extract",
    "File",
    "Identifiers",
    "IsText",
    "Known",
    "Office",
    "Person",
    "PersonPart",
    "Position",
    "Record",
    "Source",
    "Statement",
    "StatementKind",
    "Theme",
    "Waiver",
    "Waivers",
    "digest",
    "field_named",
    "fields_of",
    "id_hint",
    "is_id",
    "parts_in",
]
