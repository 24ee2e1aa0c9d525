"""A session that was read with teachings and changed is written again in the terms of its file."""

import struct
from dataclasses import replace

import pytest

from parsers import registry
from parsers.errors import UnwritableSessionError
from parsers.plugins.js import sliders_of
from parsers.plugins.teaching.laws import Law
from parsers.plugins.teaching.places import BytePlace, FieldPlace
from parsers.plugins.teaching.teachings import Teaching, Teachings, gathered
from parsers.plugins.wrapper import DUMP_MARKER, open_vst, wrap
from parsers.session import Insert, Plugin, Session, Track, Value
from parsers.taught import TaughtReader
from parsers.untaught import as_written

PLUGIN = Plugin("Nobody Knows", "Nobody", "VST2", "1853045092")
LAW = Law("linear", -60.0, 60.0)


def teachings(place):
    lesson = Teaching(("VST2", PLUGIN.uid), PLUGIN.name, place, "compressor.threshold", "dB", LAW)
    return Teachings(gathered([lesson]))


LISTED = teachings(FieldPlace("plugin.parameter 1"))


def project(state):
    chunk = wrap(state, uid=int(PLUGIN.uid), preset="").chunk
    insert = Insert("{11111111-1111-1111-1111-111111111111}", PLUGIN, chunk=chunk)
    track = Track("{22222222-2222-2222-2222-222222222222}", "Vox", inserts=(insert,))
    session = Session("reaper", "REAPER", "7.0", Track("master", "", "master"), (track,))
    data = registry.write(session)
    return data, registry.read_bytes(data, path="song.rpp")


def with_threshold(session, level):
    track = session.tracks[0]
    insert = track.inserts[0]
    held = insert.parameters["compressor.threshold"]
    changed = replace(insert, parameters={**insert.parameters, "compressor.threshold": replace(held, value=level)})
    return replace(session, tracks=(replace(track, gain_db=-3.0, inserts=(changed,)),))


OWN = Teachings(scripts={("JS", "Mine/Gain"): sliders_of("slider1:0<-60,12>Trim (dB)\nslider3:0<0,1,1{A,B}>Mode\n")})


def script():
    """A session with a script, as its file says it and with what the engineer's own file of it tells."""
    plugin = Plugin("Mine/Gain", "", "JS", "Mine/Gain")
    insert = Insert("{11111111-1111-1111-1111-111111111111}", plugin, chunk=b"-3 - 0 -")
    track = Track("{22222222-2222-2222-2222-222222222222}", "Vox", inserts=(insert,))
    data = registry.write(Session("reaper", "REAPER", "7.0", Track("master", "", "master"), (track,)))
    plain = registry.read_bytes(data, path="song.rpp")
    return data, plain, TaughtReader(OWN)(plain)


def test_a_script_that_nobody_touched_is_again_as_the_file_says_it():
    _, plain, own = script()
    assert own != plain
    assert as_written(own, plain, OWN) == plain


def test_a_slider_is_moved_by_the_name_of_the_engineers_own_script():
    data, plain, own = script()
    insert = own.tracks[0].inserts[0]
    moved = {**insert.parameters, "plugin.Trim": Value(-6.0, "dB", "raw"), "plugin.Mode": Value("B", "", "raw")}
    wanted = replace(own, tracks=(replace(own.tracks[0], inserts=(replace(insert, parameters=moved),)),))
    written = registry.write(as_written(wanted, plain, OWN), base=data)
    assert b"-6 - 1 -" in written
    assert TaughtReader(OWN)(registry.read_bytes(written, path="song.rpp")).tracks[0].inserts[0].parameters == moved


@pytest.mark.parametrize(
    ("known", "state", "at"),
    [
        (LISTED, DUMP_MARKER + struct.pack("<3f", 0.5, 0.5, 0.25), 12),
        (teachings(BytePlace(24, 8, ">f")), b"\1nothing" + struct.pack(">f", 0.5) + b"that is known", 8),
    ],
    ids=["a place in a list", "bytes"],
)
def test_a_taught_value_is_written_like_any_other(known, state, at):
    state = state[:24]
    data, plain = project(state)
    wanted = with_threshold(TaughtReader(known)(plain), -15.0)
    new = registry.write(as_written(wanted, plain, known), base=data)
    back = TaughtReader(known)(registry.read_bytes(new, path="song.rpp"))
    assert back.tracks[0].inserts[0].parameters["compressor.threshold"] == Value(-15.0, "dB", "taught")
    assert back.tracks[0].gain_db == -3.0
    written = open_vst(back.tracks[0].inserts[0].chunk).state
    assert written[at : at + 4] in (struct.pack("<f", 0.75), struct.pack(">f", 0.75))
    assert written[:at] == state[:at]
    assert written[at + 4 :] == state[at + 4 :]


def test_a_session_of_which_nothing_is_known_is_the_same():
    _, plain = project(DUMP_MARKER + struct.pack("<3f", 0.5, 0.5, 0.25))
    assert as_written(plain, plain, Teachings()) is plain


def test_what_was_not_changed_is_the_files_own():
    data, plain = project(DUMP_MARKER + struct.pack("<3f", 0.5, 0.75, 0.25))
    assert as_written(TaughtReader(LISTED)(plain), plain, LISTED) == plain
    assert registry.write(as_written(TaughtReader(LISTED)(plain), plain, LISTED), base=data) == data


def test_a_value_that_cannot_be_put_back_is_refused():
    _, plain = project(DUMP_MARKER + struct.pack("<3f", 0.5, 0.75, 0.25))
    wanted = with_threshold(TaughtReader(LISTED)(plain), float("inf"))
    with pytest.raises(UnwritableSessionError):
        as_written(wanted, plain, LISTED)


def test_a_name_that_the_file_does_not_know_is_refused():
    known = Teachings(names={("VST2", PLUGIN.uid): {1: "Drive"}})
    _, plain = project(DUMP_MARKER + struct.pack("<3f", 0.5, 0.75, 0.25))
    read = TaughtReader(known)(plain)
    insert = read.tracks[0].inserts[0]
    changed = replace(insert, parameters={**insert.parameters, "plugin.Drive": Value(0.1, "raw", "raw")})
    with pytest.raises(UnwritableSessionError, match="knows no such term"):
        as_written(replace(read, tracks=(replace(read.tracks[0], inserts=(changed,)),)), plain, known)
