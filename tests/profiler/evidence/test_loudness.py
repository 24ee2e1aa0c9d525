"""Loudness and true peak, beside two other implementations of the standards."""

import math

import numpy as np
import pyebur128
import pyloudnorm
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from profiler.evidence.loudness import (
    LoudnessMeter,
    TruePeakMeter,
    active_share,
    integrated,
    loudness_range,
    momentary,
    noise_floor,
    short_term,
)

RATES = [44_100, 48_000, 96_000]


def cells_of(sound, rate):
    meter = LoudnessMeter(rate, sound.shape[1])
    meter.feed(np.ascontiguousarray(sound.T.astype(np.float32)))
    return meter.cells()


def sine(level_db, seconds, rate=48_000, hertz=1000.0, channels=2):
    t = np.arange(int(seconds * rate)) / rate
    return np.repeat((10 ** (level_db / 20) * np.sin(2 * np.pi * hertz * t))[:, None], channels, axis=1)


def music(rate, channels=2, seconds=12, seed=0):
    """Noise and tones that swell and pause."""
    rng = np.random.default_rng(seed)
    n = seconds * rate
    t = np.arange(n) / rate
    swell = np.clip(np.interp(t, np.arange(0, seconds + 1), rng.uniform(0, 1, seconds + 1)) - 0.15, 0, 1) ** 2
    tones = sum(np.sin(2 * np.pi * hertz * t + hertz) for hertz in (55, 220, 997, 4186, 9000)) / 5
    left = swell * (0.4 * tones + 0.1 * rng.standard_normal(n))
    return np.stack([left * (1 - 0.3 * c) for c in range(channels)], axis=1).clip(-0.98, 0.98).astype(np.float32)


def oracle(sound, rate):
    """libebur128's integrated loudness, range and true peak (dB)."""
    state = pyebur128.R128State(
        sound.shape[1],
        rate,
        pyebur128.MeasurementMode.MODE_I
        | pyebur128.MeasurementMode.MODE_LRA
        | pyebur128.MeasurementMode.MODE_TRUE_PEAK,
    )
    state.add_frames(np.ascontiguousarray(sound, dtype=np.float32).reshape(-1), len(sound))
    peak = max(pyebur128.get_true_peak(state, channel) for channel in range(sound.shape[1]))
    return (
        pyebur128.get_loudness_global(state),
        pyebur128.get_loudness_range(state),
        20 * math.log10(peak),
    )


@pytest.mark.parametrize("rate", RATES)
@pytest.mark.parametrize("channels", [1, 2])
def test_loudness_and_true_peak_agree_with_libebur128(rate, channels):
    sound = music(rate, channels)
    whole, _, peak = oracle(sound, rate)
    assert integrated(cells_of(sound, rate)) == pytest.approx(whole, abs=0.05)
    meter = TruePeakMeter(rate, channels)
    meter.feed(np.ascontiguousarray(sound.T))
    assert 20 * math.log10(meter.peak) == pytest.approx(peak, abs=0.2)


@pytest.mark.parametrize("rate", RATES)
@pytest.mark.parametrize("seed", [1, 2])
def test_loudness_agrees_with_pyloudnorm(rate, seed):
    sound = music(rate, seed=seed).astype(np.float64)
    meter = pyloudnorm.Meter(rate, filter_class="DeMan")
    assert integrated(cells_of(sound, rate)) == pytest.approx(meter.integrated_loudness(sound), abs=0.01)


def test_the_range_agrees_with_pyloudnorm_over_a_song():
    """Libebur128 looks once a second and is up to 1.3 LU off on so lively a sound; pyloudnorm looks as often as we."""
    sound = music(48_000, 1, seconds=120, seed=2)
    meter = pyloudnorm.Meter(48_000, filter_class="DeMan")
    assert loudness_range(cells_of(sound, 48_000)) == pytest.approx(meter.loudness_range(sound.astype(float)), abs=0.2)


@pytest.mark.parametrize(("level", "expected"), [(-23, -23), (-33, -33)])
def test_a_stereo_tone_reads_its_level(level, expected):
    assert integrated(cells_of(sine(level, 20), 48_000)) == pytest.approx(expected, abs=0.1)


def test_quiet_ends_are_gated_away():
    sound = np.concatenate([sine(-36, 10), sine(-23, 60), sine(-36, 10)])
    assert integrated(cells_of(sound, 48_000)) == pytest.approx(-23, abs=0.1)


def test_the_absolute_gate_drops_what_nobody_hears():
    sound = np.concatenate([sine(-72, 10), sine(-36, 10), sine(-23, 60), sine(-36, 10), sine(-72, 10)])
    assert integrated(cells_of(sound, 48_000)) == pytest.approx(-23, abs=0.1)


@pytest.mark.parametrize(("quiet", "loud", "expected"), [(-30, -20, 10), (-20, -15, 5), (-40, -20, 20)])
def test_the_range_of_two_levels_is_their_difference(quiet, loud, expected):
    sound = np.concatenate([sine(loud, 20), sine(quiet, 20)])
    spread = loudness_range(cells_of(sound, 48_000))
    assert spread == pytest.approx(expected, abs=1)
    assert spread == pytest.approx(oracle(sound, 48_000)[1], abs=0.2)


def test_momentary_and_short_term_come_ten_times_a_second():
    cells = cells_of(sine(-20, 5), 48_000)
    assert (len(cells), len(momentary(cells)), len(short_term(cells))) == (50, 47, 21)
    assert momentary(cells)[10:] == pytest.approx(-20, abs=0.1)


def test_noise_floor_and_activity_tell_pauses_from_playing():
    sound = np.concatenate([sine(-20, 10), sine(-65, 30)])
    cells = cells_of(sound, 48_000)
    assert noise_floor(cells) == pytest.approx(-65, abs=0.5)
    assert active_share(cells) == pytest.approx(0.25, abs=0.02)


def test_silence_and_nothing_are_minus_infinity():
    for cells in (np.zeros(50), np.zeros(0)):
        assert integrated(cells) == -math.inf
        assert noise_floor(cells) == -math.inf
        assert loudness_range(cells) == 0
        assert active_share(cells) == 0


def test_a_hit_shorter_than_a_block_is_one_block():
    assert integrated(cells_of(sine(-20, 0.25), 48_000)) == pytest.approx(-20, abs=0.5)


@settings(max_examples=20, deadline=None)
@given(st.lists(st.integers(0, 6), min_size=1, max_size=12), st.integers(0, 2000))
def test_the_cut_into_blocks_changes_no_reading(counts, rest):
    frames = sum(counts) * 4800 + rest
    sound = music(48_000, seconds=9)[:frames].T
    whole, parts = LoudnessMeter(48_000, 2), LoudnessMeter(48_000, 2)
    whole_peak, parts_peak = TruePeakMeter(48_000, 2), TruePeakMeter(48_000, 2)
    place = 0
    whole.feed(np.ascontiguousarray(sound))
    whole_peak.feed(np.ascontiguousarray(sound))
    for count in [*counts, None]:
        end = frames if count is None else place + count * 4800
        block = np.ascontiguousarray(sound[:, place:end])
        parts.feed(block)
        parts_peak.feed(block)
        place = end
    assert parts.cells() == pytest.approx(whole.cells(), rel=1e-5)
    assert parts_peak.peak == pytest.approx(whole_peak.peak, abs=1e-6)


@pytest.mark.parametrize("divisor", [4, 8])
def test_a_tone_whose_samples_miss_its_peaks_reads_its_peak(divisor):
    t = np.arange(48_000)
    sound = 0.5 * np.sin(2 * np.pi * t / divisor + math.pi / divisor)
    meter = TruePeakMeter(48_000, 1)
    meter.feed(sound.astype(np.float32)[None])
    assert 20 * math.log10(meter.peak) == pytest.approx(-6.02, abs=0.2)
    assert meter.sample_peak < 0.5


def test_a_hard_start_does_not_ring():
    sound = np.full((1, 4800), 0.5, np.float32)
    meter = TruePeakMeter(48_000, 1)
    meter.feed(sound)
    assert meter.peak == pytest.approx(0.5, abs=1e-3)
