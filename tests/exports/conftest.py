"""Fixtures: the data of the example sheet, and those of records full of awkward texts."""

import pytest

from site_builder.exports.data import Data
from tests.support.data import awkward_catalogue, data, own
from tests.support.views import example_cases, example_sheet


@pytest.fixture(scope="session")
def sheet_data() -> Data:
    """The data of the example sheet, which has every field of the model."""
    return data(example_sheet())


@pytest.fixture(scope="session")
def cases_data() -> Data:
    """The data of the site with the situations that the documentation tells of."""
    return data(example_cases())


@pytest.fixture(scope="session")
def own_data() -> Data:
    """The data of this repository's own content, with the receipts of its quotes."""
    return own()


@pytest.fixture(scope="session")
def awkward_data(tmp_path_factory: pytest.TempPathFactory) -> Data:
    """Data in which each awkward text is every text of a person, their statements, a source."""
    return data(awkward_catalogue(tmp_path_factory.mktemp("awkward")))
