"""Edits at random, as people, editors and git make them: sound, broken, half-written, undone."""

from collections.abc import Callable, Sequence
from pathlib import Path
from random import Random

_BROKEN = (
    "\t- {",
    "quote: \n",
    "<<<<<<< HEAD\n",
    '"',
    "\x00",
    "positions: []\n",
    "id: x\n",
    "        context: One: two\n",
    "’\u200b",
)


class Editor:
    """Edits the content folder of a site, and now and then one of its other files.

    The same seed makes the same edits; `mend` brings everything back as it was.
    """

    def __init__(self, content: Path, seed: int, others: Sequence[Path] = ()) -> None:
        self.content, self._others = content, others
        self._random, self._of_parts = Random(seed), Random(seed)
        self._first = {file: file.read_bytes() for file in (*self._files(), *others)}
        self._edits: tuple[Callable[[], str], ...] = (
            self.say,
            self.say,
            self.say,
            self.swap_ids,
            self.swap_ids,
            self.drop_line,
            self.double_line,
            self.break_line,
            self.cut_short,
            self.delete,
            self.rename,
            self.copy,
            self.take_back,
            self.take_back,
            self.page,
            self.image,
            *((self.other,) if others else ()),
        )

    def edit(self) -> str:
        """Make one edit; returns what was done, for the message of a test that fails."""
        return self._random.choice(self._edits)()

    def mend(self) -> None:
        """Bring everything back as it was at first."""
        for file in self._files() - self._first.keys():
            file.unlink()
        for file, data in self._first.items():
            if not file.exists() or file.read_bytes() != data:
                self._write(file, data)

    # Edits that leave the content sound

    def say(self) -> str:
        """Put a word into one of the texts."""
        file, lines = self._lines()
        at = self._line(lines, "quote:", "paraphrase:", "title:", "name:", "definition:", "note:")
        if at is not None:
            lines[at] = lines[at].replace(": ", f": word{self._random.randrange(99)} ", 1)
        return self._save("a word in", file, lines)

    def part(self) -> str:
        """Move a person's last position to a file of its own in the person's folder."""
        files = sorted((self.content / "people").glob("*.yml"))
        file = self._of_parts.choice(files) if files else None
        lines = file.read_bytes().decode("utf-8", "replace").split("\n") if file else []
        starts = [at for at, line in enumerate(lines) if line.startswith("  - theme:")]
        if file is None or not starts:
            return "no position to move"
        target = file.with_suffix("") / f"part-{self._of_parts.randrange(3)}.yml"
        self._write(target, "\n".join(["positions:", *lines[starts[-1] :]]).encode())
        kept = lines[: starts[-1]] if len(starts) > 1 else [*lines[: starts[0] - 1], ""]
        return self._save(f"a position to {target.name} from", file, kept)

    def page(self) -> str:
        """Write a page, or another text on it."""
        file = self.content / "pages" / f"page-{self._random.randrange(3)}.md"
        text = f"# Page {self._random.randrange(3)}\n\n[Theme](theme:{self._id('themes')})\n"
        self._write(file, text.encode())
        return f"page {file.name}"

    def image(self) -> str:
        """Put an image there."""
        file = self.content / "images" / f"image-{self._random.randrange(3)}.png"
        self._write(file, b"\x89PNG\r\n\x1a\n" + self._random.randbytes(9))
        return f"image {file.name}"

    def other(self) -> str:
        """Add to a file beside the content, break it, or cut it short."""
        file = self._random.choice(self._others)
        data = self._first[file]
        changed = (
            data + b"\n# more\n",
            data + b"\n{% if\n",
            data[: self._random.randrange(len(data))],
        )
        self._write(file, self._random.choice(changed))
        return f"wrote {file.name}"

    def take_back(self) -> str:
        """Bring one file back as it was at first."""
        file = self._random.choice(sorted(self._first))
        self._write(file, self._first[file])
        return f"took back {file.name}"

    # Edits that may break it

    def swap_ids(self) -> str:
        """Write another id where one stands."""
        file, lines = self._lines()
        at = self._line(lines, "source:", "theme:", "broader:", "responds_to:", "- theme-", "id:")
        if at is not None:
            kind = "sources" if "source" in lines[at] else "themes"
            before, colon, _ = lines[at].rpartition(": ")
            new = (
                self._id(kind)
                if "id:" not in lines[at]
                else f"statement-{self._random.randrange(5)}"
            )
            lines[at] = f"{before}{colon or '      - '}{new}"
        return self._save("another id in", file, lines)

    def drop_line(self) -> str:
        """Delete a line."""
        file, lines = self._lines()
        if lines:
            del lines[self._random.randrange(len(lines))]
        return self._save("a line less in", file, lines)

    def double_line(self) -> str:
        """Write a line twice."""
        file, lines = self._lines()
        if lines:
            at = self._random.randrange(len(lines))
            lines.insert(at, lines[at])
        return self._save("a line twice in", file, lines)

    def break_line(self) -> str:
        """Put something in that does not belong there."""
        file, lines = self._lines()
        lines.insert(self._random.randint(0, len(lines)), self._random.choice(_BROKEN))
        return self._save("broke", file, lines)

    def cut_short(self) -> str:
        """Leave a file half-written."""
        file = self._file()
        self._write(file, file.read_bytes()[: self._random.randrange(400)])
        return f"half of {file.name}"

    def delete(self) -> str:
        """Delete a file."""
        file = self._file()
        file.unlink()
        return f"deleted {file.name}"

    def rename(self) -> str:
        """Give a file another name."""
        file = self._file()
        target = file.with_name(f"other-{self._random.randrange(3)}{file.suffix}")
        file.replace(target)
        return f"{file.name} is {target.name}"

    def copy(self) -> str:
        """Write a file a second time, under another name."""
        file = self._file()
        target = file.with_name(f"copy-{self._random.randrange(3)}{file.suffix}")
        self._write(target, file.read_bytes())
        return f"{target.name} is a copy of {file.name}"

    def _files(self) -> set[Path]:
        return {file for file in self.content.rglob("*") if file.is_file()}

    def _file(self) -> Path:
        # A folder that has become empty stays that way, and the others are edited.
        return self._random.choice(sorted(self._files()))

    def _lines(self) -> tuple[Path, list[str]]:
        file = self._file()
        return file, file.read_bytes().decode("utf-8", "replace").split("\n")

    def _line(self, lines: list[str], *signs: str) -> int | None:
        found = [at for at, line in enumerate(lines) if any(sign in line for sign in signs)]
        return self._random.choice(found) if found else None

    def _id(self, folder: str) -> str:
        known = sorted(file.stem for file in (self.content / folder).glob("*.yml"))
        return self._random.choice([*known, "nobody"])

    def _save(self, what: str, file: Path, lines: list[str]) -> str:
        self._write(file, "\n".join(lines).encode())
        return f"{what} {file.name}"

    def _write(self, file: Path, data: bytes) -> None:
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(data)
