"""A build in stages is the build of one process, whoever does which shard, and however often."""

import json
import pickle
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from benchmarks.generate import Plan as Size
from benchmarks.generate import write_site
from site_builder.build import index, print_site, write_beside, write_pages, write_sitemap
from site_builder.examine import Inputs, load
from site_builder.html.print import Printer
from site_builder.installed import installed
from site_builder.mkdocs.pages import KINDS
from site_builder.parallel import Processes
from site_builder.settings import Site
from site_builder.site_folder import Output, SiteFile, held
from site_builder.stages import work as stages
from site_builder.stages.work import INDEX, PRINT, Plan, Shard, StageError, Work, copy
from tests.html.test_frame import frame
from tests.support.project import tree

HOSTED = ("", "people/")


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Plan:
    """The plan of a site of 12 people."""
    folder = tmp_path_factory.mktemp("content")
    write_site(Size(12, seed=5), folder)
    content = load(Inputs(folder / "content", folder))
    frames = dict.fromkeys(KINDS, frame())
    return Plan(content, frames, Site("Example", "https://example.org/"), HOSTED)


@pytest.fixture(scope="module")
def alone(plan: Plan, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The site as one process builds it."""
    output = Output(tmp_path_factory.mktemp("alone"))
    content, frames, site, hosted = plan
    addresses = print_site(content, frames, site, output, Processes())
    write_sitemap([*hosted, *addresses], site, output)
    index(content, site, output, Processes())
    return tree(output.folder)


@pytest.fixture
def work(plan: Plan, tmp_path: Path) -> Work:
    """A work folder with the plan."""
    made = Work(tmp_path / "work")
    made.put_plan(plan)
    return made


def finished(work: Work, put: Callable[[str, str], object] = copy) -> dict[str, bytes]:
    """The site that is put together from a work folder."""
    output = Output(work.folder.with_name("site"))
    output.folder.mkdir()
    work.finish(output, put)
    write_beside(work.plan.content, work.printer, output)
    return tree(output.folder)


@pytest.mark.parametrize("put", [copy, shutil.move])
def test_shards_make_the_site_of_one_process(
    work: Work, alone: dict[str, bytes], put: Callable[[str, str], object]
) -> None:
    """However many shards there are, and in whatever order they are done, the site is the same."""
    for stage, number in ((INDEX, 2), (PRINT, 5)):
        for at in range(number, 0, -1):
            # Each shard is done by somebody who knows the work folder alone.
            assert Work(work.folder).do(stage, Shard(at, number))
    assert finished(work, put) == alone


def test_what_files_hold_is_handed_on(work: Work) -> None:
    """Of pages and the index, nobody has to read a file to list it in the manifest."""
    for stage in (PRINT, INDEX):
        work.do(stage, Shard(1, 1))
    output = Output(work.folder.with_name("site"))
    output.folder.mkdir()
    work.finish(output, copy)
    found = {path: held(data) for path, data in tree(output.folder).items()}
    assert output.held == found


def test_what_killed_processes_left_is_removed(work: Work) -> None:
    """When a shard is done, nothing is left of attempts at it; those at others stay."""
    work.do(INDEX, Shard(1, 2))
    for shard in ("1-of-2", "2-of-2"):
        (work.folder / INDEX / f".{shard}-killed").mkdir()
    assert not work.do(INDEX, Shard(1, 2))
    left = {path.name for path in (work.folder / INDEX).iterdir()}
    assert left == {"1-of-2", ".2-of-2-killed"}


def test_who_is_slower_has_done_nothing(work: Work, monkeypatch: pytest.MonkeyPatch) -> None:
    """If a shard is done by somebody else meanwhile, who loses the folder for it says so."""
    do = stages._STAGES[INDEX]

    def overtaken(_work: Work, output: Output, shard: Shard) -> list[Any]:
        monkeypatch.setattr(stages, "_STAGES", {INDEX: do})
        assert Work(work.folder).do(INDEX, shard)
        (output.folder / "segment").mkdir()
        raise AssertionError

    monkeypatch.setattr(stages, "_STAGES", {INDEX: overtaken})
    assert not work.do(INDEX, Shard(1, 1))


def test_no_edit_of_a_site_reaches_the_next_one(work: Work, alone: dict[str, bytes]) -> None:
    """A site can be put together again, whatever somebody has done to the last one meanwhile."""
    work.do(PRINT, Shard(1, 1))
    work.do(INDEX, Shard(1, 1))
    assert finished(work) == alone
    site = work.folder.with_name("site")
    for file in site.rglob("*.html"):
        file.write_bytes(b"altered in its place")
    shutil.rmtree(site)
    assert finished(work) == alone


def test_a_record_stays_in_its_shard() -> None:
    """Where a record is printed depends on its address, and not on the others; each is in one."""
    addresses = [f"people/person-{number}/" for number in range(1000)]
    shards = [Shard(at, 7) for at in range(1, 8)]
    cut = [[it for it in addresses if shard.has(it)] for shard in shards]
    assert sorted(it for part in cut for it in part) == sorted(addresses)
    assert all(100 < len(part) < 190 for part in cut)
    # Of all machines and versions of Python.
    assert [shard.number for shard in shards if shard.has("people/ada-keeper/")] == [2]


def test_what_is_done_is_not_done_again(work: Work, plan: Plan) -> None:
    """A shard is done once for a plan; for the next plan it is done anew."""
    assert work.do(PRINT, Shard(1, 2))
    assert not work.do(PRINT, Shard(1, 2))
    work.put_plan(plan._replace(hosted=()))
    assert work.do(PRINT, Shard(1, 2))
    assert not work.do(PRINT, Shard(1, 2))


def test_a_shard_is_done_as_a_whole_or_not_at_all(
    work: Work, alone: dict[str, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What ends while it writes leaves nothing of its shard, and the next attempt succeeds."""

    def fill_disk(_printer: object, _families: object, output: Output) -> None:
        output.write(SiteFile("people/half/index.html", b"half a page"))
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(stages, "write_pages", fill_disk)
        with pytest.raises(OSError, match="No space left"):
            work.do(PRINT, Shard(1, 1))
    assert [*(work.folder / PRINT).iterdir()] == []
    assert work.do(PRINT, Shard(1, 1))
    assert work.do(INDEX, Shard(1, 1))
    assert finished(work) == alone


def test_two_may_do_the_same_shard(
    work: Work, alone: dict[str, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A shard that somebody else has finished meanwhile is that shard; nothing else is left."""

    def be_slow(printer: Printer, families: list[str], output: Output) -> None:
        monkeypatch.setattr(stages, "write_pages", write_pages)
        assert Work(work.folder).do(PRINT, Shard(1, 1))
        write_pages(printer, families, output)

    monkeypatch.setattr(stages, "write_pages", be_slow)
    work.do(PRINT, Shard(1, 1))
    assert [place.name for place in (work.folder / PRINT).iterdir()] == ["1-of-1"]
    work.do(INDEX, Shard(1, 1))
    assert finished(work) == alone


def test_an_unfinished_build_is_not_put_together(work: Work) -> None:
    """Stages and shards that are missing are named, with what to type; so are other numbers."""
    work.do(INDEX, Shard(1, 1))
    with pytest.raises(StageError, match="No shard of `print`"):
        finished(work)
    work.folder.with_name("site").rmdir()
    work.do(PRINT, Shard(2, 3))
    with pytest.raises(
        StageError, match=r"has 1 of 3 shards .* Begin with `factsheet stage print --shard 1/3`"
    ):
        finished(work)
    work.folder.with_name("site").rmdir()
    work.do(PRINT, Shard(1, 1))
    with pytest.raises(StageError, match="Shards of different numbers of `print`"):
        finished(work)


def test_a_plan_that_cannot_be_used(work: Work) -> None:
    """No plan, a damaged one and one of other versions are a sentence each."""
    file = work.folder / "plan"
    data = file.read_bytes()
    file.write_bytes(data[:-9] + b"!" + data[-8:])
    with pytest.raises(StageError, match="is damaged"):
        Work(work.folder).do(PRINT, Shard(1, 1))
    head, body = data.split(b"\n", 1)
    digest, (python, package, libraries) = json.loads(head)
    other = [python, package, {**libraries, "jinja2": "0.0.1"}]
    file.write_bytes(json.dumps([digest, other]).encode() + b"\n" + body)
    version = installed().libraries["jinja2"]
    with pytest.raises(StageError, match=f"made with jinja2 0.0.1 .here {version}.*requirements"):
        Work(work.folder).do(PRINT, Shard(1, 1))
    work.clear()
    with pytest.raises(StageError, match=r"There is no plan .* `factsheet stage plan`"):
        Work(work.folder).do(PRINT, Shard(1, 1))


@pytest.mark.parametrize(
    "head", ["", "no JSON", "[" * 99_999, "[]", "{}", '["a", ["b", "c"]]', '["a", ["b", "c", []]]']
)
def test_a_plan_of_another_kind(work: Work, head: str) -> None:
    """A plan whose first line has another form, or none, is a sentence that says what to do."""
    (work.folder / "plan").write_text(head, encoding="utf-8")
    with pytest.raises(StageError, match=r"another version .* `factsheet stage plan`"):
        Work(work.folder).do(PRINT, Shard(1, 1))


def test_a_plan_that_is_a_folder(work: Work) -> None:
    """A folder in the place of the plan cannot be read."""
    work.clear()
    (work.folder / "plan").mkdir()
    with pytest.raises(StageError, match="Cannot read the plan in "):
        Work(work.folder).do(PRINT, Shard(1, 1))


@pytest.mark.parametrize("cut", [0, 1, 100, -1])
def test_a_damaged_shard_is_done_again(work: Work, cut: int) -> None:
    """A shard whose result is cut off, altered, or of another version has not been done."""
    assert work.do(INDEX, Shard(1, 1))
    file = work.folder / INDEX / "1-of-1" / "done"
    whole = file.read_bytes()
    for damaged in (whole[:cut], whole[:-1] + b"!", pickle.dumps(("another plan", []))):
        file.write_bytes(damaged)
        with pytest.raises(StageError, match="No shard of `index`"):
            [*Work(work.folder)._shards(INDEX)]
        assert Work(work.folder).do(INDEX, Shard(1, 1))
        assert file.read_bytes() == whole


def test_a_shard_without_its_files_is_done_again(work: Work) -> None:
    """Nor has a shard been done whose files somebody has removed."""
    assert work.do(INDEX, Shard(1, 1))
    shutil.rmtree(work.folder / INDEX / "1-of-1" / "site")
    assert Work(work.folder).do(INDEX, Shard(1, 1))


def test_other_folders_among_shards(work: Work) -> None:
    """A copy of a shard under a name of its own is not one of them."""
    assert work.do(INDEX, Shard(1, 1))
    shutil.copytree(work.folder / INDEX / "1-of-1", work.folder / INDEX / "old-1-of-1")
    assert len([*work._shards(INDEX)]) == 1


def test_nothing_is_left_of_an_earlier_plan(work: Work) -> None:
    """What was done for it, or begun by somebody who was killed, is removed before the next one."""
    work.do(PRINT, Shard(1, 2))
    (work.folder / PRINT / ".2-of-2-begun" / "site").mkdir(parents=True)
    work.clear()
    assert [*work.folder.iterdir()] == []
