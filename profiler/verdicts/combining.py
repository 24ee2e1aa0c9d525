"""Reasons are alternatives: their Bayes factors are averaged by prior share, never multiplied.

"Objective" says that one of the reasons is the cause; under it that reason's test is raised and the others stay at
chance. So the mean pays for looking at many reasons, correlated tests are not counted twice, an untestable reason adds
nothing, and failing every test leaves the reserve for reasons in nobody's catalogue. Source: JUSTIFICATIONS §3.1, §3.3.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from profiler.justifications.reason import ReasonResult

__all__ = ["RESERVE", "Combined", "combine"]

RESERVE = 0.2
"""Share of objective moves whose reason is in nobody's catalogue (start value; learnt from answers)."""

_FINITE = 1e12


@dataclass(frozen=True, slots=True)
class Combined:
    """The reasons of one gesture together.

    factor    P(outcomes | objective) / P(outcomes | subjective)
    results   as given, each with its share of the objective posterior
    testable  share of the weight whose tests could run; 0 where there is no reason at all
    """

    factor: float
    results: tuple[ReasonResult, ...]
    testable: float


def combine(results: Sequence[ReasonResult], *, reserve: float = RESERVE) -> Combined:
    """Weighted mean with a reserve; independent lines of one gesture multiply.

    B = Σ_s w_s L_s + (1 − Σ_s w_s) · Π_lines (reserve_l + Σ_r w_r L_r), s over reasons of the whole gesture, r over the
    line's, the weights of each line with its reserve adding up to 1. Where the catalogue knows only part of a family's
    reasons, what is missing is reserve too; it is never less than `reserve`.
    """
    whole = [r for r in results if r.structural and r.weight > 0]
    lines: defaultdict[str, list[ReasonResult]] = defaultdict(list)
    for result in results:
        if not result.structural and result.weight > 0:
            lines[result.line].append(result)
    of_whole = sum(r.weight for r in whole)
    heaviest = of_whole + max((sum(r.weight for r in line) for line in lines.values()), default=0.0)
    scale = min(1.0, (1.0 - reserve) / heaviest) if heaviest > 0 else 1.0
    rest = 1.0 - scale * of_whole
    means = {
        name: 1.0 + sum(scale * r.weight / rest * (r.bayes_factor - 1.0) for r in line) for name, line in lines.items()
    }
    product = 1.0
    for mean in means.values():
        product *= mean
    factor = sum(scale * r.weight * r.bayes_factor for r in whole) + rest * product
    factor = min(max(factor, 1 / _FINITE), _FINITE)

    def share(result: ReasonResult) -> float:
        own = scale * result.weight * result.bayes_factor / factor
        return own if result.structural else own * product / means[result.line]

    shared = tuple(replace(r, share=min(share(r), 1.0)) if r.weight > 0 else r for r in results)
    weight = sum(r.weight for r in results)
    tested = sum(r.weight for r in results if r.outcome != "untestable")
    return Combined(factor, shared, tested / weight if weight > 0 else 0.0)
