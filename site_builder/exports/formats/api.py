"""An API of static files: one for each record, an index in pages, OpenAPI 3.1."""

from collections.abc import Iterator, Sequence
from typing import Any

from site_builder.content.catalogue import Entry
from site_builder.content.kinds import BY_FOLDER, BY_NAME, KINDS
from site_builder.exports.data import Data, Exported, compact
from site_builder.exports.fields import Schema, schema
from site_builder.exports.format import Format, pretty
from site_builder.exports.gone import tombstones, withdrawn
from site_builder.exports.release import NOTICE, SCHEMA_VERSION, envelope
from site_builder.parallel import chunks
from site_builder.site_folder import SiteFile
from site_builder.views.addresses import address_of, redirects

FOLDER = "api/v1/"
PAGE = 1_000
"""The number of records on a page of the index."""
_SOURCES_OF_KEYS = ("theme", "source")
_INTO: Schema = {"type": "string", "description": "The present id."}
_GONE: Schema = {
    "type": "object",
    "description": "What stands at the address of a record that is there no more.",
    "properties": {
        "gone": {
            "type": "string",
            "enum": ["moved", "withdrawn"],
            "description": "Whether it is at another address now, or was removed.",
        },
        "into": _INTO,
        "release": {"type": "string", "description": "The first release without it."},
        "date": {
            "type": "string",
            "description": "The date of that release (ISO 8601), or else of the withdrawal (EDTF).",
        },
        "reason": {"type": "string", "description": "Why it was withdrawn, if that is recorded."},
    },
    "required": ["gone"],
    "additionalProperties": False,
}
_MOVED: Schema = {
    "type": "object",
    "description": "All former ids of records, and former keys of statements.",
    "properties": {
        "moved": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {
                    "kind": {"type": "string", "enum": [*BY_NAME, "statement"]},
                    "id": {"type": "string", "description": "The former id or key."},
                    "gone": {"type": "string", "enum": ["moved"]},
                    "into": _INTO,
                },
                "required": ["kind", "id", "gone", "into"],
                "additionalProperties": False,
            },
        }
    },
    "required": ["moved"],
    "additionalProperties": False,
}
_STATEMENTS: Schema = {
    "type": "array",
    "description": "The keys of its statements by date; each is in the file of its person.",
    "items": {"type": "string"},
}
_INDEX: Schema = {
    "type": "object",
    "properties": {
        "page": {"type": "integer", "description": "The number of this page, from 1."},
        "pages": {"type": "integer", "description": "The number of pages."},
        "next": {"type": ["string", "null"], "description": "The next page, from `/api/v1/`."},
        "counts": {
            "type": "object",
            "description": "How many there are of each kind.",
            "additionalProperties": {"type": "integer"},
        },
        "records": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {
                    "kind": {"type": "string", "enum": [kind.name for kind in KINDS]},
                    "id": {"type": "string"},
                    "name": {"type": "string", "description": "Its name or title."},
                    "file": {"type": "string", "description": "Its file, from `/api/v1/`."},
                    "statements": {"type": "integer", "description": "How many there are."},
                },
                "required": ["kind", "id", "name", "file", "statements"],
                "additionalProperties": False,
            },
        },
    },
    "required": ["page", "pages", "next", "counts", "records"],
    "additionalProperties": False,
}

_OF_RELEASE = ("release", "generated")


class Writer(Format):
    """A JSON file for each record, in an envelope; lists of them say which release they are of."""

    summary = "An API of JSON files: one for each record, an index, OpenAPI 3.1"
    files = ()

    def __init__(self, data: Data) -> None:
        super().__init__(data)
        # The same for many files, so it is written once. Only lists say which release they are of:
        # every commit would change the files of all records.
        whole = envelope(data.site, data.release)
        own = {name: it for name, it in whole.items() if name not in _OF_RELEASE}
        self._of_lists, self._of_records = (compact(it)[:-1] + b',"result":' for it in (whole, own))
        self._listed: list[dict[str, Any]] = []
        self._former: set[str] = set()

    def of(self, record: Exported) -> Iterator[SiteFile]:
        """Yield the file of a record, and those at its former ids."""
        json, id_ = record.json, record.record.id
        if record.kind.name in _SOURCES_OF_KEYS:
            json = {**json, "statements": [entry.key for entry in self._said(record)]}
        yield self._file(_path(record, id_), json)
        for former in record.record.former_ids:
            yield self._file(_path(record, former), {"gone": "moved", "into": id_})

    def add(self, record: Exported) -> None:
        """Take a record for the index."""
        kind, id_ = record.kind, record.record.id
        has_keys = kind.name in _SOURCES_OF_KEYS
        self._former.update(_path(record, former) for former in record.record.former_ids)
        self._listed.append(
            {
                "kind": kind.name,
                "id": id_,
                "name": self.data.title(record.record),
                "file": _path(record, id_),
                "statements": len(self._said(record)) if has_keys else record.number,
            }
        )

    def end(self) -> Iterator[SiteFile]:
        """Yield the index, and the description of all files."""
        data = self.data
        counts = {
            **{kind.folder: len(data.of(kind)) for kind in KINDS},
            "statements": data.number,
        }
        pages = chunks(self._listed, PAGE) or [[]]
        for number, records in enumerate(pages, 1):
            index = {
                "page": number,
                "pages": len(pages),
                "next": _page(number + 1) if number < len(pages) else None,
                "counts": counts,
                "records": records,
            }
            yield self._file(_page(number), index, self._of_lists)
        yield self._file("moved.json", {"moved": [*self._moved()]}, self._of_lists)
        if data.is_whole:
            yield from self._gone()
        yield SiteFile(f"{FOLDER}openapi.json", pretty(openapi(data)))

    def _gone(self) -> Iterator[SiteFile]:
        """Yield what stands at the addresses of records that are there no more.

        Without the format `changes`, git is not asked what the last releases removed.
        """
        made = tombstones if "changes" in self.data.site.exports else withdrawn
        for it in made(self.data):
            # A statement has no file of its own.
            folder, _, id_ = it["address"].partition("/")
            path = f"{folder}/{id_}.json"
            if "/" not in id_ and path not in self._former:
                told = {name: it[name] for name in _GONE["properties"] if name in it}
                if "into" in told:
                    told["into"] = told["into"].partition("/")[2]
                yield self._file(path, told)

    def _moved(self) -> Iterator[dict[str, str]]:
        """Yield the former ids of records, and the former keys of statements."""
        data = self.data
        records = (*data.people, *data.themes, *data.sources, *data.organisations)
        here = {*map(address_of, records), *(entry.address for entry in data.entries)}
        for former, address in redirects(data.catalogue):
            if address in here:
                folder, _, id_ = former.rstrip("/").partition("/")
                kind = "statement" if "/" in id_ else BY_FOLDER[folder].name
                into = address.rstrip("/").partition("/")[2]
                yield {"kind": kind, "id": id_, "gone": "moved", "into": into}

    def _said(self, record: Exported) -> Sequence[Entry]:
        """Return the statements of a theme or source."""
        catalogue = self.data.catalogue
        by_id = catalogue.by_theme if record.kind.name == "theme" else catalogue.by_source
        return self.data.select(by_id.get(record.record.id, ()))

    def _file(self, path: str, result: Any, head: bytes = b"") -> SiteFile:
        return SiteFile(FOLDER + path, (head or self._of_records) + compact(result) + b"}\n")


def _path(record: Exported, id_: str) -> str:
    return f"{record.kind.folder}/{id_}.json"


def _page(number: int) -> str:
    return "index.json" if number == 1 else f"index/{number}.json"


def openapi(data: Data) -> dict[str, Any]:
    """Return the description of the API in OpenAPI 3.1."""
    parts: dict[str, Any] = {
        "Gone": _GONE,
        "Index": _INDEX,
        "Moved": _MOVED,
        "Envelope": _envelope(),
    }
    for kind in BY_NAME:
        whole = schema(kind)
        parts |= whole["$defs"]
        own = {name: it for name, it in whole.items() if name not in ("$schema", "$defs")}
        if kind in _SOURCES_OF_KEYS:
            own = {**own, "properties": {**own["properties"], "statements": _STATEMENTS}}
        parts[kind.capitalize()] = own
    paths = {
        "/index.json": _get("index", "The first page of the list of all records.", ["Index"]),
        "/moved.json": _get("moved", "All former ids, with the present ones.", ["Moved"]),
        "/index/{page}.json": _get("page", "A later page of that list, from 2.", ["Index"], "page"),
    }
    for kind, folder in KINDS:
        summary = f"One {kind}, or what has become of it."
        paths[f"/{folder}/{{id}}.json"] = _get(kind, summary, [kind.capitalize(), "Gone"], "id")
    publisher, site = data.site.publisher, data.site
    licence = {"name": publisher.licence or "not stated"}
    if publisher.licence_url:
        licence["url"] = publisher.licence_url
    return {
        "openapi": "3.1.0",
        "info": {
            "title": site.name,
            "version": SCHEMA_VERSION,
            "description": "What officials said, in their own words, with the source. Files are"
            f" static: nothing takes parameters, and nothing needs a key. {NOTICE}",
            "license": licence,
        },
        "servers": [{"url": f"{site.url or '/'}{FOLDER.rstrip('/')}"}],
        "paths": paths,
        "components": {"schemas": _as_components(parts)},
    }


def _envelope() -> Schema:
    text: Schema = {"type": ["string", "null"]}
    return {
        "type": "object",
        "description": "What stands around every result.",
        "properties": {
            "schema": {"type": "string", "description": "The version of the fields."},
            "release": {**text, "description": "The commit of the content, in lists only."},
            "generated": {**text, "description": "The date of that commit (ISO 8601)."},
            "licence": {
                "type": "object",
                "properties": {"name": text, "url": text, "notice": {"type": "string"}},
                "required": ["name", "url", "notice"],
                "additionalProperties": False,
            },
            "result": {},
        },
        "required": ["schema", "licence", "result"],
    }


def _get(name: str, summary: str, results: list[str], parameter: str = "") -> dict[str, Any]:
    named: list[Schema] = [{"$ref": f"#/components/schemas/{result}"} for result in results]
    result = named[0] if len(named) == 1 else {"oneOf": named}
    whole = {
        "allOf": [{"$ref": "#/components/schemas/Envelope"}, {"properties": {"result": result}}]
    }
    kind = "integer" if parameter == "page" else "string"
    given = {"name": parameter, "in": "path", "required": True, "schema": {"type": kind}}
    return {
        "get": {
            "operationId": name,
            "summary": summary,
            **({"parameters": [given]} if parameter else {}),
            "responses": {
                "200": {
                    "description": "The file.",
                    "content": {"application/json": {"schema": whole}},
                },
                "404": {"description": "There is none."},
            },
        }
    }


def _as_components(part: Any) -> Any:
    """Return schemas whose references lead to the components."""
    if isinstance(part, list):
        return [_as_components(item) for item in part]
    if isinstance(part, dict):
        return {
            name: value.replace("#/$defs/", "#/components/schemas/")
            if name == "$ref"
            else _as_components(value)
            for name, value in part.items()
        }
    return part
