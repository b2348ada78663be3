"""What is no YAML: libyaml's errors in the words of somebody who edits a record."""

import re

import yaml
from yaml._yaml import Mark as CMark

from site_builder.diagnostics import Diagnostic, Related, Span


def place_of(mark: yaml.Mark | CMark | None) -> tuple[int, int]:
    """Return line and column, from 1."""
    assert mark is not None  # the parser gives every event its marks
    return mark.line + 1, mark.column + 1


# Messages of libyaml, and what to do about them in a record.
_SYNTAX_HINTS = (
    ("found character '\\t'", "Indent with spaces, not with tabs."),
    (
        "found character that cannot start any token",
        "Put the text in quotation marks: it begins with a character that YAML reserves"
        " (`@`, `` ` `` or `%`).",
    ),
    (
        "could not find expected ':'",
        "Add `:` after the field's name, or indent the line as part of the text above it.",
    ),
    (
        "did not find expected key",
        "Give this line the same indentation as the fields around it.",
    ),
    (
        "did not find expected '-' indicator",
        "Start each item of the list with `- `, all at the same indentation.",
    ),
    (
        "did not find expected ',' or",
        "Close the bracket or brace, or put text that begins with one in quotation marks.",
    ),
    (
        "did not find expected node content",
        "Put text that begins with a bracket or brace in quotation marks.",
    ),
    ("found unexpected end of stream", "Close the quotation mark that was opened here."),
    ("unexpected document indicator", "Close the quotation mark that was opened above."),
    (
        "found unknown escape character",
        "Write `\\\\` for a backslash, or use single quotation marks.",
    ),
    ("while scanning a directive", "Put text that begins with `%` in quotation marks."),
    ("while scanning an alias", "Put text that begins with `*` in quotation marks."),
    ("while scanning an anchor", "Put text that begins with `&` in quotation marks."),
    ("while scanning a tag", "Put text that begins with `!` in quotation marks."),
    (
        "while scanning a block scalar",
        "Start the text on the line after `|` or `>`."
        " Put text that begins with one of these in quotation marks.",
    ),
    ("mapping keys are not allowed", "Put text that begins with `?` in quotation marks."),
    (
        "block sequence entries are not allowed",
        "Start the list on the next line. Put text that begins with `- ` in quotation marks.",
    ),
)


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
        elif item := _UNSPACED_ITEM.match(above):
            # To YAML the line above is a field of this name, of which this is the value.
            line, column = line - 1, item.start(1)
    message = f"This is not valid YAML: {problem}" + (f" ({context})" if context else "") + "."
    hint = _syntax_hint(f"{context} {problem}", lines[line - 1], column)
    span = Span(path, line, column, line, column + 1)
    return Diagnostic("yaml-syntax", message, span, hint, related=_opened(path, line, error))


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


def _syntax_hint(problem: str, text: str, column: int) -> str:
    before = text[: column - 1]
    if odd := _ODD_SPACE.search(text):
        code = ord(odd[1] or odd[2])
        return f"Replace U+{code:04X} in column {odd.end()} with an ordinary space."
    if item := _UNSPACED_ITEM.match(text):
        return f"Write a space after the hyphen: `- {item[1]}`."
    if field := _UNSPACED_FIELD.match(text) if "expected ':'" in problem else None:
        return f"Write a space after the colon: `{field[1]}: …`."
    if "mapping values are not allowed" in problem:
        if curly := _CURLY.search(before):
            return (
                f"To YAML, {curly[1]} is a letter like others. Put the whole text in straight"
                ' quotation marks, `"…"`: it contains `: `, which starts a field.'
            )
        if ": " in before:
            return "Put the whole text in quotation marks: it contains `: `, which starts a field."
        return (
            "Give this line the same indentation as the field above;"
            " if it is part of the text above, put the whole text in quotation marks."
        )
    if "did not find expected key" in problem and before.strip():
        start = re.search(r"""(?:: +|^ *(?:- +)*)(["'\[{])""", before)
        if start is not None:
            return _QUOTED[start[1]]
        return _ENDED + "Put all of it in quotation marks."
    if "did not find expected '-' indicator" in problem and _FIELD.match(text):
        return (
            "Give this field the same indentation as the fields of the item above, or start a new"
            " item with `- `."
        )
    if text[column - 1 : column] == "\t":
        return "Indent with spaces, not with tabs."
    return next(
        (hint for sign, hint in _SYNTAX_HINTS if sign in problem),
        "Check the indentation and the quotation marks.",
    )
