"""The content model: frozen records of what a contributor may write.

Each YAML file becomes one `Person`, `Theme`, `Source` or `Organisation`. The JSON Schemas for
editors are generated from these classes. Names of fields follow Popolo (persons, organisations,
memberships), CSL (sources, locators), W3C Web Annotation (`prefix` and `suffix` of a
TextQuoteSelector), SKOS (`broader`), EDTF (dates), BCP 47 (languages) and ISO 3166 (countries).
"""

from site_builder.content.model.capture import Capture, Extract, digest
from site_builder.content.model.fields import (
    DEVICES,
    ID_LENGTH,
    ID_PATTERN,
    IsText,
    Known,
    id_hint,
    if_gone,
    is_id,
    slug_of,
    spelt_out,
)
from site_builder.content.model.limits import MAX_RELAYS
from site_builder.content.model.part import parts_in
from site_builder.content.model.records import (
    MODELS,
    Affiliation,
    File,
    Name,
    Office,
    Organisation,
    Person,
    PersonPart,
    Position,
    Record,
    Reprint,
    Source,
    Stance,
    Theme,
    Waiver,
    Waivers,
    Withdrawal,
    Withdrawn,
    field_named,
    fields_of,
    first_field,
)
from site_builder.content.model.schemes import ACCOUNTS, IDENTIFIERS, Accounts, Identifiers
from site_builder.content.model.statement import (
    Citation,
    Correction,
    Statement,
    StatementKind,
)

__all__ = [
    "ACCOUNTS",
    "DEVICES",
    "IDENTIFIERS",
    "ID_LENGTH",
    "ID_PATTERN",
    "MAX_RELAYS",
    "MODELS",
    "Accounts",
    "Affiliation",
    "Capture",
    "Citation",
    "Correction",
    "Extract",
    "File",
    "Identifiers",
    "IsText",
    "Known",
    "Name",
    "Office",
    "Organisation",
    "Person",
    "PersonPart",
    "Position",
    "Record",
    "Reprint",
    "Source",
    "Stance",
    "Statement",
    "StatementKind",
    "Theme",
    "Waiver",
    "Waivers",
    "Withdrawal",
    "Withdrawn",
    "digest",
    "field_named",
    "fields_of",
    "first_field",
    "id_hint",
    "if_gone",
    "is_id",
    "parts_in",
    "slug_of",
    "spelt_out",
]
