"""Energies in bands over time."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from profiler.evidence.spectrum import BandMeter, decoded, encoded, fft_size
from profiler.rendering.bands import edges_hz


def measured(sound, rate=48_000):
    meter = BandMeter(rate, len(sound))
    meter.feed(sound.astype(np.float32))
    return meter.finish()


def tone(hertz, seconds=1.0, rate=48_000, level=1.0):
    return level * np.sin(2 * np.pi * hertz * np.arange(int(seconds * rate)) / rate)[None]


@pytest.mark.parametrize("rate", [8_000, 22_050, 44_100, 48_000, 96_000, 192_000])
def test_a_frame_lasts_about_85_ms_at_any_rate(rate):
    assert 0.06 < fft_size(rate) / rate < 0.13


@pytest.mark.parametrize("rate", [44_100, 48_000, 96_000])
@pytest.mark.parametrize("hertz", [100, 1000, 7000])
def test_a_tone_of_full_scale_has_half_the_power_in_its_band(rate, hertz):
    codes, ltas = measured(tone(hertz, rate=rate), rate)
    powers = decoded(codes)
    band = int(np.searchsorted(edges_hz(), hertz)) - 1
    middle = powers[2:-2].mean(axis=0)
    assert int(np.argmax(middle)) == band
    assert 10 * math.log10(middle.sum()) == pytest.approx(-3.0, abs=0.3)
    assert ltas.sum() == pytest.approx(0.5, rel=0.15)


def test_width_costs_nothing_and_opposite_sides_do_not_cancel():
    mono = tone(1000)
    for stereo in (np.concatenate([mono, mono]), np.concatenate([mono, -mono])):
        assert measured(stereo)[0] == pytest.approx(measured(mono)[0].astype(int), abs=1)


@given(arrays.arrays(np.float32, (5, 40), elements=st.floats(0, 4, width=32)))
def test_a_stored_power_is_within_a_quarter_of_a_decibel(power):
    back = decoded(encoded(power))
    kept = power > 1.1e-12
    assert np.abs(10 * np.log10(np.maximum(back, 1e-20)[kept] / power[kept])).max(initial=0) <= 0.2501
    assert (back[power == 0] == 0).all()


@settings(max_examples=15, deadline=None)
@given(st.lists(st.integers(0, 9000), min_size=1, max_size=8))
def test_the_cut_into_blocks_changes_no_frame(lengths):
    sound = np.random.default_rng(1).standard_normal((2, sum(lengths))).astype(np.float32) * 0.1
    parts = BandMeter(48_000, 2)
    place = 0
    for length in lengths:
        parts.feed(sound[:, place : place + length])
        place += length
    codes, ltas = parts.finish()
    whole, whole_ltas = measured(sound)
    assert np.array_equal(codes, whole)
    assert ltas == pytest.approx(whole_ltas, rel=1e-4)


@pytest.mark.parametrize("frames", [0, 1, 100, 4095, 4096, 4097, 10_000])
def test_every_sound_however_short_is_covered_by_frames(frames):
    codes, _ = measured(np.full((1, frames), 0.1, np.float32))
    assert len(codes) == (0 if frames == 0 else max(1, math.ceil((frames - 2048) / 2048)))


def test_silence_is_code_zero():
    assert not measured(np.zeros((1, 20_000)))[0].any()
