"""What every format promises, whoever reads it: one set of checks, run on small files of each that are made here."""

import json
import math
import random
from collections.abc import Callable, Iterator

import pytest

from parsers import registry
from parsers.errors import SessionError
from parsers.formats.aaf import minimal as aaf
from parsers.formats.ableton import minimal as live
from parsers.formats.ardour import minimal as ardour
from parsers.formats.dawproject import minimal as dawproject
from parsers.formats.logic import minimal as logic
from parsers.session import Envelope, Insert, Plugin, Send, Session, Track, Value
from parsers.session_json import to_json
from profiler.history.moves import compare
from profiler.history.patch import diff

CUTS, FLIPS = 50, 200


def reaper_samples() -> list[bytes]:
    curve = Envelope("fader.gain", active=True, points=())
    eq = Insert("{A}", Plugin("ReaEQ", "Cockos", "VST2", "1919247729"), parameters={})
    master = Track("master", "Master", kind="master", output="none")
    vox = Track("{1}", "Vox", gain_db=-6.0, inserts=(eq,), sends=(Send("{2} 1/2 #1", "{2}", -12.0),))
    assert curve.target
    return [registry.write(Session("reaper", "REAPER", "7.0", master, (vox, Track("{2}", "Room", pan=0.5))))]


def live_samples() -> list[bytes]:
    eq = live.Device("Eq8", {"Bands.0/ParameterA/Freq": 400.0, "Bands.0/ParameterA/Gain": 3.0, "GlobalGain": -1.0})
    rack = live.Device("AudioEffectGroupDevice", chains=[live.Chain([eq]), live.Chain([live.Device("Reverb")])])
    clip = (
        '<AudioClip Time="4"><CurrentStart Value="4"/><CurrentEnd Value="8"/><SampleVolume Value="0.5"/>'
        '<SampleRef><FileRef><Path Value="/a.wav"/></FileRef></SampleRef></AudioClip>'
    )
    strips = [
        live.Strip("Drums", kind="GroupTrack", id=1, devices=[rack]),
        live.Strip("Kick", id=2, group=1, volume=live.Control(0.5, [(0, 1.0), (8, 0.5)]), sends=[0.25], clips=clip),
        live.Strip("Room", kind="ReturnTrack", id=3),
    ]
    return [live.live_set(strips), live.live_set(strips, packed=False), live.live_set(strips, old=True, packed=False)]


def ardour_samples() -> list[bytes]:
    eq = ardour.Processor(
        "EQ", "urn:ardour:a-eq", ports={"g1": 3.0, "freq1": ardour.Port(300.0, [(0, 300.0), (1, 400.0)])}
    )
    routes = [
        ardour.Route("Master", id=1, flags="MasterOut,OrderSet", output="system"),
        ardour.Route(
            "Vox", id=2, gain=0.5, processors=[eq, ardour.Send(3)], regions=[ardour.Region("take", 1.0, id=8)]
        ),
        ardour.Route("Room", id=3, flags="AudioBus,OrderSet", azimuth=0.25),
    ]
    return [ardour.session(routes), ardour.session(routes, old=True)]


def dawproject_samples() -> list[bytes]:
    eq = '<Equalizer deviceName="EQ"><Band type="bell"><Freq value="400" unit="hertz"/></Band></Equalizer>'
    clip = '<Clip time="4" duration="4"><Audio><File path="audio/a.wav"/></Audio></Clip>'
    strips = [
        dawproject.Strip("Drums", inner=[dawproject.Strip("Kick", volume=0.5, clips=clip, sends={"Room": 0.25})]),
        dawproject.Strip("Room", role="effect", devices=eq, curve=[(0, 1.0), (8, 0.5)]),
    ]
    return [dawproject.project(strips), dawproject.project(strips, packed=False)]


def logic_samples() -> list[bytes]:
    return [logic.project([logic.DraftTrack("Vox", sends=[logic.DraftSend(1)]), logic.DraftTrack("Verb", number=1)])]


def aaf_samples() -> list[bytes]:
    take = aaf.Media("take", 200, "file:///a/take.wav")
    lane = aaf.Lane([aaf.Gap(24), aaf.gain(aaf.Clip(take, 48, 12), ratio=0.5), aaf.Clip(take, 24)], "Vox")
    return [aaf.aaf(aaf.Composition("Song", [lane]), sector=512)]


SAMPLES: dict[str, tuple[str, Callable[[], list[bytes]]]] = {
    "reaper": ("a.rpp", reaper_samples),
    "logic": ("ProjectData", logic_samples),
    "aaf": ("a.aaf", aaf_samples),
    "ableton": ("a.als", live_samples),
    "dawproject": ("a.dawproject", dawproject_samples),
    "ardour": ("a.ardour", ardour_samples),
}
CASES = [(name, path, data) for name, (path, make) in SAMPLES.items() for data in make()]
each_sample = pytest.mark.parametrize(
    ("name", "path", "data"), CASES, ids=[f"{name}-{len(data)}-bytes" for name, _, data in CASES]
)


def test_every_format_takes_part() -> None:
    assert set(SAMPLES) == {known.name for known in registry.formats()}


@each_sample
def test_a_whole_file_gives_a_sound_session(name: str, path: str, data: bytes) -> None:
    session = registry.read_bytes(data, path=path)
    assert session.format == name
    assert session.path == path
    assert session.tracks
    assert_sound(session)


@each_sample
def test_a_file_without_a_telling_name_is_known_by_its_content(name: str, path: str, data: bytes) -> None:
    assert registry.read_bytes(data, path="unnamed").format == name
    assert registry.format_of(path) is not None


@each_sample
def test_a_session_goes_through_json_unharmed(name: str, path: str, data: bytes) -> None:
    assert name
    told = to_json(registry.read_bytes(data, path=path))
    assert json.loads(json.dumps(told, allow_nan=False)) == told


@each_sample
def test_a_session_differs_in_nothing_from_itself(name: str, path: str, data: bytes) -> None:
    assert name
    one, other = (registry.read_bytes(data, path=path) for _ in range(2))
    assert one == other
    assert diff(one, other).changes == ()
    assert compare(one, other).moves == ()
    assert compare(one, other).noise == ()


@each_sample
def test_blocks_joined_are_the_file_and_only_a_whole_file_is_complete(name: str, path: str, data: bytes) -> None:
    assert name
    assert registry.join(block.data for block in registry.split(data, path=path)) == data
    assert registry.is_complete(data, path=path)
    assert not registry.is_complete(data[: len(data) // 2], path=path)
    for save in registry.versions(data, path=path):
        assert_sound(registry.read_bytes(save, path=path))


def spoilt(data: bytes) -> Iterator[bytes]:
    """The file cut short at 50 places, and with one of its bits turned at 200."""
    rng = random.Random(len(data))
    for place in rng.sample(range(len(data)), CUTS):
        yield data[:place]
    for _ in range(FLIPS):
        place = rng.randrange(len(data))
        yield data[:place] + bytes([data[place] ^ 1 << rng.randrange(8)]) + data[place + 1 :]


@each_sample
def test_a_damaged_file_gives_a_sound_session_or_one_clear_error(name: str, path: str, data: bytes) -> None:
    assert name
    for damaged in spoilt(data):
        assert registry.join(block.data for block in registry.split(damaged, path=path)) == damaged
        registry.is_complete(damaged, path=path)
        outcome = read_or_error(damaged, path)
        if isinstance(outcome, SessionError):
            assert outcome.path == path
            assert outcome.found
        else:
            assert_sound(outcome)
            json.dumps(to_json(outcome), allow_nan=False)


def read_or_error(data: bytes, path: str) -> Session | SessionError:
    try:
        return registry.read_bytes(data, path=path)
    except SessionError as error:
        return error


# What a sound session is


def assert_sound(session: Session) -> None:
    ids = [track.id for track in session.tracks]
    assert len(set(ids)) == len(ids)
    assert all(ids)
    assert session.master.kind == "master"
    known = {*ids, session.master.id}
    for track in session.every_track():
        assert track.folder in {*ids, ""}
        assert track.output in known | {"master", "none"}
        assert track.folder != track.id
        assert is_level(track.gain_db)
        assert is_level(track.trim_db)
        assert -1 <= track.pan <= 1
        assert math.isfinite(track.width)
        assert track.channels >= 1
        for send in track.sends:
            assert is_level(send.gain_db)
            assert -1 <= send.pan <= 1
            assert_curves(send.envelopes)
        for clip in track.clips:
            assert clip.length_s >= 0
            assert is_level(clip.gain_db)
            assert all(map(math.isfinite, (clip.position_s, clip.length_s, clip.source_offset_s, clip.rate)))
            assert min(clip.fade_in_s, clip.fade_out_s) >= 0
            assert_curves(clip.envelopes)
        assert len({clip.id for clip in track.clips}) == len(track.clips)
        assert_curves(track.envelopes)
        assert_chain(track.inserts)
    for point in session.tempo_map:
        assert point.bpm > 0
        assert point.numerator >= 1 <= point.denominator
    times = [point.time_s for point in session.tempo_map]
    assert times == sorted(times)


def assert_chain(inserts: tuple[Insert, ...]) -> None:
    assert len({insert.id for insert in inserts}) == len(inserts)
    for insert in inserts:
        assert 0 <= insert.wet <= 1
        assert_curves(insert.envelopes)
        for term, value in insert.parameters.items():
            assert "." in term
            assert_value(value)
        assert_chain(insert.inserts)


def assert_value(value: Value) -> None:
    assert value.confidence in {"measured", "published", "raw", "taught"}
    if isinstance(value.value, float):
        assert not math.isnan(value.value)
        assert value.value != math.inf


def assert_curves(envelopes: tuple[Envelope, ...]) -> None:
    for envelope in envelopes:
        for point in envelope.points:
            assert math.isfinite(point.time_s)
            assert is_level(point.value)


def is_level(value: float) -> bool:
    return math.isfinite(value) or value == -math.inf
