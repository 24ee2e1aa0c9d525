"""What is thought of a window before anything was asked: past settings, earlier windows, the population.

A past setting is a draw near the centre, never a "fine" answer: Gaussian with variance τ² + (κh)², a tenth of them
outliers (as "fine" answers they double the error). A quarter of the prior stays broad, as insurance against a wrong
role, a changed taste or another engineer's template. Source: LEARNING §1.2, §1.3 of the project's research.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from profiler.windows.gaussian import density, student
from profiler.windows.grid import CENTRES, HALVES, SLOPES, SPREADS

__all__ = ["LAPSE_PRIOR", "LogNormal", "Resting", "learnt", "of_centre", "of_halves", "of_own_setting", "of_slopes"]

Floats = NDArray[np.float64]

KAPPA = 0.45
"""Spread of settings inside a window, in half-widths."""
BROAD = 0.25
_OUTLIERS = 0.1
_OWN_OUTLIERS = 0.12

LAPSE_PRIOR: Floats = np.array([0.45, 0.35, 0.20])


@dataclass(frozen=True, slots=True)
class LogNormal:
    """Mean and standard deviation of a logarithm."""

    mean: float
    sd: float


HALF = LogNormal(math.log(2.0), 0.55)
SLOPE = LogNormal(math.log(1.3), 0.7)


@dataclass(frozen=True, slots=True)
class Resting:
    """Where the control rested in one song, in steps re the grid's origin, and how far that was taste (0 … 1)."""

    x: float
    weight: float


def learnt(start: LogNormal, earlier: Sequence[tuple[float, float]]) -> LogNormal:
    """The prior after this engineer's earlier windows of the same family.

    earlier  (posterior mean, variance) of the logarithm in each
    """
    spread, broad = 0.12, 0.3
    precision = 1.0 / broad + sum(1.0 / (spread + variance) for _, variance in earlier)
    weighted = start.mean / broad + sum(mean / (spread + variance) for mean, variance in earlier)
    if not earlier:
        return start
    return LogNormal(weighted / precision, math.sqrt(spread + 1.0 / precision))


def of_halves(prior: LogNormal) -> Floats:
    """Weight of each half-width, summing to 1 (the grid is geometric: uniform in the logarithm)."""
    return _normalised(density(np.log(HALVES) - prior.mean, prior.sd))


def of_slopes(prior: LogNormal) -> Floats:
    """Weight of each slope, summing to 1."""
    return _normalised(density(np.log(SLOPES) - prior.mean, prior.sd))


def of_centre(resting: Sequence[Resting], *, mean: float, halves: Floats) -> Floats:
    """Joint prior of typical centre, half-width and spread over songs, shape (centres, halves, spreads), sum 1.

    resting  one per song other than those that were asked about
    mean     where role and term usually stand, in steps re the grid's origin
    """
    start = student(CENTRES - mean, 4.0, 4)
    broad = _normalised(start[:, None, None] * halves[None, :, None] * np.ones(len(SPREADS)))
    if not resting:
        return broad
    log = np.log(np.maximum(broad, 1e-300))
    variance = SPREADS[None, :] ** 2 + (KAPPA * HALVES[:, None]) ** 2
    for setting in resting:
        away = setting.x - CENTRES
        near = density(away[:, None, None], np.sqrt(variance)[None])
        # the weight tempers the part that speaks for taste alone; the outlier share stays a bound on any one setting
        log += np.log((1.0 - _OUTLIERS) * near**setting.weight + _OUTLIERS * student(away, 5.0, 3)[:, None, None])
    informed = _normalised(np.exp(log - log.max()))
    return (1.0 - BROAD) * informed + BROAD * broad


def of_own_setting(setting: Resting) -> Floats:
    """Likelihood of where the control rests in the very song that is asked about, shape (centres, halves)."""
    away = setting.x - CENTRES
    near = density(away[:, None], np.sqrt(0.25 + (KAPPA * HALVES[None, :]) ** 2))
    mixed = (1.0 - _OWN_OUTLIERS) * near + _OWN_OUTLIERS * student(away, 5.0, 3)[:, None]
    return mixed**setting.weight


def _normalised(weights: Floats) -> Floats:
    result: Floats = weights / weights.sum()
    return result
