"""Tests stand as long as what they asked of chance is answered the same."""

from __future__ import annotations

import json
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from profiler.justifications.chance import Chance, LevelTarget, TimePair, Usual
from profiler.service.rates import Consulted, stands

_KEY = ("lead vocal", "", "fader.gain")
_RATES = Chance(
    equal={"fader.gain": (0.2, 60)},
    values={"fader.gain": {0.0: 12, -3.0: 3}},
    steps={"fader.gain": {1.0: 9, -2.0: 4}},
    times={"delay": (TimePair(350.0, 375.0, 120.0), TimePair(400.0, 384.6, 78.0))},
    level_target=LevelTarget(-20.1, 0.4123, 31),
    usual={_KEY: Usual(-6.0, 33, 41)},
)


def asked() -> dict[str, dict[str, str]]:
    """What one song's tests asked."""
    rates = Consulted.about(_RATES)
    rates.returns("fader.gain", {-3.0, 0.0})
    rates.returns("insert.enabled", {True})
    rates.same_step("fader.gain", 1.0)
    rates.same_step("fader.gain", 1.0, formula=0.3)
    rates.delay_note(375.0, 120.0, tempo_is_default=False)
    rates.release_note(120.0, 97.0, tempo_is_default=True)
    rates.usual.get(_KEY)
    rates.usual.get(("kick", "", "fader.gain"))
    return {"u": rates.asked}


def test_tests_stand_under_the_same_rates_even_after_being_stored() -> None:
    stored = json.loads(json.dumps(asked(), allow_nan=False))
    assert stands(stored, {"u": Consulted.about(_RATES)})


@pytest.mark.parametrize(
    "changed",
    [
        {"equal": {"fader.gain": (0.4, 60)}},
        {"steps": {"fader.gain": {1.0: 90}}},
        {"times": {"delay": (TimePair(350.0, 375.0, 100.0),) * 30}},
        {"level_target": None},
        {"usual": {}},
        {"usual": {_KEY: Usual(-5.0, 33, 41)}},
        {"usual": {_KEY: Usual(-6.0, 33, 41), ("kick", "", "fader.gain"): Usual(0.0, 5, 5)}},
    ],
)
def test_tests_fall_when_something_they_asked_is_answered_otherwise(changed: dict[str, object]) -> None:
    parts = {"equal": _RATES.equal, "values": _RATES.values, "steps": _RATES.steps, "times": _RATES.times}
    other = Chance(**{**parts, "level_target": _RATES.level_target, "usual": _RATES.usual, **changed})  # type: ignore[arg-type]
    assert not stands(asked(), {"u": Consulted.about(other)})


def test_what_was_not_asked_may_change() -> None:
    other = Chance(
        equal=_RATES.equal | {"pan.position": (0.9, 100)},
        values=_RATES.values,
        steps=_RATES.steps,
        times=_RATES.times,
        level_target=_RATES.level_target,
        usual=_RATES.usual | {("bass", "", "fader.gain"): Usual(-9.0, 8, 9)},
    )
    assert stands(asked(), {"u": Consulted.about(other)})


def test_tests_under_somebody_who_is_gone_fall() -> None:
    assert not stands(asked(), {})


def test_a_song_more_of_many_changes_no_count() -> None:
    one, other = (Consulted.about(Chance(usual={_KEY: Usual(-6.0, 33 + n, 41 + n)})) for n in range(2))
    assert one.usual.get(_KEY) == other.usual.get(_KEY)


def test_few_songs_are_counted_as_they_are() -> None:
    assert Consulted.about(Chance(usual={_KEY: Usual(-6.0, 7, 9)})).usual.get(_KEY) == Usual(-6.0, 7, 9)


def test_an_infinite_value_can_be_asked_about() -> None:
    rates = Consulted.about(Chance(usual={_KEY: Usual(-math.inf, 5, 6)}))
    rates.usual.get(_KEY)
    rates.returns("send.gain", {-math.inf, -6.0})
    stored = json.loads(json.dumps({"u": rates.asked}, allow_nan=False))
    assert stands(stored, {"u": Consulted.about(Chance(usual={_KEY: Usual(-math.inf, 5, 6)}))})


@given(st.floats(1e-4, 0.9))
def test_a_rate_is_rounded_by_less_than_a_tenth(value: float) -> None:
    rates = Consulted.about(Chance(equal={"fader.gain": (value, 10**9)}))
    rounded = rates.returns("fader.gain", {-3.0}).value
    exact = Chance(equal={"fader.gain": (value, 10**9)}).returns("fader.gain", {-3.0}).value
    assert abs(math.log(rounded / exact)) < 0.06
