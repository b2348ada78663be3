r"""The specification of `factsheet check`: each case is a small site and what is said of it.

A case opens with a sentence that says what it shows. Each line `=== path` begins a file of the
content folder (`=== path as bytes`: with Python's escapes, as `\xe2`), and `=== expected` what a
reader of the terminal sees. `pytest --rewrite-cases` writes that part anew, for review.
"""

import ast
import os
import re
import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

import click
import pytest
from PIL import Image
from rapidfuzz.distance import Levenshtein

from site_builder import examine
from site_builder.checks import rules
from site_builder.checks.lines import line_reader
from site_builder.checks.reports import terminal
from site_builder.checks.rules import near_duplicate_words, taken_id
from site_builder.content.document import (
    MAX_BYTES,
    MAX_NODES,
    Mapping,
    Node,
    Scalar,
    Sequence,
    parse,
)
from site_builder.content.kinds import BY_NAME
from site_builder.content.model import MAX_RELAYS
from site_builder.evidence import comparison
from site_builder.preview import failure
from tests.support.paths import CASES as CASE_FILES
from tests.support.paths import ROOT

CASES = sorted((CASE_FILES / "check").glob("*.txt"))
# Every case has these two beside its own files.
WORLD = {
    "themes/peace.yml": "title: Peace\ndefinition: No war.\n",
    "sources/gazette.yml": "title: The Gazette\ntype: article-newspaper\n",
}
EXPECTED = "=== expected\n"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_case(case: Path, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    """The checker says of a site what its case expects, to the letter."""
    hold(case, lambda given: check(given, tmp_path), request)


def test_no_fault_depends_on_what_is_read_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each case says the same if every person is checked apart from all others."""
    monkeypatch.setattr("site_builder.checks.check.FILES_A_TASK", 1)
    for case in CASES:
        given, _, expected = case.read_text(encoding="utf-8").partition(EXPECTED)
        assert check(given, tmp_path / case.stem) == expected


def test_nearly_the_same_words_are_found_as_if_all_were_compared(tmp_path: Path) -> None:
    """Of many statements, those are near that a comparison of each with each says are."""
    rng = Random(7)
    texts: list[list[str]] = []
    for _ in range(150):
        words = [rng.choice("abcdef") * 3 for _ in range(rng.randint(6, 22))]
        if texts and rng.random() < 0.5:
            words = list(rng.choice(texts))
            for _ in range(rng.randint(1, 3)):
                at, change = rng.randrange(len(words)), [rng.choice("uvw") * 3]
                words[at : at + rng.randint(0, 1)] = rng.choice((change, []))
        texts.append(words)
    statements = "".join(
        f"      - {{ id: s{at}, paraphrase: {' '.join(words)}, date: {2001 + at // 12}-"
        f"{at % 12 + 1:02}, citations: [{{ source: gazette }}] }}\n"
        for at, words in enumerate(texts)
    )
    for name, text in {
        **WORLD,
        "people/a.yml": "name: A\nkind: official\npositions:\n"
        f"  - theme: peace\n    statements:\n{statements}",
    }.items():
        file = tmp_path / "content" / name
        file.parent.mkdir(parents=True)
        file.write_text(text, encoding="utf-8")
    content = examine.check(examine.Inputs(tmp_path / "content", tmp_path))
    found = {
        fault.span.line - 6
        for fault in content.diagnostics
        if fault.code == near_duplicate_words.CODE
    }
    near = set()
    for at, words in enumerate(texts):
        for other in texts[:at]:
            most = min(2, len(words) // 6, len(other) // 6)
            if 0 < Levenshtein.distance(words, other) <= most:
                near.add(at)
    assert found == near
    assert len(near) > 30


def _each_broken(case: Path) -> Iterator[dict[str, bytes]]:
    """Yield the files of a case with one value or the name of one field broken, each in turn."""
    files = files_of(case.read_text(encoding="utf-8").partition(EXPECTED)[0])
    for name, data in files.items():
        try:
            text = data.decode()
        except UnicodeDecodeError:
            continue
        document, _ = parse(text, name) if name.endswith(".yml") and "/" in name else (None, ())
        lines = text.split("\n")
        for where, instead in _places(document.root) if document else ():
            at = where.line - 1
            before, after = lines[at][: where.column - 1], lines[at][where.end_column - 1 :]
            broken = [*lines[:at], f"{before}{instead}{after}", *lines[at + 1 :]]
            yield {**files, name: "\n".join(broken).encode()}


def _places(node: Node) -> Iterator[tuple[Scalar, str]]:
    """Yield what can be broken in a tree, and what to write there."""
    inside: Iterator[Node] = iter(())
    if isinstance(node, Mapping):
        yield from ((field.key, "zzqxw") for field in node.entries.values())
        inside = (field.value for field in node.entries.values())
    elif isinstance(node, Sequence):
        inside = iter(node.items)
    for value in inside:
        if isinstance(value, Scalar) and value.line == value.end_line:
            yield value, "[x y]"
        yield from _places(value)


def test_a_fault_makes_no_other(tmp_path: Path) -> None:
    """If one field is broken, no rule finds more than before, as it would be gone once mended."""
    rng, judged = Random(7), 0
    for case in CASES:
        codes = _codes(files_of(case.read_text(encoding="utf-8").partition(EXPECTED)[0]), tmp_path)
        for files in _each_broken(case):
            # Each of some thousands takes milliseconds, so there is a turn for one in twenty.
            if rng.random() < 0.05:
                judged += 1
                more = _codes(files, tmp_path) - codes
                assert not {code: more[code] for code in more if code in OF_RULES}, (case, files)
    assert judged > 200


def _codes(files: dict[str, bytes], folder: Path) -> Counter[str]:
    shutil.rmtree(folder / "content", ignore_errors=True)
    write_bytes(files, folder)
    content = examine.check(examine.Inputs(folder / "content", folder))
    return Counter(fault.code for fault in content.diagnostics)


OF_RULES = frozenset(module.CODE for module in vars(rules).values() if hasattr(module, "CODE")) | {
    *comparison.CODES,
    "unknown-statement",
    "unneeded-waiver",
}
"""The codes of what rests on more than one value."""


def hold(case: Path, say: Callable[[str], str], request: pytest.FixtureRequest) -> None:
    """Hold what is said of a case to what it expects, or write that anew where it is asked for."""
    given, _, expected = case.read_text(encoding="utf-8").partition(EXPECTED)
    said = say(given)
    if request.config.getoption("rewrite_cases"):
        case.write_text(f"{given}{EXPECTED}{said}", encoding="utf-8")
    else:
        assert said == expected


def check(given: str, folder: Path) -> str:
    """What is said of the files that a case gives, without colour."""
    write_bytes(files_of(given), folder)
    content = examine.check(examine.Inputs(folder / "content", folder))
    said = terminal.render(content.diagnostics, line_reader(folder))
    summary = terminal.summary(content.diagnostics, str(content.size))
    return click.unstyle("\n\n".join(part for part in (said, summary) if part)) + "\n"


def files_of(given: str) -> dict[str, bytes]:
    """The files that a case gives, by their paths in the content folder."""
    files = {name: text.encode() for name, text in WORLD.items()}
    for header, text in re.findall(r"^=== (.+)\n((?:(?!=== ).*\n)*)", given, re.MULTILINE):
        name = header.removesuffix(" as bytes")
        files[name] = unescaped(text) if name != header else text.encode()
    return files


def write_bytes(files: dict[str, bytes], folder: Path) -> None:
    """Write the files of a content folder."""
    for name, data in files.items():
        file = folder / "content" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)


def unescaped(text: str) -> bytes:
    """The bytes that a text with Python's escapes stands for."""
    return text.encode("ascii").decode("unicode_escape").encode("latin-1")


def codes_in_package() -> Iterator[str]:
    """Every diagnostic code that the package can emit, read from its source."""
    for file in (ROOT / "site_builder").rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            match node:
                case ast.Call(func=ast.Name(id=name), args=[first, *_]):
                    pass
                case ast.Call(func=ast.Attribute(attr=name), args=[first, *_]):
                    pass
                case ast.Assign(targets=[ast.Name(id="CODE")], value=first):
                    name = "Finding"
                case _:
                    continue
            if name in ("Diagnostic", "Finding", "Miss", "fault", "refuse", "_refuse", "_note"):
                yield from _literals(first)


def _literals(node: ast.expr) -> Iterator[str]:
    match node:
        case ast.Constant(value=str(code)):
            yield code
        case ast.JoinedStr(values=[ast.Constant(value="unknown-"), _]):
            yield from (f"unknown-{name}" for name in (*BY_NAME, "statement"))
        case ast.JoinedStr():
            # A code that is put together is none: `test_codes_are_found` shows it.
            yield ast.unparse(node)


CODES = sorted(set(codes_in_package()))


def test_codes_are_found() -> None:
    """The codes that are read from the source are those of rules, of fields and of files."""
    assert {"office-not-held", "bad-date", "unknown-theme", "yaml-alias", "symlink"} <= {*CODES}
    assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", code) for code in CODES)


def _too_many(content: Path) -> None:
    (content / "themes" / "many.yml").write_text("".join(f"a{n}: x\n" for n in range(MAX_NODES)))


def _too_large(content: Path) -> None:
    (content / "themes" / "large.yml").write_text("title: " + "x" * MAX_BYTES)


def _long_relay(content: Path) -> None:
    for number in range(MAX_RELAYS + 9):
        text = f"title: T\ntype: webpage\nrelays: [s{number + 1}]\n"
        (content / "sources" / f"s{number}.yml").write_text(text)
    last = content / "sources" / f"s{MAX_RELAYS + 9}.yml"
    last.write_text("title: T\ntype: webpage\n")


# What no text of a case can hold, made by hand.
def _told_by_an_image(content: Path) -> None:
    exif = Image.Exif()
    exif[0x010F] = "Example Camera"
    (content / "images").mkdir()
    Image.new("RGB", (1, 1)).save(content / "images" / "portrait.jpg", exif=exif.tobytes())


MADE: dict[str, Callable[[Path], None]] = {
    "no-content": shutil.rmtree,
    "symlink": lambda content: (content / "themes" / "link.yml").symlink_to("peace.yml"),
    "unreadable-file": lambda content: os.mkfifo(content / "themes" / "pipe.yml"),
    "too-many-values": _too_many,
    "long-relay": _long_relay,
    "file-too-large": _too_large,
    "image-metadata": _told_by_an_image,
}


@pytest.mark.parametrize("code", CODES)
def test_each_code_has_a_case(code: str) -> None:
    """Every fault that can be found has a case, or a test where its file cannot stand in one."""
    cases = [*CASES, *(CASE_FILES / "since").glob("*.txt")]
    said = "".join(case.read_text(encoding="utf-8").partition(EXPECTED)[2] for case in cases)
    # Nothing in the content causes the last one: `tests/preview` holds it.
    assert f"[{code}]" in said or code in {*MADE, failure.CODE}


@pytest.mark.parametrize("code", MADE)
def test_what_no_case_can_hold(code: str, tmp_path: Path) -> None:
    """The fault of a folder, or of a file that no text can hold, is found, and nothing else is."""
    content = tmp_path / "content"
    for name, text in WORLD.items():
        (content / name).parent.mkdir(parents=True, exist_ok=True)
        (content / name).write_text(text)
    assert examine.check(examine.Inputs(content, tmp_path)).diagnostics == ()
    MADE[code](content)
    assert [
        fault.code for fault in examine.check(examine.Inputs(content, tmp_path)).diagnostics
    ] == [code]


@pytest.mark.parametrize("code", CODES)
def test_each_code_has_a_page(code: str) -> None:
    """Every fault that can be found is explained on a page: what, why, before and after."""
    page = (ROOT / "docs" / "rules" / f"{code}.md").read_text(encoding="utf-8")
    assert page.startswith(f"# {code}\n")
    assert re.findall(r"^\*\*(.+)\*\*$", page, re.MULTILINE) == ["Before", "After"]


def test_each_page_has_a_code() -> None:
    """No page explains a fault that cannot be found any more."""
    pages = {page.stem for page in (ROOT / "docs" / "rules").glob("*.md")}
    assert pages - {"README"} == {*CODES}
    index = (ROOT / "docs" / "rules" / "README.md").read_text(encoding="utf-8")
    assert re.findall(r"^- \[(.+)\]\(\1\.md\)$", index, re.MULTILINE) == CODES


def test_parts_of_a_page_are_known() -> None:
    """The ids that no statement can have are those in the template of its speaker's page."""
    template = ROOT / "site_builder" / "html" / "templates" / "pages" / "person.html"
    ids = re.findall(r'\bid="([^"]*)"', template.read_text(encoding="utf-8"))
    assert {*ids} == {*taken_id.PAGE, "on_{{ position.theme.id }}"}


def test_a_broken_file_says_everything_at_once() -> None:
    """More than five different faults of one file come out of one run, each with its line."""
    case = next(case for case in CASES if case.stem == "broken-in-many-ways")
    said = case.read_text(encoding="utf-8").partition(EXPECTED)[2]
    places = re.findall(
        r"^content/people/somebody\.yml:(\d+):\d+: error\[(.+)\]$", said, re.MULTILINE
    )
    assert len({code for _, code in places}) > 5
    assert len({line for line, _ in places}) > 5
