"""The archive in memory is the one in the store; what did not change is neither read, tested nor judged again."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from parsers.errors import BrokenSessionError
from profiler.exports.profile_json import to_json
from profiler.history import tables
from profiler.service import crew, deriving, judging, weighing
from profiler.service.pipeline import Pipeline
from profiler.service.tables import ALL, PROFILES, TESTED, TESTS
from profiler.verdicts.tables import BELIEFS, VERDICTS
from store import derived

OpenStore = Callable[..., Pipeline]


def derived_rows(pipeline: Pipeline) -> dict[str, list[dict[str, object]]]:
    """Everything derived."""
    return {table.name: derived.dump(pipeline._db, table) for table in ALL}


def learn(pipeline: Pipeline, *paths: Path, workers: int = 1) -> None:
    """Learn them as whoever is signed in."""
    pipeline.learn([str(path) for path in paths], user=pipeline.user().id, workers=workers)


def next_save(folder: Path, name: str) -> Path:
    """A fifth save of a song, in which one fader moves."""
    text = (folder / name / f"{name} v4.rpp").read_text(encoding="utf-8")
    path = folder / name / f"{name} v5.rpp"
    later = re.sub(r"17\d{8}", lambda found: str(int(found[0]) + 86_400), text, count=1)
    path.write_text(re.sub(r"VOLPAN \S+", "VOLPAN 0.25", later, count=1), encoding="utf-8")
    return path


def test_only_the_changed_song_is_loaded_again(archive: Path, open_store: OpenStore) -> None:
    pipeline = open_store()
    learn(pipeline, archive)
    before = {one.song.name: one for one in pipeline._load().every}
    next_save(archive, "Birch")
    learn(pipeline, archive)
    after = {one.song.name: one for one in pipeline._load().every}
    assert {name for name in after if after[name] is before[name]} == {"Ash", "Cedar"}
    assert len(after["Birch"].song.saves) == 5


def test_what_another_process_learns_is_seen(archive: Path, open_store: OpenStore) -> None:
    one, other = open_store(), open_store()
    learn(one, archive)
    assert [song.name for song in other.songs()] == ["Ash", "Birch", "Cedar"]
    next_save(archive, "Ash")
    learn(other, archive)
    assert len(one.saves("Ash")) == 5
    one.forget_song("Cedar")
    assert [song.name for song in other.songs()] == ["Ash", "Birch"]


def test_songs_are_listed_without_their_moves_being_read(
    archive: Path, open_store: OpenStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    learn(open_store(), archive)
    fresh, loaded = open_store(), open_store()
    loaded.moves()
    monkeypatch.setattr(tables, "_move", lambda *_: pytest.fail("a move was read"))
    assert fresh.songs() == [history.song for history in loaded._load().every]
    assert len(fresh.saves("Ash")) == 4


def test_how_things_stand_is_told_without_moves_being_read(
    archive: Path, open_store: OpenStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    learn(open_store(), archive)
    fresh, loaded = open_store(), open_store()
    moves, user = loaded.moves(), loaded.user().id
    monkeypatch.setattr(tables, "_move", lambda *_: pytest.fail("a move was read"))
    status = fresh.status(user)
    assert (status.songs, status.saves, status.moves) == (3, 12, len(moves))
    assert sum(song.moves for song in status.recent) == len(moves)


def test_a_profile_is_fitted_again_only_when_what_it_rests_on_has_changed(
    archive: Path, open_store: OpenStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    pipeline = open_store()
    learn(pipeline, archive)
    user = pipeline.user().id
    fitted = to_json(pipeline.profile(user), with_names=True)
    with monkeypatch.context() as patched:
        patched.setattr(tables, "_move", lambda *_: pytest.fail("a move was read"))
        assert to_json(open_store().profile(user), with_names=True) == fitted
    next_save(archive, "Birch")
    learn(pipeline, archive)
    (question,) = pipeline.questions(user, 1)
    after_a_save = to_json(pipeline.profile(user), with_names=True)
    assert after_a_save["moves"] == len(pipeline.moves())
    assert after_a_save != fitted
    pipeline.answer(user, question.id, choice="taste")
    answered = to_json(pipeline.profile(user), with_names=True)
    pipeline.forget_song("Birch")
    assert derived.dump(pipeline._db, PROFILES) == []
    learn(pipeline, archive)
    assert to_json(pipeline.profile(user), with_names=True)["moves"] < answered["moves"]


def test_nothing_is_judged_when_nothing_is_new(
    archive: Path, open_store: OpenStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    pipeline = open_store()
    learn(pipeline, archive)

    def refuse(*_: Any, **__: Any) -> None:
        pytest.fail("something was worked on again")

    monkeypatch.setattr(weighing, "judge", refuse)
    monkeypatch.setattr(deriving, "load_session", refuse)
    monkeypatch.setattr(judging, "estimate", refuse)
    learn(pipeline, archive)


def test_a_save_that_lands_is_judged_at_once_and_the_closing_pass_leaves_no_trace_of_it(
    archive: Path, open_store: OpenStore
) -> None:
    pipeline, whole = open_store("pieces"), open_store("whole")
    learn(pipeline, archive)
    tested = {row["song"]: row for row in derived.select(pipeline._db, TESTED)}
    landed = pipeline._arrive(str(next_save(archive, "Birch")), pipeline.user().id)
    assert [move.term for move in landed.moves] == ["fader.gain"]
    judged = pipeline.moves("Birch")
    assert all(one.verdict is not None for one in judged)
    assert {one.move.id for one in judged} >= {move.id for move in landed.moves}
    others = {song.id for song in pipeline.songs() if song.name != "Birch"}
    assert {row["song"]: row for row in derived.select(pipeline._db, TESTED) if row["song"] in others} == {
        song: tested[song] for song in others
    }
    learn(pipeline, archive)
    learn(whole, archive)
    assert derived_rows(pipeline) == derived_rows(whole)


def test_an_answer_changes_what_it_bears_on_and_the_closing_pass_all_it_implies(
    archive: Path, open_store: OpenStore
) -> None:
    pipeline = open_store()
    learn(pipeline, archive)
    user = pipeline.user().id
    before = {row["gesture"]: row for row in derived.select(pipeline._db, VERDICTS)}
    (question,) = pipeline.questions(user, 1)
    pipeline.answer(user, question.id, choice="taste")
    after = {row["gesture"]: row for row in derived.select(pipeline._db, VERDICTS)}
    changed = {name for name in after if after[name] != before[name]}
    assert question.gesture in changed
    assert {after[name]["family"] for name in changed} == {after[question.gesture]["family"]}
    learn(pipeline, archive)
    closed = derived_rows(pipeline)
    pipeline.rebuild()
    assert derived_rows(pipeline) == closed


def test_an_answer_given_elsewhere_is_noticed(archive: Path, open_store: OpenStore) -> None:
    one, other = open_store(), open_store()
    learn(one, archive)
    user = one.user().id
    asked = [question.id for question in one.questions(user, 3)]
    assert [question.id for question in other.questions(user, 3)] == asked
    other.answer(user, asked[0], choice="taste")
    assert asked[0] not in [question.id for question in one.questions(user, 5)]
    one.answer(user, asked[1], choice="taste")
    assert not {asked[0], asked[1]} & {question.id for question in other.questions(user, 5)}


def test_a_question_is_worded_the_same_whether_it_was_chosen_or_called_by_its_id(
    archive: Path, open_store: OpenStore
) -> None:
    pipeline = open_store()
    learn(pipeline, archive)
    user = pipeline.user().id
    (chosen,) = pipeline.questions(user, 1)
    assert pipeline.question(user, chosen.id) == chosen


def test_a_song_that_lost_its_tests_in_a_crash_is_tested_and_judged_again(archive: Path, open_store: OpenStore) -> None:
    pipeline = open_store()
    learn(pipeline, archive)
    whole = derived_rows(pipeline)
    song = pipeline.songs()[0].id
    derived.replace_many(
        pipeline._db, [(TESTS, [], {"song": song}), (TESTED, [], {"song": song}), (VERDICTS, [], {"song": song})]
    )
    learn(pipeline, archive)
    assert derived_rows(pipeline) == whole
    derived.replace(pipeline._db, VERDICTS, [], where={"song": song})
    learn(pipeline, archive)
    assert derived_rows(pipeline) == whole
    derived.replace(pipeline._db, BELIEFS, [])
    learn(pipeline, archive)
    assert derived_rows(pipeline) == whole


def test_workers_derive_what_one_process_derives(
    archive: Path, open_store: OpenStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    alone, crowd = open_store("alone"), open_store("crowd")
    learn(alone, archive)
    monkeypatch.setattr(crew, "_MUCH", 0)
    (crowd._db.folder / "left by a killed one.shared").write_bytes(b"x")
    learn(crowd, archive, workers=2)
    assert derived_rows(crowd) == derived_rows(alone)
    assert not list(crowd._db.folder.glob("*.shared"))


def test_a_song_that_cannot_be_followed_is_told_and_keeps_its_saves(
    archive: Path, open_store: OpenStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    pipeline = open_store()
    plain = deriving.load_session

    def broken(db: Any, content: str, path: str, turn: Any = None) -> Any:
        if "Birch" in path:
            raise BrokenSessionError("a bomb", path=path)
        return plain(db, content, path, turn)

    monkeypatch.setattr(deriving, "load_session", broken)
    report = pipeline.learn([str(archive)], user=pipeline.user().id)
    assert [(Path(path).parent.name, why) for path, why in report.failed] == [("Birch", "a bomb")]
    assert (len(pipeline.saves("Birch")), pipeline.moves("Birch")) == (4, [])
    assert pipeline.moves("Ash")
