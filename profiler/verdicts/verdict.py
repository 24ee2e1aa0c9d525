"""What a verdict is."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal, TypeAlias

from profiler.justifications.reason import ReasonResult

__all__ = ["Amount", "AmountState", "Evidence", "Guess", "Kind", "Line", "Thresholds", "Verdict", "entropy_bits"]

Guess: TypeAlias = Literal["objective", "subjective"]
AmountState: TypeAlias = Literal["objective", "subjective", "not judged"]
Line: TypeAlias = Literal["prior", "context", "habit", "rule", "answer"]


@dataclass(frozen=True, slots=True)
class Thresholds:
    """When a guess counts as settled.

    objective, subjective  P(objective) at or above, at or below
    testable               share of the family's reasons that must have been tested before anything is subjective
    """

    objective: float = 0.8
    subjective: float = 0.2
    testable: float = 0.6


@dataclass(frozen=True, slots=True)
class Evidence:
    """One independent line of evidence. log10_factor: positive speaks for objective."""

    line: Line
    log10_factor: float
    sentence: str


@dataclass(frozen=True, slots=True)
class Kind:
    """Why there was a move at all."""

    guess: Guess
    p_objective: float
    reason: str | None
    sentence: str


@dataclass(frozen=True, slots=True)
class Amount:
    """How far it went: an objective move may go further than its reason asks, and that part is taste.

    size, least  on the control's natural scale; least is the smallest size that passes the reason's test
    residual     size − least; all None when not judged
    """

    state: AmountState
    sentence: str
    size: float | None = None
    least: float | None = None
    residual: float | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is concluded of one gesture.

    settled        past the thresholds, and with positive evidence (a named reason, a habit, the engineer's word)
    best_reason    the reason that hit and holds most of the posterior, or the engineer's own words; None for none
    testable       share of the family's reasons that could be tested (tau)
    open_because   why it is not settled, "" when it is
    log10_context  log10 of the reasons' mean Bayes factor
    """

    gesture: str
    family: str
    guess: Guess
    p_objective: float
    settled: bool
    best_reason: str | None
    kind: Kind
    amount: Amount
    tags: tuple[str, ...]
    reasons: tuple[ReasonResult, ...]
    evidence: tuple[Evidence, ...]
    testable: float
    log10_context: float
    open_because: str
    answered: bool = False

    @property
    def p_subjective(self) -> float:
        """How surely it is taste: the weight of the move in the profile, unless a tag takes it out."""
        return 1.0 - self.p_objective


def entropy_bits(verdict: Verdict) -> float:
    """What is not known: taste, each reason that was found, or a reason that nobody listed."""
    p = verdict.p_objective
    shares = [r.share for r in verdict.reasons if r.weight > 0]
    parts = [1.0 - p, *(p * share for share in shares), p * max(1.0 - sum(shares), 0.0)]
    return -sum(part * math.log2(part) for part in parts if part > 0)
