"""`factsheet import`: what a spreadsheet says, and nothing else, becomes YAML."""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from site_builder.authoring.yaml.edit import record_text
from site_builder.content.document import Document, parse
from site_builder.content.model import Person, Source
from site_builder.diagnostics import Diagnostic
from site_builder.examine import Inputs, Rehearsal, load
from tests.support.awkward import STRINGS
from tests.support.spreadsheet import (
    COLUMNS,
    MAPPING,
    ROW,
    content,
    run,
    words,
    write_csv,
    write_site,
)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A site with a person, a theme and a source, as the current folder."""
    write_site(tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def faults_of(*rows: Sequence[str], columns: Sequence[str] = COLUMNS) -> str:
    """Return the output for rows that cannot be imported."""
    before = content()
    write_csv(*rows, columns=columns)
    result = run()
    assert result.exit_code == 1
    assert content() == before
    return result.output


def test_a_part_of_which_all_that_is_given_is_unknown() -> None:
    """Where the only field of a part names what is not there, this is told, and what is missing."""
    columns = {"Party": "person.affiliations[].organisation_id", "Shown in": "findings[].source"}
    added = "".join(f"  {column}: {name}\n" for column, name in columns.items())
    Path("mapping.yml").write_text(f"{MAPPING}{added}{NEW}", encoding="utf-8")
    told = faults_of((*ROW, "Nobodies", "The Herald"), columns=(*COLUMNS, *columns))
    assert "No source is called `The Herald`" in told
    assert "No organisation is called `Nobodies`" in told
    assert "`findings[0].by` is missing" in told


def test_twice_is_once() -> None:
    """A row becomes a statement below the existing ones; a second import adds nothing."""
    before = Path("content/people/ada-keeper.yml").read_text("utf-8")
    write_csv(ROW, (*ROW[:1], "Put them out.", "2024-11-07", *ROW[3:]))
    result = run()
    assert result.exit_code == 0
    assert "Statements: 2 new, 0 already there.\nFiles: 0 new, 1 extended.\n" in result.output
    assert Path("content/people/ada-keeper.yml").read_text("utf-8").startswith(before)
    assert words() == {
        "ada-keeper/keep-the-lamps-lit": "Keep the lamps lit.",
        "ada-keeper/put-them-out": "Put them out.",
    }
    after = content()
    assert "Statements: 0 new, 2 already there." in run().output
    assert content() == after


def test_what_a_row_contradicts_is_named_by_its_row() -> None:
    """The same words from a second source, or with another place, name the row that has them."""
    source = "values:\n  source.type: article-newspaper\n"
    Path("mapping.yml").write_text(f"{MAPPING}{source}", encoding="utf-8")
    other = (*ROW[:4], "The Herald", *ROW[5:])
    told = faults_of(ROW, other)
    assert "Row 3, column `Source`: `keep-the-lamps-lit` (row 2) already exists with" in told
    told = faults_of(ROW, (*ROW[:5], "page 9"))
    assert "Row 3, column `Source`: `keep-the-lamps-lit` (row 2) is already cited from" in told


def test_a_joint_statement_is_nobodys_alone() -> None:
    """The further speakers in the CSV of a site are read, or their row is refused."""
    Path("content/people/bo-warden.yml").write_text(
        record_text(Person, {"name": "Bo Warden", "kind": "official"}), encoding="utf-8"
    )
    columns = (*COLUMNS, "with")
    joint, alone = (*ROW, "bo-warden"), (ROW[0], "Put them out.", *ROW[2:], "")
    Path("mapping.yml").write_text(f"{MAPPING}ignore: [with]\n", encoding="utf-8")
    told = faults_of(joint, alone, columns=columns)
    assert "Row 2, column `Speaker`: The column `with` names others who said this too." in told
    assert "Rows that cannot be imported: 1." in told
    Path("mapping.yml").write_text(f"{MAPPING}  with: with\n", encoding="utf-8")
    assert run().exit_code == 0
    entries = load(Inputs(Path("content"), Path.cwd())).catalogue.entries
    said = [[it.id for it in entry.speakers] for entry in entries.values()]
    assert said == [["ada-keeper", "bo-warden"], ["ada-keeper"]]


def test_any_text() -> None:
    """An awkward text in a spreadsheet passes through YAML and the checks unchanged."""
    texts = [
        text
        for text in STRINGS
        if any(letter.isascii() and letter.isalnum() for letter in text)
        # Refused, as `&` may have been meant.
        and not re.search(r"&#?\w+;", text)
    ]
    rows = [(ROW[0], text, f"{1000 + number}", *ROW[3:5], "") for number, text in enumerate(texts)]
    write_csv(*rows)
    result = run()
    assert result.exit_code == 0, result.output
    assert sorted(words().values()) == sorted(texts)
    assert f"Statements: 0 new, {len(texts)} already there." in run().output


def test_cost_of_a_row(monkeypatch: pytest.MonkeyPatch) -> None:
    """The cost of a row does not grow with the person's rows above it."""
    read = [0]

    def counted(text: str, path: str) -> tuple[Document | None, list[Diagnostic]]:
        read[-1] += len(text)
        return parse(text, path)

    monkeypatch.setattr("site_builder.authoring.yaml.edit.parse", counted)
    for rows in (10, 20, 40):
        read.append(0)
        write_csv(*((ROW[0], f"Words {row}.", *ROW[2:]) for row in range(rows)))
        assert run("--dry-run").exit_code == 0
    _, ten, twenty, forty = read
    assert ten > 0
    assert forty - twenty == pytest.approx(2 * (twenty - ten), rel=0.05)


@pytest.mark.parametrize(
    ("field", "value"), [("time", "14:30"), ("person.identifiers.wikidata", "Q10")]
)
def test_cost_of_a_fault(field: str, value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The files are judged as often for many rows that rules refuse as for a few."""
    Path("mapping.yml").write_text(f"{MAPPING}  Cell: {field}\n{NEW}", encoding="utf-8")
    judged, faults = [0], Rehearsal.faults

    def counted(self: Rehearsal, texts: Mapping[Path, str]) -> tuple[Diagnostic, ...]:
        judged[-1] += 1
        return faults(self, texts)

    monkeypatch.setattr(Rehearsal, "faults", counted)
    for rows in (3, 12):
        judged.append(0)
        told = faults_of(
            *(
                (f"{'ABCDEFGHIJKL'[row] * 5} Wick", f"Words {row}.", *ROW[2:], value)
                for row in range(rows)
            ),
            columns=(*COLUMNS, "Cell"),
        )
        assert f"Rows that cannot be imported: {rows}." in told
    assert 0 < judged[-2] == judged[-1]


def test_rows_that_contradict_each_other() -> None:
    """Of two new people with one identifier both are refused, and nobody else."""
    column = "  Number: person.identifiers.wikidata\n"
    Path("mapping.yml").write_text(f"{MAPPING}{column}{NEW}", encoding="utf-8")
    numbers = ("Q10", "Q11", "Q12", "Q13", "Q11", "Q14", "Q15")
    rows = [
        (f"{letter * 5} Wick", f"Words {letter}.", *ROW[2:], number)
        for letter, number in zip("ABCDEFG", numbers, strict=True)
    ]
    told = faults_of(*rows, columns=(*COLUMNS, "Number"))
    assert "Rows 3 and 6, column `Number`: `Q11` is also the `wikidata` of `bbbbb-wick`." in told
    assert "Rows that cannot be imported: 2." in told


def test_addresses_are_exact() -> None:
    """Web addresses that differ in case are different sources."""
    Path("content/sources/clip.yml").write_text(
        record_text(Source, {"title": "A", "type": "post", "url": "https://a.example/v/Ab"}),
        encoding="utf-8",
    )
    assert "No source is called" in faults_of((*ROW[:4], "https://a.example/v/aB", ""))
    write_csv((*ROW[:4], "https://a.example/v/Ab", ""))
    assert run().exit_code == 0


def test_id_of_its_own() -> None:
    """A row with an id keeps it, even if none could be made from its words."""
    Path("mapping.yml").write_text(f"{MAPPING}  Id: id\n", encoding="utf-8")
    write_csv((ROW[0], "«☂»", *ROW[2:], "rain"), columns=(*COLUMNS, "Id"))
    assert run().exit_code == 0
    assert words() == {"ada-keeper/rain": "«☂»"}


def test_several_lines() -> None:
    """Line breaks within a cell are kept."""
    write_csv((ROW[0], "One.\nTwo:\n\n# three", *ROW[2:]))
    assert run().exit_code == 0
    assert [*words().values()] == ["One.\nTwo:\n\n# three"]


def test_new_records() -> None:
    """New records that the spreadsheet describes are added once, by id or by name."""
    with Path("mapping.yml").open("a", encoding="utf-8") as mapping:
        mapping.write(
            "  Kind: person.kind\nvalues: { source.type: webpage, theme.definition: B. }\n"
            "people: { B. N.: bo-new }\n"
        )
    columns = (*COLUMNS, "Kind")
    rows = [
        ("Bo New", "One.", "2024", "Oil wells", "The new paper", "", "official"),
        ("bo new", "Two.", "2024", "oil wells", "the-new-paper", "", "official"),
    ]
    write_csv(*rows, columns=columns)
    result = run()
    assert "Files: 3 new, 0 extended." in result.output
    assert words() == {"bo-new/one": "One.", "bo-new/two": "Two."}
    write_csv(*rows, ("B. N.", "Three.", "2024", "Oil wells", "gazette", "", ""), columns=columns)
    assert run().exit_code == 0
    assert words()["bo-new/three"] == "Three."


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({0: "Ada Kepeer"}, "column `Speaker`: No person is called `Ada Kepeer`. Did you mean"),
        ({1: ""}, "This statement has no quote, paraphrase or action."),
        ({1: "a\u200bb"}, "column `Words`: The text contains U+200B ZERO WIDTH SPACE."),
        ({2: "6.11.2024"}, "column `Day`: "),
        ({2: ""}, "`date` is missing."),
        ({3: "harbours"}, "column `Theme`: No theme is called `harbours`."),
        ({4: "Times"}, "column `Source`: No source is called `Times`."),
        ({1: "«☂»"}, "Cannot make an id from these words."),
    ],
)  # fmt: skip
def test_rows_at_fault(changed: dict[int, str], said: str) -> None:
    """A row that cannot be imported is listed with its column and the reason."""
    row = [changed.get(at, cell) for at, cell in enumerate(ROW)]
    assert f"Row 2{', ' if said.startswith('column') else ''}" in faults_of(row)
    assert said in faults_of(row)


def test_all_unknown_records_of_a_row_are_listed_at_once() -> None:
    """Whoever mends a row learns of all it names that there is not, and of all else in it."""
    Path("mapping.yml").write_text(f"{MAPPING}  About: about\n", encoding="utf-8")
    row = ("Nemo", ROW[1], "2024-13", "harbours", "Times", "", "Somebody")
    found = faults_of(row, columns=(*COLUMNS, "About"))
    for column, message in {
        "Speaker": "No person is called `Nemo`.",
        "Theme": "No theme is called `harbours`.",
        "Source": "No source is called `Times`.",
        "About": "No person is called `Somebody`.",
        "Day": "There is no month 13.",
    }.items():
        assert f"column `{column}`: {message}" in found


def test_a_misspelt_name_is_no_new_person() -> None:
    """Even if new people can be added, a name similar to an existing one is refused."""
    with Path("mapping.yml").open("a", encoding="utf-8") as mapping:
        mapping.write("values: { person.kind: official }\n")
    assert "Did you mean `ada-keeper`?" in faults_of(("Ada Keepr", *ROW[1:]))


def test_a_former_id_is_no_new_person() -> None:
    """A row or a mapping that gives an id from before means the record that had it."""
    Path("content/people/ada-keeper.yml").write_text(
        "name: Ada Keeper\nkind: official\nformer_ids: [ada-lamp]\n", encoding="utf-8"
    )
    people = "people: { Adah: ada-lamp }\n"
    Path("mapping.yml").write_text(f"{MAPPING}{NEW}{people}", encoding="utf-8")
    write_csv(("Adah", *ROW[1:]), ("ada-lamp", "Put them out.", *ROW[2:]))
    assert run().exit_code == 0
    assert {*words()} == {"ada-keeper/keep-the-lamps-lit", "ada-keeper/put-them-out"}


def test_a_row_without_a_person_says_so_once() -> None:
    """That nobody is named is one fault, although the defaults describe new people."""
    more_mapping(NEW)
    told = faults_of(("", *ROW[1:]))
    assert "The person is missing. Fill in `Speaker`." in told
    assert "Rows that cannot be imported: 1." in told
    assert told.count("column `Speaker`") == 1


def test_what_is_there_is_not_overwritten() -> None:
    """A row that contradicts an existing statement is refused."""
    write_csv(ROW)
    assert run().exit_code == 0
    mapped = f"{MAPPING}  Id: id\n"
    changed = (*ROW[:1], "Keep the lamps lit!", *ROW[2:])
    assert "has a statement `keep-the-lamps-lit` with other words" in faults_of(changed)
    Path("mapping.yml").write_text(mapped, encoding="utf-8")
    columns = (*COLUMNS, "Id")
    said = faults_of((*changed, "keep-the-lamps-lit"), columns=columns)
    assert "column `Id`: `keep-the-lamps-lit` already exists with other words" in said
    said = faults_of((*ROW, "another-id"), columns=columns)
    assert "The same words with the same date already exist as `keep-the-lamps-lit`." in said


BESIDE = {
    "Status": "status",
    "Note": "status_note.note",
    "Shown in": "status_note.source",
    "By": "findings[].by",
    "Found": "findings[].quote",
    "On": "findings[].date",
    "In": "findings[].source",
    "With": "with",
}


@pytest.mark.parametrize(
    ("beside", "told"),
    [
        ({"Status": "misattributed", "Note": "No.", "Shown in": "gazette"}, "no `status`"),
        ({"By": "Checker", "Found": "No.", "On": "2024-12", "In": "gazette"}, "no `findings`"),
        ({"With": "Bo New"}, "no `with`"),
        ({"Page": "page 2"}, "another place in this source"),
    ],
)
def test_no_cell_is_dropped_because_the_words_are_there(beside: dict[str, str], told: str) -> None:
    """A row that says more of a statement than is there is refused, within a sheet and later."""
    lines = "".join(f"  {column}: {field}\n" for column, field in BESIDE.items())
    Path("mapping.yml").write_text(f"{MAPPING}{lines}values: {{ person.kind: official }}\n")
    columns = (*COLUMNS, *BESIDE)
    plain = dict.fromkeys(columns, "") | dict(zip(COLUMNS, ROW, strict=True))
    again = tuple((plain | beside).values())
    assert told in faults_of(tuple(plain.values()), again, columns=columns)
    write_csv(tuple(plain.values()), columns=columns)
    assert run().exit_code == 0
    assert told in faults_of(again, columns=columns)


def test_what_was_added_by_hand_is_no_contradiction() -> None:
    """A statement that says all of the row and more, such as a further finding, is the same."""
    Path("mapping.yml").write_text(f"{MAPPING}  About: about\n")
    write_csv((*ROW, "bo-new"), columns=(*COLUMNS, "About"))
    bo = record_text(Person, {"name": "Bo New", "kind": "official"})
    Path("content/people/bo-new.yml").write_text(bo)
    Path("content/people/cy-new.yml").write_text(bo.replace("Bo", "Cy"))
    assert run().exit_code == 0
    file = Path("content/people/ada-keeper.yml")
    file.write_text(
        file.read_text().replace("[bo-new]", "[cy-new, bo-new]\n        place: Tideport")
    )
    assert "0 new, 1 already there" in run().output


def more_mapping(text: str) -> None:
    """Add lines to the mapping."""
    with Path("mapping.yml").open("a", encoding="utf-8") as mapping:
        mapping.write(text)


NEW = "values: { person.kind: official, source.type: webpage, theme.definition: B. }\n"


@pytest.mark.parametrize("name", ["Keeper, Ada", "Dr Ada Keeper", "A. Keeper", "Ada Keeper (MP)"])
def test_another_form_of_a_name_is_no_new_person(name: str) -> None:
    """A name in another form is asked about, as long as nobody says who it is."""
    more_mapping(NEW)
    assert "Did you mean `ada-keeper`?" in faults_of((name, *ROW[1:]))
    more_mapping(f"people: {{ '{name}': ada-keeper }}\n")
    write_csv((name, *ROW[1:]))
    assert run().exit_code == 0
    assert [*words()] == ["ada-keeper/keep-the-lamps-lit"]


@pytest.mark.parametrize("name", ["Ёлкин, Иван", "Newcomer, Bo", "King, Martin, Jr."])
def test_a_surname_before_a_comma_is_asked_about(name: str) -> None:
    """What the reply says to write, where the surname comes first, is the right name."""
    more_mapping(NEW)
    found = re.search(
        "The surname may come first here. If so, write `(.+?)`", faults_of((name, *ROW[1:]))
    )
    assert found
    surname, given, *after = name.split(", ")
    assert found[1] == ", ".join([f"{given} {surname}", *after])
    write_csv((found[1], *ROW[1:]))
    assert run().exit_code == 0
    assert len(words()) == 1


def test_a_name_with_a_comma_that_is_right() -> None:
    """An id in the mapping file says that a doubtful name is right; a title is no doubt."""
    doubtful, titled = "Night, Day", "Martin Luther King, Jr."
    more_mapping(NEW)
    write_csv((titled, *ROW[1:]))
    assert run().exit_code == 0
    assert "give an id under `people:` in the mapping file" in faults_of((doubtful, *ROW[1:]))
    more_mapping(f"people: {{ '{doubtful}': night-day }}\n")
    write_csv((doubtful, *ROW[1:]))
    assert run().exit_code == 0
    assert "name: Night, Day\n" in Path("content/people/night-day.yml").read_text("utf-8")


@pytest.mark.parametrize("both", ["Ada Keeper; Bo New", "Bo New and Ada Keeper"])
def test_several_speakers_in_a_cell(both: str) -> None:
    """Two people in a cell are told where the second belongs; neither gets the words alone."""
    more_mapping(NEW)
    told = faults_of((both, *ROW[1:]))
    assert "Add a column for `with` with the others." in told
    assert "Did you mean" not in told
    write_csv(("Bo New", *ROW[1:], "Ada Keeper"), columns=(*COLUMNS, "Others"))
    Path("mapping.yml").write_text(f"{MAPPING}  Others: with\n{NEW}", encoding="utf-8")
    assert run().exit_code == 0
    assert [*words()] == ["bo-new/keep-the-lamps-lit"]


def test_several_people_in_a_cell_of_others() -> None:
    """Two people beside the speaker are told how to separate them."""
    Path("mapping.yml").write_text(f"{MAPPING}  Others: with\n{NEW}", encoding="utf-8")
    told = faults_of((*ROW, "Bo New and Ada Keeper"), columns=(*COLUMNS, "Others"))
    assert "put `;` between them" in told
    assert "put quotation marks around the cell" in told


def test_the_file_of_a_source_is_named_by_its_field() -> None:
    """A warning that points to a file that is there names the field in it, and no column for it."""
    with Path("content/sources/gazette.yml").open("a", encoding="utf-8") as opened:
        opened.write("issued: 2019\n")
    write_csv(ROW)
    said = run().output
    assert "The source's `issued:`: content/sources/gazette.yml." in said
    # The record is not changed by an import, whatever column is added.
    assert "column" not in said.partition("published earlier")[2].partition("\n")[0]


def test_a_default_title_is_not_that_of_a_source_with_a_name() -> None:
    """A source is called as the sheet calls it, and the next import finds it again."""
    more_mapping(NEW.replace("{ ", '{ source.title: "[no title]", '))
    write_csv(
        (*ROW[:4], "The Lamp Post", ""), (ROW[0], "Two.", *ROW[2:4], "https://a.example/", "")
    )
    for _ in range(2):
        result = run()
        assert result.exit_code == 0, result.output
        sources = {file.read_text("utf-8") for file in Path("content/sources").glob("*.yml")}
        titles = {line for text in sources for line in text.splitlines() if "title:" in line}
        assert {"title: The Lamp Post", 'title: "[no title]"'} < titles


def test_a_column_of_titles_is_filled_in() -> None:
    """A new address without a title is told which cell to fill in."""
    Path("mapping.yml").write_text(f"{MAPPING}  Title: source.title\n{NEW}", encoding="utf-8")
    row = (*ROW[:4], "https://a.example/1", "", "")
    assert "needs a title. Fill in `Title`." in faults_of(row, columns=(*COLUMNS, "Title"))


def test_names_in_other_scripts() -> None:
    """A name in any script makes an id."""
    more_mapping(NEW)
    write_csv(("Мария Маяк", "Свет горит.", *ROW[2:]))
    assert run().exit_code == 0
    assert words() == {"mariya-mayak/svet-gorit": "Свет горит."}


def test_ids_spell_german_as_germans_do() -> None:
    """Names are in the language of the site, words in their own; who is there is found again."""
    settings = Path("mkdocs.yml")
    said = settings.read_text(encoding="utf-8")
    settings.write_text(said.replace("font: false", "font: false, language: de"), encoding="utf-8")
    Path("mapping.yml").write_text(f"{MAPPING}  Language: lang\n{NEW}", encoding="utf-8")
    write_csv(
        ("Jörg Müller", "Für die Küste.", *ROW[2:], "de"),
        ("Jörg Müller", "Pour la forêt, un Föhn.", *ROW[2:], "fr"),
        columns=(*COLUMNS, "Language"),
    )
    for _ in range(2):
        assert run().exit_code == 0
        assert {*words()} == {
            "joerg-mueller/fuer-die-kueste",
            "joerg-mueller/pour-la-foret-un-fohn",
        }


def test_an_address_is_no_title() -> None:
    """An address in the column of sources is a new source's address, and finds it again."""
    more_mapping(NEW)
    address = "https://a.example/News/1?id=2"
    assert "a new one needs a title" in faults_of((*ROW[:4], address, ""))
    Path("mapping.yml").write_text(f"{MAPPING}  Title: source.title\n{NEW}", encoding="utf-8")
    columns = (*COLUMNS, "Title")
    same = "http://A.example/News/1/?utm_medium=x&id=2&fbclid=3"
    rows = [
        (*ROW[:4], address, "", "Lamps are lit"),
        (ROW[0], "Two.", *ROW[2:4], same, "", "Lamps are lit"),
    ]
    write_csv(*rows, columns=columns)
    result = run()
    assert result.exit_code == 0, result.output
    text = Path("content/sources/lamps-are-lit.yml").read_text("utf-8")
    assert "title: Lamps are lit\n" in text
    assert f"url: {address}\n" in text
    assert len([*Path("content/sources").iterdir()]) == 2
    after = content()
    assert "2 already there" in run().output
    assert content() == after
    said = faults_of((*ROW[:4], f"{address}3", "", "Lamps are lit"), columns=columns)
    assert "the id `lamps-are-lit`, which another source has: `sources/lamps-are-lit.yml`." in said
    assert "Give it one of its own, such as `lamps-are-lit-2`, under `sources:`" in said
    with Path("mapping.yml").open("a", encoding="utf-8") as mapping:
        mapping.write(f"sources: {{ '{address}3': lamps-are-lit-2 }}\n")
    write_csv((ROW[0], "Three.", *ROW[2:4], f"{address}3", "", "Lamps are lit"), columns=columns)
    assert run().exit_code == 0
    assert f"url: {address}3\n" in Path("content/sources/lamps-are-lit-2.yml").read_text("utf-8")


def test_a_paper_in_the_column_of_titles_is_several_sources() -> None:
    """Two addresses under one name are not to be made one: the hint says how to tell them apart."""
    Path("mapping.yml").write_text(f"{MAPPING}  Link: source.url\n{NEW}", encoding="utf-8")
    write_csv(
        (*ROW[:4], "The Herald", "", "https://a.example/1"),
        (ROW[0], "Two.", *ROW[2:4], "The Herald", "", "https://a.example/2"),
        columns=(*COLUMNS, "Link"),
    )
    said = run().output
    assert "Row 2 has another `url` for the source `the-herald`. If these are two sources" in said
    assert "write `source` for `Link` in the mapping file" in said


@pytest.mark.parametrize("column", ["source", "source.url"])
def test_an_address_is_kept_without_tracking(column: str) -> None:
    """What only tracks readers is left out of a new source's address, and the row says so."""
    address = "https://a.example/a?utm_source=post&b=%C3%A9&fbclid=1"
    title = "source.title" if column == "source" else "source"
    Path("mapping.yml").write_text(
        MAPPING.replace("Source: source", f"Source: {column}") + f"  Title: {title}\n{NEW}",
        encoding="utf-8",
    )
    write_csv((*ROW[:4], address, "", "Lamps are lit"), columns=(*COLUMNS, "Title"))
    result = run()
    assert result.exit_code == 0, result.output
    text = Path("content/sources/lamps-are-lit.yml").read_text("utf-8")
    assert "url: https://a.example/a?b=%C3%A9\n" in text
    assert re.search(
        r"^Row 2, column `Source`: warning: .* https://a\.example/a\?b=%C3%A9$",
        result.output,
        re.MULTILINE,
    )
    assert "1 already there" in run().output


OF_ALL_KINDS = {
    "Speaker": ("person", "Bo Wick"),
    "Kind": ("person.kind", "official"),
    "Office": ("person.offices[].title", "Keeper"),
    "From": ("person.offices[].start", "2024"),
    "Where": ("person.offices[].source", "gazette"),
    "Party": ("person.affiliations[].organisation", "Lamps"),
    "Party kind": ("person.affiliations[].kind", "party"),
    "Party source": ("person.affiliations[].source", "gazette"),
    "Words": ("quote", "Light."),
    "Day": ("date", "unknown"),
    "Note": ("date_note", "Nobody wrote it down."),
    "Theme": ("theme", "lighthouses"),
    "Source": ("source", "Tide Times"),
    "Source kind": ("source.type", "webpage"),
    "Found": ("findings[].quote", "False."),
    "By": ("findings[].by", "Checkers"),
    "When": ("findings[].date", "2025"),
    "There": ("findings[].source", "gazette"),
}
WRONG_IN = {
    "Kind": "boss", "From": "2024-13", "Where": "Nothing", "Party kind": "club", "Day": "soon",
    "Source kind": "scroll", "When": "later", "There": "No source",
}  # fmt: skip


def told_columns(changed: Mapping[str, str]) -> list[str]:
    """The columns at which a row of all kinds of fields has faults, if some cells are changed."""
    lines = "".join(f"  {column}: {field}\n" for column, (field, _) in OF_ALL_KINDS.items())
    Path("mapping.yml").write_text(f"columns:\n{lines}", encoding="utf-8")
    row = {column: text for column, (_, text) in OF_ALL_KINDS.items()} | {**changed}
    told = faults_of([*row.values()], columns=[*row])
    return re.findall(r"^Row 2, column `([^`]*)`: ", told, re.MULTILINE)


def test_all_that_is_wrong_with_a_row_is_told_at_once() -> None:
    """An unknown record, or a cell that no field can hold, hides no other fault of its row."""
    assert sorted(told_columns(WRONG_IN)) == sorted(WRONG_IN)
    # Nor do they hide that there are no words.
    assert sorted(told_columns({**WRONG_IN, "Words": ""})) == sorted([*WRONG_IN, "Words"])


@pytest.mark.parametrize("unread", OF_ALL_KINDS)
def test_a_cell_that_cannot_be_read_hides_nothing(unread: str) -> None:
    """What is wrong elsewhere in its row is told, too, but not that the cell says nothing."""
    assert told_columns({unread: "#N/A"}) == [unread]
    assert {*told_columns({**WRONG_IN, unread: "#N/A"})} == {*WRONG_IN, unread}


def test_a_cell_that_is_part_of_a_text_cannot_be_read() -> None:
    """A text that is put together from several cells is not judged without one of them."""
    Path("mapping.yml").write_text(
        "columns: { Words: quote, Day: date, Theme: theme, Source: source }\n"
        'patterns: { person: "{First} {Last}" }\n',
        encoding="utf-8",
    )
    columns = ("First", "Last", "Words", "Day", "Theme", "Source")
    told = faults_of(("Ada", "&amp;", "Light.", "soon", *ROW[3:5]), columns=columns)
    assert re.findall(r"^Row 2, column `([^`]*)`: ", told, re.MULTILINE) == ["Day", "Last"]


def test_all_that_differs_from_a_record_is_told_at_once() -> None:
    """A row that describes a known person otherwise says so for each field."""
    more = "  Kind: person.kind\n  Country: person.country\n"
    Path("mapping.yml").write_text(MAPPING + more, encoding="utf-8")
    told = faults_of((*ROW, "commentator", "AQ"), columns=(*COLUMNS, "Kind", "Country"))
    assert "column `Kind`: `people/ada-keeper.yml` has another `kind`" in told
    assert "column `Country`: `people/ada-keeper.yml` has no `country`" in told


def test_further_themes() -> None:
    """Further themes are named by title and made like the first one, whatever comes first."""
    Path("mapping.yml").write_text(f"{MAPPING}  More: also\n{NEW}", encoding="utf-8")
    columns = (*COLUMNS, "More")
    write_csv(
        (*ROW, "Storms; Lighthouses at sea;"),
        (ROW[0], "Two.", ROW[2], "storms", *ROW[4:], ""),
        columns=columns,
    )
    assert run().exit_code == 0
    assert sorted(file.stem for file in Path("content/themes").iterdir()) == [
        "lighthouses", "lighthouses-at-sea", "storms",
    ]  # fmt: skip
    assert "2 already there" in run().output


def test_who_speaks_and_who_asks() -> None:
    """People are named as they are called, and a question has a column for each of its fields."""
    more = {
        "With": "with",
        "For": "on_behalf_of",
        "Asker": "question.by",
        "Asked": "question.quote",
    }
    lines = "".join(f"  {column}: {field}\n" for column, field in more.items())
    new = "values:\n  person.kind: official\n"
    Path("mapping.yml").write_text(f"{MAPPING}{lines}{new}", encoding="utf-8")
    asked = ("Bo New; Ada Keeper", "Cy President", "a reporter", "Where are you?")
    write_csv(("Di Spokesman", *ROW[1:], *asked), columns=(*COLUMNS, *more))
    result = run()
    assert result.exit_code == 0, result.output
    text = Path("content/people/di-spokesman.yml").read_text("utf-8")
    assert "with: [bo-new, ada-keeper]" in text
    assert "on_behalf_of: cy-president" in text
    assert "question:\n          by: a reporter\n          quote: Where are you?\n" in text
    assert Path("content/people/cy-president.yml").exists()
    assert "1 already there" in run().output


def test_whatever_comes_first() -> None:
    """A record that one row describes serves those above it too."""
    Path("mapping.yml").write_text(f"{MAPPING}  Kind: person.kind\n", encoding="utf-8")
    rows = [("Bo New", "One.", *ROW[2:], ""), ("Bo New", "Two.", *ROW[2:], "official")]
    write_csv(*rows, columns=(*COLUMNS, "Kind"))
    assert run().exit_code == 0
    assert sorted(words()) == ["bo-new/one", "bo-new/two"]


def test_refused_twice() -> None:
    """What one run refuses, the next one refuses too; what it takes, the next one finds."""
    Path("mapping.yml").write_text(f"{MAPPING}  Kind: person.kind\n", encoding="utf-8")
    write_csv(
        ("Bo New", "One.", *ROW[2:], "official"),
        ("Bo New", "Two.", *ROW[2:], "commentator"),
        ("New, Bo", "Three.", *ROW[2:], "official"),
        ("Bo New", "One.", *ROW[2:4], "Gazet", "", ""),
        columns=(*COLUMNS, "Kind"),
    )
    first = run("--partly").output
    assert "Statements: 1 new, 0 already there." in first
    after = content()
    second = run("--partly").output
    assert "Statements: 0 new, 1 already there." in second
    for output in (first, second):
        assert "Rows that cannot be imported: 3." in output
        assert "has another `kind` for the person `bo-new`" in output
    assert content() == after


def test_a_fault_in_an_ignored_column() -> None:
    """What is wrong in a column that is skipped is not looked at."""
    Path("mapping.yml").write_text(f"{MAPPING}ignore: [Remarks]\n", encoding="utf-8")
    write_csv((*ROW, "#N/A"), columns=(*COLUMNS, "Remarks"))
    assert run().exit_code == 0


def test_lists_of_a_statement() -> None:
    """Findings, links, a vote, a status and a stance have columns; numbers tell items apart."""
    more = {
        "Did": "action",
        "Bill": "vote.on",
        "Vote": "vote.choice",
        "Link": "links[1].title",
        "Address": "links[1].url",
        "Film": "links[2].url",
        "Checker": "findings[].by",
        "Verdict": "findings[].quote",
        "Checked": "findings[].date",
        "Where": "findings[].source",
        "Holds": "stance",
    }
    lines = "".join(f"  {column}: {field}\n" for column, field in more.items())
    values = {
        "links[1].kind": "bill",
        "links[2].kind": "recording",
        "links[2].title": "The sitting",
        "findings[].locator": "line 3",
    }
    defaults = "".join(f"  {field}: {text}\n" for field, text in values.items())
    text = MAPPING.replace("  Words: quote\n", "").replace("  Page: locator\n", "")
    Path("mapping.yml").write_text(f"{text}{lines}values:\n{defaults}", encoding="utf-8")
    columns = ("Speaker", "Day", "Theme", "Source", *more)
    row = ("Ada Keeper", "2024-11-06", "lighthouses", "gazette", "Voted for the lamps")
    bill = ("Lamps", "for", "The bill", "https://a.example/1", "https://a.example/2")
    found = ("Checkers", "Right: she did", "2024-11-07", "Gazette", "for")
    other = (*row[:1], "2024-11-08", *row[2:4], "Left the hall")
    write_csv((*row, *bill, *found), (*other, *[""] * 9, "against"), columns=columns)
    result = run()
    assert result.exit_code == 0, result.output
    [one, two] = load(Inputs(Path("content"), Path.cwd())).catalogue.by_person["ada-keeper"]
    if one.statement.vote is None:
        one, two = two, one
    assert one.statement.vote is not None
    assert (one.statement.vote.on, one.statement.vote.choice) == ("Lamps", "for")
    links = [(link.title, link.url, link.kind) for link in one.statement.links]
    assert links == [
        ("The bill", "https://a.example/1", "bill"),
        ("The sitting", "https://a.example/2", "recording"),
    ]
    [finding] = one.statement.findings
    assert (finding.by, finding.quote, str(finding.date)) == (*found[:2], "2024-11-07")
    assert [(it.source, it.locator) for it in finding.citations] == [("gazette", "line 3")]
    assert not two.statement.findings
    assert (
        "    stances:\n"
        "      - holds: for\n"
        "        statements: [voted-for-the-lamps]\n"
        "      - holds: against\n"
        "        statements: [left-the-hall]\n"
    ) in Path("content/people/ada-keeper.yml").read_text("utf-8")
    assert "2 already there" in run().output
    later = (*other[:1], "2024-11-09", *other[2:4], "Came back", *[""] * 9, "against")
    write_csv(later, columns=columns)
    assert run().exit_code == 0
    written = Path("content/people/ada-keeper.yml").read_text("utf-8")
    assert written.count("holds: against") == 2


@pytest.mark.parametrize(
    ("stance", "said"),
    [
        ("agrees", "`agrees` is not a stance. Write one of: for, against, mixed, unclear."),
        ("for", "already exists without a stance. Change it by hand."),
    ],
)
def test_a_stance_that_cannot_be_taken(stance: str, said: str) -> None:
    """A stance is a word of the model's; one that a statement has not got is refused."""
    write_csv(ROW)
    assert run().exit_code == 0
    Path("mapping.yml").write_text(f"{MAPPING}  Holds: stance\n", encoding="utf-8")
    assert said in faults_of((*ROW, stance), columns=(*COLUMNS, "Holds"))


def test_part_of_a_finding() -> None:
    """A finding without its source, date or checker is refused with the row."""
    Path("mapping.yml").write_text(f"{MAPPING}  Verdict: findings[].quote\n", encoding="utf-8")
    said = faults_of((*ROW, "Wrong"), columns=(*COLUMNS, "Verdict"))
    assert all(
        name in said
        for name in ("No source", "`findings[0].by` is missing", "`findings[0].date` is missing")
    )


@pytest.mark.parametrize("name", ["Unknown", "anonymous", "N/A"])
def test_nobody_is_no_person(name: str) -> None:
    """What a list has where the speaker is not known does not become a person."""
    more_mapping(NEW)
    said = faults_of((name, *ROW[1:]))
    assert f"`{name}` is not a name. Give an id under `people:`" in said


def test_organisations_and_who_names_them() -> None:
    """Rows can be organisations; offices of people then name them as they are called."""
    mapping = (
        "columns: { Body: organisation, Kind: organisation.kind, Up: organisation.part_of,"
        " Other: 'organisation.names[].name' }\n"
    )
    Path("mapping.yml").write_text(mapping, encoding="utf-8")
    columns = ("Body", "Kind", "Other", "Up")
    write_csv(("Tide Office", "ministry", "Office of Tides", ""), columns=columns)
    result = run()
    assert result.exit_code == 0, result.output
    assert "Organisations: 1 new, 0 already there." in result.output
    assert "Organisations: 0 new, 1 already there." in run().output
    mapping = (
        "columns: { Who: person, Held: 'person.offices[].title',"
        " At: 'person.offices[].organisation_id' }\n"
        "values: { person.kind: official, 'person.offices[].source': gazette }\n"
    )
    Path("mapping.yml").write_text(mapping, encoding="utf-8")
    office = ("Who", "Held", "At")
    said = faults_of(("Bo New", "Clerk", "Tide Offices"), columns=office)
    assert "Row 2, column `At`: No organisation is called `Tide Offices`." in said
    write_csv(("Bo New", "Clerk", "Office of Tides"), columns=office)
    result = run()
    assert result.exit_code == 0, result.output
    catalogue = load(Inputs(Path("content"), Path.cwd())).catalogue
    assert catalogue.people["bo-new"].offices[0].organisation_id == "tide-office"


@pytest.mark.parametrize(
    "columns",
    [
        "{ A: person, B: date }",
        "{ A: organisation, B: source.title }",
        "{ A: quote, B: organisation.kind }",
    ],
)
def test_fields_without_a_place(columns: str) -> None:
    """A column of which rows of this kind can say nothing is refused, and not dropped."""
    Path("mapping.yml").write_text(f"columns: {columns}\n", encoding="utf-8")
    write_csv(("a", "b"), columns=("A", "B"))
    result = run()
    assert result.exit_code == 2
    assert "has no place" in result.output


ALONE = {
    "source": (
        "{ Title: source, Kind: source.type, Where: source.url, After: source.relays }",
        [("Tide Times", "webpage", "https://a.example/1", "Gazette; Tide Post"),
         ("Tide Post", "webpage", "https://a.example/2", "")],
        "sources/tide-times.yml", "relays: [gazette, tide-post]\n",
    ),
    "theme": (
        "{ Name: theme, Text: theme.definition, Also: theme.aliases, In: theme.broader }",
        [("Lamps", "On lamps.", "lights", "Harbour lights"),
         ("Harbour lights", "On lights.", "", "lighthouses")],
        "themes/lamps.yml", "broader: harbour-lights\n",
    ),
    "organisation": (
        "{ Body: organisation, Kind: organisation.kind, In: organisation.part_of,"
        " Since: organisation.start }",
        [("Tide Office", "ministry", "Tide Cabinet", "1990"),
         ("Tide Cabinet", "government", "", "")],
        "organisations/tide-office.yml", "part_of: tide-cabinet\n",
    ),
    "person": (
        "{ Who: person, Kind: person.kind, Land: person.country, Also: 'person.names[].name' }",
        [("Bo New", "official", "NO", "B. New"), ("Cy New", "commentator", "SE", "")],
        "people/bo-new.yml", "name: B. New",
    ),
}  # fmt: skip


@pytest.mark.parametrize("kind", ALONE)
def test_each_kind_of_record_alone(kind: str) -> None:
    """A sheet can have records of one kind and nothing else; they name others by any name."""
    columns, rows, file, line = ALONE[kind]
    Path("mapping.yml").write_text(f"columns: {columns}\n", encoding="utf-8")
    names = re.findall(r"(\w+): ", columns)
    write_csv(*rows, columns=names)
    result = run()
    assert result.exit_code == 0, result.output
    noun = Path(file).parent.name.capitalize()
    assert f"{noun}: 2 new, 0 already there.\nFiles: 2 new, 0 extended." in result.output
    assert line in Path("content", file).read_text("utf-8")
    assert f"{noun}: 0 new, 2 already there." in run().output


def test_a_row_that_names_itself_in_a_circle() -> None:
    """Records that wait for each other are refused, and not waited for without end."""
    Path("mapping.yml").write_text(f"columns: {ALONE['theme'][0]}\n", encoding="utf-8")
    rows = [("Lamps", "A.", "", "Lights"), ("Lights", "A.", "", "Lamps")]
    said = faults_of(*rows, columns=("Name", "Text", "Also", "In"))
    assert "Row 2, column `In`: No theme is called `Lights`." in said


# What the cells of a row and the mapping file have, and what is said of it.
SAID_OF_A_SHEET = {
    "a new source without its kind": (
        "", {4: "Tide Times"},
        "column `Source`: No source is called `Tide Times`. To add it, give"
        " `source.type` a column, or a value under `values:` in the mapping file.",
    ),
    "a described source without its kind": (
        "Kind: source.publication", {4: "Tide Times", 6: "Tides"},
        "column `Source`: `source.type` is missing. Give `source.type` a column, or a value under",
    ),
    "a cell of that column is empty": (
        "Kind: source.type", {4: "Tide Times"},
        "To add it, fill in `Kind`.",
    ),
    "an unknown theme": (
        "", {3: "harbours"},
        "column `Theme`: No theme is called `harbours`. To add it, give"
        " `theme.definition` a column",
    ),
    "a date that nobody knows": (
        "", {2: "unknown"},
        "column `Day`: The date is unknown, but nothing says why. Add a column for `date_note`"
        " and say what",
    ),
    "a date as a spreadsheet counts it": (
        "", {2: "45602"},
        "column `Day`: `45602` may be how a spreadsheet counts the days up to 2024-11-06. Format",
    ),
    "a date in another language": ("", {2: "6. Nov. 2024"}, "is not a date. Write `2024-11-06`."),
    "a date that nobody knows, with an empty note": (
        "Note: date_note", {2: "unknown"},
        "nothing says why. Fill in `Note` and say what",
    ),
    "a time without its zone": (
        "At: time", {6: "14:30"},
        "column `At`: A time of day means nothing without its zone. Add a column for `zone`, such",
    ),
    "a strange time": (
        "At: time", {6: "half past two"},
        "column `At`: `half past two` is not a time of day. Write hours and minutes in 24 hours,"
        " as `14:30`",
    ),
    "a translation by nobody": (
        "Spoken: spoken_lang", {6: "ru"},
        "column `Spoken`: The words were said in `ru`, but no translator is named. Add a column"
        " for `translation` with `official`",
    ),
    "a status without its reason": (
        "Status: status", {6: "disputed"},
        "column `Status`: This statement is disputed, but no note explains why. Give"
        " `status_note.note` a column",
    ),
    "a finding without source": (
        "Found: 'findings[].quote'", {6: "Wrong"},
        "column `Found`: No source for this quote. Give `findings[].source` a column",
    ),
    "a vote that is said": (
        "On: vote.on\n  How: vote.choice", {6: "Lamps", 7: "for"},
        "A vote is something done, but this statement is a quote.",
    ),
    "an affiliation with nothing": (
        "Role: 'person.affiliations[].role'\n  Kind: person.kind",
        {0: "Bo New", 6: "chair", 7: "official"},
        "column `Role`: ",
    ),
    "no words": (
        "", {1: ""}, "This statement has no quote, paraphrase or action. Fill in `Words`."
    ),
    "words of two kinds": (
        "Deed: action", {6: "Left"},
        "Leave `Words` or `Deed` empty, or make two rows of this one.",
    ),
    "a default that is wrong": (
        "", {}, "Row 2: `date_basis`, under `values:` in the mapping file: `guessed` is not",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", SAID_OF_A_SHEET)
def test_faults_are_those_of_the_sheet(case: str) -> None:
    """A fault names the row, its column and what to type there, and nothing of YAML."""
    columns, changed, told = SAID_OF_A_SHEET[case]
    text = f"{MAPPING}  {columns}\n" if columns else MAPPING
    if case == "a default that is wrong":
        text += "values: { date_basis: guessed }\n"
    Path("mapping.yml").write_text(text, encoding="utf-8")
    names = (*COLUMNS, *re.findall(r"(\w+): ", columns))
    row = [changed.get(at, ROW[at] if at < len(ROW) else "") for at in range(len(names))]
    said = faults_of(row, columns=names)
    assert told in said
    lines = [line for line in said.splitlines() if line.startswith("Row 2")]
    assert all(line.startswith("Row 2, column `") or "under `values:`" in line for line in lines)
    assert not re.findall(r"`(?!(?:values|themes|people|sources):`)[a-z_]+:[^`]*`", "".join(lines))
