"""Reading only what a change can reach finds what reading everything finds."""

import os
import re
from pathlib import Path
from random import Random

from benchmarks.generate import Plan, write_site
from site_builder.changes.git import snapshot
from site_builder.content.discover import discover
from site_builder.content.model import MAX_RELAYS
from site_builder.examine import Inputs, check_change, examine, new_faults
from tests.support.edits import Editor
from tests.support.repository import commit, write

# Others and more by hand: `CHANGES=300 SEED=6 python -m pytest -s tests/changes/test_affected.py`.
CHANGES, SEED = (int(os.environ.get(*name)) for name in (("CHANGES", "25"), ("SEED", "5")))
WARNINGS = (
    "office-not-held",
    "near-duplicate-words",
    "duplicate-words",
    "duplicate-statement",
    "printed-before-said",
)


class Contributor(Editor):
    """An editor who also changes what ties records to each other."""

    def __init__(self, content: Path, seed: int) -> None:
        super().__init__(content, seed)
        self._edits = (
            *self._edits,
            *(self.tie, self.tie, self.retire, self.answer, self.date, self.date, self.repeat),
            *(
                self.escape,
                self.waive,
                self.cite,
                self.name,
                self.name,
                self.identify,
                self.publish,
                self.share,
                self.share,
            ),
        )

    def tie(self) -> str:
        """Have a source draw on others, or give a theme a broader one."""
        kind, field = self._random.choice([("sources", "relays: [{}]"), ("themes", "broader: {}")])
        return self._add(kind, field.format(self._id(kind)))

    def retire(self) -> str:
        """Say that a record had another one's id, or one that no record has."""
        kind = self._random.choice(["people", "sources", "themes"])
        former = self._random.choice([self._id(kind), "other-0", "other-1", "former-0"])
        return self._add(kind, f"former_ids: [{former}]")

    def answer(self) -> str:
        """Have a statement answer another one."""
        file, lines = self._lines()
        at = self._line(lines, "      - id: ")
        if at is not None:
            target = f"{self._id('people')}/statement-{self._random.randrange(5)}"
            lines.insert(at + 1, f"        responds_to: {target}")
        return self._save("an answer in", file, lines)

    def date(self) -> str:
        """Write another year."""
        file, lines = self._lines()
        at = self._line(lines, "start:", "end:", "date:", "issued:", "accessed:")
        if at is not None:
            lines[at] = re.sub(
                r"\d{4}", str(self._random.randrange(1990, 2040)), lines[at], count=1
            )
        return self._save("another year in", file, lines)

    def repeat(self) -> str:
        """Have somebody say the same twice, or almost."""
        file, lines = self._lines()
        said = self._line(lines, "        quote: ")
        at = self._line(lines, "        quote: ")
        if said is not None and at is not None:
            lines[at] = lines[said] + self._random.choice(("", " again"))
        return self._save("the same words in", file, lines)

    def share(self) -> str:
        """Put a statement into another person's file, too, which may name the first one then."""
        files = sorted((self.content / "people").glob("*.yml"))
        one, other = (self._random.choice(files) for _ in range(2))
        lines, more = (
            it.read_bytes().decode("utf-8", "replace").split("\n") for it in (one, other)
        )
        start, at = self._line(lines, "      - id: "), self._line(more, "      - id: ")
        if start is None or at is None:
            return "no statement to share"
        ends = (n for n in range(start + 1, len(lines)) if not lines[n].startswith("       "))
        block = [*lines[start : next(ends, len(lines))]]
        more[at:at] = [f"      - id: shared-{self._random.randrange(9)}", *block[1:]]
        if self._random.random() < 0.5:
            more.insert(at + 1, f"        with: [{one.stem}]")
        return self._save("a statement shared with", other, more)

    def name(self) -> str:
        """Give a person another name, which somebody else may have."""
        first, second = self._random.sample(("Ada", "Keeper", "Person 00001", "00002 PERSON"), 2)
        text = self._random.choice(
            (f"{first} {second}", f"{second}, {first}", f"{first}\n  {second}")
        )
        field = self._random.choice(("name: {}", "names: [{{ name: {}, lang: en }}]"))
        return self._add("people", field.format(f'"{text}"'))

    def identify(self) -> str:
        """Give a person an identifier, which somebody else may have."""
        number = self._random.choice(("wikidata: Q4", "wikidata: Q42", "viaf: 42"))
        return self._add("people", f"identifiers: {{ {number} }}")

    def publish(self) -> str:
        """Give a source an address, which another one may have."""
        url = self._random.choice(
            ("www.example.org/b/", "example.org/b?utm_source=a", "example.org/c")
        )
        return self._add("sources", f'url: "https://{url}"')

    def escape(self) -> str:
        """Write the first letter of an id as its number."""
        file, lines = self._lines()
        at = self._line(lines, "theme: t", "source: s")
        if at is not None:
            lines[at] = re.sub(
                r": (.)(\S+)", lambda m: f': "\\x{ord(m[1]):02x}{m[2]}"', lines[at], count=1
            )
        return self._save("an escape in", file, lines)

    def waive(self) -> str:
        """Waive warnings that there may be, and may not."""
        lines = ["waivers:"]
        for kind, rule in (("people", "duplicate-name"), ("sources", "duplicate-url")):
            record = f"{kind}/{self._id(kind)}"
            lines.append(f"  - {{ rule: {rule}, record: {record}, reason: Two. }}")
        for _ in range(self._random.randrange(1, 4)):
            record = f"people/{self._id('people')}/statement-{self._random.randrange(5)}"
            rule = self._random.choice(WARNINGS)
            lines.append(f"  - {{ rule: {rule}, record: {record}, reason: Right. }}")
        return self._save("waivers", self.content / "waivers.yml", lines)

    def cite(self) -> str:
        """Write a page that leads to a statement."""
        file = self.content / "pages" / f"page-{self._random.randrange(3)}.md"
        target = f"{self._id('people')}/statement-{self._random.randrange(5)}"
        return self._save("a link in", file, ["# Page", "", f"[One](statement:{target})"])

    def _add(self, folder: str, line: str) -> str:
        file = self._random.choice(sorted((self.content / folder).glob("*.yml")))
        lines = file.read_bytes().decode("utf-8", "replace").split("\n")
        field = line.partition(":")[0]
        kept = [other for other in lines if not other.startswith(f"{field}: ")]
        return self._save(f"{line} in", file, [line, *kept])


BY_CHANGE = ("altered-copy", "silent-change", "vanished-id")
"""The codes of faults that are not in the content, but in what has become of it."""


def test_the_same_faults_are_new(tmp_path: Path) -> None:
    """After edits of all kinds at random, the same faults are new as if all files were read."""
    content = tmp_path / "content"
    write_site(Plan(24, SEED), tmp_path)
    inputs = Inputs(content, tmp_path)
    editor, draw = Contributor(content, SEED), Random(SEED)
    commit(tmp_path)
    partly = told = 0
    for step in range(CHANGES):
        done = [editor.edit() for _ in range(draw.randint(1, 3))]
        done += [editor.part()] if step % 4 == 2 else []
        before = snapshot(content, "HEAD")
        change = check_change(inputs, before)
        expected = new_faults(inputs, *examine(inputs, discover(content, tmp_path)), before)
        new = tuple(item for item in change.new if item.code not in BY_CHANGE)
        assert new == expected, f"{step}: {done}"
        partly += change.unread > 0
        told += change.new != ()
        if draw.random() < 0.4:
            editor.mend()
        if draw.random() < 0.4:
            commit(tmp_path)
    print(f"{CHANGES} changes: {partly} read in part, {told} with new faults")
    assert partly > CHANGES // 3
    assert told > CHANGES // 3


def test_a_longer_chain_is_a_fault_far_above(tmp_path: Path) -> None:
    """A source that others draw on through many more can give the first of them too many."""
    content, inputs = tmp_path / "content", Inputs(tmp_path / "content", tmp_path)
    text = "title: T\ntype: webpage\n"
    chain = {f"sources/s{n}.yml": f"{text}relays: [s{n + 1}]\n" for n in range(MAX_RELAYS)}
    last = f"sources/s{MAX_RELAYS}.yml"
    write(content, chain | {last: text, "sources/more.yml": text})
    commit(tmp_path)
    write(content, {last: f"{text}relays: [more]\n"})
    found = check_change(inputs, snapshot(content, "HEAD")).new
    assert [(item.code, item.span.path) for item in found] == [
        ("long-relay", "content/sources/s0.yml")
    ]
