"""Valhalla DSP's Room, VintageVerb and Supermassive: XML with 0 … 1 by name, in units where the range is proved.

    straight  lowest + (highest - lowest) · stored
    bent      the same with stored to a power that puts the stated middle at 0.5 (JUCE's skewed range)

Evidence: ranges, middles and curves as hosts show them, published in tables of measurements; taken only where the
corpus agrees: the stored number must land on a round value of the panel to five digits, as many as are told.
ValhallaRoom: 2 s, 10 ms, 8,000 Hz, 1,000 Hz, 30 ms, 0.5 Hz, 1.0 and 0.5 times. VintageVerb: 20 ms, 1.5 times, 300 Hz,
8,000 Hz, 2.53 Hz; its decay agrees with three published pairs (0.1 is 0.23 s, 0.3 is 1.42 s, 0.6 is 12.75 s).
Supermassive: 0.5 and 0.2 Hz. What the corpus holds only at an end of its range (LowCut, HighShelf), steps (modes) and
Supermassive's delay, which bends in several places, stay as stored. ``mixLock`` keeps the mix while presets are tried
and is never heard.
"""

from __future__ import annotations

import math

from parsers.plugins.containers.contents import Contents
from parsers.plugins.errors import BrokenStateError
from parsers.plugins.masks import settings
from parsers.plugins.naming import term_of
from parsers.plugins.reading import is_text_to_show, raw
from parsers.session import Value

__all__ = ["RANGES", "read"]

RANGES: dict[str, dict[str, tuple[str, float, float, float | None]]] = {
    "ValhallaRoom": {
        "predelay": ("ms", 0, 500, None),
        "decay": ("s", 0.1, 100, None),
        "HighCut": ("Hz", 100, 15_000, None),
        "lateModRate": ("Hz", 0.05, 5, None),
        "earlyModRate": ("Hz", 0.05, 5, None),
        "earlySize": ("ms", 1, 1000, None),
        "RTBassMultiply": ("ratio", 0.5, 2, None),
        "RTXover": ("Hz", 100, 10_000, None),
        "RTHighMultiply": ("ratio", 0.1, 1, None),
        "RTHighXover": ("Hz", 100, 15_000, None),
    },
    "ValhallaVintageVerb": {
        "PreDelay": ("ms", 0, 500, 100),
        "Decay": ("s", 0.2, 70, 7),
        "BassMult": ("ratio", 0.25, 4, 1),
        "BassXover": ("Hz", 100, 10_000, 700),
        "HighFreq": ("Hz", 100, 20_000, 6000),
        "HighCut": ("Hz", 100, 20_000, 6000),
        "ModRate": ("Hz", 0.1, 10, None),
    },
    "ValhallaSupermassive": {"ModRate": ("Hz", 0.01, 10, 2)},
}
"""What the contents call themselves → name → unit, lowest, highest, and the value at 0.5 where the range is bent."""


def read(contents: Contents) -> dict[str, Value]:
    """Every setting under its own name. Raises BrokenStateError for a number outside 0 … 1 where a range is known."""
    ranges = RANGES[contents.root]
    values = {}
    for name, stored in settings(contents.fields).items():
        if name in ranges:
            values[term_of(name)] = _in_units(stored, *ranges[name])
        elif name != "mixLock" and is_text_to_show(stored):
            values[term_of(name)] = raw(stored)
    return values


def _in_units(stored: object, unit: str, lowest: float, highest: float, middle: float | None) -> Value:
    if not isinstance(stored, float) or not 0 <= stored <= 1:
        raise BrokenStateError(f"a Valhalla plug-in holds {stored!r}"[:200])
    share = stored
    if middle is not None:
        share = stored ** (math.log((middle - lowest) / (highest - lowest)) / math.log(0.5))
    return Value(float(f"{lowest + (highest - lowest) * share:.5g}"), unit, "published")
