import json
import re

from babel import Locale

from site_builder.exports.cells import is_altered
from tests.support.paths import ROOT

SCRIPT = ROOT / "site_builder/mkdocs/theme/assets/javascripts/search-cells.js"


def test_guards_what_an_export_of_a_search_guards() -> None:
    """Both have the same cases; `tests/site/test_csv.py` is the other one."""
    cells = json.loads((ROOT / "tests/fixtures/spreadsheet-cells.json").read_text(encoding="utf-8"))
    assert [text for text in cells["altered"] if not is_altered(text)] == []
    assert [text for text in cells["exact"] if is_altered(text)] == []


def test_both_know_the_same_words() -> None:
    """Months, currencies and truth values are the same for files of data and for a search."""
    script, module = SCRIPT.read_text(encoding="utf-8"), SCRIPT.parents[4] / "exports/cells.py"
    for name in ("TRUTH", "CURRENCIES", "MONTHS"):
        here = re.search(rf"_{name} = _words\((.*?)\n?\)\n", module.read_text("utf-8"), re.DOTALL)
        there = re.search(rf"const {name} = set\((.*?)\)\n", script, re.DOTALL)
        assert here is not None
        assert there is not None
        listed = [" ".join(re.findall(r'"([^"]*)"', found[1])).split() for found in (here, there)]
        assert listed[0]
        assert listed[0] == listed[1]


def test_the_names_of_months_are_known() -> None:
    """A day or a month in words is guarded in the languages that spreadsheets have."""
    langs = (
        "ar bg cs da de el en es et fa fi fr he hi hr hu id it ja ko lt lv nb nl pl pt ro ru sk sl"
    )
    missed = {
        text
        for lang in f"{langs} sr sv th tr uk zh".split()
        for width in ("wide", "abbreviated")
        for name in Locale(lang).months["format"][width].values()
        for text in (f"6 {name}", f"{name.upper()} 6", f"{name} 2024", f"6. {name} 2024")
        if not is_altered(text)
    }
    assert missed == set()
