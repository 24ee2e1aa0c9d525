"""x42: the parametric equaliser fil4 and the peak limiter dpl, in standard terms.

    fil4   sec/freq/gain/q 1 … 4 bells; LS, HS shelves; HighPass, LowPass filters of 12 dB per octave; gain: output, dB
           a bell's q is a bandwidth with Q = 0.448 / q; a shelf's Q = 0.213 + q / 2.25; a pass filter's resonance r has
           Q .50, .55, .70, 1.0, 1.56 at r 0, .35, .7, 1, 1.4
    dpl    threshold and gain in dB, release in s

Evidence: ranges and units from the plug-ins' own descriptions (release 20221119); scales measured on the running
plug-ins (`benchmarks/lv2.py`): the level in the middle of every band is the port's to 0.02 dB; bells of q 0.4, 1, 2.5
and gains of -16 … 16 dB fit the Q above to 0.003 dB rms, shelves of q 0.5, 1, 3 to 0.006 dB, pass filters to 0.2 dB; a
tone above dpl's threshold comes out at it. The law behind a pass filter's resonance is not known: between the measured
places a straight line is taken.
"""

from __future__ import annotations

import re
from itertools import pairwise

from parsers.formats.ardour.lv2_tables import Known, Table, band, nothing
from parsers.formats.knobs import Knob, Stored, decibels_as_stored, seconds, switch
from parsers.plugins.scales import rounded
from parsers.session import Value

__all__ = ["KNOWN"]

_NARROWEST = 0.01
_RESONANCE = ((0.0, 0.50), (0.35, 0.55), (0.7, 0.70), (1.0, 1.0), (1.4, 1.56))
"""A pass filter's port → its Q, as measured."""
_SHELVES = {5: "LS", 6: "HS"}
_PASSES = {7: ("HighPass", "HP"), 8: ("LowPass", "LP")}
_SHAPES = ("bell", "bell", "bell", "bell", "low shelf", "high shelf", "high pass", "low pass")
_SLOPE = 12.0


def _bell_q(width: float) -> float:
    return rounded(0.448 / max(width, _NARROWEST))


def _shelf_q(width: float) -> float:
    return rounded(0.213 + max(width, 0.0) / 2.25)


def _pass_q(resonance: float) -> float:
    for (low, q_low), (high, q_high) in pairwise(_RESONANCE):
        if resonance <= high:
            return rounded(q_low + (q_high - q_low) * max(resonance - low, 0.0) / (high - low))
    return _RESONANCE[-1][1]


def _fil4(_: Stored) -> Table:
    knobs = {"gain": Knob("eq.output", "dB", decibels_as_stored)}
    for number in range(1, 5):
        knobs[f"sec{number}"] = Knob(band(number, "enabled"), "", switch)
        knobs[f"freq{number}"] = Knob(band(number, "frequency"), "Hz")
        knobs[f"q{number}"] = Knob(band(number, "q"), "", _bell_q)
        knobs[f"gain{number}"] = Knob(band(number, "gain"), "dB", decibels_as_stored)
    for number, name in _SHELVES.items():
        knobs[f"{name}sec"] = Knob(band(number, "enabled"), "", switch)
        knobs[f"{name}freq"] = Knob(band(number, "frequency"), "Hz")
        knobs[f"{name}q"] = Knob(band(number, "q"), "", _shelf_q)
        knobs[f"{name}gain"] = Knob(band(number, "gain"), "dB", decibels_as_stored)
    for number, (name, short) in _PASSES.items():
        knobs[name] = Knob(band(number, "enabled"), "", switch)
        knobs[f"{short}freq"] = Knob(band(number, "frequency"), "Hz")
        knobs[f"{short}Q"] = Knob(band(number, "q"), "", _pass_q)
    return knobs


def _fil4_implied(_: Stored) -> dict[str, Value]:
    shapes = {band(number, "shape"): Value(shape, "", "measured") for number, shape in enumerate(_SHAPES, 1)}
    return shapes | {band(number, "slope"): Value(_SLOPE, "dB/oct", "measured") for number in _PASSES}


def _dpl(_: Stored) -> Table:
    return {
        "threshold": Knob("limiter.threshold", "dB", decibels_as_stored),
        "release": Knob("limiter.release", "ms", seconds, "published"),
        "gain": Knob("plugin.gain", "dB", decibels_as_stored, "published"),
    }


_X42 = r"http://gareus\.org/oss/lv2/"
KNOWN = (
    Known(re.compile(_X42 + r"fil4#(?:mono|stereo)"), _fil4, _fil4_implied),
    Known(re.compile(_X42 + r"dpl#(?:mono|stereo)"), _dpl, nothing),
)
