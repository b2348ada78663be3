"""`factsheet new`, with a terminal and without."""

import os
import pty
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from site_builder.cli import main
from site_builder.examine import Inputs, load
from tests.support.paths import ROOT

SETTINGS = """\
site_name: Dossier
docs_dir: content/pages
theme: { name: material, font: false }
plugins: [{ factsheet: { content: content } }]
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A site with a person, a theme and a source, made by the command that is tested."""
    (tmp_path / "content" / "pages").mkdir(parents=True)
    (tmp_path / "mkdocs.yml").write_text(SETTINGS, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    for options in (
        ("person", "--name", "Ada Keeper", "--kind", "official"),
        ("theme", "--title", "Lighthouses", "--definition", "Words on lighthouses."),
        ("source", "--title", "Gazette", "--type", "article-newspaper", "--lang", "en"),
    ):
        assert new(*options).exit_code == 0
    return tmp_path


def new(*options: str) -> Result:
    """Run the command without a terminal."""
    return CliRunner().invoke(main, ["new", *options])


STATEMENT = (
    "statement", "--person", "ada keeper", "--theme", "lighthouses", "--source", "gazette",
    "--date", "2024-11-06", "--quote", "Keep: the #lamps “lit”.",
)  # fmt: skip


def test_a_source_is_kept_without_what_tracks_readers(folder: Path) -> None:
    """As in an import and the form, a new source's address has no `utm_source` and the like."""
    address = "https://paper.example/lamps?page=2&utm_source=mail#top"
    told = new("source", "--title", "Lamps", "--type", "webpage", "--url", address, "--id", "lamps")
    assert told.exit_code == 0
    written = (folder / "content/sources/lamps.yml").read_text()
    assert "url: https://paper.example/lamps?page=2#top\n" in written


def test_ids_spell_german_as_germans_do(folder: Path) -> None:
    """A record's id is in the language of the site, or in its own where it names one."""
    settings = folder / "mkdocs.yml"
    settings.write_text(SETTINGS.replace("font: false", "font: false, language: de"), "utf-8")
    source = ("source", "--type", "webpage", "--title")
    assert not new("person", "--name", "Jörg Müller", "--kind", "official").exit_code
    assert not new(*source, "Für Größe").exit_code
    assert not new(*source, "Für Größe", "--lang", "sv").exit_code
    assert not new(*STATEMENT[:-1], "Für die Küste.").exit_code
    assert (folder / "content/people/joerg-mueller.yml").exists()
    assert (folder / "content/sources/fuer-groesse.yml").exists()
    assert (folder / "content/sources/fur-grosse.yml").exists()
    assert "- id: fuer-die-kueste" in (folder / "content/people/ada-keeper.yml").read_text("utf-8")


def test_as_many_comments_as_wanted(folder: Path) -> None:
    """The usual fields are explained, all of them or none of them, and not two of these."""
    written: list[int] = []
    for options in ((), ("--all",), ("--bare",)):
        id_ = f"person-{len(written)}"
        assert not new(
            "person", "--name", "A", "--kind", "official", "--id", id_, *options
        ).exit_code
        written.append((folder / f"content/people/{id_}.yml").read_text().count("# "))
    usual, whole, none = written
    assert none < usual < whole
    assert new("person", "--bare", "--all").output.endswith("not both.\n")


def test_checks_clean(folder: Path) -> None:
    """Records with only the required fields have no faults and form a catalogue."""
    assert new(*STATEMENT, "--id", "lamps", "--locator", "page 1").exit_code == 0
    content = load(Inputs(folder / "content", folder))
    assert not content.diagnostics
    statement = content.catalogue.entries["ada-keeper/lamps"].statement
    assert statement.words == "Keep: the #lamps “lit”."
    assert statement.citations[0].locator == "page 1"


def test_the_same_thing_is_not_to_be_recorded_twice(folder: Path) -> None:
    """Whoever runs a command again, or meets a namesake, learns what is there and where."""
    assert new(*STATEMENT).exit_code == 0
    again = new(*STATEMENT).output
    assert "a statement `keep-the-lamps-lit`: `Keep: the #lamps “lit”.`." in again
    assert "If it is the same, edit `people/ada-keeper.yml`. If not, choose another id." in again
    before = (folder / "content/people/ada-keeper.yml").read_text()
    for id_ in ((), ("--id", "ada-keeper")):
        person = new("person", "--name", "Ada Keeper", "--kind", "official", *id_)
        assert person.exit_code == 2
        assert "If it is the same, edit `people/ada-keeper.yml`." in person.output
    assert (folder / "content/people/ada-keeper.yml").read_text() == before


@pytest.mark.parametrize("id_", [(), ("--id", "keep")])
@pytest.mark.parametrize("what", ["person", "statement"])
def test_what_was_withdrawn_is_not_proposed_again(
    folder: Path, what: str, id_: tuple[str, ...]
) -> None:
    """Nothing is written with an id that was withdrawn, whether it was given or made of words."""
    address = "people/keep" if what == "person" else "people/ada-keeper/keep"
    text = f"withdrawn: [{{ address: {address}, date: 2024-11-08, reason: Not hers. }}]\n"
    (folder / "content" / "withdrawn.yml").write_text(text, encoding="utf-8")
    before = {file: file.read_bytes() for file in folder.rglob("*.yml")}
    options: tuple[str, ...] = ("person", "--name", "Keep", "--kind", "official")
    if what == "statement":
        options = (*STATEMENT, "--quote", "Keep.", "--date", "2024-11-06")
    result = new(*options, *id_)
    assert result.exit_code == 2
    assert f"`{address}` was withdrawn" in result.output
    assert {file: file.read_bytes() for file in folder.rglob("*.yml")} == before


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("person",), "Missing: --name, --kind."),
        (("person", "--name", "Bo", "--kind", "offical"), "Did you mean `official`?"),
        (("person", "--name", "Bo", "--kind", "official", "--country", "ru"), "Write `RU`."),
        (
            ("person", "--name", "Ada Keeper", "--kind", "official"),
            "The person `ada-keeper` already exists",
        ),
        (
            ("person", "--name", "Beacon, Bo", "--kind", "official"),
            "--name: The surname may come first here. Give `--name 'Bo Beacon'`.",
        ),
        (
            ("person", "--name", "Bo Beacon, Cy Beacon", "--kind", "official"),
            "--name: These may be several people. Add one person at a time",
        ),
        (("person", "--name", "Beacon, Bo"), "Missing: --kind. In a terminal, you would be asked"),
        (
            ("person", "--name", "☎", "--kind", "official"),
            "Missing: --id. Use lower-case Latin letters",
        ),
        (
            ("person", "--name", "Бо", "--kind", "official", "--id", "../bo"),
            "`../bo` is not an id.",
        ),
        (("theme", "--title", "A", "--definition", "[x](person:bo)"), "--definition: There is no"),
        (("theme", "--title", "A", "--definition", "a\u202eb"), "U+202E"),
        (("statement", "--person", "ada"), "Missing: --theme, --source, --date, --quote or"),
        ((*STATEMENT, "--person", "keper"), "Did you mean `ada-keeper` (Ada Keeper)?"),
        ((*STATEMENT, "--person", "xyz"), "Add one with `factsheet new person`."),
        ((*STATEMENT, "--action", "Left."), "only one is allowed"),
        ((*STATEMENT, "--about", "bo"), "--about: There is no person `bo`."),
        ((*STATEMENT, "--date", "6.11.2024"), "--date: "),
    ],
)
def test_refused(folder: Path, options: tuple[str, ...], said: str) -> None:
    """Invalid input is refused in a sentence, with exit code 2, and nothing is written."""
    before = {file: file.read_bytes() for file in folder.rglob("*.yml")}
    result = new(*options)
    assert said in result.output
    assert result.exit_code == 2
    assert {file: file.read_bytes() for file in folder.rglob("*") if file.is_file()} == before


@pytest.mark.usefixtures("folder")
def test_everything_wrong_with_a_statement_is_said_at_once() -> None:
    """What is missing, unknown and unreadable is one refusal, as nothing can be asked."""
    options = ("--person", "ada keper", "--theme", "weather", "--date", "2024-13", "--lang", "xx")
    done = new("statement", *options, "--source", "gazette", "--locator", "a\u200bb")
    assert done.exit_code == 2
    said = done.output.removeprefix("Error: ").splitlines()
    assert [line.partition(" ")[0] for line in said] == [
        "Missing:",
        "No",
        "No",
        "--locator:",
        "--lang:",
        "--date:",
    ], done.output
    assert "person is called `ada keper`" in said[1]
    assert "theme is called `weather`" in said[2]


@pytest.mark.usefixtures("folder")
def test_everything_wrong_with_a_record_is_said_at_once() -> None:
    """What is missing of a record hides nothing that is wrong with its other options."""
    done = new("source", "--title", "A", "--url", "nowhere", "--issued", "2024-13")
    assert done.exit_code == 2
    said = done.output.removeprefix("Error: ").splitlines()
    assert [line.partition(" ")[0] for line in said] == ["Missing:", "--issued:", "--url:"]


def test_same_id_twice(folder: Path) -> None:
    """A person cannot have two statements with the same id."""
    assert new(*STATEMENT).exit_code == 0
    before = (folder / "content" / "people" / "ada-keeper.yml").read_bytes()
    result = new(*STATEMENT, "--quote", "Something else.", "--id", "keep-the-lamps-lit")
    assert result.exit_code == 2
    assert "people/ada-keeper.yml already has a statement `keep-the-lamps-lit`." in result.output
    assert (folder / "content" / "people" / "ada-keeper.yml").read_bytes() == before


def test_broken_file_is_left_alone(folder: Path) -> None:
    """A person's file that cannot be read stays as it is; the place of its fault is named."""
    file = folder / "content" / "people" / "ada-keeper.yml"
    file.write_text("name: Ada Keeper\nkind: [official\n", encoding="utf-8")
    result = new(*STATEMENT, "--person", "ada-keeper")
    assert result.exit_code == 2
    assert "Cannot add to people/ada-keeper.yml. Line 2: This is not valid YAML" in result.output
    assert file.read_text(encoding="utf-8") == "name: Ada Keeper\nkind: [official\n"


def test_old_faults_stop_nobody(folder: Path) -> None:
    """Faults in other files are counted and do not change the exit code."""
    (folder / "content" / "themes" / "broken.yml").write_text("title: A\n", encoding="utf-8")
    result = new(*STATEMENT)
    assert "1 more fault in other files. Run `factsheet check` to see all." in result.output
    assert result.exit_code == 0


def test_read_only_folder(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """If a folder cannot be written to, the file is named and nothing is left behind."""
    themes = folder / "content" / "themes"

    def refuse(*_: object, **__: object) -> None:
        # The superuser may write everywhere, so the system's answer is given here.
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("site_builder.temporary._taken", refuse)
    result = new("theme", "--title", "Harbours", "--definition", "Words on harbours.")
    assert result.exit_code == 2
    assert "harbours.yml: Permission denied." in result.output
    assert [file.name for file in themes.iterdir()] == ["lighthouses.yml"]


def in_a_terminal(folder: Path, kind: str, *answers: str, code: int = 0) -> str:
    """Run the command without options in a terminal, with these answers; return its output."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-c", "from site_builder.cli import main; main()", "new", kind],
        stdin=theirs,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
    )
    # A terminal takes Ctrl-D for the end only at the beginning of a line.
    os.write(ours, "".join(f"{answer}\n" for answer in answers).replace("\4\n", "\4").encode())
    output = process.communicate(timeout=60)[0].decode()
    os.close(ours)
    os.close(theirs)
    assert process.returncode == code, output
    return output


def test_a_statement_in_a_terminal(folder: Path) -> None:
    """In a terminal, the command asks until each answer is valid, and offers existing records."""
    output = in_a_terminal(
        folder, "statement", "keper", "1", "light", "", "gaz", "", "quote", "Put: the lamps out.",
        "6.11.2024", "2024-11-06", "", "", "page 2", "",
    )  # fmt: skip
    assert "  1  Ada Keeper  ada-keeper" in output
    hint = "Write `2024-11-06` or `2024-06-11`, whichever the source means."
    assert hint in " ".join(output.split())
    content = load(Inputs(folder / "content", folder))
    assert not content.diagnostics
    statement = content.catalogue.entries["ada-keeper/put-the-lamps-out"].statement
    assert statement.words == "Put: the lamps out."
    assert statement.citations[0].locator == "page 2"


def test_an_unknown_date_is_explained(folder: Path) -> None:
    """Whoever does not know the date has to say why, with or without a terminal."""
    output = in_a_terminal(
        folder, "statement", "ada-keeper", "lighthouses", "gazette", "quote", "Put: the lamps out.",
        "unknown", "", "An undated leaf.", "", "", "page 2", "",
    )  # fmt: skip
    assert "This is required." in output
    content = load(Inputs(folder / "content", folder))
    assert not content.diagnostics
    (entry,) = content.catalogue.entries.values()
    assert entry.statement.date_note == "An undated leaf."
    given = ("--person", "ada-keeper", "--theme", "lighthouses", "--source", "gazette")
    result = new("statement", *given, "--quote", "More.", "--date", "unknown")
    assert result.exit_code == 2
    assert "Missing: --date-note." in result.output


def test_what_is_missing_is_made_on_the_way(folder: Path) -> None:
    """An unknown person, theme or source is added before the statement, and none is asked twice."""
    output = in_a_terminal(
        folder, "statement",
        "Xu Wei", "y", "", "official", "", "", "",
        "Harbours", "y", "", "Words on harbours.", "", "",
        "https://example.org/harbours", "y", "Harbours open", "webpage", "", "", "", "open",
        "quote", "The harbours open.", "2024-11-06", "", "", "", "",
    )  # fmt: skip
    assert "Wrote content/people/xu-wei.yml" in output
    content = load(Inputs(folder / "content", folder))
    assert not content.diagnostics
    entry = content.catalogue.entries["xu-wei/the-harbours-open"]
    assert entry.themes[0].title == "Harbours"
    assert entry.cited[0].source.url == "https://example.org/harbours"
    assert entry.cited[0].source.id == "open"


@pytest.mark.parametrize(
    ("whole", "person"),
    [("Xu Wei", "xu-wei"), ("Ada Keeper", "ada-keeper")],
    ids=["new", "there already"],
)
def test_a_part_of_a_name_is_no_name(folder: Path, whole: str, person: str) -> None:
    """Somebody who looked for a part of a name is asked for all of it, and not written twice."""
    added = ("official", "", "", "") if whole == "Xu Wei" else ()
    in_a_terminal(
        folder, "statement", "xqz", "y", whole, *added, "lighthouses", "gazette", "quote", "Lit.",
        "2024-11-06", "", "", "page 2", "lit",
    )  # fmt: skip
    content = load(Inputs(folder / "content", folder))
    assert not content.diagnostics
    assert content.catalogue.entries[f"{person}/lit"].person.name == whole
    assert {it.name for it in content.catalogue.people.values()} == {"Ada Keeper", whole}


def test_no_answer_is_lost(folder: Path) -> None:
    """Whoever leaves early is given the command that goes on from there, with all answers."""
    before = {file: file.read_bytes() for file in folder.rglob("*.yml")}
    words = "Keep “it's” $HOME: the --lamps"
    output = in_a_terminal(
        folder, "statement", "ada-keeper", "lighthouses", "gazette", "quote", words, "\4", code=130
    )
    assert {file: file.read_bytes() for file in folder.rglob("*.yml")} == before
    command = next(line for line in output.split("\n") if line.startswith("factsheet new "))
    done = CliRunner().invoke(main, [*shlex.split(command)[1:], "--date", "2024-11-06"])
    assert done.exit_code == 0, done.output
    (entry,) = load(Inputs(folder / "content", folder)).catalogue.entries.values()
    assert (entry.statement.quote, entry.themes[0].id) == (words, "lighthouses")


def test_answers_outlive_a_refusal(folder: Path) -> None:
    """If the file cannot be extended, that is said, and all answers are there to go on with."""
    file = folder / "content" / "people" / "ada-keeper.yml"
    file.write_text("name: Ada Keeper\nkind: [official\n", encoding="utf-8")
    output = in_a_terminal(
        folder, "statement", "ada-keeper", "lighthouses", "gazette", "quote", "Keep them lit.",
        "2024-11-06", "", "", "page 2", "lit", code=2,
    )  # fmt: skip
    assert "Cannot add to people/ada-keeper.yml." in output
    assert (
        "factsheet new statement --person ada-keeper --theme lighthouses --source gazette"
        " --quote 'Keep them lit.' --date 2024-11-06 --id lit --locator 'page 2'\n"
    ) in output


def test_a_question_mark_lists_what_there_is(folder: Path) -> None:
    """Records are listed with their ids, and the values of a field that has few."""
    output = in_a_terminal(
        folder, "statement", "?", "ada-keeper", "?", "lighthouses", "?", "gazette", "quote", "?",
        "2024-11-06", "", "", "", "what",
    )  # fmt: skip
    for listed in ("Ada Keeper  ada-keeper", "Lighthouses  lighthouses", "Gazette  gazette"):
        assert f"{listed}\n" in output
    # A quote can be a question mark.
    assert "ada-keeper/what" in load(Inputs(folder / "content", folder)).catalogue.entries
    output = in_a_terminal(folder, "person", "Bo", "?", "official", "?", "US", "", "")
    assert "official, commentator, organisation, unnamed\n" in output
    assert "\nUS  United States\n" in output


@pytest.mark.parametrize(
    ("makefile", "command"),
    [("serve: venv\n\tserve\n", "make serve"), ("all:\n", "mkdocs serve"), (None, "mkdocs serve")],
)
def test_the_site_is_shown_by(folder: Path, makefile: str | None, command: str) -> None:
    """The next step is the project's own command where there is one."""
    if makefile is not None:
        (folder / "Makefile").write_text(makefile, encoding="utf-8")
    assert f"To see them, run `{command}`" in new(*STATEMENT).output.replace("\n", " ")


@pytest.mark.parametrize(
    ("kind", "answers", "file"),
    [
        ("person", ("Bo New", "offical", "official", "", "", ""), "people/bo-new.yml"),
        ("theme", ("", "Harbours", "Words on harbours.", "", ""), "themes/harbours.yml"),
        ("source", ("Herald", "webpage", "", "2024-11-06", "", "", "herald"), "sources/herald.yml"),
    ],
)
def test_a_record_in_a_terminal(
    folder: Path, kind: str, answers: tuple[str, ...], file: str
) -> None:
    """A record needs no options either."""
    assert f"Wrote content/{file}" in in_a_terminal(folder, kind, *answers)
    assert not load(Inputs(folder / "content", folder)).diagnostics


@pytest.mark.parametrize(
    ("again", "name"), [("", "Bo Beacon"), ("Beacon, Bo", "Beacon, Bo"), ("Bo B.", "Bo B.")]
)
def test_a_doubtful_name_is_asked_for_again(folder: Path, again: str, name: str) -> None:
    """Whoever types a surname first is offered the name turned round, before it is written."""
    answers = ("Beacon, Bo", again, "official", "", "", "bo")
    output = in_a_terminal(folder, "person", *answers)
    assert "Press Enter to turn it round." in output
    person = load(Inputs(folder / "content", folder)).catalogue.people["bo"]
    assert person.name == name


def test_the_name_of_an_organisation_is_not_turned_round(folder: Path) -> None:
    """What follows a comma in the name of an organisation is part of it."""
    assert new("person", "--name", "Keepers, Inc", "--kind", "organisation").exit_code == 0
    assert not load(Inputs(folder / "content", folder)).diagnostics


def test_a_name_like_anothers_is_doubted(folder: Path) -> None:
    """Of a name that is one letter away from somebody's, a new person is warned, and written."""
    told = new("person", "--name", "Ada Keeperr", "--kind", "official")
    assert told.exit_code == 0
    assert "`Ada Keeperr` is one letter away from Ada Keeper (`ada-keeper`)." in told.output
    assert (folder / "content/people/ada-keeperr.yml").exists()
    assert "one letter away" not in new("person", "--name", "Bo Bell", "--kind", "official").output


def test_a_name_like_anothers_is_asked_about(folder: Path) -> None:
    """In a terminal, whoever meant somebody who is there already writes no second file."""
    answers = ("Ada Keepers", "official", "", "")
    said = in_a_terminal(folder, "person", *answers, "n", code=2)
    assert "Is this somebody else?" in said.replace("\n", " ")
    assert not (folder / "content/people/ada-keepers.yml").exists()
    in_a_terminal(folder, "person", *answers, "y", "ada-s")
    assert (folder / "content/people/ada-s.yml").exists()
