import json
import re

import pytest
from babel import Locale

from site_builder.exports import cells
from site_builder.exports.cells import is_altered
from tests.support.paths import ROOT

SCRIPT = ROOT / "site_builder/mkdocs/theme/assets/javascripts/search-cells.js"


def test_guards_what_an_export_of_a_search_guards() -> None:
    """Both have the same cases; `tests/site/test_csv.py` is the other one."""
    file = ROOT / "tests/fixtures/spreadsheet-cells.json"
    examples = json.loads(file.read_text(encoding="utf-8"))
    assert [text for text in examples["altered"] if not is_altered(text)] == []
    assert [text for text in examples["exact"] if is_altered(text)] == []


@pytest.mark.parametrize("name", ["TRUTH", "HALVES", "CURRENCIES", "MONTHS"])
def test_both_know_the_same_words(name: str) -> None:
    """Months, currencies and truth values are the same for files of data and for a search."""
    there = re.search(rf"const {name} = set\((.*?)\)\n", SCRIPT.read_text("utf-8"), re.DOTALL)
    assert there is not None
    words = "".join(re.findall(r'"([^"]*)"', there[1])).split()
    assert {*words} == getattr(cells, name)


LANGS = (
    "ar bg cs da de el en es et fa fi fr he hi hr hu id it ja ko lt lv nb nl pl pt ro ru sk sl sr"
    " sv th tr uk zh"
)


def test_the_names_of_months_are_known() -> None:
    """A day or a month in words is guarded in the languages that spreadsheets have."""
    missed = {
        text
        for lang in LANGS.split()
        for width in ("wide", "abbreviated")
        for name in Locale(lang).months["format"][width].values()
        for text in (f"6 {name}", f"{name.upper()} 6", f"{name} 2024", f"6. {name} 2024")
        if not is_altered(text)
    }
    assert missed == set()


def test_the_halves_of_the_day_are_known() -> None:
    """A time with the half of its day is guarded in the languages that spreadsheets have."""
    missed = {
        text
        for lang in LANGS.split()
        for half, name in Locale(lang).day_periods["format"]["abbreviated"].items()
        for text in (f"10:30 {name}", f"10 {name.upper()}")
        if half in ("am", "pm") and not is_altered(text)
    }
    assert missed == set()
