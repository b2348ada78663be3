"""`factsheet issue`."""

import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import click

from site_builder.authoring import files, issue_form
from site_builder.authoring.issue_form import FormError, Problem
from site_builder.build import Inputs, load
from site_builder.cli.settings import config_option
from site_builder.content.discover import label
from site_builder.diagnostics import Diagnostic
from site_builder.hosts.mkdocs.settings import Settings, SettingsError, read_settings


@click.command("issue", short_help="Write down what an issue of the form says.")
@click.argument("event", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@config_option
def command(event: Path, config_file: Path) -> None:
    """Write into the content what an issue says that the form "Add a quote" made.

    EVENT is the file in which GitHub describes the issue to a workflow. Where anything is wrong
    with the answers, nothing is written, and all of it is said in Markdown, for a reply.
    """
    try:
        settings = read_settings(config_file)
        body = json.loads(event.read_bytes())["issue"]["body"] or ""
    except SettingsError as error:
        raise click.UsageError(str(error)) from None
    except (ValueError, KeyError, TypeError, RecursionError):
        raise click.UsageError(f"{event} does not describe an issue.") from None
    try:
        statement = _add(body, settings)
    except FormError as error:
        click.echo(issue_form.reply(error.problems), nl=False)
        sys.exit(1)
    except files.WriteError as error:
        raise click.ClickException(str(error)) from None
    click.echo(f"Added {statement}.")


def _add(body: str, settings: Settings) -> str:
    """Write the quote, and take it back where the content has faults with it; its address."""
    base = Path.cwd()
    answers = issue_form.read_answers(body)
    content = load(Inputs(settings.content, base, settings.lang))
    addition = issue_form.add(answers, content.catalogue, content.listing.known, settings.content)
    with files.written(addition.changes):
        faults = load(Inputs(settings.content, base, settings.lang)).diagnostics
        if new := _missing_in(content.diagnostics, faults):
            raise FormError(_said_of_the_form(new, addition.changes, base))
    return addition.statement


def _said_of_the_form(
    faults: Iterable[Diagnostic], changes: Iterable[files.Change], base: Path
) -> Iterator[Problem]:
    """Faults of the files that were written, about the questions; others about their files."""
    texts = {label(change.file, base): change.text for change in changes}
    for fault in faults:
        if fault.span.path in texts:
            yield issue_form.problem_at(fault, texts[fault.span.path])
        else:
            yield Problem("", f"{fault.span.path}: {fault.message}", fault.hint)


def _missing_in(before: Iterable[Diagnostic], after: Iterable[Diagnostic]) -> list[Diagnostic]:
    """The faults that were not there before; lines may have moved meanwhile."""
    known = {(fault.span.path, fault.code, fault.message) for fault in before}
    return [fault for fault in after if (fault.span.path, fault.code, fault.message) not in known]
