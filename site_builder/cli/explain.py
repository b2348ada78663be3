"""`factsheet explain`."""

import click

from site_builder.checks import explanations
from site_builder.checks.reports import markdown
from site_builder.cli.output import show
from site_builder.cli.settings import Refusal
from site_builder.diagnostics import did_you_mean, quoted


@click.command("explain")
@click.argument("codes", metavar="[CODE]...", nargs=-1)
@click.option("--all", "everything", is_flag=True, help="List all codes, each with a summary.")
def command(codes: tuple[str, ...], everything: bool) -> None:
    """Explain faults: what is wrong, why it matters, how to mend it.

    CODE is the word in brackets in the output of `factsheet check`.

    Exit code: 0 done, 2 unknown code.
    """
    summaries = explanations.summaries()
    if not codes and not everything:
        raise click.UsageError(
            "Name a code, as in `factsheet explain missing-citation`,"
            " or list all codes with `factsheet explain --all`."
        )
    for code in codes:
        if code not in summaries:
            hint = did_you_mean(code, summaries) or "`factsheet explain --all` lists all codes."
            raise Refusal(f"{quoted(code)} is not a code. {hint}")
    pages = [explanations.page(code) or "" for code in codes]
    listed = [f"- **{code}**: {summary}" for code, summary in summaries.items() if everything]
    text = "\n".join([*pages, *listed])
    show(lambda _: markdown.rendered(text))
