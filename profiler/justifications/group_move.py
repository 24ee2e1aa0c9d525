"""R2: a member of a group moved as one. The group itself, as one gesture, is judged by the music."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parsers.vocabulary import describe
from profiler.history.records import Move
from profiler.justifications.chance import chance_of
from profiler.justifications.controls import linear_step
from profiler.justifications.reason import Rate, Reason, ReasonResult, hit, missed

if TYPE_CHECKING:
    from profiler.evidence.scene import Scene

__all__ = ["REASON"]

_S = 0.95
_SAME = 0.05
"""Steps within this are one step (dB, or pan share)."""


def _test(scene: Scene) -> ReasonResult | None:
    """At least two other tracks moved the same control by the same step (± 0.05) in the interval.

    None when the gesture already holds the whole group: then it is the unit that the musical tests are for.
    """
    move = scene.moves[0]
    if not REASON.applies_to(move.term) or move.object.track is None:
        return None
    inside = {m.object.track.id for m in scene.moves if m.object.track is not None}
    if len(inside) > 1:
        return None
    others = [
        m
        for m in scene.interval
        if m.term == move.term and m.object.track is not None and m.object.track.id not in inside
    ]
    together = [other for other in others if _same_step(move, other)]
    tracks = sorted({m.object.track.name for m in together if m.object.track is not None})
    p0 = _chance(scene, move, len(others))
    step = linear_step(move)
    numbers = {"others": float(len(others)), "same_step": float(len(together))}
    if step is not None:
        numbers["step"] = step
    if len(tracks) < 2:
        sentence = f"No group: {len(tracks)} other track(s) made the same step in this interval."
        return missed(REASON, s=_S, p0=p0, sentence=sentence, numbers=numbers)
    label = describe(move.term).label
    by = f" by {step:+.2g} {describe(move.term).unit}".rstrip() if step is not None else " alike"
    sentence = f"One move of a group: {label}{by} here and on {', '.join(tracks[:4])}{' …' if len(tracks) > 4 else ''}."
    return hit(REASON, s=_S, p0=p0, sentence=sentence, numbers=numbers)


def _same_step(move: Move, other: Move) -> bool:
    a, b = linear_step(move), linear_step(other)
    if a is None or b is None:
        return a is None and b is None and move.after == other.after
    return abs(a - b) <= _SAME


def _chance(scene: Scene, move: Move, others: int) -> Rate:
    """P(at least two of the others share the step by accident)."""
    step = linear_step(move)
    single = Rate(0.3, "choice") if step is None else chance_of(scene).same_step(move.term, step)
    f = single.value
    at_least_two = 1.0 - (1.0 - f) ** others - others * f * (1.0 - f) ** (others - 1) if others > 1 else 0.0
    return Rate(min(max(at_least_two, 1e-4), 0.9), single.source)


REASON = Reason(
    "R2 group move",
    ("fader.gain", "trim.gain", "pan.position", "mute", "send.gain", "clip.gain"),
    "session",
    weight=0.03,
    structural=True,
    test=_test,
    tag="group",
)
