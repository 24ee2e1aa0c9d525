"""Small phrases that several views share: times, counts, sizes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

__all__ = ["clock", "counted", "joined", "length", "share", "when"]


def when(time: float | None) -> str:
    """A moment (UTC seconds) in local time, or a dash."""
    if time is None:
        return "–"
    try:
        return datetime.fromtimestamp(time).astimezone().strftime("%Y-%m-%d %H:%M")
    except (OverflowError, ValueError, OSError):
        return "–"  # a stamp that no calendar has


def counted(number: int, thing: str, things: str = "") -> str:
    """``1 track``, ``2 tracks``."""
    return f"{number:,} {thing if number == 1 else things or thing + 's'}"


def clock(seconds: float) -> str:
    """A position or length as ``m:ss`` or ``h:mm:ss``."""
    whole = round(min(max(seconds, 0.0), 359_999.0))
    hours, minutes, rest = whole // 3600, whole // 60 % 60, whole % 60
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def length(seconds: float) -> str:
    """A span of time as people say it: ``40 s``, ``12 min``, ``3 h 5 min``, ``4 days``."""
    seconds = abs(seconds)
    if seconds < 90:
        return f"{seconds:.0f} s"
    minutes = round(seconds / 60)
    if minutes < 60:
        return f"{minutes} min"
    if minutes < 48 * 60:
        return f"{minutes // 60} h {minutes % 60} min" if minutes % 60 else f"{minutes // 60} h"
    return counted(round(minutes / (24 * 60)), "day")


def share(probability: float) -> str:
    """A probability as a whole percentage that never claims certainty."""
    return (
        "under 1 %" if probability < 0.01 else "over 99 %" if probability > 0.99 else f"{probability:.0%}"[:-1] + " %"
    )


def joined(parts: Sequence[str], last: str = "and") -> str:
    """``a``, ``a and b``, ``a, b and c``."""
    return f" {last} ".join(filter(None, [", ".join(parts[:-1]), *parts[-1:]]))
