"""How near a value lies to what this engineer would set: the arithmetic behind the named parts of a score.

    ideal ~ N(mean, variance);  loss(c) = E[a± · |c - ideal|^1.4] / s^1.4      (seven-point Gauss–Hermite)

in stages that each know more: the population, this engineer, the song's tag, what else is set in this session. A part
is what its stage adds to the gain over leaving the control where it is, so the parts add up to the score. Source:
LEARNING §3.1 of the project's research. numpy alone: this is on the path of every ranking.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from profiler.taste.dimensions import Dimension
from profiler.taste.fitting import Fitted
from profiler.taste.observations import Observation
from profiler.taste.population import Population
from profiler.taste.profile import Profile
from profiler.windows import Window

__all__ = ["Ideal", "Scorer", "Stages"]

Floats = NDArray[np.float64]

_EXPONENT = 1.4
_USUAL_HALF = 2.0
"""Half-width of a window where this engineer has none: the median of listeners, in steps."""
_WINDOW_SHARE = 0.9
_OWN_SPREAD = 0.2
"""How far an engineer's spread over songs tells his tolerance: hardly (LEARNING §2.5)."""
_CLIP = 2.5


@dataclass(frozen=True, slots=True)
class Ideal:
    """Belief about where this engineer would set a dimension, in steps."""

    mean: float
    variance: float


@dataclass(frozen=True, slots=True)
class Stages:
    """The same belief with more and more known. ``known`` says whether any of his own songs speak."""

    population: Ideal
    you: Ideal
    tag: Ideal
    session: Ideal
    fitted: Fitted
    known: bool


class Scorer:
    """Scores values of dimensions for one profile in one session.

    held  dimensions of the session as it stands, with the weight that each has as a decision
    free  dimensions that any candidate changes: they say nothing about themselves
    """

    def __init__(
        self,
        profile: Profile,
        held: Mapping[Dimension, Observation],
        *,
        free: frozenset[Dimension],
        tag: str,
        expected: Population,
    ) -> None:
        self.profile = profile
        self.tag = tag
        self.expected = expected
        model = profile.model
        self._row = {dimension: i for i, dimension in enumerate(model.correlated)}
        kept = [
            d for d in model.correlated if d in held and d not in free and held[d].weight > 0 and d.name != "eq.tilt"
        ]
        self._rows = [self._row[dimension] for dimension in kept]
        sigma = np.array([model.fitted[dimension].sigma for dimension in kept])
        doubt = np.array([model.fitted[dimension].variance for dimension in kept])
        weight = np.array([held[dimension].weight for dimension in kept])
        centre = np.array([self._own(dimension).mean for dimension in kept])
        x = np.array([held[dimension].x for dimension in kept])
        self._sigma = sigma
        covariance = model.within_song[np.ix_(self._rows, self._rows)] * np.outer(sigma, sigma)
        # a value that may not have been a decision is a noisier reading of the song
        self._known = covariance + np.diag(doubt + (1.0 - weight) * sigma**2)
        bound = _CLIP * np.sqrt(np.diag(self._known)) if kept else x
        self._away = np.clip(x - centre, -bound, bound)
        self._stages: dict[Dimension, Stages] = {}

    def stages(self, dimension: Dimension) -> Stages:
        """Belief about the ideal value of one dimension in this session; worked out once."""
        if dimension not in self._stages:
            self._stages[dimension] = self._believe(dimension)
        return self._stages[dimension]

    def _believe(self, dimension: Dimension) -> Stages:
        fitted = self.profile.model.fitted.get(dimension)
        if fitted is None:
            prior = self.expected.expected(dimension)
            fitted = Fitted(prior, 0.0, prior.engineers**2, prior.songs, 0.0, 0)
        prior = fitted.expected
        population = Ideal(prior.centre, prior.engineers**2 + prior.songs**2)
        you = Ideal(fitted.centre, fitted.variance + fitted.sigma**2)
        shift = fitted.tags.get(self.tag) if self.tag else None
        tag = you if shift is None else Ideal(you.mean + shift.mean, you.variance + shift.variance)
        return Stages(population, you, tag, self._in_session(dimension, fitted, tag), fitted, fitted.songs > 0)

    def _own(self, dimension: Dimension) -> Ideal:
        fitted = self.profile.model.fitted[dimension]
        shift = fitted.tags.get(self.tag) if self.tag else None
        return Ideal(fitted.centre + (shift.mean if shift is not None else 0.0), fitted.sigma**2)

    def _in_session(self, dimension: Dimension, fitted: Fitted, before: Ideal) -> Ideal:
        """Condition on the other settings of this session, through the correlation of what is left over in a song."""
        row = self._row.get(dimension)
        if row is None or not self._rows:
            return before
        link = self.profile.model.within_song[row, self._rows] * self._sigma * fitted.sigma
        pull = np.linalg.solve(self._known, link)
        mean = before.mean + float(pull @ self._away)
        return Ideal(mean, max(before.variance - float(pull @ link), 0.05 * before.variance))

    def usual_scale(self, stages: Stages) -> float:
        """Steps that count as one unit of loss where there is no window."""
        return float((_WINDOW_SHARE * _USUAL_HALF) ** (1.0 - _OWN_SPREAD) * stages.fitted.sigma**_OWN_SPREAD)

    def strict_scale(self, window: Window) -> float:
        """The same from a window."""
        return _WINDOW_SHARE * window.steps.half

    def loss(self, x: float, ideal: Ideal, scale: float, asymmetry: float = 1.0) -> float:
        """Expected loss of setting x.

        asymmetry  how much worse too many steps are than too few
        """
        nodes, weights = _nodes()
        away = x - (ideal.mean + np.sqrt(ideal.variance) * nodes)
        worse = np.where(away > 0, asymmetry, 1.0 / asymmetry)
        return float(weights @ (worse * np.abs(away) ** _EXPONENT)) / float(scale**_EXPONENT)


@lru_cache(maxsize=1)
def _nodes() -> tuple[Floats, Floats]:
    nodes, weights = np.polynomial.hermite_e.hermegauss(7)
    return nodes, weights / weights.sum()
