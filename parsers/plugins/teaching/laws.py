"""How a stored number becomes what the plug-in shows: a few laws, fitted to readings and accepted only when proved.

    linear    a + b·x          a knob on a straight scale, a value stored as shown, per cent
    decibel   a + b·log10 x    b = 20 or 10: an amplitude or a power shown as a level
    log       exp(a + b·x)     frequency, time: equal turns are equal ratios
    power     a·x**b           square laws, 1/x
    skewed    a + b·x**c       a range with its middle moved
    choice                     words, each with its own stored value

A law with k free numbers passes through any k readings: only further ones prove it, and a reading proves the more the
finer its last digit is against the span of all. Laws are tried from the fewest free numbers up; where two of one rank
hold and would say different things, neither is taken.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Literal, NamedTuple, TypeAlias

from parsers.plugins.scales import rounded
from parsers.plugins.teaching.readings import Reading
from parsers.session import Scalar

__all__ = ["Fit", "Kind", "Law", "choices", "fit"]

Kind: TypeAlias = Literal["linear", "decibel", "log", "power", "skewed", "choice"]

_UNITS = (1.0, 0.001, 1000.0, 0.01, 100.0)
"""A value stored as shown, or in seconds for ms, per cent for shares and so on."""
_NUMBER_ERROR = 2e-6
"""Stored numbers are compared with six digits."""
_FURTHER = 0.5
"""Laws must agree this share of the read range beyond its ends."""
_SAME = 0.03
"""And to this share of the span of the readings or of twice the value itself, or three units of the last digit."""
_EXPONENTS = [sign * 10 ** (step / 50 - 1) for step in range(101) for sign in (1, -1)]
"""0.1 … 10 and below zero: bends beyond that no knob has."""
_ON = {"on": True, "off": False}


@dataclass(frozen=True, slots=True)
class Law:
    """One law with its numbers; `shown` only for choices: (stored, as shown)."""

    kind: Kind
    a: float = 0.0
    b: float = 1.0
    c: float = 1.0
    shown: tuple[tuple[Scalar, Scalar], ...] = ()

    def read(self, stored: Scalar) -> Scalar | None:
        """What the plug-in shows, numbers to six digits; None where the law says nothing of such a value."""
        if self.kind == "choice":
            return next((shown for known, shown in self.shown if known == stored), None)
        if isinstance(stored, str | bool) or not math.isfinite(stored):
            return None
        value = self.value(stored)
        return rounded(value) if math.isfinite(value) else (value if value == -math.inf else None)

    def value(self, x: float) -> float:
        """What the law makes of a number, unrounded; NaN where it is not defined, -inf the level of nothing."""
        try:
            if self.kind == "linear":
                return self.a + self.b * x
            if self.kind == "decibel":
                return self.a + self.b * math.log10(x) if x > 0 else (-math.inf if x == 0 else math.nan)
            if self.kind == "log":
                return math.exp(self.a + self.b * x)
            if x == 0 and (self.b if self.kind == "power" else self.c) > 0:
                return 0.0 if self.kind == "power" else self.a
            if x <= 0:
                return math.nan
            return self.a * float(x**self.b) if self.kind == "power" else self.a + self.b * float(x**self.c)
        except (OverflowError, ZeroDivisionError):
            return math.nan

    def stored(self, shown: Scalar) -> Scalar | None:
        """What has to be stored so that the plug-in shows this; None where nothing can be. Inverse of `read`."""
        if self.kind == "choice":
            return next((stored for stored, known in self.shown if known == shown), None)
        if isinstance(shown, str | bool) or math.isnan(shown) or (math.isinf(shown) and self.kind != "decibel"):
            return None
        try:
            x = self._inverse(shown)
        except (OverflowError, ZeroDivisionError, ValueError):
            return None
        return x if math.isfinite(x) else None

    def _inverse(self, v: float) -> float:
        """Raises ValueError where the law cannot show this."""
        if self.kind == "linear":
            return (v - self.a) / self.b
        if self.kind == "decibel":
            return float(10 ** ((v - self.a) / self.b))
        if self.kind == "log":
            return (math.log(v) - self.a) / self.b
        share, exponent = (v / self.a, self.b) if self.kind == "power" else ((v - self.a) / self.b, self.c)
        return math.pow(share, 1 / exponent)


class Fit(NamedTuple):
    """What the readings say of a row of stored numbers.

    laws   that hold and differ; exactly one is an answer
    luck   the odds that numbers which have nothing to do with the readings pass all the same, at most 1
    short  no law of few free numbers holds, and there are too few readings to prove one of more
    """

    laws: tuple[Law, ...]
    luck: float = 1.0
    short: bool = False


def fit(stored: Sequence[float], readings: Sequence[Reading]) -> Fit:
    """Fit every law to numbers that were read as these readings, one each, none of them a word."""
    points = [
        (x, reading.value, reading.half + _NUMBER_ERROR * abs(reading.value))
        for x, reading in zip(stored, readings, strict=True)
        if reading.value is not None and math.isfinite(reading.value)
    ]
    silent = [
        x for x, reading in zip(stored, readings, strict=True) if reading.value is not None and reading.value < -1e300
    ]
    distinct = len({x for x, _, _ in points})
    if distinct < 2:
        return Fit((), short=True)
    for free, tried in enumerate(_RANKS):
        if distinct <= free or (distinct < 3 and free):
            return Fit((), short=True)
        laws = [law for make in tried for law in make(points) if _holds(law, points, silent)]
        if laws:
            return Fit(_differing(laws, points), _luck(points, len(tried), distinct - free))
    return Fit(())


def choices(stored: Sequence[Scalar], readings: Sequence[Reading]) -> Law | None:
    """The words that were read, each with its stored value; None where a word has two values or a value two words."""
    words = {reading.text.casefold() for reading in readings}
    pairs = dict.fromkeys((value, reading.text.casefold()) for value, reading in zip(stored, readings, strict=True))
    if len(words) < 2 or len(pairs) != len(words) or len({value for value, _ in pairs}) != len(words):
        return None
    return Law("choice", shown=tuple((value, _ON.get(word, word)) for value, word in pairs))


_Points: TypeAlias = Sequence[tuple[float, float, float]]
"""(stored, shown, half a unit of the last digit)."""


def _as_shown(points: _Points) -> list[Law]:  # noqa: ARG001 - one signature for all makers; nothing is free here
    return [Law("linear", 0.0, factor) for factor in _UNITS]


def _plain_level(points: _Points) -> list[Law]:  # noqa: ARG001 - as above
    return [Law("decibel", 0.0, 20.0)]


def _level(points: _Points) -> list[Law]:
    if any(x <= 0 for x, _, _ in points):
        return []
    return [
        Law("decibel", _line([(0.0, v - slope * math.log10(x), half) for x, v, half in points], free=1)[0], slope)
        for slope in (20.0, 10.0)
    ]


def _linear(points: _Points) -> list[Law]:
    return [Law("linear", *_line(points))]


def _log(points: _Points) -> list[Law]:
    if any(v <= 0 for _, v, _ in points):
        return []
    return [Law("log", *_line([(x, math.log(v), half / v) for x, v, half in points]))]


def _power(points: _Points) -> list[Law]:
    if any(x <= 0 or v <= 0 for x, v, _ in points):
        return []
    start, slope = _line([(math.log(x), math.log(v), half / v) for x, v, half in points])
    return [Law("power", math.exp(start), slope)] if abs(start) < 100 else []


def _skewed(points: _Points) -> list[Law]:
    if any(x < 0 for x, _, _ in points):
        return []

    def law(exponent: float) -> Law | None:
        if exponent < 0 and any(x == 0 for x, _, _ in points):
            return None
        try:
            return Law("skewed", *_line([(x**exponent, v, half) for x, v, half in points]), exponent)
        except (OverflowError, ZeroDivisionError):
            return None

    made = [found for found in map(law, _EXPONENTS) if found is not None]
    if not made:
        return []
    best = min(made, key=lambda one: _miss(one, points)).c
    step = 10 ** (1 / 50)
    low, high = sorted((best / step, best * step))
    for _ in range(40):
        nearer, further = low + (high - low) * 0.382, low + (high - low) * 0.618
        one, other = law(nearer), law(further)
        if one is None or other is None:
            break
        low, high = (low, further) if _miss(one, points) <= _miss(other, points) else (nearer, high)
    found = law((low + high) / 2)
    return [] if found is None else [found]


_RANKS: tuple[tuple[Callable[[_Points], list[Law]], ...], ...] = (
    (_as_shown, _plain_level),
    (_level,),
    (_linear, _log, _power),
    (_skewed,),
)
"""Makers of laws by how many numbers of theirs are free."""


def _line(points: _Points, *, free: int = 2) -> tuple[float, float]:
    """Start and slope of the straight line nearest to the points, each weighted by its precision."""
    weights = [1 / (half * half) for _, _, half in points]
    total = sum(weights)
    middle_x = sum(w * x for w, (x, _, _) in zip(weights, points, strict=True)) / total
    middle_y = sum(w * y for w, (_, y, _) in zip(weights, points, strict=True)) / total
    if free == 1:
        return middle_y, 0.0
    spread = sum(w * (x - middle_x) ** 2 for w, (x, _, _) in zip(weights, points, strict=True))
    shared = sum(w * (x - middle_x) * (y - middle_y) for w, (x, y, _) in zip(weights, points, strict=True))
    slope = shared / spread if spread else 0.0
    return middle_y - slope * middle_x, slope


def _holds(law: Law, points: _Points, silent: Sequence[float]) -> bool:
    """Whether the law can have shown all of this. A fit leaves no more error than rounding put in: √n half units."""
    if any(law.value(x) != -math.inf for x in silent):
        return False
    return _miss(law, points) <= math.sqrt(len(points))


def _miss(law: Law, points: _Points) -> float:
    """Distance of the law from the readings, in half units of their last digits."""
    missed = math.hypot(*((law.value(x) - v) / half for x, v, half in points))
    return missed if math.isfinite(missed) else math.inf


def _differing(laws: Sequence[Law], points: _Points) -> tuple[Law, ...]:
    """The laws without those that say the same as an earlier one over the read range and a little beyond."""
    kept: list[Law] = []
    for law in laws:
        if not any(_agree(law, other, points) for other in kept):
            kept.append(law)
    return tuple(kept)


def _agree(one: Law, other: Law, points: _Points) -> bool:
    low, high = min(x for x, _, _ in points), max(x for x, _, _ in points)
    beyond = _FURTHER * (high - low)
    start, end = low - beyond, high + beyond
    if low >= 0:
        start = max(start, 0.0)
        end = min(end, 1.0) if high <= 1 else end
    span = max(v for _, v, _ in points) - min(v for _, v, _ in points)
    last_digits = 3 * 2 * max(half for _, _, half in points)
    for step in range(9):
        x = start + (end - start) * step / 8
        ours, theirs = one.value(x), other.value(x)
        if not (math.isfinite(ours) and math.isfinite(theirs)):
            continue
        if abs(ours - theirs) > max(last_digits, _SAME * min(span, abs(ours) + abs(theirs))):
            return False
    return True


def _luck(points: _Points, laws: int, checks: int) -> float:
    span = max(v for _, v, _ in points) - min(v for _, v, _ in points)
    width = 2 * math.sqrt(3) * median(half for _, _, half in points)
    return min(1.0, laws * min(1.0, width / span) ** checks) if span else 1.0
