"""S1: a small change at one place that serves the music. It is tagged, and never forced to have a reason."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from parsers.session import Envelope, EnvelopePoint, Session
from profiler.history.records import Move
from profiler.justifications.controls import find_insert, linear_step, track_of
from profiler.justifications.reason import Rate, Reason, ReasonResult, hit, missed

if TYPE_CHECKING:
    from profiler.evidence.scene import Scene

__all__ = ["REASON"]

_S = 0.80
_P0 = Rate(0.10, "choice")
_LARGEST = {"dB": 1.5, "share": 0.15}
"""Steps up to this are felt, not heard as a change (the article behind the project speaks of ± 0.5 dB and more)."""
_SECONDS = (0.2, 8.0)


def _test(scene: Scene) -> ReasonResult | None:
    """A step of at most 1.5 dB (or 15 % of pan) that lasts 0.2 to 8 s and then is over."""
    move = scene.moves[0]
    found = _clip_step(scene.after, move) if move.term == "clip.gain" else _curve_step(scene, move)
    if found is None:
        return None
    step, seconds, largest = found
    numbers = {"step": step, "seconds": seconds}
    if abs(step) <= largest and _SECONDS[0] <= seconds <= _SECONDS[1]:
        sentence = f"A step of {step:+.2g} for {seconds:.1f} s, then back: leant in with the music there."
        return hit(REASON, s=_S, p0=_P0, sentence=sentence, numbers=numbers)
    sentence = f"A step of {step:+.2g} over {seconds:.1f} s is no small local one."
    return missed(REASON, s=_S, p0=_P0, sentence=sentence, numbers=numbers)


def _clip_step(session: Session, move: Move) -> tuple[float, float, float] | None:
    """(step, length in s, largest small step) of one clip among others of its track."""
    track, step = track_of(session, move), linear_step(move)
    if track is None or step is None or move.object.clip is None or move.count > 1 or len(track.clips) < 2:
        return None
    clip = next((clip for clip in track.clips if clip.id == move.object.clip.id), None)
    return None if clip is None else (step, clip.length_s, _LARGEST["dB"])


def _curve_step(scene: Scene, move: Move) -> tuple[float, float, float] | None:
    """(largest difference, its length in s, largest small step) between an automation curve and what it was."""
    target = move.object.envelope
    if move.term not in ("envelope.changed", "envelope.added") or target is None:
        return None
    after = _envelope(scene.after, move, target)
    if after is None or not after.points:
        return None
    before = _envelope(scene.before, move, target)
    times = sorted({p.time_s for p in after.points} | {p.time_s for p in (before.points if before else ())})
    if before is None or not before.points:
        values = sorted(point.value for point in after.points)
        rest = values[len(values) // 2]
        difference = [_value(after.points, t) - rest for t in times]
    else:
        difference = [_value(after.points, t) - _value(before.points, t) for t in times]
    moved = [i for i, d in enumerate(difference) if abs(d) > 1e-6]
    if not moved:
        return None
    start, end = times[max(moved[0] - 1, 0)], times[min(moved[-1] + 1, len(times) - 1)]
    unit = "dB" if target.endswith("gain") else "share"
    return max(difference, key=abs), end - start, _LARGEST[unit]


def _envelope(session: Session, move: Move, target: str) -> Envelope | None:
    track = track_of(session, move)
    if track is None:
        return None
    curves: Iterable[Envelope] = track.envelopes
    if move.object.insert is not None:
        insert = find_insert(track, move.object.insert.id)
        curves = insert.envelopes if insert else ()
    elif move.object.send is not None:
        reference = move.object.send
        curves = (e for s in track.sends if s.to == reference.to_id for e in s.envelopes)
    return next((curve for curve in curves if curve.target == target and curve.active), None)


def _value(points: tuple[EnvelopePoint, ...], time_s: float) -> float:
    """The curve at a time, read as straight lines; before the first and after the last point it stays level."""
    previous = points[0]
    for point in points:
        if point.time_s >= time_s:
            span = point.time_s - previous.time_s
            share = (time_s - previous.time_s) / span if span > 0 else 1.0
            return previous.value + min(max(share, 0.0), 1.0) * (point.value - previous.value)
        previous = point
    return previous.value


REASON = Reason(
    "S1 serves the music",
    ("clip.gain", "envelope.changed", "envelope.added"),
    "session",
    weight=0.0,
    structural=False,
    test=_test,
    tag="serves_the_music",
)
