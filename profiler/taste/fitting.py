"""The arithmetic of the profile: one engineer's centre and spread in each dimension, shrunk to the population.

    y_j = m + θ + δ_tag + e_j,   e ~ t4(0, σ²),   θ ~ N(0, t²),   δ ~ N(0, (.35 t)²),   σ² ~ scaled-inv-χ²(6, σ0²)

Source: LEARNING §2.2 of the project's research. T is diagonal: a correlation between dimensions over engineers is worth
estimating from thirty independent authors on, which nobody's published data hold.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from profiler.taste.dimensions import Dimension
from profiler.taste.observations import SPEAKS, Observation
from profiler.taste.population import Expected

__all__ = ["Fitted", "Shift", "chi2_below", "fit_dimension", "normal_cdf", "within_song_correlation"]

Floats = NDArray[np.float64]

_ROUNDS = 8
_PRIOR_FREEDOM = 6.0
_MANY = 40.0
"""Weighted songs above which the robust weights are dropped: skewed noise biases them."""
_TAG_SHARE = 0.35
_SONGS_TO_ANCHOR = 3
_RIDGE = 8.0
_CLIP = 2.5
_LEAST_EIGENVALUE = 0.05
_DECIMALS = 4


@dataclass(frozen=True, slots=True)
class Shift:
    """How far songs of one tag lie from the engineer's own centre, in steps, and the variance of that."""

    mean: float
    variance: float
    songs: int


@dataclass(frozen=True, slots=True)
class Fitted:
    """One dimension of one engineer, in steps.

    theta, variance  difference from the population's centre and its posterior variance
    sigma            standard deviation over this engineer's songs
    weight           sum of the songs' weights; songs, how many speak at all
    """

    expected: Expected
    theta: float
    variance: float
    sigma: float
    weight: float
    songs: int
    tags: Mapping[str, Shift] = field(default_factory=dict)

    @property
    def centre(self) -> float:
        """Where this engineer usually is."""
        return self.expected.centre + self.theta

    @property
    def freedom(self) -> float:
        """Degrees of freedom behind ``sigma``."""
        return _PRIOR_FREEDOM + self.weight


def fit_dimension(observations: Sequence[Observation], expected: Expected, *, tags: Sequence[str] = ()) -> Fitted:
    """Fit one dimension.

    observations  of this dimension, one a song
    tags          the song's tag (genre or client) for each, "" for none; empty when no song has one
    """
    anchor = _anchor(observations, expected)
    y = np.array([observation.x for observation in observations]) - anchor
    w = np.array([observation.weight for observation in observations])
    floor = expected.songs
    theta, sigma2, variance = 0.0, floor**2, expected.engineers**2
    total = float(w.sum())
    q = np.ones(len(y))
    for _ in range(_ROUNDS):
        r = y - theta
        q = 5.0 / (4.0 + r**2 / sigma2) if total < _MANY else q
        information = float((w * q).sum()) / sigma2
        variance = 1.0 / (1.0 / expected.engineers**2 + information)
        theta = variance * float((w * q * y).sum()) / sigma2
        bounded = np.minimum((y - theta) ** 2, (3.0 * floor) ** 2)
        sigma2 = (_PRIOR_FREEDOM * floor**2 + float((w * bounded).sum())) / (_PRIOR_FREEDOM + total)
    shifts = _shifts(y - theta, w * q / sigma2, tags, _TAG_SHARE * expected.engineers) if tags else {}
    songs = len(
        {observation.song for observation in observations if observation.rested and observation.weight >= SPEAKS}
    )
    return Fitted(expected, anchor + theta - expected.centre, variance, math.sqrt(sigma2), total, songs, shifts)


def within_song_correlation(
    observations: Sequence[Observation], fitted: Mapping[Dimension, Fitted], dimensions: Sequence[Dimension]
) -> Floats:
    """Correlation of what is left over in the same song, shape (n, n), shrunk to none where few songs speak.

    Shrunk twice: each pair by how often it was seen together, and all by how much of what is left is no more than
    chance would give (many dimensions over few songs always look like a few strong factors). Values are rounded, so
    that a profile that was written down and read again is the same.
    """
    index = {dimension: i for i, dimension in enumerate(dimensions)}
    songs = sorted({observation.song for observation in observations if observation.rested})
    row = {song: i for i, song in enumerate(songs)}
    left = np.zeros((len(songs), len(index)))
    mass = np.zeros_like(left)
    for observation in observations:
        i = index.get(observation.dimension)
        if i is None or observation.weight <= 0 or not observation.rested:
            continue
        fit = fitted[observation.dimension]
        away = (observation.x - fit.centre) / fit.sigma
        left[row[observation.song], i] = min(max(away, -_CLIP), _CLIP) * math.sqrt(observation.weight)
        mass[row[observation.song], i] = math.sqrt(observation.weight)
    products, count = left.T @ left, mass.T @ mass
    correlation = products / (count + _RIDGE)
    np.fill_diagonal(correlation, 0.0)
    by_chance = (mass**2).T @ mass**2 / (count + _RIDGE) ** 2
    np.fill_diagonal(by_chance, 0.0)
    seen = float((correlation**2).sum())
    correlation *= max(0.0, 1.0 - float(by_chance.sum()) / seen) if seen > 0 else 0.0
    np.fill_diagonal(correlation, 1.0)
    values, vectors = np.linalg.eigh(correlation)
    if len(values) and values[0] < _LEAST_EIGENVALUE:
        correlation = (vectors * np.maximum(values, _LEAST_EIGENVALUE)) @ vectors.T
        scale = np.sqrt(np.diag(correlation))
        correlation = correlation / np.outer(scale, scale)
    rounded: Floats = np.round((correlation + correlation.T) / 2.0, _DECIMALS) + 0.0
    np.fill_diagonal(rounded, 1.0)
    return rounded


def _anchor(observations: Sequence[Observation], expected: Expected) -> float:
    """What the centre is shrunk to: the population's, or for a placeholder the middle of all the songs.

    Where no number of ours can mean anything (the frequency of an equaliser's second band), a value that merely stands
    there in every song is the better guess; it adds nothing to what is known.
    """
    rested = [observation.x for observation in observations if observation.rested]
    if not expected.placeholder or len(rested) < _SONGS_TO_ANCHOR:
        return expected.centre
    return float(np.median(rested))


def normal_cdf(z: float) -> float:
    """P(Z ≤ z)."""
    return 0.5 * math.erfc(-z / math.sqrt(2.0))


def chi2_below(x: float, freedom: float) -> float:
    """P(χ² ≤ x), by Wilson & Hilferty's cube root (within .01 from 6 degrees of freedom on)."""
    if x <= 0:
        return 0.0
    spread = 2.0 / (9.0 * freedom)
    return normal_cdf(((x / freedom) ** (1.0 / 3.0) - (1.0 - spread)) / math.sqrt(spread))


def _shifts(left: Floats, precision: Floats, tags: Sequence[str], prior_sd: float) -> dict[str, Shift]:
    found = {}
    for tag in sorted({tag for tag in tags if tag}):
        inside = np.array([name == tag for name in tags])
        information = float(precision[inside].sum())
        variance = 1.0 / (1.0 / prior_sd**2 + information)
        mean = variance * float((precision[inside] * left[inside]).sum())
        found[tag] = Shift(mean, variance, int((precision[inside] > 0).sum()))
    return found
