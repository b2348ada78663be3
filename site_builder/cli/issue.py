"""`factsheet issue`."""

import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import click

from site_builder.authoring import files, issue_form
from site_builder.authoring.issue_form import FormError, Problem
from site_builder.cli.settings import Refusal, config_option
from site_builder.content.discover import label
from site_builder.diagnostics import Diagnostic
from site_builder.examine import Inputs, load
from site_builder.mkdocs.settings import Settings, SettingsError, read_settings


@click.command("issue", short_help="Add the quote from an issue on GitHub.")
@click.argument("event", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@config_option
def command(event: Path, config_file: Path) -> None:
    """Add to the content the quote from an issue made with the form "Add a quote".

    EVENT is the file in which GitHub describes the issue to a workflow. If an answer cannot be
    used, nothing is written and all problems are printed in Markdown, as a reply.

    Exit code: 0 added, 1 an answer cannot be used, 2 the command failed.
    """
    try:
        settings = read_settings(config_file)
        body = json.loads(event.read_bytes())["issue"]["body"] or ""
    except SettingsError as error:
        raise Refusal(str(error)) from None
    except (ValueError, KeyError, TypeError, RecursionError):
        raise Refusal(f"{event} does not describe an issue.") from None
    try:
        statement = _add(body, settings)
    except FormError as error:
        click.echo(issue_form.reply(error.problems), nl=False)
        sys.exit(1)
    except files.WriteError as error:
        raise Refusal(str(error)) from None
    click.echo(f"Added {statement}.")


def _add(body: str, settings: Settings) -> str:
    """Write the quote, undo that if it brings new faults, and return the statement's address."""
    base = Path.cwd()
    answers = issue_form.read_answers(body)
    content = load(Inputs(settings.content, base, settings.lang))
    found = issue_form.propose(answers, content.catalogue, content.listing.known, settings.content)
    with files.written(found.writes):
        faults = load(Inputs(settings.content, base, settings.lang)).diagnostics
        if new := _new(content.diagnostics, faults):
            raise FormError(_problems(new, found.writes, base))
    return found.statement


def _problems(
    faults: Iterable[Diagnostic], writes: Iterable[files.FileWrite], base: Path
) -> Iterator[Problem]:
    """Yield faults of the written files as problems of the form, others with their file's name."""
    texts = {label(new.file, base): new.text for new in writes}
    for fault in faults:
        if fault.span.path in texts:
            yield issue_form.problem_at(fault, texts[fault.span.path])
        else:
            yield Problem("", f"{fault.span.path}: {fault.message}", fault.hint)


def _new(before: Iterable[Diagnostic], after: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Return the faults that were not there before; their lines may differ."""
    known = {(fault.span.path, fault.code, fault.message) for fault in before}
    return [fault for fault in after if (fault.span.path, fault.code, fault.message) not in known]
