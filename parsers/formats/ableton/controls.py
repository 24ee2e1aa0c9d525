"""What every knob of a Live set looks like: one value, and where it is automated a list of events.

    <Volume>
      <Manual Value="0.5"/>                               the value; since Live 9
      <ArrangerAutomation><Events>…                       until Live 9: events of the arrangement, inside the knob
      <AutomationTarget Id="17890"/>                      since Live 10 the events lie elsewhere, under this id

The first event of a list (``Time="-63072000"``) is the value before everything: a list of one event is no automation,
and in Live 8 it is the value itself. While a knob is automated its value is the curve's at the playhead.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from typing import TypeAlias

from parsers.formats.xml import Element, finite
from parsers.session import Envelope, EnvelopePoint

__all__ = [
    "CLOSED",
    "Curves",
    "attribute",
    "curves_of",
    "envelope",
    "level",
    "number",
    "stored",
    "switch",
    "text_number",
]

Curves: TypeAlias = Mapping[str, Element]
"""AutomationTarget id → its list of events, in sets of Live 10 and later."""

CLOSED = 0.000317
"""Amplitudes up to -70 dB (0.000316228) are what Live shows as -inf."""
_LONG_BEFORE = -1_000_000.0


def attribute(element: Element, path: str, neutral: str = "") -> str:
    """The ``Value`` of the element at `path`, or `neutral`."""
    found = element.find(path)
    return neutral if found is None else str(found.get("Value", neutral))


def stored(control: Element) -> str | None:
    """The value of a knob as written, or None."""
    holder = control.find("Manual")
    if holder is None:
        holder = control.find("ArrangerAutomation/Events/*")
    text: str | None = None if holder is None else holder.get("Value")
    return text


def text_number(text: str | None, neutral: float = 0.0) -> float:
    """A stored value as a number; switches are 0 and 1."""
    if text == "true":
        return 1.0
    return 0.0 if text == "false" else finite(text, neutral)


def number(element: Element, path: str, neutral: float = 0.0) -> float:
    """The value of the knob at `path` as a number."""
    control = element.find(path)
    return neutral if control is None else text_number(stored(control), neutral)


def switch(element: Element, path: str, *, neutral: bool) -> bool:
    """The value of the switch at `path`."""
    return number(element, path, float(neutral)) != 0


def level(amplitude: float) -> float:
    """A fader's or send's level in dB, to 0.0001 dB; -70 dB and below is closed."""
    return -math.inf if amplitude <= CLOSED else round(20 * math.log10(amplitude), 4) + 0.0


def curves_of(track: Element) -> dict[str, Element]:
    """The automation of a track, by the id of what it drives."""
    found = {}
    for one in track.iterfind("AutomationEnvelopes/Envelopes/AutomationEnvelope"):
        target, events = one.find("EnvelopeTarget/PointeeId"), one.find("Automation/Events")
        if target is not None and events is not None:
            found[target.get("Value")] = events
    return found


def envelope(control: Element, curves: Curves, target: str, read: Callable[[float], float]) -> tuple[Envelope, ...]:
    """The automation of a knob, as none or one envelope; its times are beats.

    target  the term it drives
    read    stored number → the term's unit
    """
    events = control.find("ArrangerAutomation/Events")
    if curves:
        aim = control.find("AutomationTarget")
        if aim is not None:
            events = curves.get(aim.get("Id"), events)
    if events is None or len(events) < 2:
        return ()
    return (Envelope(target, active=True, points=tuple(_point(event, read) for event in events)),)


def _point(event: Element, read: Callable[[float], float]) -> EnvelopePoint:
    time = finite(event.get("Time"), 0.0)
    value = float(read(text_number(event.get("Value"))))
    curved = event.get("CurveControl1X") is not None
    shape = "bezier" if curved else "linear" if event.tag == "FloatEvent" else "square"
    return EnvelopePoint(0.0 if time < _LONG_BEFORE else time, value, shape)
