import os
import plistlib
import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers import registry
from parsers.errors import SessionError, UnreadableFileError
from parsers.formats.logic.bundle import Member, ring_order, saves
from parsers.formats.logic.minimal import DraftSlot, DraftTrack, autosave, fader_word, project
from profiler.history.names import read_name
from profiler.service.reading import LeftOut, ReadSave, read_saves
from profiler.service.scan import scan, stat_of

NS = 1_000_000_000


def save(db: float, *others: float) -> bytes:
    """A project at one moment: its first fader at a level, the others at theirs."""
    tracks = [DraftTrack(f"Track {n}", number=n, fader=fader_word(level)) for n, level in enumerate((db, *others))]
    return project(tracks)


def put(folder: Path, data: bytes, *, at: float | None = None) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "ProjectData"
    path.write_bytes(data)
    (folder / "MetaData.plist").write_bytes(plistlib.dumps({"SampleRate": 44_100}))
    if at is not None:
        os.utime(path, (at, at))


def bundle(root: Path, *, backups: dict[int, tuple[bytes, float]], current: tuple[bytes, float]) -> str:
    line = root / "Song.logicx" / "Alternatives" / "000"
    put(line, current[0], at=current[1])
    for number, (data, at) in backups.items():
        put(line / "Project File Backups" / f"{number:02d}", data, at=at)
    return str(line)


def levels(line: str) -> list[float]:
    return [round(registry.read_bytes(one.data, path=line).tracks[0].gain_db) for one in registry.saves(line)]


def test_backups_are_ordered_by_their_times_where_these_go_round_the_ring(tmp_path: Path) -> None:
    backups = {0: (save(-3), 300.0), 1: (save(-9), 100.0), 2: (save(-6), 200.0)}
    line = bundle(tmp_path, backups=backups, current=(save(0), 400.0))
    assert levels(line) == [-9, -6, -3, 0]
    assert [one.mtime_ns // NS for one in registry.saves(line)] == [100, 200, 300, 400]


def test_backups_without_times_are_ordered_by_what_changes_least(tmp_path: Path) -> None:
    history = [save(-9, 0, 0, 0), save(-9, -1, 0, 0), save(-9, -1, -2, 0), save(-6, -1, -2, -3)]
    slots = {2: history[0], 0: history[1], 1: history[2]}
    line = bundle(tmp_path, backups={n: (data, 500.0) for n, data in slots.items()}, current=(history[3], 500.0))
    assert levels(line) == [-9, -9, -9, -6]
    times = [one.mtime_ns for one in registry.saves(line)]
    assert times == sorted(set(times))


@given(st.integers(2, 9), st.integers(0, 8))
def test_a_ring_turned_by_any_number_of_slots_is_the_same_history(count: int, turn: int) -> None:
    history = [save(-20, *(-1.0 * (n > other) for other in range(9))) for n in range(count + 1)]
    ring = [Member(str(n), data, 0) for n, data in enumerate(history[:-1])]
    turned = [ring[(place + turn) % count] for place in range(count)]
    ordered = [turned[place].path for place in ring_order(turned, Member("current", history[-1], 0))]
    assert ordered == [str(n) for n in range(count)]


def test_equal_saves_are_one_and_the_current_save_stays_the_last(tmp_path: Path) -> None:
    backups = {0: (save(-3), 100.0), 1: (save(-3), 200.0), 2: (save(0), 300.0)}
    assert levels(bundle(tmp_path, backups=backups, current=(save(0), 400.0))) == [-3, 0]


def test_an_autosave_is_a_save_at_the_time_in_its_name(tmp_path: Path) -> None:
    line = bundle(tmp_path, backups={0: (save(-9), 1.0e9)}, current=(save(0), 2.0e9))
    folder = Path(line, "Autosave")
    folder.mkdir()
    (folder / "2010-06-14 02:47:00Z.songData").write_bytes(autosave(save(-6)))
    (folder / "2010-06-14 03:00:00Z.songData").write_bytes(b"not whole in versions before 12")
    assert levels(line) == [-9, -6, 0]


def test_a_backup_that_is_cut_short_is_left_out(tmp_path: Path) -> None:
    line = bundle(tmp_path, backups={0: (save(-9)[:-5], 100.0), 1: (save(-6), 200.0)}, current=(save(0), 300.0))
    assert levels(line) == [-6, 0]


def test_a_backup_that_cannot_be_read_is_told_and_the_others_are_kept(tmp_path: Path) -> None:
    broken = bytearray(save(-9))
    broken[24] ^= 0xFF
    line = bundle(tmp_path, backups={0: (bytes(broken), 100.0), 1: (save(-6), 200.0)}, current=(save(0), 300.0))
    found = read_saves(line)
    assert [type(one) for one in found] == [LeftOut, ReadSave, ReadSave]
    assert isinstance(found[0], LeftOut)
    assert "00" in found[0].path


def test_a_current_save_in_progress_is_an_error_and_not_complete(tmp_path: Path) -> None:
    line = bundle(tmp_path, backups={0: (save(-9), 100.0)}, current=(save(0)[:-20], 300.0))
    assert not registry.is_complete(registry.load(line), path=line)
    with pytest.raises(SessionError):
        read_saves(line)


def test_a_save_keeps_its_bytes_and_its_identity_when_it_becomes_a_backup(tmp_path: Path) -> None:
    line = bundle(tmp_path, backups={}, current=(save(-3), 100.0))
    (before,) = read_saves(line)
    bundle(tmp_path, backups={0: (save(-3), 100.0)}, current=(save(0), 200.0))
    after, _ = read_saves(line)
    assert isinstance(before, ReadSave)
    assert isinstance(after, ReadSave)
    assert before.facts.fingerprint == after.facts.fingerprint
    assert before.blocks == after.blocks


def test_reading_a_bundle_shows_what_was_saved_last_and_what_else_there_is(tmp_path: Path) -> None:
    bundle(tmp_path, backups={0: (save(-9), 100.0)}, current=(save(-3), 200.0))
    path = tmp_path / "Song.logicx"
    put(path / "Alternatives" / "001", save(-1), at=300.0)
    (path / "Resources").mkdir()
    said = {"LastSavedFrom": "Logic Pro 12.2 (6644)", "VariantNames": {"0": "Song", "1": "Radio edit"}}
    (path / "Resources" / "ProjectInformation.plist").write_bytes(plistlib.dumps(said))
    session = registry.read_file(str(path))
    assert (session.app, session.app_version, round(session.tracks[0].gain_db)) == ("Logic Pro", "12.2", -1)
    assert "Radio edit" in session.warnings[0]
    first = registry.read_file(str(path / "Alternatives" / "000"))
    assert round(first.tracks[0].gain_db) == -3
    assert any("is inferred" in warning for warning in first.warnings)


def test_a_scan_finds_the_lines_of_a_bundle_and_nothing_else_in_it(tmp_path: Path) -> None:
    line = bundle(tmp_path, backups={0: (save(-9), 100.0)}, current=(save(-3), 200.0))
    other = tmp_path / "Song.logicx" / "Alternatives" / "001"
    put(other, save(-1), at=300.0)
    (tmp_path / "Song.logicx" / "Media").mkdir()
    (tmp_path / "Song.logicx" / "Media" / "Strange.rpp").write_bytes(b"<REAPER_PROJECT\n>\n")
    both = [line, str(other)]
    for root in (tmp_path, tmp_path / "Song.logicx", tmp_path / "Song.logicx" / "Alternatives"):
        assert [file.path for file in scan([str(root)])] == both
    for root in (Path(line), Path(line, "Project File Backups", "00"), Path(line, "ProjectData")):
        assert [file.path for file in scan([str(root)])] == [line]


def test_a_line_is_new_when_any_of_its_saves_is(tmp_path: Path) -> None:
    line = bundle(tmp_path, backups={0: (save(-9), 100.0)}, current=(save(-3), 200.0))
    first = stat_of(line)
    put(Path(line) / "Project File Backups" / "01", save(-9, 1))
    second = stat_of(line)
    put(Path(line), save(-2), at=400.0)
    assert len({first, second, stat_of(line)}) == 3
    assert stat_of(str(tmp_path)) is None


def test_a_bundle_without_a_project_is_told_and_refused(tmp_path: Path) -> None:
    empty = tmp_path / "Empty.logicx"
    empty.mkdir()
    troubles: list[str] = []
    assert list(scan([str(tmp_path)], on_trouble=lambda trouble: troubles.append(trouble.path))) == []
    assert troubles == [str(empty)]
    with pytest.raises(UnreadableFileError):
        registry.read_file(str(empty))


def test_an_old_garageband_song_keeps_its_project_at_the_top(tmp_path: Path) -> None:
    song = tmp_path / "Idea.band"
    song.mkdir()
    (song / "projectData").write_bytes(save(-4))
    assert [file.path for file in scan([str(tmp_path)])] == [str(song)]
    session = registry.read_file(str(song))
    assert (session.app, round(session.tracks[0].gain_db)) == ("GarageBand", -4)


def test_a_song_is_called_by_its_bundle_and_a_bare_project_by_its_folder() -> None:
    assert read_name("/a/Blue v2.logicx/Alternatives/001").song == "Blue"
    assert read_name("/a/Blue.logicx/Alternatives/000").folder == "/a"
    assert read_name("/a/Blue/ProjectData").song == "Blue"
    assert read_name("/a/Blue/0003_backup07/ProjectData").song == "Blue"


def test_a_path_inside_a_bundle_belongs_to_its_line() -> None:
    inside = "/a/Song.logicx/Alternatives/001/Project File Backups/03/ProjectData"
    assert registry.line_of(inside) == "/a/Song.logicx/Alternatives/001"
    assert registry.line_of("/a/Song.logicx/Resources/ProjectInformation.plist") == "/a/Song.logicx"
    assert registry.line_of("/a/Song.rpp") is None
    found = registry.format_of("/a/Song.logicx/Alternatives/001")
    assert found is not None
    assert found.name == "logic"
    assert registry.format_of("/a/Song.logicx/Media/notes.txt") is None


def test_a_patch_is_read_by_its_root_channel_strip(tmp_path: Path) -> None:
    whole = project([DraftTrack("Vox", slots=[DraftSlot("Compressor", 154, [0.0, -20.0, 2.0])])])
    start = whole.index(b"OCuA")
    strip_and_slot = whole[start : whole.index(b"OCuA", start + 4)]
    patch = tmp_path / "Warm Vox.patch"
    patch.mkdir()
    with pytest.raises(UnreadableFileError):
        registry.read_file(str(patch))
    (patch / "#Root.cst").write_bytes(strip_and_slot)
    session = registry.read_file(str(patch))
    assert (session.kind, session.tracks[0].inserts[0].parameters["compressor.threshold"].value) == ("chain", -20)


def test_saves_of_a_random_history_come_back_in_order(tmp_path: Path) -> None:
    rng = random.Random(5)
    history = [save(*(rng.choice((-9.0, -3.0, 0.0)) for _ in range(4)), -0.5 * n) for n in range(8)]
    turn = 3
    backups = {(n + turn) % 7: (data, 100.0 + n) for n, data in enumerate(history[:-1])}
    line = bundle(tmp_path, backups=backups, current=(history[-1], 200.0))
    assert [registry.identity(one.data, path=line) for one in saves(line, registry.load)] == history
