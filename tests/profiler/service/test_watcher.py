from __future__ import annotations

import logging
import os
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from parsers.errors import MixtasteError
from profiler.service import watcher
from profiler.service.scan import Trouble, scan, stat_of

WHOLE = '<REAPER_PROJECT 0.1 "7.0/linux" 1700000000\n  TEMPO 120 4 4\n{}>\n'


def text(line: str = "") -> str:
    return WHOLE.format(f"  TITLE {line}\n" if line else "")


class Watch:
    """A watch over a folder, in a thread of its own."""

    def __init__(self, root: Path, **options: object) -> None:
        self.root = root
        self.saves: list[str] = []
        self.troubles: list[Trouble] = []
        self.failing: list[MixtasteError] = []
        self.stop = threading.Event()
        self.ready = threading.Event()
        self.thread = threading.Thread(target=self._run, args=(options,))
        self.thread.start()
        assert self.ready.wait(10)

    def _run(self, options: dict[str, object]) -> None:
        def on_save(path: str) -> None:
            if self.failing:
                raise self.failing.pop()
            self.saves.append(os.path.relpath(path, self.root))

        watcher.watch(
            [str(self.root)],
            on_save=on_save,
            stop=self.stop,
            on_trouble=self.troubles.append,
            on_ready=self.ready.set,
            **options,  # type: ignore[arg-type]  # named in each test
        )

    def until(self, true: Callable[[], bool], within_s: float = 8.0) -> None:
        end = time.monotonic() + within_s
        while not true() and time.monotonic() < end:
            time.sleep(0.01)
        assert true(), (self.saves, self.troubles)

    def quiet(self, seconds: float = 0.4) -> list[str]:
        time.sleep(seconds)
        return self.saves


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    (tmp_path / "archive").mkdir()
    return tmp_path / "archive"


@pytest.fixture
def watching(archive: Path) -> Iterator[Callable[..., Watch]]:
    begun: list[Watch] = []

    def begin(**options: object) -> Watch:
        begun.append(Watch(archive, **options))
        return begun[-1]

    yield begin
    for one in begun:
        one.stop.set()
        one.thread.join(10)
        assert not one.thread.is_alive()


def test_a_save_is_handed_over_once_and_soon(archive: Path, watching: Callable[..., Watch]) -> None:
    watch = watching()
    begun = time.monotonic()
    (archive / "a.rpp").write_text(text())
    watch.until(lambda: watch.saves == ["a.rpp"])
    assert time.monotonic() - begun < 3
    assert watch.quiet() == ["a.rpp"]
    (archive / "a.rpp").write_text(text("again"))
    watch.until(lambda: watch.saves == ["a.rpp", "a.rpp"])


def test_what_was_there_before_is_no_save(archive: Path, watching: Callable[..., Watch]) -> None:
    (archive / "a.rpp").write_text(text())
    assert watching().quiet() == []


def test_what_changed_while_nobody_watched_is_handed_over_at_once(
    archive: Path, watching: Callable[..., Watch]
) -> None:
    for name in ("a.rpp", "b.rpp"):
        (archive / name).write_text(text())
    known = {file.path: file.stat for file in scan([str(archive)])}
    (archive / "b.rpp").write_text(text("longer"))
    (archive / "c.rpp").write_text(text())
    watch = watching(known=known)
    watch.until(lambda: sorted(watch.saves) == ["b.rpp", "c.rpp"])


def test_reapers_way_of_saving_is_one_save(archive: Path, watching: Callable[..., Watch]) -> None:
    path = archive / "a.rpp"
    path.write_text(text())
    watch = watching()
    path.rename(archive / "a.rpp-bak")
    with path.open("w") as file:
        for part in text("after the backup").splitlines(keepends=True):
            file.write(part)
            file.flush()
            time.sleep(0.02)
    watch.until(lambda: watch.saves == ["a.rpp"])
    assert watch.quiet() == ["a.rpp"]


def test_a_file_renamed_into_place_is_one_save(archive: Path, watching: Callable[..., Watch]) -> None:
    watch = watching()
    (archive / "a.tmp").write_text(text())
    (archive / "a.tmp").rename(archive / "a.rpp")
    watch.until(lambda: watch.saves == ["a.rpp"])
    assert watch.quiet() == ["a.rpp"]


def test_a_writer_that_stalls_is_not_read_torn(archive: Path, watching: Callable[..., Watch]) -> None:
    watch = watching()
    whole = text("slow")
    with (archive / "a.rpp").open("w") as file:
        file.write(whole[:20])
        file.flush()
        time.sleep(1.4)
        assert watch.saves == []
        file.write(whole[20:])
    watch.until(lambda: watch.saves == ["a.rpp"])


def test_a_folder_moved_in_with_sessions_is_found(
    archive: Path, tmp_path: Path, watching: Callable[..., Watch], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watcher, "NEW_FOLDER_S", 0.2)
    (tmp_path / "new" / "deep").mkdir(parents=True)
    (tmp_path / "new" / "deep" / "a.rpp").write_text(text())
    watch = watching()
    (tmp_path / "new").rename(archive / "new")
    watch.until(lambda: watch.saves == ["new/deep/a.rpp"])


def test_folders_that_are_passed_by_and_other_files_raise_nothing(
    archive: Path, watching: Callable[..., Watch]
) -> None:
    for name in ("Media", ".git"):
        (archive / name).mkdir()
    watch = watching(skip_folders=["media"])
    for name in ("Media/a.rpp", ".git/b.rpp", "notes.txt", "take.wav"):
        (archive / name).write_text(text())
    assert watch.quiet(1.3) == []


def test_a_root_that_vanishes_is_away_and_watched_again_when_back(
    archive: Path, watching: Callable[..., Watch], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watcher, "POLL_S", 0.1)
    (archive / "a.rpp").write_text(text())
    watch = watching()
    shutil.rmtree(archive)
    watch.until(lambda: any("away" in trouble.found for trouble in watch.troubles))
    archive.mkdir()
    (archive / "b.rpp").write_text(text())
    watch.until(lambda: watch.saves == ["b.rpp"])
    (archive / "c.rpp").write_text(text())
    watch.until(lambda: watch.saves == ["b.rpp", "c.rpp"])


def test_a_root_that_is_not_there_yet_is_waited_for(
    archive: Path, watching: Callable[..., Watch], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watcher, "POLL_S", 0.1)
    archive.rmdir()
    watch = watching()
    assert [trouble.path for trouble in watch.troubles] == [str(archive)]
    archive.mkdir()
    (archive / "a.rpp").write_text(text())
    watch.until(lambda: watch.saves == ["a.rpp"])


def test_what_the_events_missed_is_found_by_looking_through(
    archive: Path, watching: Callable[..., Watch], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("profiler.service.hints.Hints.watch", lambda *_: None)
    monkeypatch.setattr("profiler.service.hints.Hints.hears", lambda *_: True)
    watch = watching(reconcile_s=0.2)
    (archive / "a.rpp").write_text(text())
    (archive / "a.rpp-bak").write_text(text("older"))
    watch.until(lambda: sorted(watch.saves) == ["a.rpp", "a.rpp-bak"])


def test_lost_events_are_a_reason_to_look_through(
    archive: Path, watching: Callable[..., Watch], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watcher, "NEW_FOLDER_S", 0.1)
    monkeypatch.setattr("profiler.service.hints.Hints.watch", lambda *_: None)
    monkeypatch.setattr("profiler.service.hints.Hints.hears", lambda *_: True)
    watch = watching()
    (archive / "a.rpp").write_text(text())
    assert watch.quiet(0.3) == []
    logging.getLogger("watchdog.observers.inotify_c").warning("Inotify queue overflowed; filesystem events were lost")
    watch.until(lambda: watch.saves == ["a.rpp"])


def test_a_system_without_watches_left_is_told_and_the_root_looked_through(
    archive: Path, watching: Callable[..., Watch], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(28, "inotify watch limit reached")

    monkeypatch.setattr(watcher, "BLIND_RECONCILE_S", 0.2)
    monkeypatch.setattr("profiler.service.hints.Hints.watch", refuse)
    watch = watching()
    (archive / "a.rpp").write_text(text())
    watch.until(lambda: watch.saves == ["a.rpp"])
    assert ["watch limit reached" in trouble.found for trouble in watch.troubles] == [True]


def test_a_save_that_could_not_be_learnt_is_told_and_comes_again(archive: Path, watching: Callable[..., Watch]) -> None:
    watch = watching(reconcile_s=0.5)
    watch.failing.append(MixtasteError("the disk is full"))
    (archive / "a.rpp").write_text(text())
    watch.until(lambda: watch.saves == ["a.rpp"])
    assert watch.troubles == [Trouble(str(archive / "a.rpp"), "the disk is full")]


def test_nothing_below_a_root_is_written(archive: Path, watching: Callable[..., Watch]) -> None:
    (archive / "a.rpp").write_text(text())
    before = {file.path: file.stat for file in scan([str(archive)])}
    watching().quiet(0.2)
    assert {file.path: file.stat for file in scan([str(archive)])} == before
    assert os.listdir(archive) == ["a.rpp"]  # noqa: PTH208 - names alone


def test_completeness_is_the_formats_own(tmp_path: Path) -> None:
    whole, torn, other = tmp_path / "a.rpp", tmp_path / "b.rpp", tmp_path / "c.xyz"
    whole.write_text(text())
    torn.write_text(text()[:-3])
    other.write_text("something else")
    assert watcher.is_complete(str(whole))
    assert not watcher.is_complete(str(torn))
    assert watcher.is_complete(str(other))
    assert not watcher.is_complete(str(tmp_path / "none.rpp"))
    assert stat_of(str(whole)) is not None
