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
    """Explain faults: what is wrong, why it matters, how to mend it.

    CODE is the word in brackets in the output of `factsheet check`.

    Exit code: 0 done, 2 unknown code.
    """
    known = explanations.codes()
    if everything:
        codes = tuple(known)
    if not codes:
        raise click.UsageError("Name a code, such as `missing-citation`, or use `--all`.")
    for code in codes:
        if code not in known:
            hint = did_you_mean(code, known) or "Run `factsheet explain --all` to see all codes."
            raise Refusal(f"{quoted(code)} is not a code. {hint}")
    text = "\n".join(explanations.page(code) or "" for code in codes)
    show(lambda _: markdown.rendered(text))
