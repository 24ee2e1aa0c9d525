"""The engineer's word on songs, saves and roles wins for good: over rebuilds, any order of learning, and new saves."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from profiler.service.correcting import CorrectionError
from profiler.service.pipeline import Pipeline, UnknownNameError
from profiler.service.tables import ALL
from store import derived

OpenStore = Callable[..., Pipeline]


def learn(pipeline: Pipeline, *paths: Path) -> None:
    pipeline.learn([str(path) for path in paths], user=pipeline.user("").id)


def told(pipeline: Pipeline) -> dict[str, int]:
    return {song.name: len(song.saves) for song in pipeline.songs()}


def rows(pipeline: Pipeline) -> dict[str, list[dict[str, object]]]:
    return {table.name: derived.dump(pipeline._db, table) for table in ALL}


def correct_everything(pipeline: Pipeline) -> None:
    user = pipeline.user().id
    birch = pipeline.saves("Birch")
    pipeline.correct.split(user, "Birch", birch[2].id, name="Willow")
    pipeline.correct.merge(user, ["Ash", "Willow"])
    pipeline.correct.tag(user, "Ash", ["client:Anna", "genre:Folk", "rough"], [])
    pipeline.correct.exclude(user, "Cedar")
    pipeline.correct.assign_user(user, [pipeline.saves("Ash")[1].id], pipeline.add_user("Ben").id)
    pipeline.correct.assign_song(user, [pipeline.saves("Birch")[0].id], "Oak")
    pipeline.correct.set_role(user, "Ash", "Gtr L", "keys")


def test_songs_are_merged_split_and_their_saves_moved(archive: Path, open_store: OpenStore) -> None:
    pipeline = open_store()
    learn(pipeline, archive)
    correct_everything(pipeline)
    assert told(pipeline) == {"Ash": 6, "Birch v2": 1, "Cedar": 4, "Oak": 1}
    (ash,) = (song for song in pipeline.songs() if song.name == "Ash")
    assert ash.tags == ("client:Anna", "genre:Folk", "rough")
    ben = pipeline.user("Ben").id
    assert [save.user == ben for save in ash.saves] == [False, True, False, False, False, False]
    tracks = [one.move.object.track for one in pipeline.moves("Ash") if one.move.object.track]
    assert {track.role for track in tracks if track.name == "Gtr L"} == {"keys"}


def test_every_correction_survives_a_rebuild_any_order_of_learning_and_a_backup(
    archive: Path, open_store: OpenStore, tmp_path: Path
) -> None:
    pipeline = open_store("first")
    learn(pipeline, archive)
    correct_everything(pipeline)
    before = rows(pipeline)
    pipeline.rebuild()
    assert rows(pipeline) == before
    words_of = pipeline.backup(str(tmp_path / "copy"))
    assert words_of
    other = open_store("second")
    files = sorted(archive.rglob("*.rpp"))
    learn(other, *files)
    correct_everything(other)
    random.Random(3).shuffle(files)
    for file in files:
        learn(other, file)
    assert rows(other) == before


def test_new_saves_of_a_merged_song_belong_to_it(archive: Path, open_store: OpenStore) -> None:
    late = archive.parent / "late.rpp"
    shutil.move(archive / "Birch" / "Birch v4.rpp", late)
    pipeline = open_store()
    learn(pipeline, archive)
    pipeline.correct.merge(pipeline.user().id, ["Ash", "Birch"])
    shutil.move(late, archive / "Birch" / "Birch v4.rpp")
    learn(pipeline, archive)
    assert told(pipeline) == {"Ash": 8, "Cedar": 4}


def test_corrections_find_songs_that_moved_to_another_disk(archive: Path, open_store: OpenStore) -> None:
    pipeline = open_store()
    learn(pipeline, archive)
    pipeline.correct.tag(pipeline.user().id, "Ash", ["genre:folk"])
    shutil.move(archive, archive.parent / "moved")
    learn(pipeline, archive.parent / "moved")
    assert {song.name: song.tags for song in pipeline.songs()}["Ash"] == ("genre:folk",)


def test_the_last_word_counts(archive: Path, open_store: OpenStore) -> None:
    pipeline = open_store()
    learn(pipeline, archive)
    user, save = pipeline.user().id, pipeline.saves("Ash")[0].id
    pipeline.correct.assign_song(user, [save], "Birch")
    assert told(pipeline) == {"Ash": 3, "Birch": 5, "Cedar": 4}
    pipeline.correct.assign_song(user, [next(one.id for one in pipeline.saves("Birch") if "Ash" in one.path)], "Ash")
    assert told(pipeline) == {"Ash": 4, "Birch": 4, "Cedar": 4}
    pipeline.correct.exclude(user, "Ash")
    pipeline.correct.exclude(user, "Ash", excluded=False)
    pipeline.correct.tag(user, "Ash", ["a", "b"])
    pipeline.correct.tag(user, "Ash", [], ["A"])
    (ash,) = (song for song in pipeline.songs() if song.name == "Ash")
    assert (ash.excluded, ash.tags) == (False, ("b",))


def test_a_song_that_is_excluded_counts_nowhere(archive: Path, open_store: OpenStore, tmp_path: Path) -> None:
    pipeline = open_store()
    learn(pipeline, archive)
    user = pipeline.user().id
    song = pipeline.correct.exclude(user, "Cedar")
    assert song.excluded
    assert {one.move.song for one in pipeline.moves()} == {one.id for one in pipeline.songs() if one.name != "Cedar"}
    assert all(question.song != song.id for question in pipeline.questions(user, 50))
    assert pipeline.moves("Cedar")
    never = tmp_path / "never"
    shutil.copytree(archive, never)
    shutil.rmtree(never / "Cedar")
    without = open_store("without")
    learn(without, never)
    assert pipeline.profile(user).dimensions == without.profile(without.user().id).dimensions
    assert pipeline.profile(user).songs == 2


def test_what_was_asked_for_by_others_is_no_taste(archive: Path, open_store: OpenStore) -> None:
    pipeline = open_store()
    learn(pipeline, archive)
    user = pipeline.user().id
    pipeline.correct.tag(user, "Cedar", ["requested"])
    assert pipeline.profile(user).songs == 2


def test_tags_reach_the_profile_and_a_clients_name_stays_at_home(archive: Path, open_store: OpenStore) -> None:
    from profiler.exports.profile_json import dumps

    pipeline = open_store()
    learn(pipeline, archive)
    user = pipeline.user().id
    for song, tag in (("Ash", "client:Anna"), ("Birch", "client:Anna"), ("Cedar", "Genre: Folk")):
        pipeline.correct.tag(user, song, [tag])
    profile = pipeline.profile(user)
    assert {tag for fit in profile.model.fitted.values() for tag in fit.tags} == {"client Anna", "Folk"}
    assert "Anna" not in dumps(profile)
    assert "Anna" in dumps(profile, with_names=True)


def test_a_forgotten_song_takes_what_was_said_of_it_along(archive: Path, open_store: OpenStore) -> None:
    pipeline = open_store()
    learn(pipeline, archive)
    user = pipeline.user().id
    pipeline.correct.tag(user, "Ash", ["genre:folk"])
    pipeline.correct.tag(user, "Birch", ["genre:rock"])
    pipeline.forget_song("Ash")
    pipeline.learn([str(archive)], user=user, again=True)
    assert {song.name: song.tags for song in pipeline.songs()} == {"Ash": (), "Birch": ("genre:rock",), "Cedar": ()}


@pytest.mark.parametrize(
    ("call", "error"),
    [
        (lambda c, u: c.merge(u, ["Ash", "Ash"]), "one song already"),
        (lambda c, u: c.split(u, "Ash", "nothing"), "no save nothing"),
        (lambda c, u: c.tag(u, "Ash", [" : "]), "no tag"),
        (lambda c, u: c.tag(u, "Ash", ["\x1b[31m"]), "no tag"),
        (lambda c, u: c.set_role(u, "Ash", "Kick", "kik"), "no role kik"),
        (lambda c, u: c.set_role(u, "Ash", "Lead", "kick"), "Lead Vox"),
        (lambda c, u: c.assign_user(u, ["zz"], u), "no save zz"),
    ],
)
def test_what_cannot_be_is_refused_and_near_ones_are_named(
    archive: Path, open_store: OpenStore, call: Callable[..., object], error: str
) -> None:
    pipeline = open_store()
    learn(pipeline, archive)
    with pytest.raises(CorrectionError, match=error):
        call(pipeline.correct, pipeline.user().id)
    with pytest.raises(UnknownNameError, match="Ash"):
        pipeline.correct.exclude(pipeline.user().id, "Ashh")


def test_the_first_save_of_a_song_cannot_be_split_off(archive: Path, open_store: OpenStore) -> None:
    pipeline = open_store()
    learn(pipeline, archive)
    with pytest.raises(CorrectionError, match="nothing would stay"):
        pipeline.correct.split(pipeline.user().id, "Ash", pipeline.saves("Ash")[0].id)


def test_a_folder_that_is_not_mounted_is_away_and_nothing_is_lost(archive: Path, open_store: OpenStore) -> None:
    pipeline = open_store()
    learn(pipeline, archive)
    user = pipeline.user().id
    assert pipeline.status(user).away == ()
    hidden = archive.parent / "hidden"
    shutil.move(archive, hidden)
    assert [(one.root, one.saves) for one in pipeline.status(user).away] == [(str(archive), 12)]
    archive.mkdir()
    assert [(one.root, one.saves) for one in pipeline.status(user).away] == [(str(archive), 12)]
    learn(pipeline, archive)
    assert told(pipeline) == {"Ash": 4, "Birch": 4, "Cedar": 4}
    archive.rmdir()
    shutil.move(hidden, archive)
    assert pipeline.status(user).away == ()
