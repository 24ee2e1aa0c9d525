import gzip
import math

import pytest

from parsers.errors import BrokenSessionError
from parsers.formats.ableton.minimal import Chain, Control, Device, Strip, live_set
from parsers.formats.ableton.read import read, recognises
from parsers.formats.ableton.split import is_complete, split, versions
from parsers.session import Insert, Track
from profiler.history.moves import compare


def track_of(strip: Strip, **parts: object) -> Track:
    return read(live_set([strip], **parts)).tracks[0]  # type: ignore[arg-type]


def insert_of(device: Device, **parts: object) -> Insert:
    return track_of(Strip("Vox", devices=[device]), **parts).inserts[0]


def said(before: bytes, after: bytes) -> list[tuple[str, object, object]]:
    comparison = compare(read(before), read(after))
    return [(move.term, move.before, move.after) for move in comparison.moves]


@pytest.mark.parametrize("packed", [True, False])
@pytest.mark.parametrize(("version", "old"), [("8.2.2", True), ("9.7.7", True), ("10.1.30", False), ("12.1.5", False)])
def test_every_version_packed_or_plain_is_one_and_the_same_set(version: str, *, old: bool, packed: bool) -> None:
    data = live_set([Strip("Vox", volume=0.5)], version=version, old=old, packed=packed)
    session = read(data)
    assert (session.format, session.app, session.app_version) == ("ableton", "Ableton Live", version)
    assert session.tracks[0].gain_db == -6.0206
    assert not session.warnings
    assert recognises(data)


def test_a_set_of_a_version_that_is_not_known_is_read_with_a_warning() -> None:
    assert "not known" in read(live_set(version="13.0")).warnings[0]


def test_a_fader_at_minus_seventy_is_closed_and_speaker_off_is_mute() -> None:
    track = track_of(Strip("Vox", volume=0.0003162277571, on=False, pan=-0.5))
    assert (track.gain_db, track.muted, track.pan) == (-math.inf, True, -0.5)


def test_the_engineers_name_wins_and_lives_own_bears_no_number() -> None:
    named, own = read(live_set([Strip("3 # Vox"), Strip("", automatic_name="12-Falcon", id=2)])).tracks
    assert (named.name, named.name_is_default) == ("3  Vox", False)
    assert (own.name, own.name_is_default) == ("Falcon", True)


def test_a_name_that_live_gives_is_never_renamed() -> None:
    before, after = (live_set([Strip("", automatic_name=name)]) for name in ("1-Falcon", "2-Echo"))
    assert said(before, after) == []
    assert said(before, live_set([Strip("Bass")])) == [("track.renamed", "Falcon", "Bass")]


def test_the_nth_send_goes_to_the_nth_return() -> None:
    session = read(
        live_set(
            [
                Strip("Vox", sends=[0.0003162277571, 0.25]),
                Strip("Room", kind="ReturnTrack", id=7),
                Strip("Echo", kind="ReturnTrack", id=9),
            ],
            text='<SendsPre><SendPreBool Id="0" Value="false"/><SendPreBool Id="1" Value="true"/></SendsPre>',
        )
    )
    assert [(send.to, send.gain_db, send.tap) for send in session.tracks[0].sends] == [
        ("7", -math.inf, "post_fader"),
        ("9", -12.0412, "pre_fader"),
    ]


def test_a_return_that_is_added_brings_no_moves_of_the_closed_sends_to_it() -> None:
    room = Strip("Room", kind="ReturnTrack", id=7)
    before = live_set([Strip("Vox", sends=[0.5]), room])
    after = live_set([Strip("Vox", sends=[0.5, 0.0003]), room, Strip("Echo", kind="ReturnTrack", id=9)])
    assert said(before, after) == [("track.added", None, "Echo")]


def test_groups_are_folders_and_lead_where_they_say() -> None:
    bus = Strip("Drums", kind="GroupTrack", id=5)
    kick = Strip("Kick", id=6, group=5, output="AudioOut/GroupTrack")
    side = Strip("Side", id=8, output="AudioOut/Track.6/TrackIn")
    tracks = read(live_set([bus, kick, side])).tracks
    assert [(track.kind, track.folder, track.output) for track in tracks] == [
        ("folder", "", "master"),
        ("track", "5", "5"),
        ("track", "", "6"),
    ]


@pytest.mark.parametrize("old", [True, False])
def test_an_automated_fader_is_compared_by_its_curve_alone(*, old: bool) -> None:
    before, after, redrawn = (
        live_set([Strip("Vox", volume=Control(now, [(0, 1.0), (8, last)]))], old=old)
        for now, last in ((1.0, 0.5), (0.7, 0.5), (0.7, 0.25))
    )
    assert said(before, after) == []
    assert said(after, redrawn) == [("envelope.changed", 3.0, 3.0)]
    (curve,) = read(before).tracks[0].envelopes
    assert (curve.target, [(point.time_s, point.value) for point in curve.points]) == (
        "fader.gain",
        [(0.0, 0.0), (0.0, 0.0), (4.0, -6.0206)],
    )


def test_beats_become_seconds_by_the_tempo_and_its_glides() -> None:
    session = read(
        live_set(
            [Strip("Vox", clips=clip(start=8, end=12))],
            bpm=Control(120.0, [(0, 120.0), (4, 60.0), (8, 60.0)]),
        )
    )
    glide = 60.0 / (-60.0 / 4) * math.log(60 / 120)
    assert session.tracks[0].clips[0].position_s == pytest.approx(glide + 4.0)
    assert [(point.bpm, point.ramp) for point in session.tempo_map] == [(120.0, True), (60.0, True), (60.0, False)]


def clip(start: float = 0, end: float = 4, *, warped: bool = False, **values: object) -> str:
    told = {"SampleVolume": 1, "Disabled": "false", "PitchCoarse": 0, "PitchFine": 0, **values}
    inside = "".join(f'<{name} Value="{value}"/>' for name, value in told.items())
    marks = '<WarpMarkers><WarpMarker SecTime="1" BeatTime="0"/><WarpMarker SecTime="3" BeatTime="4"/></WarpMarkers>'
    return (
        f'<AudioClip Time="{start}"><CurrentStart Value="{start}"/><CurrentEnd Value="{end}"/>'
        f'<Loop><LoopStart Value="2"/><LoopOn Value="false"/></Loop><Name Value="take"/>'
        f'<IsWarped Value="{str(warped).lower()}"/><Fade Value="true"/>'
        f'<Fades><FadeInLength Value="0.5"/><FadeOutLength Value="0"/></Fades>'
        f'<SampleRef><FileRef><Path Value="/a/take.wav"/></FileRef></SampleRef>{marks}{inside}</AudioClip>'
    )


def test_a_clip_tells_gain_fades_place_and_file() -> None:
    (heard,) = track_of(Strip("Vox", clips=clip(4, 8, SampleVolume=0.5, PitchCoarse=-2, PitchFine=50))).clips
    assert (heard.position_s, heard.length_s, heard.source_offset_s) == (2.0, 2.0, 2.0)
    assert (heard.gain_db, heard.pitch_st, heard.fade_in_s) == (-6.0206, -1.5, 0.5)
    assert heard.source.path == "/a/take.wav"


def test_a_warped_clip_begins_in_its_file_where_its_markers_say() -> None:
    (heard,) = track_of(Strip("Vox", clips=clip(warped=True)), bpm=60.0).clips
    assert heard.source_offset_s == 2.0
    assert heard.fade_in_s == 0.5
    assert heard.extra[0].startswith("Warped")


def test_a_tempo_change_moves_no_clip_and_no_curve() -> None:
    before, after = (
        live_set([Strip("Vox", clips=clip(4, 8), volume=Control(1.0, [(4, 1.0), (8, 0.5)]))], bpm=bpm)
        for bpm in (120.0, 100.0)
    )
    assert said(before, after) == [("tempo", 120.0, 100.0)]


# Devices


def values(insert: Insert) -> dict[str, object]:
    return {term: value.value for term, value in insert.parameters.items()}


def test_eq_eight_tells_bands_with_the_gains_that_sound() -> None:
    band = "Bands.0/ParameterA/"
    knobs = {f"{band}IsOn": True, f"{band}Mode": 3, f"{band}Freq": 400.0, f"{band}Gain": 6.0, f"{band}Q": 2.0}
    cut = "Bands.1/ParameterA/"
    knobs |= {f"{cut}IsOn": True, f"{cut}Mode": 0, f"{cut}Freq": 80.0, f"{cut}Gain": 3.0, "Scale": 0.5}
    told = values(insert_of(Device("Eq8", knobs)))
    assert {term: value for term, value in told.items() if term.startswith("eq.1.")} == {
        "eq.1.enabled": True,
        "eq.1.shape": "bell",
        "eq.1.frequency": 400.0,
        "eq.1.gain": 3.0,
        "eq.1.q": 2.0,
    }
    assert (told["eq.2.shape"], told["eq.2.slope"], "eq.2.gain" in told) == ("high pass", 48.0, False)


@pytest.mark.parametrize(
    ("device", "term", "value"),
    [
        (Device("Compressor2", {"Threshold": 0.1}), "compressor.threshold", -20.0),
        (Device("Compressor2", {"Ratio": 3.4e38}), "compressor.ratio", 1000.0),
        (Device("Compressor2", {"Model": 2, "Threshold": 0.1}), "expander.threshold", -20.0),
        (Device("GlueCompressor", {"Ratio": 1, "Attack": 3}), "compressor.attack", 1.0),
        (Device("GlueCompressor", {"Release": 6}), "compressor.auto_release", True),
        (Device("Gate", {"Threshold": 0.1}), "gate.threshold", -20.0),
        (Device("Limiter", {"Ceiling": -0.3}), "limiter.ceiling", -0.3),
        (Device("Saturator", {"PreDrive": 6.0}), "saturation.drive", 6.0),
        (Device("Reverb", {"DecayTime": 2500.0}), "reverb.time", 2500.0),
        (Device("AutoFilter", {"Cutoff": 69.0, "FilterType": 1}), "eq.1.frequency", 440.0),
        (Device("StereoGain", {"Gain": -3.0}), "trim.gain", -3.0),
        (Device("StereoGain", {"Gain": 0.5, "LegacyGain": 0.0}), "trim.gain", -6.0206),
        (Device("FilterEQ3", {"GainLo": 0.5}), "eq.1.gain", -6.0206),
        (Device("Delay", {"DelayLine_SyncL": True, "DelayLine_SyncedSixteenthL": 2}), "delay.time_note", 0.75),
        (Device("Delay", {"DelayLine_SyncL": False, "DelayLine_TimeL": 0.375}), "delay.time", 375.0),
        (
            Device("CrossDelay", {"SyncModeLeft": True, "BeatDelayEnumL": 3, "NoteOffsetLeft": 0.0}),
            "delay.time_note",
            1.0,
        ),
        (Device("PingPongDelay", {"SyncMode": False, "MsDelayTime": 250.0}), "delay.time", 250.0),
        (
            Device("Echo", {"Delay_SyncL": True, "Delay_SyncModeL": 2, "Delay_SyncedDivisionL": -3}),
            "delay.time_note",
            0.75,
        ),
        (Device("Delay", {"Feedback": 0.5}), "delay.feedback", -6.0206),
        (Device("Collision", {"Body/Decay": 0.25}), "plugin.Body.Decay", 0.25),
    ],
)
def test_a_stock_device_speaks_in_standard_terms(device: Device, term: str, value: object) -> None:
    assert values(insert_of(device))[term] == value


def test_the_time_of_a_delay_that_follows_the_tempo_is_a_note_and_no_time() -> None:
    device = Device("Delay", {"DelayLine_SyncL": True, "DelayLine_SyncedSixteenthL": 2, "DelayLine_TimeL": 0.3})
    assert "delay.time" not in values(insert_of(device))


def test_the_wet_share_of_a_delay_is_that_of_the_insert() -> None:
    assert insert_of(Device("Delay", {"DryWet": 0.25})).wet == 0.25


def test_racks_hold_their_chains_to_any_depth() -> None:
    inner = Device("Eq8", {"GlobalGain": -2.0})
    for _ in range(9):
        inner = Device("AudioEffectGroupDevice", chains=[Chain([inner], volume=0.5)])
    insert = insert_of(inner)
    for _ in range(9):
        (chain,) = insert.inserts
        assert values(chain)["plugin.Volume"] == -6.0206
        (insert,) = chain.inserts
    assert values(insert)["eq.output"] == -2.0
    assert insert.id.count("/") == 18


def test_a_move_deep_in_a_rack_is_told_on_the_device_that_was_turned() -> None:
    before, after = (
        live_set(
            [Strip("Vox", devices=[Device("AudioEffectGroupDevice", chains=[Chain([Device("Gate", {"Hold": hold})])])])]
        )
        for hold in (10.0, 50.0)
    )
    (move,) = compare(read(before), read(after)).moves
    assert (move.term, move.before, move.after) == ("gate.hold", 10.0, 50.0)
    assert move.object.insert is not None
    assert move.object.insert.plugin == "Gate"


def test_an_automated_knob_of_a_device_is_told_by_its_curve() -> None:
    device = Device("Compressor2", {"Threshold": Control(0.1, [(0, 1.0), (4, 0.1)])})
    (curve,) = insert_of(device).envelopes
    assert (curve.target, curve.points[-1].value) == ("compressor.threshold", -20.0)


SLOT = (
    '<PluginFloatParameter><ParameterName Value="{name}"/><ParameterId Value="{id}"/><ParameterValue>'
    '<Manual Value="{value}"/></ParameterValue></PluginFloatParameter>'
)


def vst(slots: list[tuple[str, int, float]], *, state: str = "") -> Device:
    info = (
        '<PluginDesc><VstPluginInfo><PlugName Value="Chamber X"/><UniqueId Value="-5"/><Category Value="0"/>'
        f"<Preset><VstPreset><Buffer>{state}</Buffer></VstPreset></Preset></VstPluginInfo></PluginDesc>"
    )
    listed = "".join(SLOT.format(name=name, id=index, value=value) for name, index, value in slots)
    return Device("PluginDevice", text=f"{info}<ParameterList>{listed}</ParameterList>")


def test_a_plug_in_tells_the_slots_that_have_an_id_and_no_others() -> None:
    insert = insert_of(vst([("Mix", 3, 0.25), ("Mix", 4, 0.5), ("touched last", -1, 0.9)]))
    assert (insert.plugin.name, insert.plugin.format, insert.plugin.uid) == ("Chamber X", "VST2", "4294967291")
    assert values(insert) == {"plugin.Mix": 0.25, "plugin.Mix #4": 0.5}


def test_a_state_without_decoder_is_told_as_changed_when_it_is() -> None:
    sets = [live_set([Strip("Vox", devices=[vst([], state=state)])]) for state in ("00 11\n\t22", "001133")]
    assert [term for term, *_ in said(*sets)] == ["insert.state"]
    assert insert_of(vst([], state="0 1 zz")).state_hash == ""


# Files


def test_a_preset_or_another_document_is_no_set() -> None:
    for document in (b"<Ableton><GroupDevicePreset/></Ableton>", b"<Session/>", b"<Ableton/>"):
        with pytest.raises(BrokenSessionError):
            read(document)


def test_a_set_is_one_block_and_complete_only_to_its_end() -> None:
    data = live_set([Strip("Vox")])
    (block,) = split(data)
    assert block.data == data
    assert versions(data) == [data]
    assert is_complete(data)
    assert not is_complete(data[:-20])
    assert not is_complete(gzip.compress(b"<Ableton><LiveSet>"))
    assert split(b"") == []
