from pathlib import Path

import pytest

from site_builder.changes.git import snapshot
from site_builder.checks.withdrawn import read_withdrawn
from site_builder.examine import Inputs, check, check_change, load
from tests.checks.test_rules import WORLD
from tests.support.repository import commit, git, write

PERSON = """\
name: Somebody
kind: official
positions:
  - theme: peace
    statements:
      - { id: a, quote: We stay., date: 2024-11-05, citations: [{ source: gazette }] }
      - { id: b, quote: We go., date: 2024-11-06, citations: [{ source: gazette }] }
"""


def withdrawn(*addresses: str) -> str:
    """The file that says of these addresses that they were withdrawn."""
    entries = (f"{{ address: {it}, date: 2024-11-08, reason: Not hers. }}" for it in addresses)
    return f"withdrawn: [{', '.join(entries)}]\n"


@pytest.mark.parametrize(
    ("then", "listed"),
    [
        (PERSON.replace("      - { id: b", "      # - { id: b"), "people/somebody/b"),
        (None, "people/somebody"),
    ],
    ids=["a statement", "a person"],
)
def test_what_was_withdrawn_has_not_vanished(tmp_path: Path, then: str | None, listed: str) -> None:
    """A published address may lead to nothing else if `withdrawn.yml` lists it."""
    write(tmp_path / "content", {**WORLD, "people/somebody.yml": PERSON})
    commit(tmp_path)
    git(tmp_path, "tag", "before")
    write(tmp_path / "content", {"people/somebody.yml": then})
    with_statements = withdrawn(listed).replace(" }", ", statements: [a, b] }")
    whole = withdrawn(listed) if then else with_statements
    for text, codes in ("withdrawn: []\n", ["vanished-id"]), (whole, []):
        write(tmp_path / "content", {"withdrawn.yml": text})
        inputs = Inputs(tmp_path / "content", tmp_path)
        found = check_change(inputs, snapshot(inputs.content, "before"))
        assert [fault.code for fault in found.new] == codes


@pytest.mark.parametrize(
    ("listed", "message"),
    [
        (("people/somebody",), "`people/somebody` was withdrawn, but is there."),
        (("people/somebody/a",), "`people/somebody/a` was withdrawn, but is there."),
        (("sources/gazette",), "`sources/gazette` was withdrawn, but is there."),
        (("people/other", "people/other"), "`people/other` is listed above."),
        (("people/other/a", "people/somebody/c"), ""),
    ],
)
def test_an_address_is_not_used_again(
    tmp_path: Path, listed: tuple[str, ...], message: str
) -> None:
    """Nothing may be where something was withdrawn; each address is listed once."""
    write(tmp_path, {**WORLD, "people/somebody.yml": PERSON, "withdrawn.yml": withdrawn(*listed)})
    found = [(it.code, it.message) for it in load(Inputs(tmp_path, tmp_path)).diagnostics]
    assert found == ([("withdrawn-id", message)] if message else [])


@pytest.mark.parametrize(
    ("listed", "leads_to"),
    [
        ("people/ada", "people/somebody"),
        ("people/ada/b", "people/somebody/b"),
        ("people/somebody/c", "people/somebody/b"),
        ("people/ada/c", "people/somebody/b"),
    ],
)
def test_an_address_leads_to_nothing_else(tmp_path: Path, listed: str, leads_to: str) -> None:
    """No former id leads readers from what was withdrawn to something else, in a change either."""
    then = PERSON.replace("kind:", "former_ids: [ada]\nkind:").replace(
        "id: b", "id: b, former_ids: [c]"
    )
    write(tmp_path / "content", {**WORLD, "people/somebody.yml": then})
    commit(tmp_path)
    git(tmp_path, "tag", "before")
    write(tmp_path / "content", {"withdrawn.yml": withdrawn(listed)})
    inputs = Inputs(tmp_path / "content", tmp_path)
    message = f"`{listed}` was withdrawn, but leads to `{leads_to}`."
    assert [it.message for it in load(inputs).diagnostics] == [message]
    found = check_change(inputs, snapshot(inputs.content, "before"))
    assert [it.message for it in found.new] == [message]


@pytest.mark.parametrize(
    ("given", "hint"),
    [
        ("", "`former_ids: [ada]` and `statements: [a, b, c]`"),
        (", statements: [a]", "`former_ids: [ada]`"),
        (", former_ids: []", "`statements: [a, b, c]`"),
        (", former_ids: [ada], statements: [b]", ""),
        (", former_ids: [], statements: []", ""),
    ],
)
def test_an_entry_says_what_went_along(tmp_path: Path, given: str, hint: str) -> None:
    """The check of the change knows which addresses these are; the entry may leave some out."""
    then = PERSON.replace("kind:", "former_ids: [ada]\nkind:")
    then = then.replace("id: b", "id: b, former_ids: [c]")
    write(tmp_path / "content", {**WORLD, "people/somebody.yml": then})
    commit(tmp_path)
    git(tmp_path, "tag", "before")
    entry = withdrawn("people/somebody").replace(" }", f"{given} }}")
    write(tmp_path / "content", {"people/somebody.yml": None, "withdrawn.yml": entry})
    inputs = Inputs(tmp_path / "content", tmp_path)
    found = check_change(inputs, snapshot(inputs.content, "before")).new
    told = [(it.code, (it.hint or "").partition(". ")[0]) for it in found]
    assert told == ([("vanished-id", f"Add {hint}")] if hint else [])


def test_a_statement_takes_its_former_ids_along(tmp_path: Path) -> None:
    """Those that it had; not those of its person, who is still there."""
    then = PERSON.replace("kind:", "former_ids: [ada]\nkind:")
    now = then.replace("      - { id: b", "      # - { id: b")
    then = then.replace("id: b", "id: b, former_ids: [c]")
    write(tmp_path / "content", {**WORLD, "people/somebody.yml": then})
    commit(tmp_path)
    git(tmp_path, "tag", "before")
    entry = withdrawn("people/somebody/b")
    inputs = Inputs(tmp_path / "content", tmp_path)
    for text, count in (entry, 1), (entry.replace(" }", ", former_ids: [c] }"), 0):
        write(tmp_path / "content", {"people/somebody.yml": now, "withdrawn.yml": text})
        found = check_change(inputs, snapshot(inputs.content, "before")).new
        assert len(found) == count
        assert all((it.hint or "").startswith("Add `former_ids: [c]`. ") for it in found)


def test_a_listed_statement_stays_listed(tmp_path: Path) -> None:
    """A change that takes an id out of a published entry has its page go in silence."""
    entry = withdrawn("people/ada").replace(" }", ", statements: [a, b] }")
    write(tmp_path / "content", {**WORLD, "withdrawn.yml": entry})
    commit(tmp_path)
    git(tmp_path, "tag", "before")
    write(tmp_path / "content", {"withdrawn.yml": entry.replace("[a, b]", "[a]")})
    inputs = Inputs(tmp_path / "content", tmp_path)
    (fault,) = check_change(inputs, snapshot(inputs.content, "before")).new
    assert "`people/ada/b` is gone" in fault.message


def test_only_people_have_statements(tmp_path: Path) -> None:
    """An entry of anything else that lists some means another address."""
    for address in "people/ada/a", "sources/newspaper":
        entry = withdrawn(address).replace(" }", ", statements: [b] }")
        write(tmp_path, {**WORLD, "withdrawn.yml": entry})
        (fault,) = load(Inputs(tmp_path, tmp_path)).diagnostics
        assert (fault.code, fault.message) == (
            "withdrawn-id",
            "Only a person has statements that go along.",
        )


def test_a_former_id_is_not_used_again(tmp_path: Path) -> None:
    """What led to something withdrawn leads to nothing else, nor is anything there."""
    entry = withdrawn("people/ada").replace(" }", ", former_ids: [somebody], statements: [a] }")
    write(tmp_path, {**WORLD, "people/somebody.yml": PERSON, "withdrawn.yml": entry})
    (fault,) = load(Inputs(tmp_path, tmp_path)).diagnostics
    assert fault.message == "`people/somebody` was withdrawn, but is there."


def test_a_check_knows_former_ids_of_statements(tmp_path: Path) -> None:
    """A check, which keeps no people, finds what a build finds."""
    person = PERSON.replace("id: b", "id: b, former_ids: [c]")
    listed = withdrawn("people/somebody/c")
    write(tmp_path, {**WORLD, "people/somebody.yml": person, "withdrawn.yml": listed})
    inputs = Inputs(tmp_path, tmp_path)
    (fault,) = check(inputs).diagnostics
    assert fault.code == "withdrawn-id"
    assert load(inputs).diagnostics == (fault,)


def test_a_person_takes_all_statements_along(tmp_path: Path) -> None:
    """Who was withdrawn, was with all that they said; nobody else, and no other statement."""
    write(tmp_path, {"withdrawn.yml": withdrawn("people/ada", "people/bo/a")})
    listed, faults = read_withdrawn(tmp_path, tmp_path)
    assert not faults
    assert [
        it
        for it in ("people/ada", "people/ada/a", "people/adam", "people/bo", "people/bo/a")
        if listed.has(it)
    ] == ["people/ada", "people/ada/a", "people/bo/a"]


def test_a_fault_of_the_list_is_reported(tmp_path: Path) -> None:
    """The list is checked as any other file, and what is wrong in it withdraws nothing."""
    text = "withdrawn: [{ address: ada, date: 2024-11-08, reason: A. }]\n"
    write(tmp_path, {**WORLD, "withdrawn.yml": text})
    (fault,) = load(Inputs(tmp_path, tmp_path)).diagnostics
    assert (fault.span.path, fault.message) == ("withdrawn.yml", "`ada` is not a valid identifier.")
