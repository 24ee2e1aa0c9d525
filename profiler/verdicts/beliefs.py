"""What is believed before a gesture is looked at: how often a family's moves are objective, how far models may be
trusted. Learnt from the archive without answers (EM on the families' priors), and from answers drawn at random.

Source: JUSTIFICATIONS §3.5 (EM per family, Beta(4, 4), from 500 gestures on), §3.7 (Dirichlet counts of weight 20),
LEARNING §8 (one temperature, stated until 40 random answers). Deterministic: the order of the gestures does not matter.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from profiler.verdicts.combining import RESERVE

__all__ = ["Beliefs", "Observed", "learn"]

EVEN = 0.5
TEMPERATURE = 1.1
"""Log evidence is divided by this: models are surer than they should be. 1.2 was guessed for multiplied evidence;
averaged evidence is calibrated without it in simulations, where 1.2 leaves a tenth more of the moves unsettled."""

_BETA = 4.0
_ENOUGH_GESTURES = 500
_ENOUGH_ANSWERS = 40
_DIRICHLET = 20.0
_ROUNDS = 200


class Observed(NamedTuple):
    """One gesture as the priors see it.

    log_evidence   natural log of the context's factor over the habit's ratio
    objective      what a randomly drawn answer said, None where there was none
    listed         whether the reason that it named is in the catalogue
    """

    family: str
    log_evidence: float
    objective: bool | None = None
    listed: bool = True


@dataclass(frozen=True, slots=True)
class Beliefs:
    """Priors by family, the reserve for unlisted reasons by family, one temperature. The default knows nothing."""

    priors: Mapping[str, float] = field(default_factory=dict)
    reserves: Mapping[str, float] = field(default_factory=dict)
    temperature: float = TEMPERATURE

    def prior(self, family: str) -> float:
        """P(objective) of a gesture of this family before anything is tested."""
        return self.priors.get(family, EVEN)

    def reserve(self, family: str) -> float:
        """Share of objective gestures whose reason nobody catalogued."""
        return self.reserves.get(family, RESERVE)

    def to_json(self) -> dict[str, Any]:
        """Plain, sorted, finite."""
        return {
            "priors": dict(sorted(self.priors.items())),
            "reserves": dict(sorted(self.reserves.items())),
            "temperature": self.temperature,
        }

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Beliefs:
        """Inverse of `to_json`."""
        return cls(dict(stored["priors"]), dict(stored["reserves"]), stored["temperature"])


def learn(observed: Iterable[Observed]) -> Beliefs:
    """Estimate everything from one engineer's gestures."""
    by_family: defaultdict[str, list[Observed]] = defaultdict(list)
    for gesture in observed:
        by_family[gesture.family].append(gesture)
    everything = [g for family in sorted(by_family) for g in sorted(by_family[family], key=_order)]
    temperature = _temperature([g for g in everything if g.objective is not None])
    priors: dict[str, float] = {}
    reserves: dict[str, float] = {}
    for family, gestures in sorted(by_family.items()):
        answered = [g for g in gestures if g.objective is not None]
        if len(gestures) >= _ENOUGH_GESTURES:
            priors[family] = _em(sorted(gestures, key=_order), temperature)
        elif answered:
            objective = sum(bool(g.objective) for g in answered)
            priors[family] = (_BETA + objective) / (2 * _BETA + len(answered))
        named = [g for g in answered if g.objective]
        if named:
            unlisted = sum(not g.listed for g in named)
            reserves[family] = (RESERVE * _DIRICHLET + unlisted) / (_DIRICHLET + len(named))
    return Beliefs(priors, reserves, temperature)


def _order(gesture: Observed) -> tuple[float, str]:
    return gesture.log_evidence, str(gesture.objective)


def _em(gestures: Sequence[Observed], temperature: float) -> float:
    """The prior that makes the evidence likeliest, under Beta(4, 4)."""
    evidence = np.array([g.log_evidence / temperature for g in gestures if g.objective is None])
    known = sum(bool(g.objective) for g in gestures)
    prior = EVEN
    for _ in range(_ROUNDS):
        total = known + float(_posterior(prior, evidence).sum())
        better = min(max((total + _BETA - 1) / (len(gestures) + 2 * _BETA - 2), 0.01), 0.99)
        if abs(better - prior) < 1e-7:
            break
        prior = better
    return prior


def _posterior(prior: float, log_evidence: NDArray[np.float64]) -> NDArray[np.float64]:
    odds = np.clip(math.log(prior / (1 - prior)) + log_evidence, -60.0, 60.0)
    return np.asarray(1.0 / (1.0 + np.exp(-odds)), dtype=np.float64)


def _temperature(answered: Sequence[Observed]) -> float:
    """The temperature with the least log loss on random answers; the stated one where they are too few."""
    if len(answered) < _ENOUGH_ANSWERS:
        return TEMPERATURE

    evidence = np.array([g.log_evidence for g in answered])
    truth = np.array([bool(g.objective) for g in answered])

    def loss(temperature: float) -> float:
        p = _posterior(EVEN, evidence / temperature)
        return -float(np.log(np.maximum(np.where(truth, p, 1 - p), 1e-9)).sum())

    return min((round(0.8 + 0.05 * i, 2) for i in range(45)), key=loss)
