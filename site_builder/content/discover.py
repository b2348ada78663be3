"""Find what lies in the content folder: which file is which record.

A record's id is the stem of its file, so all ids are known before any file is read.
"""

import os
import re
from dataclasses import dataclass
from pathlib import Path

from site_builder.content.kinds import BY_FOLDER, KINDS, Kind, RecordId
from site_builder.content.model import Known, id_hint, is_id
from site_builder.diagnostics import Diagnostic, Span, quoted

_RECORD = ".yml"
IMAGES = "images"
PAGES = "pages"
WAIVERS = "waivers.yml"
MAX_IMAGE_BYTES = 512 * 1024
# What the admitted image formats begin with: a name alone proves nothing.
_IMAGE_SIGNS = {
    ".jpg": re.compile(rb"\xff\xd8\xff"),
    ".png": re.compile(rb"\x89PNG\r\n\x1a\n"),
    ".webp": re.compile(rb"RIFF....WEBP", re.DOTALL),
    ".avif": re.compile(rb"....ftyp(avif|avis)", re.DOTALL),
}


@dataclass(frozen=True, slots=True)
class RecordFile:
    """A record's file; `path` is what diagnostics call it."""

    file: Path
    path: str
    kind: Kind
    id: str

    @property
    def key(self) -> RecordId:
        """Which record the file holds."""
        return (self.kind.name, self.id)


@dataclass(frozen=True, slots=True)
class Listing:
    """The files of a content folder, in order of their names.

    `faults` tell of files that belong to nothing.
    """

    records: tuple[RecordFile, ...] = ()
    images: tuple[Path, ...] = ()
    faults: tuple[Diagnostic, ...] = ()

    @property
    def known(self) -> Known:
        """The ids of all records, those of broken files among them."""
        ids: dict[str, set[str]] = {kind.name: set() for kind in KINDS}
        for record in self.records:
            ids[record.kind.name].add(record.id)
        return Known(ids, frozenset(image.name for image in self.images))


def label(file: Path, base: Path) -> str:
    """Return what diagnostics call a file: its way from `base`, with forward slashes."""
    return Path(os.path.relpath(file, base)).as_posix()


def discover(content: Path, base: Path) -> Listing:
    """List the content folder.

    A file that is not a record is a fault, unless its name is `.something` or `something~`.
    """
    where = label(content, base)
    if not content.is_dir():
        hint = "Check the content folder's name in mkdocs.yml, or the folder you are in."
        message = f"There is no folder {quoted(where)}."
        return Listing(faults=(Diagnostic("no-content", message, Span(where), hint),))
    records: list[RecordFile] = []
    images: list[Path] = []
    folders, faults = _listing(content, base)
    for top in folders:
        if top.name == WAIVERS:
            continue
        folder = content / top.name
        where = label(folder, base)
        if fault := _folder_fault(folder, where):
            faults.append(fault)
        elif folder.name != PAGES:
            files, unlisted = _listing(folder, base)
            faults += unlisted
            kind = BY_FOLDER.get(folder.name)
            for entry in files:
                file, path = folder / entry.name, f"{where}/{entry.name}"
                if fault := _name_fault(entry, path) if kind else _image_fault(file, path):
                    faults.append(fault)
                elif kind:
                    records.append(RecordFile(file, path, kind, _stem(entry)))
                else:
                    images.append(file)
    return Listing(tuple(records), tuple(images), tuple(faults))


def _listing(folder: Path, base: Path) -> tuple[list[os.DirEntry[str]], list[Diagnostic]]:
    # Entries know what they are, so the disk is not asked about each file.
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


def _stem(entry: os.DirEntry[str]) -> str:
    return entry.name.removesuffix(_RECORD)


def _folder_fault(folder: Path, path: str) -> Diagnostic | None:
    if folder.name not in (*BY_FOLDER, IMAGES, PAGES):
        return Diagnostic(
            "misplaced-file",
            "This belongs to no folder of the content.",
            Span(path),
            f"Records belong into {', '.join(f'`{name}/`' for name in BY_FOLDER)}.",
        )
    if folder.is_symlink():
        return _symlink(path)
    if not folder.is_dir():
        return Diagnostic(
            "misplaced-file",
            f"`{folder.name}` is a folder's name, and this is a file.",
            Span(path),
            "Rename it, or delete it.",
        )
    return None


def _symlink(path: str) -> Diagnostic:
    return Diagnostic(
        "symlink",
        "This is a symbolic link, and links are never followed.",
        Span(path),
        "Put here what it leads to.",
    )


def _name_fault(entry: os.DirEntry[str], path: str) -> Diagnostic | None:
    here = Span(path)
    if entry.is_dir(follow_symlinks=False):
        return Diagnostic(
            "misplaced-file",
            "A folder stands where records are.",
            here,
            "Move its files one level up.",
        )
    if not entry.name.endswith(_RECORD):
        is_yaml = entry.name.casefold().endswith((".yaml", _RECORD))
        hint = "End its name in `.yml`." if is_yaml else "Move it elsewhere."
        return Diagnostic(
            "misplaced-file", "This is not a record: its name does not end in `.yml`.", here, hint
        )
    if not is_id(_stem(entry)):
        return Diagnostic(
            "bad-id",
            f"{quoted(_stem(entry))} is not an id, and a file's name is its record's id.",
            here,
            id_hint(_stem(entry)),
        )
    return None


def _image_fault(file: Path, path: str) -> Diagnostic | None:
    here = Span(path)
    if file.is_symlink():
        return _symlink(path)
    if not file.is_file() or file.suffix not in _IMAGE_SIGNS:
        kinds = ", ".join(f"`{suffix}`" for suffix in _IMAGE_SIGNS)
        return Diagnostic(
            "bad-image",
            "This is not an image that is admitted here.",
            here,
            f"Images end in {kinds}.",
        )
    if not is_id(file.stem):
        return Diagnostic(
            "bad-id",
            f"{quoted(file.stem)} is not a name for an image.",
            here,
            id_hint(file.stem),
        )
    try:
        size = file.stat().st_size
        with file.open("rb") as opened:
            start = opened.read(32)
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
            f"The image has {size:,} bytes; at most {MAX_IMAGE_BYTES:,} are admitted.",
            here,
            "Scale it down.",
        )
    if not _IMAGE_SIGNS[file.suffix].match(start):
        return Diagnostic(
            "bad-image",
            f"What the file holds is not a `{file.suffix}` image.",
            here,
            "Save it anew in that format.",
        )
    return None
