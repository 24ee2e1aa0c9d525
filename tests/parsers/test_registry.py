from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest

from parsers import registry
from parsers.errors import BrokenSessionError, UnknownFormatError, UnreadableFileError, UnwritableSessionError

PROJECT = b'<REAPER_PROJECT 0.1 "6.80/win64" 1700000000\n  <TRACK {A}\n    NAME Vox\n  >\n>\n'


@pytest.mark.parametrize(
    "name", ["a.rpp", "A.RPP", "a.rpp-bak", "x.RfxChain", "t.RTrackTemplate", "a.rpp-UNDO", "/b/c d.Rpp"]
)
def test_a_session_is_known_by_its_name_in_any_case(name: str) -> None:
    known = registry.format_of(name)
    assert known is not None
    assert known.name == "reaper"
    assert registry.is_session_path(name)


@pytest.mark.parametrize("name", ["a.wav", "rpp", "a.rpp.txt", ""])
def test_other_names_say_nothing(name: str) -> None:
    assert registry.format_of(name) is None


def test_every_format_has_a_name_of_its_own_and_suffixes_in_lower_case() -> None:
    names = [known.name for known in registry.formats()]
    assert len(set(names)) == len(names)
    assert all(suffix == suffix.lower() for known in registry.formats() for suffix in known.suffixes)


def test_a_file_without_a_telling_name_is_known_by_its_content(tmp_path: Path) -> None:
    path = tmp_path / "backup of song"
    path.write_bytes(PROJECT)
    assert registry.read_file(str(path)).tracks[0].name == "Vox"
    with pytest.raises(UnknownFormatError, match="no session"):
        registry.read_bytes(b"RIFF....WAVE", path="x")


def test_an_error_names_the_path_it_was_given() -> None:
    with pytest.raises(BrokenSessionError) as caught:
        registry.read_bytes(b"", path="/songs/empty.rpp")
    assert str(caught.value) == "/songs/empty.rpp: the file is empty"


def test_blocks_completeness_and_versions_are_those_of_the_format() -> None:
    assert registry.join(block.data for block in registry.split(PROJECT, path="a.rpp")) == PROJECT
    assert registry.is_complete(PROJECT, path="a.rpp")
    assert not registry.is_complete(PROJECT[:-2], path="a.rpp")
    assert registry.versions(PROJECT + PROJECT, path="a.rpp-bak") == [PROJECT, PROJECT]


def test_a_session_is_written_in_its_own_format() -> None:
    session = registry.read_bytes(PROJECT, path="a.rpp")
    assert registry.write(session, base=PROJECT) == PROJECT
    assert registry.read_bytes(registry.write(session), path="a.rpp").tracks == session.tracks
    with pytest.raises(UnwritableSessionError, match="sessions of Tape"):
        registry.write(replace(session, format="tape", app="Tape"))


def test_a_missing_file_a_folder_and_a_dangling_link_are_told_plainly(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError, match="no such file"):
        registry.load(str(tmp_path / "gone.rpp"))
    with pytest.raises(UnreadableFileError, match="no regular file"):
        registry.load(str(tmp_path))
    link = tmp_path / "link.rpp"
    link.symlink_to(tmp_path / "nowhere.rpp")
    with pytest.raises(UnreadableFileError, match="no such file"):
        registry.load(str(link))


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names on this system")
def test_a_pipe_is_refused_without_being_opened(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.rpp"
    os.mkfifo(pipe)
    with pytest.raises(UnreadableFileError, match="no regular file"):
        registry.load(str(pipe))


@pytest.mark.skipif(not Path("/dev/null").exists(), reason="no devices on this system")
def test_a_device_is_refused() -> None:
    with pytest.raises(UnreadableFileError, match="no regular file"):
        registry.load("/dev/null")


def test_a_path_that_no_system_can_hold_is_told_too() -> None:
    with pytest.raises(UnreadableFileError):
        registry.load("a\0b.rpp")
    with pytest.raises(UnreadableFileError):
        registry.load("x" * 100_000)


def test_a_file_that_changes_while_it_is_read_is_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "song.rpp"
    path.write_bytes(PROJECT)
    prints = iter([(5, 1), (len(PROJECT), 2), (len(PROJECT), 2), (len(PROJECT), 2)])
    monkeypatch.setattr(registry, "_fingerprint", lambda _descriptor: next(prints))
    pauses: list[float] = []
    assert registry.load(str(path), pause=pauses.append) == PROJECT
    assert len(pauses) == 1


def test_a_file_that_never_rests_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "song.rpp"
    path.write_bytes(PROJECT)
    times = iter(range(1000))
    monkeypatch.setattr(registry, "_fingerprint", lambda _descriptor: (len(PROJECT), next(times)))
    pauses: list[float] = []
    with pytest.raises(UnreadableFileError, match="keeps changing"):
        registry.load(str(path), pause=pauses.append)
    assert 0 < sum(pauses) < 5
