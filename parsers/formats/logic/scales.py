"""From the number that a plug-in of the application stores to the value of a standard term.

Nearly everything is stored in display units (LOGIC_PARAMS §0 of the project's research), so most scales only name the
unit; the others turn per cent into shares or levels, and orders of filters into dB per octave.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

from parsers.session import Confidence, Scalar

__all__ = [
    "DB",
    "DB_OR_OFF",
    "HZ",
    "LEVEL_PERCENT",
    "MS",
    "ONE",
    "PLAIN",
    "RATIO",
    "SHARE",
    "SLOPE",
    "SWITCH",
    "Parameter",
    "Scale",
    "choice",
]


@dataclass(frozen=True, slots=True)
class Scale:
    """Unit, the range outside of which a stored number is damage, and how it reads."""

    unit: str
    lowest: float
    highest: float
    read: Callable[[float], Scalar]

    def holds(self, stored: float) -> bool:
        """Whether a healthy file stores such a number."""
        return math.isfinite(stored) and self.lowest <= stored <= self.highest


@dataclass(frozen=True, slots=True)
class Parameter:
    """One float: the term it is, its scale, and how far its meaning is known."""

    term: str
    scale: Scale
    confidence: Confidence = "published"


def _number(stored: float) -> Scalar:
    return float(f"{stored:.7g}")  # a float32 has seven digits; the rest would be noise


def _share(stored: float) -> Scalar:
    return float(f"{stored / 100:.7g}")


def _level(stored: float) -> Scalar:
    return float(f"{20 * math.log10(stored / 100):.7g}") if stored > 0 else -math.inf


def _or_off(stored: float) -> Scalar:
    return -math.inf if stored <= -100 else _number(stored)


PLAIN = Scale("", -1e9, 1e9, _number)
DB = Scale("dB", -200.0, 200.0, _number)
DB_OR_OFF = Scale("dB", -200.0, 200.0, _or_off)
"""-100 dB is off."""
HZ = Scale("Hz", 0.0, 192_000.0, _number)
MS = Scale("ms", 0.0, 600_000.0, _number)
RATIO = Scale("ratio", 0.0, 1000.0, _number)
ONE = Scale("share", -4.0, 4.0, _number)
"""Stored as a share of one."""
SHARE = Scale("share", -1000.0, 1000.0, _share)
"""Stored in per cent."""
LEVEL_PERCENT = Scale("dB", 0.0, 1000.0, _level)
"""Stored in per cent of full level."""
SWITCH = Scale("", -1.0, 1.0, lambda stored: stored >= 0.5)
SLOPE = Scale("dB/oct", 0.0, 16.0, lambda stored: _number(6 * stored))
"""Stored as the order of the filter: 1, 2, 3, 4, 6, 8."""


def choice(*names: str) -> Scale:
    """A pop-up: the stored number is the place of the name; beyond the names it stays a number."""

    def read(stored: float) -> Scalar:
        place = round(stored)
        return names[place] if 0 <= place < len(names) else str(place)

    return Scale("", -1.0, 64.0, read)
