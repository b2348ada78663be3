"""`factsheet explain`."""

import click

from site_builder.checks import explanations
from site_builder.checks.reports import markdown
from site_builder.cli.output import show
from site_builder.cli.settings import Refusal
from site_builder.diagnostics import did_you_mean, quoted


@click.command("explain")
@click.argument("codes", metavar="[CODE]...", nargs=-1)
@click.option("--all", "everything", is_flag=True, help="Explain all codes.")
def command(codes: tuple[str, ...], everything: bool) -> None:
    """Say what a fault is, why it is one, and how to mend it.

    CODE is what stands in brackets in the output of `factsheet check`.

    Exit code: 0, or 2 where there is no such code.
    """
    known = explanations.codes()
    if everything:
        codes = tuple(known)
    if not codes:
        raise click.UsageError("Name a code, as `factsheet explain missing-citation`, or `--all`.")
    for code in codes:
        if code not in known:
            hint = did_you_mean(code, known) or "`factsheet explain --all` has them all."
            raise Refusal(f"No fault has the code {quoted(code)}. {hint}")
    text = "\n".join(explanations.page(code) or "" for code in codes)
    show(lambda _: markdown.rendered(text))
