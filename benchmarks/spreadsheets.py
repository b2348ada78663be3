"""What LibreOffice makes of cells, in many languages, and which of those the CSV does not guard.

`python -m benchmarks.spreadsheets`, with `soffice` on the path (Debian: `libreoffice-calc`). It
opens one CSV file in each language, with all that it recognises switched on, and compares the cells
with the texts. Listed are texts that are shown as something else although `exports/cells.py` says
that they are safe; the exit code is 1 if there are any.
"""

import csv
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import click
from babel import Locale
from openpyxl import load_workbook

from site_builder.exports.cells import is_altered
from tests.support.awkward import STRINGS

# The numbers that Windows gives languages, which LibreOffice takes (MS-LCID).
_LANGS = (
    *("en_US 1033", "en_GB 2057", "de 1031", "de_AT 3079", "de_CH 2055", "fr 1036", "it 1040"),
    *("es 3082", "pt_BR 1046", "pt 2070", "nl 1043", "ru 1049", "uk 1058", "pl 1045", "cs 1029"),
    *("sk 1051", "hu 1038", "sv 1053", "da 1030", "nb 1044", "fi 1035", "ro 1048", "bg 1026"),
    *("sr 3098", "hr 1050", "sl 1060", "el 1032", "tr 1055", "ar 1025", "he 1037", "fa 1065"),
    *("zh 2052", "ja 1041", "ko 1042", "th 1054", "id 1057", "et 1061", "lv 1062", "lt 1063"),
)
_FORMS = ("6 {}", "{} 6", "6. {}", "{} 2024", "6 {} 2024", "{} 6, 2024", "6-{}-24", "{}6", "6{}")
_TIMES = ("10:30 {}", "10 {}", "{} 10:30")
_OTHERS = (
    "5 zł|5 Kč|5 Ft|5 kr|5 kr.|CHF 5|5 CHF|5 lei|5 грн.|5 руб.|R$ 5|Rp 5|5 ₺|5 ₽|₴5|5 ₫|₪5|฿5"
    "|5 €|Wednesday, November 6, 2024|Mittwoch, 6. November 2024|mercredi 6 novembre 2024"
    "|среда, 6 ноября 2024 г.|2024年11月6日|2024년 11월 6일|10 h 30|10:30 Uhr|½|1 ½|١٢|１２|1'000"
    "|wahr|Faux|FALSO|vero|ИСТИНА|ложь|onwaar|prawda|NEPRAVDA|hamis|falskt|sand|tosi|adevărat"
    "|YANLIŞ|paragraph 3|Article 5|Agenda 2030|5 a|2024-11-06T10:30|￥5|5／6|12٫5|R6.11.6"
    "|令和6年11月6日| TRUE|ТАЧНО|خطأ|درست|참|จริง|BENAR|TÕENE|PATIESS"
)


@click.command()
def main() -> None:
    """List the cells that LibreOffice alters and that are not guarded."""
    texts = [*dict.fromkeys(text for text in _texts() if text.strip() and not is_altered(text))]
    missed = defaultdict[str, list[str]](list)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "cells.csv")
        with file.open("w", encoding="utf-8-sig", newline="") as opened:
            csv.writer(opened).writerows([text] for text in texts)
        for lang, number in map(str.split, _LANGS):
            for text, shown in zip(texts, _shown(file, number), strict=True):
                if shown != text:
                    missed[text].append(f"{lang}: {shown}")
    for text, others in missed.items():
        print(repr(text), *others, sep="  ")
    print(f"{len(missed):,} of {len(texts):,} texts are altered in one of {len(_LANGS)} languages.")
    sys.exit(1 if missed else 0)


def _texts() -> Iterator[str]:
    yield from STRINGS
    yield from _OTHERS.split("|")
    for lang, _ in map(str.split, _LANGS):
        for form in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                for name in Locale.parse(lang).months[form][width].values():
                    yield from (form.format(name) for form in _FORMS)
        for name in Locale.parse(lang).day_periods["format"]["abbreviated"].values():
            yield from (form.format(name) for form in _TIMES)


def _shown(file: Path, lang: str) -> list[str]:
    """Return the first cell of each row, in a language, as texts."""
    # Commas, quotation marks, UTF-8, from the first line; all that it can recognise.
    how = f"--infilter=CSV:44,34,76,1,,{lang},false,true"
    to = file.with_suffix(".xlsx")
    convert = ("soffice", "--headless", how, "--convert-to", "xlsx")
    subprocess.run((*convert, "--outdir", file.parent, file), check=True, capture_output=True)
    sheet = load_workbook(to).worksheets[0]
    return [str(row[0]) for row in sheet.iter_rows(values_only=True)]


if __name__ == "__main__":
    main()
