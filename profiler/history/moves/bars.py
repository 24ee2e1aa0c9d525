"""What keeps its place in the bars while the tempo changes: carried along in seconds, moved by nobody."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from parsers.session import EnvelopePoint, Session, TempoPoint

__all__ = ["Bars"]

_SAME_BEATS = 1e-4
"""Half a sample at any usual tempo is less; the finest grid is 1/960 of a beat."""


class _Beats:
    """Beats of a time, from a tempo map; glides are linear in time."""

    def __init__(self, tempo_map: Sequence[TempoPoint]) -> None:
        self._points = tempo_map
        self._times = [point.time_s for point in tempo_map]
        self._beats = [0.0]
        for place in range(1, len(tempo_map)):
            self._beats.append(self._beats[-1] + self._passed(place - 1, self._times[place]))

    def at(self, time_s: float) -> float:
        """Beats from the first point on; before it they are negative."""
        place = max(bisect_right(self._times, time_s) - 1, 0)
        return self._beats[place] + self._passed(place, time_s)

    def _passed(self, place: int, time_s: float) -> float:
        point = self._points[place]
        seconds = time_s - point.time_s
        bpm = point.bpm
        if point.ramp and place + 1 < len(self._points) and seconds > 0:
            later = self._points[place + 1]
            if later.time_s > point.time_s:
                bpm += (later.bpm - bpm) * seconds / (later.time_s - point.time_s) / 2
        return seconds * bpm / 60.0


class Bars:
    """Two saves' time lines in beats. While both have the same tempo, nothing is carried."""

    def __init__(self, before: Session, after: Session) -> None:
        self._changed = before.tempo_map != after.tempo_map and bool(before.tempo_map) and bool(after.tempo_map)
        self._before, self._after = _Beats(before.tempo_map), _Beats(after.tempo_map)

    def carried(self, before_s: float, after_s: float) -> bool:
        """Whether two different times are one place in the bars."""
        return self._changed and abs(self._before.at(before_s) - self._after.at(after_s)) < _SAME_BEATS

    def carried_span(self, before_s: tuple[float, float], after_s: tuple[float, float]) -> bool:
        """Whether two lengths, each from a start, last as many beats."""
        if not self._changed:
            return False
        was = self._before.at(sum(before_s)) - self._before.at(before_s[0])
        now = self._after.at(sum(after_s)) - self._after.at(after_s[0])
        return abs(was - now) < _SAME_BEATS

    def carried_points(self, before: Sequence[EnvelopePoint], after: Sequence[EnvelopePoint]) -> bool:
        """Whether two curves are one, drawn over the bars."""
        return (
            self._changed
            and len(before) == len(after)
            and all(
                (one.value, one.shape) == (other.value, other.shape) and self.carried(one.time_s, other.time_s)
                for one, other in zip(before, after, strict=True)
            )
        )
