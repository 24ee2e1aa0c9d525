"""Reading files into the store: a handful at a time, so that what breaks off costs a handful."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from profiler.service import histories, learning
from profiler.service.learning import ingest, look
from profiler.service.pipeline import Pipeline
from profiler.service.reports import Progress
from profiler.service.tables import ALL
from store import derived, saves

OpenStore = Callable[..., Pipeline]


def learn(pipeline: Pipeline, *paths: Path) -> None:
    pipeline.learn([str(path) for path in paths], user=pipeline.user().id)


def every_row(pipeline: Pipeline) -> dict[str, list[dict[str, object]]]:
    return {table.name: derived.dump(pipeline._db, table) for table in ALL}


def test_what_breaks_off_costs_a_handful_and_the_next_run_goes_on(
    archive: Path, open_store: OpenStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(learning, "_FILES", 3)
    monkeypatch.setattr(learning, "_SECONDS", 600.0)
    broken, whole = open_store("broken"), open_store("whole")
    due = look(broken._db, [str(archive)], skip_folders=(), again=False).due

    def stop(progress: Progress) -> None:
        if progress.done == 7:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        ingest(broken._db, due, user="anna", workers=1, now=lambda: 0.0, progress=stop)
    assert len(saves.known(broken._db)) == 6
    assert len(look(broken._db, [str(archive)], skip_folders=(), again=False).due) == 6
    learn(broken, archive)
    learn(whole, archive)
    assert {one.content for one in saves.sightings(broken._db)} == {one.content for one in saves.sightings(whole._db)}


def test_one_content_at_several_places_in_a_handful_is_kept_once(archive: Path, open_store: OpenStore) -> None:
    shutil.copy(archive / "Ash" / "Ash v1.rpp", archive / "Ash" / "Ash v1 (copy).rpp")
    pipeline = open_store()
    learn(pipeline, archive)
    assert len(saves.sightings(pipeline._db)) == 13
    assert len(saves.contents_kept(pipeline._db)) == 12
    assert len(pipeline.saves("Ash")) == 4


def test_a_look_knows_every_path_that_was_ever_taken(archive: Path, open_store: OpenStore) -> None:
    pipeline = open_store()
    learn(pipeline, archive)
    gone = archive / "Ash" / "Ash v4.rpp"
    new = gone.rename(archive / "Ash" / "Ash v5.rpp")
    found = look(pipeline._db, [str(archive)], skip_folders=(), again=False)
    assert [file.path for file in found.due] == [str(new)]
    assert found.unchanged == 11
    assert {str(gone), str(new)} <= found.known


def test_a_pass_in_which_nothing_was_seen_or_said_groups_nothing_and_writes_nothing(
    archive: Path, open_store: OpenStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    pipeline = open_store()
    learn(pipeline, archive)
    learn(pipeline, archive)
    before = every_row(pipeline)
    monkeypatch.setattr(histories, "group", lambda *_: pytest.fail("songs were grouped again"))
    learn(pipeline, archive)
    assert every_row(pipeline) == before


def test_learning_in_pieces_with_answers_between_comes_to_the_same_as_all_at_once(
    archive: Path, open_store: OpenStore
) -> None:
    pieces, whole = open_store("pieces"), open_store("whole")
    user = pieces.user().id
    learn(pieces, archive / "Ash")
    (question,) = pieces.questions(user, 1)
    pieces.answer(user, question.id, choice="taste")
    for name in ("Cedar", "Birch", "Ash"):
        learn(pieces, archive / name)
    learn(whole, archive)
    whole.question(user, question.id)
    whole.answer(user, question.id, choice="taste")
    learn(whole, archive)
    learn(pieces, archive)
    assert every_row(pieces) == every_row(whole)
