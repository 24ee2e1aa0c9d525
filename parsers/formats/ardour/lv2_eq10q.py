"""EQ10Q: its equalisers, compressor and gate, in standard terms.

    eq1q … eq10q       filter N: type 0 off, 1 … 4 low pass and 5 … 8 high pass of 6, 12, 18, 24 dB per octave, 9, 10
                       shelves, 11 bell, 12 notch; freq Hz, gain dB, q; input_gain, output_gain dB
    compressor, gate   threshold, makeup, knee dB; attack, decay, hold ms; compratio n:1

Evidence: units and ranges from the plug-ins' own descriptions (2.2); measured on the running plug-ins
(`benchmarks/lv2.py`): every type from 2 to 12 but 3, 5 and 7 is the shape above to 0.06 dB with the port's own Q, 1, 3,
5 and 7 fall by 6 and 18 dB an octave; a tone 10 and 27 dB above the compressor's threshold comes out 5.3 and 14.4 dB
above it at 2:1, 3.1 and 8.5 at 4:1; the gate closes within 1 dB of its threshold.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from parsers.formats.ardour.lv2_tables import Known, Table, band, nothing
from parsers.formats.knobs import Knob, Stored, choice, decibels_as_stored, ratio, switch
from parsers.plugins.scales import rounded
from parsers.session import Value

__all__ = ["KNOWN"]

_SHAPES = ("off", *("low pass",) * 4, *("high pass",) * 4, "low shelf", "high shelf", "bell", "notch")
_WITH_GAIN = frozenset({"low shelf", "high shelf", "bell"})
_shape = choice(*_SHAPES)


def _filters(ports: Stored) -> Iterator[int]:
    number = 1
    while f"filter{number}_freq" in ports:
        yield number
        number += 1


def _equaliser(ports: Stored) -> Table:
    knobs = {
        "input_gain": Knob("plugin.input_gain", "dB", decibels_as_stored),
        "output_gain": Knob("eq.output", "dB", decibels_as_stored),
    }
    for number in _filters(ports):
        at = f"filter{number}_"
        knobs[f"{at}type"] = Knob(band(number, "shape"), "", _shape)
        knobs[f"{at}freq"] = Knob(band(number, "frequency"), "Hz")
        knobs[f"{at}q"] = Knob(band(number, "q"))
        knobs[f"{at}enable"] = Knob(band(number, "enabled"), "", switch)
        if _shape(ports.get(f"{at}type", 0.0)) in _WITH_GAIN:
            knobs[f"{at}gain"] = Knob(band(number, "gain"), "dB", decibels_as_stored)
    return knobs


def _slopes(ports: Stored) -> dict[str, Value]:
    """The order of a pass filter, 6 dB per octave each, goes with its type."""
    kinds = {number: int(ports.get(f"filter{number}_type", 0.0)) for number in _filters(ports)}
    return {
        band(number, "slope"): Value(6.0 * ((kind - 1) % 4 + 1), "dB/oct", "measured")
        for number, kind in kinds.items()
        if 1 <= kind <= 8
    }


def _compressor(_: Stored) -> Table:
    return {
        "threshold": Knob("compressor.threshold", "dB", decibels_as_stored),
        "attack": Knob("compressor.attack", "ms", rounded, "published"),
        "decay": Knob("compressor.release", "ms", rounded, "published"),
        "compratio": Knob("compressor.ratio", "ratio", ratio),
        "knee": Knob("compressor.knee", "dB", decibels_as_stored, "published"),
        "compmakeup": Knob("compressor.makeup", "dB", decibels_as_stored),
        "drywet": Knob("compressor.mix", "share", rounded, "published"),
        "hpf": Knob("compressor.detector_hpf", "Hz", rounded, "published"),
        "lpf": Knob("compressor.detector_lpf", "Hz", rounded, "published"),
        "ingain": Knob("plugin.ingain", "dB", decibels_as_stored, "published"),
    }


def _gate(_: Stored) -> Table:
    return {
        "threshold": Knob("gate.threshold", "dB", decibels_as_stored),
        "attack": Knob("gate.attack", "ms", rounded, "published"),
        "hold": Knob("gate.hold", "ms", rounded, "published"),
        "decay": Knob("gate.release", "ms", rounded, "published"),
        "hpf": Knob("gate.detector_hpf", "Hz", rounded, "published"),
        "lpf": Knob("gate.detector_lpf", "Hz", rounded, "published"),
        "gaterange": Knob("plugin.gaterange", "dB", decibels_as_stored, "published"),
        "ingain": Knob("plugin.ingain", "dB", decibels_as_stored, "published"),
    }


_EQ10Q = r"http://eq10q\.sourceforge\.net/"
KNOWN = (
    Known(re.compile(_EQ10Q + r"eq/eq(?:1q|4q|6q|10q).*"), _equaliser, _slopes),
    Known(re.compile(_EQ10Q + r"compressor_?\w*"), _compressor, nothing),
    Known(re.compile(_EQ10Q + r"gate_?\w*"), _gate, nothing),
)
