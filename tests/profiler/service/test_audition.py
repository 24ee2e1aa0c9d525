"""A value made audible: also that of a control which only a teaching knows."""

import struct

from parsers import registry
from parsers.plugins.teaching.laws import Law
from parsers.plugins.teaching.places import FieldPlace
from parsers.plugins.teaching.teachings import Teaching, Teachings, gathered
from parsers.plugins.wrapper import DUMP_MARKER, wrap
from parsers.session import Insert, Plugin, Session, Track
from parsers.taught import TaughtReader
from profiler.history.records import InsertRef, MoveObject, Setting, TrackRef
from profiler.service.audition import audition

PLUGIN = Plugin("Nobody Knows", "Nobody", "VST2", "1853045092")
KNOWN = Teachings(
    gathered(
        [
            Teaching(
                ("VST2", PLUGIN.uid),
                PLUGIN.name,
                FieldPlace("plugin.parameter 1"),
                "compressor.threshold",
                "dB",
                Law("linear", -60.0, 60.0),
            )
        ]
    )
)


def heard(tmp_path, teachings):
    chunk = wrap(DUMP_MARKER + struct.pack("<3f", 0.5, 0.75, 0.25), uid=int(PLUGIN.uid), preset="").chunk
    insert = Insert("{11111111-1111-1111-1111-111111111111}", PLUGIN, chunk=chunk)
    track = Track("{22222222-2222-2222-2222-222222222222}", "Vox", inserts=(insert,))
    base = registry.write(Session("reaper", "REAPER", "7.0", Track("master", "", "master"), (track,)))
    thing = MoveObject(TrackRef(track.id, "Vox"), InsertRef(insert.id, PLUGIN.name, 1))
    setting = Setting("song", "anna", thing, "compressor.threshold", -15.0, "dB", "save", None)
    target = tmp_path / "copies" / "one.rpp"
    found = audition(
        registry.read_bytes(base, path="song.rpp"),
        base,
        [setting],
        -24.0,
        session_path=str(tmp_path / "song.rpp"),
        target=target,
        teachings=teachings,
    )
    return found, target


def test_a_taught_control_is_heard_at_the_value_asked_for(tmp_path):
    found, target = heard(tmp_path, KNOWN)
    assert found
    session = TaughtReader(KNOWN)(registry.read_file(str(target)))
    assert session.tracks[0].inserts[0].parameters["compressor.threshold"].value == -24.0


def test_a_control_that_nobody_knows_is_not_asked_about(tmp_path):
    found, target = heard(tmp_path, Teachings())
    assert not found
    assert not target.exists()
