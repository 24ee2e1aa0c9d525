"""What a reason is, and what comes of testing one.

Each file of this package that offers ``REASON`` is one reason or one tight family of tests of the same reason; its
``test`` is a pure function of a scene. `catalogue` finds them by the folder, `testing` runs them.

Reasons are alternatives: `profiler.verdicts` averages their Bayes factors by weight, it never multiplies them.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    from profiler.evidence.scene import Scene

__all__ = ["ChanceSource", "Needs", "Outcome", "Rate", "Reason", "ReasonResult", "hit", "missed", "untestable"]

Outcome: TypeAlias = Literal["hit", "missed", "untestable"]
Needs: TypeAlias = Literal["session", "audio", "neighbours", "mix"]
ChanceSource: TypeAlias = Literal["formula", "archive", "permutation", "rank", "choice"]


@dataclass(frozen=True, slots=True)
class Rate:
    """How often a test hits moves made for another cause, and where that number comes from.

    source  ``formula`` (arithmetic or simulation of the catalogue), ``archive`` (measured on the engineer's own songs),
            ``permutation``, ``rank`` (so by construction), ``choice`` (nobody has measured it yet)
    """

    value: float
    source: ChanceSource = "formula"


@dataclass(frozen=True, slots=True)
class ReasonResult:
    """One reason tested on one gesture.

    sensitivity   P(this outcome's side of the test | this reason is the cause): of a hit, also when it missed
    chance_rate   the same, given another cause
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
    structural: bool = False
    tag: str = ""
    """What the verdict is tagged with when this reason hits: ``undone copied machine_made …``."""
    line: str = ""
    """Term of the gesture's independent part that was tested; "" for reasons of the whole gesture."""
    size: float | None = None
    """How far the move went on the term's natural scale, where the test can say what would have been enough …"""
    least: float | None = None
    """… and the smallest size that passes the test."""
    step: float = 0.0
    """One just-noticeable difference on that scale."""

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
    weight    prior share among objective gestures of the families it speaks of; 0 for a test that only tags
    structural  process reasons (undo, group, copy, template, machine-made): tested first, and what they explain is
                taken out before any music is considered
    test      gesture's scene → result, or None when the reason does not apply to this gesture at all
    tag       what a hit tags the verdict with, "" for nothing
    """

    name: str
    terms: tuple[str, ...]
    needs: Needs
    weight: float
    structural: bool
    test: Callable[[Scene], ReasonResult | None]
    tag: str = ""

    def applies_to(self, term: str) -> bool:
        """Whether moves of this term are among those that the reason may explain."""
        return any(
            term == pattern or (pattern.endswith("*") and term.startswith(pattern[:-1])) for pattern in self.terms
        )


def hit(reason: Reason, *, s: float, p0: Rate, sentence: str, numbers: Mapping[str, float]) -> ReasonResult:
    """The test hit. s and p0 are those of this very outcome (of an ordinal test: of this class)."""
    return _result(reason, "hit", s=s, p0=p0, factor=s / p0.value, sentence=sentence, numbers=numbers)


def missed(reason: Reason, *, s: float, p0: Rate, sentence: str, numbers: Mapping[str, float]) -> ReasonResult:
    """The test ran and missed. s and p0 are those of any hit."""
    factor = (1.0 - s) / (1.0 - p0.value)
    return _result(reason, "missed", s=s, p0=p0, factor=factor, sentence=sentence, numbers=numbers)


def untestable(
    reason: Reason, why: str, *, s: float, p0: Rate, numbers: Mapping[str, float] | None = None
) -> ReasonResult:
    """The test could not run: Bayes factor 1, never a miss. why is a clause: ``no audio found for Gtr L``."""
    result = _result(reason, "untestable", s=s, p0=p0, factor=1.0, sentence="", numbers=numbers or {})
    return replace(result, why_untested=why)


def _result(
    reason: Reason,
    outcome: Outcome,
    *,
    s: float,
    p0: Rate,
    factor: float,
    sentence: str,
    numbers: Mapping[str, float],
) -> ReasonResult:
    return ReasonResult(
        name=reason.name,
        outcome=outcome,
        sensitivity=s,
        chance_rate=p0.value,
        chance_source=p0.source,
        bayes_factor=factor,
        weight=reason.weight,
        sentence=sentence,
        numbers=dict(numbers),
        structural=reason.structural,
        tag=reason.tag if outcome == "hit" else "",
    )
