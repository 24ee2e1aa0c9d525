"""LV2 plug-ins in standard terms: what their ports hold, by the plug-in's URI and the port's symbol.

A port's number has a physical unit, but which one is each plug-in's own affair: a gain is dB here and an amplitude
there. So only plug-ins whose ports are known stand here (Ardour's own and Calf) and in the modules ``lv2_NAME`` of
other makers; the ports of all others are told raw, under their symbols. ``measured``: read from the running plug-in
(`benchmarks/lv2.py`) or checked against what a session shows; ``published``: from the plug-in's own description.

An equaliser's numbered bands keep their numbers; low shelf, high shelf, high-pass and low-pass follow behind them.

Measured: Ardour's bells to 0.04 dB, its shelves' levels to 0.04 dB (their flanks are not the usual ones: 1.7 dB off at
most); Calf's bells, shelves and pass filters of 12 dB per octave to 0.01 dB, its steeper ones are that filter twice or
three times, each with the Q that is shown. The limiter and the gates work at their thresholds, compressors at theirs.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from parsers.formats.ardour import lv2_eq10q, lv2_lsp, lv2_x42, lv2_zam
from parsers.formats.ardour.lv2_tables import Known, Table, band, nothing
from parsers.formats.knobs import UNTOLD, Knob, Stored, choice, decibels_as_stored, ratio, seconds, switch
from parsers.plugins.scales import decibels, q_of_octaves, rounded
from parsers.session import Confidence, Value

__all__ = ["derived", "knobs_of", "known", "switches"]

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


def knobs_of(uri: str, ports: Stored) -> Table:
    """Symbol → meaning, for the ports of one plug-in as it is set."""
    found = _known(uri)
    return found.knobs(ports) if found is not None else {}


def derived(uri: str, ports: Stored) -> dict[str, Value]:
    """What the kind of a band implies: shapes that no port holds."""
    found = _known(uri)
    return found.implied(ports) if found is not None else {}


def known() -> tuple[Known, ...]:
    """Every family of plug-ins whose ports are known."""
    return _KNOWN


@lru_cache(maxsize=256)
def _known(uri: str) -> Known | None:
    return next((one for one in _KNOWN if one.uri.fullmatch(uri)), None)


def _percent(value: float) -> float:
    return rounded(value / 100)


def _percent_db(value: float) -> float:
    return decibels(value / 100)


def _dynamics(family: str, *, confidence: Confidence) -> Callable[[Stored], Table]:
    """Ports of the a-comp family: times in ms, levels and knee in dB, ratio as n:1."""
    units = {
        "attack": ("ms", rounded),
        "release": ("ms", rounded),
        "ratio": ("ratio", ratio),
    }

    def build(_: Stored) -> Table:
        knobs = {}
        for symbol, last in _ARDOUR_DYNAMICS.items():
            unit, read = units.get(last, ("dB", decibels_as_stored))
            knobs[symbol] = Knob(f"{family}.{last}", unit, read, confidence)
        return knobs

    return build


def _a_delay(ports: Stored) -> Table:
    """The time is in use while the delay does not follow the tempo, else the part of a whole note, dotted or not."""
    knobs = {
        "drywet": Knob("insert.wet", "share", _percent),
        "feedback": Knob("delay.feedback", "dB", _percent_db),
        "lpf": Knob("delay.highcut", "Hz"),
        "gain": Knob("plugin.gain", "dB", decibels_as_stored),
    }
    if not ports.get("sync", 0.0):
        knobs["time"] = Knob("delay.time", "ms")
        return knobs
    dotted = 1.5 if ports.get("dot", 0.0) else 1.0
    knobs["div"] = Knob("delay.time_note", "beats", lambda part: rounded(4 * dotted / max(part, 1.0)), "published")
    return knobs | {"time": UNTOLD, "dot": UNTOLD}


def _a_reverb(_: Stored) -> Table:
    return {
        "blend": Knob("insert.wet", "share", rounded, "published"),
        "roomsz": Knob("reverb.size", "share", rounded, "published"),
    }


# Equalisers

_SHELVES = {"ls": "low shelf", "hs": "high shelf"}
_PASSES = {"hp": "high pass", "lp": "low pass"}


def _a_eq_bands() -> dict[str, tuple[int, str]]:
    """Ending of the symbols → band and shape."""
    bands = {str(number): (number, "bell") for number in range(1, 5)}
    return bands | {"l": (5, "low shelf"), "h": (6, "high shelf")}


def _a_eq(_: Stored) -> Table:
    knobs = {"master": Knob("eq.output", "dB", decibels_as_stored)}
    for ending, (number, shape) in _a_eq_bands().items():
        knobs[f"freq{ending}"] = Knob(band(number, "frequency"), "Hz")
        knobs[f"g{ending}"] = Knob(band(number, "gain"), "dB", decibels_as_stored)
        knobs[f"filtog{ending}"] = Knob(band(number, "enabled"), "", switch)
        if shape == "bell":
            knobs[f"bw{ending}"] = Knob(band(number, "q"), "", q_of_octaves)
    return knobs


def _a_eq_shapes(_: Stored) -> dict[str, Value]:
    return {band(number, "shape"): Value(shape, "", "measured") for number, shape in _a_eq_bands().values()}


def _calf_bands(ports: Stored) -> dict[str, tuple[int, str]]:
    """Beginning of the symbols → band and shape, of an equaliser of 5, 8 or 12 bands."""
    peaks = sum(f"p{number}_freq" in ports for number in range(1, 13))
    bands = {f"p{number}": (number, "bell") for number in range(1, peaks + 1)}
    for name, shape in (_SHELVES | _PASSES).items():
        if f"{name}_freq" in ports:
            bands[name] = (len(bands) + 1, shape)
    return bands


def _calf_eq(ports: Stored) -> Table:
    knobs = {
        "level_in": Knob("plugin.level_in", "dB", decibels),
        "level_out": Knob("eq.output", "dB", decibels),
    }
    for name, (number, shape) in _calf_bands(ports).items():
        knobs[f"{name}_active"] = Knob(band(number, "enabled"), "", switch)
        knobs[f"{name}_freq"] = Knob(band(number, "frequency"), "Hz")
        knobs[f"{name}_q"] = Knob(band(number, "q"))
        if name in _PASSES:
            knobs[f"{name}_mode"] = Knob(band(number, "slope"), "dB/oct", _calf_slope, "published")
        elif shape:
            knobs[f"{name}_level"] = Knob(band(number, "gain"), "dB", decibels)
    return knobs


def _calf_slope(mode: float) -> float:
    return 12.0 * (min(max(int(mode), 0), 2) + 1)


def _calf_shapes(ports: Stored) -> dict[str, Value]:
    return {band(number, "shape"): Value(shape, "", "measured") for number, shape in _calf_bands(ports).values()}


# Dynamics, delays and reverbs of other makers


_CALF_FILTERS = (*("low pass",) * 3, *("high pass",) * 3, *("band pass",) * 3, *("notch",) * 3, "all pass")
_CALF_STEPS = (12.0, 24.0, 36.0, 12.0, 24.0, 36.0)


def _calf_filter(_: Stored) -> Table:
    return {
        "mode": Knob(band(1, "shape"), "", choice(*_CALF_FILTERS), "published"),
        "freq": Knob(band(1, "frequency"), "Hz"),
        "res": Knob(band(1, "q"), "", rounded, "published"),
        "level_in": Knob("plugin.level_in", "dB", decibels, "published"),
        "level_out": Knob("eq.output", "dB", decibels, "published"),
    }


def _calf_filter_implied(ports: Stored) -> dict[str, Value]:
    mode = int(ports.get("mode", 0.0))
    if not 0 <= mode < len(_CALF_STEPS):
        return {}
    return {band(1, "slope"): Value(_CALF_STEPS[mode], "dB/oct", "published")}


def _calf_compressor(_: Stored) -> Table:
    return {
        "threshold": Knob("compressor.threshold", "dB", decibels),
        "ratio": Knob("compressor.ratio", "ratio", ratio),
        "attack": Knob("compressor.attack", "ms"),
        "release": Knob("compressor.release", "ms"),
        "knee": Knob("compressor.knee", "dB", decibels, "published"),
        "makeup": Knob("compressor.makeup", "dB", decibels),
        "mix": Knob("compressor.mix", "share", rounded, "published"),
        "level_in": Knob("plugin.level_in", "dB", decibels),
    }


def _calf_gate(_: Stored) -> Table:
    return {
        "threshold": Knob("gate.threshold", "dB", decibels),
        "attack": Knob("gate.attack", "ms", rounded, "published"),
        "release": Knob("gate.release", "ms", rounded, "published"),
        "range": Knob("plugin.range", "dB", decibels, "published"),
        "makeup": Knob("plugin.makeup", "dB", decibels, "published"),
    }


def _calf_limiter(_: Stored) -> Table:
    """Of the multiband one, releases with a number are shares of the release, and stay raw."""
    return {
        "limit": Knob("limiter.ceiling", "dB", decibels),
        "release": Knob("limiter.release", "ms", rounded, "published"),
        "level_in": Knob("plugin.level_in", "dB", decibels, "published"),
        "level_out": Knob("plugin.level_out", "dB", decibels, "published"),
    }


def _calf_reverb(_: Stored) -> Table:
    return {
        "decay_time": Knob("reverb.time", "ms", seconds, "published"),
        "predelay": Knob("reverb.predelay", "ms", rounded, "published"),
        "amount": Knob("reverb.mix", "dB", decibels, "published"),
        "dry": Knob("plugin.dry", "dB", decibels, "published"),
    }


def _calf_delay(_: Stored) -> Table:
    return {
        "feedback": Knob("delay.feedback", "dB", decibels, "published"),
        "amount": Knob("delay.mix", "dB", decibels, "published"),
        "dry": Knob("delay.dry", "dB", decibels, "published"),
    }


_CALF_EVERYWHERE = (
    (re.compile(r"level_in|level_out|(?:makeup|threshold|knee)\d*"), "dB", decibels),
    (re.compile(r"freq\d*"), "Hz", rounded),
    (re.compile(r"(?:attack|release)\d*"), "ms", rounded),
    (re.compile(r"ratio\d*"), "ratio", ratio),
)
"""Symbols that mean the same in every plug-in of Calf that has them (0.90.3; but see `_calf_limiter`)."""


def _calf_other(ports: Stored) -> Table:
    """Units of what has no standard term: bands of multiband plug-ins and the like, under their own symbols."""
    return {
        symbol: Knob(f"plugin.{symbol}", unit, read, "published")
        for symbol in ports
        for pattern, unit, read in _CALF_EVERYWHERE
        if pattern.fullmatch(symbol)
    }


_CALF = r"http://calf\.sourceforge\.net/plugins/"
_OWN = (
    Known(re.compile(r"urn:ardour:a-eq(?:#stereo)?"), _a_eq, _a_eq_shapes),
    Known(re.compile(r"urn:ardour:a-comp(?:#stereo)?"), _dynamics("compressor", confidence="measured"), nothing),
    Known(re.compile(r"urn:ardour:a-exp(?:#stereo)?"), _dynamics("expander", confidence="published"), nothing),
    Known(re.compile(r"urn:ardour:a-delay"), _a_delay, nothing),
    Known(re.compile(r"urn:ardour:a-reverb"), _a_reverb, nothing),
    Known(re.compile(_CALF + r"Equalizer(?:5|8|12)Band"), _calf_eq, _calf_shapes),
    Known(re.compile(_CALF + r"Filter"), _calf_filter, _calf_filter_implied),
    Known(re.compile(_CALF + r"(?:Mono|Sidechain)?Compressor"), _calf_compressor, nothing),
    Known(re.compile(_CALF + r"(?:Sidechain)?Gate"), _calf_gate, nothing),
    Known(re.compile(_CALF + r"(?:Multiband|Sidechain)?Limiter"), _calf_limiter, nothing),
    Known(re.compile(_CALF + r"Reverb"), _calf_reverb, nothing),
    Known(re.compile(_CALF + r"VintageDelay"), _calf_delay, nothing),
    Known(re.compile(_CALF + r"\w+"), _calf_other, nothing),
)
_KNOWN = (*_OWN, *lv2_eq10q.KNOWN, *lv2_lsp.KNOWN, *lv2_x42.KNOWN, *lv2_zam.KNOWN)
