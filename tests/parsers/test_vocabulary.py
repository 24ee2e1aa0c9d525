from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.vocabulary import Term, band_of, describe, spoken, terms

SCALED = [term for term in terms() if term.scale != "none"]


def test_every_term_is_named_once_and_says_what_it_is() -> None:
    names = [term.name for term in terms()]
    assert len(set(names)) == len(names)
    assert all(term.label and term.family for term in terms())


@pytest.mark.parametrize("term", terms(), ids=lambda term: str(term.name))
def test_the_default_of_a_term_is_a_value_it_can_have(term: Term) -> None:
    assert term.sane[0] < term.sane[1]
    assert term.default is None or term.default == -math.inf or term.is_sane(term.default)
    assert (term.step > 0) is (term.scale != "none")
    assert term.louder in {-1, 0, 1}


@pytest.mark.parametrize("term", SCALED, ids=lambda term: str(term.name))
@given(st.floats(0.01, 0.99))
def test_position_and_value_are_inverse_within_the_sane_range(term: Term, share: float) -> None:
    low, high = (term.position(max(end, 1e-3)) if term.scale == "log" else end for end in term.sane)
    value = term.value(low + share * (high - low))
    assert term.value(term.position(value)) == pytest.approx(value, rel=1e-9, abs=1e-9)


def test_sizes_are_counted_in_just_noticeable_differences() -> None:
    assert describe("fader.gain").size_jnd(-6.0, -4.5) == 1.5
    assert describe("eq.1.frequency").size_jnd(400.0, 800.0) == pytest.approx(1 / 0.11)
    assert describe("fader.gain").size_jnd(-math.inf, 0.0) == 150.0
    assert describe("mute").size_jnd(before=False, after=True) is None
    assert describe("fader.gain").size_jnd(None, 1.0) is None
    assert describe("track.renamed").size_jnd("a", "b") is None


def test_a_numbered_term_is_an_instance_of_its_pattern() -> None:
    assert describe("eq.3.gain").name == "eq.N.gain"
    assert (band_of("eq.12.gain"), band_of("fader.gain")) == (12, None)


def test_an_unknown_term_is_neutral() -> None:
    term = describe("plugin.Wet Gain")
    assert (term.family, term.scale, term.label, term.default) == ("plugin", "none", "Wet Gain", None)


@pytest.mark.parametrize(
    ("name", "shape", "said"),
    [
        ("eq.1.frequency", "high pass", "hpf.frequency"),
        ("eq.1.slope", "low pass", "lpf.slope"),
        ("eq.1.gain", "bell", "eq.1.gain"),
        ("eq.1.gain", None, "eq.1.gain"),
        ("compressor.ratio", "high pass", "compressor.ratio"),
    ],
)
def test_pass_bands_are_said_as_filters(name: str, shape: str | None, said: str) -> None:
    assert spoken(name, shape) == said


@pytest.mark.parametrize(
    ("term", "value", "said"),
    [
        ("fader.gain", -4.5, "-4.5 dB"),
        ("fader.gain", 0.0, "0.0 dB"),
        ("fader.gain", -math.inf, "-inf dB"),
        ("eq.1.frequency", 2500.0, "2.50 kHz"),
        ("eq.1.frequency", 80.0, "80 Hz"),
        ("pan.position", -0.3, "L30"),
        ("pan.position", 0.0, "C"),
        ("insert.wet", 0.5, "50 %"),
        ("compressor.ratio", 4.0, "4:1"),
        ("compressor.attack", 3.5, "3.5 ms"),
        ("mute", True, "on"),
        ("track.renamed", "Vox", "Vox"),
        ("fader.gain", None, "–"),
    ],
)
def test_values_are_said_as_an_engineer_reads_them(term: str, value: float | str | None, said: str) -> None:
    assert describe(term).say(value) == said
