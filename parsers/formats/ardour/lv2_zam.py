"""ZamAudio: equaliser, compressor, gate, delay and maximiser, in standard terms.

    ZamEQ2     boost/f 1, 2 bells, l, h shelves: dB, Hz; bw is on a scale of its own; master: output, dB
    ZamComp    att, rel ms; thr, mak, kn dB; rat n:1
    ZamGate    att, rel ms; thr dB
    ZamDelay   time ms (while it does not follow the tempo), feedb, drywet 0 … 1, lpf Hz
    ZaMaximX2  rel ms; thresh, ceil dB

Evidence: units and ranges from the plug-ins' own descriptions (4.1); measured on the running plug-ins
(`benchmarks/lv2.py`): levels of the equaliser's bands and shelves and its output to 0.05 dB, the compressor's threshold
and make-up, the gate's threshold.
"""

from __future__ import annotations

import re

from parsers.formats.ardour.lv2_tables import Known, Table, band, nothing
from parsers.formats.knobs import Knob, Stored, decibels_as_stored, ratio
from parsers.plugins.scales import decibels, rounded
from parsers.session import Value

__all__ = ["KNOWN"]

_BANDS = {"1": "bell", "2": "bell", "l": "low shelf", "h": "high shelf"}


def _equaliser(_: Stored) -> Table:
    knobs = {"master": Knob("eq.output", "dB", decibels_as_stored)}
    for number, name in enumerate(_BANDS, 1):
        knobs[f"boost{name}"] = Knob(band(number, "gain"), "dB", decibels_as_stored)
        knobs[f"f{name}"] = Knob(band(number, "frequency"), "Hz")
    return knobs


def _equaliser_implied(_: Stored) -> dict[str, Value]:
    return {band(number, "shape"): Value(shape, "", "measured") for number, shape in enumerate(_BANDS.values(), 1)}


def _compressor(_: Stored) -> Table:
    return {
        "att": Knob("compressor.attack", "ms", rounded, "published"),
        "rel": Knob("compressor.release", "ms", rounded, "published"),
        "kn": Knob("compressor.knee", "dB", decibels_as_stored, "published"),
        "rat": Knob("compressor.ratio", "ratio", ratio, "published"),
        "thr": Knob("compressor.threshold", "dB", decibels_as_stored),
        "mak": Knob("compressor.makeup", "dB", decibels_as_stored),
    }


def _gate(_: Stored) -> Table:
    return {
        "att": Knob("gate.attack", "ms", rounded, "published"),
        "rel": Knob("gate.release", "ms", rounded, "published"),
        "thr": Knob("gate.threshold", "dB", decibels_as_stored),
    }


def _delay(ports: Stored) -> Table:
    knobs = {
        "drywet": Knob("insert.wet", "share", rounded, "published"),
        "feedb": Knob("delay.feedback", "dB", decibels, "published"),
        "lpf": Knob("delay.highcut", "Hz", rounded, "published"),
    }
    if not ports.get("sync", 0.0):
        knobs["time"] = Knob("delay.time", "ms", rounded, "published")
    return knobs


def _maximiser(_: Stored) -> Table:
    return {
        "rel": Knob("limiter.release", "ms", rounded, "published"),
        "thresh": Knob("limiter.threshold", "dB", decibels_as_stored, "published"),
        "ceil": Knob("limiter.ceiling", "dB", decibels_as_stored, "published"),
    }


_ZAM = "urn:zamaudio:"
KNOWN = (
    Known(re.compile(_ZAM + "ZamEQ2"), _equaliser, _equaliser_implied),
    Known(re.compile(_ZAM + "ZamComp(?:X2)?"), _compressor, nothing),
    Known(re.compile(_ZAM + "ZamGate(?:X2)?"), _gate, nothing),
    Known(re.compile(_ZAM + "ZamDelay"), _delay, nothing),
    Known(re.compile(_ZAM + "ZaMaximX2"), _maximiser, nothing),
)
