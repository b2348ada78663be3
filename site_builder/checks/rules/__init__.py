"""The editorial policy: one rule a module, all of them in two tuples.

A rule is a generator: it takes the catalogue and yields findings, and does nothing else.
"""

from collections.abc import Callable, Iterable, Iterator

from site_builder.checks.rules import (
    availability_unchecked,
    circular_reference,
    duplicate_id,
    duplicate_words,
    inference_unexplained,
    near_duplicate_words,
    office_not_held,
    printed_before_said,
    quoted_quote,
    repeated_reference,
    retired_id,
    self_reference,
    status_unexplained,
    translation_unnamed,
)
from site_builder.content.catalogue import Catalogue
from site_builder.diagnostics import Finding

Rule = Callable[[Catalogue], Iterator[Finding]]

OF_RECORDS: tuple[Rule, ...] = (
    office_not_held.check,
    translation_unnamed.check,
    inference_unexplained.check,
    status_unexplained.check,
    availability_unchecked.check,
    self_reference.check,
    repeated_reference.check,
    duplicate_id.check,
    retired_id.check_statements,
    duplicate_words.check,
    near_duplicate_words.check,
    quoted_quote.check,
    printed_before_said.check,
)
"""What these find in a record follows from it and from the records that it names, so they may be
given a part of the catalogue (`catalogue.part`, `catalogue.with_people`)."""
ACROSS_RECORDS: tuple[Rule, ...] = (
    circular_reference.check,
    retired_id.check,
)
"""These are given all themes and sources, and all people who had other ids (`checking`)."""

WAIVABLE = frozenset(
    {
        office_not_held.CODE,
        duplicate_words.CODE,
        near_duplicate_words.CODE,
        quoted_quote.CODE,
        printed_before_said.CODE,
    }
)
"""The warnings: what an editor may have looked into and found right. An error is never waived."""


def check(catalogue: Catalogue, rules: Iterable[Rule]) -> Iterator[Finding]:
    """Everything that these rules have to say about a catalogue."""
    for rule in rules:
        yield from rule(catalogue)
