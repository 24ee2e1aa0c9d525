"""The window in one song: posterior over its cells, the next value to ask, how well its edges are known."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from profiler.windows.controls import Verdict
from profiler.windows.grid import CENTRES, HALVES, HIGH, LAPSES, LOW, SLOPES, VALUES, likelihood, table

__all__ = ["EdgeBelief", "NextValue", "SongPosterior", "belief_of"]

Floats = NDArray[np.float64]


class EdgeBelief(NamedTuple):
    """What is believed of one edge, in steps: mean, standard deviation, 5, 50 and 95 per cent."""

    mean: float
    sd: float
    lo90: float
    median: float
    hi90: float


class NextValue(NamedTuple):
    """A value to ask, in steps re the grid's origin.

    gain   how much the summed variance of both edges is expected to fall
    share  the same as a share of that variance
    """

    x: float
    gain: float
    share: float


def belief_of(edge: Floats, weights: Floats) -> EdgeBelief:
    """Moments and quantiles of an edge given the weight of each cell; both arrays (centres, halves)."""
    order = _EDGE_ORDER.get(id(edge))
    flat = edge.ravel()
    if order is None:
        order = np.argsort(flat, kind="stable")
    mass = weights.ravel()[order]
    total = mass.sum()
    values = flat[order]
    mean = float(values @ mass / total)
    sd = float(np.sqrt(max((values - mean) ** 2 @ mass / total, 0.0)))
    cumulative = (np.cumsum(mass) - 0.5 * mass) / total
    low, median, high = (float(np.interp(q, cumulative, values)) for q in (0.05, 0.5, 0.95))
    return EdgeBelief(mean, sd, low, median, high)


_EDGE_ORDER = {id(edge): np.argsort(edge.ravel(), kind="stable") for edge in (LOW, HIGH)}
"""The two grids are sorted once."""


class SongPosterior:
    """Belief over (centre, half-width, slope, lapse) in one song, and the values asked there.

    cells   prior weights, shape (centres, halves, slopes, lapses), any scale
    """

    def __init__(self, cells: Floats) -> None:
        self.cells: Floats = cells / cells.sum()
        self.asked: list[float] = []

    def update(self, x: float, verdict: Verdict, *, weight: float = 1.0) -> None:
        """Take in one answer at x steps re the grid's origin."""
        seen = likelihood(x, verdict)
        self.cells = self.cells * (seen if weight == 1.0 else seen**weight)
        self.cells /= self.cells.sum()
        self.asked.append(x)

    @property
    def low(self) -> EdgeBelief:
        """The lower edge, in steps re the grid's origin."""
        return belief_of(LOW, self.cells.sum(axis=(2, 3)))

    @property
    def high(self) -> EdgeBelief:
        """The upper edge."""
        return belief_of(HIGH, self.cells.sum(axis=(2, 3)))

    @property
    def outside(self) -> float:
        """Mass on the two outermost centres of either end: above 2 % the grid wants another origin."""
        over_centres = self.cells.sum(axis=(1, 2, 3))
        return float(over_centres[:2].sum() + over_centres[-2:].sum())

    def next_value(self, allowed: Callable[[float], bool], *, upwards: bool | None = None) -> NextValue | None:
        """The value whose answer is expected to leave the least variance of both edges; None when none may be asked.

        allowed  whether this many steps can be heard and asked
        upwards  on which side of the middle to start, where that costs nearly nothing; None for no wish
        Source   LEARNING §1.4 of the project's research: argmax over x of Σ over edges and answers of p(r|x) E[e|r,x]².
        """
        scores, before, variance = self._expected()
        candidates = [i for i, x in enumerate(VALUES) if self._is_new(float(x)) and allowed(float(x))]
        if not candidates:
            return None
        best = max(candidates, key=lambda i: (scores[i], -abs(VALUES[i]), -i))
        if upwards is not None:
            middle = float(self.cells.sum(axis=(1, 2, 3)) @ CENTRES)
            side = [i for i in candidates if (VALUES[i] > middle) == upwards]
            other = max(side, key=lambda i: (scores[i], -i), default=best)
            if scores[other] - before >= _NEARLY * (scores[best] - before):
                best = other
        gain = float(scores[best] - before)
        return NextValue(float(VALUES[best]), gain, gain / max(variance, 1e-9))

    def _is_new(self, x: float) -> bool:
        return all(abs(x - earlier) >= 0.25 for earlier in self.asked[-2:])

    def _expected(self) -> tuple[Floats, float, float]:
        """Per value Σ p m² over answers and edges; the same without an answer; the variance of both edges now."""
        kept = (self.cells * (1.0 - LAPSES)).sum(axis=3)
        lapsed = (self.cells * (LAPSES / 3.0)).sum(axis=(2, 3))
        edges = np.stack([np.ones_like(LOW), LOW, HIGH])
        seen = edges[:, :, :, None] * kept[None]
        columns = seen.reshape(3, -1)
        sums = (table() @ columns.T.astype(np.float32)).astype(np.float64).reshape(2, len(VALUES), 3)
        guessed = np.einsum("ech,ch->e", edges, lapsed)
        fine = columns.sum(axis=1) - sums[0] - sums[1]
        answers = np.concatenate([sums, fine[None]]) + guessed
        chance = np.maximum(answers[..., 0], 1e-6)
        scores = (answers[..., 1:] ** 2).sum(axis=2) / chance
        over = self.cells.sum(axis=(2, 3))
        means = np.array([(over * LOW).sum(), (over * HIGH).sum()])
        squares = float((over * (LOW**2 + HIGH**2)).sum())
        before = float((means**2).sum())
        total: Floats = scores.sum(axis=0)
        return total, before, squares - before


_NEARLY = 0.9
"""The random first direction may cost a tenth of the expected gain."""

CELLS = (len(CENTRES), len(HALVES), len(SLOPES), len(LAPSES))
