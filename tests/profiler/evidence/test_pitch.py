"""Pitches of single lines, and that chords and noises have none."""

import math

import numpy as np
import pytest

from profiler.evidence.pitch import PitchMeter, lowest_note

RATE = 48_000


def note(midi, seconds=0.5, roll=1.0):
    hertz = 440 * 2 ** ((midi - 69) / 12)
    t = np.arange(int(RATE * seconds)) / RATE
    partials = range(1, min(13, int(RATE / 2 / hertz)))
    sound = sum(np.sin(2 * np.pi * hertz * k * t + k) / k**roll for k in partials)
    return sound * np.exp(-3 * t) * np.minimum(1, t / 0.005)


def played(*chords):
    return np.concatenate([sum(note(midi) for midi in chord) for chord in chords])


def meter_of(sound, rate=RATE, block=48_000):
    meter = PitchMeter(rate)
    sound = (0.3 * sound / np.abs(sound).max()).astype(np.float32)
    for start in range(0, len(sound), block):
        meter.feed(sound[None, start : start + block])
    return meter


def cents(a, b):
    return 1200 * math.log2(a / b)


@pytest.mark.parametrize("lowest", [28, 33, 40, 52, 64, 76])
def test_the_lowest_note_of_a_line_is_found(lowest):
    meter = meter_of(played(*[[lowest + step] for step in (0, 3, 5, 7, 12, 10, 7, 3) * 2]))
    assert meter.clear > 0.7 * meter.active
    assert abs(cents(lowest_note(meter.histogram), 440 * 2 ** ((lowest - 69) / 12))) < 60


@pytest.mark.parametrize("lowest", [40, 48, 60])
@pytest.mark.parametrize("chord", [(0, 4, 7), (0, 3, 7), (0, 7), (0, 5), (0, 4, 7, 11), (0, 7, 12, 16, 19, 24)])
def test_a_chord_has_no_clear_pitch(lowest, chord):
    meter = meter_of(played(*[[lowest + root + step for step in chord] for root in (0, 5, 7, 0) * 3]))
    assert meter.clear < 0.2 * meter.active


def test_noise_has_no_pitch():
    meter = meter_of(np.random.default_rng(0).standard_normal(RATE * 5))
    assert meter.clear == 0
    assert lowest_note(meter.histogram) is None


def test_rumble_under_a_line_does_not_lower_it():
    line = played(*[[33 + step] for step in (0, 3, 5, 7) * 4])
    rumble = np.cumsum(np.random.default_rng(1).standard_normal(len(line)))
    rumble -= np.convolve(rumble, np.ones(4800) / 4800, "same")
    rumble *= 0.1 * np.std(line) / np.std(rumble)
    assert abs(cents(lowest_note(meter_of(line + rumble).histogram), 55.0)) < 60


def test_hum_in_the_pauses_is_not_the_part():
    t = np.arange(RATE * 4) / RATE
    line = np.concatenate([played(*[[57]] * 8), np.zeros(RATE * 4)])
    line[-len(t) :] += 0.01 * np.sin(2 * np.pi * 50 * t)
    assert lowest_note(meter_of(line).histogram) == pytest.approx(220, rel=0.02)


@pytest.mark.parametrize("block", [4800, 11_111, 48_000])
def test_the_cut_into_blocks_changes_no_pitch(block):
    line = played(*[[45 + step] for step in (0, 2, 4, 5)])
    assert np.array_equal(meter_of(line, block=block).histogram, meter_of(line, block=10**9).histogram)


def test_any_rate_hears_the_same_note():
    for rate in (8_000, 11_025, 44_100, 96_000):
        t = np.arange(rate * 2) / rate
        line = sum(np.sin(2 * np.pi * 110 * k * t) / k for k in range(1, 6))
        assert lowest_note(meter_of(line, rate, block=rate).histogram) == pytest.approx(110, rel=0.03)
