"""`factsheet stage`."""

import logging
import re
from pathlib import Path

import click

from site_builder.cli.settings import Refusal, config_option, work_option
from site_builder.mkdocs.build import build_site, finish_site
from site_builder.mkdocs.settings import SettingsError
from site_builder.mkdocs.staged import Planned
from site_builder.stages.work import SHARDED, Shard, StageError, Work

_SHARD = re.compile(r"([0-9]{1,9})/([0-9]{1,9})", re.ASCII)
_PLAN, _FINISH = "plan", "finish"


class _ShardType(click.ParamType[Shard]):
    name = "n/of"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> Shard:
        if isinstance(value, Shard):
            return value
        found = _SHARD.fullmatch(str(value))
        shard = Shard(int(found[1]), int(found[2])) if found else None
        if shard is None or not 1 <= shard.number <= shard.of:
            self.fail(f"{value} is no shard. Write one as `3/20`: the third of twenty.", param, ctx)
        return shard


@click.command("stage")
@click.argument("stage", type=click.Choice([_PLAN, *SHARDED, _FINISH]))
@click.option("--shard", type=_ShardType(), help="Which shard, as 3/20. Default: the whole stage.")
@work_option
@config_option
def command(stage: str, shard: Shard | None, work: Path, config_file: Path) -> None:
    """Do one stage of a build, or one shard of it.

    `plan` checks all content and prepares the rest. `print` and `index` can then be done in shards,
    in any order, on any machine; one that is done already is not done again. `finish` puts the site
    together in the place of the last one.

    Exit code: 0 done, 1 the content has faults or `plan` cannot write, 2 the command failed.
    """
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    if shard is not None and stage not in SHARDED:
        raise Refusal(f"`{stage}` is done as a whole. Leave out `--shard`.")
    there = Work(work.absolute())
    try:
        if stage == _PLAN:
            there.clear()
            build_site(config_file, lambda notes: Planned(notes, there))
        elif stage == _FINISH:
            built = finish_site(config_file, there)
            click.echo(
                f"The site has {built.pages:,} printed pages and {built.documents:,} records in its"
                " search index."
            )
        else:
            _do(there, stage, shard or Shard(1, 1))
    except (SettingsError, StageError) as error:
        raise Refusal(str(error)) from None
    except OSError as error:
        raise Refusal(f"Cannot write {error.filename}: {error.strerror}.") from None


def _do(work: Work, stage: str, shard: Shard) -> None:
    is_new = work.do(stage, shard)
    click.echo(f"Shard {shard} of `{stage}` {'is done' if is_new else 'had been done already'}.")
