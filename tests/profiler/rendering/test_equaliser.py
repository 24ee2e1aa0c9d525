"""Settings of an equaliser drawn as a curve."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.session import Insert, Plugin, Value
from profiler.rendering.equaliser import Band, bands_of, net_curve, response_db

RATE = 48_000
HERTZ = np.geomspace(20, 20_000, 400)


def at(band, hertz):
    return 20 * math.log10(abs(band.response(np.array([float(hertz)]), RATE)[0]))


def eq(**bands):
    return {
        f"eq.{number.removeprefix('band')}.{name}": Value(content, "", "measured")
        for number, band in bands.items()
        for name, content in band.items()
    }


def insert(parameters, **changes):
    return Insert(id="{1}", plugin=Plugin("ReaEQ", "Cockos", "VST2", "1919247729"), parameters=parameters, **changes)


@given(st.floats(30, 15_000), st.floats(-24, 24), st.floats(0.2, 20))
def test_a_bell_reaches_its_gain_at_its_frequency(hertz, gain, q):
    assert at(Band("bell", hertz, gain, q), hertz) == pytest.approx(gain, abs=1e-6)


@given(st.floats(30, 15_000), st.floats(-24, 24), st.floats(0.2, 20))
def test_a_bell_and_its_mirror_cancel(hertz, gain, q):
    both = Band("bell", hertz, gain, q).response(HERTZ, RATE) * Band("bell", hertz, -gain, q).response(HERTZ, RATE)
    assert np.abs(both) == pytest.approx(np.ones(len(HERTZ)), abs=1e-9)


def test_a_bells_half_gain_points_are_its_bandwidth_apart():
    octaves = 1.0
    q = 1 / (2 * math.sinh(math.log(2) / 2 * octaves))
    band = Band("bell", 1000, 12, q)
    assert at(band, 1000 * 2**0.5) == pytest.approx(6, abs=0.1)
    assert at(band, 1000 / 2**0.5) == pytest.approx(6, abs=0.1)


@pytest.mark.parametrize(
    ("shape", "low", "high"),
    [("low shelf", -6, 0), ("high shelf", 0, -6), ("bell", 0, 0), ("all pass", 0, 0)],
)
def test_far_from_its_corner_a_band_does_what_its_shape_says(shape, low, high):
    band = Band(shape, 1000, -6, 0.7)
    assert at(band, 20) == pytest.approx(low, abs=0.1)
    assert at(band, 20_000) == pytest.approx(high, abs=0.1)


def test_pass_filters_are_three_decibels_down_at_the_corner_and_fall_by_twelve_an_octave():
    assert at(Band("high pass", 200), 200) == pytest.approx(-3.01, abs=0.01)
    assert at(Band("high pass", 200), 25) - at(Band("high pass", 200), 12.5) == pytest.approx(12, abs=0.1)
    assert at(Band("low pass", 1000), 1000) == pytest.approx(-3.01, abs=0.01)


@pytest.mark.parametrize("slope", [6.0, 12.0, 18.0, 24.0, 36.0])
@pytest.mark.parametrize(("shape", "low", "high"), [("high pass", 25, 50), ("low pass", 4000, 2000)])
def test_each_order_falls_by_six_decibels_an_octave(slope, shape, low, high):
    band = Band(shape, 400, slope=slope)
    assert at(band, 400) == pytest.approx(-3.01, abs=0.01)
    assert at(band, high) - at(band, low) == pytest.approx(slope, abs=0.03 * slope)


def test_a_pass_filter_of_known_slope_falls_by_it():
    steep = Band("high pass", 400, slope=48.0)
    assert at(steep, 400) == pytest.approx(-3.01, abs=0.01)
    assert at(steep, 100) - at(steep, 50) == pytest.approx(48, abs=0.5)


def test_a_notch_and_a_band_pass_are_each_others_opposite():
    assert at(Band("notch", 1000, q=2), 1000.0001) < -60
    assert at(Band("band pass", 1000, q=2), 1000) == pytest.approx(0, abs=1e-6)


def test_a_band_that_is_off_or_of_unknown_shape_does_nothing():
    assert at(Band("bell", 1000, 12, enabled=False), 1000) == 0
    assert at(Band("tilt", 1000, 12), 1000) == 0


def test_the_bands_of_an_insert_add_up_with_its_output():
    parameters = eq(
        band1={"shape": "bell", "frequency": 100.0, "gain": 3.0, "q": 4.0, "enabled": True},
        band2={"shape": "bell", "frequency": 5000.0, "gain": -4.0, "q": 4.0, "enabled": True},
        band3={"shape": "bell", "frequency": 5000.0, "gain": 20.0, "q": 4.0, "enabled": False},
    ) | {"eq.output": Value(-1.0, "dB", "measured")}
    assert response_db(parameters, np.array([100.0, 5000.0]), RATE) == pytest.approx([2.0, -5.0], abs=0.05)


def test_a_silent_band_gain_and_odd_values_stay_finite():
    parameters = eq(band1={"frequency": 100.0, "gain": -math.inf}, band2={"frequency": math.nan, "gain": 3.0})
    assert set(bands_of(parameters)) == {1}
    assert np.isfinite(response_db(parameters, HERTZ, RATE)).all()


def test_a_chain_is_the_sum_of_its_working_equalisers():
    cut, boost = (eq(band1={"frequency": 1000.0, "gain": gain, "q": 1.0}) for gain in (-6.0, 2.0))
    amp = Insert(id="{2}", plugin=Plugin("Amp", "", "VST3", "x"))
    box = Insert(id="{3}", plugin=Plugin("Container", "", "", ""), inserts=(insert(boost), amp))
    chain = (insert(cut), insert(cut, enabled=False), insert(cut, offline=True), box)
    net = net_curve(chain, np.array([1000.0]), RATE)
    assert net.curve_db == pytest.approx([-4.0])
    assert net.unmodelled == ("Amp",)


def test_half_wet_is_half_of_the_effect_in_amplitude():
    net = net_curve(
        [insert(eq(band1={"frequency": 1000.0, "gain": -60.0, "q": 1.0}), wet=0.5)], np.array([1000.0]), RATE
    )
    assert net.curve_db == pytest.approx([20 * math.log10(0.5 + 0.5e-3)], abs=1e-6)


def test_an_empty_chain_is_flat():
    assert net_curve((), HERTZ, RATE).curve_db == pytest.approx(np.zeros(len(HERTZ)))
