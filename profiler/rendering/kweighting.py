"""The K-weighting of ITU-R BS.1770, as filter and as power weight of a frequency.

The coefficients are De Man's bilinear parameters (class ``DeMan`` of pyloudnorm): they meet the standard's table to
0.000 dB at 48 kHz, 0.005 at 44.1 and 0.026 at 96 kHz, and follow the sample rate.
"""

from __future__ import annotations

import math
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

__all__ = ["k_power", "k_sections"]

_SHELF_HZ, _SHELF_Q, _SHELF_DB, _SHELF_BEND = 1681.9744509555319, 0.7071752369554193, 3.99984385397, 0.499666774155
_HIGH_PASS_HZ, _HIGH_PASS_Q = 38.13547087613982, 0.5003270373253953


@lru_cache(maxsize=16)
def k_sections(rate_hz: int) -> NDArray[np.float64]:
    """The filter as two second-order sections (b0 b1 b2 1 a1 a2): shape (2, 6). rate_hz above 3,364."""
    k, q = math.tan(math.pi * _SHELF_HZ / rate_hz), _SHELF_Q
    high = 10 ** (_SHELF_DB / 20)
    bend = high**_SHELF_BEND
    scale = 1 + k / q + k * k
    shelf = [
        (high + bend * k / q + k * k) / scale,
        2 * (k * k - high) / scale,
        (high - bend * k / q + k * k) / scale,
        1.0,
        2 * (k * k - 1) / scale,
        (1 - k / q + k * k) / scale,
    ]
    k, q = math.tan(math.pi * _HIGH_PASS_HZ / rate_hz), _HIGH_PASS_Q
    scale = 1 + k / q + k * k
    high_pass = [1.0, -2.0, 1.0, 1.0, 2 * (k * k - 1) / scale, (1 - k / q + k * k) / scale]
    return np.array([shelf, high_pass])


def k_power(frequencies_hz: NDArray[np.float64], rate_hz: int) -> NDArray[np.float64]:
    """Power gain of the K-weighting at these frequencies, 1.0 = 0 dB."""
    z = np.exp(-2j * np.pi * np.asarray(frequencies_hz, dtype=np.float64) / rate_hz)
    power = np.ones(len(z))
    for b0, b1, b2, a0, a1, a2 in k_sections(rate_hz):
        power = power * np.abs((b0 + b1 * z + b2 * z * z) / (a0 + a1 * z + a2 * z * z)) ** 2
    return power
