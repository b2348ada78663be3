"""Add a person's portrait: the image into `content/images/`, and what it is into their file."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from site_builder.authoring.files import FileWrite, WriteError, write
from site_builder.authoring.new import faults, sentence
from site_builder.authoring.person_files import read_person
from site_builder.authoring.yaml.edit import EditError, add_image
from site_builder.content.discover import IMAGES, MAX_IMAGE_BYTES, image_ending
from site_builder.content.model import Known, Person
from site_builder.content.values.pictures import DamagedError, without_metadata
from site_builder.diagnostics import quoted
from site_builder.temporary import whole


class PortraitError(Exception):
    """An image cannot be somebody's portrait; the message is a sentence that says why."""


@dataclass(frozen=True, slots=True)
class Portrait:
    """An image to write, and the person's file that names it."""

    file: Path
    data: bytes
    record: FileWrite


def portrait(
    content: Path, person: Person, data: bytes, given: Mapping[str, str], known: Known
) -> Portrait:
    """Return somebody's portrait; `given` are `credit`, `licence` and `url`. Nothing is written.

    Raises:
        PortraitError: the image cannot be used, or the person cannot have it.
    """
    if not person.is_named:
        raise PortraitError(f"{quoted(person.id)} is not named, so nobody knows who that is.")
    ending = image_ending(data)
    if ending is None:
        raise PortraitError("This is not a JPEG, PNG, WebP or AVIF image. Save it as one.")
    try:
        data = without_metadata(data)
    except DamagedError as error:
        hint = "Open it in an editor of images, and save it as JPEG or PNG, without metadata."
        raise PortraitError(f"What it tells beyond the picture stays: {error}. {hint}") from None
    if len(data) > MAX_IMAGE_BYTES:
        said = f"The image has {len(data):,} bytes; the limit is {MAX_IMAGE_BYTES:,}."
        raise PortraitError(f"{said} Scale it down, and use --file.")
    file = content / IMAGES / f"{person.id}{ending}"
    if _is_there(file) and not _holds(file, data):
        raise PortraitError(f"{file.name} exists already. Nothing is overwritten.")
    fields = {"file": file.name, **given}
    with_it = replace(known, images=known.images | {file.name})
    found = faults(Person, {"name": "A", "kind": "official", "image": {**fields}}, with_it)
    if found:
        raise PortraitError(" ".join(map(sentence, found)))
    try:
        own = read_person(content, person.id)[0].original
        text = add_image(own.text, {**fields})
    except EditError as error:
        raise PortraitError(f"{person.path}: {error}") from None
    return Portrait(file, data, replace(own, text=text))


def keep(made: Portrait) -> None:
    """Write both files, or none. The image may be there already, from a run that was killed.

    Raises:
        WriteError: one of them cannot be written.
    """
    is_new = not _is_there(made.file)
    try:
        made.file.parent.mkdir(exist_ok=True)
        if is_new:
            with whole(made.file) as opened:
                opened.write(made.data)
    except OSError as error:
        raise WriteError(f"Cannot write {made.file}: {error.strerror}.") from None
    try:
        write(made.record)
    except WriteError:
        if is_new:
            made.file.unlink()
        raise


def _is_there(file: Path) -> bool:
    return file.exists() or file.is_symlink()


def _holds(file: Path, data: bytes) -> bool:
    return file.is_file() and not file.is_symlink() and file.read_bytes() == data
