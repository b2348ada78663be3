"""The editorial rules, one in each module, listed below.

A rule is a generator that takes records and yields findings.
"""

from collections.abc import Callable, Iterable, Iterator
from itertools import chain

from site_builder.checks.rules import (
    answered_before_said,
    archive_date,
    availability_unchecked,
    circular_reference,
    circulation_unexplained,
    corrected_before_said,
    doubtful_name,
    duplicate_id,
    duplicate_identifier,
    duplicate_name,
    duplicate_statement,
    duplicate_url,
    duplicate_words,
    foreign_script,
    found_before_said,
    inference_unexplained,
    long_relay,
    misattributed_speaks,
    misplaced_passage,
    mixed_alphabets,
    near_duplicate_words,
    office_not_held,
    printed_before_said,
    quoted_quote,
    repeated_reference,
    retired_id,
    self_reference,
    stance_unsupported,
    status_unexplained,
    taken_id,
    time_unplaced,
    tracking_parameter,
    translation_unnamed,
    unnamed_identified,
    vote_not_done,
    wrong_wording,
)
from site_builder.content.catalogue import Catalogue, Link, Part, StatementIds
from site_builder.content.identity import Identity
from site_builder.diagnostics import Finding
from site_builder.evidence import negations

OF_RECORDS: tuple[Callable[[Part], Iterator[Finding]], ...] = (
    office_not_held.check,
    translation_unnamed.check,
    inference_unexplained.check,
    status_unexplained.check,
    availability_unchecked.check,
    circulation_unexplained.check,
    archive_date.check,
    tracking_parameter.check,
    self_reference.check,
    repeated_reference.check,
    duplicate_id.check,
    taken_id.check,
    retired_id.check_statements,
    duplicate_words.check,
    near_duplicate_words.check,
    quoted_quote.check,
    foreign_script.check,
    mixed_alphabets.check,
    printed_before_said.check,
    found_before_said.check,
    corrected_before_said.check,
    misplaced_passage.check,
    wrong_wording.check,
    misattributed_speaks.check,
    time_unplaced.check,
    vote_not_done.check,
    unnamed_identified.check,
    doubtful_name.check,
    stance_unsupported.check,
)
"""Rules for single records. Their findings depend only on the record and on what it names."""
ACROSS_RECORDS: tuple[Callable[[Catalogue], Iterator[Finding]], ...] = (
    circular_reference.check,
    long_relay.check,
    retired_id.check,
    duplicate_url.check,
)
"""Rules for all records together. They see all themes and sources, but only people with former ids,
because a check keeps no others (`checks.check.Examiner`)."""

WAIVABLE = frozenset(
    {
        answered_before_said.CODE,
        office_not_held.CODE,
        doubtful_name.CODE,
        duplicate_name.CODE,
        duplicate_statement.CODE,
        duplicate_url.CODE,
        duplicate_words.CODE,
        near_duplicate_words.CODE,
        quoted_quote.CODE,
        printed_before_said.CODE,
        found_before_said.CODE,
        archive_date.CODE,
        tracking_parameter.CODE,
        foreign_script.CODE,
        mixed_alphabets.CODE,
        negations.CODE,
    }
)
"""The codes of warnings, which an editor may find to be right. Errors cannot be waived."""


def check_records(part: Part) -> Iterator[Finding]:
    """Apply the rules for single records to some of them."""
    return chain.from_iterable(rule(part) for rule in OF_RECORDS)


def check_links(links: Iterable[Link], statement_ids: StatementIds) -> Iterator[Finding]:
    """Apply the rules for statements of different people, of which only links are kept."""
    links = [*links]
    return chain(
        answered_before_said.check(links, statement_ids),
        circular_reference.check_statements(links),
    )


def check_people(people: Iterable[Identity]) -> Iterator[Finding]:
    """Apply the rules that find a person in two files."""
    # Which of two is the other one must not depend on the order of the files.
    people = sorted(people)
    return chain(duplicate_identifier.check(people), duplicate_name.check(people))


def check_across(catalogue: Catalogue) -> Iterator[Finding]:
    """Apply the rules for all records together."""
    return chain.from_iterable(rule(catalogue) for rule in ACROSS_RECORDS)
