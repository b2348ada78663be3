"""Ready-made citations of the statements of the example sheet."""

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest

from site_builder.content.catalogue import Catalogue
from site_builder.examine import Inputs, load
from site_builder.settings import Site
from site_builder.views.citations import (
    FILES,
    Reference,
    bibtex,
    csl_json,
    metadata,
    plain,
    quotation,
    ris,
    texts,
)
from site_builder.views.snippet import snippet
from site_builder.views.statement import Statements
from tests.support.awkward import STRINGS
from tests.support.paths import FIXTURE_SITE
from tests.support.project import Fields, Project, person, statement

URL = "https://sheet.example/people/example-minister/"
GAZETTE = (
    "Example Writer, “Example Minister opens the quay”, Example Gazette, Example Press, 2021-03-05,"
    "{} https://gazette.example/2021/quay?page=1, accessed 2021-03-07,"
    " archived 2021-03-08: https://archive.example/quay"
)


def made(folder: Path, said: Fields, date: str = "6 November 2024") -> Reference:
    """A record of a statement of Ada Keeper's, its date in words."""
    project = Project(folder)
    project.write("people/ada-keeper.yml", person(said))
    catalogue = load(Inputs(project.content, folder)).catalogue
    return referred(catalogue, f"ada-keeper/{said['id']}", Site("Dossier"), date)


def referred(catalogue: Catalogue, key: str, site: Site, date: str) -> Reference:
    """A statement as a site cites it, its date in words."""
    view = Statements(catalogue, site).view(catalogue.entries[key])
    return replace(view.reference, date=date)


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    """The example sheet."""
    return load(Inputs(FIXTURE_SITE / "content", FIXTURE_SITE)).catalogue


def reference(catalogue: Catalogue, id_: str, date: str) -> Reference:
    """A statement of the example minister's, with its date in words."""
    site = Site("Example Sheet", "https://sheet.example/")
    return referred(catalogue, f"example-minister/{id_}", site, date)


def test_plain_paraphrase(catalogue: Catalogue) -> None:
    """A paraphrase is called one, has no quotation marks, and says first that it was retracted."""
    assert plain(reference(catalogue, "two-metres", "about January 2020")) == (
        "Retracted: Example Minister, about January 2020 [paraphrase]: Said that two metres are"
        " enough. In: “Quay opened, agency says”, Example Agency, paragraph 1;"
        f" {GAZETTE.format('')}. Example Sheet, {URL}two-metres/"
    )


def test_bibtex(catalogue: Catalogue) -> None:
    """BibTeX has the words with its own characters escaped, and the date in EDTF."""
    assert bibtex(reference(catalogue, "deep-enough", "5 March 2021")) == (
        "@misc{example-minister:deep-enough,\n"
        "  author = {{Example Minister}},\n"
        "  title = {{Example Minister, 5 March 2021: “The quay is deep enough, and"
        " <b>will</b> stay so \\& more”}},\n"
        "  date = {2021-03-05},\n"
        "  year = {2021},\n"
        "  howpublished = {Example Sheet},\n"
        "  abstract = {The quay is deep enough, and <b>will</b> stay so \\& more},\n"
        "  note = {Said in Russian, translated by the outlet."
        f" In: {GAZETTE.format(' paragraph 3,')}.}},\n"
        f"  url = {{{URL}deep-enough/}},\n"
        "}"
    )


def test_the_files_have_all_citations(catalogue: Catalogue) -> None:
    """A file for each format has every citation, apart from the next as its readers expect."""
    made = [reference(catalogue, id_, "2021") for id_ in ("deep-enough", "long-speech")]
    found = dict(texts(FILES, made))
    assert found.keys() == {file.file for file in FILES}
    assert found["citations.bib"] == f"{bibtex(made[0])}\n\n{bibtex(made[1])}\n"
    assert found["citations.ris"] == f"{ris(made[0])}\n\n{ris(made[1])}\n"
    assert json.loads(found["citations.json"]) == [json.loads(csl_json(one)) for one in made]


def test_metadata(catalogue: Catalogue) -> None:
    """The tags by which a reference manager finds the statement on its page.

    Zotero (translators “Embedded Metadata” and “RDF”) takes title, author, date and language from
    `citation_*`, the type from `DC.type`, and the website's name from `DC.source` if there is one.
    Address and publisher are in the elements that name them for Open Graph.
    """
    made = reference(catalogue, "deep-enough", "5 March 2021")
    assert metadata(made) == (
        ("citation_title", made.title),
        ("citation_author", "Example Minister"),
        ("citation_publication_date", "2021/03/05"),
        ("citation_language", "en"),
        ("DC.type", "webpage"),
    )


def test_metadata_of_what_is_not_sure(catalogue: Catalogue, tmp_path: Path) -> None:
    """A paraphrase has no author; a date that is not sure is only where EDTF is read."""
    said = dict(metadata(reference(catalogue, "two-metres", "about January 2020")))
    assert said.keys() & {"citation_author", "citation_publication_date"} == set()
    assert said["DC.date"] == "2020-01~"
    elsewhere = dict(metadata(made(tmp_path, statement(lang="ru"))))
    assert elsewhere["citation_language"] == "ru"


@pytest.mark.parametrize(
    ("words", "title"),
    [
        ("It is.", "Ada Keeper, 2024: “It is.” In: "),
        ("Is it?", "Ada Keeper, 2024: “Is it?” In: "),
        ("It is", "Ada Keeper, 2024: “It is”. In: "),
        ("It is”", "Ada Keeper, 2024: “It is””. In: "),
        ("“It is.”", "Ada Keeper, 2024: “It is.”. In: "),
        ("One.\n\n  Two.", "Ada Keeper, 2024: “One. Two.” In: "),
        ("a" * 300, f"Ada Keeper, 2024: “{'a' * 300}”. In: "),
        ("a" * 301, f"Ada Keeper, 2024: “{'a' * 300}” (continues). In: "),
        (f"{'b ' * 149}aaa", f"Ada Keeper, 2024: “{' '.join('b' * 149)}” (continues). In: "),
    ],
    ids=[
        "sentence",
        "question",
        "fragment",
        "mark",
        "marks of its own",
        "lines",
        "long",
        "one too long",
        "word too long",
    ],
)
def test_the_title_of_a_quote(tmp_path: Path, words: str, title: str) -> None:
    """A quote is cut behind a word at 300 characters, which is said outside its marks.

    One full stop ends the sentence.
    """
    assert plain(made(tmp_path, statement(quote=words), "2024")).startswith(title)


def test_several_authors(tmp_path: Path) -> None:
    """Authors are named in their order; without an address, the record is named by its key."""
    project = Project(tmp_path)
    project.write("sources/gazette.yml", {"title": "G", "type": "book", "authors": ["Bo", "Cy"]})
    catalogue = load(Inputs(project.content, tmp_path)).catalogue
    assert plain(referred(catalogue, "ada-keeper/lamps", Site("Dossier"), "2024")) == (
        "Ada Keeper, 2024: “Keep the lamps lit.” In: Bo, Cy, “G”. Dossier, ada-keeper/lamps"
    )


@pytest.mark.parametrize(
    ("date", "year", "day"),
    [
        ("2024-11-06", "2024", "2024/11/06/"),
        ("2024-11~", "2024", "2024/11//in words"),
        ("2024-11/2024-12", "2024", "2024/11//in words"),
        ("2024", "2024", "2024///"),
        ("../2024-11", None, None),
        ("2007/2017", None, None),
        ("0099", "0099", "0099///"),
    ],
)
def test_dates_of_ris(tmp_path: Path, date: str, year: str | None, day: str | None) -> None:
    """RIS has what is known of the day between slashes, words if it is not sure, one year or none.

    BibTeX has the same year.
    """
    it = made(tmp_path, statement(date=date), "in words")
    fields = dict(line.split("  - ", 1) for line in ris(it).split("\n"))
    assert (fields.get("PY"), fields.get("DA")) == (year, day)
    assert re.findall(r"  year = \{(.*)\},", bibtex(it)) == ([year] if year else [])


def test_all_of_ris(tmp_path: Path) -> None:
    """RIS names the speaker, the words with what is in them, and their language."""
    made_of = statement(quote="One  two.\n\n Three.", lang="ru", citations=[{"source": "gazette"}])
    assert ris(made(tmp_path, made_of, "6 November 2024")).split("\n") == [
        "TY  - ELEC",
        "ID  - ada-keeper/lamps",
        "AU  - Ada Keeper",
        "TI  - Ada Keeper, 6 November 2024: «One two. Three.»",
        "T2  - Dossier",
        "PY  - 2024",
        "DA  - 2024/11/06/",
        "AB  - One  two. Three.",
        "N1  - In: “The Gazette of the third”.",
        "LA  - ru",
        "ER  - ",
    ]
    assert "LA  -" not in ris(made(tmp_path / "other", statement()))


def test_ris(catalogue: Catalogue) -> None:
    """RIS has a field a line, whatever lines the words have, and the parts of the date known."""
    lines = ris(reference(catalogue, "long-speech", "May 2021 – June 2021")).split("\n")
    assert all(re.fullmatch(r"[A-Z][A-Z0-9]  - .*", line) for line in lines)
    fields = dict(line.split("  - ", 1) for line in lines)
    assert fields["DA"] == "2021/05//May 2021 – June 2021"
    assert fields["AB"].startswith("A first line of a long speech")
    assert fields["AB"].endswith(
        " it whole. A second paragraph, with the end […] of what was said on that day."
    )
    assert (lines[0], lines[-1]) == ("TY  - ELEC", "ER  - ")


def test_csl_json(catalogue: Catalogue) -> None:
    """CSL-JSON has the words exactly, the line breaks among them."""
    made = reference(catalogue, "long-speech", "May 2021 – June 2021")
    item = json.loads(csl_json(made))
    assert item == {
        "id": "example-minister/long-speech",
        "type": "entry",
        "title": made.title,
        "author": [{"literal": "Example Minister"}],
        "container-title": "Example Sheet",
        "genre": "quote",
        "issued": {"date-parts": [[2021, 5], [2021, 6]]},
        "abstract": made.entry.statement.quote,
        "note": made.sources,
        "URL": f"{URL}long-speech/",
    }


def test_the_language_of_the_words(tmp_path: Path) -> None:
    """CSL-JSON says the language of the words where the record does."""
    item = json.loads(csl_json(made(tmp_path, statement(lang="ru"))))
    assert item["language"] == "ru"


@pytest.mark.parametrize(
    ("date", "issued"),
    [
        ("2024-11-06", {"date-parts": [[2024, 11, 6]]}),
        ("2024-11?", {"date-parts": [[2024, 11]], "circa": True}),
        ("2024~", {"date-parts": [[2024]], "circa": True}),
        ("2024%", {"date-parts": [[2024]], "circa": True}),
        ("2023?/2024", {"date-parts": [[2023], [2024]], "circa": True}),
        ("../2024-11?", {"literal": "until November 2024"}),
        ("2024/..", {"literal": "until November 2024"}),
    ],
)
def test_dates_of_csl(tmp_path: Path, date: str, issued: dict[str, object]) -> None:
    """CSL calls a date that is uncertain or about `circa`, and takes an open end in words."""
    item = json.loads(csl_json(made(tmp_path, statement(date=date), "until November 2024")))
    assert item["issued"] == issued


@pytest.mark.parametrize(
    ("basis", "word"), [("published", "date of publication"), ("inferred", "inferred")]
)
def test_a_day_that_is_not_of_the_words(tmp_path: Path, basis: str, word: str) -> None:
    """Where a date is numbers alone, the note begins with what it is the date of; RIS has it there.

    A style that prints the date need not print the title, which has it too.
    """
    told = f"6 November 2024 ({word})"
    it = made(tmp_path, statement(date_basis=basis, date_note="It says so."), told)
    assert json.loads(csl_json(it))["note"] == f"Date: {told}. {it.note}"
    assert f"  note = {{Date: {told}. In: " in bibtex(it)
    assert f"DA  - 2024/11/06/{told}\nAB" in ris(it)
    assert plain(it).count(told) == 1


@pytest.mark.parametrize(("date", "basis"), [("2024-11-06", "said"), ("unknown", "inferred")])
def test_a_day_of_the_words_needs_no_note(tmp_path: Path, date: str, basis: str) -> None:
    """A date that is that of the words, or is not known, is not told again in the note."""
    it = made(tmp_path, statement(date=date, date_basis=basis, date_note="It says so."))
    assert json.loads(csl_json(it))["note"] == it.note
    assert "Date:" not in bibtex(it)


def test_the_words_of_a_paraphrase_are_nobodys_quote(catalogue: Catalogue) -> None:
    """The author of a paraphrase is not the one whom it is about."""
    made = reference(catalogue, "two-metres", "about January 2020")
    item = json.loads(csl_json(made))
    assert "author" not in item
    assert item["issued"] == {"date-parts": [[2020, 1]], "circa": True}
    assert "author" not in bibtex(made)
    assert "AU  -" not in ris(made)


def test_characters_of_tex(tmp_path: Path) -> None:
    """Everything that TeX would read as its own comes out as it went in."""
    words = r"100% of $5 & #1_a {b} \c ^d ~e -- ''f'' ?`g"
    assert (
        r"  abstract = {100\% of \$5 \& \#1\_a {\textbraceleft}b{\textbraceright} \textbackslash{}c"
        r" \textasciicircum{}d \textasciitilde{}e -{}- '{}'f'{}' ?{}`g},"
    ) in bibtex(made(tmp_path, statement(quote=words)))


@pytest.mark.parametrize("id_", ["never-dredged", "two-metres"])
def test_the_status_comes_first_in_each_format(catalogue: Catalogue, id_: str) -> None:
    """In each format, what is disputed or retracted says so where its title begins."""
    made = reference(catalogue, id_, "2020")
    word = {"never-dredged": "Disputed", "two-metres": "Retracted"}[id_]
    assert plain(made).startswith(f"{word}: Example Minister, 2020")
    assert f"  title = {{{{{word}: Example" in bibtex(made)
    assert f"TI  - {word}: Example" in ris(made)
    assert json.loads(csl_json(made))["title"].startswith(f"{word}: Example")


def test_a_quote_to_copy_has_all_of_its_words(tmp_path: Path) -> None:
    """What is copied with its source is cut nowhere, and keeps its line breaks and spaces."""
    words = f"One.\n\n  Two {'three ' * 100}four"
    copied = quotation(made(tmp_path, statement(quote=words), "2024"))
    assert copied == (
        f"Ada Keeper, 2024: “{words}”. In: “The Gazette of the third”. Dossier, ada-keeper/lamps"
    )


def test_every_citation_says_that_words_are_translated(tmp_path: Path) -> None:
    """No translator's words pass for the speaker's, wherever they are cited; those said so do."""
    said = statement(lang="en", spoken_lang="ru", translation="outlet")
    translated = made(tmp_path / "a", said)
    told = "Said in Russian, translated by the outlet. In: "
    for form in (plain, quotation, bibtex, ris, csl_json, snippet):
        assert form(translated).count(told) == 1
        assert "Said in" not in form(made(tmp_path / form.__name__, statement(lang="ru")))


@pytest.mark.parametrize(("lang", "begin"), [("de", "„Wir“"), ("ru", "«Wir»"), ("ja", "「Wir」")])
def test_marks_of_the_language(tmp_path: Path, lang: str, begin: str) -> None:
    """A quote stands in the marks of its own language."""
    copied = plain(made(tmp_path, statement(quote="Wir", lang=lang), "2024"))
    assert copied.startswith(f"Ada Keeper, 2024: {begin}. In:")


@pytest.fixture(scope="module")
def bibliography(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A file of BibTeX with every awkward text as the words of a quote."""
    folder = tmp_path_factory.mktemp("awkward")
    project = Project(folder)
    said = [statement(f"said-{at}", quote=text) for at, text in enumerate(STRINGS)]
    project.write("people/ada-keeper.yml", person(*said))
    catalogue = load(Inputs(project.content, folder)).catalogue
    keys = (f"ada-keeper/said-{at}" for at in range(len(STRINGS)))
    site = Site("A & {B")
    return "\n\n".join(bibtex(referred(catalogue, key, site, "2024")) for key in keys)


def test_pybtex_reads_every_text(bibliography: str) -> None:
    """No awkward text breaks its entry or those behind it for pybtex; it folds white space."""
    pybtex = pytest.importorskip("pybtex.database")
    read = pybtex.parse_string(bibliography, "bibtex").entries
    written = re.findall(r"^  abstract = {(.*)},$", bibliography, re.MULTILINE)
    assert len(written) == len(STRINGS)
    assert [entry.fields["abstract"] for entry in read.values()] == [
        " ".join(text.split()) for text in written
    ]


def test_bibtexparser_reads_every_text(bibliography: str) -> None:
    """Every awkward text comes back from bibtexparser, with TeX undone, as it went in."""
    bibtexparser = pytest.importorskip("bibtexparser")
    decoding = pytest.importorskip("bibtexparser.middlewares").LatexDecodingMiddleware
    latex = pytest.importorskip("pylatexenc.latex2text")
    # Commands of LaTeX that pylatexenc does not know, or takes for an accent.
    known = latex.get_default_latex_context_db()
    commands = {"textbraceleft": "{", "textbraceright": "}", "textasciicircum": "^"}
    specs = [latex.MacroTextSpec(*command) for command in commands.items()]
    known.add_context_category("more", prepend=True, macros=specs)
    decoder = latex.LatexNodes2Text(latex_context=known)
    read = bibtexparser.parse_string(bibliography, append_middleware=[decoding(decoder=decoder)])
    assert not read.failed_blocks
    assert [entry["abstract"] for entry in read.entries] == STRINGS
    assert {entry["howpublished"] for entry in read.entries} == {"A & {B"}
