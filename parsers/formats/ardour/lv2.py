"""LV2 plug-ins in standard terms: what their ports hold, by the plug-in's URI and the port's symbol.

A port's number has a physical unit, but which one is each plug-in's own affair: a gain is dB here and an amplitude
there. So only plug-ins whose ports are known stand here; the ports of all others are told raw, under their symbols.
``measured``: read from the running plug-in or checked against what a session shows (OTHER_FORMATS §3.1 and ARDOUR of
the project's research); ``published``: from the plug-in's own published description or source.

An equaliser's numbered bands keep their numbers; low shelf, high shelf, high-pass and low-pass follow behind them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from parsers.formats.knobs import UNTOLD, Knob, Stored, decibels_as_stored, ratio, seconds, switch
from parsers.plugins.scales import decibels, q_of_octaves, rounded
from parsers.session import Confidence, Value

__all__ = ["derived", "knobs_of", "switches"]

_Table = Mapping[str, Knob]

_ARDOUR_DYNAMICS = {
    "att": "attack",
    "rel": "release",
    "kn": "knee",
    "rat": "ratio",
    "thr": "threshold",
    "mak": "makeup",
}


def switches(uri: str) -> list[tuple[str, bool]]:
    """Symbols of ports that may take the plug-in out of use, each with the value with which it works."""
    return [(symbol, working) for start, symbol, working in _SWITCHES if uri.startswith(start)]


_SWITCHES = (
    ("urn:ardour:a-", "enable", True),
    ("http://gareus.org/oss/lv2/fil4", "enable", True),
    ("http://gareus.org/oss/lv2/dpl", "enable", True),
    ("http://calf.sourceforge.net/plugins/Reverb", "on", True),
    ("http://calf.sourceforge.net/plugins/VintageDelay", "on", True),
    ("http://calf.sourceforge.net/plugins/", "bypass", False),
    ("http://eq10q.sourceforge.net/eq/", "bypass", False),
    ("http://lsp-plug.in/plugins/lv2/", "enabled", True),
    ("http://lsp-plug.in/plugins/lv2/", "bypass", False),
)


def knobs_of(uri: str, ports: Stored) -> _Table:
    """Symbol → meaning, for the ports of one plug-in as it is set."""
    for pattern, build in _BUILT:
        if pattern.fullmatch(uri):
            return build(ports)
    return {}


def derived(uri: str, ports: Stored) -> dict[str, Value]:
    """What the kind of a band implies: shapes that no port holds."""
    for pattern, bands in _SHAPED:
        if pattern.fullmatch(uri):
            return bands(ports)
    return {}


def _percent(value: float) -> float:
    return rounded(value / 100)


def _percent_db(value: float) -> float:
    return decibels(value / 100)


def _dynamics(family: str, *, confidence: Confidence) -> Callable[[Stored], _Table]:
    """Ports of the a-comp family: times in ms, levels and knee in dB, ratio as n:1."""
    units = {
        "attack": ("ms", rounded),
        "release": ("ms", rounded),
        "ratio": ("ratio", ratio),
    }

    def build(_: Stored) -> _Table:
        knobs = {}
        for symbol, last in _ARDOUR_DYNAMICS.items():
            unit, read = units.get(last, ("dB", decibels_as_stored))
            knobs[symbol] = Knob(f"{family}.{last}", unit, read, confidence)
        return knobs

    return build


def _a_delay(ports: Stored) -> _Table:
    """The time is in use while the delay does not follow the tempo; what a division means is not known."""
    knobs = {
        "drywet": Knob("insert.wet", "share", _percent),
        "feedback": Knob("delay.feedback", "dB", _percent_db),
        "lpf": Knob("delay.highcut", "Hz"),
        "gain": Knob("plugin.gain", "dB", decibels_as_stored),
    }
    if not ports.get("sync", 0.0):
        knobs["time"] = Knob("delay.time", "ms")
    return knobs


def _a_reverb(_: Stored) -> _Table:
    return {
        "blend": Knob("insert.wet", "share", rounded, "published"),
        "roomsz": Knob("reverb.size", "share", rounded, "published"),
    }


# Equalisers

_SHELVES = {"ls": "low shelf", "hs": "high shelf"}
_PASSES = {"hp": "high pass", "lp": "low pass"}


def _band(number: int, last: str) -> str:
    return f"eq.{number}.{last}"


def _a_eq_bands() -> dict[str, tuple[int, str]]:
    """Ending of the symbols → band and shape."""
    bands = {str(number): (number, "bell") for number in range(1, 5)}
    return bands | {"l": (5, "low shelf"), "h": (6, "high shelf")}


def _a_eq(_: Stored) -> _Table:
    knobs = {"master": Knob("eq.output", "dB", decibels_as_stored)}
    for ending, (number, shape) in _a_eq_bands().items():
        knobs[f"freq{ending}"] = Knob(_band(number, "frequency"), "Hz")
        knobs[f"g{ending}"] = Knob(_band(number, "gain"), "dB", decibels_as_stored)
        knobs[f"filtog{ending}"] = Knob(_band(number, "enabled"), "", switch)
        if shape == "bell":
            knobs[f"bw{ending}"] = Knob(_band(number, "q"), "", q_of_octaves)
    return knobs


def _a_eq_shapes(_: Stored) -> dict[str, Value]:
    return {_band(number, "shape"): Value(shape, "", "measured") for number, shape in _a_eq_bands().values()}


def _calf_bands(ports: Stored) -> dict[str, tuple[int, str]]:
    """Beginning of the symbols → band and shape, of an equaliser of 5, 8 or 12 bands."""
    peaks = sum(f"p{number}_freq" in ports for number in range(1, 13))
    bands = {f"p{number}": (number, "bell") for number in range(1, peaks + 1)}
    for name, shape in (_SHELVES | _PASSES).items():
        if f"{name}_freq" in ports:
            bands[name] = (len(bands) + 1, shape)
    return bands


def _calf_eq(ports: Stored) -> _Table:
    knobs = {
        "level_in": Knob("plugin.level_in", "dB", decibels),
        "level_out": Knob("eq.output", "dB", decibels),
    }
    for name, (number, shape) in _calf_bands(ports).items():
        knobs[f"{name}_active"] = Knob(_band(number, "enabled"), "", switch)
        knobs[f"{name}_freq"] = Knob(_band(number, "frequency"), "Hz")
        knobs[f"{name}_q"] = Knob(_band(number, "q"))
        if name in _PASSES:
            knobs[f"{name}_mode"] = Knob(_band(number, "slope"), "dB/oct", _calf_slope, "published")
        elif shape:
            knobs[f"{name}_level"] = Knob(_band(number, "gain"), "dB", decibels)
    return knobs


def _calf_slope(mode: float) -> float:
    return 12.0 * (min(max(int(mode), 0), 2) + 1)


def _calf_shapes(ports: Stored) -> dict[str, Value]:
    return {_band(number, "shape"): Value(shape, "", "measured") for number, shape in _calf_bands(ports).values()}


_EQ10Q_SHAPES = ("off", *("low pass",) * 4, *("high pass",) * 4, "low shelf", "high shelf", "bell", "notch")
_WITH_GAIN = {"low shelf", "high shelf", "bell"}


def _eq10q_shape(kind: float) -> str:
    return _EQ10Q_SHAPES[int(kind)] if 0 <= kind < len(_EQ10Q_SHAPES) else f"type {kind:g}"


def _eq10q(ports: Stored) -> _Table:
    knobs = {
        "input_gain": Knob("plugin.input_gain", "dB", decibels_as_stored),
        "output_gain": Knob("eq.output", "dB", decibels_as_stored),
    }
    number = 1
    while f"filter{number}_freq" in ports:
        at = f"filter{number}_"
        knobs[f"{at}type"] = Knob(_band(number, "shape"), "", _eq10q_shape, "published")
        knobs[f"{at}freq"] = Knob(_band(number, "frequency"), "Hz", rounded, "published")
        knobs[f"{at}q"] = Knob(_band(number, "q"), "", rounded, "published")
        knobs[f"{at}enable"] = Knob(_band(number, "enabled"), "", switch, "published")
        if _eq10q_shape(ports.get(f"{at}type", 0.0)) in _WITH_GAIN:
            knobs[f"{at}gain"] = Knob(_band(number, "gain"), "dB", decibels_as_stored, "published")
        number += 1
    return knobs


def _eq10q_slopes(ports: Stored) -> dict[str, Value]:
    """The order of a pass filter, 6 dB per octave each, goes with its type."""
    values = {}
    number = 1
    while f"filter{number}_freq" in ports:
        kind = int(ports.get(f"filter{number}_type", 0.0))
        if 1 <= kind <= 8:
            values[_band(number, "slope")] = Value(6.0 * ((kind - 1) % 4 + 1), "dB/oct", "published")
        number += 1
    return values


def _fil4(_: Stored) -> _Table:
    """Widths of the bells are octaves; the shelves' and the filters' own scales are not known."""
    knobs = {
        "gain": Knob("eq.output", "dB", decibels_as_stored, "published"),
        "HighPass": Knob(_band(7, "enabled"), "", switch, "published"),
        "HPfreq": Knob(_band(7, "frequency"), "Hz", rounded, "published"),
        "LowPass": Knob(_band(8, "enabled"), "", switch, "published"),
        "LPfreq": Knob(_band(8, "frequency"), "Hz", rounded, "published"),
    }
    for number in range(1, 5):
        knobs[f"sec{number}"] = Knob(_band(number, "enabled"), "", switch, "published")
        knobs[f"freq{number}"] = Knob(_band(number, "frequency"), "Hz", rounded, "published")
        knobs[f"q{number}"] = Knob(_band(number, "q"), "", q_of_octaves, "published")
        knobs[f"gain{number}"] = Knob(_band(number, "gain"), "dB", decibels_as_stored, "published")
    for number, name in ((5, "LS"), (6, "HS")):
        knobs[f"{name}sec"] = Knob(_band(number, "enabled"), "", switch, "published")
        knobs[f"{name}freq"] = Knob(_band(number, "frequency"), "Hz", rounded, "published")
        knobs[f"{name}gain"] = Knob(_band(number, "gain"), "dB", decibels_as_stored, "published")
    return knobs


def _fil4_shapes(_: Stored) -> dict[str, Value]:
    shapes = ("bell",) * 4 + ("low shelf", "high shelf", "high pass", "low pass")
    return {_band(number, "shape"): Value(shape, "", "published") for number, shape in enumerate(shapes, 1)}


_LSP_SHAPES = ("off", "bell", "high pass", "high shelf", "low pass", "low shelf", "notch", "resonance")


def _lsp_shape(kind: float) -> str:
    return _LSP_SHAPES[int(kind)] if 0 <= kind < len(_LSP_SHAPES) else f"type {kind:g}"


_LSP_PORTS = ("ft", "fm", "s", "xs", "xm", "f", "g", "q", "hue")
_LSP_FILTERS = 32


def _lsp_bands(ports: Stored) -> dict[int, int]:
    """Number of each filter → band: as the plug-in shows it, its filter 0 behind the last."""
    numbers = [number for number in range(_LSP_FILTERS) if f"ft_{number}" in ports]
    return {number: number or len(numbers) for number in numbers}


def _lsp_eq(ports: Stored) -> _Table:
    """A filter that is off is told as if it were not there; one's q is on a scale of its own: raw."""
    knobs = {"g_out": Knob("eq.output", "dB", decibels), "g_in": Knob("plugin.g_in", "dB", decibels)}
    for number, band in _lsp_bands(ports).items():
        if not ports[f"ft_{number}"]:
            knobs |= {f"{symbol}_{number}": UNTOLD for symbol in _LSP_PORTS}
            continue
        knobs[f"ft_{number}"] = Knob(_band(band, "shape"), "", _lsp_shape, "published")
        knobs[f"f_{number}"] = Knob(_band(band, "frequency"), "Hz")
        if _lsp_shape(ports[f"ft_{number}"]) not in {"high pass", "low pass", "notch"}:
            knobs[f"g_{number}"] = Knob(_band(band, "gain"), "dB", decibels)
    return knobs


def _lsp_enabled(ports: Stored) -> dict[str, Value]:
    on = Value(True, "", "measured")  # noqa: FBT003 - the value of a switch
    return {_band(band, "enabled"): on for number, band in _lsp_bands(ports).items() if ports[f"ft_{number}"]}


# Dynamics, delays and reverbs of other makers


def _calf_compressor(_: Stored) -> _Table:
    return {
        "threshold": Knob("compressor.threshold", "dB", decibels),
        "ratio": Knob("compressor.ratio", "ratio", ratio),
        "attack": Knob("compressor.attack", "ms"),
        "release": Knob("compressor.release", "ms"),
        "makeup": Knob("compressor.makeup", "dB", decibels),
        "mix": Knob("compressor.mix", "share", rounded, "published"),
        "level_in": Knob("plugin.level_in", "dB", decibels),
    }


def _calf_gate(_: Stored) -> _Table:
    return {
        "threshold": Knob("gate.threshold", "dB", decibels, "published"),
        "attack": Knob("gate.attack", "ms", rounded, "published"),
        "release": Knob("gate.release", "ms", rounded, "published"),
        "range": Knob("plugin.range", "dB", decibels, "published"),
        "makeup": Knob("plugin.makeup", "dB", decibels, "published"),
    }


def _calf_limiter(_: Stored) -> _Table:
    return {
        "limit": Knob("limiter.ceiling", "dB", decibels, "published"),
        "release": Knob("limiter.release", "ms", rounded, "published"),
        "level_in": Knob("plugin.level_in", "dB", decibels, "published"),
        "level_out": Knob("plugin.level_out", "dB", decibels, "published"),
    }


def _calf_reverb(_: Stored) -> _Table:
    return {
        "decay_time": Knob("reverb.time", "ms", seconds, "published"),
        "predelay": Knob("reverb.predelay", "ms", rounded, "published"),
        "amount": Knob("reverb.mix", "dB", decibels, "published"),
        "dry": Knob("plugin.dry", "dB", decibels, "published"),
    }


def _calf_delay(_: Stored) -> _Table:
    return {
        "feedback": Knob("delay.feedback", "dB", decibels, "published"),
        "amount": Knob("delay.mix", "dB", decibels, "published"),
        "dry": Knob("delay.dry", "dB", decibels, "published"),
    }


def _lsp_compressor(_: Stored) -> _Table:
    return {
        "al": Knob("compressor.threshold", "dB", decibels, "published"),
        "at": Knob("compressor.attack", "ms", rounded, "published"),
        "rt": Knob("compressor.release", "ms", rounded, "published"),
        "cr": Knob("compressor.ratio", "ratio", ratio, "published"),
        "mk": Knob("compressor.makeup", "dB", decibels, "published"),
    }


def _lsp_gate(_: Stored) -> _Table:
    return {
        "gt": Knob("gate.threshold", "dB", decibels, "published"),
        "at": Knob("gate.attack", "ms", rounded, "published"),
        "rt": Knob("gate.release", "ms", rounded, "published"),
    }


def _lsp_limiter(_: Stored) -> _Table:
    return {
        "th": Knob("limiter.threshold", "dB", decibels, "published"),
        "rt": Knob("limiter.release", "ms", rounded, "published"),
    }


def _dpl(_: Stored) -> _Table:
    return {
        "threshold": Knob("limiter.threshold", "dB", decibels_as_stored, "published"),
        "release": Knob("limiter.release", "ms", seconds, "published"),
        "gain": Knob("plugin.gain", "dB", decibels_as_stored, "published"),
    }


def _uri(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


_CALF = r"http://calf\.sourceforge\.net/plugins/"
_LSP = r"http://lsp-plug\.in/plugins/lv2/"
_EQ10Q = _uri(r"http://eq10q\.sourceforge\.net/eq/eq(?:1q|4q|6q|10q).*")
_CALF_EQ = _uri(_CALF + r"Equalizer(?:5|8|12)Band")
_A_EQ = _uri(r"urn:ardour:a-eq(?:#stereo)?")
_FIL4 = _uri(r"http://gareus\.org/oss/lv2/fil4#(?:mono|stereo)")
_LSP_EQ = _uri(_LSP + r"para_equalizer_x\d+_(?:mono|stereo)")

_BUILT: tuple[tuple[re.Pattern[str], Callable[[Stored], _Table]], ...] = (
    (_A_EQ, _a_eq),
    (_uri(r"urn:ardour:a-comp(?:#stereo)?"), _dynamics("compressor", confidence="measured")),
    (_uri(r"urn:ardour:a-exp(?:#stereo)?"), _dynamics("expander", confidence="published")),
    (_uri(r"urn:zamaudio:ZamComp(?:X2)?"), _dynamics("compressor", confidence="published")),
    (_uri(r"urn:ardour:a-delay"), _a_delay),
    (_uri(r"urn:ardour:a-reverb"), _a_reverb),
    (_CALF_EQ, _calf_eq),
    (_uri(_CALF + r"(?:Mono|Sidechain)?Compressor"), _calf_compressor),
    (_uri(_CALF + r"(?:Sidechain)?Gate"), _calf_gate),
    (_uri(_CALF + r"Limiter"), _calf_limiter),
    (_uri(_CALF + r"Reverb"), _calf_reverb),
    (_uri(_CALF + r"VintageDelay"), _calf_delay),
    (_EQ10Q, _eq10q),
    (_FIL4, _fil4),
    (_uri(r"http://gareus\.org/oss/lv2/dpl#(?:mono|stereo)"), _dpl),
    (_LSP_EQ, _lsp_eq),
    (_uri(_LSP + r"(?:sc_)?compressor_\w+"), _lsp_compressor),
    (_uri(_LSP + r"(?:sc_)?gate_\w+"), _lsp_gate),
    (_uri(_LSP + r"(?:sc_)?limiter_\w+"), _lsp_limiter),
)
_SHAPED: tuple[tuple[re.Pattern[str], Callable[[Stored], dict[str, Value]]], ...] = (
    (_A_EQ, _a_eq_shapes),
    (_CALF_EQ, _calf_shapes),
    (_EQ10Q, _eq10q_slopes),
    (_FIL4, _fil4_shapes),
    (_LSP_EQ, _lsp_enabled),
)
