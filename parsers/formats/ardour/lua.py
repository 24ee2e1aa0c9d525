"""Ardour's own Lua processors in standard terms.

A script's id is a digest of its text, which changes with every release; the High/Low Pass Filter is known by the names
that it gives its six parameters.

    Steepness             0 off, then 12, 24, 36, 48 dB per octave
    Cut off frequency     Hz;  Resonance  Q

Evidence: the script as Ardour 7.3 installs it; the same names and ranges in sessions of four releases of it.
"""

from __future__ import annotations

from parsers.formats.ardour.lv2_tables import Table, band
from parsers.formats.knobs import Knob, Stored, switch
from parsers.plugins.scales import rounded
from parsers.session import Value

__all__ = ["SWITCH", "derived", "knobs_of"]

SWITCH = "Enable"
"""The parameter that takes a script out of use."""
_FILTERS = {"High Pass": "high pass", "Low Pass": "low pass"}
_PARAMETERS = tuple(f"{name} {last}" for name in _FILTERS for last in ("Steepness", "Cut off frequency", "Resonance"))
_STEP = 12.0


def knobs_of(numbers: Stored) -> Table:
    """Name → meaning, for the parameters of one script as it is set."""
    if not _is_filter(numbers):
        return {}
    knobs = {}
    for number, name in enumerate(_FILTERS, 1):
        knobs[f"{name} Steepness"] = Knob(band(number, "enabled"), "", switch, "published")
        knobs[f"{name} Cut off frequency"] = Knob(band(number, "frequency"), "Hz", rounded, "published")
        knobs[f"{name} Resonance"] = Knob(band(number, "q"), "", rounded, "published")
    return knobs


def derived(numbers: Stored) -> dict[str, Value]:
    """Shapes, and the slopes of filters that are on."""
    values: dict[str, Value] = {}
    if not _is_filter(numbers):
        return values
    for number, (name, shape) in enumerate(_FILTERS.items(), 1):
        values[band(number, "shape")] = Value(shape, "", "published")
        steps = int(numbers[f"{name} Steepness"])
        if 1 <= steps <= 4:
            values[band(number, "slope")] = Value(_STEP * steps, "dB/oct", "published")
    return values


def _is_filter(numbers: Stored) -> bool:
    return all(name in numbers for name in _PARAMETERS)
