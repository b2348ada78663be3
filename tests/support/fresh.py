"""Fit the tests to mutmut: empty caches before each, and no smaller example after a failure.

A function whose answers are kept is run by the first test alone that asks for them, and a mutation
of it would be tried on that one.
"""

import sys

import hypothesis
import pytest
from hypothesis import Phase


def pytest_configure() -> None:
    """Let Hypothesis stop at the first example that fails: a smaller one is of no use here.

    To look for one can take longer than all tests.
    """
    phases = [Phase.explicit, Phase.generate]
    hypothesis.settings.register_profile("mutants", hypothesis.settings(), phases=phases)
    hypothesis.settings.load_profile("mutants")


def pytest_runtest_setup(item: pytest.Item) -> None:  # noqa: ARG001  pytest gives it
    """Empty the caches of all functions of this package."""
    for name, module in [*sys.modules.items()]:
        if name.partition(".")[0] == "site_builder":
            for value in [*vars(module).values()]:
                if hasattr(value, "cache_clear"):
                    value.cache_clear()
