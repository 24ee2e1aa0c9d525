"""Controls and their automation: ``Controllable`` elements and the lists that drive them.

    <Controllable name="gaincontrol" value="0.5"/>
    <AutomationList automation-id="gain" state="Play"><events>0 1⏎44100 0.5⏎</events></AutomationList>

With a state other than ``Off`` the value is only what the list held at the playhead, or when the session was loaded.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from parsers.formats.ardour.clock import Clock
from parsers.formats.xml import Element, finite
from parsers.plugins.scales import decibels
from parsers.session import Envelope, EnvelopePoint

__all__ = ["amplitude_db", "control", "envelopes", "points", "yes"]

_ON = frozenset({"1", "yes", "true", "y"})
_SHAPES = {"Linear": "linear", "Discrete": "square", "": "linear"}


def yes(text: str | None, *, neutral: bool = False) -> bool:
    """A switch as any version writes it: ``1``, ``yes``, ``true``."""
    return neutral if text is None else text.lower() in _ON


def amplitude_db(text: str | None) -> float:
    """A level stored as linear amplitude, in dB; 0 dB for none."""
    return decibels(finite(text, 1.0))


def control(owner: Element, name: str) -> Element | None:
    """The control of this name that stands directly in the owner."""
    return next((one for one in owner.iterfind("Controllable") if one.get("name") == name), None)


def envelopes(
    owner: Element, clock: Clock, drives: Callable[[str], tuple[str, Callable[[float], float]] | None]
) -> Iterator[Envelope]:
    """The automation that stands directly in the owner, where a list has points.

    drives  automation id → term and the way from a stored number to its unit; None: not told
    """
    for one in owner.iterfind("Automation/AutomationList"):
        drive = drives(one.get("automation-id") or "")
        if drive is None:
            continue
        term, read = drive
        found = points(one, clock, read)
        if found:
            yield Envelope(term, active=one.get("state", "Off") != "Off", points=found)


def points(one: Element, clock: Clock, read: Callable[[float], float]) -> tuple[EnvelopePoint, ...]:
    """The points of a list."""
    events = one.find("events")
    words = (events.text or "").split() if events is not None else []
    style = one.get("interpolation-style") or ""
    shape = _SHAPES.get(style) or style.lower()
    return tuple(
        EnvelopePoint(clock.seconds(time), float(read(finite(value, 0.0))), shape)
        for time, value in zip(words[::2], words[1::2], strict=False)
    )
