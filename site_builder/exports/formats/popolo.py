"""People in the form of Popolo (popoloproject.com): persons, organisations, posts, memberships.

Popolo's dates are exact to the year, month or day, so a date that is approximate, uncertain or an
interval is left out; the other formats have it.
"""

from collections.abc import Iterator
from typing import Any

from site_builder.content.model import Affiliation, Name, Office, Organisation, Person
from site_builder.content.values.dates import Edtf
from site_builder.exports.data import Data, Exported
from site_builder.exports.format import FOLDER, Format, pretty
from site_builder.site_folder import SiteFile
from site_builder.views.identifiers import accounts, entries


class Writer(Format):
    """One file."""

    summary = "Popolo JSON: persons, organisations, posts and memberships"
    files = ("popolo.json",)

    def __init__(self, data: Data) -> None:
        super().__init__(data)
        self._persons: list[dict[str, Any]] = []
        self._organizations: dict[str, dict[str, Any]] = {}
        self._posts: dict[str, dict[str, Any]] = {}
        self._memberships: list[dict[str, Any]] = []

    def add(self, record: Exported) -> None:
        """Take a record."""
        person = record.record
        if isinstance(person, Organisation):
            self._describe(person, record.page)
        if isinstance(person, Person):
            made = self._identity(person, record.page)
            if person.is_body:
                self._organizations[person.id] = made
            else:
                self._persons.append(made)
                for number, office in enumerate(person.offices, 1):
                    self._hold(person, number, office)
                for number, affiliation in enumerate(person.affiliations, 1):
                    self._belong(person, number, affiliation)

    def end(self) -> Iterator[SiteFile]:
        """Yield the file."""
        whole = {
            "persons": self._persons,
            "organizations": [*self._organizations.values()],
            "posts": [*self._posts.values()],
            "memberships": self._memberships,
        }
        yield SiteFile(f"{FOLDER}popolo.json", pretty(whole))

    def _describe(self, organisation: Organisation, page: str) -> None:
        key = _key(organisation.id)
        made = self._identity(organisation, page) | {
            "id": key,
            "classification": organisation.kind,
            "parent_id": _key(organisation.part_of) if organisation.part_of else "",
            "founding_date": _date(organisation.start),
            "dissolution_date": _date(organisation.end),
        }
        # A membership may have named it before.
        self._organizations[key] = {name: value for name, value in made.items() if value}

    def _identity(self, person: Person | Organisation, page: str) -> dict[str, Any]:
        made: dict[str, Any] = {"id": person.id, "name": self.data.title(person)}
        if isinstance(person, Person) and person.sort_name:
            made["sort_name"] = person.sort_name
        others = [_name(other) for other in person.names]
        if others:
            made["other_names"] = others
        identifiers = [
            {"scheme": field, "identifier": number}
            for field, number in person.identifiers or ()
            if number
        ]
        if identifiers:
            made["identifiers"] = identifiers
        there = (*entries(person.identifiers), *accounts(person.accounts))
        links = [{"url": address, "note": name} for name, _, address in there if address]
        links += [{"url": link.url, "note": link.title} for link in person.links]
        if self.data.site.url:
            links.insert(0, {"url": page, "note": self.data.site.name})
        if links:
            made["links"] = links
        if person.summary and isinstance(person, Person) and not person.is_body:
            made["summary"] = person.summary.text
        return made

    def _hold(self, person: Person, number: int, office: Office) -> None:
        organization = self._organization(office)
        post = f"post:{office.name}"
        self._posts.setdefault(
            post,
            {"id": post, "label": office.title}
            | ({"organization_id": organization} if organization else {}),
        )
        self._join(
            office,
            id=f"{person.id}/offices/{number}",
            person_id=person.id,
            post_id=post,
            role=office.title,
            organization_id=organization,
        )

    def _belong(self, person: Person, number: int, affiliation: Affiliation) -> None:
        self._join(
            affiliation,
            id=f"{person.id}/affiliations/{number}",
            person_id=person.id,
            role=affiliation.role,
            organization_id=self._organization(affiliation),
        )

    def _join(self, held: Office | Affiliation, **membership: Any) -> None:
        sources = [self.data.catalogue.sources[it.source] for it in held.citations]
        membership |= {
            "start_date": _date(held.start),
            "end_date": _date(held.end),
            "area": {"name": held.district} if held.district else None,
            "sources": [{"url": it.url, "note": it.title} for it in sources if it.url],
        }
        self._memberships.append({name: value for name, value in membership.items() if value})

    def _organization(self, held: Office | Affiliation) -> str | None:
        """Return the id of the organisation, which is described at least by its name."""
        if not held.organisation:
            return None
        key = f"organisation:{held.organisation}"
        if held.organisation_id:
            key = _key(held.organisation_id)
        self._organizations.setdefault(key, {"id": key, "name": held.organisation})
        return key


def _key(organisation: str) -> str:
    """Return the id of an organisation that has a record: people that are bodies have the plain."""
    return f"organisations/{organisation}"


def _name(name: Name) -> dict[str, str]:
    notes = (f"language: {name.lang}" if name.lang else "", name.kind or "")
    made = {
        "name": name.name,
        "note": ", ".join(filter(None, notes)),
        "start_date": _date(name.start),
        "end_date": _date(name.end),
    }
    return {field: value for field, value in made.items() if value}


def _date(date: Edtf | None) -> str:
    return date.text if date and date.is_plain else ""
