"""The data sets in which people and organisations have identifiers, and where they have accounts.

One line each: its name, the pattern of an identifier, an example, and the address of what it names.
"""

import re
from collections.abc import Callable, Mapping
from typing import Annotated, Any, NamedTuple

from pydantic import AfterValidator, BeforeValidator, Field, create_model

from site_builder.content.model.fields import fault, matching, text_of
from site_builder.content.model.part import Part
from site_builder.diagnostics import quoted


class Scheme(NamedTuple):
    """A data set or a platform.

    `pattern` matches an identifier whole, in ASCII. `address` has `{}` for it; without an address,
    the identifier is shown without a link. `checked` tells whether its check character is right:
    it returns the one that would be.
    """

    name: str
    pattern: str
    example: str
    address: str
    described: str
    checked: Callable[[str], str] | None = None


def check_of_isni(text: str) -> str:
    """Return the last character of an ISNI or ORCID, from the others (ISO 7064, MOD 11-2)."""
    total = 0
    for digit in text[:-1].replace("-", ""):
        total = (total + int(digit)) * 2
    return "0123456789X"[(12 - total % 11) % 11]


def _check_of_lei(text: str) -> str:
    """Return the last two digits of an LEI, from the others (ISO 17442; ISO 7064, MOD 97-10)."""
    number = "".join(str(int(sign, 36)) for sign in text[:-2])
    return f"{98 - int(f'{number}00') % 97:02d}"


IDENTIFIERS = {
    "wikidata": Scheme(
        "Wikidata", r"Q[1-9]\d*", "Q42",
        "https://www.wikidata.org/wiki/{}", "The item in Wikidata.",
    ),
    "viaf": Scheme(
        "VIAF", r"[1-9]\d*", "113230702",
        "https://viaf.org/viaf/{}", "The Virtual International Authority File.",
    ),
    "isni": Scheme(
        "ISNI", r"\d{15}[\dX]", "0000000121479135",
        "https://isni.org/isni/{}", "ISNI (ISO 27729), without blanks.", check_of_isni,
    ),
    "lcnaf": Scheme(
        "Library of Congress", r"n[a-z]?\d{8,10}", "n80076765",
        "https://id.loc.gov/authorities/names/{}",
        "The Library of Congress Name Authority File.",
    ),
    "gnd": Scheme(
        "GND", r"1[0123]?\d{7}[\dX]|[47]\d{6}-\d|[1-9]\d{0,7}-[\dX]|3\d{7}[\dX]", "118540238",
        "https://d-nb.info/gnd/{}", "The Integrated Authority File of German libraries.",
    ),
    "bnf": Scheme(
        "BnF", r"\d{8}[0-9bcdfghjkmnpqrstvwxz]", "11888092r",
        "https://catalogue.bnf.fr/ark:/12148/cb{}", "The National Library of France, without `cb`.",
    ),
    "orcid": Scheme(
        "ORCID", r"\d{4}-\d{4}-\d{4}-\d{3}[\dX]", "0000-0002-1825-0097",
        "https://orcid.org/{}", "ORCID, with hyphens.", check_of_isni,
    ),
    "ror": Scheme(
        "ROR", r"0[a-hj-km-np-tv-z0-9]{6}\d\d", "05dxps055",
        "https://ror.org/{}", "The Research Organization Registry.",
    ),
    "lei": Scheme(
        "LEI", r"[0-9A-Z]{18}\d\d", "529900T8BM49AURSDO55",
        "https://search.gleif.org/#/record/{}",
        "The Legal Entity Identifier (ISO 17442).", _check_of_lei,
    ),
    "bioguide": Scheme(
        "Congress of the United States", r"[A-Z]\d{6}", "A000360",
        "https://bioguide.congress.gov/search/bio/{}",
        "The Biographical Directory of the United States Congress.",
    ),
    "govtrack": Scheme(
        "GovTrack", r"\d{6}", "400002",
        "https://www.govtrack.us/congress/members/{}", "GovTrack.",
    ),
    "icpsr": Scheme(
        "Voteview", r"\d{1,6}", "15015",
        "https://voteview.com/person/{}", "ICPSR, by which Voteview lists members of Congress.",
    ),
    "fec": Scheme(
        "Federal Election Commission", r"[HSP]\d([A-Z]{2}|\d\d)\d{5}", "P00003392",
        "https://www.fec.gov/data/candidate/{}/", "A candidate in elections of the United States.",
    ),
    "lis": Scheme(
        "Senate of the United States", r"S\d{3}", "S289", "", "The Senate’s own records of votes.",
    ),
    "openstates": Scheme(
        "Open States", r"ocd-person/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}",
        "ocd-person/00000000-0000-4000-8000-000000000000", "",
        "Open States, an identifier of Open Civic Data.",
    ),
    "europarl": Scheme(
        "European Parliament", r"[1-9]\d{0,6}", "28161",
        "https://www.europarl.europa.eu/meps/en/{}", "A member of the European Parliament.",
    ),
}  # fmt: skip
"""The data sets, by the fields of `identifiers`."""
_OF_BODIES = ("ror", "lei")
_OF_PEOPLE = ("orcid", "bioguide", "govtrack", "icpsr", "fec", "lis", "openstates", "europarl")


def example_for(*, people: bool) -> dict[str, str]:
    """Return an example of each identifier that people can have, or else organisations."""
    others = _OF_BODIES if people else _OF_PEOPLE
    return {name: scheme.example for name, scheme in IDENTIFIERS.items() if name not in others}


_HOST = r"([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}"
ACCOUNTS = {
    "x": Scheme(
        "X", r"\w{1,15}", "ExampleMinistry",
        "https://x.com/{}", "On X, formerly Twitter, without `@`.",
    ),
    "telegram": Scheme(
        "Telegram", r"[A-Za-z]\w{3,31}", "example_ministry",
        "https://t.me/{}", "A channel on Telegram, without `@`.",
    ),
    "facebook": Scheme(
        "Facebook", r"[A-Za-z0-9.-]{1,80}", "example.ministry",
        "https://www.facebook.com/{}", "On Facebook.",
    ),
    "instagram": Scheme(
        "Instagram", r"[a-z0-9._]{1,30}", "example.ministry",
        "https://www.instagram.com/{}/", "On Instagram, without `@`.",
    ),
    "youtube": Scheme(
        "YouTube", r"@[A-Za-z0-9_.-]{3,30}|channel/UC[A-Za-z0-9_-]{22}", "@ExampleMinistry",
        "https://www.youtube.com/{}", "On YouTube: `@handle`, or `channel/UC…`.",
    ),
    "vk": Scheme(
        "VK", r"[A-Za-z0-9_.]{1,40}", "example_ministry", "https://vk.com/{}", "On VK.",
    ),
    "bluesky": Scheme(
        "Bluesky", _HOST, "ministry.example.org",
        "https://bsky.app/profile/{}", "On Bluesky: the handle, without `@`.",
    ),
    "mastodon": Scheme(
        "Mastodon", rf"{_HOST}/@\w{{1,64}}", "social.example.org/@ministry",
        "https://{}", "In the fediverse: the server, `/@` and the name.",
    ),
    "threads": Scheme(
        "Threads", r"[a-z0-9._]{1,30}", "example.ministry",
        "https://www.threads.com/@{}", "On Threads, without `@`.",
    ),
    "tiktok": Scheme(
        "TikTok", r"[a-z0-9._]{2,24}", "example.ministry",
        "https://www.tiktok.com/@{}", "On TikTok, without `@`.",
    ),
    "truth_social": Scheme(
        "Truth Social", r"\w{1,30}", "ExampleMinistry",
        "https://truthsocial.com/@{}", "On Truth Social, without `@`.",
    ),
}  # fmt: skip
"""The platforms, by the fields of `accounts`."""


def _ending_in(last_of: Callable[[str], str]) -> Callable[[str], str]:
    """Return a validator that compares the end of an identifier with what it should be."""

    def check(text: str) -> str:
        wanted = last_of(text)
        if not text.endswith(wanted):
            what = "last character" if len(wanted) == 1 else f"last {len(wanted)} characters"
            raise fault(
                "bad-identifier",
                f"{quoted(text)} is not a valid identifier: its {what} should be `{wanted}`.",
                "Copy it again from where it is published.",
            )
        return text

    return check


def _field(scheme: Scheme) -> Any:
    kind: Any = Annotated[str, matching(scheme.pattern, scheme.example)]
    if scheme.checked:
        kind = Annotated[kind, AfterValidator(_ending_in(scheme.checked))]
    return (kind | None, Field(None, description=scheme.described, examples=[scheme.example]))


def _model(name: str, schemes: Mapping[str, Scheme]) -> type[Part]:
    fields: dict[str, Any] = {field: _field(scheme) for field, scheme in schemes.items()}
    return create_model(name, __base__=Part, __module__=__name__, **fields)


# What a checker of types cannot see is made from the tables, so that these are the only place.
class Identifiers(_model("Identifiers", IDENTIFIERS)):  # type: ignore[misc]
    """The same person or organisation in other data sets."""


class Accounts(_model("Accounts", ACCOUNTS)):  # type: ignore[misc]
    """Accounts that the person or organisation speaks from."""


_ISBN = re.compile(r"(97[89])?\d{9}[\dX]")


def _isbn(value: object) -> str:
    text = text_of(value)
    plain = text.replace("-", "").replace(" ", "")
    if not _ISBN.fullmatch(plain):
        raise fault(
            "bad-identifier",
            f"{quoted(text)} is not a valid identifier.",
            "Write the 13 or 10 digits of the ISBN, as in `978-3-16-148410-0`.",
        )
    _ending_in(_check_of_isbn)(plain)
    return text


def _check_of_isbn(text: str) -> str:
    """Return the last character of an ISBN of 10 or 13 digits, from the others (ISO 2108)."""
    digits = [*map(int, text[:-1])]
    if len(text) == 13:
        return str(-sum(digit * (1 + 2 * (at % 2)) for at, digit in enumerate(digits)) % 10)
    return "0123456789X"[-sum(digit * (10 - at) for at, digit in enumerate(digits)) % 11]


def _check_of_issn(text: str) -> str:
    """Return the last character of an ISSN, from the others (ISO 3297)."""
    digits = map(int, text[:-1].replace("-", ""))
    return "0123456789X"[-sum(digit * (8 - at) for at, digit in enumerate(digits)) % 11]


Isbn = Annotated[str, BeforeValidator(_isbn)]
Issn = Annotated[
    str, AfterValidator(_ending_in(_check_of_issn)), matching(r"\d{4}-\d{3}[\dX]", "0378-5955")
]
Doi = Annotated[str, matching(r"10\.\d{4,9}/[!-~]+", "10.1000/182")]
