"""The scales that plug-ins store their numbers on, and the rounding that every decoded number gets.

Stored numbers are float32 or float64; a host that loads and saves a state may re-round their last digit. So that this
is no change, decoded numbers are rounded: levels to 0.0001 dB, all others to six significant digits. Both are at
least ten times finer than the smallest step of any knob seen (0.01 dB, 0.001 of a range), and ten times coarser than
a float32's last digit (1.2e-7, or 1e-6 dB).
"""

from __future__ import annotations

import math

__all__ = ["amplitude", "decibels", "octaves_of_q", "q_of_octaves", "rounded"]

WIDEST_OCTAVES = 64.0
"""All that can be heard is ten; what a stranger's file says beyond would overflow."""
NARROWEST_OCTAVES = 0.01
"""The smallest bandwidth that ReaEQ offers; a stored 0 sounds like it."""


def rounded(number: float) -> float:
    """The number with six significant digits; -0.0 becomes 0.0."""
    if -1e6 < number < 1e6 and float(number).is_integer():
        return number + 0.0
    return float(f"{number:.6g}") + 0.0


def decibels(amplitude: float) -> float:
    """Level in dB of a linear amplitude, to 0.0001 dB; 0 is -inf."""
    if amplitude <= 0:
        return -math.inf
    return round(20 * math.log10(amplitude), 4) + 0.0


def amplitude(level_db: float) -> float:
    """Linear amplitude of a level in dB; -inf is 0."""
    return float(10 ** (level_db / 20))


def q_of_octaves(octaves: float) -> float:
    """Q of a band-pass with this bandwidth between its -3 dB points: 1 / (2 sinh(ln 2 / 2 · octaves))."""
    octaves = min(max(octaves, NARROWEST_OCTAVES), WIDEST_OCTAVES)
    return rounded(1 / (2 * math.sinh(math.log(2) / 2 * octaves)))


def octaves_of_q(q: float) -> float:
    """Inverse of `q_of_octaves`, unrounded. q > 0."""
    return 2 * math.asinh(1 / (2 * q)) / math.log(2)
