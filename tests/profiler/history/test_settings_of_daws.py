"""Settings of what only some formats have: closed sends, trims."""

import math

from parsers.session import Send, Session, Track
from profiler.history.records import Save
from profiler.history.settings import settings_of

SAVE = Save("s", "song", "/a.als", 1.0, None, "ann")


def terms(track: Track) -> set[str]:
    master = Track("master", "Master", kind="master", output="none")
    room = Track("2", "Room")
    session = Session("ableton", "Ableton Live", "12", master, (track, room))
    found = settings_of(session, session, begun=SAVE, save=SAVE, moves=[], roles={})
    return {setting.term for setting in found if setting.object.track and setting.object.track.id == "1"}


def test_a_closed_send_is_no_setting_and_an_open_one_is() -> None:
    closed, open_ = (Track("1", "Vox", sends=(Send("2 1/2 #1", "2", level),)) for level in (-math.inf, -12.0))
    assert "send.gain" not in terms(closed)
    assert "send.gain" in terms(open_)


def test_a_trim_is_a_setting_where_it_is_set() -> None:
    assert "trim.gain" not in terms(Track("1", "Vox"))
    assert "trim.gain" in terms(Track("1", "Vox", trim_db=-3.0))
