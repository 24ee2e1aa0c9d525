"""Finding a session's audio on this machine."""

import os
import shutil
from pathlib import Path

import pytest

from profiler.evidence import files
from profiler.evidence.files import MediaIndex, find, sources_of


@pytest.fixture
def located(session, clip):
    """Where one source of a session is found: located(path as written, session's path, roots)."""
    return lambda written, path, roots=(): find(session(A=[clip(written)]), path, roots)[written]


@pytest.fixture
def song(tmp_path, wav, tone):
    """A song's folder: (session path, audio path)."""
    return str(tmp_path / "Song" / "song.rpp"), wav("Song/Media/Vox.wav", tone(seconds=0.1))


def test_a_path_is_taken_relative_to_the_session(located, song):
    path, audio = song
    assert located("Media/Vox.wav", path) == audio
    assert located("Media\\Vox.wav", path) == audio
    assert located("./Media/../Media/Vox.wav", path) == audio


def test_a_timed_backup_finds_the_audio_beside_its_projects_folder(located, song):
    path, audio = song
    backup = str(Path(path).parent / "Backups" / "song-2024-05-01_1200.rpp-bak")
    assert located("Media/Vox.wav", backup) == audio


def test_a_path_as_written_is_taken_where_it_is(located, song):
    path, audio = song
    assert located(audio, path) == audio
    assert located(audio, "") == audio


@pytest.mark.parametrize(
    "written", ["D:\\Old Disk\\Song\\Media\\Vox.wav", "/Users/someone/Song/Media/Vox.wav", "C:/x/Media/Vox.wav"]
)
def test_a_song_that_was_moved_as_a_whole_is_found_by_the_end_of_the_path(located, song, written):
    path, audio = song
    assert located(written, path) == audio


def test_a_media_root_is_searched_by_name_whatever_the_case(located, song, tmp_path):
    _, audio = song
    elsewhere = str(tmp_path / "other" / "song.rpp")
    assert located("X:\\gone\\vox.WAV", elsewhere) is None
    assert located("X:\\gone\\vox.WAV", elsewhere, [tmp_path]) == audio


def test_of_two_files_of_one_name_the_one_in_the_folder_of_that_name_is_taken(located, tmp_path, wav, tone):
    first, second = (wav(f"{song}/Audio/Kick.wav", tone(seconds=0.1)) for song in ("Blue", "Red"))
    index = MediaIndex([tmp_path])
    assert located("E:\\Red\\Audio\\Kick.wav", "", index) == second
    assert located("E:\\Blue\\Audio\\Kick.wav", "", index) == first
    assert located("E:\\Green\\Audio\\Kick.wav", "", index) is None


@pytest.mark.parametrize(
    "written",
    [
        "\\\\server\\share\\Vox.wav",
        "//server/share/Vox.wav",
        "/net/server/Vox.wav",
        "smb://server/Vox.wav",
        "file://server/Vox.wav",
        "\\\\?\\UNC\\server\\share\\Vox.wav",
    ],
)
def test_a_path_on_another_machine_is_never_opened(located, song, monkeypatch, written):
    path, audio = song
    touched = []
    real = os.stat
    monkeypatch.setattr(files.os, "stat", lambda name, **kw: touched.append(str(name)) or real(name, **kw))
    found = located(written, path, [Path(audio).parent.parent])
    monkeypatch.undo()
    assert found == audio  # by its name alone, in the root the user gave
    own = str(Path(path).parent)
    assert all(name.startswith(own) for name in touched)


@pytest.mark.parametrize(
    "written", ["/etc/passwd", "/dev/zero", "..", "/", "Media", "Media/Vox.wav\0", "\udc80.wav", " "]
)
def test_what_is_no_audio_file_is_not_found(located, song, written):
    assert located(written, song[0]) is None


def test_a_folder_or_pipe_named_like_audio_is_not_found(located, song):
    path, audio = song
    Path(audio + "2.wav").mkdir()
    os.mkfifo(audio + "3.wav")
    assert located("Media/Vox.wav2.wav", path) is None
    assert located("Media/Vox.wav3.wav", path) is None


def test_a_root_that_holds_itself_is_searched_once(located, song, tmp_path):
    _, audio = song
    (tmp_path / "Song" / "loop").symlink_to(tmp_path)
    assert located("x/Vox.wav", "", [tmp_path]) == audio


def test_unreadable_and_missing_roots_are_passed_over(located, tmp_path):
    assert located("x/Vox.wav", "", [tmp_path / "gone"]) is None


def test_each_source_is_named_once_and_notes_are_none(session, clip):
    held = session(
        A=[clip("a.wav"), clip("b.wav", 1.0), clip("a.wav", 2.0), clip("", kind="midi"), clip("c.mid", kind="midi")]
    )
    assert sources_of(held) == ("a.wav", "b.wav")


def test_searching_writes_nothing(located, song, tmp_path):
    copy = tmp_path.parent / "copy-before"
    shutil.copytree(tmp_path, copy)
    located("Media/Vox.wav", song[0], [tmp_path])
    assert sorted(p.relative_to(copy) for p in copy.rglob("*")) == sorted(
        p.relative_to(tmp_path) for p in tmp_path.rglob("*")
    )
    shutil.rmtree(copy)
