from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from profiler.service.scan import FileStat, Trouble, changed, scan, stat_of


def put(path: Path, text: str = "<REAPER_PROJECT\n>\n") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return path


def look(*roots: Path, **options: list[str]) -> tuple[list[str], list[Trouble]]:
    """Paths relative to the first root, and what could not be looked at."""
    troubles: list[Trouble] = []
    found = [file.path for file in scan(map(str, roots), on_trouble=troubles.append, **options)]
    return [os.path.relpath(path, roots[0]) for path in found], troubles


def test_sessions_are_found_by_their_names_at_any_depth(tmp_path: Path) -> None:
    for name in ("a.rpp", "b/B.RPP", "b/c/d/e.rpp-bak", "b/notes.txt", "b/take.wav", "chain.RfxChain"):
        put(tmp_path / name)
    assert sorted(look(tmp_path)[0]) == ["a.rpp", "b/B.RPP", "b/c/d/e.rpp-bak", "chain.RfxChain"]


def test_a_folder_with_a_sessions_name_is_looked_into(tmp_path: Path) -> None:
    put(tmp_path / "Mix.aaf" / "one.rpp")
    assert look(tmp_path) == (["Mix.aaf/one.rpp"], [])


def test_each_file_comes_with_its_stat(tmp_path: Path) -> None:
    path = put(tmp_path / "a.rpp", "12345")
    (found,) = scan([str(tmp_path)])
    about = path.stat()
    assert found == FileStat(str(path), 5, about.st_mtime_ns, about.st_ino)
    assert found.stat == stat_of(str(path))


def test_hidden_and_named_folders_are_passed_by(tmp_path: Path) -> None:
    for name in ("Media/a.rpp", "MEDIA/deep/b.rpp", ".git/c.rpp", "$RECYCLE.BIN/d.rpp", "Mediatheque/e.rpp"):
        put(tmp_path / name)
    assert look(tmp_path, skip_folders=["media"])[0] == ["Mediatheque/e.rpp"]


def test_a_root_may_be_a_file_of_any_name(tmp_path: Path) -> None:
    path = put(tmp_path / "export.txt")
    assert [file.path for file in scan([str(path)])] == [str(path)]


def test_roots_that_overlap_give_each_file_once(tmp_path: Path) -> None:
    put(tmp_path / "a" / "x.rpp")
    assert look(tmp_path, tmp_path / "a", tmp_path)[0] == ["a/x.rpp"]


def test_a_folder_that_contains_itself_ends(tmp_path: Path) -> None:
    put(tmp_path / "a" / "x.rpp")
    (tmp_path / "a" / "again").symlink_to(tmp_path)
    (tmp_path / "a" / "self").symlink_to("self")
    found, troubles = look(tmp_path)
    assert found == ["a/x.rpp"]
    assert [Path(trouble.path).name for trouble in troubles] == ["self"]


def test_what_is_really_there_comes_before_what_a_link_shows(tmp_path: Path) -> None:
    put(tmp_path / "z" / "x.rpp")
    (tmp_path / "a").symlink_to(tmp_path / "z")
    put(tmp_path / "elsewhere" / "y.rpp")
    (tmp_path / "root").mkdir()
    (tmp_path / "root" / "link").symlink_to(tmp_path / "elsewhere")
    assert look(tmp_path)[0] == ["elsewhere/y.rpp", "z/x.rpp"]
    assert look(tmp_path / "root")[0] == ["link/y.rpp"]


def test_links_to_nowhere_are_told(tmp_path: Path) -> None:
    (tmp_path / "gone.rpp").symlink_to(tmp_path / "nothing.rpp")
    (tmp_path / "old drive").symlink_to(tmp_path / "nothing")
    put(tmp_path / "here.rpp")
    found, troubles = look(tmp_path)
    assert found == ["here.rpp"]
    assert {Path(path).name: why for path, why in troubles} == {
        "gone.rpp": "the link leads nowhere",
        "old drive": "the link leads nowhere",
    }


def test_a_missing_root_is_told_and_the_others_go_on(tmp_path: Path) -> None:
    put(tmp_path / "a.rpp")
    found, troubles = look(tmp_path, tmp_path / "none")
    assert found == ["a.rpp"]
    assert troubles == [Trouble(str(tmp_path / "none"), "there is no such file or folder")]


@pytest.mark.skipif(sys.platform == "win32", reason="no such files there")
def test_a_pipe_with_a_sessions_name_is_not_touched(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.rpp")
    put(tmp_path / "a.rpp")
    found, troubles = look(tmp_path, tmp_path / "pipe.rpp")
    assert found == ["a.rpp"]
    assert len(troubles) == 2


def test_an_unreadable_folder_is_told_and_passed_by(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path / "a.rpp")
    put(tmp_path / "closed" / "b.rpp")
    real = os.scandir

    def scandir(path: str) -> os.ScandirIterator[str]:
        if path.endswith("closed"):  # a mode would not stop the administrator, as whom tests may run
            raise PermissionError(13, "Permission denied", path)
        return real(path)

    monkeypatch.setattr(os, "scandir", scandir)
    found, troubles = look(tmp_path)
    assert found == ["a.rpp"]
    assert troubles[0].path == str(tmp_path / "closed")
    assert "may not be read" in troubles[0].found


def test_a_name_that_is_no_unicode_is_found(tmp_path: Path) -> None:
    try:
        (tmp_path / os.fsdecode(b"caf\xe9.rpp")).write_text("")
    except OSError:
        pytest.skip("this file system takes no such names")
    assert look(tmp_path)[0] == ["caf\udce9.rpp"]


def test_only_files_with_another_stat_are_new(tmp_path: Path) -> None:
    put(tmp_path / "a.rpp")
    second = put(tmp_path / "b.rpp")
    known = {file.path: file.stat for file in scan([str(tmp_path)])}
    assert list(changed(scan([str(tmp_path)]), known)) == []
    os.utime(second, ns=(0, 1))  # earlier than before: copied back from a backup
    put(tmp_path / "c.rpp")
    assert [Path(file.path).name for file in changed(scan([str(tmp_path)]), known)] == ["b.rpp", "c.rpp"]
    assert stat_of(str(tmp_path)) is None
    assert stat_of(str(tmp_path / "none")) is None
