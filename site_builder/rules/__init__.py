"""The editorial policy: one rule a module, all of them in one tuple.

A rule is a generator: it takes the catalogue and yields findings, and does nothing else.
"""

from collections.abc import Callable, Iterator

from site_builder.catalogue import Catalogue
from site_builder.diagnostics import Finding
from site_builder.rules import (
    availability_unchecked,
    circular_reference,
    duplicate_words,
    inference_unexplained,
    office_not_held,
    quoted_quote,
    repeated_reference,
    retired_id,
    self_reference,
    status_unexplained,
    translation_unnamed,
)

Rule = Callable[[Catalogue], Iterator[Finding]]

RULES: tuple[Rule, ...] = (
    office_not_held.check,
    translation_unnamed.check,
    inference_unexplained.check,
    status_unexplained.check,
    availability_unchecked.check,
    self_reference.check,
    circular_reference.check,
    repeated_reference.check,
    retired_id.check,
    duplicate_words.check,
    quoted_quote.check,
)


def check(catalogue: Catalogue) -> Iterator[Finding]:
    """Everything that the rules have to say about a catalogue."""
    for rule in RULES:
        yield from rule(catalogue)
