"""People in the form of Popolo (popoloproject.com): persons, organisations, posts, memberships.

Popolo's dates are exact to the year, month or day, so a date that is approximate, uncertain or an
interval is left out; the other formats have it.
"""

from collections.abc import Iterator
from typing import Any

from site_builder.content.model import Office, Person
from site_builder.content.values.dates import Edtf
from site_builder.exports.data import Data, Exported
from site_builder.exports.format import FOLDER, Format, pretty
from site_builder.site_folder import SiteFile
from site_builder.views.identifiers import entries


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

    def add(self, record: Exported) -> tuple[()]:
        """Take a record."""
        person = record.record
        if isinstance(person, Person):
            made = self._identity(person, record.json["page"])
            if person.kind == "organisation":
                self._organizations[person.id] = made
            else:
                self._persons.append(made)
                for number, office in enumerate(person.offices, 1):
                    self._hold(person, number, office)
        return ()

    def end(self) -> Iterator[SiteFile]:
        """Yield the file."""
        whole = {
            "persons": self._persons,
            "organizations": [*self._organizations.values()],
            "posts": [*self._posts.values()],
            "memberships": self._memberships,
        }
        yield SiteFile(f"{FOLDER}popolo.json", pretty(whole))

    def _identity(self, person: Person, page: str) -> dict[str, Any]:
        made: dict[str, Any] = {"id": person.id, "name": self.data.title(person)}
        others = [
            {"name": other.name, **({"note": f"language: {other.lang}"} if other.lang else {})}
            for other in person.names
        ]
        if others:
            made["other_names"] = others
        identifiers = [
            {"scheme": field, "identifier": number}
            for field, number in person.identifiers or ()
            if number
        ]
        if identifiers:
            made["identifiers"] = identifiers
        links = [{"url": address, "note": name} for name, _, address in entries(person.identifiers)]
        links += [{"url": link.url, "note": link.title} for link in person.links]
        if self.data.site.url:
            links.insert(0, {"url": page, "note": self.data.site.name})
        if links:
            made["links"] = links
        if person.summary and person.kind != "organisation":
            made["summary"] = person.summary.text
        return made

    def _hold(self, person: Person, number: int, office: Office) -> None:
        organization = None
        if office.organisation:
            organization = f"organisation:{office.organisation}"
            self._organizations.setdefault(
                organization, {"id": organization, "name": office.organisation}
            )
        post = f"post:{office.name}"
        self._posts.setdefault(
            post,
            {"id": post, "label": office.title}
            | ({"organization_id": organization} if organization else {}),
        )
        sources = [self.data.catalogue.sources[it.source] for it in office.citations]
        cited = [{"url": it.url, "note": it.title} for it in sources if it.url]
        membership: dict[str, Any] = {
            "id": f"{person.id}/offices/{number}",
            "person_id": person.id,
            "post_id": post,
            "role": office.title,
            "organization_id": organization,
            "start_date": _date(office.start),
            "end_date": _date(office.end),
            "sources": cited,
        }
        self._memberships.append({name: value for name, value in membership.items() if value})


def _date(date: Edtf | None) -> str:
    return date.text if date and date.is_plain else ""
