from __future__ import annotations

import math
from collections.abc import Callable

import pytest

from parsers.formats.reaper.read import read
from parsers.session import EnvelopePoint, Session, Track

Tracks = Callable[[str], Track]
Sessions = Callable[..., Session]


def test_fader_pan_switches_and_widths_are_read(track_of: Tracks) -> None:
    track = track_of(
        "NAME Kick\nVOLPAN 0.5 -0.25 0.70710678 -1 1\nMUTESOLO 1 2 0\nIPHASE 1\nPANMODE 5\nWIDTH 0.5\n"
        "NCHAN 4\nFX 0\nREC 1 0 1 0 0 0 0 0\nAUTOMODE 4\nPEAKCOL 20988117"
    )
    assert track.gain_db == pytest.approx(-6.0206, abs=1e-4)
    assert track.pan_law_db == pytest.approx(-3.0103, abs=1e-4)
    assert (track.pan, track.width, track.pan_mode) == (-0.25, 0.5, "stereo pan")
    assert (track.muted, track.soloed, track.polarity_inverted) == (True, True, True)
    assert (track.channels, track.chain_enabled, track.armed) == (4, False, True)
    assert (track.automation_mode, track.colour) == ("latch", "20988117")


def test_a_closed_fader_is_silent(track_of: Tracks) -> None:
    assert track_of("VOLPAN 0 0 -1 -1 1").gain_db == -math.inf


def test_a_name_that_no_quoting_holds_stands_in_its_own_block(track_of: Tracks) -> None:
    assert track_of("NAME `a ' \" '`\n<NAME\n  |a ' \" `\n>").name == "a ' \" `"


def test_folders_are_the_running_sum_of_the_steps(session_of: Sessions) -> None:
    steps = [(1, 1), (0, 0), (1, 1), (2, -2), (0, 0)]
    tracks = "".join(f"<TRACK {{{n}}}\n  ISBUS {state} {step}\n>\n" for n, (state, step) in enumerate(steps))
    session = session_of(tracks)
    assert [track.folder for track in session.tracks] == ["", "{0}", "{0}", "{2}", ""]
    assert [track.kind for track in session.tracks] == ["folder", "track", "folder", "track", "track"]
    assert [track.output for track in session.tracks] == ["master", "{0}", "{0}", "{2}", "master"]


def test_a_track_that_is_heard_through_sends_alone_goes_nowhere(track_of: Tracks) -> None:
    assert track_of("MAINSEND 0 0").output == "none"


def test_receives_become_sends_of_their_source(song: bytes) -> None:
    vox, reverb = read(song).tracks
    first, second, out = vox.sends
    assert (first.to, first.tap, first.channel) == (reverb.id, "pre_fader", "1/2")
    assert first.gain_db == pytest.approx(-12.0412, abs=1e-4)
    assert (second.channel, second.pan, second.tap) == ("3/4", 0.5, "post_fader")
    assert [envelope.target for envelope in first.envelopes] == ["send.gain"]
    assert (out.to, out.gain_db) == ("hardware:3/4", pytest.approx(-6.0206, abs=1e-4))
    assert reverb.sends == ()


def test_two_receives_from_one_source_have_ids_of_their_own(session_of: Sessions) -> None:
    tracks = "<TRACK {A}\n>\n<TRACK {B}\n  AUXRECV 0 0 1 0\n  AUXRECV 0 0 0.5 0\n>\n"
    ids = [send.id for send in session_of(tracks).tracks[0].sends]
    assert ids == ["{B} 1/2 #1", "{B} 1/2 #2"]


def test_ids_of_sends_survive_renumbering(session_of: Sessions) -> None:
    before = session_of("<TRACK {A}\n>\n<TRACK {B}\n  AUXRECV 0 0 1 0 0 0 0 0 2\n>\n")
    after = session_of("<TRACK {NEW}\n>\n<TRACK {A}\n>\n<TRACK {B}\n  AUXRECV 1 0 1 0 0 0 0 0 2\n>\n")
    assert before.tracks[0].sends == after.tracks[1].sends


def test_a_receive_without_source_is_told_and_kept(session_of: Sessions) -> None:
    session = session_of("<TRACK {A}\n  AUXRECV 7 0 1 0\n>\n")
    assert session.tracks[0].extra == ("AUXRECV 7 0 1 0",)
    assert session.warnings == ("a receive of track 1 comes from track 8, which is not there",)


@pytest.mark.parametrize(
    ("code", "channels"), [("0", "1/2"), ("2", "3/4"), ("1024", "1"), ("1027", "4"), ("2048", "1-4"), ("4100", "5-12")]
)
def test_channel_codes_are_read(session_of: Sessions, code: str, channels: str) -> None:
    session = session_of(f"<TRACK {{A}}\n>\n<TRACK {{B}}\n  AUXRECV 0 0 1 0 0 0 0 {code} {code}\n>\n")
    send = session.tracks[0].sends[0]
    assert (send.source_channel, send.channel) == (channels, channels)


def test_a_send_of_notes_alone_has_no_channels(session_of: Sessions) -> None:
    send = session_of("<TRACK {A}\n>\n<TRACK {B}\n  AUXRECV 0 0 1 0 0 0 0 -1 0\n>\n").tracks[0].sends[0]
    assert (send.source_channel, send.channel) == ("", "")


def test_groups_and_vcas_are_one_bit_a_group_in_columns(track_of: Tracks) -> None:
    vca = "GROUP_FLAGS " + "0 " * 20 + "4"
    assert track_of("GROUP_FLAGS 1 2 1 0 0 1").groups == (
        "volume.lead:1",
        "volume.follow:2",
        "pan.lead:1",
        "mute.follow:1",
    )
    assert track_of(vca).groups == ("vca.lead:3",)
    assert track_of("GROUP_FLAGS_HIGH 1").groups == ("volume.lead:33",)
    assert track_of("GROUP_FLAGS 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 1").groups == ("edit.lead:1",)
    assert track_of(f"GROUP_FLAGS {'0 ' * 29}1").groups == ("flag 30:1",)


def test_what_a_freeze_put_aside_does_not_sound(track_of: Tracks) -> None:
    frozen = '<FREEZE 1\n  <FXCHAIN\n    BYPASS 0 0\n    <JS x ""\n    >\n  >\n  <ITEM\n    POSITION 1\n  >\n>'
    track = track_of(frozen)
    assert (track.frozen, track.inserts, track.clips) == (True, (), ())


def test_volume_envelopes_are_levels_and_pans_are_turned_round(track_of: Tracks) -> None:
    track = track_of(
        "<VOLENV2\n  EGUID {E}\n  ACT 1 -1\n  PT 0 1 0\n  PT 4 0.5 1\n>\n"
        "<PANENV2\n  ACT 0 -1\n  PT 0 0.5 5 0 1 0 0.3\n>\n"
        "<MUTEENV\n  PT 0 1 1\n  PT 2 0 1\n>\n<WIDTHENV2\n  PT 0 0.5 0\n>\n"
        "<VOLENV3\n  PT 0 2 0\n>\n<VOLENV\n  PT 0 2 0\n>"
    )
    volume, pan, mute, width, trim, before = track.envelopes
    assert (volume.target, volume.active, volume.id) == ("fader.gain", True, "{E}")
    assert volume.points == (EnvelopePoint(0.0, 0.0, "linear"), EnvelopePoint(4.0, -6.0206, "square"))
    assert (pan.target, pan.active, pan.points) == ("pan.position", False, (EnvelopePoint(0.0, -0.5, "bezier"),))
    assert pan.extra == ("PT 0 ~ ~ 0 1 0 0.3",)
    assert [point.value for point in mute.points] == [0.0, 1.0]
    assert [envelope.target for envelope in (mute, width, trim, before)] == [
        "mute", "pan.width", "trim.gain", "prefx.gain",
    ]  # fmt: skip


def test_an_empty_envelope_is_only_text_but_automation_items_count(track_of: Tracks) -> None:
    track = track_of("<VOLENV2\n  ACT 1 -1\n>\n<PANENV2\n  POOLEDENVINST 1 0 8\n>")
    assert track.extra == ("<VOLENV2\nACT 1 -1\n>",)
    assert [envelope.target for envelope in track.envelopes] == ["pan.position"]


def test_numeric_garbage_gives_the_neutral_default_and_a_warning(session_of: Sessions) -> None:
    huge = "9" * 400
    session = session_of(
        f"<TRACK {{A}}\n  VOLPAN nan 1e309 inf -1 1\n  NCHAN {huge}\n  ISBUS x -1e400\n"
        "  <VOLENV2\n    PT nan inf 0\n  >\n>\n"
    )
    track = session.tracks[0]
    assert (track.gain_db, track.pan, track.pan_law_db, track.channels) == (0.0, 0.0, None, 2)
    assert track.envelopes[0].points == (EnvelopePoint(0.0, 0.0, "linear"),)
    assert len(session.warnings) == 4
    assert session.warnings[0] == "line 7: an envelope point says 'nan inf 0'; 0 is taken"


def test_missing_blank_and_doubled_guids_get_names_of_their_own(session_of: Sessions) -> None:
    session = session_of("<TRACK\n  TRACKID\n>\n<TRACK {A}\n>\n<TRACK {A}\n>\n<TRACK\n>\n")
    assert [track.id for track in session.tracks] == ["#1", "{A}", "{A}#2", "#2"]
