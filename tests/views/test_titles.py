from pathlib import Path

from site_builder.examine import Inputs, load
from site_builder.views import PersonPage, SourcePage, ThemePage
from site_builder.views.titles import told_apart
from tests.support.project import SOURCE, THEME, Project, person, statement
from tests.support.views import pages


def test_only_what_is_called_alike_has_its_id() -> None:
    """Of several titles that are the same, each has the id; all others are as they are."""
    titles = {"a": "Tides", "b": "Tides", "c": "Lamps"}
    assert told_apart(titles) == {"a": "Tides (a)", "b": "Tides (b)", "c": "Lamps"}


def test_no_two_records_have_one_title(tmp_path: Path) -> None:
    """Pages of people, themes and sources of one name have titles that tell them apart."""
    project = Project(tmp_path)
    for id_ in ("one", "two"):
        project.write(f"people/{id_}.yml", person(statement(), name="Bo"))
        project.write(f"themes/{id_}.yml", {**THEME, "title": "Tides"})
        project.write(f"sources/{id_}.yml", {**SOURCE, "title": "A report"})
    found = pages(load(Inputs(project.content, tmp_path)).catalogue)
    titles = [p.title for p in found if isinstance(p, PersonPage | ThemePage | SourcePage)]
    assert {"Bo (one)", "Bo (two)", "Tides (one)", "A report (two)"} <= {*titles}
    assert len({*titles}) == len(titles)
