from __future__ import annotations

import math

import numpy as np
import pytest

from parsers.session import TempoPoint
from profiler.justifications.chance import Chance
from profiler.justifications.delay_note import REASON
from profiler.justifications.note_values import delay_fit


def delayed(mix, before, after, *, bpm=117.0, term="delay.time", **session):
    held = {"delay.time": 400.0, "delay.feedback": -9.0}
    return (
        mix(bpm, **session)
        .add("Lead Vox", plugin="ReaDelay", parameters=held)
        .change("Lead Vox", term, before, after)
        .scene()
    )


def test_a_delay_typed_from_a_calculator_is_a_tight_hit(mix):
    result = REASON.test(delayed(mix, 400.0, 384.6))
    assert result.outcome == "hit"
    assert result.bayes_factor == pytest.approx(0.60 / result.chance_rate)
    assert 15 < result.bayes_factor < 40
    assert (
        result.sentence == "The echo was put on a dotted eighth (384.6 ms) at 117 bpm; before, 400 ms fitted nothing."
    )


def test_a_rounded_note_value_is_a_weaker_hit(mix):
    tight, loose = (REASON.test(delayed(mix, 400.0, ms)) for ms in (384.6, 382.0))
    assert (tight.outcome, loose.outcome) == ("hit", "hit")
    assert 1 < loose.bayes_factor < tight.bayes_factor


def test_a_delay_off_every_note_value_speaks_against_the_tempo(mix):
    result = REASON.test(delayed(mix, 384.6, 431.0))
    assert result.outcome == "missed"
    assert result.bayes_factor == pytest.approx(0.15 / (1 - result.chance_rate))


def test_a_delay_that_was_already_on_the_grid_says_nothing(mix):
    result = REASON.test(delayed(mix, 512.8, 384.6))
    assert (result.outcome, result.bayes_factor) == ("untestable", 1.0)
    assert "stays on the grid" in result.why_untested


def test_at_the_default_tempo_round_times_are_note_values_by_chance(mix):
    result = REASON.test(delayed(mix, 400.0, 375.0, bpm=120.0))
    assert result.outcome == "hit"
    assert result.chance_rate == pytest.approx(0.30)


def test_an_odd_time_exactly_on_the_note_stays_strong_at_a_tempo_where_round_times_are_note_values(mix):
    round_time, odd_time = (
        REASON.test(delayed(mix, 413.0, ms, bpm=bpm)) for ms, bpm in ((600.0, 100.0), (389.6, 77.0))
    )
    assert round_time.bayes_factor < 5 < odd_time.bayes_factor


def test_a_plug_in_that_counts_in_quarters_is_read_at_the_tempo(mix):
    scene = delayed(mix, 0.83, 0.75, term="delay.time_note")
    assert REASON.test(scene).numbers["after_ms"] == pytest.approx(400.0 + 0.75 * 60_000 / 117)


def test_without_a_tempo_it_cannot_be_tested(mix):
    assert REASON.test(delayed(mix, 400.0, 384.6, bpm=None)).outcome == "untestable"


def test_the_tempo_where_the_track_plays_counts_not_the_first_one(mix):
    scene = mix(bpm=None, tempo_map=(TempoPoint(0.0, 90.0, 4, 4, ramp=False), TempoPoint(0.5, 117.0, 4, 4, ramp=False)))
    scene.add("Vox", plugin="ReaDelay", parameters={"delay.time": 400.0}).change("Vox", "delay.time", 400.0, 384.6)
    assert REASON.test(scene.scene()).numbers["bpm"] == pytest.approx(117.0)


def test_random_delays_hit_as_often_as_the_stated_chance():
    rng = np.random.default_rng(4)
    hits = expected = 0.0
    for _ in range(6000):
        bpm = math.exp(rng.uniform(math.log(70), math.log(175)))
        old, new = np.exp(rng.uniform(math.log(80), math.log(1000), 2))
        hits += bool(delay_fit(new, bpm)) and not delay_fit(old, bpm)
        expected += sum(rate.value for rate in Chance.default().delay_note(new + 0.001, bpm, tempo_is_default=False))
    assert hits / expected == pytest.approx(1.0, abs=0.2)
    assert hits / 6000 == pytest.approx(0.063, rel=0.2)
