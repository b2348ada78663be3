"""`factsheet issue`."""

import json
import sys
from pathlib import Path

import click

from site_builder.authoring import files, issue_form
from site_builder.authoring.files import FileWrite
from site_builder.authoring.issue_form import FormError, Problem, Proposal
from site_builder.authoring.yaml.edit import read
from site_builder.cli.settings import Refusal, config_option
from site_builder.content.discover import label, record_at
from site_builder.content.model import MODELS
from site_builder.content.validate import validate
from site_builder.diagnostics import Diagnostic
from site_builder.examine import Inputs, Rehearsal
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
    """Write the quote unless anything is wrong with it, and return the statement's address."""
    answers, said = issue_form.read_answers(body)
    answers = issue_form.without(answers, said)
    there = Rehearsal(Inputs(settings.content, Path.cwd(), settings.lang))
    content = there.content
    while True:
        found = issue_form.propose(
            answers, content.catalogue, content.listing.known, settings.content
        )
        new = issue_form.unsaid(found.problems, said, answers)
        if not new:
            unread, others = _problems(found, there, settings.content)
            new = issue_form.unsaid(unread, said, answers)
            new = new or issue_form.unsaid(others, said, answers)
        if not new:
            break
        said += new
        # Some faults hide others, so the rest is judged once more without these answers.
        answers = issue_form.without(answers, new)
    if said:
        raise FormError(issue_form.in_order(said))
    files.write_all(found.writes)
    return found.statement


def _problems(
    found: Proposal, there: Rehearsal, folder: Path
) -> tuple[list[Problem], list[Problem]]:
    """Return the values that cannot be read, and what else the checks find, as problems.

    Rules that miss a value because it cannot be read are among the latter.
    """
    made = {label(new.file, Path.cwd()): new for new in found.writes}
    faults = there.faults({new.file: new.text for new in found.writes})
    unread = {(it.code, it.message) for new in found.writes for it in _unread(new, there, folder)}
    problems: tuple[list[Problem], list[Problem]] = ([], [])
    for fault in faults:
        if new := made.get(fault.span.path):
            is_refuting = new.file == found.refuting
            problem = issue_form.problem_at(fault, new.text, is_refuting=is_refuting)
        else:
            problem = Problem("", f"{fault.span.path}: {fault.message}", fault.hint)
        problems[(fault.code, fault.message) not in unread].append(problem)
    return problems


def _unread(new: FileWrite, there: Rehearsal, folder: Path) -> list[Diagnostic]:
    """Return the faults of a file's values by themselves."""
    key = record_at(new.file.relative_to(folder).as_posix())
    assert key is not None  # the form makes files of records alone
    return validate(read(new.text), MODELS[key[0]], key[1], there.content.listing.known)[1]
