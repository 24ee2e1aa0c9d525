"""One control before and after, drawn as a slider of one line: ``-inf ───○────●──┼── +12``."""

from __future__ import annotations

import math

from parsers.session import Scalar
from parsers.vocabulary import Term, describe

__all__ = ["LEGEND", "LEGEND_ASCII", "slider"]

LEGEND = "○ before  ● after"
LEGEND_ASCII = "o before  @ after"

_FADER_TOP_DB = 12.0
_HZ = (20.0, 20_000.0)


def slider(term: str, before: Scalar | None, after: Scalar | None, *, columns: int, ascii: bool = False) -> str | None:
    """Return the line, or None for a control that is no number (a switch, a name) or has no range to draw.

    A missing end (the control was added or removed) leaves its mark out. Where both fall on one place the later one
    shows.
    """
    described = describe(term)
    numbers = [
        float(value) for value in (before, after) if isinstance(value, int | float) and not isinstance(value, bool)
    ]
    if not numbers or (described.scale == "none" and described.unit != "share"):
        return None
    low, high = _ends(described, numbers)
    ends = _label(described, low), _label(described, high)
    wide = columns - sum(map(len, ends)) - 2
    if wide < 8 or low >= high:
        return None
    line = ["-" if ascii else "─"] * wide
    rest = described.default
    if rest is not None and math.isfinite(rest) and low <= rest <= high:
        line[_place(described, rest, low, high, wide)] = "|" if ascii else "┼"
    for value, mark in ((before, "o" if ascii else "○"), (after, "@" if ascii else "●")):
        if isinstance(value, int | float) and not isinstance(value, bool):
            line[_place(described, float(value), low, high, wide)] = mark
    return f"{ends[0]} {''.join(line)} {ends[1]}"


def _ends(term: Term, numbers: list[float]) -> tuple[float, float]:
    if _is_fader(term):
        return -math.inf, max(_FADER_TOP_DB, *numbers)
    if term.unit == "pan":
        return -1.0, 1.0
    if term.unit == "share":
        return min(0.0, *numbers), max(1.0, *numbers)
    if term.unit == "Hz":
        return min(_HZ[0], *numbers), max(_HZ[1], *numbers)
    finite = [number for number in numbers if math.isfinite(number)] or [0.0]
    if term.scale == "log":
        return max(min(finite), 1e-6) / 4, max(finite) * 4
    if term.unit == "dB":
        return min(-24.0, *finite), max(24.0 if term.default == 0 else 0.0, *finite)
    reach = max(max(finite) - min(finite), term.step, 1e-6)
    return min(finite) - reach, max(finite) + reach


def _is_fader(term: Term) -> bool:
    return term.name in {"fader.gain", "trim.gain", "send.gain", "clip.gain", "master.gain"}


def _place(term: Term, value: float, low: float, high: float, wide: int) -> int:
    """Column of a value. Faders follow the fourth root of the linear gain, close to what DAWs draw."""
    if _is_fader(term):
        share = 10 ** ((value - high) / 80) if value > -math.inf else 0.0
    else:
        start, end = term.position(low), term.position(high)
        share = (term.position(min(max(value, low), high)) - start) / (end - start)
    return min(max(round(share * (wide - 1)), 0), wide - 1)


def _label(term: Term, value: float) -> str:
    return "-inf" if value == -math.inf else term.say(value)
