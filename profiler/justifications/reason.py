"""What a reason is, and what comes of testing one.

Each file of this package (but `chance` and this one) is one reason or one tight family of tests of the same reason. It
offers ``REASON``, a `Reason`, whose ``test`` is a pure function of a gesture and its scene.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    from profiler.evidence.scene import Scene

__all__ = ["Needs", "Outcome", "Reason", "ReasonResult"]

Outcome: TypeAlias = Literal["hit", "missed", "untestable"]
Needs: TypeAlias = Literal["session", "audio", "neighbours", "mix"]


@dataclass(frozen=True, slots=True)
class ReasonResult:
    """One reason tested on one gesture.

    bayes_factor  P(this outcome | this reason is the cause) / P(this outcome | another cause); 1 when untestable
    share         posterior share of this reason among all reasons, given that the gesture is objective
    """

    name: str
    outcome: Outcome
    sensitivity: float
    chance_rate: float
    chance_source: str
    """``formula``, ``archive`` (mismatch null over the engineer's own songs), ``permutation``, ``rank``, ``choice``."""
    bayes_factor: float
    weight: float
    """Prior share among objective gestures of the family."""
    sentence: str
    numbers: Mapping[str, float] = field(default_factory=dict)
    why_untested: str = ""
    share: float = 0.0

    @property
    def log10_bayes_factor(self) -> float:
        """Positive speaks for the reason."""
        return math.log10(self.bayes_factor)


@dataclass(frozen=True, slots=True)
class Reason:
    """One entry of the catalogue.

    name      the catalogue's id and a word: ``T1 delay on a note value``
    terms     terms that it may explain; a trailing ``*`` matches any rest
    needs     what the test must have
    structural  process reasons (undo, group, copy, template, machine-made): tested first, and what they explain is
                taken out before any music is considered
    test      gesture's scene → result, or None when the reason does not apply to this gesture at all
    """

    name: str
    terms: tuple[str, ...]
    needs: Needs
    weight: float
    structural: bool
    test: Callable[[Scene], ReasonResult | None]

    def applies_to(self, term: str) -> bool:
        """Whether moves of this term are among those that the reason may explain."""
        return any(
            term == pattern or (pattern.endswith("*") and term.startswith(pattern[:-1])) for pattern in self.terms
        )
