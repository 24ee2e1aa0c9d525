"""Streams of chance: each named after what it decides, so that one decision more never shifts another's."""

from __future__ import annotations

import math
import random
from collections.abc import Mapping, Sequence
from typing import TypeVar

__all__ = ["Stream", "beta", "dirichlet", "pick", "shuffled", "stream", "student"]

Stream = random.Random
T = TypeVar("T")


def stream(seed: int, *names: str | int) -> Stream:
    """The stream of this seed for what the names say; equal arguments give equal streams on every machine."""
    return random.Random("/".join(map(str, (seed, *names))))  # noqa: S311 - simulation, not secrecy


def pick(rng: Stream, weights: Mapping[T, float]) -> T:
    """One key, drawn in proportion to its weight; negative weights count as zero."""
    keys = list(weights)
    return rng.choices(keys, [max(weights[key], 0.0) for key in keys])[0]


def student(rng: Stream, freedom: int) -> float:
    """A Student t draw with unit scale: heavy-tailed."""
    return rng.gauss(0, 1) / math.sqrt(rng.gammavariate(freedom / 2, 2 / freedom))


def beta(rng: Stream, a: float, b: float, low: float, high: float) -> float:
    """A beta draw stretched over low … high."""
    return low + (high - low) * rng.betavariate(a, b)


def dirichlet(rng: Stream, means: Mapping[T, float], concentration: float) -> dict[T, float]:
    """Shares that sum to 1 and scatter around their means; a higher concentration scatters less."""
    raw = {key: rng.gammavariate(mean * concentration, 1) for key, mean in means.items()}
    total = sum(raw.values())
    return {key: value / total for key, value in raw.items()}


def shuffled(rng: Stream, items: Sequence[T]) -> list[T]:
    """A copy in random order."""
    return rng.sample(items, len(items))
