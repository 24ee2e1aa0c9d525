"""A bundle through the whole walk: learnt, watched, rebuilt."""

from __future__ import annotations

import json
import math
import os
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from parsers.formats.logic.minimal import DraftTrack, fader_word, project
from profiler.config import Config
from profiler.justifications.chance import Chance, Usual
from profiler.service import watcher
from profiler.service.pipeline import Pipeline
from profiler.service.tables import ALL
from store import derived, saves
from store.database import open_store

OpenStore = Callable[[str], Pipeline]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[OpenStore]:
    opened = []

    def make(name: str) -> Pipeline:
        db = open_store(tmp_path / name)
        opened.append(db)
        return Pipeline(db, Config())

    yield make
    for db in opened:
        db.close()


def save(*levels: float) -> bytes:
    tracks = [DraftTrack(f"Track {n}", number=n, fader=fader_word(level)) for n, level in enumerate(levels)]
    return project(tracks)


def put(folder: Path, data: bytes, at: float) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "ProjectData").write_bytes(data)
    os.utime(folder / "ProjectData", (at, at))


def levels_told(pipeline: Pipeline) -> list[tuple[object, object]]:
    return [(one.move.before, one.move.after) for one in pipeline.moves()]


def derived_rows(pipeline: Pipeline) -> dict[str, list[dict[str, object]]]:
    return {table.name: derived.dump(pipeline._db, table) for table in ALL}


def test_a_ring_that_turns_is_one_history_whenever_it_is_learnt(tmp_path: Path, store: OpenStore) -> None:
    line = tmp_path / "archive" / "Song.logicx" / "Alternatives" / "000"
    ring = line / "Project File Backups"
    pipeline = store("store")
    user = pipeline.user().id
    history = [(save(-9.0, -n), 1000.0 + 10 * n) for n in range(6)]
    put(line, *history[3])
    for n in range(3):
        put(ring / f"{n:02d}", *history[n])
    report = pipeline.learn([str(tmp_path / "archive")], user=user)
    assert (report.read, report.songs, report.saves) == (1, 1, 4)
    assert [save.time for save in pipeline.saves("Song")] == [1000.0, 1010.0, 1020.0, 1030.0]
    put(ring / "00", *history[3])
    put(line, *history[4])
    pipeline.learn([str(tmp_path / "archive")], user=user)
    put(ring / "01", *history[4])
    put(line, *history[5])
    report = pipeline.learn([str(tmp_path / "archive")], user=user)
    assert (report.songs, report.saves) == (1, 6)
    assert levels_told(pipeline) == [(-float(n), -float(n + 1)) for n in range(5)]
    assert len(saves.sightings(pipeline._db)) == 6
    before = derived_rows(pipeline)
    pipeline.rebuild()
    assert derived_rows(pipeline) == before
    assert pipeline.learn([str(tmp_path / "archive")], user=user).unchanged == 1


def test_alternatives_are_branches_of_one_song(tmp_path: Path, store: OpenStore) -> None:
    folder = tmp_path / "archive" / "Song.logicx" / "Alternatives"
    first = [save(-9.0, *(-float(n) for _ in range(8)), 0.0) for n in range(2)]
    second = save(-9.0, *(-1.0 for _ in range(8)), 6.0)
    put(folder / "000" / "Project File Backups" / "00", first[0], 1000.0)
    put(folder / "000", first[1], 1010.0)
    put(folder / "001" / "Project File Backups" / "00", first[1], 1010.0)
    put(folder / "001", second, 1020.0)
    pipeline = store("store")
    pipeline.learn([str(tmp_path / "archive")], user=pipeline.user().id)
    (song,) = pipeline.songs()
    assert [Path(save.path).name for save in song.saves] == ["000", "000", "001"]


def test_a_save_of_several_files_is_handed_over_once_when_it_is_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("profiler.service.settling.QUIET_S", 0.2)
    line = tmp_path / "Song.logicx" / "Alternatives" / "000"
    put(line, save(-9.0), 1000.0)
    landed: list[str] = []
    stop, ready = threading.Event(), threading.Event()
    thread = threading.Thread(
        target=watcher.watch,
        args=([str(tmp_path)],),
        kwargs={"on_save": landed.append, "stop": stop, "on_ready": ready.set},
    )
    thread.start()
    try:
        assert ready.wait(10)
        data = save(-6.0)
        put(line / "Project File Backups" / "00", save(-9.0), 1000.0)
        with (line / "ProjectData").open("wb") as file:
            for start in range(0, len(data), 512):
                file.write(data[start : start + 512])
                file.flush()
                time.sleep(0.02)
        end = time.monotonic() + 10
        while not landed and time.monotonic() < end:
            time.sleep(0.05)
        time.sleep(0.6)
    finally:
        stop.set()
        thread.join()
    assert landed == [str(line)]


def test_what_most_songs_start_with_may_be_a_closed_send() -> None:
    chance = Chance(usual={("vocal", "", "send.gain"): Usual(-math.inf, 4, 5)})
    assert Chance.from_json(json.loads(json.dumps(chance.to_json(), allow_nan=False))) == chance
