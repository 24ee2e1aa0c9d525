"""Gain and pan over the length of a clip or track: from the points of a varying value to an envelope.

A parameter's value is a linear ratio, and runs linearly between points. Times count from the start of the operation in
its own length: 0 … 1; some writers set points outside, repeat a time for a step, or end one frame early. Before the
first point the first value holds, after the last the last.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from parsers.session import EnvelopePoint

__all__ = ["Curve", "Point", "decibels", "is_flat", "multiplied", "to_db", "to_pan", "windowed"]

_SAME = 1e-6
_SILENT = 1.2e-5
"""Resolve writes its lowest gain, shown as minus infinity, as 1.12e-5 (-99 dB)."""


class Point(NamedTuple):
    """A value at a time in seconds from the start of its owner, and how it runs on to the next."""

    time_s: float
    value: float
    shape: str = "linear"


Curve = tuple[Point, ...]


def decibels(ratio: float) -> float:
    """A gain ratio in dB; what an application means by silence is -inf."""
    return 20 * math.log10(ratio) if ratio > _SILENT else -math.inf


def is_flat(curve: Sequence[Point]) -> bool:
    """Whether all its values are one."""
    return not curve or all(abs(point.value - curve[0].value) <= _SAME for point in curve)


def windowed(curve: Curve, start_s: float, length_s: float) -> Curve:
    """The part of a curve within a window, its times from the window's start; the edges get points of their own."""
    if not curve:
        return ()
    end_s = start_s + length_s
    inside = [
        point._replace(time_s=min(max(point.time_s - start_s, 0.0), length_s))
        for point in curve
        if start_s <= point.time_s <= end_s
    ]
    if not inside or inside[0].time_s > 0:
        before = _shape_at(curve, start_s)
        inside.insert(0, Point(0.0, _value_at(curve, start_s), before))
    if inside[-1].time_s < length_s:
        inside.append(Point(length_s, _value_at(curve, end_s)))
    return tuple(inside)


def _value_at(curve: Curve, time_s: float) -> float:
    before = None
    for point in curve:
        if point.time_s > time_s:
            if before is None:
                return point.value
            if before.shape == "square" or point.time_s <= before.time_s:
                return before.value
            share = (time_s - before.time_s) / (point.time_s - before.time_s)
            return before.value + share * (point.value - before.value)
        before = point
    return curve[-1].value


def _shape_at(curve: Curve, time_s: float) -> str:
    shape = "linear"
    for point in curve:
        if point.time_s > time_s:
            break
        shape = point.shape
    return shape


def multiplied(curves: Sequence[Curve]) -> Curve:
    """The product of curves, with points where any of them has one."""
    if len(curves) == 1:
        return curves[0]
    times = sorted({point.time_s for curve in curves for point in curve})
    shape = "square" if all(point.shape == "square" for curve in curves for point in curve) else "linear"
    return tuple(Point(time, math.prod(_value_at(curve, time) for curve in curves), shape) for time in times)


def to_db(curve: Iterable[Point], *, start_s: float = 0.0) -> tuple[EnvelopePoint, ...]:
    """A curve of ratios as points in dB, from the start of what it is told of."""
    return tuple(EnvelopePoint(start_s + point.time_s, decibels(point.value), point.shape) for point in curve)


def to_pan(curve: Iterable[Point], *, start_s: float = 0.0) -> tuple[EnvelopePoint, ...]:
    """A curve of 0 (left) … 1 (right) as points from -1 to 1."""
    return tuple(EnvelopePoint(start_s + point.time_s, 2 * point.value - 1, point.shape) for point in curve)
