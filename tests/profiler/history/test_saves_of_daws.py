"""How the saves of Ableton Live and Ardour lie in their folders, and which of them are one song."""

from profiler.history.facts import Facts
from profiler.history.names import read_name
from profiler.history.songs import group

HOUR = 3600.0


def fact(path: str, *, mtime: float, content: str = "", tracks: tuple[str, ...] = ("1", "2", "3")) -> Facts:
    return Facts(
        content=content or path,
        fingerprint=content or path,
        path=path,
        mtime=mtime,
        saved_at=None,
        format="",
        app_version="1",
        user="ann",
        track_ids=tracks,
        track_names=("Kick", "Snare", "Vox"),
    )


def test_a_backup_of_live_is_named_by_its_set_and_dated_by_its_brackets():
    name = read_name("/music/Song Project/Backup/Song [2024-05-01 142233].als")
    assert (name.folder, name.stem, name.song, name.backup) == ("/music/Song Project", "Song", "Song", True)
    assert name.stamp == 1714573353.0


def test_backups_and_numbered_saves_of_live_are_one_song_in_order():
    saves = [
        fact("/p/Song Project/Song 2.als", mtime=1714600000.0),
        fact("/p/Song Project/Song.als", mtime=1714573353.0),
        fact("/p/Song Project/Backup/Song [2024-05-01 120000].als", mtime=1714573353.0),
        fact("/p/Song Project/Backup/Song [2024-05-01 142233].als", mtime=1714573353.0),
    ]
    (song,) = group(saves)
    assert song.name == "Song"
    assert [save.path.rpartition("/")[2] for save in song.saves] == [
        "Song [2024-05-01 120000].als",
        "Song [2024-05-01 142233].als",
        "Song.als",
        "Song 2.als",
    ]


def test_backups_named_in_summer_time_come_before_the_save_that_put_them_aside():
    saved = 1714573353.0  # 14:22:33 UTC, 16:22:33 on the wall
    saves = [
        fact("/p/Song.als", mtime=saved),
        fact("/p/Backup/Song [2024-05-01 154000].als", mtime=saved - HOUR),
        fact("/p/Backup/Song [2024-05-01 162233].als", mtime=saved - HOUR / 2),
    ]
    (song,) = group(saves)
    assert song.saves[-1].path == "/p/Song.als"
    assert song.saves[-2].time == saved


def test_every_snapshot_in_a_session_folder_of_ardour_is_one_song():
    saves = [
        fact("/p/Ballad/Ballad.ardour", mtime=30.0),
        fact("/p/Ballad/Ballad.ardour.bak", mtime=20.0),
        fact("/p/Ballad/louder vox.ardour", mtime=40.0),
        fact("/p/Ballad/Ballad-3002.ardour", mtime=10.0),
        fact("/p/Other/Other.ardour", mtime=10.0),
    ]
    songs = {song.name: [save.path.rpartition("/")[2] for save in song.saves] for song in group(saves)}
    assert songs["Ballad"] == ["Ballad-3002.ardour", "Ballad.ardour.bak", "Ballad.ardour", "louder vox.ardour"]
    assert list(songs) == ["Ballad", "Other"]


def test_the_undo_history_and_the_pending_state_of_ardour_are_no_saves():
    from parsers.registry import is_session_path

    taken = {
        name: is_session_path(f"/p/{name}")
        for name in ("a.ardour", "a.ardour.bak", "a.history", "a.history.bak", "a.pending", "instant.xml", "a.als")
    }
    assert {name for name, is_session in taken.items() if is_session} == {"a.ardour", "a.ardour.bak", "a.als"}
