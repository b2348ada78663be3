"""Make a new site for somebody else's content: settings, invented sample records, GitHub files.

The GitHub files and the editor settings are this project's own. The package has them beside its
code; a checkout has them where GitHub and editors look for them.
"""

from collections.abc import Iterator
from importlib.metadata import distribution
from pathlib import Path

from site_builder.authoring import origin
from site_builder.authoring.files import FileWrite, WriteError, write_all
from site_builder.exports import schemas

REQUIREMENTS = "requirements.txt"
_HERE = Path(__file__).parent / "starter"
_PACKAGE = Path(__file__).parents[1]
_SHARED = {".github": _PACKAGE / "github", ".vscode": _PACKAGE / "vscode"}
# The first runs this project's tests, the second updates its lock file.
_OF_THIS_PROJECT = (".github/workflows/tests.yml", ".github/dependabot.yml")
# With their leading dots, these files would take effect in the package itself.
_HIDDEN = ("editorconfig", "gitattributes", "gitignore")


def files() -> dict[str, str]:
    """Return the text of each file of a new site by its path, with forward slashes."""
    found = {name: file.read_text(encoding="utf-8") for name, file in _listed()}
    found[REQUIREMENTS] += f"{origin.requirement(distribution(origin.NAME))}\n"
    found |= {f"{schemas.FOLDER}/{name}": text for name, text in schemas.texts().items()}
    return dict(sorted(found.items()))


def write_site(folder: Path) -> list[Path]:
    """Write a new site into a folder, all of it or nothing; return the files that were written.

    Files of a run that was killed stay, if nobody has changed them.

    Raises:
        WriteError: another file of one of the names exists, or one cannot be written.
    """
    wanted = {folder / name: text for name, text in files().items()}
    there = [file for file in wanted if file.exists() or file.is_symlink()]
    for file in there:
        if file.is_symlink() or not file.is_file() or file.read_bytes() != wanted[file].encode():
            raise WriteError(f"{file} already exists. Nothing was written; name another folder.")
    new = [file for file in wanted if file not in there]
    write_all(FileWrite(file, wanted[file]) for file in new)
    for file in wanted:
        if file.suffix == ".sh":
            file.chmod(file.stat().st_mode | 0o111)
    return new


def _listed() -> Iterator[tuple[str, Path]]:
    for name, file in _below(_HERE):
        yield (f".{name}" if name in _HIDDEN else name), file
    for folder, shipped in _SHARED.items():
        source = shipped if shipped.is_dir() else _PACKAGE.parent / folder
        for name, file in _below(source):
            if f"{folder}/{name}" not in _OF_THIS_PROJECT:
                yield f"{folder}/{name}", file


def _below(folder: Path) -> Iterator[tuple[str, Path]]:
    for file in sorted(folder.rglob("*")):
        if file.is_file() and "__pycache__" not in file.parts:
            yield file.relative_to(folder).as_posix(), file
