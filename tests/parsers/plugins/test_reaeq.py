"""ReaEQ: bands in standard terms, and back."""

import math
import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.errors import UnwritableSessionError
from parsers.plugins import reaeq
from parsers.plugins.errors import BrokenStateError
from parsers.session import Value

TAIL = struct.pack("<iid", 1, 1, 1.0)


def value(content, unit=""):
    return Value(content, unit, "measured")


def values(state):
    return {term: given.value for term, given in reaeq.decode(state).items()}


def state_of(*bands, size=33, tail=TAIL):
    packed = (struct.pack("<iiddd", *band) + (b"\1" if size == 33 else b"") for band in bands)
    return struct.pack("<ii", size, len(bands)) + b"".join(packed) + tail


def test_a_bell_of_an_old_preset_reads_as_written_in_the_layout():
    band = bytes.fromhex("02000000010000000000000000408440" + "20b8b4929e97e63f" + "000000000000f03f" + "00")
    read = values(struct.pack("<ii", 33, 1) + band + TAIL)
    assert read["eq.1.shape"] == "bell"
    assert read["eq.1.enabled"] is True
    assert read["eq.1.frequency"] == 648
    assert read["eq.1.gain"] == pytest.approx(-3.02, abs=0.01)
    assert read["eq.1.q"] == pytest.approx(1.4142, abs=1e-4)


def test_the_two_bands_of_a_stock_preset_read_as_their_names_say():
    state = bytes.fromhex(
        "2100000002000000"
        "04000000010000000000000000c06240000000000000f03f000000000000004000"
        "0200000001000000"
        "0000000000b07340524233cfb909e03f7f6abc749318e03f00"
    )
    read = values(state + TAIL)
    assert (read["eq.1.shape"], read["eq.1.frequency"]) == ("high pass", 150)
    assert "eq.1.gain" not in read
    assert read["eq.1.q"] == pytest.approx(2 / 3, abs=1e-5)
    assert (read["eq.2.frequency"], read["eq.2.gain"]) == (315, pytest.approx(-6.0, abs=0.01))
    assert read["eq.output"] == 0


def test_old_builds_have_bands_of_32_bytes():
    read = values(state_of((2, 1, 300.0, 2.0, 2.0), (1, 0, 5000.0, 1.0, 2.0), size=32))
    assert (read["eq.1.shape"], read["eq.2.shape"], read["eq.2.enabled"]) == ("bell", "high shelf", False)


def test_a_silent_shelf_is_minus_infinity_and_is_written_back():
    state = state_of((0, 1, 100.0, 0.0, 2.0))
    assert values(state)["eq.1.gain"] == -math.inf
    assert reaeq.encode(state, {"eq.1.gain": value(-6.0)}) != state
    assert reaeq.encode(reaeq.encode(state, {"eq.1.gain": value(-6.0)}), {"eq.1.gain": value(-math.inf)}) == state


def test_the_window_is_kept_and_means_nothing():
    small, large = (TAIL + struct.pack("<3i", 0, w, 300) for w in (400, 900))
    band = (8, 1, 300.0, 1.0, 2.0)
    assert values(state_of(band, tail=small)) == values(state_of(band, tail=large))
    written = reaeq.encode(state_of(band, tail=large), {"eq.1.frequency": value(350.0)})
    assert written.endswith(large)


def test_turning_a_bell_of_an_old_build_keeps_the_old_builds_type():
    shelf = state_of((0, 1, 100.0, 1.0, 2.0), size=32)
    assert struct.unpack_from("<i", reaeq.encode(shelf, {"eq.1.shape": value("bell")}), 8) == (2,)
    shelf = state_of((0, 1, 100.0, 1.0, 2.0))
    assert struct.unpack_from("<i", reaeq.encode(shelf, {"eq.1.shape": value("bell")}), 8) == (8,)


def test_the_stale_gain_of_a_pass_band_is_left_alone():
    state = state_of((4, 1, 80.0, 0.35, 2.0))
    assert reaeq.encode(state, {"eq.1.gain": value(3.0)}) == state


def test_a_next_band_is_added_and_a_band_beyond_it_is_refused():
    state = state_of((8, 1, 300.0, 1.0, 2.0))
    more = reaeq.encode(state, {"eq.2.frequency": value(4000.0), "eq.2.gain": value(2.0)})
    assert values(more)["eq.2.gain"] == pytest.approx(2.0)
    assert values(more)["eq.2.shape"] == "bell"
    assert more.endswith(TAIL)
    with pytest.raises(UnwritableSessionError, match="no band 3"):
        reaeq.encode(state, {"eq.3.frequency": value(4000.0)})


@pytest.mark.parametrize(
    ("term", "content"),
    [
        ("eq.1.frequency", 5.0),
        ("eq.1.frequency", "low"),
        ("eq.1.frequency", math.nan),
        ("eq.1.gain", 30.0),
        ("eq.1.q", 0.0),
        ("eq.1.q", 0.01),
        ("eq.1.shape", "tilt"),
        ("eq.1.slope", 24.0),
        ("eq.output", 60.0),
    ],
)
def test_what_the_plugin_cannot_hold_is_refused(term, content):
    with pytest.raises(UnwritableSessionError):
        reaeq.encode(state_of((8, 1, 300.0, 1.0, 2.0)), {term: value(content)})


@pytest.mark.parametrize(
    "band",
    [
        (10, 1, 300.0, 1.0, 2.0),
        (8, 2, 300.0, 1.0, 2.0),
        (8, 1, 10.0, 1.0, 2.0),
        (8, 1, math.nan, 1.0, 2.0),
        (8, 1, 300.0, 17.0, 2.0),
        (8, 1, 300.0, -1.0, 2.0),
        (8, 1, 300.0, 1.0, 5.0),
    ],
)
def test_a_band_outside_its_ranges_breaks_the_state(band):
    with pytest.raises(BrokenStateError, match="band 1"):
        reaeq.decode(state_of(band))


bands = st.fixed_dictionaries(
    {
        "shape": st.sampled_from(["bell", "low shelf", "high shelf", "low pass", "high pass", "notch"]),
        "frequency": st.floats(20, 20_000).map(lambda hz: float(f"{hz:.6g}")),
        "gain": st.floats(-30, 20).map(lambda db: round(db, 4)),
        "q": st.floats(0.3, 40).map(lambda q: float(f"{q:.6g}")),
        "enabled": st.booleans(),
    }
)


@given(st.lists(bands, min_size=1, max_size=6))
def test_a_fresh_equaliser_reads_as_it_was_asked_for(asked):
    wanted = {f"eq.{n}.{name}": value(content) for n, band in enumerate(asked, 1) for name, content in band.items()}
    read = values(reaeq.fresh(wanted))
    for n, band in enumerate(asked, 1):
        for name, content in band.items():
            if name == "gain" and band["shape"] in ("low pass", "high pass", "notch"):
                continue
            expected = pytest.approx(content, rel=2e-6, abs=1e-4) if isinstance(content, float) else content
            assert read[f"eq.{n}.{name}"] == expected
    assert read["eq.output"] == 0


def test_an_envelopes_points_become_hertz_and_decibels():
    term, hertz = reaeq.automation(3, "_Freq_Band_2")
    assert term == "eq.2.frequency"
    assert hertz(0.22263) == pytest.approx(187.7, abs=0.1)
    assert hertz(0.50340) == pytest.approx(1185.3, abs=0.2)
    assert (hertz(0.0), hertz(1.0)) == (20, pytest.approx(24_000))
    term, level = reaeq.automation(1, "_Gain_Low_Shelf")
    assert term == "eq.1.gain"
    assert level(0.25) == 0
    assert level(0.21556) == pytest.approx(20 * math.log10(0.86224), abs=1e-4)
    assert reaeq.automation(5, "")[0] == "eq.2.q"


def test_bypass_wet_and_output_are_no_bands():
    assert reaeq.automation(13, "bypass") is None
    assert reaeq.automation(14, "wet") is None
    assert reaeq.automation(12, "_Global_Gain")[0] == "eq.output"
