"""What automation does, in a few numbers: where a curve was drawn or redrawn, between which values, which way."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Sequence

from parsers.session import EnvelopePoint, Session
from parsers.vocabulary import describe
from profiler.history.records import Stretch
from profiler.history.regions import place_of

__all__ = ["ride", "stretch_of"]

_SILENCE_DB = -150.0
_PARTS = 32
"""In so many parts of a stretch the old and the new curve are compared."""


def stretch_of(session: Session, start_s: float, end_s: float) -> Stretch:
    """A part of the song, with its name where regions or markers give it one."""
    return Stretch(round(start_s, 3), round(end_s, 3), place_of(session, start_s, end_s))


def ride(
    session: Session,
    target: str,
    before: Sequence[EnvelopePoint],
    after: Sequence[EnvelopePoint],
    *,
    starts_s: float = 0.0,
) -> Stretch | None:
    """The part in which two states of a curve differ, and what the later one does there.

    before, after  points, oldest first; without any before it was drawn, without any after it was removed (then the
                   earlier curve is told)
    starts_s       when the curve's owner begins (a clip's curve counts from its start)
    Returns None where both are empty. Between points the value is taken to go straight.
    """
    shown = list(after or before)
    if not shown:
        return None
    start, end = _differing(before, after)
    inside = [point.value for point in shown if start <= point.time_s <= end]
    inside = inside or [_values_at(shown, [time])[0] for time in (start, end)]
    low, high = min(inside), max(inside)
    gone_by = _mean_change(before, after, start, end) if before and after else None
    return Stretch(
        start_s=round(starts_s + start, 3),
        end_s=round(starts_s + end, 3),
        where=place_of(session, starts_s + start, starts_s + end),
        low=low,
        high=high,
        direction=_direction(inside, describe(target).step),
        change=None if gone_by is None else round(gone_by, 4),
    )


def _differing(before: Sequence[EnvelopePoint], after: Sequence[EnvelopePoint]) -> tuple[float, float]:
    """From the first to the last time at which a point came, went or changed; all of it where one is empty."""
    if before and after:
        known, now = set(before), set(after)
        times = [point.time_s for point in (*before, *after) if (point in known) != (point in now)]
        if times:
            return min(times), max(times)
    times = [point.time_s for point in (after or before)]
    return min(times), max(times)


def _values_at(points: Sequence[EnvelopePoint], times: Sequence[float]) -> list[float]:
    """The curve's values at some times: straight between points, flat beyond them; silence is -150 dB."""
    known = [point.time_s for point in points]
    values = []
    for time in times:
        place = bisect_right(known, time)
        one, other = points[max(place - 1, 0)], points[min(place, len(points) - 1)]
        first, second = max(one.value, _SILENCE_DB), max(other.value, _SILENCE_DB)
        span = other.time_s - one.time_s
        share = (time - one.time_s) / span if span > 0 and place else 0.0
        values.append(first if one.shape == "square" else first + (second - first) * share)
    return values


def _mean_change(
    before: Sequence[EnvelopePoint], after: Sequence[EnvelopePoint], start: float, end: float
) -> float | None:
    """By how much the later curve lies above the earlier one, on average."""
    times = [start + (end - start) * (part + 0.5) / _PARTS for part in range(_PARTS)] if end > start else [start]
    pairs = zip(_values_at(before, times), _values_at(after, times), strict=True)
    mean = math.fsum(now - was for was, now in pairs) / len(times)
    return mean if math.isfinite(mean) else None


def _direction(values: Sequence[float], step: float) -> str:
    """Which way a ride goes, as far as it can be heard."""
    heard = [max(value, _SILENCE_DB) for value in values]
    least = step or 1e-6
    if max(heard) - min(heard) < least:
        return "level"
    if abs(heard[-1] - heard[0]) < least:
        return "up and down"
    return "up" if heard[-1] > heard[0] else "down"
