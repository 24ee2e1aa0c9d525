from __future__ import annotations

import difflib
import math
from collections.abc import Callable
from dataclasses import replace

import pytest

from parsers.errors import UnwritableSessionError
from parsers.formats.reaper.read import read
from parsers.formats.reaper.write import write
from parsers.session import (
    Clip,
    Envelope,
    EnvelopePoint,
    Insert,
    Marker,
    Plugin,
    Send,
    Session,
    SourceRef,
    TempoPoint,
    Track,
    Value,
)

REAEQ = Plugin("ReaEQ", "Cockos", "VST2", "1919247729")
BAND = {
    "eq.1.shape": Value("bell", "", "measured"),
    "eq.1.frequency": Value(400.0, "Hz", "measured"),
    "eq.1.gain": Value(-3.0, "dB", "measured"),
    "eq.1.q": Value(1.0, "", "measured"),
    "eq.1.enabled": Value(True, "", "measured"),  # noqa: FBT003 - a value
}


def heard(session: Session) -> Session:
    """The session without its path and warnings, which no file holds."""
    return replace(session, path="", warnings=())


def with_track(session: Session, number: int, **changes: object) -> Session:
    tracks = list(session.tracks)
    tracks[number] = replace(tracks[number], **changes)  # type: ignore[arg-type]
    return replace(session, tracks=tuple(tracks))


def changed_lines(before: bytes, after: bytes) -> list[str]:
    """Lines that went (-) and came (+)."""
    diff = difflib.ndiff(before.decode().splitlines(), after.decode().splitlines())
    return [f"{line[0]}{line[2:].strip()}" for line in diff if line[0] in "+-"]


def test_what_is_written_reads_as_the_same_session(song: bytes) -> None:
    session = read(song)
    assert heard(read(write(session))) == heard(session)


def test_a_file_that_already_says_so_comes_back_byte_for_byte(song: bytes) -> None:
    for data in (song, song.replace(b"\n", b"\r\n"), song.rstrip(), song.replace(b"  ", b"\t"), b"@noindex\n" + song):
        assert write(read(data), base=data) == data


def test_templates_and_chains_are_written_as_such() -> None:
    for text in (
        b"<TRACK {A}\n  NAME Vox\n  VOLPAN 0.5 0 -1 -1 1\n>\n<TRACK {B}\n>\n",
        b'BYPASS 1 0\n<JS x ""\n  1 2\n>\nWAK 0\n>\n',
    ):
        session = read(text)
        assert write(session, base=text) == text
        assert heard(read(write(session))) == heard(session)


def test_a_chain_cannot_be_written_with_what_only_a_track_holds() -> None:
    session = read(b'BYPASS 1 0\n<JS x ""\n  1 2\n>\nWAK 0\n>\n')
    for change in ({"gain_db": -6.0}, {"name": "Vox"}, {"muted": True}):
        with pytest.raises(UnwritableSessionError, match="one nameless track"):
            write(with_track(session, 0, **change))


@pytest.mark.parametrize(
    ("change", "lines"),
    [
        ({"gain_db": -6.0}, ["-VOLPAN 0.70794578438414 -0.25 -1 -1 1", "+VOLPAN 0.50118723362727 -0.25 -1 -1 1"]),
        ({"gain_db": -math.inf}, ["-VOLPAN 0.70794578438414 -0.25 -1 -1 1", "+VOLPAN 0 -0.25 -1 -1 1"]),
        ({"pan": 0.5}, ["-VOLPAN 0.70794578438414 -0.25 -1 -1 1", "+VOLPAN 0.70794578438414 0.5 -1 -1 1"]),
        ({"muted": True}, ["-MUTESOLO 0 0 0", "+MUTESOLO 1 0 0"]),
        ({"name": 'Vox "dry"'}, ['-NAME "Lead Vox"', "+NAME 'Vox \"dry\"'"]),
        ({"width": 0.5, "pan_mode": "stereo pan"}, ["+PANMODE 5", "+WIDTH 0.5"]),
        ({"armed": True}, ["-REC 0 0 1 0 0 0 0 0", "+REC 1 0 1 0 0 0 0 0"]),
        ({"groups": ("vca.lead:3",)}, ["+GROUP_FLAGS" + " 0" * 20 + " 4"]),
        ({"output": "none"}, ["-MAINSEND 1 0", "+MAINSEND 0 0"]),
    ],
)
def test_only_the_argument_that_differs_is_changed(song: bytes, change: dict[str, object], lines: list[str]) -> None:
    session = with_track(read(song), 0, **change)
    data = write(session, base=song)
    assert changed_lines(song, data) == lines
    assert heard(read(data)) == heard(session)


def test_untouched_base64_and_unknown_lines_survive_any_change(song: bytes) -> None:
    session = read(song)
    inserts = session.tracks[0].inserts
    changed = with_track(session, 0, inserts=(inserts[1], replace(inserts[0], enabled=False)), gain_db=0.0)
    data = write(changed, base=song)
    assert heard(read(data)) == heard(changed)
    gone = [
        line for line in changed_lines(song, data) if line[1:].startswith(("AQID", "TQAA", "WNDRECT", "PERF", "SEL"))
    ]
    assert all(gone.count(line) == 1 and ("+" + line[1:]) in gone for line in gone)


def test_moving_a_track_renumbers_its_receives_and_nothing_else(song: bytes) -> None:
    session = read(song)
    turned = replace(session, tracks=session.tracks[::-1])
    data = write(turned, base=song)
    assert heard(read(data)) == heard(turned)
    assert b"AUXRECV 1 3 0.25" in data
    assert sorted(data.split(b"\n")) == sorted(song.replace(b"AUXRECV 0", b"AUXRECV 1").split(b"\n"))


def test_tracks_come_and_go_with_their_sends(song: bytes) -> None:
    session = read(song)
    new = Track("{NEW}", "Slap", sends=(Send("", session.tracks[1].id, gain_db=-3.0),))
    more = replace(session, tracks=(new, *session.tracks))
    data = write(more, base=song)
    again = read(data)
    assert [track.name for track in again.tracks] == ["Slap", "Lead Vox", "Reverb"]
    assert again.tracks[1] == session.tracks[0]
    assert again.tracks[0].sends[0].gain_db == pytest.approx(-3.0)
    fewer = replace(session, tracks=(replace(session.tracks[0], sends=()),))
    assert heard(read(write(fewer, base=song))) == heard(fewer)


def test_envelope_points_are_changed_one_by_one(song: bytes) -> None:
    session = read(song)
    envelope = session.tracks[0].envelopes[0]
    points = (*envelope.points, EnvelopePoint(20.0, -6.0, "linear"))
    data = write(with_track(session, 0, envelopes=(replace(envelope, points=points),)), base=song)
    assert changed_lines(song, data) == ["+PT 20 0.50118723362727 0"]


def test_envelopes_are_added_and_removed(song: bytes) -> None:
    session = read(song)
    pan = Envelope("pan.position", active=True, points=(EnvelopePoint(0.0, -0.5, "linear"),))
    for envelopes in ((), (*session.tracks[0].envelopes, pan)):
        changed = with_track(session, 0, envelopes=envelopes)
        assert heard(read(write(changed, base=song))) == heard(changed)


def test_clips_are_changed_in_place_with_their_other_takes(song: bytes) -> None:
    session = read(song)
    first, second = session.tracks[0].clips
    louder = replace(first, gain_db=0.0, position_s=2.0, fade_out_s=0.5, auto_fade=False, rate=2.0)
    other = replace(second, gain_db=-1.5, pan=0.25, name="renamed")
    changed = with_track(session, 0, clips=(other, louder))
    again = read(write(changed, base=song)).tracks[0].clips
    assert again[0] == other
    assert replace(again[1], extra=()) == replace(louder, extra=(), fade_out_shape="shape 5") or again[1].gain_db == 0.0
    assert again[1].position_s == 2.0
    assert again[1].polarity_inverted


def test_a_decoded_parameter_is_put_back_into_the_state(project: Callable[..., bytes]) -> None:
    insert = Insert("{F}", REAEQ, parameters=BAND, coverage="decoded")
    session = replace(read(project("<TRACK {A}\n>\n")), tracks=(Track("{A}", "Vox", inserts=(insert,)),))
    base = write(session)
    made = read(base).tracks[0].inserts[0]
    assert (made.coverage, made.parameters["eq.1.gain"].value) == ("decoded", -3.0)
    turned = replace(made, parameters={**made.parameters, "eq.1.gain": Value(-4.5, "dB", "measured")})
    data = write(replace(read(base), tracks=(replace(read(base).tracks[0], inserts=(turned,)),)), base=base)
    assert read(data).tracks[0].inserts[0].parameters["eq.1.gain"].value == -4.5
    assert len(changed_lines(base, data)) == 2


def test_a_decoder_s_automation_is_written_in_the_plugin_s_own_numbers() -> None:
    text = (
        b'BYPASS 0 0\n<VST "VST: ReaComp (Cockos)" x 0 "" 1919247213 ""\n>\nFXID {A}\n'
        b'<PARMENV 0:_Thresh 0 2 1 "Thresh / ReaComp"\n  ACT 1 -1\n  PT 0 0.5 0\n>\nWAK 0 0\n'
    )
    session = read(text)
    insert = session.tracks[0].inserts[0]
    points = (EnvelopePoint(0.0, -6.0206, "linear"), EnvelopePoint(2.0, -12.0412, "linear"))
    ridden = replace(insert, envelopes=(replace(insert.envelopes[0], points=points),))
    data = write(replace(session, tracks=(replace(session.tracks[0], inserts=(ridden,)),)), base=text)
    assert read(data).tracks[0].inserts[0].envelopes[0].points == points
    assert b"PT 0 0.5 0\n  PT 2 0.25" in data


def test_a_session_from_nothing_has_everything_the_model_holds() -> None:
    session = Session(
        format="reaper",
        app="REAPER",
        app_version="7.11/win64",
        master=Track(
            "master", "Master", "master", output="none", gain_db=-1.5, automation_mode="trim/read", muted=True
        ),
        saved_at=1_700_000_000.0,
        sample_rate=48_000,
        tempo_map=(TempoPoint(0.0, 93.5, 4, 4, ramp=True), TempoPoint(8.0, 120.0, 3, 4, ramp=False)),
        markers=(Marker(12.0, "Chorus", 24.0), Marker(30.0, "end", None)),
        notes="dark\nvocals",
        title="Song",
        author="me",
        render="mix.wav\n$project",
        play_rate=0.5,
        tracks=(
            Track("{1}", "Drums", kind="folder", automation_mode="trim/read", groups=("volume.lead:2",)),
            Track(
                "{2}",
                "Kick 'in' \"\" `",
                folder="{1}",
                output="{1}",
                gain_db=-4.5,
                pan=-0.25,
                automation_mode="touch",
                sends=(
                    Send("{3} 1/2 #1", "{3}", gain_db=-12.0, tap="pre_fader"),
                    Send("{3} 3/4 #1", "{3}", channel="3/4"),
                ),
                clips=(
                    Clip("{9}", "take 1", 0.5, 8.0, SourceRef("audio", "Audio/take 1.wav"), gain_db=-2.0, take="{8}",
                         fade_in_s=0.25, rate=1.5, loop=True, polarity_inverted=True),
                ),
                envelopes=(Envelope("fader.gain", active=True, points=(EnvelopePoint(0.0, -6.0, "square"),)),),
            ),
            Track("{3}", "Verb", automation_mode="trim/read", muted=True, soloed=True, chain_enabled=False, channels=4),
        ),
    )  # fmt: skip
    again = read(write(session))
    assert again.warnings == ()
    assert replace(heard(again), extra=()) == session


def test_a_folder_without_children_and_one_at_the_end_are_written(project: Callable[..., bytes]) -> None:
    session = read(project(""))
    tracks = (
        Track("{1}", "", kind="folder"),
        Track("{2}", "", kind="folder"),
        Track("{3}", "", kind="folder", folder="{2}", output="{2}"),
        Track("{4}", "", folder="{3}", output="{3}"),
        Track("{5}", ""),
    )
    again = read(write(replace(session, tracks=tracks)))
    assert [(track.kind, track.folder) for track in again.tracks] == [(track.kind, track.folder) for track in tracks]


@pytest.mark.parametrize(
    "tracks",
    [
        (Track("{1}", "A", sends=(Send("x", "{nobody}"),)),),
        (Track("{1}", "A", output="{2}"), Track("{2}", "B")),
        (Track("{1}", "A", folder="{2}", output="{2}"), Track("{2}", "B", kind="folder")),
        (Track("{1}", "A", gain_db=math.nan),),
        (Track("{1}", "A", envelopes=(Envelope("tempo", active=True, points=(EnvelopePoint(0.0, 1.0, "linear"),)),)),),
        (Track("{1}", "A", groups=("nonsense",)),),
    ],
)
def test_what_reaper_cannot_hold_is_refused(project: Callable[..., bytes], tracks: tuple[Track, ...]) -> None:
    with pytest.raises(UnwritableSessionError):
        write(replace(read(project("")), tracks=tracks))


def test_a_file_that_was_cut_short_is_no_base(song: bytes) -> None:
    cut = song[: song.rindex(b"  <EXTENSIONS")]
    with pytest.raises(UnwritableSessionError, match="no sound project"):
        write(read(cut), base=cut)


def test_a_save_can_be_written_over_an_earlier_one(song: bytes) -> None:
    later = read(
        song.replace(b"CURSOR 12.5", b"CURSOR 3\n  ZOOM 1 0 0").replace(b"FADEIN 1 0.01", b"FADEIN 3 0.2")
        .replace(b"TEMPO 93.7 3 4", b"TEMPO 100 4 4\n  <TEMPOENVEX\n    PT 0 100 1 262148\n    PT 4 90 1\n  >")
        .replace(b"MARKER 2 30", b"MARKER 3 31").replace(b"SAMPLERATE 48000 1 0", b"SAMPLERATE 44100 0 0")
        .replace(b"|Vocals too dark?", b"|better")
    )  # fmt: skip
    for session, base in ((later, song), (read(song), write(later))):
        assert heard(read(write(session, base=base))) == heard(session)
