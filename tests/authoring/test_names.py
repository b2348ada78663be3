"""Finding a record by its id, a name or a web address."""

from site_builder.authoring.names import Names


def test_find() -> None:
    """A record is found by its id, by each name, ignoring case, and by its address."""
    names = Names(["ada", "broken"])
    names.add("ada", ["Ada Keeper", "Ада", "https://a.example/Ada"])
    assert names.find("ada") == names.find("ADA KEEPER") == names.find("ада") == ["ada"]
    assert names.find("https://a.example/Ada") == ["ada"]
    assert names.find("http://A.example:80/Ada/?utm_source=b") == ["ada"]
    assert names.find("https://a.example/ada") == []
    assert names.find("broken") == ["broken"]
    assert names.by_id["broken"] == ("broken",)


def test_a_former_id() -> None:
    """A record is found by an id that it had before, unless another one has it now."""
    names = Names(["ada", "bo"])
    names.add("ada", ["Ada Keeper"], ["ada-lamp", "bo"])
    names.add("official-a", (), ["official"])
    assert names.find("ada-lamp") == ["ada"]
    assert names.find("bo") == ["bo"]
    assert (names.called("ada"), names.called("official-a")) == ("Ada Keeper", "official-a")


def test_several_of_one_name() -> None:
    """All records of a name are found; an id means only itself, even if it is another's name."""
    names = Names()
    names.add("a", ["Same", "Same", "b"])
    names.add("b", ["same"])
    assert names.find("same") == ["a", "b"]
    assert names.find("b") == ["b"]


def test_who_has_no_name_is_called_by_the_id() -> None:
    """Somebody whom no source names is offered by the id, like the record of a broken file."""
    names = Names(["broken"])
    names.add("official-a", ())
    names.add("ada", ["Ada Keeper", "Ада"])
    assert [*map(names.called, names.by_id)] == ["broken", "official-a", "Ada Keeper"]


def test_one_id_more() -> None:
    """A further id is seen beside the others, without becoming one of them."""
    names = Names(["a"])
    assert set(names.ids_and("b", "c")) == {"a", "b", "c"}
    assert "b" not in names.by_id
