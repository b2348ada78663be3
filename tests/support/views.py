"""The pages of a catalogue, and catalogues of small projects."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TypeVar

from site_builder.content.catalogue import Catalogue, Entry
from site_builder.diagnostics import has_errors
from site_builder.examine import Inputs, load
from site_builder.settings import Site
from site_builder.views import Page, StatementPage, Views
from tests.support.paths import CASES_SITE, FIXTURE_SITE
from tests.support.project import Fields, Project, person

SITE = Site("Dossier", "https://sheet.example/")

P = TypeVar("P", bound=Page)

Others = Mapping[str, Fields]
NO_OTHERS: Others = {}


def example_sheet() -> Catalogue:
    """The catalogue of the example sheet, which has every field of the model."""
    return load(Inputs(FIXTURE_SITE / "content", FIXTURE_SITE)).catalogue


def example_cases() -> Catalogue:
    """The catalogue of the site with the situations that the documentation tells of."""
    return load(Inputs(CASES_SITE / "content", CASES_SITE)).catalogue


def pages(catalogue: Catalogue) -> tuple[Page, ...]:
    """Every page of a catalogue."""
    views = Views(catalogue, SITE)
    return (*views.records(), *(plan.page() for plan in views.lists()))


def one(found: Sequence[Page], kind: type[P], address: str) -> P:
    """The page of a kind at an address."""
    (page,) = (page for page in found if isinstance(page, kind) and page.address == address)
    return page


def linked(folder: Path, people: dict[str, Fields], others: Others = NO_OTHERS) -> Catalogue:
    """The catalogue of a project with these people besides the one that each project has.

    `others` are further records, by their ways below the content folder, such as `sources/a`.
    """
    project = Project(folder)
    for id_, fields in {**{f"people/{id_}": it for id_, it in people.items()}, **others}.items():
        project.write(f"{id_}.yml", fields)
    content = load(Inputs(project.content, folder))
    assert not has_errors(content.diagnostics)
    return content.catalogue


def page_of(catalogue: Catalogue, key: str) -> StatementPage:
    """The page of a statement, by the person and the statement's id."""
    page = Views(catalogue, SITE).at(f"people/{key}/")
    assert isinstance(page, StatementPage)
    return page


def entries(folder: Path, *statements: Fields) -> tuple[Entry, ...]:
    """These statements of one person, in order of time."""
    return linked(folder, {"bo": person(*statements)}).by_person["bo"]
