"""What a compressor's settings do to a level."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from profiler.rendering.dynamics import compression


def tone(level_db, seconds=2.0):
    return np.full(int(seconds * 100), 10 ** (level_db / 20))


def test_a_steady_level_is_reduced_by_the_ratio():
    settled = compression(tone(-10), threshold_db=-20, ratio=4, attack_ms=10, release_ms=100)
    assert settled.reduction_db[-1] == pytest.approx(-7.5)
    assert settled.mean_reduction_db == pytest.approx(-7.5, abs=0.2)
    assert settled.level_change_db == pytest.approx(-7.5, abs=0.2)


def test_below_the_threshold_nothing_happens():
    quiet = compression(tone(-40), threshold_db=-20, ratio=4, attack_ms=10, release_ms=100)
    assert quiet.mean_reduction_db == 0
    assert quiet.level_change_db == 0


def test_in_the_knee_it_starts_early_and_outside_it_ends_alike():
    soft = compression(tone(-20), threshold_db=-20, ratio=4, attack_ms=1, release_ms=100, knee_db=12)
    assert soft.reduction_db[-1] == pytest.approx(-0.75 * 12 / 8)
    hard, bent = (
        compression(tone(-10), threshold_db=-20, ratio=4, attack_ms=1, release_ms=100, knee_db=knee) for knee in (0, 12)
    )
    assert hard.reduction_db[-1] == pytest.approx(bent.reduction_db[-1])


def test_after_a_hit_the_gain_comes_back_by_the_release():
    hits = np.concatenate([tone(-10, 0.5), tone(-60, 1.0)])
    slow = compression(hits, threshold_db=-20, ratio=1e6, attack_ms=1, release_ms=200)
    assert slow.reduction_db[50 + 19] == pytest.approx(-10 * math.exp(-1), abs=0.3)


def test_more_input_is_more_reduction():
    pushed = compression(tone(-20), threshold_db=-20, ratio=2, attack_ms=1, release_ms=100, input_db=6)
    assert pushed.reduction_db[-1] == pytest.approx(-3)


@pytest.mark.parametrize("envelope", [np.zeros(0), np.zeros(100)])
def test_silence_is_not_reduced(envelope):
    silent = compression(envelope, threshold_db=-20, ratio=4, attack_ms=10, release_ms=100)
    assert silent.mean_reduction_db == 0


@given(
    st.lists(st.floats(0, 1), min_size=1, max_size=50),
    st.floats(-60, 0),
    st.floats(1, 100),
    st.floats(0, 100),
    st.floats(0, 1000),
)
def test_a_compressor_only_ever_reduces(levels, threshold, ratio, attack, release):
    out = compression(np.array(levels), threshold_db=threshold, ratio=ratio, attack_ms=attack, release_ms=release)
    assert (out.reduction_db <= 1e-9).all()
    assert out.level_change_db <= 1e-9
