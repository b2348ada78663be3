"""Describe pages to machines: JSON-LD in the vocabulary of schema.org.

A node holds only what the record says, in properties that schema.org defines for its type.
Addresses are absolute, so a site without an address leaves out its own.
"""

import json
from collections.abc import Iterable, Iterator
from functools import lru_cache

from markupsafe import Markup

from site_builder.content.catalogue import Entry
from site_builder.content.model import (
    Affiliation,
    Organisation,
    Person,
    Source,
    Statement,
    StatementKind,
    Theme,
)
from site_builder.content.values.dates import Edtf
from site_builder.views import identifiers
from site_builder.views.attribution import called
from site_builder.views.offices import Terms, grouped
from site_builder.views.status import Status
from site_builder.views.wording import dated, spoken


class Node(str):
    """The description of one thing, as JSON: what several pages share is encoded once."""

    __slots__ = ()


# CSL item types for which schema.org has the same type; all others are creative works.
_TYPES = {
    "article": "Article",
    "article-journal": "ScholarlyArticle",
    "article-magazine": "Article",
    "article-newspaper": "NewsArticle",
    "book": "Book",
    "chapter": "Chapter",
    "dataset": "Dataset",
    "legislation": "Legislation",
    "map": "Map",
    "motion_picture": "Movie",
    "periodical": "Periodical",
    "post": "SocialMediaPosting",
    "post-weblog": "BlogPosting",
    "report": "Report",
    "review": "Review",
    "thesis": "Thesis",
    "webpage": "WebPage",
}
# Kinds of organisations for which schema.org has a type.
_BODIES = {
    **dict.fromkeys(("government", "ministry", "parliament", "court"), "GovernmentOrganization"),
    **dict.fromkeys(("newspaper", "magazine", "broadcaster"), "NewsMediaOrganization"),
    "news-agency": "NewsMediaOrganization",
    "party": "PoliticalParty",
    "company": "Corporation",
}
_DATES = {"said": "dateCreated", "inferred": "dateCreated", "published": "datePublished"}
"""What the date of a statement is to schema.org, by its basis."""
_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False).encode
_ESCAPED = {character: f"\\u{ord(character):04x}" for character in "<>&\u2028\u2029"}


def script(nodes: Iterable[Node]) -> Markup:
    """Return the element that holds the nodes; nothing in them can end it or begin another."""
    text = f'{{"@context":"https://schema.org","@graph":{_value([*nodes])}}}'
    # Replacing one after the other is faster than a regular expression for all.
    for character, escaped in _ESCAPED.items():
        text = text.replace(character, escaped)
    # Escaped above by JSON's own means, as HTML's do not work in a script.
    return Markup(f'<script type="application/ld+json">{text}</script>')  # noqa: S704


# The pages of one person are made in a row, and share their crumbs.
@lru_cache(maxsize=64)
def crumbs(trail: tuple[tuple[str, str], ...], site_url: str) -> Node:
    """Return a `BreadcrumbList` of titles and addresses, to what is above a page."""
    items = [_crumb(at, title, site_url + address) for at, (title, address) in enumerate(trail, 1)]
    return node("BreadcrumbList", itemListElement=items)


def _crumb(position: int, title: str, address: str) -> Node:
    return node("ListItem", position=position, name=title, item=address)


def website(name: str, description: str, lang: str, site_url: str) -> Node:
    """Describe the site as a whole."""
    return node(
        "WebSite", name=name, description=description, inLanguage=lang, url=site_url or None
    )


def person(person: Person, lang: str, site_url: str, image: str = "") -> Node:
    """Describe somebody as a `Person` with a `Role` for each term, or as an `Organization`."""
    return node(
        _type(person),
        **_identity(site_url, f"people/{person.id}/"),
        name=called(person, lang),
        alternateName=[name.name for name in person.names],
        description=person.summary.text if person.summary else None,
        hasOccupation=[] if person.is_body else [*_roles(person)],
        memberOf=[*_memberships(person, site_url)],
        sameAs=_elsewhere(person),
        image=site_url + image if site_url and image else None,
    )


def organisation(organisation: Organisation, site_url: str) -> Node:
    """Describe a body as the kind of organisation that it is."""
    whole = f"organisations/{organisation.part_of}/"
    return node(
        _BODIES.get(organisation.kind, "Organization"),
        **_identity(site_url, f"organisations/{organisation.id}/"),
        name=organisation.name,
        alternateName=[name.name for name in organisation.names],
        description=organisation.summary.text if organisation.summary else None,
        foundingDate=_date(organisation.start),
        dissolutionDate=_date(organisation.end),
        parentOrganization=node("Organization", **{"@id": site_url + whole})
        if organisation.part_of and site_url
        else None,
        sameAs=_elsewhere(organisation),
    )


def _elsewhere(record: Person | Organisation) -> list[str]:
    """Return the addresses of the same person or organisation in other places."""
    there = (
        *identifiers.entries(record.identifiers),
        *identifiers.accounts(record.accounts),
    )
    return [
        *(address for _, _, address in there if address),
        *(link.url for link in record.links),
    ]


def statement(entry: Entry, status: Status, by: str, lang: str, site_url: str) -> Node:
    """Describe a quote as a `Quotation` by its speakers, all else as a page about somebody.

    `by` says in one line who made it. The status comes first. A quote's own text is left as it is,
    so the status describes it. A date of publication is not that of the words, so it is not the one
    on which these were created.
    """
    statement = entry.statement
    each = [_person(one, lang, site_url) for one in entry.speakers]
    by_reference = [_referred(one, site_url) for one in entry.speakers] if site_url else each
    themes = [
        _named("Thing", theme.title, f"themes/{theme.id}/", site_url) for theme in entry.themes
    ]
    people = [
        _named("Thing", called(somebody, lang), f"people/{somebody.id}/", site_url)
        for somebody in entry.about
    ]
    credit = None if each and not entry.principal else by
    common: dict[str, object] = {
        "creativeWorkStatus": status.word,
        **_reference(site_url, entry.address),
        "inLanguage": statement.lang or lang,
        "citation": [_cited(cited.source, site_url) for cited in entry.cited],
        "correction": [correction.note.text for correction in statement.corrections],
    }
    if statement.kind is StatementKind.QUOTE and each:
        return node(
            "Quotation",
            **common,
            description=_told(statement, status, lang),
            text=statement.words,
            creator=_one_or_all(each),
            spokenByCharacter=_one_or_all(by_reference),
            creditText=credit,
            mentions=_question(statement),
            **{_DATES[statement.date_basis]: _moment(statement)},
            about=[*themes, *people],
        )
    return node(
        "WebPage",
        **common,
        description=status.first(statement.words if each else f"{by}: {statement.words}"),
        creditText=credit,
        mentions=_question(statement),
        about=[*(each or [_person(entry.person, lang, site_url)]), *themes, *people],
    )


def _told(statement: Statement, status: Status, lang: str) -> str:
    """Return what has to be said of a quote: status, basis of its date, who translated it.

    schema.org has no property for a date that is inferred, nor for a translator who is no person
    or organisation, so words say it.
    """
    date = dated(statement, lang) if statement.date_basis != "said" else ""
    told = (status.word, date, spoken(statement, lang))
    return " ".join(f"{it[0].upper()}{it[1:]}." for it in told if it)


def _moment(statement: Statement) -> str | None:
    """Return the date, with the time of day if its offset is recorded (ISO 8601)."""
    day, zone = _date(statement.date), statement.zone or ""
    is_offset = zone == "Z" or zone[:1] in ("+", "-")
    return f"{day}T{statement.time}{zone}" if statement.time and is_offset else day


def _question(statement: Statement) -> Node | None:
    asked = statement.question
    return node("Question", text=asked.quote, creditText=asked.by) if asked else None


def _one_or_all(nodes: list[Node]) -> Node | list[Node]:
    return nodes[0] if len(nodes) == 1 else nodes


def _type(person: Person) -> str:
    return "Organization" if person.is_body else "Person"


def _person(person: Person, lang: str, site_url: str) -> Node:
    return _named(_type(person), called(person, lang), f"people/{person.id}/", site_url)


def _referred(person: Person, site_url: str) -> Node:
    return Node(f'{{"@id":{_json(f"{site_url}people/{person.id}/")}}}')


def theme(theme: Theme, site_url: str) -> Node:
    """Describe a theme as a `DefinedTerm`."""
    return node(
        "DefinedTerm",
        **_identity(site_url, f"themes/{theme.id}/"),
        name=theme.title,
        alternateName=list(theme.aliases),
        description=theme.definition.text,
    )


@lru_cache(maxsize=8_192)
def source(source: Source, site_url: str) -> Node:
    """Describe what was printed, posted or broadcast as a creative work, at its own address."""
    return node(
        _TYPES.get(source.type, "CreativeWork"),
        **_reference(site_url, f"sources/{source.id}/"),
        name=source.title,
        creditText=", ".join(source.authors),
        editor=[node("Person", name=name) for name in source.editors],
        isPartOf=_container(source),
        publisher=node("Organization", name=source.publisher) if source.publisher else None,
        datePublished=_date(source.issued),
        inLanguage=source.lang,
        bookEdition=source.edition if source.type == "book" else None,
        isbn=source.isbn if source.type == "book" else None,
        pagination=source.pages,
        identifier=f"https://doi.org/{source.doi}" if source.doi else None,
        url=source.url,
        archivedAt=[archive.url for archive in source.archives],
    )


def _cited(cited: Source, site_url: str) -> Node:
    """Name a source and its address; its own page, which `@id` names, says the rest."""
    if not site_url:
        return source(cited, site_url)
    type_ = _TYPES.get(cited.type, "CreativeWork")
    return _named(type_, cited.title, f"sources/{cited.id}/", site_url, cited.url)


def _container(source: Source) -> Node | None:
    """Describe what the source appeared in: a book, a periodical, or something else."""
    if not source.publication:
        return None
    if source.type == "chapter":
        return node("Book", name=source.publication, isbn=source.isbn, bookEdition=source.edition)
    if source.issn:
        return node("Periodical", name=source.publication, issn=source.issn)
    return node("CreativeWork", name=source.publication)


def _memberships(person: Person, site_url: str) -> Iterator[Node]:
    for affiliation in grouped(person.affiliations):
        yield from _terms_in(affiliation, site_url)


def _terms_in(affiliation: Terms, site_url: str) -> Iterator[Node]:
    held = affiliation.held
    own = f"organisations/{held.organisation_id}/"
    there = node(
        "Organization",
        **(_identity(site_url, own) if held.organisation_id else {}),
        name=held.organisation,
    )
    for term in affiliation.terms:
        yield node(
            "OrganizationRole",
            memberOf=there,
            roleName=held.role if isinstance(held, Affiliation) else None,
            startDate=_date(term.start),
            endDate=_date(term.end),
        )


def _roles(person: Person) -> Iterator[Node]:
    for office in grouped(person.offices):
        for term in office.terms:
            yield node(
                "Role",
                hasOccupation=node("Occupation", name=office.name),
                startDate=_date(term.start),
                endDate=_date(term.end),
            )


def _identity(site_url: str, address: str) -> dict[str, str]:
    return {"@id": site_url + address, "url": site_url + address} if site_url else {}


def _date(date: Edtf | None) -> str | None:
    """Return a date in ISO 8601; None for what it cannot say: an interval or an unsure date."""
    return date.text if date and date.is_plain else None


@lru_cache(maxsize=8_192)
def _named(type_: str, name: str, address: str, site_url: str, url: str | None = None) -> Node:
    return node(type_, **_reference(site_url, address), name=name, url=url)


def _reference(site_url: str, address: str) -> dict[str, str]:
    """Return what names a thing that is described at its own address."""
    return {"@id": site_url + address} if site_url else {}


def node(type_: str, /, **properties: object) -> Node:
    """Describe a thing of a type; empty properties are left out."""
    fields = [f'"{name}":{_value(value)}' for name, value in properties.items() if value]
    return Node("{" + ",".join([f'"@type":"{type_}"', *fields]) + "}")


def _value(value: object) -> str:
    if isinstance(value, Node):
        return value
    if isinstance(value, list):
        return "[" + ",".join(map(_value, value)) + "]"
    return _json(value)
