"""List the content folder: which file is which record.

A record's id is the stem of its file's name, so all ids are known before any file is read. Further
files of a person lie in the folder `people/<id>/` (decision 48).
"""

import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import chain, count
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from site_builder.content.kinds import BY_FOLDER, KINDS, PERSON, Kind, RecordId
from site_builder.content.model import Known, id_hint, is_id, slug_of
from site_builder.content.values.pictures import has_metadata
from site_builder.diagnostics import Diagnostic, Span, quoted

_RECORD = ".yml"
IMAGES = "images"
PAGES = "pages"
CAPTURES, RECEIPTS = "captures", "receipts"
CHECKS, LINKS = "checks", "links.jsonl"
"""The folder of what was seen on the network, and its one file."""
WAIVERS, WITHDRAWN = "waivers.yml", "withdrawn.yml"
"""Files beside the folders of records: warnings that are right, and what was removed for good."""
_BESIDE = frozenset((WAIVERS, WITHDRAWN))
_ENDINGS = {CAPTURES: ".yml", RECEIPTS: ".jsonl"}
MAX_IMAGE_BYTES = 512 * 1024
# How files of the supported formats begin, as a name alone proves nothing.
_IMAGE_SIGNS = {
    ".jpg": re.compile(rb"\xff\xd8\xff"),
    ".png": re.compile(rb"\x89PNG\r\n\x1a\n"),
    ".webp": re.compile(rb"RIFF....WEBP", re.DOTALL),
    ".avif": re.compile(rb"....ftyp(avif|avis)", re.DOTALL),
}


@dataclass(frozen=True, slots=True)
class PartFile:
    """A further file of a person, by its name without `.yml`; `path` is its name in diagnostics."""

    file: Path
    path: str
    id: str


@dataclass(frozen=True, slots=True)
class RecordFile:
    """A record's file; `path` is its name in diagnostics. `parts` are further files of a person."""

    file: Path
    path: str
    kind: Kind
    id: str
    parts: tuple[PartFile, ...] = ()

    @property
    def key(self) -> RecordId:
        """The record that the file contains."""
        return (self.kind.name, self.id)

    @property
    def files(self) -> tuple[Path, ...]:
        """All files of the record."""
        return (self.file, *(part.file for part in self.parts))

    @property
    def names(self) -> tuple[str, ...]:
        """The paths of all files of the record within the content folder."""
        folder = self.kind.folder
        parts = (f"{folder}/{self.id}/{part.id}{_RECORD}" for part in self.parts)
        return (f"{folder}/{self.id}{_RECORD}", *parts)

    def with_part(self, part: PartFile) -> "RecordFile":
        """Return the record with one more part, in place of that of the same name."""
        parts = {it.id: it for it in self.parts} | {part.id: part}
        return replace(self, parts=tuple(parts[id_] for id_ in sorted(parts)))


@dataclass(frozen=True, slots=True)
class EvidenceFile:
    """The capture of a source, or the receipts of a person: `id` is that of the record.

    `path` is the file's name in diagnostics.
    """

    file: Path
    path: str
    id: str


@dataclass(frozen=True, slots=True)
class Listing:
    """The files of a content folder, in order of their names.

    `pages` are all files in the folder for pages. `captures` are copies of sources, `receipts` what
    was found in them, each by the id of its record; `links` is the file of what was last seen at
    their addresses. `faults` report files that do not belong where they are. `misnamed` are files
    that would be records under another name, each with the id that it would have.
    """

    records: tuple[RecordFile, ...] = ()
    images: tuple[Path, ...] = ()
    pages: tuple[Path, ...] = ()
    faults: tuple[Diagnostic, ...] = ()
    captures: Mapping[str, EvidenceFile] = field(default_factory=dict)
    receipts: Mapping[str, EvidenceFile] = field(default_factory=dict)
    links: EvidenceFile | None = None
    misnamed: tuple[RecordFile, ...] = ()

    @property
    def known(self) -> Known:
        """The ids of all records, including those of broken files."""
        return self._known(self.records)

    @property
    def known_once_named(self) -> Known:
        """The same, with the ids that misnamed files will have.

        What refers to one of these has no fault of its own.
        """
        return self._known((*self.records, *self.misnamed))

    def _known(self, records: Iterable[RecordFile]) -> Known:
        ids: dict[str, set[str]] = {kind.name: set() for kind in KINDS}
        for record in records:
            ids[record.kind.name].add(record.id)
        return Known(ids, frozenset(image.name for image in self.images))


def record_at(path: str) -> RecordId | None:
    """Return the record that a file belongs to, by its path within the content folder."""
    match path.split("/"):
        case [folder, name] if folder in BY_FOLDER and name.endswith(_RECORD):
            return BY_FOLDER[folder].name, name.removesuffix(_RECORD)
        case [PERSON.folder, id_, name] if name.endswith(_RECORD):
            return PERSON.name, id_
    return None


def files_of(content: Path, key: RecordId) -> list[str]:
    """Return the paths of a record's files within the content folder, as far as they exist."""
    kind, id_ = next(kind for kind in KINDS if kind.name == key[0]), key[1]
    folder = content / kind.folder
    found = [folder / f"{id_}{_RECORD}"]
    if kind is PERSON:
        found += sorted((folder / id_).glob(f"*{_RECORD}"))
    return [file.relative_to(content).as_posix() for file in found if os.path.lexists(file)]


def whole_records(paths: Iterable[str], files: Iterable[str]) -> set[str]:
    """Return the paths, with those among `files` that belong to the same records."""
    paths = {*paths}
    records = {key for path in paths if (key := record_at(path))}
    return paths | {path for path in files if record_at(path) in records}


def label(file: Path, base: Path) -> str:
    """Return a file's name in diagnostics: its path relative to `base`, with forward slashes."""
    return Path(os.path.relpath(file, base)).as_posix()


def discover(content: Path, base: Path, lang: str = "") -> Listing:
    """List the content folder.

    A file that does not belong there is a fault, unless its name is `.something` or `something~`.
    `lang` is the site's language (BCP 47), in which files may be named.
    """
    where = label(content, base)
    if not content.is_dir():
        hint = "Correct `content:` in mkdocs.yml, or run the command in the project's folder."
        message = f"There is no folder {quoted(where)}."
        return Listing(faults=(Diagnostic("no-content", message, Span(where), hint),))
    folders, faults = _listing(content, base)
    found = [_listed(content / top.name, base, lang) for top in folders if top.name not in _BESIDE]
    return Listing(
        tuple(chain.from_iterable(one.records for one in found)),
        tuple(chain.from_iterable(one.images for one in found)),
        tuple(chain.from_iterable(one.pages for one in found)),
        (*faults, *chain.from_iterable(one.faults for one in found)),
        dict(chain.from_iterable(one.captures.items() for one in found)),
        dict(chain.from_iterable(one.receipts.items() for one in found)),
        next((one.links for one in found if one.links), None),
        tuple(chain.from_iterable(one.misnamed for one in found)),
    )


class _Folder(NamedTuple):
    """A folder of the content folder, by its name in diagnostics, and what is in it."""

    folder: Path
    path: str
    entries: Sequence[os.DirEntry[str]]
    base: Path
    lang: str

    def files(self) -> Iterator[tuple[os.DirEntry[str], Path, str]]:
        """Yield what is in it, each with its path, and its name in diagnostics."""
        for entry in self.entries:
            yield entry, self.folder / entry.name, f"{self.path}/{entry.name}"


def _listed(folder: Path, base: Path, lang: str) -> Listing:
    """List one folder of the content folder."""
    where = label(folder, base)
    if fault := _folder_fault(folder, where):
        return Listing(faults=(fault,))
    entries, faults = _listing(folder, base)
    inside = _FOLDERS[folder.name](_Folder(folder, where, entries, base, lang))
    return replace(inside, faults=(*faults, *inside.faults))


def _people(folder: _Folder) -> Listing:
    """List the people, with their further files in the folders of their names."""
    names = {entry.name for entry in folder.entries}
    parts: dict[str, Sequence[PartFile]] = {}
    faults: list[Diagnostic] = []
    files: list[os.DirEntry[str]] = []
    for entry in folder.entries:
        if entry.is_dir(follow_symlinks=False):
            has_record = f"{entry.name}{_RECORD}" in names
            parts[entry.name], misplaced = _parts(entry, folder, has_record=has_record)
            faults += misplaced
        else:
            files.append(entry)
    people = _records(PERSON, folder._replace(entries=files), parts)
    return replace(people, faults=(*faults, *people.faults))


def _records(
    kind: Kind, folder: _Folder, parts: Mapping[str, Sequence[PartFile]] = MappingProxyType({})
) -> Listing:
    """List the records of one kind."""
    records: list[RecordFile] = []
    misnamed: list[tuple[Path, str]] = []
    faults: list[Diagnostic] = []
    for entry, file, path in folder.files():
        if fault := _name_fault(entry, path, folder.lang):
            faults.append(fault)
            if _is_yaml(entry) and not entry.is_dir(follow_symlinks=False):
                misnamed.append((file, path))
        else:
            id_ = _stem(entry)
            records.append(RecordFile(file, path, kind, id_, tuple(parts.get(id_, ()))))
    taken = {record.id for record in records}
    meant: list[RecordFile] = []
    for file, path in misnamed:
        id_ = slug_of(file.stem, folder.lang)
        numbered = (f"{kind.name}-{number}" for number in count(1))
        free = next(it for it in chain((id_,), numbered) if is_id(it) and it not in taken)
        taken.add(free)
        meant.append(RecordFile(file, path, kind, free))
    return Listing(records=tuple(records), faults=tuple(faults), misnamed=tuple(meant))


def _images(folder: _Folder) -> Listing:
    judged = [(file, _image_fault(file, path, folder.lang)) for _, file, path in folder.files()]
    return Listing(
        images=tuple(file for file, fault in judged if not fault),
        faults=tuple(fault for _, fault in judged if fault),
    )


def _pages(folder: _Folder) -> Listing:
    return Listing(pages=tuple(file for _, file, _ in folder.files()))


def _captures(folder: _Folder) -> Listing:
    captures, faults = _evidence(folder, _ENDINGS[CAPTURES])
    return Listing(faults=faults, captures=captures)


def _receipts(folder: _Folder) -> Listing:
    receipts, faults = _evidence(folder, _ENDINGS[RECEIPTS])
    return Listing(faults=faults, receipts=receipts)


def _evidence(
    folder: _Folder, ending: str
) -> tuple[dict[str, EvidenceFile], tuple[Diagnostic, ...]]:
    """List the copies of sources, or the receipts: files with this ending."""
    found: dict[str, EvidenceFile] = {}
    faults: list[Diagnostic] = []
    for entry, file, path in folder.files():
        id_ = entry.name.removesuffix(ending)
        if fault := _evidence_fault(entry, path, ending, id_):
            faults.append(fault)
        else:
            found[id_] = EvidenceFile(file, path, id_)
    return found, tuple(faults)


def _checks(folder: _Folder) -> Listing:
    """List the one file of what was last seen at the sources' addresses."""
    judged = [(file, path, _links_fault(entry, path)) for entry, file, path in folder.files()]
    links = (EvidenceFile(file, path, LINKS) for file, path, fault in judged if not fault)
    return Listing(faults=tuple(it[-1] for it in judged if it[-1]), links=next(links, None))


_FOLDERS: Mapping[str, Callable[[_Folder], Listing]] = {
    **{kind.folder: partial(_records, kind) for kind in KINDS if kind is not PERSON},
    PERSON.folder: _people,
    IMAGES: _images,
    PAGES: _pages,
    CAPTURES: _captures,
    RECEIPTS: _receipts,
    CHECKS: _checks,
}


def _listing(folder: Path, base: Path) -> tuple[list[os.DirEntry[str]], list[Diagnostic]]:
    # Entries tell files from folders without asking the disk about each.
    try:
        with os.scandir(folder) as found:
            entries = sorted(found, key=lambda entry: entry.name)
    except OSError as error:
        message = f"The folder cannot be read: {error.strerror}."
        fault = Diagnostic(
            "unreadable-file", message, Span(label(folder, base)), "Check its permissions."
        )
        return [], [fault]
    return [one for one in entries if not (one.name[0] == "." or one.name[-1] == "~")], []


def _parts(
    folder: os.DirEntry[str], around: _Folder, *, has_record: bool
) -> tuple[list[PartFile], list[Diagnostic]]:
    """List the further files of a person."""
    where = label(Path(folder.path), around.base)
    if not has_record:
        message = f"There is no record {quoted(f'{folder.name}{_RECORD}')} beside this folder."
        hint = f"Add {quoted(f'{where}{_RECORD}')}, which says who this is, or rename the folder."
        return [], [Diagnostic("misplaced-file", message, Span(where), hint)]
    files, faults = _listing(Path(folder.path), around.base)
    parts: list[PartFile] = []
    for entry in files:
        path = f"{where}/{entry.name}"
        fault = _name_fault(entry, path, around.lang)
        if fault:
            faults.append(fault)
        # A file of another name is of this person all the same, and is read too.
        if not fault or fault.code == "bad-id":
            parts.append(PartFile(Path(entry.path), path, _stem(entry)))
    return parts, faults


def _stem(entry: os.DirEntry[str]) -> str:
    return entry.name.removesuffix(_RECORD)


def _is_yaml(entry: os.DirEntry[str]) -> bool:
    return entry.name.casefold().endswith((".yaml", _RECORD))


def _folder_fault(folder: Path, path: str) -> Diagnostic | None:
    if folder.name not in _FOLDERS:
        return Diagnostic(
            "misplaced-file",
            "This does not belong in the content folder.",
            Span(path),
            f"Move records to {', '.join(f'`{name}/`' for name in BY_FOLDER)}, images to"
            f" `{IMAGES}/`, pages to `{PAGES}/`, and anything else out of the content folder.",
        )
    if folder.is_symlink():
        return _symlink(path)
    if not folder.is_dir():
        return Diagnostic(
            "misplaced-file",
            f"`{folder.name}` must be a folder, but this is a file.",
            Span(path),
            "Rename or delete this file.",
        )
    return None


def _symlink(path: str) -> Diagnostic:
    return Diagnostic(
        "symlink",
        "This is a symbolic link, and links are never followed.",
        Span(path),
        "Replace it with a copy of what it points to.",
    )


def _name_fault(entry: os.DirEntry[str], path: str, lang: str) -> Diagnostic | None:
    here = Span(path)
    if entry.is_dir(follow_symlinks=False):
        return Diagnostic(
            "misplaced-file",
            "This is a folder, but only files belong here.",
            here,
            "Move its files one level up, and delete it.",
        )
    if not entry.name.endswith(_RECORD):
        is_yaml = _is_yaml(entry)
        hint = "Rename it to end in `.yml`." if is_yaml else "Move it out of this folder."
        return Diagnostic(
            "misplaced-file", "This is not a record: its name does not end in `.yml`.", here, hint
        )
    if not is_id(_stem(entry)):
        return Diagnostic(
            "bad-id",
            no_id(_stem(entry)),
            here,
            id_hint(_stem(entry), lang),
        )
    return None


def no_id(name: str) -> str:
    """Return what is wrong with a record's file whose name is no id."""
    return f"{quoted(name)} is not a valid id, and a file's name is its record's id."


def _evidence_fault(entry: os.DirEntry[str], path: str, ending: str, id_: str) -> Diagnostic | None:
    if entry.is_symlink():
        return _symlink(path)
    if entry.is_file(follow_symlinks=False) and entry.name.endswith(ending) and is_id(id_):
        return None
    return Diagnostic(
        "misplaced-file",
        f"This does not belong here: the files here are written by the tool, as `…{ending}`.",
        Span(path),
        "Move it out of this folder.",
    )


def _links_fault(entry: os.DirEntry[str], path: str) -> Diagnostic | None:
    if entry.is_symlink():
        return _symlink(path)
    if entry.is_file(follow_symlinks=False) and entry.name == LINKS:
        return None
    return Diagnostic(
        "misplaced-file",
        f"This does not belong here: `{LINKS}` is the only file in this folder.",
        Span(path),
        "Move it out of this folder.",
    )


def image_ending(data: bytes) -> str | None:
    """Return how the name of an image with these contents ends; None if it is no supported one."""
    return next((ending for ending, sign in _IMAGE_SIGNS.items() if sign.match(data)), None)


def _image_fault(file: Path, path: str, lang: str) -> Diagnostic | None:
    here = Span(path)
    if file.is_symlink():
        return _symlink(path)
    if not file.is_file() or file.suffix not in _IMAGE_SIGNS:
        kinds = ", ".join(f"`{suffix}`" for suffix in _IMAGE_SIGNS)
        return Diagnostic(
            "bad-image",
            "This is not a supported image.",
            here,
            f"Save it as one of: {kinds}.",
        )
    if not is_id(file.stem):
        return Diagnostic(
            "bad-id",
            f"{quoted(file.stem)} is not a valid name for an image.",
            here,
            id_hint(file.stem, lang),
        )
    try:
        size = file.stat().st_size
        with file.open("rb") as opened:
            start = opened.read(32)
            opened.seek(0)
            tells_more = size <= MAX_IMAGE_BYTES and has_metadata(opened)
    except OSError as error:
        return Diagnostic(
            "unreadable-file",
            f"The image cannot be read: {error.strerror}.",
            here,
            "Check its permissions.",
        )
    if size > MAX_IMAGE_BYTES:
        return Diagnostic(
            "file-too-large",
            f"The image has {size:,} bytes; the limit is {MAX_IMAGE_BYTES:,}.",
            here,
            "Scale it down, or compress it more.",
        )
    if not _IMAGE_SIGNS[file.suffix].match(start):
        return Diagnostic(
            "bad-image",
            f"The file's contents are not a `{file.suffix}` image.",
            here,
            "Save it again in that format; renaming does not convert it.",
        )
    if tells_more:
        return Diagnostic(
            "image-metadata",
            "The file tells more than the picture, such as where it was taken or by which camera.",
            here,
            "Delete it and the `image:` that names it, and add it anew with `factsheet portrait`,"
            " which leaves that out.",
        )
    return None
