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
    MISATTRIBUTED,
    Reference,
    bibtex,
    csl_json,
    files_of,
    metadata,
    plain,
    quotation,
    ris,
    texts,
)
from site_builder.views.snippet import snippet
from site_builder.views.statement import Statements
from tests.support.awkward import STRINGS
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


def test_what_nobody_said_is_cited_as_nobodys(tmp_path: Path) -> None:
    """Misattributed words say whose they are not, where they circulate and who refuted them.

    Their citations are in files of their own, and have no author.
    """
    project = Project(tmp_path)
    project.write("sources/a.yml", {"title": "A", "type": "webpage"})
    project.write("sources/b.yml", {"title": "B", "type": "webpage"})
    note = {"note": "A joke.", "citations": [{"source": "a", "locator": "p. 1"}, {"source": "b"}]}
    said = statement(quote="Dry land.", status="misattributed", status_note=note)
    project.write("people/ada-keeper.yml", person(said, statement("other")))
    catalogue = load(Inputs(project.content, tmp_path)).catalogue
    it = referred(catalogue, "ada-keeper/lamps", Site("Dossier"), "2024")
    assert plain(it) == (
        "Misattributed: not by Ada Keeper, 2024: “Dry land.” Circulates in: “The Gazette of the"
        " third”. Refuted in: “A”, p. 1; “B”. Dossier, ada-keeper/lamps"
    )
    assert it.name == "Misattributed: not by Ada Keeper, 2024: “Dry land.”"
    assert "author" not in json.loads(csl_json(it))
    assert files_of(it.entry) == MISATTRIBUTED
    assert files_of(catalogue.entries["ada-keeper/other"]) == FILES


def test_another_wording_says_so(tmp_path: Path) -> None:
    """A link to another wording of a remark names it as one, and its citation who printed it."""
    project = Project(tmp_path)
    said = [statement(), statement("other", quote="Keep them lit.", wording_of="ada-keeper/lamps")]
    project.write("people/ada-keeper.yml", person(*said))
    catalogue = load(Inputs(project.content, tmp_path)).catalogue
    it = referred(catalogue, "ada-keeper/other", Site("Dossier"), "2024")
    assert it.name == "Ada Keeper, 2024: “Keep them lit.” (another wording)"
    assert it.note == "As printed in: “The Gazette of the third”."
    root = referred(catalogue, "ada-keeper/lamps", Site("Dossier"), "2024")
    assert root.name == "Ada Keeper, 2024: “Keep the lamps lit.”"


def test_what_links_are_called(tmp_path: Path) -> None:
    """A link has the status, who, when and the beginning of the words, in their marks.

    Where nothing else is in sight, it has the kind and the question as well, and more words.
    """
    question = {"by": "a reporter", "quote": "Why?"}
    words = f"{'ab ' * 40}c"
    it = made(tmp_path / "a", statement(quote=words, question=question), "2024")
    assert it.name == f"Ada Keeper, 2024: “{('ab ' * 20).strip()}” (continues)"
    assert it.headline == (
        f"Ada Keeper, 2024 (asked by a reporter: “Why?”): “{('ab ' * 33).strip()}” (continues)"
    )
    other = made(tmp_path / "b", statement(action="Voted for it."), "2024")
    assert other.name == "Ada Keeper, 2024: Voted for it."
    assert other.headline == "Ada Keeper, 2024 [action]: Voted for it."
    note = {"note": "They say so.", "citations": [{"source": "gazette"}]}
    disputed = made(tmp_path / "c", statement(status="disputed", status_note=note), "2024")
    assert disputed.name == "Disputed: Ada Keeper, 2024: “Keep the lamps lit.”"


def test_people_of_one_name_are_told_apart(tmp_path: Path) -> None:
    """A citation says which of two people of one name it was; the author has the name alone."""
    project = Project(tmp_path)
    project.write("people/ada-keeper.yml", person(statement()))
    project.write("people/ada-b.yml", person(statement("tide")))
    catalogue = load(Inputs(project.content, tmp_path)).catalogue
    it = referred(catalogue, "ada-keeper/lamps", Site("Dossier"), "2024")
    assert it.by.line == "Ada Keeper (ada-keeper)"
    assert it.by.authors == ("Ada Keeper",)


def test_a_citation_has_the_question(tmp_path: Path) -> None:
    """A citation has the question before the words, a long one's beginning; a copy has all."""
    asked = f"{'go ' * 80}on?"
    question = {"by": "a reporter", "quote": asked}
    it = made(tmp_path, statement(quote="No.", question=question), "2024")
    begin = ("go " * 66).strip()
    assert plain(it).startswith(
        f"Ada Keeper, 2024 (asked by a reporter: “{begin}” (continues)): “No.” In: "
    )
    assert quotation(it).startswith(f"Ada Keeper, 2024 (asked by a reporter: “{asked}”): “No.” In:")


def test_citations_are_in_the_sites_language(tmp_path: Path) -> None:
    """All words of a citation but the quoted ones are in the language of the site."""
    project = Project(tmp_path)
    note = {"note": "Ein Scherz.", "citations": [{"source": "gazette"}]}
    said = [
        statement("a", question={"by": "eine Frau", "quote": "Why?", "lang": "en"}),
        statement("b", paraphrase="Will Licht.", date="unknown", date_note="Steht da."),
        statement("c", action="Stimmte zu."),
        statement("d", status="misattributed", status_note=note),
        statement("e", quote="Lampen.", wording_of="ada-keeper/a"),
    ]
    project.write("people/ada-keeper.yml", person(*said))
    catalogue = load(Inputs(project.content, tmp_path, "de")).catalogue
    found = [referred(catalogue, f"ada-keeper/{it['id']}", Site("Dossier"), "2024") for it in said]
    here = "„The Gazette of the third“"
    assert [plain(it) for it in found] == [
        f"{told}. Dossier, {it.entry.key}"
        for it, told in zip(
            found,
            [
                f"Ada Keeper, 2024 (eine Frau fragte: “Why?”): „Keep the lamps lit.“ In: {here}",
                f"Ada Keeper, o.\xa0D. [sinngemäß]: Will Licht. In: {here}",
                f"Ada Keeper, 2024 [Handlung]: Stimmte zu. In: {here}",
                "Falsch zugeschrieben: nicht von Ada Keeper, 2024: „Keep the lamps lit.“"
                f" Kursiert in: {here}. Widerlegt in: {here}",
                f"Ada Keeper, 2024: „Lampen.“ Wortlaut nach: {here}",
            ],
            strict=True,
        )
    ]
    assert found[-1].name == "Ada Keeper, 2024: „Lampen.“ (anderer Wortlaut)"


def test_no_date(tmp_path: Path) -> None:
    """A citation of a statement whose date is unknown says that it has none, and has no date."""
    said = statement(date="unknown", date_basis="inferred", date_note="It says so.")
    it = made(tmp_path, said, "date unknown")
    assert plain(it).startswith("Ada Keeper, n.d.: “Keep the lamps lit.” In: ")
    assert "date = " not in bibtex(it)
    assert "DA  -" not in ris(it)
    assert "issued" not in json.loads(csl_json(it))
    assert not {"DC.date", "citation_publication_date"} & dict(metadata(it)).keys()


def test_a_joint_statement_has_all_authors(tmp_path: Path) -> None:
    """BibTeX has a word of its own between authors; the other formats have a field for each."""
    project = Project(tmp_path)
    project.write("people/ada-keeper.yml", person({**statement(), "with": ["bo-keeper"]}))
    project.write("people/bo-keeper.yml", person(statement("tide"), name="Bo Keeper"))
    catalogue = load(Inputs(project.content, tmp_path)).catalogue
    it = referred(catalogue, "ada-keeper/lamps", Site("Dossier"), "2024")
    assert "  author = {{Ada Keeper} and {Bo Keeper}},\n" in bibtex(it)
    assert "AU  - Ada Keeper\nAU  - Bo Keeper\n" in ris(it)
    assert [it["literal"] for it in json.loads(csl_json(it))["author"]] == [
        "Ada Keeper",
        "Bo Keeper",
    ]


def test_how_a_source_circulated_and_its_first_copy(tmp_path: Path) -> None:
    """A source says if it was leaked, and where its first copy is: the others are on its page."""
    project = Project(tmp_path)
    copies = [
        {"url": f"https://archive.example/{at}", "captured": f"2024-11-0{at}"} for at in (7, 8)
    ]
    source = {"title": "G", "type": "webpage", "url": "https://example.org/g"}
    project.write("sources/gazette.yml", {**source, "circulation": "leaked", "archives": copies})
    catalogue = load(Inputs(project.content, tmp_path)).catalogue
    it = referred(catalogue, "ada-keeper/lamps", Site("Dossier"), "2024")
    assert it.source_lines == (
        "“G”, leaked, not published by those it comes from, https://example.org/g, archived"
        " 2024-11-07: https://archive.example/7",
    )


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
