"""Ardour's time line: samples until version 6; since 7 super clocks (``a…``) or ticks of a beat (``b…``)."""

from __future__ import annotations

import math
from dataclasses import dataclass

from parsers.formats.beats import BeatMap, Metre, TempoEvent
from parsers.formats.xml import Element, finite
from parsers.session import TempoPoint

__all__ = ["Clock", "read_clock"]

_SUPER_CLOCKS = 282_240_000.0
"""A second in super clocks, since version 7."""
_TICKS = 1920.0
"""A quarter note in ticks."""
_DEFAULT_RATE = 48_000.0


@dataclass(frozen=True, slots=True)
class Clock:
    """Reads times and lengths of one session.

    scale  units of plain numbers in a second: the sample rate
    """

    scale: float
    super_clocks: float
    beats: BeatMap
    tempo_map: tuple[TempoPoint, ...]
    is_default: bool

    def seconds(self, text: str | None) -> float:
        """The second that a time names; 0 for none."""
        if not text:
            return 0.0
        if text[0] == "a":
            return finite(text[1:], 0.0) / self.super_clocks
        if text[0] == "b":
            return self.beats.seconds(finite(text[1:], 0.0) / _TICKS)
        return finite(text, 0.0) / self.scale

    def span(self, text: str) -> tuple[float, float]:
        """Start and length in seconds of ``length@start``, as regions have it since version 7."""
        length, _, start = text.partition("@")
        begins = self.seconds(start)
        if length[:1] == "b" and start[:1] == "b":
            end = finite(start[1:], 0.0) + finite(length[1:], 0.0)
            return begins, self.beats.seconds(end / _TICKS) - begins
        return begins, self.seconds(length)


def read_clock(session: Element) -> Clock:
    """The clock of a session."""
    rate = finite(session.get("sample-rate"), _DEFAULT_RATE)
    rate = rate if rate > 0 else _DEFAULT_RATE
    tempo_map = session.find("TempoMap")
    if tempo_map is None:
        beats = BeatMap(())
        return Clock(rate, _SUPER_CLOCKS, beats, (), is_default=True)
    super_clocks = finite(tempo_map.get("superclocks-per-second"), _SUPER_CLOCKS)
    super_clocks = super_clocks if super_clocks > 0 else _SUPER_CLOCKS
    places = _Places(rate, super_clocks, _first_metre(tempo_map))
    events: list[TempoEvent] = []
    metres = []
    tempos = sorted(tempo_map.iter("Tempo"), key=places.second)
    for place, tempo in enumerate(tempos):
        bpm, end = _bpm(tempo)
        beat = places.beat(tempo)
        if beat is None:
            beat = _beat_after(events, places.second(tempo)) if events else 0.0
        events.append(TempoEvent(beat, bpm, ramp=abs(end - bpm) > 1e-9 and place + 1 < len(tempos)))
    beats = BeatMap(events)
    for metre in tempo_map.iter("Meter"):
        beat = places.beat(metre)
        if beat is None:
            beat = _beat_after(events, places.second(metre))
        metres.append(Metre(beat, *_signature(metre)))
    points = beats.tempo_map(metres)
    return Clock(rate, super_clocks, beats, points, is_default=len(points) == 1 and points[0].bpm == 120)


@dataclass(frozen=True, slots=True)
class _Places:
    """Where a tempo or metre stands, in whichever way its version says it."""

    rate: float
    super_clocks: float
    beats_in_bar: float

    def second(self, element: Element) -> float:
        clock = element.get("sclock")
        if clock is not None:
            return finite(clock, 0.0) / self.super_clocks
        return finite(element.get("frame") or element.get("sample"), 0.0) / self.rate

    def beat(self, element: Element) -> float | None:
        """Quarter notes from the start; None where only a time is said."""
        quarters = element.get("quarters")
        if quarters is not None:
            whole, _, ticks = quarters.partition(":")
            return finite(whole, 0.0) + finite(ticks or "0", 0.0) / _TICKS
        start = element.get("start")
        if start is not None and element.get("frame") is None:
            bar, beat, *_ = (finite(part, 1.0) for part in (*start.split("|"), "1", "1"))
            return (bar - 1) * self.beats_in_bar + beat - 1
        return None


def _bpm(tempo: Element) -> tuple[float, float]:
    """Quarter notes a minute at the start and at the end."""
    note = finite(tempo.get("note-type"), 4.0)
    unit = 4.0 / note if note > 0 else 1.0
    start = finite(tempo.get("npm") or tempo.get("beats-per-minute"), 120.0)
    end = finite(tempo.get("enpm") or tempo.get("end-beats-per-minute"), start)
    return start * unit, (end if end > 0 else start) * unit


def _signature(metre: Element) -> tuple[int, int]:
    above = finite(metre.get("divisions-per-bar") or metre.get("beats-per-bar"), 4.0)
    below = finite(metre.get("note-value") or metre.get("note-type"), 4.0)
    return int(min(max(above, 1.0), 99.0)), int(min(max(below, 1.0), 64.0))


def _first_metre(tempo_map: Element) -> float:
    """Quarter notes of a bar, by the first metre."""
    metre = tempo_map.find(".//Meter")
    if metre is None:
        return 4.0
    above, below = _signature(metre)
    return above * 4.0 / below


def _beat_after(events: list[TempoEvent], second: float) -> float:
    """The beat at a second, as far as the tempos so far say."""
    beats = BeatMap(events)
    last = events[-1] if events else TempoEvent(0.0, 120.0, ramp=False)
    passed = second - beats.seconds(last.beat)
    beat = last.beat + max(passed, 0.0) * last.bpm / 60.0
    return beat if math.isfinite(beat) else last.beat
