"""Fixtures: the example sheet, every page of it, and of a site with many people."""

import pytest

from benchmarks.generate import Plan, write_site
from site_builder.content.catalogue import Catalogue
from site_builder.examine import Inputs, load
from site_builder.views import Page
from tests.support.views import example_cases, example_sheet, pages


@pytest.fixture(scope="package")
def catalogue() -> Catalogue:
    """The example sheet."""
    return example_sheet()


@pytest.fixture(scope="package")
def sheet(catalogue: Catalogue) -> tuple[Page, ...]:
    """Every page of the example sheet."""
    return pages(catalogue)


@pytest.fixture(scope="package")
def cases() -> tuple[Page, ...]:
    """Every page of the site with the situations that the documentation tells of."""
    return pages(example_cases())


@pytest.fixture(scope="package")
def many(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    """A synthetic site of 400 people, most of whom speak on the same eight themes."""
    folder = tmp_path_factory.mktemp("many")
    write_site(Plan(400, 7), folder)
    return load(Inputs(folder / "content", folder)).catalogue


@pytest.fixture(scope="package")
def many_pages(many: Catalogue) -> tuple[Page, ...]:
    """Every page of it."""
    return pages(many)
