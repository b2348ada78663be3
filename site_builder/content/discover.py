"""What lies in the content folder: which file is which record.

A record's id is the stem of its file, so all ids are known before any file is read.
"""

import os
import re
from dataclasses import dataclass
from pathlib import Path

from site_builder.content.model import Known, Person, Record, Source, Theme, id_hint, is_id
from site_builder.diagnostics import Diagnostic, Span, quoted

FOLDERS: dict[str, type[Record]] = {"people": Person, "themes": Theme, "sources": Source}
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
    model: type[Record]
    id: str


@dataclass(frozen=True, slots=True)
class Folder:
    """The files of a content folder, in order of their names."""

    records: tuple[RecordFile, ...]
    images: tuple[Path, ...]

    @property
    def known(self) -> Known:
        """The ids of all records, those of broken files among them."""

        def ids(model: type[Record]) -> frozenset[str]:
            return frozenset(record.id for record in self.records if record.model is model)

        return Known(
            ids(Person), ids(Theme), ids(Source), frozenset(image.name for image in self.images)
        )


def label(file: Path, base: Path) -> str:
    """What diagnostics call a file: its way from `base`, with forward slashes."""
    return Path(os.path.relpath(file, base)).as_posix()


def survey(content: Path, base: Path) -> tuple[Folder, list[Diagnostic]]:
    """List the content folder; a file that is no record is a fault, unless named `.x` or `x~`."""
    where = label(content, base)
    if not content.is_dir():
        hint = "Check the content folder's name in mkdocs.yml, or the folder you are in."
        message = f"There is no folder {quoted(where)}."
        return Folder((), ()), [Diagnostic("no-content", message, Span(where), hint)]
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
            model = FOLDERS.get(folder.name)
            for entry in files:
                file, path = folder / entry.name, f"{where}/{entry.name}"
                if fault := _name_fault(entry, path) if model else _image_fault(file, path):
                    faults.append(fault)
                elif model:
                    records.append(RecordFile(file, path, model, _stem(entry)))
                else:
                    images.append(file)
    return Folder(tuple(records), tuple(images)), faults


def _listing(folder: Path, base: Path) -> tuple[list[os.DirEntry[str]], list[Diagnostic]]:
    # Entries know what they are: asking the disk about each file took a second for 15,000.
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
    if folder.name not in (*FOLDERS, IMAGES, PAGES):
        return Diagnostic(
            "misplaced-file",
            "This belongs to no folder of the content.",
            Span(path),
            f"Records belong into {', '.join(f'`{name}/`' for name in FOLDERS)}.",
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
