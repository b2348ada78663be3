"""A source as a bibliography has it: its citation to copy, and what reference managers read.

Fields are those that CSL 1.0.2, BibTeX, RIS and Highwire Press have for it. Names stay whole,
because where a family name begins would be a guess.
"""

import json

from site_builder.content.model import Source
from site_builder.views.citations import Format, csl_date, tex, year_of
from site_builder.views.words.dates import date_in_words

_BIBTEX = {
    "article-journal": "article",
    "article-magazine": "article",
    "book": "book",
    "chapter": "incollection",
    "paper-conference": "inproceedings",
    "report": "techreport",
    "thesis": "phdthesis",
}
_RIS = {
    "article-journal": "JOUR",
    "article-magazine": "MGZN",
    "article-newspaper": "NEWS",
    "book": "BOOK",
    "chapter": "CHAP",
    "paper-conference": "CPAPER",
    "report": "RPRT",
    "thesis": "THES",
    "webpage": "ELEC",
}
_CONTAINERS = {"incollection": "booktitle", "inproceedings": "booktitle", "article": "journal"}


def is_catalogued(source: Source) -> bool:
    """Check whether libraries know the source by a number, so that managers can take it over."""
    return bool(source.doi or source.isbn or source.issn)


def metadata(source: Source) -> tuple[tuple[str, str], ...]:
    """Return names and contents of `meta` elements (Highwire Press) for reference managers."""
    if not is_catalogued(source):
        return ()
    container = "citation_inbook_title" if source.type == "chapter" else "citation_journal_title"
    date = source.issued if source.issued and source.issued.is_plain else None
    fields = (
        ("citation_title", source.title),
        *(("citation_author", name) for name in source.authors),
        *(("citation_editor", name) for name in source.editors),
        (container, source.publication),
        ("citation_publisher", source.publisher),
        (
            "citation_publication_date",
            date and date.text.replace("-", "/"),
        ),
        ("citation_volume", source.volume),
        ("citation_issue", source.issue),
        ("citation_firstpage", _first_page(source)),
        ("citation_isbn", source.isbn),
        ("citation_issn", source.issn),
        ("citation_doi", source.doi),
        ("citation_language", source.lang),
        ("citation_public_url", source.url),
    )
    return tuple((name, content) for name, content in fields if content)


def formats(source: Source, lang: str) -> tuple[Format, ...]:
    """Return the citation of a source in each format, if libraries know it by a number."""
    if not is_catalogued(source):
        return ()
    return (
        Format("BibTeX", _bibtex(source)),
        Format("RIS", _ris(source)),
        Format("CSL-JSON", _csl_json(source, lang)),
    )


def _bibtex(source: Source) -> str:
    kind = _BIBTEX.get(source.type, "misc")
    fields = {
        "author": " and ".join(f"{{{tex(name)}}}" for name in source.authors),
        "editor": " and ".join(f"{{{tex(name)}}}" for name in source.editors),
        "title": f"{{{tex(source.title)}}}",
        _CONTAINERS.get(kind, "howpublished"): tex(source.publication or ""),
        "publisher": tex(source.publisher or ""),
        "address": tex(source.place or ""),
        "edition": tex(source.edition or ""),
        "volume": tex(source.volume or ""),
        "number": tex(source.issue or ""),
        "chapter": tex(source.chapter or ""),
        "pages": tex(source.pages or "").replace("–", "--"),
        "isbn": source.isbn,
        "issn": source.issn,
        "doi": tex(source.doi or ""),
        "date": source.issued.text if source.issued else "",
        "year": year_of(source.issued) if source.issued else "",
        "url": source.url,
    }
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items() if value)
    return f"@{kind}{{{source.id},\n{lines}}}"


def _ris(source: Source) -> str:
    first, _, last = (source.pages or "").replace("–", "-").partition("-")
    fields = (
        ("TY", _RIS.get(source.type, "GEN")),
        *(("AU", name) for name in source.authors),
        *(("ED", name) for name in source.editors),
        ("TI", source.title),
        ("T2", source.publication),
        ("PB", source.publisher),
        ("CY", source.place),
        ("ET", source.edition),
        ("VL", source.volume),
        ("IS", source.issue),
        ("SE", source.chapter),
        ("SP", first),
        ("EP", last),
        ("SN", source.isbn or source.issn),
        ("DO", source.doi),
        ("PY", year_of(source.issued) if source.issued else ""),
        ("LA", source.lang),
        ("UR", source.url),
    )
    return "".join(f"{tag}  - {value}\n" for tag, value in fields if value) + "ER  - "


def _csl_json(source: Source, lang: str) -> str:
    fields = {
        "id": source.id,
        "type": source.type,
        "title": source.title,
        "author": [{"literal": name} for name in source.authors],
        "editor": [{"literal": name} for name in source.editors],
        "container-title": source.publication,
        "publisher": source.publisher,
        "publisher-place": source.place,
        "edition": source.edition,
        "volume": source.volume,
        "issue": source.issue,
        "chapter-number": source.chapter,
        "page": source.pages,
        "ISBN": source.isbn,
        "ISSN": source.issn,
        "DOI": source.doi,
        "issued": csl_date(source.issued, date_in_words(source.issued, lang))
        if source.issued
        else None,
        "language": source.lang,
        "URL": source.url,
    }
    filled = {name: value for name, value in fields.items() if value}
    return json.dumps([filled], ensure_ascii=False, indent=1)


def _first_page(source: Source) -> str:
    return (source.pages or "").replace("–", "-").partition("-")[0]
