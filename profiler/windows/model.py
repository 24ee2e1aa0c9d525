"""The posterior of one control, exact over its cells and over the songs it was asked in.

Every song has a centre of its own around a typical one; half-width, slope and lapse are the same in all:

    p(μ, h, s, λ, τ) ∝ prior(μ, h, τ) p(s) p(λ) Π_j Σ_c N(c; μ, τ²) ℓ_j(c, h, s, λ)

with ℓ_j the product over song j's answers and its own resting value. Source: LEARNING §1.7 of the project's research.
Everything comes from the lists given: the order of the answers has no say.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np
from numpy.typing import NDArray

from profiler.windows import grid
from profiler.windows.controls import Control, Verdict, WindowAnswer
from profiler.windows.gaussian import density
from profiler.windows.prior import (
    HALF,
    LAPSE_PRIOR,
    SLOPE,
    LogNormal,
    Resting,
    of_centre,
    of_halves,
    of_own_setting,
    of_slopes,
)
from profiler.windows.song import CELLS, EdgeBelief, SongPosterior, belief_of

__all__ = ["PastValue", "WindowModel"]

Floats = NDArray[np.float64]

_OLD_S = 3 * 365.25 * 86_400.0
_OTHER_WAY = math.log(0.2 / 0.8)
"""For a term where lower is more, one person in five may still mean the number by "too much" (a choice): which way
the answers run is read off them, once they speak clearly enough."""
_OPPOSITE: Mapping[Verdict, Verdict] = {"too_much": "not_enough", "not_enough": "too_much", "fine": "fine"}


@dataclass(frozen=True, slots=True)
class PastValue:
    """Where a control came to rest in one song, in its unit, and how far that was taste (0 … 1)."""

    value: float
    weight: float


class WindowModel:
    """The belief about one control.

    answers  those of this control; others are left aside
    past     song → its resting value, at most one each; "off" (-inf) says nothing of the window and is left out
    usual    where role and term usually stand, in the term's unit, or None
    half, slope  what the engineer's other windows say (`prior.learnt`)
    now      UTC seconds: answers three years older count half; None keeps all in full
    """

    def __init__(
        self,
        control: Control,
        answers: Sequence[WindowAnswer],
        *,
        past: Mapping[str, PastValue] | None = None,
        usual: float | None = None,
        half: LogNormal = HALF,
        slope: LogNormal = SLOPE,
        now: float | None = None,
    ) -> None:
        self.control = control
        self.scale = control.scale
        self.half = half
        self.slope = slope
        self.now = now
        kept = [answer for answer in answers if answer.control == control and math.isfinite(answer.value)]
        self.answers = tuple(sorted(kept, key=lambda a: (a.time or 0.0, a.song, a.value, a.verdict)))
        self._past = {
            song: (x, entry.weight)
            for song, entry in sorted((past or {}).items())
            if (x := self.scale.steps(entry.value)) is not None and entry.weight > 0
        }
        self._mean = self._usual_steps(usual)
        self.turned = False
        self.origin = self._first_origin()
        if self.scale.sign < 0 and self.answers:
            self._turn(turned=self._evidence(turned=True) + _OTHER_WAY > self._evidence(turned=False))
        self._recentre()

    @property
    def songs(self) -> tuple[str, ...]:
        """Songs with answers, sorted."""
        return tuple(sorted({answer.song for answer in self.answers}))

    def answers_in(self, song: str) -> tuple[WindowAnswer, ...]:
        """Those of one song, oldest first."""
        return tuple(answer for answer in self.answers if answer.song == song)

    def steps(self, value: float) -> float:
        """A value of the control in steps re the grid's origin; off is far below everything."""
        x = self.scale.steps(value)
        return (x if x is not None else -1e3) - self.origin

    def value(self, x: float) -> float:
        """Steps re the grid's origin as a value that can be dialled."""
        return self.scale.dialled(x + self.origin)

    def in_song(self, song: str) -> SongPosterior:
        """Belief about the window in this song, whether it was asked there or not."""
        others = self._shared_without(song)
        prior = sum(_spread_kernel(t) @ others[..., t].reshape(len(grid.CENTRES), -1) for t in range(len(grid.SPREADS)))
        belief = SongPosterior(np.asarray(prior).reshape(CELLS) * self._own(song)[:, :, None, None])
        for answer in self.answers_in(song):
            belief.update(self.steps(answer.value), self.heard(answer), weight=self.weight(answer))
        return belief

    def heard(self, answer: WindowAnswer) -> Verdict:
        """The answer as the grid takes it: "too much" is too many steps."""
        return _OPPOSITE[answer.verdict] if self.turned and answer.spoken else answer.verdict

    def weight(self, answer: WindowAnswer) -> float:
        """How far an answer counts: those of three years ago half."""
        old = self.now is not None and answer.time is not None and self.now - answer.time > _OLD_S
        return answer.weight * (0.5 if old else 1.0)

    @property
    def usual_low(self) -> EdgeBelief:
        """The typical lower edge, over songs, in steps re the grid's origin."""
        return belief_of(grid.LOW, self._typical.sum(axis=2))

    @property
    def usual_high(self) -> EdgeBelief:
        """The typical upper edge."""
        return belief_of(grid.HIGH, self._typical.sum(axis=2))

    @property
    def spread(self) -> float:
        """Posterior mean of the between-song standard deviation of the centre, in steps."""
        return float(self._typical.sum(axis=(0, 1)) @ grid.SPREADS)

    @property
    def lapse(self) -> float:
        """Posterior mean of the share of answers that mean nothing."""
        return float(self._joint.sum(axis=(0, 1, 2, 4)) @ grid.LAPSES)

    @property
    def log_half(self) -> tuple[float, float]:
        """Posterior mean and variance of ln half-width."""
        return _moments(np.log(grid.HALVES), self._typical.sum(axis=(0, 2)))

    @property
    def log_slope(self) -> tuple[float, float]:
        """Posterior mean and variance of ln slope."""
        return _moments(np.log(grid.SLOPES), self._joint.sum(axis=(0, 1, 3, 4)))

    @cached_property
    def _joint(self) -> Floats:
        """p(μ, h, s, λ, τ | everything), sum 1."""
        joint = self._shared_without(None)
        result: Floats = joint / joint.sum()
        return result

    @cached_property
    def _typical(self) -> Floats:
        """p(μ, h, τ), sum 1."""
        result: Floats = self._joint.sum(axis=(2, 3))
        return result

    def _shared_without(self, song: str | None) -> Floats:
        """Unnormalised p(μ, h, s, λ, τ) from all songs but this one."""
        resting = [
            Resting(x - self.origin, weight)
            for name, (x, weight) in self._past.items()
            if name != song and name not in self.songs
        ]
        start = of_centre(resting, mean=self._mean - self.origin, halves=of_halves(self.half))
        joint: Floats = start[:, :, None, None, :] * of_slopes(self.slope)[:, None, None] * LAPSE_PRIOR[None, :, None]
        for name in self.songs:
            if name != song:
                joint = joint * self._song_evidence(name)
        return joint

    def _song_evidence(self, song: str) -> Floats:
        """Σ_c N(c; μ, τ²) ℓ(c, h, s, λ) of one song, shape (centres, halves, slopes, lapses, spreads)."""
        if song not in self._evidence_of:
            seen = np.ones(CELLS)
            for answer in self.answers_in(song):
                seen *= grid.likelihood(self.steps(answer.value), self.heard(answer)) ** self.weight(answer)
            seen *= self._own(song)[:, :, None, None]
            flat = seen.reshape(len(grid.CENTRES), -1)
            layers = [(_spread_kernel(t).T @ flat).reshape(CELLS) for t in range(len(grid.SPREADS))]
            self._evidence_of[song] = np.stack(layers, axis=-1)
        return self._evidence_of[song]

    @cached_property
    def _evidence_of(self) -> dict[str, Floats]:
        return {}

    def _own(self, song: str) -> Floats:
        """Likelihood of the song's own resting value, shape (centres, halves)."""
        if song not in self._past:
            return np.ones(CELLS[:2])
        x, weight = self._past[song]
        # whatever its reason was, the value was lived with: only what was certainly no choice counts less than in full
        return of_own_setting(Resting(x - self.origin, min(1.0, 2.0 * weight)))

    def _evidence(self, *, turned: bool) -> float:
        self._turn(turned=turned)
        return math.log(max(float(self._shared_without(None).sum()), 1e-300))

    def _turn(self, *, turned: bool) -> None:
        """Read the answers this way from now on, and drop what was worked out before."""
        self.turned = turned
        for name in ("_joint", "_typical", "_evidence_of"):
            self.__dict__.pop(name, None)

    def _usual_steps(self, usual: float | None) -> float:
        x = self.scale.steps(usual) if usual is not None else None
        if x is not None:
            return x
        if self._past:
            return _weighted_median(list(self._past.values()))
        if self.answers:
            return self._heard
        ends = (self.scale.steps(self.scale.low) or 0.0, self.scale.steps(self.scale.high) or 0.0)
        return sum(ends) / 2.0

    @property
    def _heard(self) -> float:
        """Middle of the values that were judged, in steps."""
        return float(np.median([self.scale.steps(answer.value) or 0.0 for answer in self.answers]))

    def _first_origin(self) -> float:
        """Where role and term usually stand, unless all that is known of this engineer lies far from there."""
        origin = self._mean
        if self._past:
            settled = _weighted_median(list(self._past.values()))
            origin = settled if abs(settled - origin) > 6.0 else origin
        return self._heard if self.answers and abs(self._heard - origin) > 10.0 else origin

    def _recentre(self) -> None:
        """Move the grid until its ends hold next to nothing (at most four times)."""
        for _ in range(4):
            over = self._typical.sum(axis=(1, 2))
            if float(over[:2].sum() + over[-2:].sum()) <= 0.02:
                return
            away = float(over @ grid.CENTRES)
            if abs(away) < 0.5:
                return
            self.origin += away
            self._turn(turned=self.turned)


@lru_cache(maxsize=8)
def _spread_kernel(index: int) -> Floats:
    """N(c; μ, τ²) for one spread, shape (c, μ); each column sums to 1."""
    kernel = density(grid.CENTRES[:, None] - grid.CENTRES[None, :], float(grid.SPREADS[index]))
    result: Floats = kernel / kernel.sum(axis=0)
    return result


def _moments(values: Floats, weights: Floats) -> tuple[float, float]:
    mean = float(values @ weights)
    return mean, float((values - mean) ** 2 @ weights)


def _weighted_median(entries: Sequence[tuple[float, float]]) -> float:
    ordered = sorted(entries)
    half = sum(weight for _, weight in ordered) / 2.0
    reached = 0.0
    for x, weight in ordered:
        reached += weight
        if reached >= half:
            return x
    return ordered[-1][0]
