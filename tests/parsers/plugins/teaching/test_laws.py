import math
from random import Random

import pytest

from parsers.plugins.teaching.laws import Law, choices, fit
from parsers.plugins.teaching.readings import readings_of

KINDS = {
    "linear": (Law("linear", -24.0, 48.0), [0.1, 0.5, 0.9]),
    "decibel": (Law("decibel", 6.0, 20.0), [0.05, 0.4, 1.0]),
    "power level": (Law("decibel", -3.0, 10.0), [0.05, 0.4, 1.0]),
    "log": (Law("log", math.log(20), math.log(1000)), [0.1, 0.5, 0.9]),
    "square": (Law("power", 1000.0, 2.0), [0.2, 0.5, 0.9]),
    "reciprocal": (Law("power", 3.0, -1.0), [0.2, 0.5, 0.9]),
    "as shown": (Law("linear", 0.0, 1.0), [-12.0, -3.0, 4.0]),
}


def shown(law, numbers, decimals=2):
    return readings_of([f"{law.value(x):.{decimals}f}" for x in numbers], "plugin.Knob")


@pytest.mark.parametrize("name", KINDS)
def test_three_readings_tell_each_law(name):
    law, numbers = KINDS[name]
    found = fit(numbers, shown(law, numbers)).laws
    assert len(found) == 1
    for x in (*numbers, 0.3, 0.8):
        assert found[0].value(x) == pytest.approx(law.value(x), rel=0.01, abs=0.02)


def test_a_skewed_range_takes_four():
    law, numbers = Law("skewed", 10.0, 990.0, 3.3), [0.1, 0.4, 0.7, 0.95]
    assert fit(numbers[:3], shown(law, numbers[:3])).laws == ()
    (found,) = fit(numbers, shown(law, numbers)).laws
    assert found.kind == "skewed"
    assert found.value(0.55) == pytest.approx(law.value(0.55), rel=0.02)


def test_two_readings_prove_a_value_that_is_stored_as_shown_and_nothing_else():
    assert fit([-12.3, 4.5], readings_of(["-12.3 dB", "4.5 dB"], "plugin.Knob")).laws == (Law("linear", 0.0, 1.0),)
    assert fit([0.25, 0.75], readings_of(["-12.0 dB", "12.0 dB"], "plugin.Knob")).short


def test_a_closed_level_is_minus_infinity():
    readings = readings_of(["-inf dB", "-6.0 dB", "6.0 dB"], "plugin.Knob")
    (found,) = fit([0.0, 0.501187, 1.99526], readings).laws
    assert found.read(0.0) == -math.inf


@pytest.mark.parametrize(("count", "limit"), [(3, 0.1), (3, 0.02), (4, 0.02)])
def test_numbers_that_have_nothing_to_do_with_it_pass_no_oftener_than_told(count, limit):
    rng = Random(6)
    passed = 0
    for _ in range(600):
        numbers = [rng.random() for _ in range(count)]
        readings = readings_of([f"{rng.uniform(-60, 0):.{rng.randint(0, 2)}f}" for _ in numbers], "plugin.Knob")
        found = fit(numbers, readings)
        passed += len(found.laws) == 1 and found.luck <= limit
    assert passed <= 600 * limit


def test_words_are_choices_only_where_each_has_one_stored_value():
    words = readings_of(["Bell", "Shelf", "Bell"], "plugin.Shape")
    law = choices([0.0, 1.0, 0.0], words)
    assert law is not None
    assert (law.read(0.0), law.read(1.0), law.read(2.0)) == ("bell", "shelf", None)
    assert choices([0.0, 1.0, 0.5], words) is None
    assert choices([0.0, 0.0, 0.0], words) is None


def test_on_and_off_are_a_switch():
    law = choices([1.0, 0.0], readings_of(["On", "off"], "plugin.Auto"))
    assert law is not None
    assert law.read(1.0) is True
    assert law.read(0.0) is False
