"""Linux Studio Plugins: parametric and graphic equalisers, compressors, gates, limiters, in standard terms.

    para_equalizer_x8/16/32   filter N: ft type, fm way of filtering, s slope, f Hz, g amplitude, q, xm muted; filter
                              0 stands behind the last; g_out, g_in amplitudes
        types   0 off, bell, high pass, high shelf, low pass, low shelf, notch, resonance, 8 all pass
        fm 0, 1 (RLC)  with A = g: a bell's Q = (0.5 + q) / sqrt(A + 1/A); of all others 0.5 + q / 2
        fm 6 (APO)     Q = q, at least 0.1
        fm 2 … 5       the level in the middle is not g, and no Q fits: q is told as it stands
        s       as many equal filters of 12 dB per octave in a row, and one more
    graph_equalizer_x16/32    bands at fixed frequencies (thirds of octaves): g amplitude, xe on, xm muted
    compressors, gates, limiters   levels as amplitudes, times in ms

Evidence: types, ranges and units from the plug-ins' own descriptions (1.2.5); scales measured on the running plug-ins
(`benchmarks/lv2.py`): Q of bells, shelves and filters at q 0, 1 and 3 and gains of -8 … 16 dB fits to 0.01 dB rms
(fm 0), 0.4 dB (fm 1), 0.004 dB (fm 6); a band of the graphic one is a bell of Q 2.6 (x16) or 5.6 (x32) to 0.4 dB rms,
its level in the middle up to 0.4 dB (x16) and 2.3 dB (x32) below what is set where it is set alone, and as set with its
neighbours. A tone 10 dB above the compressor's threshold at 4:1 comes out 3.8 dB above it, one above the limiter's
threshold at it; the gate closes at its threshold.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable

from parsers.formats.ardour.lv2_tables import Known, Table, band, nothing
from parsers.formats.knobs import UNTOLD, Knob, Stored, choice, ratio
from parsers.plugins.scales import decibels, rounded
from parsers.session import Value

__all__ = ["KNOWN"]

_SHAPES = ("off", "bell", "high pass", "high shelf", "low pass", "low shelf", "notch", "resonance", "all pass")
_shape = choice(*_SHAPES)
_WITHOUT_GAIN = frozenset({"high pass", "low pass", "notch", "all pass"})
_PORTS = ("ft", "fm", "s", "xs", "xm", "f", "g", "q", "hue")
_FILTERS = 32
_RLC, _APO = (0, 1), 6
_NARROWEST_APO = 0.1
_THIRDS = (
    16, 20, 25, 31.5, 40, 50, 63, 80, 100, 125, 160, 200, 250, 315, 400, 500, 630, 800, 1000, 1250, 1600, 2000, 2500,
    3150, 4000, 5000, 6300, 8000, 10000, 12500, 16000, 20000,
)  # fmt: skip
"""Hz of the bands of a graphic equaliser of 32; one of 16 has every other."""
_GRAPHIC_Q = {16: 2.6, 32: 5.6}


def _bands(ports: Stored) -> dict[int, int]:
    """Number of each filter → band: as the plug-in shows it, its filter 0 behind the last."""
    numbers = [number for number in range(_FILTERS) if f"ft_{number}" in ports]
    return {number: number or len(numbers) for number in numbers}


def _parametric(ports: Stored) -> Table:
    """A filter that is off is told as if it were not there."""
    knobs = {"g_out": Knob("eq.output", "dB", decibels), "g_in": Knob("plugin.g_in", "dB", decibels)}
    for number, place in _bands(ports).items():
        if not ports[f"ft_{number}"]:
            knobs |= {f"{symbol}_{number}": UNTOLD for symbol in _PORTS}
            continue
        shape = _shape(ports[f"ft_{number}"])
        knobs[f"ft_{number}"] = Knob(band(place, "shape"), "", _shape)
        knobs[f"f_{number}"] = Knob(band(place, "frequency"), "Hz")
        knobs[f"xm_{number}"] = Knob(band(place, "enabled"), "", _sounding)
        if shape not in _WITHOUT_GAIN:
            knobs[f"g_{number}"] = Knob(band(place, "gain"), "dB", decibels)
        q = _q(shape, int(ports.get(f"fm_{number}", 0.0)), ports.get(f"g_{number}", 1.0))
        if q is not None:
            knobs[f"q_{number}"] = Knob(band(place, "q"), "", q)
    return knobs


def _sounding(muted: float) -> bool:
    return muted == 0


def _q(shape: str, way: int, gain: float) -> Callable[[float], float] | None:
    """What turns a filter's q into its Q; None where that is not known."""
    if way == _APO:
        return lambda q: rounded(max(q, _NARROWEST_APO))
    if way not in _RLC or shape == "resonance":
        return None
    if shape != "bell":
        return lambda q: rounded(0.5 + q / 2)
    amplitude = min(max(gain, 1e-3), 1e3)
    narrower = math.sqrt(amplitude + 1 / amplitude)
    return lambda q: rounded((0.5 + q) / narrower)


def _parametric_implied(ports: Stored) -> dict[str, Value]:
    """That a filter that is not muted by a port sounds, and the steepness of pass filters."""
    values: dict[str, Value] = {}
    for number, place in _bands(ports).items():
        if ports[f"ft_{number}"] and f"xm_{number}" not in ports:
            values[band(place, "enabled")] = Value(True, "", "measured")  # noqa: FBT003 - the value of a switch
        if _shape(ports[f"ft_{number}"]) in ("high pass", "low pass") and ports.get(f"fm_{number}", 0.0) in _RLC:
            steps = int(ports.get(f"s_{number}", 0.0)) + 1
            values[band(place, "slope")] = Value(12.0 * min(max(steps, 1), 4), "dB/oct", "measured")
    return values


def _graphic_bands(ports: Stored) -> tuple[float, ...]:
    return tuple(map(float, _THIRDS if "g_31" in ports else _THIRDS[::2]))


def _graphic(ports: Stored) -> Table:
    knobs = {"g_out": Knob("eq.output", "dB", decibels), "g_in": Knob("plugin.g_in", "dB", decibels)}
    for number in range(len(_graphic_bands(ports))):
        knobs[f"g_{number}"] = Knob(band(number + 1, "gain"), "dB", decibels)
        # Two switches keep a band from sounding; `_graphic_implied` tells what both come to.
        knobs |= {f"xe_{number}": UNTOLD, f"xm_{number}": UNTOLD}
    return knobs


def _graphic_implied(ports: Stored) -> dict[str, Value]:
    values: dict[str, Value] = {}
    frequencies = _graphic_bands(ports)
    for number, frequency in enumerate(frequencies):
        sounds = ports.get(f"xe_{number}", 1.0) != 0 and ports.get(f"xm_{number}", 0.0) == 0
        values |= {
            band(number + 1, "shape"): Value("bell", "", "measured"),
            band(number + 1, "frequency"): Value(frequency, "Hz", "published"),
            band(number + 1, "q"): Value(_GRAPHIC_Q[len(frequencies)], "", "measured"),
            band(number + 1, "enabled"): Value(sounds, "", "measured"),
        }
    return values


def _compressor(_: Stored) -> Table:
    return {
        "al": Knob("compressor.threshold", "dB", decibels),
        "at": Knob("compressor.attack", "ms", rounded, "published"),
        "rt": Knob("compressor.release", "ms", rounded, "published"),
        "cr": Knob("compressor.ratio", "ratio", ratio),
        "mk": Knob("compressor.makeup", "dB", decibels, "published"),
    }


def _gate(_: Stored) -> Table:
    return {
        "gt": Knob("gate.threshold", "dB", decibels),
        "at": Knob("gate.attack", "ms", rounded, "published"),
        "rt": Knob("gate.release", "ms", rounded, "published"),
    }


def _limiter(_: Stored) -> Table:
    return {
        "th": Knob("limiter.threshold", "dB", decibels),
        "rt": Knob("limiter.release", "ms", rounded, "published"),
    }


_LSP = r"http://lsp-plug\.in/plugins/lv2/"
KNOWN = (
    Known(re.compile(_LSP + r"para_equalizer_x\d+_(?:mono|stereo)"), _parametric, _parametric_implied),
    Known(re.compile(_LSP + r"graph_equalizer_x\d+_(?:mono|stereo)"), _graphic, _graphic_implied),
    Known(re.compile(_LSP + r"(?:sc_)?compressor_\w+"), _compressor, nothing),
    Known(re.compile(_LSP + r"(?:sc_)?gate_\w+"), _gate, nothing),
    Known(re.compile(_LSP + r"(?:sc_)?limiter_\w+"), _limiter, nothing),
)
