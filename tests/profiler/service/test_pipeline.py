from __future__ import annotations

import hashlib
import os
import random
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from sqlalchemy import update

from profiler.config import Config
from profiler.questions import question_id
from profiler.service import deriving
from profiler.service.pipeline import Pipeline, UnknownNameError, open_pipeline
from profiler.service.reports import Landed, Progress
from profiler.service.tables import ALL, PASSES, TESTED, TESTS
from profiler.verdicts.tables import BELIEFS, VERDICTS
from store import derived
from store.derived import Column, Table
from store.schema import derived_tables

OpenStore = Callable[..., Pipeline]

_INGEST_TIMES = {"made_at"}


def derived_rows(pipeline: Pipeline) -> dict[str, list[dict[str, object]]]:
    return {table.name: derived.dump(pipeline._db, table) for table in ALL}


def fingerprints(folder: Path) -> dict[str, tuple[str, int]]:
    return {
        str(path): (hashlib.sha256(path.read_bytes()).hexdigest(), path.stat().st_mtime_ns)
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def learn(pipeline: Pipeline, *paths: Path, user: str = "") -> None:
    pipeline.learn([str(path) for path in paths], user=pipeline.user(user).id)


def test_an_archive_becomes_songs_moves_and_verdicts(archive: Path, open_store: OpenStore) -> None:
    pipeline = open_store()
    report = pipeline.learn([str(archive)], user=pipeline.user().id)
    assert (report.read, report.songs, report.saves, report.failed) == (12, 3, 12, ())
    assert [song.name for song in pipeline.songs()] == ["Ash", "Birch", "Cedar"]
    judged = pipeline.moves("Ash")
    assert judged
    assert all(one.verdict is not None for one in judged)
    assert {one.move.term for one in judged} == {"fader.gain", "pan.position"}


def test_learning_twice_reads_nothing_and_changes_nothing(archive: Path, open_store: OpenStore) -> None:
    pipeline = open_store()
    learn(pipeline, archive)
    before = derived_rows(pipeline)
    report = pipeline.learn([str(archive)], user=pipeline.user().id)
    assert (report.read, report.unchanged) == (0, 12)
    assert derived_rows(pipeline) == before


def test_the_order_of_learning_leaves_no_trace(archive: Path, open_store: OpenStore) -> None:
    whole, pieces = open_store("whole"), open_store("pieces")
    learn(whole, archive)
    files = sorted(archive.rglob("*.rpp"))
    random.Random(5).shuffle(files)
    for file in files:
        learn(pieces, file)
    assert derived_rows(pieces) == derived_rows(whole)


def test_rebuilding_gives_the_same_rows(archive: Path, open_store: OpenStore) -> None:
    pipeline = open_store()
    learn(pipeline, archive)
    before = derived_rows(pipeline)
    pipeline.rebuild()
    assert derived_rows(pipeline) == before


Rows = dict[str, list[dict[str, object]]]


@pytest.fixture
def of_another_version(archive: Path, open_store: OpenStore) -> Callable[[Iterable[Table]], Rows]:
    """Fills a store as a version with other versions of these tables would have, and gives its rows as they were."""

    def fill(tables: Iterable[Table]) -> Rows:
        pipeline = open_store()
        learn(pipeline, archive)
        rows = derived_rows(pipeline)
        with pipeline._db.write() as connection:
            for table in tables:
                connection.execute(
                    update(derived_tables).where(derived_tables.c.name == table.name).values(version=table.version - 1)
                )
        derived.replace(pipeline._db, PASSES, [], where={"name": "version"})
        return rows

    return fill


def test_a_store_filled_by_another_version_is_derived_again_when_it_is_opened(
    of_another_version: Callable[[Iterable[Table]], Rows], open_store: OpenStore
) -> None:
    before = of_another_version([PASSES, *ALL])
    assert derived_rows(open_store()) == before


def test_where_another_version_only_judged_otherwise_no_save_is_read_again(
    of_another_version: Callable[[Iterable[Table]], Rows], open_store: OpenStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = of_another_version([TESTS, TESTED, VERDICTS, BELIEFS])
    monkeypatch.setattr(deriving, "facts_again", lambda *_: pytest.fail("a save was read again"))
    monkeypatch.setattr(deriving, "derive", lambda *_: pytest.fail("a song was followed again"))
    assert derived_rows(open_store()) == before


def test_what_was_interrupted_while_it_was_derived_again_is_completed_by_whoever_opens_next(
    of_another_version: Callable[[Iterable[Table]], Rows], open_store: OpenStore, tmp_path: Path
) -> None:
    before = of_another_version([PASSES, *ALL])

    def interrupt(progress: Progress) -> None:
        if (progress.stage, progress.done) == ("following", 1):
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        open_pipeline(str(tmp_path / "store"), Config(workers=1), progress=interrupt)
    assert derived_rows(open_store()) == before


def test_what_an_earlier_version_kept_and_nobody_reads_is_dropped(
    of_another_version: Callable[[Iterable[Table]], Rows], open_store: OpenStore
) -> None:
    of_another_version([])
    old = Table("history_noise", 1, (Column("song", "text"),), key=("song",))
    derived.ensure(open_store()._db, [old])
    derived.replace(open_store()._db, PASSES, [], where={"name": "version"})
    assert "history_noise" not in derived.tables(open_store()._db)


def test_a_rebuild_needs_no_files(archive: Path, open_store: OpenStore) -> None:
    pipeline = open_store()
    learn(pipeline, archive)
    moves = [one.move for one in pipeline.moves()]
    shutil.rmtree(archive)
    pipeline.rebuild()
    assert [one.move for one in pipeline.moves()] == moves


@pytest.mark.parametrize("seed", range(4))
def test_a_killed_learner_leaves_a_store_that_the_next_run_completes(
    archive: Path, open_store: OpenStore, tmp_path: Path, seed: int
) -> None:
    script = (
        "import sys\n"
        "from profiler.config import Config\n"
        "from profiler.service.pipeline import open_pipeline\n"
        "if __name__ == '__main__':\n"
        "    pipeline = open_pipeline(sys.argv[1], Config(workers=1))\n"
        "    pipeline.learn([sys.argv[2]], user=pipeline.user().id)\n"
    )
    program = tmp_path / "learner.py"
    program.write_text(script, encoding="utf-8")
    child = subprocess.Popen([sys.executable, str(program), str(tmp_path / "killed"), str(archive)])
    time.sleep(random.Random(seed).uniform(0.2, 2.0))
    child.send_signal(signal.SIGKILL)
    child.wait()
    killed, whole = open_store("killed"), open_store("whole")
    learn(killed, archive)
    learn(whole, archive)
    assert derived_rows(killed) == derived_rows(whole)


def test_nothing_is_written_into_the_archive(archive: Path, open_store: OpenStore) -> None:
    before = fingerprints(archive)
    pipeline = open_store()
    learn(pipeline, archive)
    user = pipeline.user().id
    question = pipeline.questions(user, 1)[0]
    pipeline.answer(user, question.id, choice="taste")
    pipeline.window_question(user)
    pipeline.profile(user)
    assert fingerprints(archive) == before


def test_an_answer_settles_its_move_and_survives_a_rebuild(archive: Path, open_store: OpenStore) -> None:
    pipeline = open_store()
    learn(pipeline, archive)
    user = pipeline.user().id
    question = pipeline.questions(user, 1)[0]
    pipeline.answer(user, question.id, words="the singer moved closer")
    pipeline.rebuild()
    verdict = pipeline.why(question.move).verdict
    assert verdict.settled
    assert verdict.answered
    assert verdict.best_reason == "the singer moved closer"
    assert question.id not in {other.id for other in pipeline.questions(user, 50)}


def test_an_answer_survives_a_backup_that_splits_its_pair(tmp_path: Path, open_store: OpenStore, archive: Path) -> None:
    song = archive / "Ash"
    middle = song / "Ash v2.rpp"
    later = tmp_path / "found later"
    later.mkdir()
    shutil.move(middle, later / middle.name)
    pipeline = open_store()
    learn(pipeline, archive)
    user = pipeline.user().id
    pan = next(one for one in pipeline.moves("Ash") if one.move.term == "pan.position" and one.move.before == -0.8)
    question = pipeline.question(user, question_id(str(pan.move.gesture)))
    pipeline.answer(user, question.id, choice="taste")
    shutil.move(later / middle.name, middle)
    learn(pipeline, archive)
    parts = [one for one in pipeline.moves("Ash") if one.move.term == "pan.position"][:2]
    assert [(part.move.before, part.move.after) for part in parts] == [(-0.8, -0.7), (-0.7, -0.6)]
    assert all(part.verdict is not None and part.verdict.answered for part in parts)


def test_one_engineers_words_never_change_anothers_profile(archive: Path, open_store: OpenStore) -> None:
    pipeline = open_store()
    ada, ben = pipeline.add_user("Ada"), pipeline.add_user("Ben")
    learn(pipeline, archive / "Ash", archive / "Birch", user="Ada")
    learn(pipeline, archive / "Cedar", user="Ben")
    before = pipeline.profile(ben.id)
    for question in pipeline.questions(ada.id, 5):
        pipeline.answer(ada.id, question.id, choice="taste")
    pipeline.rebuild()
    after = pipeline.profile(ben.id)
    assert after.dimensions == before.dimensions
    assert after.sentences == before.sentences
    assert {one.move.user for one in pipeline.moves(user=ada.id)} == {ada.id}


def test_a_forgotten_song_was_never_seen(archive: Path, open_store: OpenStore, tmp_path: Path) -> None:
    never = tmp_path / "never"
    shutil.copytree(archive, never)
    shutil.rmtree(never / "Birch")
    forgetting = open_store("forgetting")
    learn(forgetting, archive)
    user = forgetting.user().id
    asked = next(q for q in forgetting.questions(user, 50) if q.song == forgetting._song("Birch").id)
    forgetting.answer(user, asked.id, choice="taste")
    assert forgetting.forget_song("Birch") == 4
    without = open_store("without")
    learn(without, archive / "Ash", archive / "Cedar")
    assert derived_rows(forgetting) == derived_rows(without)
    learn(forgetting, archive)
    assert [song.name for song in forgetting.songs()] == ["Ash", "Cedar"]
    forgetting.learn([str(archive)], user=user, again=True)
    assert [song.name for song in forgetting.songs()] == ["Ash", "Birch", "Cedar"]


def test_as_song_brings_saves_together_for_good(archive: Path, open_store: OpenStore) -> None:
    pipeline = open_store()
    pipeline.learn([str(archive / "Ash"), str(archive / "Birch")], user=pipeline.user().id, as_song="Trees")
    assert [(song.name, len(song.saves)) for song in pipeline.songs()] == [("Trees", 8)]
    learn(pipeline, archive)
    assert [song.name for song in pipeline.songs()] == ["Cedar", "Trees"]


def test_an_overwritten_save_stays_history(tmp_path: Path, open_store: OpenStore, archive: Path) -> None:
    versions = sorted((archive / "Ash").glob("*.rpp"))
    live = tmp_path / "live" / "Ash.rpp"
    live.parent.mkdir()
    pipeline = open_store()
    for version in versions:
        shutil.copyfile(version, live)
        learn(pipeline, live.parent)
    (song,) = pipeline.songs()
    assert [save.path for save in song.saves] == [str(live)] * 4


def test_bad_input_is_told_and_the_rest_goes_on(archive: Path, open_store: OpenStore) -> None:
    (archive / "empty.rpp").write_bytes(b"")
    (archive / "binary.rpp").write_bytes(bytes(range(256)) * 40)
    (archive / "gone.rpp").symlink_to(archive / "nowhere.rpp")
    (archive / "half.rpp").write_bytes((archive / "Ash" / "Ash v1.rpp").read_bytes()[:-200])
    pipeline = open_store()
    user = pipeline.user().id
    report = pipeline.learn([str(archive), str(archive / "missing")], user=user)
    assert report.read == 12
    assert {Path(path).name for path, _ in report.failed} == {
        "empty.rpp",
        "binary.rpp",
        "gone.rpp",
        "half.rpp",
        "missing",
    }
    assert all(why for _, why in report.failed)
    shutil.copyfile(archive / "Ash" / "Ash v1.rpp", archive / "empty.rpp")
    again = pipeline.learn([str(archive)], user=user)
    assert again.read == 1
    assert "empty.rpp" not in {Path(path).name for path, _ in again.failed}


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_an_unreadable_folder_is_told(archive: Path, open_store: OpenStore) -> None:
    (archive / "Ash").chmod(0)
    pipeline = open_store()
    report = pipeline.learn([str(archive)], user=pipeline.user().id)
    (archive / "Ash").chmod(0o700)
    assert report.read == 8
    assert [path for path, _ in report.failed] == [str(archive / "Ash")]


def test_an_unknown_song_names_near_ones(archive: Path, open_store: OpenStore) -> None:
    pipeline = open_store()
    learn(pipeline, archive)
    with pytest.raises(UnknownNameError, match="Birch"):
        pipeline.saves("Birsh")


def test_a_move_is_found_by_its_first_letters(archive: Path, open_store: OpenStore) -> None:
    pipeline = open_store()
    learn(pipeline, archive)
    move = pipeline.moves("Ash")[0].move
    assert move.id is not None
    assert pipeline.why(move.id[:8]).move == move


def test_a_dry_run_stores_nothing(archive: Path, open_store: OpenStore) -> None:
    pipeline = open_store()
    report = pipeline.learn([str(archive)], user=pipeline.user().id, dry_run=True)
    assert (report.read, len(report.would_read)) == (0, 12)
    assert not pipeline.songs()


def test_watching_tells_what_landed_while_nobody_watched_and_what_lands(archive: Path, open_store: OpenStore) -> None:
    versions = sorted((archive / "Ash").glob("*.rpp"))
    live = archive.parent / "live" / "Ash.rpp"
    live.parent.mkdir()
    shutil.copyfile(versions[0], live)
    pipeline = open_store()
    learn(pipeline, live.parent)
    shutil.copyfile(versions[1], live)
    told: list[Landed] = []
    stop, arrived = threading.Event(), threading.Event()

    def on_save(landed: Landed) -> None:
        told.append(landed)
        arrived.set()

    user = pipeline.user().id
    watching = threading.Thread(
        target=pipeline.watch, args=([str(live.parent)],), kwargs={"user": user, "on_save": on_save, "stop": stop}
    )
    watching.start()
    assert arrived.wait(60)
    arrived.clear()
    shutil.copyfile(versions[2], live)
    assert arrived.wait(60)
    stop.set()
    watching.join()
    assert [(landed.song, landed.error) for landed in told] == [("Ash", ""), ("Ash", "")]
    assert all(landed.moves for landed in told)
