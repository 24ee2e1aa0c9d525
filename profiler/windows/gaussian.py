"""The normal distribution on arrays, without scipy: the ranking path must start fast."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

__all__ = ["cdf", "density", "student"]

Floats = NDArray[np.float64]


def cdf(z: Floats) -> Floats:
    """P(Z ≤ z), absolute error below 1e-7.

    Source  Abramowitz & Stegun 7.1.26 (erf by a rational approximation); its error is far below the lapse rate that
            every likelihood here contains.
    """
    x = np.abs(z) / np.sqrt(2.0)
    t = 1.0 / (1.0 + 0.3275911 * x)
    poly = t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))))
    tail = 0.5 * poly * np.exp(-x * x)
    result: Floats = np.where(z > 0, 1.0 - tail, tail)
    return result


def density(z: Floats, sd: Floats | float) -> Floats:
    """Normal density of a deviation ``z`` with this standard deviation."""
    result: Floats = np.exp(-0.5 * (z / sd) ** 2) / (sd * np.sqrt(2.0 * np.pi))
    return result


_STUDENT = {3: 0.3675525969478614, 4: 0.375}
"""Γ((ν+1)/2) / (√(νπ) Γ(ν/2))."""


def student(z: Floats, scale: float, freedom: int) -> Floats:
    """Density of Student's t with 3 or 4 degrees of freedom, scaled."""
    t = z / scale
    return _STUDENT[freedom] / scale * (1.0 + t * t / freedom) ** (-(freedom + 1) / 2.0)
