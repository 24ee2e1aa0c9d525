"""The studio's own measures, against oracles that it does not use."""

import math

import numpy as np
import pytest

from profiler.studio.physics import (
    Band,
    gain_reduction_db,
    loudness_change,
    measure,
    note_lengths_ms,
    peak_db,
    placement_rank,
    removed_share_db,
    shaped,
)

RATE = 24_000


def noise(seed: int = 0, seconds: float = 6.0, level: float = 0.1) -> np.ndarray:
    return np.random.default_rng(seed).standard_normal(int(seconds * RATE)) * level


def tone(hertz: float, amplitude: float = 0.1, seconds: float = 6.0) -> np.ndarray:
    return amplitude * np.sin(2 * np.pi * hertz * np.arange(int(seconds * RATE)) / RATE)


@pytest.mark.parametrize("audio", [noise(), tone(997.0), tone(80.0), noise(3) * np.linspace(0, 1, 6 * RATE)])
def test_loudness_agrees_with_another_meter(audio):
    pyloudnorm = pytest.importorskip("pyloudnorm")
    theirs = pyloudnorm.Meter(RATE, filter_class="DeMan").integrated_loudness(audio)
    assert measure(audio, RATE).loudness == pytest.approx(theirs, abs=0.15)


def test_silence_has_no_loudness():
    assert measure(np.zeros(3 * RATE), RATE).loudness == -math.inf


def test_a_bell_lifts_a_tone_at_its_centre_by_its_gain():
    sound = measure(tone(1000.0), RATE)
    bell = Band("bell", 1000.0, 6.0, 1.0)
    assert loudness_change(sound, (), (bell,)) == pytest.approx(6.0, abs=0.15)
    assert peak_db(sound, (bell,)) - sound.peak_db == pytest.approx(6.0, abs=0.3)
    assert measure(shaped(sound.audio, RATE, (bell,)), RATE).loudness - sound.loudness == pytest.approx(6.0, abs=0.1)


def test_shelves_lift_their_own_side_only():
    low, high = measure(tone(60.0), RATE), measure(tone(9000.0), RATE)
    assert loudness_change(low, (), (Band("low shelf", 400.0, 4.0, 0.707),)) == pytest.approx(4.0, abs=0.2)
    assert loudness_change(high, (), (Band("low shelf", 400.0, 4.0, 0.707),)) == pytest.approx(0.0, abs=0.1)
    assert loudness_change(high, (), (Band("high shelf", 1500.0, -4.0, 0.707),)) == pytest.approx(-4.0, abs=0.2)


def test_a_high_pass_at_its_corner_takes_three_decibels():
    sound = measure(tone(100.0), RATE)
    assert loudness_change(sound, (), (Band("high pass", 100.0, 0.0, 0.7071),)) == pytest.approx(-3.0, abs=0.2)


def test_what_a_high_pass_removes_is_the_rumble_under_it():
    sound = measure(tone(1000.0, 0.1) + tone(35.0, 0.01), RATE)
    assert removed_share_db(sound, 70.0) == pytest.approx(-20.0, abs=1.0)
    assert removed_share_db(sound, 20.0) < -28


def test_a_threshold_above_everything_reduces_nothing_and_each_ratio_takes_its_share():
    sound = measure(tone(1000.0, 0.5), RATE)
    level = 20 * math.log10(0.5 / math.sqrt(2))
    assert gain_reduction_db(sound, 0.0, 0.0, 4.0) == 0
    assert gain_reduction_db(sound, 0.0, level - 8, 4.0) == pytest.approx(6.0, abs=0.1)


def test_a_cut_at_the_collision_frees_more_than_elsewhere():
    target = measure(shaped(noise(1), RATE, (Band("bell", 1200.0, 18.0, 2.0),)), RATE)
    masker = measure(shaped(noise(2), RATE, (Band("bell", 1200.0, 15.0, 2.0),)), RATE)
    assert placement_rank(masker, target, Band("bell", 1200.0, -4.0, 2.0)) >= 0.9
    assert placement_rank(masker, target, Band("bell", 6000.0, -4.0, 2.0)) < 0.7


def test_note_lengths_follow_the_tempo():
    assert note_lengths_ms(500.0)["1/8 dotted"] == 375.0
    assert note_lengths_ms(60_000 / 90)["1/4"] == pytest.approx(666.667, abs=0.001)
