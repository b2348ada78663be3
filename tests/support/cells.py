"""Cells of every kind that openpyxl can write, with what a spreadsheet program shows of them.

What is shown is told by rules of its own, so that it can be compared with what is imported.
"""

import datetime
from collections.abc import Callable, Iterator
from random import Random
from typing import Any, NamedTuple

from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import numbers

FORMATS = sorted(
    {
        *numbers.BUILTIN_FORMATS.values(),
        *(value for name, value in vars(numbers).items() if name.startswith("FORMAT_")),
        '"page "0', "0000", "yyyy", "yyyy-mm", "mmmm yyyy", "[$-409]mmm\\-yy;@", "[Red]0",
        ";;;", '"No. "@', "[h]:mm", "dddd, d mmmm yyyy",
    }
)  # fmt: skip
_NUMBERS: dict[str, Callable[[float], str]] = {
    "0": lambda n: f"{n:.0f}",
    "[Red]0": lambda n: f"{n:.0f}",
    "0000": lambda n: f"{n:05.0f}" if n < 0 else f"{n:04.0f}",
    '"page "0': lambda n: f"-page {-n:.0f}" if n < 0 else f"page {n:.0f}",
    "0%": lambda n: f"{n * 100:.0f}%",
    "#,##0": lambda n: f"{n:,.0f}",
    "General": lambda n: f"{n:g}" if n != int(n) else f"{n:.0f}",
    "@": lambda n: f"{n:g}" if n != int(n) else f"{n:.0f}",
    "$#,##0_-": lambda n: f"-${-n:,.0f}" if n < 0 else f"${n:,.0f}",
    "#,##0_);(#,##0)": lambda n: f"({-n:,.0f})" if n < 0 else f"{n:,.0f}",
    "#,##0_);[Red](#,##0)": lambda n: f"({-n:,.0f})" if n < 0 else f"{n:,.0f}",
    '"$"#,##0_);("$"#,##0)': lambda n: f"(${-n:,.0f})" if n < 0 else f"${n:,.0f}",
    '"$"#,##0_);[Red]("$"#,##0)': lambda n: f"(${-n:,.0f})" if n < 0 else f"${n:,.0f}",
}
_DATES = {
    "yyyy": "%Y", "yyyy-mm": "%Y-%m", "mmmm yyyy": "%Y-%m", "[$-409]mmm\\-yy;@": "%Y-%m",
    "mmm-yy": "%Y-%m", "m-y": "%Y-%m", "yyyy-mm-dd": "%Y-%m-%d", "mm-dd-yy": "%Y-%m-%d",
    "d-mmm-yy": "%Y-%m-%d", "yy-mm-dd": "%Y-%m-%d", "dd/mm/yy": "%Y-%m-%d", "d/m/y": "%Y-%m-%d",
    "d-m-y": "%Y-%m-%d", "dddd, d mmmm yyyy": "%Y-%m-%d",
}  # fmt: skip
_TEXTS = {
    "We go.": "We go.",
    " We go. ": "We go.",
    "One._x000D_\nTwo.": "One.\nTwo.",
    "_x005F_x000D_": "_x000D_",
    "0x005F_ is a number": "0x005F_ is a number",
    "_x041C__x044B_ идём": "Мы идём",
    "_xD83D__xDE00_ we go": "😀 we go",
    "Salt & Light": "Salt & Light",
    "Nov-24": "Nov-24",
    "2023": "2023",
    "100%": "100%",
    "2024-11-06T00:00:00": "2024-11-06T00:00:00",
}
_STRUCK = TextBlock(InlineFont(strike=True), "never ")
_BOLD = TextBlock(InlineFont(b=True), "gladly ")
_RAISED = TextBlock(InlineFont(vertAlign="superscript"), "2")


class Made(NamedTuple):
    """A cell, and what is shown in it: a text, or nothing that can be told.

    `is_day` says that the form in which a date is shown does not matter, but how exact it is.
    """

    value: Any
    format: str
    shown: str | None
    is_day: bool = False
    is_struck: bool = False


def made(count: int, seed: int) -> Iterator[Made]:
    """Yield cells, each format with numbers, dates and texts in turn."""
    random = Random(seed)
    for at in range(count):
        code = FORMATS[at % len(FORMATS)]
        yield random.choice((_number, _number, _date, _date, _text, _other))(random, code)


def _number(random: Random, code: str) -> Made:
    number = random.choice((
        random.randrange(1, 3000), random.randrange(-50, 1), 2023, 7, 1, 0.5, 1.25, 2024.0, 10**13
    ))  # fmt: skip
    if code in _DATES or numbers.is_date_format(code):
        # A number with the format of a date is one; others are made below.
        number, code = 12, "General"
    written = _NUMBERS.get(code)
    return Made(number, code, written(number) if written else None)


def _date(random: Random, code: str) -> Made:
    # Times without a zone, as a spreadsheet has them.
    day = datetime.datetime(1950, 1, 1) + datetime.timedelta(random.randrange(30_000))  # noqa: DTZ001
    if random.random() < 0.3:
        day = day.replace(hour=random.randrange(24), minute=30)
    if not numbers.is_date_format(code):
        code = random.choice([*_DATES])
    pattern = _DATES.get(code)
    if pattern is None and {"y", "d", "h"} <= {*code} and not (day.hour or day.minute):
        pattern = "%Y-%m-%d"
    return Made(day, code, day.strftime(pattern) if pattern else None, is_day=True)


def _text(random: Random, code: str) -> Made:
    written, shown = random.choice([*_TEXTS.items()])
    if code == ";;;":
        return Made(written, code, None)
    if code == '"No. "@':
        return Made(written, code, f"No. {shown}")
    return Made(written, code, shown, is_struck=random.random() < 0.1)


def _other(random: Random, _code: str) -> Made:
    return random.choice(
        (
            Made(CellRichText("We will ", _BOLD, "go."), "General", "We will gladly go."),
            Made(CellRichText("We will ", _STRUCK, "go."), "General", None),
            Made(CellRichText("10", _RAISED), "General", None),
            Made(random.random() < 0.5, "General", None),
            Made("#N/A", "General", None),
            Made("=1+1", "General", None),
            Made(datetime.time(10, 30), "h:mm", None),
            Made(datetime.timedelta(hours=30), "[h]:mm:ss", None),
            Made("Salt &amp; Light", "General", None),
        )
    )
