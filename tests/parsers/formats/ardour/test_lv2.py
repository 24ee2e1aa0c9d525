"""LV2 and Lua plug-ins in standard terms: by states that we make, and against plug-ins that are installed here."""

from __future__ import annotations

import re
import shutil
import subprocess
from functools import lru_cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.formats.ardour import lua, lv2
from parsers.formats.ardour.minimal import Processor, Route, session
from parsers.formats.ardour.processors import numbers_in_terms
from parsers.formats.ardour.read import read
from parsers.session import Plugin, Value
from parsers.vocabulary import describe

X42, LSP, ZAM = "http://gareus.org/oss/lv2/", "http://lsp-plug.in/plugins/lv2/", "urn:zamaudio:"
CALF, EQ10Q = "http://calf.sourceforge.net/plugins/", "http://eq10q.sourceforge.net/"
FILTER = {
    "High Pass Steepness": 2.0,
    "High Pass Cut off frequency": 80.0,
    "High Pass Resonance": 0.707,
    "Low Pass Steepness": 0.0,
    "Low Pass Cut off frequency": 18_000.0,
    "Low Pass Resonance": 0.707,
}


def told(uri: str, numbers: dict[str, float], format_: str = "LV2") -> dict[str, object]:
    found = numbers_in_terms(Plugin("", "", format_, uri), numbers)
    return {term: value.value for term, value in found.items()}


@pytest.mark.parametrize(
    ("uri", "ports", "term", "value"),
    [
        (X42 + "fil4#mono", {"q2": 1.0}, "eq.2.q", 0.448),
        (X42 + "fil4#mono", {"LSq": 1.0}, "eq.5.q", 0.657444),
        (X42 + "fil4#mono", {"HPQ": 0.7}, "eq.7.q", 0.7),
        (X42 + "fil4#mono", {"HPQ": 0.5}, "eq.7.q", 0.614286),
        (X42 + "fil4#mono", {"LPQ": 9.0}, "eq.8.q", 1.56),
        (X42 + "fil4#mono", {}, "eq.7.slope", 12.0),
        (X42 + "dpl#mono", {"release": 0.05}, "limiter.release", 50.0),
        (LSP + "para_equalizer_x8_mono", {"ft_1": 1, "g_1": 1.0, "q_1": 0.0}, "eq.1.q", 0.353553),
        (LSP + "para_equalizer_x8_mono", {"ft_1": 1, "g_1": 2.511886, "q_1": 1.0}, "eq.1.q", 0.879317),
        (LSP + "para_equalizer_x8_mono", {"ft_1": 5, "g_1": 2.0, "q_1": 1.0}, "eq.1.q", 1.0),
        (LSP + "para_equalizer_x8_mono", {"ft_1": 1, "fm_1": 6, "q_1": 0.0}, "eq.1.q", 0.1),
        (LSP + "para_equalizer_x8_mono", {"ft_1": 1, "fm_1": 2, "q_1": 3.0}, "plugin.q_1", 3.0),
        (LSP + "para_equalizer_x8_mono", {"ft_1": 2, "s_1": 1}, "eq.1.slope", 24.0),
        (LSP + "para_equalizer_x8_mono", {"ft_1": 8}, "eq.1.shape", "all pass"),
        (LSP + "para_equalizer_x8_mono", {"ft_1": 1, "xm_1": 1}, "eq.1.enabled", False),
        (LSP + "graph_equalizer_x16_mono", {"g_9": 2.0}, "eq.10.frequency", 1000.0),
        (LSP + "graph_equalizer_x16_mono", {"g_9": 2.0}, "eq.10.gain", 6.0206),
        (LSP + "graph_equalizer_x32_mono", {"g_3": 2.0, "g_31": 1.0}, "eq.4.frequency", 31.5),
        (LSP + "graph_equalizer_x16_mono", {"g_0": 1.0, "xe_0": 0.0}, "eq.1.enabled", False),
        (ZAM + "ZamEQ2", {"boostl": -3.0, "fl": 200.0}, "eq.3.gain", -3.0),
        (ZAM + "ZamEQ2", {}, "eq.4.shape", "high shelf"),
        (ZAM + "ZamGate", {"thr": -30.0}, "gate.threshold", -30.0),
        (ZAM + "ZamDelay", {"time": 250.0, "sync": 0.0}, "delay.time", 250.0),
        (ZAM + "ZaMaximX2", {"ceil": -1.0}, "limiter.ceiling", -1.0),
        (EQ10Q + "compressor_stereo", {"decay": 250.0}, "compressor.release", 250.0),
        (EQ10Q + "gate_stereo", {"threshold": -40.0}, "gate.threshold", -40.0),
        (CALF + "Filter", {"mode": 4.0, "freq": 80.0}, "eq.1.shape", "high pass"),
        (CALF + "Filter", {"mode": 4.0}, "eq.1.slope", 24.0),
        (CALF + "Compressor", {"knee": 2.0}, "compressor.knee", 6.0206),
        (CALF + "MultibandLimiter", {"limit": 0.5, "release0": 0.5}, "limiter.ceiling", -6.0206),
        (CALF + "MultibandLimiter", {"limit": 0.5, "release0": 0.5}, "plugin.release0", 0.5),
        (CALF + "MultibandCompressor", {"makeup2": 2.0}, "plugin.makeup2", 6.0206),
        (CALF + "Phaser", {"freq": 440.0}, "plugin.freq", 440.0),
        ("urn:ardour:a-delay", {"sync": 1.0, "div": 8.0}, "delay.time_note", 0.5),
        ("urn:ardour:a-delay", {"sync": 1.0, "div": 4.0, "dot": 1.0}, "delay.time_note", 1.5),
    ],
)
def test_ports_speak_in_the_terms_and_scales_that_were_measured(
    uri: str, ports: dict[str, float], term: str, value: object
):
    assert told(uri, ports)[term] == (pytest.approx(value, abs=2e-6) if isinstance(value, float) else value)


def test_a_plug_in_of_which_units_alone_are_known_is_told_under_its_own_names():
    route = Route("Vox", processors=[Processor("Multi", CALF + "MultibandCompressor", ports={"makeup0": 2.0})])
    (insert,) = read(session([route])).tracks[0].inserts
    assert insert.coverage == "named"
    assert insert.parameters == {"plugin.makeup0": Value(6.0206, "dB", "published")}


def test_a_lua_filter_is_two_pass_filters_and_one_that_is_off_has_no_slope():
    found = told("any digest", FILTER, "Lua")
    assert (found["eq.1.shape"], found["eq.1.frequency"], found["eq.1.slope"]) == ("high pass", 80.0, 24.0)
    assert (found["eq.2.shape"], found["eq.2.enabled"]) == ("low pass", False)
    assert "eq.2.slope" not in found


def test_another_lua_script_is_told_under_its_own_names():
    assert told("digest", {"Gain (dB)": -3.0}, "Lua") == {"plugin.Gain (dB)": -3.0}
    assert lua.knobs_of({"High Pass Steepness": 1.0}) == {}


URIS = [known.uri.pattern for known in lv2.known()]


@given(
    st.sampled_from(sorted(URIS)),
    st.dictionaries(st.text(max_size=8), st.floats(allow_nan=False), max_size=6),
    st.data(),
)
def test_any_number_in_any_port_is_read(pattern: str, more: dict[str, float], data: st.DataObject):
    uri = next(one for one in EXAMPLES if re.fullmatch(pattern, one))
    symbols = sorted(lv2.knobs_of(uri, more))
    numbers = dict.fromkeys(symbols, 0.0) | more
    if symbols:
        numbers[data.draw(st.sampled_from(symbols))] = data.draw(st.floats(allow_nan=False, allow_infinity=False))
    told(uri, {name: number for name, number in numbers.items() if abs(number) < 1e300})


# Plug-ins that are installed on this machine

EXAMPLES = [
    *(f"urn:ardour:a-{name}" for name in ("eq", "comp", "exp", "delay", "reverb")),
    *(CALF + name for name in ("Equalizer8Band", "Filter", "Compressor", "Gate", "Limiter", "Reverb", "VintageDelay")),
    *(CALF + name for name in ("MultibandLimiter", "MultibandCompressor", "BassEnhancer", "MultiChorus")),
    *(EQ10Q + name for name in ("eq/eq4qm", "compressor", "gate")),
    *(LSP + name for name in ("para_equalizer_x16_mono", "graph_equalizer_x16_mono", "graph_equalizer_x32_mono")),
    *(LSP + name for name in ("compressor_mono", "gate_mono", "limiter_mono")),
    *(X42 + name for name in ("fil4#mono", "dpl#mono")),
    *(ZAM + name for name in ("ZamEQ2", "ZamComp", "ZamGate", "ZamDelay", "ZaMaximX2")),
]


@lru_cache(maxsize=64)
def installed(uri: str) -> dict[str, tuple[float, float, float]]:
    """Symbol → least, most and default of a plug-in's control inputs; nothing where it is not installed."""
    program = shutil.which("lv2info")
    if program is None:
        return {}
    text = subprocess.run([program, uri], capture_output=True, text=True, check=False).stdout
    found = {}
    for part in re.split(r"\n\tPort \d+:\n", text)[1:]:
        if "#ControlPort" in part and "#InputPort" in part:
            symbol = re.search(r"Symbol:\s+(\S+)", part)[1]
            ends = [re.search(rf"{name}:\s+(\S+)", part) for name in ("Minimum", "Maximum", "Default")]
            found[symbol] = tuple(float(end[1]) if end else 0.0 for end in ends)
    return found


def test_every_family_has_an_example_that_is_looked_up():
    for pattern in URIS:
        assert any(re.fullmatch(pattern, uri) for uri in EXAMPLES), pattern


@pytest.mark.parametrize("uri", EXAMPLES)
def test_an_installed_plug_in_has_every_port_that_is_named_and_its_ends_are_sane(uri: str):
    ports = installed(uri)
    if not ports:
        pytest.skip("this plug-in is not installed here")
    defaults = {symbol: default for symbol, (_, _, default) in ports.items()}
    for symbol, knob in lv2.knobs_of(uri, defaults).items():
        assert symbol in ports, symbol
        if not knob.term or knob.term.startswith("plugin."):
            continue
        for number in ports[symbol]:
            value = knob.read(number)
            if isinstance(value, str) or (knob.unit == "dB" and value == float("-inf")):
                continue
            # Calf's bands go to +36.12 dB, a hair beyond what anybody sets.
            near = (float(value), 0.99 * float(value))
            assert any(map(describe(knob.term).is_sane, near)), (symbol, number, value)
