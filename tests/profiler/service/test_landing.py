from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from profiler.service.landing import landed_at
from profiler.service.pipeline import Pipeline
from profiler.service.reports import Landed

NOW = 1_760_000_000.0


@pytest.fixture
def pipeline(archive: Path, open_store: Callable[..., Pipeline]) -> Pipeline:
    made = open_store()
    made.learn([str(archive)], user=made.user().id)
    return made


def landed(pipeline: Pipeline, path: Path) -> Landed:
    return landed_at(pipeline._db, pipeline._load(), str(path), now=NOW)


def test_a_save_brings_the_moves_that_lead_to_it(pipeline: Pipeline, archive: Path) -> None:
    told = landed(pipeline, archive / "Birch" / "Birch v3.rpp")
    (save,) = (save for save in pipeline.saves("Birch") if save.path.endswith("v3.rpp"))
    assert (told.song, told.error) == ("Birch", "")
    assert told.moves
    assert told.moves == tuple(one.move for one in pipeline.moves("Birch") if one.move.after_save == save.id)


def test_a_first_save_brings_no_moves(pipeline: Pipeline, archive: Path) -> None:
    assert landed(pipeline, archive / "Ash" / "Ash v1.rpp") == Landed(
        str(archive / "Ash" / "Ash v1.rpp"), NOW, "Ash", ()
    )


def test_of_a_path_that_was_written_again_the_last_save_is_told(pipeline: Pipeline, archive: Path) -> None:
    path = archive / "Ash" / "Ash v4.rpp"
    before = landed(pipeline, path).moves
    text = re.sub(r"17\d{8}", lambda found: str(int(found[0]) + 60), path.read_text(encoding="utf-8"), count=1)
    path.write_text(text.replace("MUTESOLO 0 0 0", "MUTESOLO 1 0 0", 1), encoding="utf-8")
    pipeline.learn([str(archive)], user=pipeline.user().id)
    told = landed(pipeline, path).moves
    assert [move.term for move in told] == ["mute"]
    assert before


def test_why_a_file_could_not_be_read_is_told(pipeline: Pipeline, archive: Path) -> None:
    path = archive / "Ash" / "Ash v9.rpp"
    path.write_text("no session", encoding="utf-8")
    pipeline.learn([str(archive)], user=pipeline.user().id)
    told = landed(pipeline, path)
    assert "no REAPER project" in told.error


def test_a_path_where_nothing_was_seen_brings_nothing(pipeline: Pipeline, archive: Path) -> None:
    assert landed(pipeline, archive / "nothing.rpp") == Landed(str(archive / "nothing.rpp"), NOW)
