"""Times of a project: beats or seconds, by the unit that the nearest element around them names; and its automation."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from parsers.formats.beats import BeatMap, Metre, TempoEvent
from parsers.formats.xml import Element, finite
from parsers.session import Envelope, EnvelopePoint, TempoPoint

__all__ = ["Timing", "number", "read_timing", "unit_of"]

_POINTS = {"RealPoint", "BoolPoint", "EnumPoint", "IntegerPoint"}


@dataclass(slots=True)
class Timing:
    """The tempo, and every curve by the id of the parameter that it drives.

    curves  parameter id → ``Points`` element
    """

    beats: BeatMap
    tempo_map: tuple[TempoPoint, ...]
    is_default: bool
    curves: dict[str, Element] = field(default_factory=dict)

    def seconds(self, time: float, unit: str) -> float:
        """The second of a place on the time line."""
        return time if unit == "seconds" else self.beats.seconds(time)

    def span(self, start: float, length: float, unit: str) -> float:
        """Length in seconds of something that starts at a place."""
        return length if unit == "seconds" else self.beats.seconds(start + length) - self.beats.seconds(start)

    def envelopes(self, parameter: Element | None, target: str, read: Callable[[float], float]) -> tuple[Envelope, ...]:
        """The automation of a parameter, as none or one envelope."""
        points = None if parameter is None else self.curves.get(parameter.get("id", ""))
        if points is None:
            return ()
        unit = unit_of(points)
        found = tuple(
            EnvelopePoint(
                self.seconds(finite(point.get("time"), 0.0), unit),
                float(read(number(point.get("value")))),
                _shape(point),
            )
            for point in points
            if point.tag in _POINTS
        )
        return (Envelope(target, active=True, points=found),) if found else ()


def number(text: str | None, neutral: float = 0.0) -> float:
    """A stored value as a number; switches are 0 and 1."""
    if text in {"true", "false"}:
        return float(text == "true")
    return finite(text, neutral)


def unit_of(element: Element, attribute: str = "timeUnit") -> str:
    """``beats`` or ``seconds``: as the element or the nearest one around it says; beats where none does."""
    around = element
    while around is not None:
        unit = around.get(attribute)
        if unit is not None:
            return str(unit)
        around = around.getparent()
    return "beats"


def _shape(point: Element) -> str:
    return "square" if point.get("interpolation") == "hold" or point.tag != "RealPoint" else "linear"


def read_timing(project: Element) -> Timing:
    """Tempo, metre and curves of a project."""
    tempo = project.find("Transport/Tempo")
    metre = project.find("Transport/TimeSignature")
    bpm = 120.0 if tempo is None else finite(tempo.get("value"), 120.0)
    curves: dict[str, Element] = {}
    for points in project.iter("Points"):
        target = points.find("Target")
        if target is not None and target.get("parameter"):
            curves.setdefault(target.get("parameter"), points)
    drawn = project.find("Arrangement/TempoAutomation")
    if drawn is None and tempo is not None:
        drawn = curves.get(tempo.get("id", ""))
    events = [] if drawn is None else _tempo_events(drawn)
    beats = BeatMap(events or [TempoEvent(0.0, bpm, ramp=False)])
    metres = _metres(project, metre)
    is_default = tempo is None or (bpm == 120 and not events and len(metres) == 1)
    return Timing(beats, beats.tempo_map(metres), is_default, curves)


def _tempo_events(points: Element) -> list[TempoEvent]:
    """Tempo points. In seconds they are placed by the tempos before them, held between."""
    in_beats = unit_of(points) == "beats"
    events: list[TempoEvent] = []
    for point in points.iter("RealPoint"):
        time, bpm = finite(point.get("time"), 0.0), finite(point.get("value"), 120.0)
        if not in_beats and events:
            last = events[-1]
            passed = max(time - BeatMap(events).seconds(last.beat), 0.0)
            time = last.beat + passed * last.bpm / 60.0
        events.append(TempoEvent(time, bpm, ramp=point.get("interpolation") == "linear" and in_beats))
    return events


def _metres(project: Element, metre: Element | None) -> list[Metre]:
    found = [] if metre is None else [Metre(0.0, *_signature(metre))]
    drawn = project.find("Arrangement/TimeSignatureAutomation")
    if drawn is not None and unit_of(drawn) == "beats":
        found += [
            Metre(finite(point.get("time"), 0.0), *_signature(point)) for point in drawn.iter("TimeSignaturePoint")
        ]
    return found or [Metre(0.0, 4, 4)]


def _signature(element: Element) -> tuple[int, int]:
    above, below = finite(element.get("numerator"), 4.0), finite(element.get("denominator"), 4.0)
    return int(min(max(above, 1.0), 99.0)), int(min(max(below, 1.0), 64.0))
