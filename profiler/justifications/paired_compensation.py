"""L8: gain moved from one stage of a track to another; the sum is unchanged, nothing audible happened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parsers.vocabulary import describe
from profiler.history.records import Move
from profiler.justifications.chance import chance_of
from profiler.justifications.controls import linear_step, on_same_track
from profiler.justifications.reason import Rate, Reason, ReasonResult, hit, missed

if TYPE_CHECKING:
    from profiler.evidence.scene import Scene

__all__ = ["REASON"]

_S = 0.90
_PER_PAIR = 0.04
"""Chance that a second gain of the track moves by exactly the opposite (0.5-dB habits)."""
_EXACT = 0.05
_STAGES = ("clip.gain", "trim.gain", "eq.output", "compressor.makeup", "fader.gain")
_THRESHOLD = "compressor.threshold"


def _test(scene: Scene) -> ReasonResult | None:
    """Another gain stage of this track moved by the exact opposite (± 0.05 dB) in the interval.

    A threshold is compensated by an input (clip or trim) that moves with it.
    """
    move = scene.moves[0]
    step = linear_step(move)
    if not REASON.applies_to(move.term) or step is None or abs(step) <= 2 * _EXACT or move.object.track is None:
        return None
    rivals = [(m, sign) for m in scene.interval if (sign := _partner(move, m)) is not None]
    chance = chance_of(scene)
    rates = [chance.same_step(other.term, sign * step, formula=_PER_PAIR) for other, sign in rivals]
    none = 1.0
    for rate in rates:
        none *= 1.0 - rate.value
    p0 = Rate(min(max(1.0 - none, 1e-3), 0.9), rates[0].source if rates else "formula")
    twin = next((m for m, sign in rivals if abs((linear_step(m) or 0.0) - sign * step) <= _EXACT), None)
    numbers = {"step_db": step, "other_stages": float(len(rivals))}
    if twin is None:
        sentence = "No other gain of this track moved by the exact opposite."
        return missed(REASON, s=_S, p0=p0, sentence=sentence, numbers=numbers)
    here, there = describe(move.term).label, describe(twin.term).label
    numbers["other_step_db"] = linear_step(twin) or 0.0
    sentence = f"{here} {step:+.1f} dB and {there} {numbers['other_step_db']:+.1f} dB: gain moved, nothing changed."
    return hit(REASON, s=_S, p0=p0, sentence=sentence[0].upper() + sentence[1:], numbers=numbers)


def _partner(move: Move, other: Move) -> float | None:
    """-1 when the other must mirror the step, +1 when it must follow, None when it is no partner."""
    if other is move or not on_same_track(move, other) or linear_step(other) is None:
        return None
    inputs = ("clip.gain", "trim.gain")
    if {move.term, other.term} in ({_THRESHOLD, stage} for stage in inputs):
        return 1.0
    if move.term in _STAGES and other.term in _STAGES and (move.term, move.object) != (other.term, other.object):
        return -1.0
    return None


REASON = Reason(
    "L8 gain moved to another stage",
    (*_STAGES, _THRESHOLD),
    "session",
    weight=0.08,
    structural=False,
    test=_test,
)
