"""What is no YAML: libyaml's errors in the words of somebody who edits a record."""

import re
from typing import NamedTuple

import yaml
from yaml._yaml import CParser
from yaml._yaml import Mark as CMark

from site_builder.diagnostics import Diagnostic, Related, Span


def place_of(mark: yaml.Mark | CMark | None) -> tuple[int, int]:
    """Return line and column, from 1."""
    assert mark is not None  # the parser gives every event its marks
    return mark.line + 1, mark.column + 1


class _Fault(NamedTuple):
    """A fault that libyaml finds: a part of its message, what is wrong, and what to do about it."""

    sign: str
    what: str
    hint: str


def _reserved(sign: str, mark: str) -> _Fault:
    return _Fault(
        sign,
        f"the text begins with `{mark}`, which means something else in YAML",
        f"Put text that begins with `{mark}` in quotation marks.",
    )


_TAB = "a tab is used as indentation"
_SPACES = "Indent with spaces, not with tabs."
_FAULTS = (
    _Fault("found a tab character", _TAB, _SPACES),
    _Fault(
        "found character that cannot start any token",
        "no text can begin with this character",
        "Put the text in quotation marks: it begins with a character that YAML reserves"
        " (`@`, `` ` `` or `%`).",
    ),
    _Fault(
        "could not find expected ':'",
        "this line is no field: it has no `: `",
        "Add `:` after the field's name, or indent the line as part of the text above it.",
    ),
    _Fault(
        "mapping values are not allowed",
        "a field begins within a text",
        "Give this line the same indentation as the field above;"
        " if it is part of the text above, put the whole text in quotation marks.",
    ),
    _Fault(
        "did not find expected key",
        "this line is not indented like the fields around it",
        "Give this line the same indentation as the fields around it.",
    ),
    _Fault(
        "did not find expected '-' indicator",
        "this line is indented like the items of a list, and is none",
        "Start each item of the list with `- `, all at the same indentation.",
    ),
    _Fault(
        "did not find expected ',' or",
        "a bracket or brace is not closed, or a comma is missing in it",
        "Close the bracket or brace, or put text that begins with one in quotation marks.",
    ),
    _Fault(
        "block node did not find expected node content",
        "no text can begin with `]`, `}` or `,`",
        "Delete it, or put text that begins with one of these in quotation marks.",
    ),
    _Fault(
        "did not find expected node content",
        "after a bracket, brace or comma, something is missing or is no value",
        "Put text that begins with a bracket or brace in quotation marks.",
    ),
    _Fault(
        "found unexpected end of stream",
        "a quotation mark is opened and not closed",
        "Close the quotation mark that was opened here.",
    ),
    _Fault(
        "unexpected document indicator",
        "a quotation mark is opened and not closed",
        "Close the quotation mark that was opened above.",
    ),
    _Fault(
        "while parsing a quoted scalar",
        'within `"…"`, a backslash starts a special character, and YAML knows none like this',
        "Write `\\\\` for a backslash, or use single quotation marks.",
    ),
    _Fault(
        "while scanning a block scalar",
        "something follows `|` or `>` on its line",
        "Start the text on the line after `|` or `>`."
        " Put text that begins with one of these in quotation marks.",
    ),
    _Fault(
        "block sequence entries are not allowed",
        "a list begins in the middle of a line",
        "Start the list on the next line. Put text that begins with `- ` in quotation marks.",
    ),
    _Fault(
        "found unexpected ':'",
        "a text within brackets or braces contains `:`",
        "Put the text in quotation marks.",
    ),
    _Fault(
        "<document start>",
        "this line follows the end of the record",
        "Give this line the same indentation as the fields above; if it is part of the text above,"
        " indent it further.",
    ),
    _reserved("directive", "%"),
    _reserved("while scanning an alias", "*"),
    _reserved("while scanning an anchor", "&"),
    _reserved("while scanning a tag", "!"),
    _reserved("while parsing a tag", "!"),
    _reserved("found undefined tag handle", "!"),
    _reserved("mapping keys are not allowed", "?"),
)
_UNSURE = "Check the indentation and the quotation marks."


def first_fault(path: str, text: str) -> Diagnostic | None:
    """Return why a text is no YAML at all; None if it is some."""
    parser = CParser(text)
    try:
        while not isinstance(parser.get_event(), yaml.StreamEndEvent):
            pass
    except yaml.YAMLError as error:
        return syntax_fault(path, text.split("\n"), error)
    return None


def syntax_fault(path: str, lines: list[str], error: yaml.YAMLError) -> Diagnostic:
    """Explain a parser's error: what to edit, and where."""
    problem, context, line, column = str(error), "", 1, 1
    if isinstance(error, yaml.MarkedYAMLError):
        problem, context = error.problem or "", error.context or ""
        mark = error.problem_mark or error.context_mark
        line, column = place_of(mark) if mark else (1, 1)
        is_at_end = not any(text.strip() for text in lines[line - 1 :])
        if error.context_mark and (is_at_end or "expected ':'" in problem):
            # The place to edit is what was opened and never closed, or named and given no value.
            line, column = place_of(error.context_mark)
        if line > len(lines):
            line, column = len(lines), len(lines[-1]) + 1
        above = lines[line - 2] if line > 1 else ""
        if _ODD_FIELD.match(above):
            # YAML took the line above for more of the text before it, so it stumbled only here.
            line, column = line - 1, 1
        elif dash := _ODD_DASH.match(above):
            line, column = line - 1, dash.end(1)
        elif item := _UNSPACED_ITEM.match(above):
            # To YAML the line above is a field of this name, of which this is the value.
            line, column = line - 1, item.start(1)
    what, hint = _explained(f"{context} {problem}".strip(), lines[line - 1], column)
    if _is_cut(lines, line):
        what, hint = _CUT
    message = f"This is not valid YAML: {what}."
    span = Span(path, line, column, line, column + 1)
    return Diagnostic("yaml-syntax", message, span, hint, related=_opened(path, line, error))


def _is_cut(lines: list[str], line: int) -> bool:
    """Check whether a line that is no field goes on with a text that a comment has ended."""
    above, text = (lines[line - 2] if line > 1 else ""), lines[line - 1]
    return above.lstrip().startswith("#") and text.startswith("  ") and not _BEGINS.match(text)


def _opened(path: str, line: int, error: yaml.YAMLError) -> tuple[Related, ...]:
    """Locate the bracket or brace that is not closed, if it is on another line."""
    if not isinstance(error, yaml.MarkedYAMLError) or not error.context_mark:
        return ()
    if "flow" not in (error.context or ""):
        return ()
    there, column = place_of(error.context_mark)
    span = Span(path, there, column, there, column + 1)
    return () if there == line else (Related("It begins here", span),)


_ODD_INDENTATION = re.compile(r"[ -]*([\xa0\u2000-\u200a\u202f\u3000])")
_ODD_SPACE = re.compile(rf"^{_ODD_INDENTATION.pattern}|:([\xa0\u2000-\u200a\u202f\u3000])")
"""A space that YAML takes for a letter, as indentation or after a colon."""
_UNSPACED_ITEM = re.compile(r" *-([a-z_]+:)(?: |$)")
_UNSPACED_FIELD = re.compile(r" *(?:- )?([a-z_]+):[^\s/]")
_CURLY = re.compile(r"^[ -]*[a-z_]+: +([“”„«»‘’‹›])")
"""A quotation mark at the start of a text, which is none to YAML."""
_FIELD = re.compile(r" *[a-z_]+:( |$)")
_BEGINS = re.compile(r" *(?:-(?: |$)|(?:- +)*[a-z_]+:(?: |$))")
"""What an item of a list or a field begins with."""
_ODD_DASH = re.compile(r" *([‐-―−•])\s*[a-z_]+:(?: |$)")
_ODD_COLON = re.compile(r" *(?:- +)?([a-z_]+)\s*([：﹕∶])")
_CLOSED_BY = re.compile(r"[“”„«»‘’](?=\s*$)")
"""A mark at the end of a text that may be meant to close it."""
_NAME = re.compile(r" *(?:- +)*[a-z_]+")
_CUT = (
    "a line that begins with `#` ends the text above it",
    "If the `#` is part of the text, put the whole text in quotation marks; if the line is a"
    " comment, move it above the field.",
)
_ODD_FIELD = re.compile(rf"{_ODD_INDENTATION.pattern}\s*[a-z_]+:")
_ENDED = "The text ended just before this. "
_QUOTED = {
    '"': _ENDED + 'Write each `"` of the text as `\\"`. If the one at its start is of the text too,'
    " put the whole text in `'…'` instead.",
    "'": _ENDED + "Write each `'` of the text twice. If the one at its start is of the text too,"
    ' put the whole text in `"…"` instead.',
    "[": "Put the whole text in quotation marks: YAML takes the bracket at its start for a list.",
    "{": "Put the whole text in quotation marks: YAML takes the brace at its start for fields.",
}
"""What to do about a text that ended too early, by the character that it begins with."""


def _hint_for_odd(text: str, odd: re.Match[str]) -> str:
    """Return what to do about an odd space and those of the same kind right after it."""
    space = odd[1] or odd[2]
    first = odd.end()
    last = first + len(text[first:]) - len(text[first:].lstrip(space))
    where = f"column {first}" if first == last else f"each of the columns {first} to {last}"
    return f"Replace U+{ord(space):04X} in {where} with an ordinary space."


def _explained(problem: str, text: str, column: int) -> tuple[str, str]:
    """Return what is wrong in a line, and what to do about it."""
    fault = next((one for one in _FAULTS if one.sign in problem), _Fault("", problem, _UNSURE))
    what, hint = fault.what, fault.hint
    before = text[: column - 1]
    if odd := _ODD_SPACE.search(text):
        return "a space in this line is not the one of the space bar", _hint_for_odd(text, odd)
    if dash := _ODD_DASH.match(text):
        return (
            f"this line begins with `{dash[1]}`, which is not a hyphen",
            "Start the item with `- `: the hyphen of the keyboard and a space.",
        )
    if colon := _ODD_COLON.match(text) if "expected ':'" in problem else None:
        return (
            f"the colon after the field's name is `{colon[2]}`, and YAML does not take it for one",
            f"Write `{colon[1]}: …`, with the colon `:` and a space.",
        )
    if item := _UNSPACED_ITEM.match(text):
        return (
            "a hyphen that starts an item of a list has no space after it",
            f"Write a space after the hyphen: `- {item[1]}`.",
        )
    if field := _UNSPACED_FIELD.match(text) if "expected ':'" in problem else None:
        return (
            "the colon after a field's name has no space after it",
            f"Write a space after the colon: `{field[1]}: …`.",
        )
    if "mapping values are not allowed" in problem:
        if curly := _CURLY.search(before):
            hint = (
                f"To YAML, {curly[1]} is a letter like others. Put the whole text in straight"
                ' quotation marks, `"…"`: it contains `: `, which starts a field.'
            )
        elif ": " in before:
            hint = "Put the whole text in quotation marks: it contains `: `, which starts a field."
        elif not _NAME.fullmatch(before):
            # Where its words were made a field, they would be lost with it.
            hint = (
                "Put the whole text in quotation marks, from its first line on: it contains `: `,"
                " which starts a field."
            )
        return what, hint
    if "did not find expected key" in problem and before.strip():
        start = re.search(r"""(?:: +|^ *(?:- +)*)(["'\[{])""", before)
        ended = _QUOTED[start[1]] if start else _ENDED + "Put all of it in quotation marks."
        return "something follows the end of a text", ended
    if "did not find expected key" in problem and text.lstrip().startswith("- "):
        return (
            "this `- ` is not indented like the others of its list",
            "Give it the same indentation as the `- ` of the other items of its list.",
        )
    if "did not find expected key" in problem and not _BEGINS.match(text):
        return (
            "this line is not a field, and is not indented like the text above it",
            "If it is part of that text, indent it like the lines of the text. If it is a field,"
            " write it as `name: …`, with the indentation of the fields around it.",
        )
    if "found unexpected end of stream" in problem and (mark := _CLOSED_BY.search(text, column)):
        straight = text[column - 1 : column]
        hint = (
            f"To YAML, `{mark[0]}` closes nothing: end the text with `{straight}`, in place of"
            f" `{mark[0]}` if that is not part of the text."
        )
    if "did not find expected node content" in problem and text[column - 1 : column] == ",":
        return (
            "there is no value before this comma",
            "Delete the comma, or write a value before it.",
        )
    if "did not find expected '-' indicator" in problem and _FIELD.match(text):
        hint = (
            "Give this field the same indentation as the fields of the item above, or start a new"
            " item with `- `."
        )
    if text[column - 1 : column] == "\t":
        return _TAB, _SPACES
    return what, hint
