import threading
import time
from collections.abc import Callable, Collection, Iterator
from pathlib import Path
from queue import SimpleQueue

import pytest

from site_builder.preview.watcher import Watcher

PATIENCE_SECONDS = 60
Looks = SimpleQueue[frozenset[str]]
Watch = Callable[..., Looks]


@pytest.fixture
def watch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Watch]:
    """Watches a folder that is looked at by itself only once a minute; returns the looks."""
    monkeypatch.setattr("site_builder.preview.watcher._IDLE_SECONDS", 60.0)
    started: list[Watcher] = []

    def start(answers: Collection[bool] = (), *, polling: bool = False) -> Looks:
        looks, wanted = Looks(), [*answers]

        def look(written: Collection[str]) -> bool:
            looks.put(frozenset(written))
            return wanted.pop(0) if wanted else False

        watcher = Watcher(look, lambda: [tmp_path / "content"], polling=polling)
        started.append(watcher)
        watcher.start()
        return looks

    (tmp_path / "content").mkdir()
    yield start
    for watcher in started:
        watcher.stop()


def test_an_edit_is_looked_at(watch: Watch, tmp_path: Path) -> None:
    """Soon after a file was written there is a look, which is told of that file."""
    looks, file = watch(), tmp_path / "content" / "a.yml"
    file.write_text("a", encoding="utf-8")
    assert str(file) in looks.get(timeout=PATIENCE_SECONDS)


def test_another_look_when_one_is_wanted(watch: Watch, tmp_path: Path) -> None:
    """Where a look asks for it, there is one more in a quiet moment, and no further one."""
    looks = watch([True, False])
    (tmp_path / "content" / "a.yml").write_text("a", encoding="utf-8")
    looks.get(timeout=PATIENCE_SECONDS)
    assert looks.get(timeout=PATIENCE_SECONDS) == frozenset()


def test_a_folder_that_was_replaced_is_watched(
    watch: Watch, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After a folder was moved away and another one took its place, that one is watched."""
    monkeypatch.setattr("site_builder.preview.watcher._IDLE_SECONDS", 0.05)
    looks, content = watch(), tmp_path / "content"
    content.rename(tmp_path / "away")
    content.mkdir()
    while not looks.empty():
        looks.get()
    for _ in range(3):  # the folders are looked up after each look
        looks.get(timeout=PATIENCE_SECONDS)
    file = content / "b.yml"
    file.write_text("b", encoding="utf-8")
    end = time.monotonic() + PATIENCE_SECONDS
    while str(file) not in looks.get(timeout=PATIENCE_SECONDS):
        assert time.monotonic() < end


def test_polling_needs_no_reports(watch: Watch, monkeypatch: pytest.MonkeyPatch) -> None:
    """With polling there is look after look, told of nothing."""
    monkeypatch.setattr("site_builder.preview.watcher._POLLING_SECONDS", 0.01)
    looks = watch(polling=True)
    assert [looks.get(timeout=PATIENCE_SECONDS) for _ in range(3)] == [frozenset()] * 3


def test_nothing_runs_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Once it is stopped, its thread ends at once, however long the next look is off."""
    monkeypatch.setattr("site_builder.preview.watcher._IDLE_SECONDS", 60.0)
    others = {*threading.enumerate()}
    watcher = Watcher(lambda _: False, lambda: [tmp_path], polling=False)
    watcher.start()
    (thread,) = (item for item in {*threading.enumerate()} - others if item.name == "watcher")
    watcher.stop()
    thread.join(PATIENCE_SECONDS)
    assert not thread.is_alive()
