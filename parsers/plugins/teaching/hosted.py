"""What an installed plug-in showed with its own states, as the plain values that a store keeps, and back.

    {"plugin": {format, uid, name}, "parameters": [[term, unit] …], "states": {name of a state: [value …]}}

One value a parameter: a number, a text, null where the state shows none in that unit, "-inf" for silence in dB.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from typing import Any

from parsers.plugins.teaching.teachings import PluginKey, key_of
from parsers.session import Plugin, Value

__all__ = ["hosted_from", "hosted_json"]

_SILENCE = "-inf"


def hosted_json(plugin: Plugin, shown: Mapping[str, Mapping[str, Value]]) -> dict[str, object]:
    """What the states of one plug-in showed. shown: name of a state → term → value."""
    parameters = sorted({(term, value.unit) for values in shown.values() for term, value in values.items()})
    return {
        "plugin": {"format": plugin.format, "uid": key_of(plugin)[1], "name": plugin.name},
        "parameters": [list(one) for one in parameters],
        "states": {
            name: [_stored(values.get(term), unit) for term, unit in parameters]
            for name, values in sorted(shown.items())
        },
    }


def hosted_from(told: Iterable[Mapping[str, Any]]) -> dict[PluginKey, dict[str, dict[str, Value]]]:
    """Plug-in → name of a state → term → value, of all that was told; of a state the later counts."""
    found: dict[PluginKey, dict[str, dict[str, Value]]] = {}
    for one in told:
        states = found.setdefault((one["plugin"]["format"], one["plugin"]["uid"]), {})
        terms = [(term, unit) for term, unit in one["parameters"]]
        for name, values in one["states"].items():
            states[name] = {
                term: Value(-math.inf if value == _SILENCE and unit == "dB" else value, unit, "host")
                for (term, unit), value in zip(terms, values, strict=True)
                if value is not None
            }
    return found


def _stored(value: Value | None, unit: str) -> object:
    if value is None or value.unit != unit:
        return None
    return _SILENCE if value.value == -math.inf else value.value
