from pathlib import Path

import pytest

from site_builder.build import load
from site_builder.views.statement import passages
from tests.support.project import Fields, Project, person, statement

CASES = {
    "words on both sides": (("called it", "and left"), ("called it ", " and left")),
    "a quotation mark on both sides": (
        ("called it “", "” and left"),
        ("called it “", "” and left"),
    ),
    "other marks": (("called it «", "» and left"), ("called it «", "» and left")),
    "an opening bracket and a full stop": (("it (", "."), ("it (", ".")),
    "a comma before, a bracket behind": (("it,", "(so"), ("it, ", " (so")),
    "a closing mark before, an opening one behind": (("«it»", "«so"), ("«it» ", " «so")),
    "nothing before": (("", "and left"), ("", " and left")),
    "nothing behind": (("called it", ""), ("called it ", "")),
}


@pytest.mark.parametrize(("given", "shown"), CASES.values(), ids=CASES.keys())
def test_spaces_around_a_passage(
    tmp_path: Path, given: tuple[str, str], shown: tuple[str, str]
) -> None:
    """A space stands between the quote and a word beside it, none between it and its own marks."""
    assert shown_around(tmp_path, statement(citations=[citation(*given)])) == [shown]


def test_only_a_quote_has_a_passage(tmp_path: Path) -> None:
    """A citation without words around has no passage, and no words but a quote have one."""
    bare = citation("", "")
    around = citation("called it", "")
    assert shown_around(tmp_path / "a", statement(citations=[bare])) == []
    assert shown_around(tmp_path / "b", statement(paraphrase="So.", citations=[around])) == []


def citation(before: str, after: str) -> Fields:
    """A citation with the words around, those that there are."""
    around = {"prefix": before, "suffix": after}
    return {"source": "gazette", **{name: words for name, words in around.items() if words}}


def shown_around(folder: Path, said: Fields) -> list[tuple[str, str]]:
    """What a statement's page shows before and behind its words."""
    project = Project(folder)
    project.write("people/ada-keeper.yml", person(said))
    return [*passages(load(project.content, folder).catalogue.entries["ada-keeper/lamps"])]
