"""ReaComp, ReaGate, ReaLimit and ReaDelay in standard terms, and back."""

import math
import struct

import pytest

from parsers.errors import UnwritableSessionError
from parsers.plugins import reacomp, readelay, reagate, realimit
from parsers.plugins.errors import BrokenStateError
from parsers.plugins.wrapper import DUMP_MARKER
from parsers.session import Value


def value(content, unit=""):
    return Value(content, unit, "measured")


def values(decoder, state):
    return {term: given.value for term, given in decoder.decode(state).items()}


def test_the_stock_kick_preset_reads_as_known():
    start = bytes.fromhex("efbeadde0df0adde" + "9b24003ed2d3553d000000007ca6913c")
    read = values(reacomp, start + bytes(60))
    assert read["compressor.threshold"] == pytest.approx(-18.05, abs=0.01)
    assert read["compressor.ratio"] == pytest.approx(6.17, abs=0.01)
    assert read["compressor.attack"] == 0
    assert read["compressor.release"] == pytest.approx(88.9, abs=0.05)


def test_a_fresh_compressor_has_the_plugins_own_defaults():
    read = values(reacomp, reacomp.fresh({}))
    assert read["compressor.threshold"] == 0
    assert read["compressor.ratio"] == 1
    assert (read["compressor.attack"], read["compressor.release"]) == (3, 100)
    assert (read["compressor.detector_hpf"], read["compressor.detector_lpf"]) == (0, 20_000)
    assert read["compressor.dry"] == pytest.approx(-150)
    assert (read["compressor.makeup"], read["compressor.detector"]) == (0, "main")


def test_compressor_settings_are_written_and_read_again():
    wanted = {
        "compressor.threshold": -21.5,
        "compressor.ratio": 4.0,
        "compressor.attack": 12.0,
        "compressor.release": 250.0,
        "compressor.makeup": 3.5,
        "compressor.detector": "input 2",
        "compressor.auto_release": True,
    }
    state = reacomp.fresh({term: value(content) for term, content in wanted.items()})
    read = values(reacomp, state)
    assert {term: read[term] for term in wanted} == pytest.approx(wanted)


def test_an_update_of_the_plugin_that_appends_parameters_changes_no_value():
    old, new = (DUMP_MARKER + struct.pack(f"<{n}f", 0.5, *[0.0] * (n - 1)) for n in (18, 21))
    assert values(reacomp, old) == values(reacomp, new)


def test_a_parameter_that_an_old_state_lacks_cannot_be_written():
    old = DUMP_MARKER + bytes(4 * 18)
    with pytest.raises(UnwritableSessionError, match="AntiAlias"):
        reacomp.encode(old, {"plugin.AntiAlias": value(1.0)})


def test_numbers_of_unknown_unit_are_raw_and_cannot_be_set():
    state = reacomp.fresh({})
    assert reacomp.decode(state)["plugin.Knee"].confidence == "raw"
    with pytest.raises(UnwritableSessionError, match="scale"):
        reacomp.encode(state, {"plugin.Knee": value(0.5)})


@pytest.mark.parametrize(
    ("term", "content"),
    [
        ("compressor.ratio", 0.5),
        ("compressor.attack", 501.0),
        ("compressor.attack", "fast"),
        ("compressor.attack", math.nan),
        ("compressor.threshold", 12.0),
        ("compressor.detector", "moon"),
        ("compressor.detector", 2.0),
    ],
)
def test_what_a_compressor_cannot_hold_is_refused(term, content):
    with pytest.raises(UnwritableSessionError):
        reacomp.encode(reacomp.fresh({}), {term: value(content)})


@pytest.mark.parametrize(("place", "stored"), [(0, 2.2), (1, 1.5), (2, -0.1), (3, math.nan), (11, math.inf)])
def test_a_compressor_number_outside_its_range_breaks_the_state(place, stored):
    state = bytearray(reacomp.fresh({}))
    struct.pack_into("<f", state, 8 + 4 * place, stored)
    with pytest.raises(BrokenStateError):
        reacomp.decode(bytes(state))


def test_a_compressors_envelopes_are_in_its_units():
    term, level = reacomp.automation(0, "_Threshold")
    assert (term, level(1.0)) == ("compressor.threshold", 0)
    term, time = reacomp.automation(2, "_Attack")
    assert (term, time(0.64)) == ("compressor.attack", pytest.approx(320))
    assert reacomp.automation(8, "")[1](0.25) == 0.25  # a choice by number keeps its numbers
    assert reacomp.automation(40, "wet") is None


def test_a_gate_reads_levels_times_and_its_detectors_filters():
    stored = [0.12083, 0.00228, 0.0519, 0.0098, 0.075, 0.15, 0.0095, 0, 0, 0, 1, 0, 0.71197, 0, 0, 1, 36 / 127, 0, 0]
    read = values(reagate, DUMP_MARKER + struct.pack("<19f", *stored))
    assert read["gate.threshold"] == pytest.approx(-18.36, abs=0.01)
    assert (read["gate.attack"], read["gate.release"]) == pytest.approx((1.14, 259.5))
    assert read["gate.hysteresis"] == pytest.approx(-2.95, abs=0.01)
    assert (read["gate.detector_lpf"], read["gate.detector_hpf"]) == pytest.approx((3000, 190))
    assert read["plugin.Send MIDI"] is True
    assert read["plugin.MIDI note"] * 127 == pytest.approx(36, abs=1e-3)


def test_a_gate_is_written_and_read_again():
    state = reagate.fresh({"gate.threshold": value(-40.0), "gate.release": value(80.0)})
    read = values(reagate, state)
    assert (read["gate.threshold"], read["gate.release"], read["gate.attack"]) == pytest.approx((-40, 80, 3))


def test_a_limiters_levels_are_plain_decibels():
    state = bytes.fromhex("0300000001000000000000000000" + "08c0d0ccccccccccf8bf02000000") + bytes(20)
    read = values(realimit, state)
    assert (read["limiter.threshold"], read["limiter.ceiling"]) == (-3.0, -1.55)
    lower = realimit.encode(state, {"limiter.ceiling": value(-1.0)})
    assert values(realimit, lower)["limiter.ceiling"] == -1.0
    assert lower[:16] == state[:16]
    assert lower[24:] == state[24:]


@pytest.mark.parametrize(("term", "content"), [("limiter.release", 50.0), ("limiter.ceiling", 90.0)])
def test_what_a_limiter_cannot_hold_is_refused(term, content):
    with pytest.raises(UnwritableSessionError):
        realimit.encode(realimit.fresh({}), {term: value(content)})


HEAD = bytes.fromhex("0000000000000000010000002c000000020000000000000099148e3f0000803f")
TAP = bytes.fromhex(
    "000000000000803f000000000000803c9cd107330000803f000000000000803f0000803f0000803f0000003f",
)


def test_a_delay_of_two_beats_reads_as_known():
    read = values(readelay, HEAD + TAP)
    assert read["delay.mix"] == pytest.approx(0.90, abs=0.01)
    assert read["delay.dry"] == 0
    assert (read["delay.time"], read["delay.time_note"]) == (0, 2)  # four eighths
    assert read["delay.feedback"] == pytest.approx(-150, abs=0.01)
    assert (read["delay.lowcut"], read["delay.highcut"]) == (0, 20_000)


def test_delay_settings_are_written_and_read_again():
    wanted = {"delay.time": 375.0, "delay.time_note": 0.0, "delay.feedback": -9.0, "delay.lowcut": 250.0}
    read = values(readelay, readelay.fresh({term: value(content) for term, content in wanted.items()}))
    assert {term: read[term] for term in wanted} == pytest.approx(wanted)


def test_further_taps_are_raw_parameters_of_the_plugin():
    two = bytearray(HEAD + TAP + TAP)
    struct.pack_into("<i", two, 8, 2)
    struct.pack_into("<f", two, 32 + 44 + 8, 0.02)
    read = readelay.decode(bytes(two))
    assert read["plugin.tap2.time"] == Value(200.0, "ms", "raw")
    assert read["delay.time"].value == 0


@pytest.mark.parametrize("state", [HEAD, HEAD + TAP[:-4], HEAD + TAP + bytes(4), bytes(200)])
def test_a_delay_whose_taps_do_not_fit_is_broken(state):
    with pytest.raises(BrokenStateError):
        readelay.decode(state)


@pytest.mark.parametrize(
    ("term", "content"),
    [("delay.time", 10_001.0), ("delay.time", "1/4"), ("delay.feedback", math.nan), ("plugin.pan", 0.2), ("x", 1.0)],
)
def test_what_a_delay_cannot_hold_is_refused(term, content):
    with pytest.raises(UnwritableSessionError):
        readelay.encode(readelay.fresh({}), {term: value(content)})


def test_a_delays_envelopes_are_known_by_name_alone():
    assert readelay.automation(0, "_Wet")[0] == "delay.mix"
    assert readelay.automation(4, "_1__Length__musical_")[0] == "delay.time_note"
    assert readelay.automation(3, "_2__Length__time_")[0] == "plugin.tap2.time"
    assert readelay.automation(3, "") is None
