"""What describes the files in `/data/v1/`: schemas, a Data Package, a citation, checksums."""

import json
import re
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from site_builder.exports.data import Data
from site_builder.exports.fields import KINDS, schema
from site_builder.exports.format import FOLDER, pretty
from site_builder.exports.release import NOTICE, SCHEMA_VERSION
from site_builder.exports.tables import Table, columns_in_csv, tables
from site_builder.site_folder import SiteFile
from site_builder.views.addresses import DATA
from site_builder.views.data import media_type
from site_builder.views.discovery import LINKSET


class Written(NamedTuple):
    """A file that was written: its size in bytes and its SHA-256."""

    path: str
    size: int
    sha256: str


def files(data: Data, written: Sequence[Written]) -> Iterator[SiteFile]:
    """Yield everything but the checksums, for these files."""
    for kind in KINDS:
        yield SiteFile(f"{FOLDER}schema/{kind}.schema.json", pretty(schema(kind)))
    yield SiteFile(f"{FOLDER}CITATION.cff", _citation(data).encode())
    if data.site.url:
        yield SiteFile(LINKSET, pretty(_linkset(data, written)))
    if resources := [*_resources(written)]:
        yield SiteFile(f"{FOLDER}datapackage.json", pretty(_package(data, resources)))


def _linkset(data: Data, written: Sequence[Written]) -> dict[str, Any]:
    """Return what the page of the data says of the files, as a linkset in JSON (RFC 9264)."""
    url, licence = data.site.url, data.site.publisher.licence_url
    about = [f"{FOLDER}CITATION.cff"]
    if any(file.path.endswith(".csv") for file in written):
        about.append(f"{FOLDER}datapackage.json")
    items = [file.path for file in written if media_type(file.path)]
    context: dict[str, Any] = {"anchor": url + DATA, "cite-as": [{"href": url + DATA}]}
    if licence:
        context["license"] = [{"href": licence}]
    context["describedby"] = [_target(url, path) for path in about]
    context["item"] = [_target(url, path) for path in items]
    whole = [{"anchor": url + path, "collection": [{"href": url + DATA}]} for path in items]
    return {"linkset": [context, *whole]}


def _target(url: str, path: str) -> dict[str, str]:
    type_ = media_type(path)
    return {"href": url + path, **({"type": type_} if type_ else {})}


def checksums(written: Sequence[Written]) -> SiteFile:
    """Return `SHA256SUMS`, as `sha256sum --check` reads it."""
    lines = (f"{file.sha256}  {file.path.removeprefix(FOLDER)}\n" for file in written)
    return SiteFile(f"{FOLDER}SHA256SUMS", "".join(sorted(lines)).encode())


def _package(data: Data, resources: list[dict[str, Any]]) -> dict[str, Any]:
    """Return a description by Data Package 2.0, without fields that are not known."""
    site, publisher = data.site, data.site.publisher
    made: dict[str, Any] = {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": re.sub(r"[^a-z0-9]+", "-", site.name.lower()).strip("-") or "fact-sheet",
        "title": site.name,
        "description": f"What officials said, in their own words, with the source. {NOTICE}",
        "version": data.release.commit or SCHEMA_VERSION,
    }
    if data.release.date:
        made["created"] = data.release.date
    if site.url:
        made["homepage"] = site.url
    if publisher.licence:
        licence = {"name": publisher.licence.replace(" ", "-"), "title": publisher.licence}
        made["licenses"] = [
            licence | ({"path": publisher.licence_url} if publisher.licence_url else {})
        ]
    if publisher.editor:
        made["contributors"] = [{"title": publisher.editor, "roles": ["publisher"]}]
    return made | {"resources": resources}


def _resources(written: Sequence[Written]) -> Iterator[dict[str, Any]]:
    by_path = {file.path: file for file in written}
    for table in tables():
        file = by_path.get(f"{FOLDER}{table.name}.csv")
        if file is not None:
            yield {
                "name": table.name,
                "type": "table",
                "path": f"{table.name}.csv",
                "description": table.description,
                "format": "csv",
                "mediatype": "text/csv",
                "encoding": "utf-8",
                "bytes": file.size,
                "hash": f"sha256:{file.sha256}",
                "dialect": {"lineTerminator": "\r\n"},
                "schema": _schema(table),
            }


def _schema(table: Table) -> dict[str, Any]:
    fields: list[dict[str, Any]] = [
        {
            "name": column.name,
            "type": column.type,
            "description": column.description,
            **({"constraints": {"required": True}} if column.required else {}),
        }
        for column in columns_in_csv(table)
    ]
    guarded = "The columns in which an apostrophe was put before the text: it is not part of it."
    fields.append({"name": "guarded", "type": "string", "description": guarded})
    return {"fields": fields, "primaryKey": [*table.keys]}


def _citation(data: Data) -> str:
    """Return how to cite all of it, in the Citation File Format 1.2.0; JSON strings are YAML."""
    site, publisher = data.site, data.site.publisher
    lines = [
        "cff-version: 1.2.0",
        "message: If you use these data, please cite them.",
        "type: dataset",
        f"title: {json.dumps(site.name)}",
        f"authors: [{{ name: {json.dumps(publisher.editor or site.name)} }}]",
        f"version: {json.dumps(data.release.commit or SCHEMA_VERSION)}",
    ]
    if data.release.day:
        lines.append(f"date-released: {data.release.day}")
    if site.url:
        lines.append(f"url: {json.dumps(site.url)}")
    if publisher.licence_url:
        lines.append(f"license-url: {json.dumps(publisher.licence_url)}")
    return "\n".join(lines) + "\n"
