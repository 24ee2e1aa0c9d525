"""What a stored number of a device's knob means: the term, its unit, and the way from one to the other.

Formats whose devices keep one plain number for each knob (Ableton Live's own devices, LV2 ports) are tables of these.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final, TypeAlias

from parsers.plugins.scales import rounded
from parsers.session import Confidence, Scalar

__all__ = [
    "HIGHEST_RATIO",
    "UNTOLD",
    "Knob",
    "Stored",
    "as_number",
    "choice",
    "decibels_as_stored",
    "ratio",
    "seconds",
    "switch",
]

Stored: TypeAlias = Mapping[str, float]
"""Path or symbol of each knob → stored number; switches are 0 and 1."""

HIGHEST_RATIO = 1000.0
"""∞:1 is stored as some huge number: it is told as 1000:1."""


@dataclass(frozen=True, slots=True)
class Knob:
    """What a stored number means. `read` turns it into the term's unit; any finite number may come."""

    term: str
    unit: str = ""
    read: Callable[[float], Scalar] = rounded
    confidence: Confidence = "measured"


UNTOLD: Final = Knob("")
"""A knob that is out of use as the device is set."""


def switch(value: float) -> bool:
    """On or off."""
    return value != 0


def decibels_as_stored(value: float) -> float:
    """A level that is stored in dB, to 0.0001 dB."""
    return round(value, 4) + 0.0


def ratio(value: float) -> float:
    """n:1, at most 1000:1."""
    return rounded(min(value, HIGHEST_RATIO))


def seconds(value: float) -> float:
    """A time stored in seconds, in ms."""
    return rounded(1000 * value)


def choice(*names: str) -> Callable[[float], str]:
    """The name of a step; ``type N`` beyond the known ones."""

    def read(value: float) -> str:
        return names[int(value)] if 0 <= value < len(names) else f"type {value:g}"

    return read


def as_number(read: Callable[[float], Scalar]) -> Callable[[float], float]:
    """The reading of a knob for its curve: what a knob tells as a name stays a number there."""

    def number_of(value: float) -> float:
        found = read(value)
        return value if isinstance(found, str) or math.isnan(found) else float(found)

    return number_of
