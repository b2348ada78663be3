"""Which of a person's files a new statement goes to."""

from pathlib import Path

import pytest

from site_builder.authoring.new import new_statement
from site_builder.authoring.person_files import extended, new_person, read_person
from site_builder.authoring.yaml.edit import Addition, EditError, record_text
from site_builder.content.document import MAX_NODES, Plain, parse
from site_builder.content.model import Person, PersonPart

OWN: dict[str, Plain] = {"name": "Ada Keeper", "kind": "official"}


def said(id_: str, date: str, words: str = "Keep the lamps lit.") -> Addition:
    """A statement on lighthouses."""
    cited: list[Plain] = [{"source": "gazette"}]
    return "lighthouses", {"id": id_, "quote": words, "date": date, "citations": cited}


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A content folder with one person."""
    (tmp_path / "people").mkdir()
    (tmp_path / "people" / "ada.yml").write_text(record_text(Person, OWN), encoding="utf-8")
    return tmp_path


def names(content: Path, *additions: Addition) -> list[str]:
    """The files that get these statements, below the folder of people."""
    new = extended(read_person(content, "ada"), additions)
    return [one.file.relative_to(content / "people").as_posix() for one in new]


def put(content: Path, name: str, *additions: Addition) -> None:
    """Write a further file of the person."""
    positions: list[Plain] = [
        {"theme": theme, "statements": [dict(fields)]} for theme, fields in additions
    ]
    file = content / "people" / "ada" / f"{name}.yml"
    file.parent.mkdir(exist_ok=True)
    file.write_text(record_text(PersonPart, {"positions": positions}), encoding="utf-8")


def test_the_file_of_the_year_comes_first(content: Path) -> None:
    """A statement goes to the file of its year if there is one, and else to the person's own."""
    put(content, "2024", said("a", "2024-11-06"))
    assert names(content, said("b", "2024-11~")) == ["ada/2024.yml"]
    assert names(content, said("b", "2023"), said("c", "2024/2025")) == ["ada.yml", "ada/2024.yml"]


def test_a_full_file_gets_no_more(content: Path) -> None:
    """What has no room goes to files of its years, and from these to further ones."""
    full = "A lamp is a lamp. " * 8_000
    put(content, "2024", said("a", "2024-11-06", full))
    assert names(content, said("b", "2024-11-07", full)) == ["ada/2024-2.yml"]
    many = [said("b", "2023-11-07", full), said("c", "2023-11-08", full), said("d", "unknown")]
    assert names(content, *many) == ["ada/2023.yml", "ada/2023-2.yml", "ada/undated.yml"]


def test_a_new_person_has_a_file(tmp_path: Path) -> None:
    """Who somebody new is gets written, though all of the statements go to files of their years."""
    full = "A lamp is a lamp. " * 8_000
    ada = new_person(tmp_path / "people" / "ada.yml", record_text(Person, OWN))
    new = [*extended([ada], [said("b", "2024-11-07", full), said("c", "2024-11-08", full)])]
    written = [one.file.relative_to(tmp_path).as_posix() for one in new]
    assert written == ["people/ada.yml", "people/ada/2024.yml", "people/ada/2024-2.yml"]
    assert new[0].text == record_text(Person, OWN)


def test_no_file_has_too_many_values(content: Path) -> None:
    """Many short statements are shared out so that each file can be read."""
    many = [said(f"s-{number}", "2024-11-06", "Yes.") for number in range(MAX_NODES // 5)]
    new = [*extended(read_person(content, "ada"), many)]
    assert len(new) > 1
    ids = []
    for one in new:
        document, faults = parse(one.text, one.file.name)
        assert document is not None
        assert not faults
        ids += [line.split()[-1] for line in one.text.splitlines() if "- id:" in line]
    assert sorted(ids) == sorted(str(fields["id"]) for _, fields in many)


def test_an_id_of_another_file_is_taken(content: Path) -> None:
    """A person has an id once, whichever of their files it is in."""
    put(content, "2024", said("a", "2024-11-06"))
    with pytest.raises(EditError, match=r"people/ada/2024.yml already has a statement `a`"):
        new_statement(content, "ada", *said("a", "2025-11-06", "Other words."))


def test_a_file_in_brackets_is_refused(content: Path) -> None:
    """Nothing is added to a person one of whose files is broken."""
    put(content, "2024", said("a", "2024-11-06"))
    (content / "people" / "ada" / "2025.yml").write_text("positions: [\n", encoding="utf-8")
    with pytest.raises(EditError, match=r"Cannot add to people/ada/2025.yml"):
        new_statement(content, "ada", *said("b", "2024-11-06"))
