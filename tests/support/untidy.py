"""Files as nobody should write them, but may: the same records in any order, style and spacing."""

import json
from collections.abc import Iterator, Sequence
from random import Random

from site_builder.content.document import Document, Plain, parse
from site_builder.content.validate import lost_comments


def untidy(values: dict[str, Plain], rng: Random) -> str:
    """YAML that says `values`, laid out by chance, with comments in places by chance."""
    rows = [*_fields(values, 0, rng)]
    if rng.random() < 0.3:
        rows.insert(0, "# yaml-language-server: $schema=../elsewhere.json")
    for _ in range(rng.randrange(8)):
        rows = _with_comment(rows, rng)
    return "\n".join([*rows, *[""] * rng.randrange(3)])


def _with_comment(rows: Sequence[str], rng: Random) -> list[str]:
    """One more comment or empty line, unless it would become a part of a text, or cut one."""
    at = rng.randrange(len(rows) + 1)
    words = f"# {rng.choice('abc')}: {rng.choice(('note', '- “x”', '[1', '# #', ' two'))}"
    if rng.random() < 0.3 and at < len(rows) and rows[at]:
        changed = [*rows[:at], rows[at] + " " * rng.choice((1, 1, 3)) + words, *rows[at + 1 :]]
    else:
        row = " " * rng.choice((0, 0, 1, 2, 4, 6, 9)) + words if rng.random() < 0.7 else ""
        changed = [*rows[:at], row, *rows[at:]]
    before, after = (parse("\n".join(lines), "")[0] for lines in (rows, changed))
    assert before is not None
    if after is None or after.plain() != before.plain() or _may_be_text(after):
        return [*rows]
    return changed


def _may_be_text(document: Document) -> bool:
    return any(True for _ in lost_comments(document))


def _fields(values: dict[str, Plain], indent: int, rng: Random) -> Iterator[str]:
    names = [*values]
    if rng.random() < 0.5:
        rng.shuffle(names)
    for name in names:
        if rng.random() < 0.1:
            yield ""
        key = f"{' ' * indent}{_key(name, rng)}:"
        yield from _under(key, values[name], indent, rng)


def _key(name: str, rng: Random) -> str:
    return rng.choice([name] * 8 + [f'"{name}"', f"'{name}'"])


def _under(head: str, value: Plain, indent: int, rng: Random) -> Iterator[str]:
    """A value behind or below its field's name or its dash."""
    if isinstance(value, str):
        yield from _text(head, value, indent, rng)
    elif not value or rng.random() < 0.15:
        first, *rest = _flow(value, rng)
        yield f"{head} {first}"
        yield from (f"{' ' * (indent + 3)}{row}" for row in rest)
    elif isinstance(value, dict):
        yield head
        yield from _fields(value, indent + rng.choice((1, 2, 2, 4)), rng)
    else:
        yield head
        step = rng.choice((0, 2, 2, 3)) if head.endswith(":") else 2
        for item in value:
            yield from _item(item, indent + step, rng)


def _item(value: Plain, indent: int, rng: Random) -> Iterator[str]:
    dash = f"{' ' * indent}-"
    if isinstance(value, dict) and value and rng.random() < 0.8:
        gap = rng.choice((1, 1, 3))
        rows = [row for row in _fields(value, indent + 1 + gap, rng) if row]
        yield f"{dash}{' ' * gap}{rows[0].lstrip()}"
        yield from rows[1:]
    else:
        yield from _under(dash, value, indent, rng)


def _flow(value: Plain, rng: Random) -> list[str]:
    """A value in brackets or braces, on one line or several."""
    if isinstance(value, str):
        return [json.dumps(value, ensure_ascii=False)]
    if isinstance(value, dict):
        pairs = [(f"{name}: ", item) for name, item in value.items()]
        opening, closing = "{", "}"
    else:
        pairs = [("", item) for item in value]
        opening, closing = "[", "]"
    rows = [opening]
    break_lines = rng.random() < 0.3
    for at, (head, item) in enumerate(pairs):
        first, *rest = _flow(item, rng)
        comma = "," if at < len(pairs) - 1 else ""
        inner = [f"{head}{first}", *rest]
        inner[-1] += comma
        if break_lines:
            rows += inner
        else:
            rows[-1] += (" " if at else "") + inner[0]
            rows += inner[1:]
    if break_lines:
        rows.append(closing)
    else:
        rows[-1] += closing
    return rows


def _text(head: str, text: str, indent: int, rng: Random) -> Iterator[str]:
    """A text in any of YAML's five ways that can hold it."""
    pad = " " * (indent + rng.choice((1, 2, 4)))
    quoted = json.dumps(text, ensure_ascii=False)
    words = text.split(" ")
    is_simple = text == " ".join(text.split()) and text[0].isalnum() and text[-1].isalnum()
    ways = [[f"{head} {quoted}"], [head, f"{pad}{quoted}"]]
    if "\n" not in text and "\t" not in text:
        ways.append([f"{head} '{text.replace(chr(39), chr(39) * 2)}'"])
    if "\n" not in text and text[0] != " " and text[-1] != " ":
        ways.append([f"{head} >-", f"{pad}{text}"])
        ways.append(
            [f"{head} |{rng.choice('- ').strip()}", f"{pad}{text}", *[""] * rng.randrange(3)]
        )
        ways.append([f"{head} |2-", f"{' ' * (indent + 2)}{text}"])
    if is_simple and len(words) > 2:
        middle = len(words) // 2
        first, last = " ".join(words[:middle]), " ".join(words[middle:])
        ways.append([f"{head} >-", f"{pad}{first}", f"{pad}{last}"])
        ways.append(
            [
                f"{head} {json.dumps(first, ensure_ascii=False)[:-1]}",
                f"{pad}{json.dumps(last, ensure_ascii=False)[1:]}",
            ]
        )
        if not any(sign in text for sign in ":#{}[],&*!|>'\"%@`"):
            ways.append([f"{head} {first}", f"{pad}{last}"])
            ways.append([f"{head} {text}"])
    yield from rng.choice(ways)
