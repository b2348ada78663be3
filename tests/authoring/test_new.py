from pathlib import Path

import pytest

from site_builder.authoring.new import (
    id_fault,
    new_statement,
    statement_faults,
    suggested_id,
)
from site_builder.authoring.yaml.edit import EditError
from site_builder.authoring.yaml.layout import Fields
from site_builder.content.model import ID_LENGTH, Known, Person, is_id


@pytest.mark.parametrize(
    ("text", "id_"),
    [
        ("Keep the lamps lit!", "keep-the-lamps-lit"),
        ("Žofie’s  café", "zofies-cafe"),
        ("don't", "dont"),
        ("word " * 40, "word" + "-word" * 12),
        ("x" * 100, "x" * ID_LENGTH),
        ("Лампы погасли.", "lampy-pogasli"),
        ("Ελλάδα", "ellada"),
        ("ქართული", "kartuli"),
        ("灯灭了", "dengmiele"),
        ("Þór Łódź", "thor-lodz"),
        ("☂ 🙂", ""),
        ("con", ""),
        ("…", ""),
    ],
    ids=["words", "accents", "an apostrophe", "many words", "one long word", "Cyrillic", "Greek",
         "Georgian", "Han", "other Latin letters", "signs", "a device", "no letters"],
)  # fmt: skip
def test_an_id_of_the_first_words(text: str, id_: str) -> None:
    """An id is made of the words that fit, cut between two of them; of none, none is made."""
    assert suggested_id(text, "en") == id_
    assert not id_ or is_id(id_)


def test_an_id_of_german_words() -> None:
    """Umlauts are spelt out where the words are German, as Germans spell them; nowhere else."""
    for lang in ("de", "de-AT"):
        assert suggested_id("Für Österreichs Größe", lang) == "fuer-oesterreichs-groesse"
    assert suggested_id("Mu\u0308ller", "de") == "mueller"
    assert suggested_id("MÜLLER", "de") == "mueller"
    assert suggested_id("Citroën señor", "de") == "citroen-senor"
    for lang in ("en", "tr", "den"):
        assert suggested_id("Müller", lang) == "muller"


def test_an_id_that_cannot_be(tmp_path: Path) -> None:
    """An id that is none, or is taken, is refused, though what is there is a link to nowhere."""
    (tmp_path / "people").mkdir()
    (tmp_path / "people" / "ada.yml").write_text("", encoding="utf-8")
    (tmp_path / "people" / "bo.yml").symlink_to("nowhere")
    assert id_fault(tmp_path, Person, "cora") == ""
    for id_ in ("ada", "bo", "../ada", "", "Ada", "con"):
        assert id_fault(tmp_path, Person, id_) != "", id_


def test_a_statement_is_not_added_outside_of_the_folder(tmp_path: Path) -> None:
    """No person whose id is none has a file to add to, though there is one at that path."""
    (tmp_path / "people").mkdir()
    (tmp_path / "secret.yml").write_text("name: A\n", encoding="utf-8")
    with pytest.raises(EditError, match=r"There is no person `\.\./secret`"):
        new_statement(tmp_path, "../secret", "peace", {"id": "a"})


def test_all_faults_of_a_statement_are_placed_in_it() -> None:
    """A missing field hides no other fault; what several fields make is placed at all of it."""
    fields: Fields = {"quote": "A", "action": "B", "lang": "xxx", "citations": [{"source": "none"}]}
    known = Known({"theme": {"lamps"}, "source": {"gazette"}})
    found = [(route, fault.code) for route, fault in statement_faults("lamps", fields, known)]
    assert found == [
        ((), "two-kinds"),
        (("lang",), "bad-language"),
        (("date",), "missing-field"),
        (("citations", 0, "source"), "unknown-source"),
    ]
