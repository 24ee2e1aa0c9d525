"""What a track plays, put together from its clips."""

import math

import numpy as np
import pytest

from parsers.session import Clip, SourceRef
from profiler.evidence.features import FeatureStore, analyse
from profiler.evidence.scene import track_audio
from profiler.evidence.timeline import FRAME_S


@pytest.fixture
def store(tmp_path):
    return FeatureStore(tmp_path / "features")


def level_at(audio, time_s):
    """Level of the 10 ms envelope, dB."""
    rms = float(audio.features.envelope_rms[int(time_s * 100)])
    return 20 * math.log10(rms) if rms > 0 else -math.inf


def test_one_clip_at_the_start_sounds_as_its_file(session, store, wav, tone, clip):
    path = wav("a.wav", tone(440, 4.0))
    held = session(Vox=[clip("a.wav", 0.0, 4.0)])
    (audio,) = track_audio(held, {"a.wav": path}, store).values()
    own = analyse(path)
    assert audio.coverage == 1
    assert audio.features.loudness_lufs == pytest.approx(own.loudness_lufs, abs=0.05)
    assert audio.features.peak_db == pytest.approx(own.peak_db, abs=0.01)
    assert audio.features.true_peak_db == pytest.approx(own.true_peak_db, abs=0.01)
    assert audio.features.lowest_note_hz == own.lowest_note_hz
    assert audio.features.ltas == pytest.approx(own.ltas, rel=0.01)
    power, expected = (np.median(f.powers(), axis=0).sum() for f in (audio.features, own))
    assert 10 * math.log10(power / expected) == pytest.approx(0, abs=0.5)


def test_where_nothing_plays_there_is_silence_and_clip_gain_counts(session, store, wav, tone, clip):
    path = wav("a.wav", tone(440, 2.0, 0.25))
    held = session(Vox=[clip("a.wav", 1.0, 1.0), clip("a.wav", 3.0, 1.0, gain_db=-6.0)])
    audio = track_audio(held, {"a.wav": path}, store)["vox"]
    steady = 20 * math.log10(0.25 / math.sqrt(2))
    assert level_at(audio, 0.5) == level_at(audio, 2.5) == -math.inf
    assert level_at(audio, 1.5) == pytest.approx(steady, abs=0.1)
    assert level_at(audio, 3.5) == pytest.approx(steady - 6, abs=0.1)
    assert audio.features.duration_s == pytest.approx(4.0)
    assert audio.clip_gain_db == pytest.approx(-3.0)
    silent = audio.features.powers()[: int(0.9 / FRAME_S)]
    assert not silent.any()


def test_a_clip_starts_in_its_file_where_its_offset_says(session, store, wav, tone, clip):
    path = wav("a.wav", np.concatenate([tone(440, 1.0, 0.5), tone(440, 1.0, 0.05)]))
    held = session(Vox=[clip("a.wav", 0.0, 1.0, source_offset_s=1.0)])
    audio = track_audio(held, {"a.wav": path}, store)["vox"]
    assert level_at(audio, 0.5) == pytest.approx(20 * math.log10(0.05 / math.sqrt(2)), abs=0.1)
    assert audio.features.peak_db == pytest.approx(20 * math.log10(0.05), abs=0.1)


def test_a_clip_longer_than_its_file_ends_with_it_or_loops(session, store, wav, tone, clip):
    path = wav("a.wav", tone(440, 1.0))
    once, looped = (session(Vox=[clip("a.wav", 0.0, 3.0, loop=loop)]) for loop in (False, True))
    assert track_audio(once, {"a.wav": path}, store)["vox"].features.duration_s == pytest.approx(1.0)
    audio = track_audio(looped, {"a.wav": path}, store)["vox"]
    assert level_at(audio, 2.5) == pytest.approx(level_at(audio, 0.5), abs=0.1)


def test_clips_of_two_rates_and_of_two_files_play_on_one_track(session, store, wav, tone, clip):
    paths = {"a.wav": wav("a.wav", tone(440, 1.0)), "b.wav": wav("b.wav", tone(880, 1.0, rate=44_100), rate=44_100)}
    held = session(Vox=[clip("a.wav", 0.0), clip("b.wav", 1.0)])
    audio = track_audio(held, paths, store)["vox"]
    assert level_at(audio, 0.5) == pytest.approx(level_at(audio, 1.5), abs=0.1)
    frames = audio.features.powers()
    assert np.argmax(frames[int(0.5 / FRAME_S)]) < np.argmax(frames[int(1.5 / FRAME_S)])


def test_overlapping_clips_add(session, store, wav, tone, clip):
    path = wav("a.wav", tone(440, 1.0))
    alone, double = (session(Vox=[clip("a.wav")] * count) for count in (1, 2))
    levels = [track_audio(held, {"a.wav": path}, store)["vox"].features.loudness_lufs for held in (alone, double)]
    assert levels[1] - levels[0] == pytest.approx(3.01, abs=0.01)


def test_missing_audio_lowers_the_coverage_and_a_track_without_any_is_absent(session, store, wav, tmp_path, tone, clip):
    broken = tmp_path / "broken.wav"
    broken.write_bytes(b"no audio")
    found = {"a.wav": wav("a.wav", tone(440, 1.0)), "b.wav": None, "c.wav": str(broken)}
    held = session(
        Half=[clip("a.wav"), clip("b.wav", 1.0)],
        Broken=[clip("c.wav")],
        Gone=[clip("b.wav"), clip("never-looked-for.wav", 2.0)],
        Keys=[clip("", kind="midi")],
        Empty=[],
        Muted=[clip("a.wav", muted=True)],
        Silent=[clip("a.wav", gain_db=-math.inf)],
    )
    audio = track_audio(held, found, store)
    assert audio["half"].coverage == 0.5
    assert set(audio) == {"half", "silent"}
    assert audio["silent"].features.loudness_lufs == -math.inf


@pytest.mark.parametrize(
    "changes",
    [
        {"position_s": 1e12},
        {"position_s": -5.0, "length_s": 5.5},
        {"position_s": math.nan},
        {"length_s": math.inf},
        {"source_offset_s": -1e9},
        {"source_offset_s": 1e9},
        {"rate": 0.0},
        {"rate": math.nan},
        {"rate": 1e-9},
        {"gain_db": 1e9},
        {"pitch_st": 1e9},
        {"length_s": 1e9, "loop": True, "rate": 3.0},
    ],
)
def test_odd_places_lengths_and_rates_stay_bounded(session, store, wav, changes, tone):
    path = wav("a.wav", tone(440, 1.0))
    values = {"position_s": 0.0, "length_s": 1.0} | changes
    held = session(Vox=[Clip("x", "", source=SourceRef("audio", "a.wav"), **values)])
    for audio in track_audio(held, {"a.wav": path}, store).values():
        assert audio.features.duration_s <= 3 * 3600
        assert np.isfinite(audio.features.cells).all()


def test_a_clip_played_at_double_rate_is_half_as_long(session, store, wav, tone, clip):
    path = wav("a.wav", np.concatenate([tone(440, 1.0, 0.5), tone(440, 1.0, 0.05)]))
    held = session(Vox=[clip("a.wav", 0.0, 2.0, rate=2.0)])
    audio = track_audio(held, {"a.wav": path}, store)["vox"]
    assert audio.features.duration_s == pytest.approx(1.0)
    assert level_at(audio, 0.75) == pytest.approx(20 * math.log10(0.05 / math.sqrt(2)), abs=0.1)
