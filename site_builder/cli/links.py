"""`factsheet links`."""

import datetime
import json
import re
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import click

from site_builder.authoring.files import FileWrite, WriteError, write
from site_builder.cli.extras import missing
from site_builder.cli.network import Network, web_of, with_addresses
from site_builder.cli.settings import Refusal, config_option, format_option, settings_of
from site_builder.content.discover import CHECKS, LINKS, label
from site_builder.content.kinds import SOURCE
from site_builder.evidence.link_checks import (
    FAILURES,
    LinkCheck,
    LinkChecks,
    Result,
    fields_of,
    text_of,
)
from site_builder.examine import Content, Inputs, load, read_evidence

if TYPE_CHECKING:
    from site_builder.evidence.web.links import Look

_DAYS = re.compile(r"(\d{1,4})d?")
_TO_LOOK_AT = frozenset((Result.MOVED, Result.CHANGED, Result.DEAD))
_COUNTED = {
    Result.ANSWERS: "as they were",
    Result.MOVED: "moved",
    Result.CHANGED: "changed",
    Result.UNSEEN: "not to be compared",
    Result.UNREADABLE: "not to be read",
    Result.REFUSED: "closed to machines",
    Result.FAILED: "failed",
    Result.DEAD: "dead",
}


def _days(_context: click.Context, _option: click.Parameter, value: str) -> int:
    found = _DAYS.fullmatch(value)
    if not found:
        raise click.BadParameter("write a number of days, as 30d.")
    return int(found[1])


@click.command("links", short_help="Look whether sources are still at their addresses.")
@config_option
@click.argument("sources", nargs=-1, metavar="[SOURCE]...")
@click.option(
    "--due",
    callback=_days,
    default="0d",
    metavar="DAYS",
    help="Only addresses not looked at for so long, as 30d. Those that failed are due after 3d.",
)
@click.option("--limit", type=click.IntRange(min=1), help="Look at so many at most, oldest first.")
@click.option("--dry-run", is_flag=True, help="Look, and write nothing.")
@format_option()
@click.pass_obj
def command(
    network: Network | None,
    config_file: Path,
    sources: tuple[str, ...],
    due: int,
    limit: int | None,
    dry_run: bool,
    form: str,
) -> None:
    """Look whether the addresses of sources answer, and still have the words of their copies.

    Looks at all sources that have an address, or at each SOURCE, the id of one. Writes what was
    seen into `checks/links.jsonl` of the content folder. Changes no record, and no quote.

    An address is dead after three failures that are at least three days apart. A host that does not
    want to be asked by machines is left alone.

    Exit code: 0 nothing to do, 1 something has moved, changed or died, 2 the command failed.
    """
    base = Path.cwd()
    settings = settings_of(config_file)
    inputs = Inputs(settings.content, base, settings.lang)
    content = load(inputs)
    known = content.catalogue.sources
    named = with_addresses(known, sources) if sources else [*known.values()]
    web = web_of(network, settings)
    try:
        from site_builder.evidence.web.links import choose, look, wanted_of
    except ImportError as error:
        raise Refusal(missing(error)) from None
    file = settings.content / CHECKS / LINKS
    was = file.read_bytes().decode(errors="replace") if file.is_file() else None
    evidence, _ = read_evidence(content.listing, inputs.executor)
    today = datetime.datetime.now(datetime.UTC).date()
    chosen = choose(named, evidence.links, today, due, limit)
    looks: list[Look] = []
    is_stopped = False
    try:
        for source in chosen:
            captured = evidence.captures.get(source.id)
            seen = look(
                source,
                [*wanted_of(content.catalogue, source)],
                captured.capture if captured else None,
                evidence.links.get(source.id),
                web.page,
                today,
            )
            looks.append(seen)
            if form == "terminal":
                click.echo(_said(seen))
    except KeyboardInterrupt:
        # What was seen so far has cost others time, too.
        is_stopped = True
    if not dry_run:
        text = _merged(content, evidence.links, [one.check for one in looks])
        if text != (was or ""):
            try:
                write(FileWrite(file, text, was))
            except WriteError as error:
                raise Refusal(str(error)) from None
            if form == "terminal":
                click.echo(f"Wrote {label(file, base)}.")
    if form == "json":
        click.echo(json.dumps([_json(one) for one in looks], ensure_ascii=False, indent=2))
    else:
        click.echo(_summary(looks))
    if is_stopped:
        raise Refusal(f"Stopped after {len(looks):,} of {len(chosen):,}.")
    sys.exit(1 if any(one.check.result in _TO_LOOK_AT for one in looks) else 0)


def _merged(content: Content, before: LinkChecks, new: list[LinkCheck]) -> str:
    """Return the text of the file: what was seen, and what was seen earlier of other sources."""
    known = content.listing.known.of(SOURCE.name)
    kept = {id_: check for id_, check in before.items() if id_ in known}
    return text_of((kept | {check.source: check for check in new}).values())


def _said(seen: "Look") -> str:
    """Return lines for people, none of which begins with words of the page."""
    first = f"{seen.check.source}: {_sentence(seen)}"
    return "\n".join([first, *(f"  {one}" for one in seen.sentences)])


def _sentence(seen: "Look") -> str:
    check = seen.check
    leads = f" It leads to {check.final_url} now." if check.final_url else ""
    match check.result:
        case Result.ANSWERS:
            return f"It answers{', and has all words of the copy' if seen.compared else ''}."
        case Result.MOVED:
            has = "has all words of the copy" if seen.compared else "answers"
            return f"Moved: {check.final_url} {has}. If it is the same page, change `url:`."
        case Result.CHANGED:
            return f"Changed: it no longer has words of the copy.{leads}"
        case Result.UNSEEN:
            return (
                "It answers, but to a machine it has never shown all words of the copy: open it in"
                f" a browser.{leads}"
            )
        case Result.UNREADABLE:
            return f"It answers, but cannot be read. {check.why}"
        case Result.REFUSED:
            return f"Closed to machines: open it in a browser. {check.why}"
        case Result.FAILED:
            return f"Failed ({len(check.failures)} of {FAILURES} times). {check.why}"
        case Result.DEAD:
            return (
                f"Dead: failed on {', '.join(check.failures)}. {check.why} If it is gone, add"
                f" `availability: dead` and `checked: {check.on}`."
            )


def _json(seen: "Look") -> dict[str, object]:
    return {**fields_of(seen.check), "differences": [*seen.sentences]}


def _summary(looks: list["Look"]) -> str:
    if not looks:
        return "No address is due."
    counts = Counter(one.check.result for one in looks)
    parts = [f"{counts[result]:,} {name}" for result, name in _COUNTED.items() if counts[result]]
    noun = "address" if len(looks) == 1 else "addresses"
    return f"{len(looks):,} {noun}: {', '.join(parts)}."
