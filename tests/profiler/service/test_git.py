"""A repository around an archive gives its past versions as saves: read-only, by its authors, whatever the order."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from profiler.config import Config
from profiler.service import git
from profiler.service.pipeline import Pipeline
from profiler.service.reports import Stranger
from profiler.service.tables import ALL
from store import derived, saves, users

OpenStore = Callable[..., Pipeline]
START = 1_700_000_000
DAY = 86_400

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="there is no git program")


def run_git(top: Path, *arguments: str, time: int = START, author: str = "Ben Berg <ben@berg.org>") -> None:
    name, _, email = author.rstrip(">").partition(" <")
    who = {"GIT_AUTHOR_NAME": name, "GIT_AUTHOR_EMAIL": email, "GIT_COMMITTER_NAME": name, "GIT_COMMITTER_EMAIL": email}
    when = {"GIT_AUTHOR_DATE": f"{time} +0000", "GIT_COMMITTER_DATE": f"{time} +0000"}
    plain = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    subprocess.run(
        [str(shutil.which("git")), "-C", str(top), *arguments],
        check=True,
        capture_output=True,
        env={**os.environ, **who, **when, **plain},
    )


@pytest.fixture
def repository(archive: Path, tmp_path: Path) -> Path:
    """A work tree whose one session, Ash.rpp, had three versions, the last of which stands there."""
    top = tmp_path / "work"
    (top / "Ash").mkdir(parents=True)
    run_git(top, "init", "--quiet", "--initial-branch=main")
    for number, author in enumerate(("Ben Berg <ben@berg.org>", "Ada Lund <ada@lund.se>", "Ada Lund <ada@lund.se>"), 1):
        commit(top, (archive / "Ash" / f"Ash v{number}.rpp").read_bytes(), number, author)
    return top


def commit(top: Path, data: bytes, number: int, author: str = "Ben Berg <ben@berg.org>") -> None:
    (top / "Ash" / "Ash.rpp").write_bytes(data)
    run_git(top, "add", ".")
    run_git(top, "commit", "--quiet", "-m", f"mix {number}", time=START + number * DAY, author=author)


def learn(pipeline: Pipeline, *paths: Path, again: bool = False) -> int:
    report = pipeline.learn([str(path) for path in paths], user=pipeline.user().id, again=again)
    assert report.failed == ()
    return report.read


def rows(pipeline: Pipeline) -> dict[str, list[dict[str, object]]]:
    return {table.name: derived.dump(pipeline._db, table) for table in ALL}


def fingerprints(folder: Path) -> dict[str, tuple[str, int]]:
    return {
        str(path): (hashlib.sha256(path.read_bytes()).hexdigest(), path.stat().st_mtime_ns)
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_every_version_is_a_save_once_by_its_author(repository: Path, open_store: OpenStore) -> None:
    pipeline = open_store()
    pipeline.add_user("Ada Lund")
    assert learn(pipeline, repository) == 4  # the file, and three versions
    (song,) = pipeline.songs()
    assert (song.name, len(song.saves)) == ("Ash", 3)
    assert [save.path for save in song.saves] == [str(repository / "Ash" / "Ash.rpp")] * 3
    ada = pipeline.user("Ada Lund").id
    assert [save.user for save in song.saves] == [users.id_of("Ben Berg"), ada, ada]
    assert {one.move.user for one in pipeline.moves()} == {ada}
    assert learn(pipeline, repository) == 0


def test_nothing_is_written_into_the_repository(repository: Path, open_store: OpenStore) -> None:
    before = fingerprints(repository)
    learn(open_store(), repository)
    assert fingerprints(repository) == before


def test_the_order_of_learning_leaves_no_trace(repository: Path, archive: Path, open_store: OpenStore) -> None:
    whole, pieces = open_store("whole"), open_store("pieces")
    data = (archive / "Ash" / "Ash v4.rpp").read_bytes()
    learn(pieces, repository / "Ash")
    commit(repository, data, 4)
    learn(pieces, repository / "Ash")
    (repository / "Ash" / "Ash.rpp").write_bytes(data)
    learn(whole, repository)
    learn(pieces, repository)
    assert [len(song.saves) for song in pieces.songs()] == [4]
    assert pieces.songs() == whole.songs()
    assert [one.move for one in pieces.moves()] == [one.move for one in whole.moves()]
    before = rows(pieces)
    pieces.rebuild()
    assert rows(pieces) == before


def test_a_version_that_came_back_is_one_save_of_its_first_time(
    repository: Path, archive: Path, open_store: OpenStore
) -> None:
    commit(repository, (archive / "Ash" / "Ash v1.rpp").read_bytes(), 9)
    pipeline = open_store()
    learn(pipeline, repository)
    past = {sight.content: sight.mtime_ns for sight in saves.sightings(pipeline._db) if sight.past}
    assert sorted(past.values()) == [(START + n * DAY) * 10**9 for n in (1, 2, 3)]


def test_branches_and_deleted_files_are_history_too(repository: Path, archive: Path, open_store: OpenStore) -> None:
    run_git(repository, "checkout", "--quiet", "-b", "other", "HEAD~1")
    commit(repository, (archive / "Ash" / "Ash v4.rpp").read_bytes(), 5)
    run_git(repository, "checkout", "--quiet", "main")
    run_git(repository, "rm", "--quiet", "Ash/Ash.rpp")
    run_git(repository, "commit", "--quiet", "-m", "gone", time=START + 7 * DAY)
    pipeline = open_store()
    learn(pipeline, repository)
    assert [len(song.saves) for song in pipeline.songs()] == [4]


def test_only_what_lies_below_the_root_is_taken(repository: Path, open_store: OpenStore) -> None:
    (repository / "Elsewhere").mkdir()
    pipeline = open_store()
    assert learn(pipeline, repository / "Elsewhere") == 0
    assert pipeline.songs() == []


def test_authors_are_known_by_the_configuration_and_folders_have_owners(
    repository: Path, archive: Path, open_store: OpenStore
) -> None:
    pipeline = open_store()
    pair = (f"{archive} = Cleo", "ben@berg.org = Ben", "Ada Lund =")
    pipeline._config = Config(workers=1, owners=pair)
    pipeline.learn([str(repository), str(archive)], user=pipeline.user().id, by_owner=True)
    by_name = {song.name: [save.user for save in song.saves] for song in pipeline.songs()}
    cleo, ben = pipeline.user("Cleo").id, pipeline.user("Ben").id
    assert by_name["Birch"] == [cleo] * 4
    assert by_name["Ash"] == [ben, cleo, cleo, cleo]  # the same contents lie in both places; nobody knows who Ada is


def test_whoever_is_named_for_a_run_made_what_lies_there(archive: Path, open_store: OpenStore) -> None:
    pipeline = open_store()
    pipeline._config = Config(workers=1, owners=(f"{archive} = Cleo",))
    dora = pipeline.add_user("Dora")
    pipeline.learn([str(archive)], user=dora.id)
    assert {save.user for song in pipeline.songs() for save in song.saves} == {dora.id}


def test_nothing_that_a_repository_names_is_run(repository: Path, open_store: OpenStore, tmp_path: Path) -> None:
    marker = tmp_path / "run"
    script = tmp_path / "script"
    script.write_text(f"#!/bin/sh\ntouch {marker}\ncat\n")
    script.chmod(0o755)
    for key in ("core.fsmonitor", "core.pager", "diff.external", "gpg.program", "core.sshCommand", "credential.helper"):
        run_git(repository, "config", key, str(script))
    for key, value in (
        ("log.showSignature", "true"),
        ("diff.evil.textconv", str(script)),
        ("diff.evil.command", str(script)),
        ("filter.evil.smudge", str(script)),
        ("filter.evil.clean", str(script)),
        ("pager.log", str(script)),
        ("alias.log", f"!{script}"),
        ("core.hooksPath", str(tmp_path)),
    ):
        run_git(repository, "config", key, value)
    (repository / ".gitattributes").write_text("*.rpp diff=evil filter=evil\n")
    learn(open_store(), repository)
    assert not marker.exists()


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root may give files away")
def test_a_repository_of_another_owner_is_read_all_the_same(repository: Path) -> None:
    for path in (repository, repository / ".git"):
        os.chown(path, 12_345, 12_345)
    with pytest.raises(subprocess.CalledProcessError):
        run_git(repository, "log")
    assert len(git.versions(str(repository), suffixes=[".rpp"])) == 3


def test_what_is_no_repository_or_a_broken_one_has_no_history(tmp_path: Path, open_store: OpenStore) -> None:
    (tmp_path / "a" / ".git").mkdir(parents=True)
    assert git.versions(str(tmp_path / "a"), suffixes=[".rpp"]) == []
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / ".git").write_text("gitdir: /nowhere\n")
    assert learn(open_store(), tmp_path / "a", tmp_path / "b") == 0


def test_without_a_git_program_there_is_no_history(
    repository: Path, open_store: OpenStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(git.shutil, "which", lambda _: None)
    assert learn(open_store(), repository) == 1


def test_a_broken_version_is_told_once_and_the_others_are_kept(repository: Path, open_store: OpenStore) -> None:
    whole = (repository / "Ash" / "Ash.rpp").read_bytes()
    commit(repository, b"<<<<<<< ours\n" + whole[:300], 4)
    commit(repository, b"version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n", 5)
    commit(repository, whole, 6)
    pipeline = open_store()
    user = pipeline.user().id
    report = pipeline.learn([str(repository)], user=user)
    assert [path.partition(" as of ")[0] for path, _ in report.failed] == [str(repository / "Ash" / "Ash.rpp")]
    assert [len(song.saves) for song in pipeline.songs()] == [3]
    assert pipeline.learn([str(repository)], user=user).failed == ()


def test_a_forgotten_song_is_not_brought_back_by_its_history(repository: Path, open_store: OpenStore) -> None:
    pipeline = open_store()
    learn(pipeline, repository)
    pipeline.forget_song("Ash")
    assert learn(pipeline, repository) == 0
    assert learn(pipeline, repository, again=True) == 4
    assert [len(song.saves) for song in pipeline.songs()] == [3]


def test_authors_who_are_no_users_are_named_until_they_are(repository: Path, open_store: OpenStore) -> None:
    pipeline = open_store()
    report = pipeline.learn([str(repository)], user=pipeline.user().id)
    told = (Stranger("Ada Lund", "ada@lund.se", 2), Stranger("Ben Berg", "ben@berg.org", 1))
    assert report.strangers == told
    assert pipeline.status(pipeline.user().id).strangers == told
    pipeline.add_user("Ada Lund")
    assert pipeline.status(pipeline.user().id).strangers == told[1:]


def test_who_an_author_is_may_be_said_after_learning(repository: Path, open_store: OpenStore) -> None:
    pipeline, afterwards = open_store("before"), open_store("after")
    learn(afterwards, repository)
    for each in (pipeline, afterwards):
        each._config = Config(workers=1, owners=("ada@lund.se = Cleo", "Ben Berg = Ben"))
        report = each.learn([str(repository)], user=each.user().id)
        assert report.strangers == ()
    cleo = pipeline.user("Cleo").id
    assert {one.move.user for one in afterwards.moves()} == {cleo}
    assert rows(afterwards) == rows(pipeline)


def test_what_only_came_about_by_merging_is_a_save(repository: Path, archive: Path, open_store: OpenStore) -> None:
    run_git(repository, "checkout", "--quiet", "-b", "other", "HEAD~1")
    commit(repository, (archive / "Ash" / "Ash v1.rpp").read_bytes(), 5)
    run_git(repository, "checkout", "--quiet", "main")
    run_git(repository, "merge", "--quiet", "--no-commit", "-s", "ours", "other", time=START + 6 * DAY)
    commit(repository, (archive / "Ash" / "Ash v4.rpp").read_bytes(), 6)
    pipeline = open_store()
    learn(pipeline, repository)
    assert [len(song.saves) for song in pipeline.songs()] == [4]
