"""The user's own JSFX files: found below Effects by the path that a session names, and read without trust."""

import os
from pathlib import Path

import pytest

from parsers.plugins.scripts import find, read, usual_folders

SOURCE = "desc:Mine\nslider1:0<-60,12>Gain (dB)\n@init\nx = 1;\n"


def put(folder: Path, name: str, source: str | bytes = SOURCE) -> Path:
    file = folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(source if isinstance(source, bytes) else source.encode("utf-8"))
    return file


def names(folder: Path, path: str) -> list[tuple[str, str]] | None:
    file = find([str(folder)], path)
    sliders = read(file, path) if file is not None else None
    return None if sliders is None else [(one.name, one.unit) for one in sliders]


@pytest.mark.parametrize("path", ["Mine/Gain.jsfx", "mine/GAIN.jsfx", "Mine\\Gain.jsfx"])
def test_a_script_is_found_by_its_path_in_any_case_and_with_either_slash(tmp_path: Path, path: str):
    put(tmp_path, "Mine/Gain.jsfx")
    assert names(tmp_path, path) == [("Gain", "dB")]


def test_the_first_folder_that_has_it_counts(tmp_path: Path):
    one, two = put(tmp_path / "one", "g"), put(tmp_path / "two", "g")
    assert find([str(tmp_path / "none"), str(tmp_path / "two"), str(tmp_path / "one")], "g").file == str(two)
    two.unlink()
    assert find([str(tmp_path / "two"), str(tmp_path / "one")], "g").file == str(one)


def test_the_folder_that_holds_effects_does_as_well(tmp_path: Path):
    put(tmp_path, "Effects/Mine/Gain.jsfx")
    assert names(tmp_path, "Mine/Gain.jsfx") == [("Gain", "dB")]


@pytest.mark.parametrize(
    "path", ["../secret", "a/../../secret", "/etc/passwd", "C:/x", "", ".", "a\0b", "x" * 5000, "\udc80"]
)
def test_a_path_that_leads_elsewhere_or_that_no_system_has_is_none(tmp_path: Path, path: str):
    put(tmp_path, "secret")
    assert find([str(tmp_path / "Effects")], path) is None
    (tmp_path / "Effects" / "a").mkdir(parents=True)
    assert find([str(tmp_path / "Effects")], path) is None


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes in folders here")
def test_a_pipe_or_folder_in_its_place_is_none(tmp_path: Path):
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "folder").mkdir()
    assert find([str(tmp_path)], "pipe") is None
    assert find([str(tmp_path)], "folder") is None


def test_a_script_that_vanished_or_may_not_be_read_is_none(tmp_path: Path):
    file = put(tmp_path, "g")
    found = find([str(tmp_path)], "g")
    file.unlink()
    assert read(found, "g") is None


def test_of_a_huge_script_only_the_beginning_is_looked_at(tmp_path: Path):
    put(tmp_path, "g", SOURCE.replace("@init", "") + "x = 1;\n" * 200_000 + "slider2:0<0,1>Late\n")
    assert names(tmp_path, "g") == [("Gain", "dB")]


def test_a_header_in_old_letters_is_read(tmp_path: Path):
    put(tmp_path, "g", "slider1:0<0,1>Verstärkung (dB)\n@init\n".encode("latin-1") + b"\xff\xfe")
    assert names(tmp_path, "g") == [("Verstärkung", "dB")]
    put(tmp_path, "g", b"\xef\xbb\xbfslider1:0<0,1>Drive (%)\n@init\n\xff")
    assert names(tmp_path, "g") == [("Drive", "%")]


def test_scripts_that_import_each_other_are_read_each_by_itself(tmp_path: Path):
    put(tmp_path, "a.jsfx", "import b.jsfx\nslider1:0<0,1>A\n")
    put(tmp_path, "b.jsfx", "import a.jsfx\nslider1:0<0,1>B\n")
    assert names(tmp_path, "a.jsfx") == [("A", "")]


def test_bytes_that_are_no_script_declare_nothing(tmp_path: Path):
    put(tmp_path, "g", bytes(range(256)) * 100)
    assert names(tmp_path, "g") == []


def test_reapers_own_folder_is_the_usual_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setattr("sys.platform", "linux")
    assert usual_folders() == ()
    folder = tmp_path / ".config" / "REAPER" / "Effects"
    folder.mkdir(parents=True)
    assert usual_folders() == (str(folder),)
