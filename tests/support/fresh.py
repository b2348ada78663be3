"""Have every test begin with empty caches, so that mutmut sees all that it runs.

A function whose answers are kept is run by the first test alone that asks for them, and a mutation
of it would be tried on that one.
"""

import sys

import pytest


def pytest_runtest_setup(item: pytest.Item) -> None:  # noqa: ARG001  pytest gives it
    """Empty the caches of all functions of this package."""
    for name, module in [*sys.modules.items()]:
        if name.partition(".")[0] == "site_builder":
            for value in [*vars(module).values()]:
                if hasattr(value, "cache_clear"):
                    value.cache_clear()
