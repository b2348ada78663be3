"""Give a generated site copies of its sources and receipts, to measure what these cost.

`python -m benchmarks.generate --people 10000 --seed 7 FOLDER`, then
`python -m benchmarks.evidence FOLDER --quotes`, and `factsheet check` with and without
`content/captures/` and `content/receipts/`.
"""

import re
from pathlib import Path

import click

from site_builder.authoring.captures import Origin, capture_text
from site_builder.content.catalogue import Catalogue
from site_builder.content.model import digest
from site_builder.evidence.comparison import look_for, receipt_of, sought
from site_builder.evidence.extracts import extracts
from site_builder.evidence.matching import Copy, Match
from site_builder.evidence.receipts import Receipt, text_of
from site_builder.examine import Inputs, load

_FILLER = "Then the council of lanterns went on to other matters of the evening, number {}. "
_DAY = "2032-06-01"


@click.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option(
    "--quotes", is_flag=True, help="First make all statements quotes that can be compared."
)
def main(folder: Path, quotes: bool) -> None:
    """Write captures and receipts into the content folder of FOLDER."""
    content = folder / "content"
    if quotes:
        _make_quotes(content)
    catalogue = load(Inputs(content, folder)).catalogue
    receipts: dict[str, list[Receipt]] = {}
    for name in ("captures", "receipts"):
        (content / name).mkdir(exist_ok=True)
    for id_ in catalogue.sources:
        _capture(content, catalogue, id_, receipts)
    for person, found in receipts.items():
        (content / "receipts" / f"{person}.jsonl").write_text(text_of(found), encoding="utf-8")
    print(f"{sum(map(len, receipts.values())):,} receipts of {len(receipts):,} people")


def _make_quotes(content: Path) -> None:
    """Make all statements quotes in the words of their sources."""
    for folder, pattern, new in (
        ("people", r"^(        )(?:paraphrase|action):", r"\1quote:"),
        ("people", r"^        translation: editor\n", "        translation: outlet\n"),
        ("sources", r"^lang: .*\n", ""),
    ):
        for file in (content / folder).glob("*.yml"):
            text = file.read_text(encoding="utf-8")
            file.write_text(re.sub(pattern, new, text, flags=re.MULTILINE), encoding="utf-8")


def _capture(
    content: Path, catalogue: Catalogue, id_: str, receipts: dict[str, list[Receipt]]
) -> None:
    source, lang = catalogue.sources[id_], catalogue.lang
    wanted = {
        (entry.person.id, entry.statement.id, at): one
        for entry in catalogue.by_source.get(id_, ())
        for at, citation in enumerate(entry.statement.citations)
        if citation.source == id_ and (one := sought(entry.statement, citation, source, lang))
    }
    if not wanted:
        return
    # Words without their surroundings are found where those with them are.
    framed = {one.words for one in wanted.values() if one.prefix or one.suffix}
    printed = [
        one for one in wanted.values() if one.prefix or one.suffix or one.words not in framed
    ]
    text = "".join(
        f"{_FILLER.format(number)}{one.prefix} {one.words} {one.suffix} "
        for number, one in enumerate(dict.fromkeys(printed))
    )
    copy, whole = Copy(text), digest(text)
    found = {}
    for (person, statement, at), one in wanted.items():
        match = look_for(one, copy)
        if isinstance(match, Match):
            found[one] = match
            made = receipt_of((statement, at), one, id_, whole, match, _DAY)
            receipts.setdefault(person, []).append(made)
    origin = Origin(source.url, None, _DAY, "upload")
    fields = {
        "url": origin.url,
        "fetched": origin.day,
        "media": "text/plain",
        "by": origin.by,
        "extractor": "text/1",
        "body": whole,
        "text": whole,
    }
    written = capture_text(fields, extracts(text, found.items()))
    (content / "captures" / f"{id_}.yml").write_text(written, encoding="utf-8")


if __name__ == "__main__":
    main()
