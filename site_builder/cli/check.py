"""`factsheet check`."""

import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import click

from site_builder.authoring.files import WriteError
from site_builder.authoring.fix import FIXABLE, mend_files
from site_builder.changes.git import GitError, snapshot
from site_builder.checks.reports import github, json, sarif, terminal
from site_builder.checks.reports.result import Outcome
from site_builder.cli.settings import Refusal, config_option, format_option
from site_builder.content.discover import label
from site_builder.diagnostics import Diagnostic
from site_builder.examine import Inputs, Verdict, check, check_change
from site_builder.mkdocs.settings import Settings, SettingsError, read_settings

_FORMATS: dict[str, Callable[[Outcome], str]] = {
    "terminal": terminal.render_report,
    "github": github.render_report,
    "json": json.render_report,
    "sarif": sarif.render_report,
}


@click.command("check")
@config_option
@click.argument(
    "paths", metavar="[PATH]...", nargs=-1, type=click.Path(exists=True, path_type=Path)
)
@click.option(
    "--changed-since",
    metavar="REV",
    help="Report only new faults: those since the current branch left this revision.",
)
@format_option(
    "For people, for annotations on GitHub, for scripts, for code scanning.", [*_FORMATS]
)
@click.option(
    "--fix", is_flag=True, help="First repair slips of encoding, without changing a word."
)
def command(
    config_file: Path, paths: tuple[Path, ...], changed_since: str | None, form: str, fix: bool
) -> None:
    """Check all content and list what is wrong with it.

    With PATHs, list only faults that concern these files and folders; everything is read.
    `factsheet explain CODE` explains a fault.

    Exit code: 0 no faults, 1 errors or warnings, 2 the command failed.
    """
    start = time.perf_counter()
    base = Path.cwd()
    try:
        settings = read_settings(config_file)
        verdict, wanted, unread = _check(settings, base, changed_since, paths)
        if fix and (mended := mend_files(_fixable(wanted, base))):
            for file in mended:
                click.echo(f"Repaired {label(file, base)}.", err=True)
            verdict, wanted, unread = _check(settings, base, changed_since, paths)
    except SettingsError as error:
        raise click.UsageError(str(error)) from None
    except (GitError, WriteError) as error:
        raise Refusal(str(error)) from None
    for path in paths:
        if not _meet(path, settings.content):
            where = label(settings.content, base)
            click.echo(f"{path} is not in {where}/, so it is not checked.", err=True)
    passed_over = len(verdict.diagnostics) - len(wanted)
    seconds = time.perf_counter() - start
    outcome = Outcome(wanted, base, verdict.size, verdict.waived, passed_over, unread, seconds)
    click.echo(_FORMATS[form](outcome))
    sys.exit(1 if wanted else 0)


def _check(
    settings: Settings, base: Path, changed_since: str | None, paths: Sequence[Path]
) -> tuple[Verdict, tuple[Diagnostic, ...], int]:
    """Return the whole verdict, the diagnostics to report, and how many files were not read."""
    inputs = Inputs(settings.content, base, settings.lang)
    if changed_since is None:
        verdict, unread = check(inputs), 0
        wanted = verdict.diagnostics
    else:
        before = snapshot(settings.content, changed_since)
        verdict, wanted, unread = check_change(inputs, before)
    if paths:
        within = [path.resolve() for path in paths]
        wanted = tuple(item for item in wanted if _concerns(item, base, within))
    return verdict, wanted, unread


def _meet(path: Path, content: Path) -> bool:
    """Check whether one of the two contains the other."""
    one, other = path.resolve(), content.resolve()
    return one.is_relative_to(other) or other.is_relative_to(one)


def _concerns(item: Diagnostic, base: Path, within: Sequence[Path]) -> bool:
    """Check whether the fault, or a place it refers to, is in one of the files and folders."""
    places = (item.span.path, *(related.span.path for related in item.related))
    return any((base / place).resolve().is_relative_to(path) for place in places for path in within)


def _fixable(diagnostics: Sequence[Diagnostic], base: Path) -> list[Path]:
    paths = dict.fromkeys(item.span.path for item in diagnostics if item.code in FIXABLE)
    return [base / path for path in paths]
