"""What a page says to machines: JSON-LD in the vocabulary of schema.org.

A node holds only what the record says, in properties that schema.org defines for its type.
Addresses in it are whole, so a site without an address says nothing about its own.
"""

import json
from collections.abc import Iterable, Mapping

from markupsafe import Markup

from site_builder import registries
from site_builder.catalogue import Entry
from site_builder.edtf import Edtf
from site_builder.model import Office, Person, Source, StatementKind, Theme

Node = dict[str, object]

# CSL's item types with a type of schema.org that means the same; all others are creative works.
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
_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False).encode
_ESCAPED = {character: f"\\u{ord(character):04x}" for character in "<>&\u2028\u2029"}


def script(nodes: Iterable[Mapping[str, object]]) -> Markup:
    """The element that holds the nodes; nothing in them can end it or begin another one."""
    graph = {"@context": "https://schema.org", "@graph": list(nodes)}
    text = _json(graph)
    # A regular expression, which looks for them all at once, takes five times as long.
    for character, escaped in _ESCAPED.items():
        text = text.replace(character, escaped)
    # Escaped above, as the contents of a script are: by JSON's own means.
    return Markup(f'<script type="application/ld+json">{text}</script>')  # noqa: S704


def crumbs(trail: Iterable[tuple[str, str]], site_url: str) -> Node:
    """A `BreadcrumbList` of titles and addresses, from the site's first page to this one."""
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": at, "name": title, "item": site_url + address}
            for at, (title, address) in enumerate(trail, 1)
        ],
    }


def website(name: str, description: str, lang: str, site_url: str) -> Node:
    """The site as a whole."""
    return _node(
        "WebSite", name=name, description=description, inLanguage=lang, url=site_url or None
    )


def person(person: Person, site_url: str, image: str = "") -> Node:
    """A `Person` with the offices that are known, each a `Role`; a body is an `Organization`."""
    same = [address for _, _, address in registries.entries(person.identifiers)]
    is_body = person.kind == "organisation"
    return _node(
        "Organization" if is_body else "Person",
        **_identity(site_url, f"people/{person.id}/"),
        name=person.name,
        alternateName=[name.name for name in person.names],
        description=person.summary.text if person.summary else None,
        hasOccupation=[] if is_body else [_role(office) for office in person.offices],
        sameAs=[*same, *(link.url for link in person.links)],
        image=site_url + image if site_url and image else None,
    )


def statement(entry: Entry, lang: str, site_url: str) -> Node:
    """A `Quotation` with its speaker; a paraphrase or an action is a page about somebody."""
    statement = entry.statement
    speaker = _node(
        "Organization" if entry.person.kind == "organisation" else "Person",
        **_identity(site_url, f"people/{entry.person.id}/"),
        name=entry.person.name,
    )
    themes = [
        _node("Thing", **_identity(site_url, f"themes/{theme.id}/"), name=theme.title)
        for theme in entry.themes
    ]
    people = [
        _node("Thing", **_identity(site_url, f"people/{somebody.id}/"), name=somebody.name)
        for somebody in entry.about
    ]
    common: Node = {
        **_identity(site_url, entry.address),
        "inLanguage": statement.lang or lang,
        "citation": [source(cited.source, site_url) for cited in entry.cited],
        "correction": [correction.note.text for correction in statement.corrections],
        "creativeWorkStatus": None if statement.status == "published" else statement.status,
    }
    if statement.kind is StatementKind.QUOTE:
        return _node(
            "Quotation",
            text=statement.words,
            creator=speaker,
            spokenByCharacter=speaker,
            dateCreated=_date(statement.date),
            about=[*themes, *people],
            **common,
        )
    return _node(
        "WebPage", description=statement.words, about=[speaker, *themes, *people], **common
    )


def theme(theme: Theme, site_url: str) -> Node:
    """A `DefinedTerm`."""
    return _node(
        "DefinedTerm",
        **_identity(site_url, f"themes/{theme.id}/"),
        name=theme.title,
        alternateName=list(theme.aliases),
        description=theme.definition.text,
    )


def source(source: Source, site_url: str) -> Node:
    """A creative work: what was printed, posted or broadcast, at its own address."""
    own = f"sources/{source.id}/"
    return _node(
        _TYPES.get(source.type, "CreativeWork"),
        **({"@id": site_url + own} if site_url else {}),
        name=source.title,
        creditText=", ".join(source.authors),
        isPartOf=_node("CreativeWork", name=source.publication) if source.publication else None,
        publisher=_node("Organization", name=source.publisher) if source.publisher else None,
        datePublished=_date(source.issued),
        inLanguage=source.lang,
        url=source.url,
        archivedAt=[archive.url for archive in source.archives],
    )


def _role(office: Office) -> Node:
    return _node(
        "Role",
        hasOccupation=_node("Occupation", name=office.name),
        startDate=_date(office.start),
        endDate=_date(office.end),
    )


def _identity(site_url: str, address: str) -> Node:
    return {"@id": site_url + address, "url": site_url + address} if site_url else {}


def _date(date: Edtf | None) -> str | None:
    """ISO 8601 has no word for what is uncertain, and takes no stretch of time here."""
    plain = date and not (date.is_interval or date.uncertain or date.approximate)
    return date.text if date and plain else None


def _node(type_: str, /, **properties: object) -> Node:
    return {"@type": type_} | {name: value for name, value in properties.items() if value}
