import pytest

from site_builder.content.kinds import BY_FOLDER, BY_NAME, KINDS, kind_at, names_of, records_in
from site_builder.content.model import MODELS
from site_builder.views.addresses import FOLDERS


@pytest.mark.parametrize(
    "table",
    [BY_NAME, MODELS, {kind.name: kind for kind in BY_FOLDER.values()}],
    ids=["names", "models", "folders"],
)
def test_every_table_has_every_kind(table: dict[str, object]) -> None:
    """Wherever kinds are told apart, each kind is there, and nothing that is none."""
    assert table.keys() == {kind.name for kind in KINDS}


def test_a_kind_is_known_by_its_name_and_by_its_folder() -> None:
    """No two kinds share a name or a folder, and pages stand where their records do."""
    assert len(BY_NAME) == len(BY_FOLDER) == len(KINDS)
    for kind in KINDS:
        assert BY_NAME[kind.name] is BY_FOLDER[kind.folder] is kind
        assert MODELS[kind.name].KIND is kind
        assert FOLDERS[kind.name] == f"{kind.folder}/"


@pytest.mark.parametrize("end", ["", "/"])
def test_an_address_tells_the_kind(end: str) -> None:
    """What is below a person is a statement, with or without the slash that pages have."""
    assert [kind_at(f"{kind.folder}/bo{end}") for kind in KINDS] == [kind.name for kind in KINDS]
    assert kind_at(f"people/bo/lamps{end}") == "statement"


def test_names_come_back_from_one_text() -> None:
    """A text of names has each of them, whatever is in it, and is the same in any order."""
    names = [("person", "bo"), ("statement", "bo/first"), ("image", "b\u2028o.jpg"), ("theme", "")]
    assert names_of(names) == names_of(reversed(names))
    assert records_in([names_of(names[:2]), names_of(names[1:]), names_of(())]) == {*names}
