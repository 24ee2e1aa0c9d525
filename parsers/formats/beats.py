"""From beats to seconds: the time line of formats that place things in quarter notes.

Between two events the tempo is held, or glides linearly over the beats; a glide from v to w bpm over b beats lasts
60 · b / (w - v) · ln(w / v) seconds.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from parsers.session import TempoPoint

__all__ = ["BeatMap", "Metre", "TempoEvent"]

_SLOWEST, _FASTEST = 1.0, 10_000.0
_STEADY = 1e-9


class TempoEvent(NamedTuple):
    """Tempo from a beat on; `ramp` when it glides to the next event."""

    beat: float
    bpm: float
    ramp: bool


class Metre(NamedTuple):
    """Time signature from a beat on."""

    beat: float
    numerator: int
    denominator: int


class BeatMap:
    """Seconds of any beat, from tempo events. Before the first event its tempo holds; beat 0 is second 0."""

    def __init__(self, events: Iterable[TempoEvent]) -> None:
        """Take the events in any order, also none: then 120 bpm. Tempos are kept between 1 and 10,000 bpm."""
        ordered = sorted(events, key=lambda event: event.beat)
        known = [
            TempoEvent(max(event.beat, 0.0), min(max(event.bpm, _SLOWEST), _FASTEST), event.ramp) for event in ordered
        ]
        while len(known) > 1 and known[1].beat <= 0:
            del known[0]
        self.events: Sequence[TempoEvent] = known or [TempoEvent(0.0, 120.0, ramp=False)]
        if self.events[0].beat > 0:
            self.events = [TempoEvent(0.0, self.events[0].bpm, ramp=False), *self.events]
        self._beats = [event.beat for event in self.events]
        self._starts = [0.0]
        for place in range(1, len(self.events)):
            self._starts.append(self._starts[-1] + self._lasts(place - 1, self._beats[place]))

    def _lasts(self, place: int, beat: float) -> float:
        """Seconds from event `place` to a beat at or after it."""
        start, bpm, ramp = self.events[place]
        beats = beat - start
        if not ramp or place + 1 >= len(self.events):
            return beats * 60.0 / bpm
        end, later, _ = self.events[place + 1]
        if end - start <= 0 or abs(later - bpm) < _STEADY:
            return beats * 60.0 / bpm
        slope = (later - bpm) / (end - start)
        return 60.0 / slope * math.log((bpm + slope * beats) / bpm)

    def seconds(self, beat: float) -> float:
        """The second at which a beat falls; beats before 0 are negative."""
        if beat < 0:
            return beat * 60.0 / self.events[0].bpm
        place = max(bisect_right(self._beats, beat) - 1, 0)
        return self._starts[place] + self._lasts(place, beat)

    def tempo_map(self, metres: Iterable[Metre]) -> tuple[TempoPoint, ...]:
        """One point for each change of tempo or metre; 4/4 where none is known yet."""
        signs = sorted(metres, key=lambda metre: metre.beat)
        sign_beats = [sign.beat for sign in signs]
        beats = sorted({*self._beats, *(max(metre.beat, 0.0) for metre in signs)})
        points = []
        for beat in beats:
            place = max(bisect_right(self._beats, beat) - 1, 0)
            event = self.events[place]
            signed = bisect_right(sign_beats, beat) - 1
            numerator, denominator = signs[signed][1:] if signed >= 0 else (4, 4)
            ramp = event.ramp and place + 1 < len(self.events)
            points.append(TempoPoint(self.seconds(beat), self._bpm(place, beat), numerator, denominator, ramp))
        return tuple(points)

    def _bpm(self, place: int, beat: float) -> float:
        start, bpm, ramp = self.events[place]
        if not ramp or place + 1 >= len(self.events):
            return bpm
        end, later, _ = self.events[place + 1]
        return bpm + (later - bpm) * (beat - start) / (end - start) if end > start else bpm
