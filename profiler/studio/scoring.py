"""How right a learner was about a simulated archive: its claims against the truth. Pure functions, no learner inside.

A claim is what was said of one gesture; `match` finds the moves that it was really made of. Rates are means over
engineers first, since the moves of one engineer are not independent, with an interval from resampling engineers.
"""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from profiler.studio.engineer import window_in_song
from profiler.studio.truth import Control, EngineerTruth, MadeMove, RankingTask, SongTruth, Truth

__all__ = [
    "Claim",
    "Judged",
    "Rate",
    "accuracy",
    "any_reason_fires",
    "brier",
    "calibration_error",
    "edge_error",
    "first_is_best",
    "majority_class",
    "match",
    "mean_over_engineers",
    "reason_named",
    "settled_right",
    "settled_share",
]

_RESAMPLES = 400
_BINS = 10


@dataclass(frozen=True, slots=True)
class Claim:
    """What a learner said of one gesture.

    before_save, after_save  paths relative to the archive's folder
    controls                 of the moves that it took to be made together
    reason                   id of the reason held likeliest, "" for none
    any_hit                  whether any reason's test was passed
    """

    before_save: str
    after_save: str
    controls: tuple[Control, ...]
    p_objective: float
    settled: bool
    reason: str = ""
    any_hit: bool = False


@dataclass(frozen=True, slots=True)
class Judged:
    """A claim with the moves that it is about; all of them have a reason, or all are taste."""

    claim: Claim
    moves: tuple[MadeMove, ...]
    engineer: str

    @property
    def objective(self) -> bool:
        """What the moves really were."""
        return self.moves[0].subjective is False

    @property
    def right(self) -> bool:
        """Whether the better guess is true."""
        return (self.claim.p_objective >= 0.5) == self.objective


@dataclass(frozen=True, slots=True)
class Rate:
    """A mean over engineers with a 95 % interval from resampling them, and how many claims it rests on."""

    mean: float
    low: float
    high: float
    claims: int

    def __str__(self) -> str:
        return f"{self.mean:.3f} [{self.low:.3f}, {self.high:.3f}] n={self.claims}"


def match(truth: Truth, claims: Iterable[Claim]) -> list[Judged]:
    """Pair claims with the moves of taste or reason that they are about.

    Left out are other kinds of move (requests, experiments, mistakes), and gestures that mix taste with reasons:
    there is no right answer to them.
    """
    made: dict[tuple[str, str, Control], tuple[SongTruth, MadeMove]] = {
        (move.before_save, move.after_save, move.control): (song, move) for song, move in truth.moves()
    }
    judged = []
    for claim in claims:
        keys = [(claim.before_save, claim.after_save, control) for control in claim.controls]
        found = [made[key] for key in keys if key in made]
        if len({move.subjective for _, move in found} - {None}) == 1 == len({move.subjective for _, move in found}):
            moves = tuple(move for _, move in found)
            judged.append(Judged(claim, moves, f"{truth.seed}/{found[0][0].engineer}"))
    return judged


def accuracy(judged: Sequence[Judged]) -> Rate:
    """Share of better guesses that are true."""
    return _rate(judged, lambda each: float(each.right))


def brier(judged: Sequence[Judged]) -> Rate:
    """Mean squared distance of the probability from the truth; 0.25 is what "one half" gets."""
    return _rate(judged, lambda each: (each.claim.p_objective - each.objective) ** 2)


def settled_share(judged: Sequence[Judged]) -> Rate:
    """Share of moves with a settled verdict."""
    return _rate(judged, lambda each: float(each.claim.settled))


def settled_right(judged: Sequence[Judged]) -> Rate:
    """Share of the settled verdicts that are true."""
    return _rate([each for each in judged if each.claim.settled], lambda each: float(each.right))


def majority_class(judged: Sequence[Judged]) -> Rate:
    """What saying the commoner kind of each engineer's own moves would get."""
    shares = {}
    for name, group in _by_engineer(judged).items():
        objective = sum(each.objective for each in group) / len(group)
        shares[name] = objective >= 0.5
    return _rate(judged, lambda each: float(shares[each.engineer] == each.objective))


def any_reason_fires(judged: Sequence[Judged]) -> Rate:
    """What calling everything objective for which some test is passed would get."""
    return _rate(judged, lambda each: float(each.claim.any_hit == each.objective))


def reason_named(judged: Sequence[Judged], same: Mapping[str, str] | None = None) -> Rate:
    """Among moves with a catalogued reason that are guessed objective: share for which the true reason is named.

    same  learner's reason → id in the truth, where they differ (two tests of one reason)
    """
    names = same or {}
    listed = [each for each in judged if each.claim.p_objective >= 0.5 and _listed(each)]
    return _rate(listed, lambda each: float(names.get(each.claim.reason, each.claim.reason) in _listed(each)))


def calibration_error(judged: Sequence[Judged]) -> float:
    """Expected calibration error, debiased: ten bins of equal mass, sampling variance taken off; 0 for no claims."""
    ordered = sorted(judged, key=lambda each: each.claim.p_objective)
    total = 0.0
    for number in range(_BINS):
        group = ordered[len(ordered) * number // _BINS : len(ordered) * (number + 1) // _BINS]
        if len(group) > 1:
            said = sum(each.claim.p_objective for each in group) / len(group)
            true = sum(each.objective for each in group) / len(group)
            excess = (true - said) ** 2 - true * (1 - true) / (len(group) - 1)
            total += len(group) / len(ordered) * math.sqrt(max(excess, 0.0))
    return total


def edge_error(engineer: EngineerTruth, control: str, song: SongTruth | None, low: float, high: float) -> float:
    """Root mean square distance of two found edges from the true ones, in steps of the control."""
    window = engineer.windows[control]
    scale: Callable[[float], float] = math.log2 if window.log else float
    true = window_in_song(engineer, control, song)
    squares = [((scale(said) - scale(edge)) / window.step) ** 2 for said, edge in zip((low, high), true, strict=True)]
    return math.sqrt(sum(squares) / 2)


def first_is_best(task: RankingTask, ranked: Sequence[str]) -> bool:
    """Whether the first of a ranking is what the engineer likes best."""
    return bool(ranked) and ranked[0] == task.best


def _listed(judged: Judged) -> set[str]:
    return {move.reason for move in judged.moves if move.kind == "objective"}


def _by_engineer(judged: Iterable[Judged]) -> dict[str, list[Judged]]:
    groups: dict[str, list[Judged]] = {}
    for each in judged:
        groups.setdefault(each.engineer, []).append(each)
    return groups


def _rate(judged: Sequence[Judged], score: Callable[[Judged], float]) -> Rate:
    return mean_over_engineers([(each.engineer, score(each)) for each in judged])


def mean_over_engineers(scores: Iterable[tuple[str, float]]) -> Rate:
    """Mean over engineers of each one's mean; NaN for no scores.

    scores  (engineer, score)
    """
    groups: dict[str, list[float]] = {}
    for engineer, score in scores:
        groups.setdefault(engineer, []).append(score)
    means = [sum(group) / len(group) for group in groups.values()]
    if not means:
        return Rate(math.nan, math.nan, math.nan, 0)
    rng = random.Random(0)  # noqa: S311 - resampling, not secrecy
    drawn = sorted(sum(rng.choices(means, k=len(means))) / len(means) for _ in range(_RESAMPLES))
    low, high = drawn[int(0.025 * _RESAMPLES)], drawn[int(0.975 * _RESAMPLES) - 1]
    return Rate(sum(means) / len(means), low, high, sum(map(len, groups.values())))
