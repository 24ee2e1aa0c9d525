"""The cells of a window's posterior, and how likely each answer is in each cell.

Cells: centre c × half-width h × slope s × lapse λ, in steps of the control. With lo = c-h and hi = c+h

    P(not enough | x) = (1-λ) Φ((lo-x)/s) + λ/3
    P(too much  | x) = (1-λ) Φ((x-hi)/s) + λ/3        an ordered probit; "fine" is the rest

The lapse enters linearly, so the table that all controls share holds Φ alone: it is built once in a process (about
6 MB). Source: LEARNING §1.2 of the project's research; the cell sizes are its finer grid.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from profiler.windows.controls import Verdict
from profiler.windows.gaussian import cdf

__all__ = [
    "CENTRES",
    "HALVES",
    "HIGH",
    "LAPSES",
    "LOW",
    "SLOPES",
    "SPREADS",
    "VALUES",
    "likelihood",
    "table",
]

Floats = NDArray[np.float64]

CENTRES: Floats = np.arange(-14.0, 14.01, 0.25)
HALVES: Floats = np.geomspace(0.4, 8.0, 23)
SLOPES: Floats = np.array([0.3, 0.55, 1.0, 1.8, 3.3])
LAPSES: Floats = np.array([0.01, 0.06, 0.15])
SPREADS: Floats = np.array([0.5, 1.0, 2.0, 3.0])
"""Between-song standard deviations of the centre."""
VALUES: Floats = np.arange(-14.0, 14.01, 0.5)
"""Values that may be asked."""

LOW: Floats = CENTRES[:, None] - HALVES[None, :]
HIGH: Floats = CENTRES[:, None] + HALVES[None, :]
"""Both edges of a cell, shape (centres, halves)."""


@lru_cache(maxsize=1)
def table() -> NDArray[np.float32]:
    """Φ of each value in each cell without the lapse: shape (2 · values, centres · halves · slopes).

    The first half of the rows is "too much", the second "not enough".
    """
    x = VALUES[:, None, None, None]
    above = cdf((x - HIGH[None, :, :, None]) / SLOPES)
    below = cdf((LOW[None, :, :, None] - x) / SLOPES)
    both = np.concatenate([above, below]).reshape(2 * len(VALUES), -1)
    return both.astype(np.float32)


def likelihood(x: float, verdict: Verdict) -> Floats:
    """P(this answer | x) in each cell, shape (centres, halves, slopes, lapses)."""
    above = cdf((x - HIGH[:, :, None]) / SLOPES)
    below = cdf((LOW[:, :, None] - x) / SLOPES)
    if verdict == "too_much":
        seen = above
    elif verdict == "not_enough":
        seen = below
    else:
        seen = np.maximum(1.0 - above - below, 0.0)
    result: Floats = seen[..., None] * (1.0 - LAPSES) + LAPSES / 3.0
    return result
