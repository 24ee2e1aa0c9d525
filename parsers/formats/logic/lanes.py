"""Lanes of automation as the model's envelopes.

A lane of the strip's own faders holds the fader's words (verified for volume; pan and mute are reported). One of a
plug-in's parameter holds shares of the parameter's range, which the file does not state: such an envelope says so, and
its points are shares (0 … 1). That insert N is the slot at place N - 1, the instrument counted, is a guess.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from parsers.formats.logic.plugin_tables import native
from parsers.formats.logic.satellites import NATIVE, Slot
from parsers.formats.logic.sequences import Clock, Lane
from parsers.formats.logic.strips import fader_db
from parsers.session import Envelope, EnvelopePoint, Insert

__all__ = ["insert_envelopes", "strip_envelopes"]

_FULL = float(1 << 31)


def _pan(word: int) -> float:
    return max(-1.0, min(1.0, ((word >> 24) - 64) / 64))


def _switch(word: int) -> float:
    return 1.0 if word >> 24 >= 64 else 0.0


_CONTROLS: Mapping[int, tuple[str, Callable[[int], float]]] = {
    7: ("fader.gain", fader_db),
    10: ("pan.position", _pan),
    9: ("mute", _switch),
}
"""Number of a strip's control → its term and what a word of it reads as."""
_FIRST_SEND = 28


def strip_envelopes(lanes: Sequence[Lane], clock: Clock) -> tuple[Envelope, ...]:
    """The envelopes of a strip's own faders. Solo is how the engineer listened: left out."""
    found = []
    for lane in lanes:
        if lane.insert:
            continue
        known = _CONTROLS.get(lane.control)
        if known is not None:
            term, read = known
            found.append(_envelope(term, lane, clock, read))
        elif lane.control >= _FIRST_SEND:
            found.append(_envelope(f"plugin.control {lane.control}", lane, clock, lambda word: word / _FULL))
    return tuple(found)


def insert_envelopes(
    inserts: Sequence[Insert], slots: Sequence[Slot], lanes: Sequence[Lane], clock: Clock
) -> tuple[Insert, ...]:
    """The inserts with the envelopes of their parameters.

    slots  of the same inserts, in the same order; a lane names the place of a slot, from 1
    """
    by_place = {slot.position + 1: place for place, slot in enumerate(slots)}
    found = list(inserts)
    for lane in lanes:
        place = by_place.get(lane.insert) if lane.insert else None
        if place is None:
            continue
        term = _term(slots[place], lane.control + 1)
        envelope = _envelope(term, lane, clock, lambda word: word / _FULL, extra=("SCALE share of the range",))
        found[place] = replace(found[place], envelopes=(*found[place].envelopes, envelope))
    return tuple(found)


def _term(slot: Slot, place: int) -> str:
    if slot.maker == NATIVE[0]:
        _, entry = native(slot.type_id, slot.variant, slot.short_name)
        known = entry.parameters.get(place) if entry is not None else None
        if known is not None:
            return known.term
    return f"plugin.parameter {place}"


def _envelope(
    term: str, lane: Lane, clock: Clock, read: Callable[[int], float], *, extra: tuple[str, ...] = ()
) -> Envelope:
    points = tuple(EnvelopePoint(clock.seconds(point.tick), read(point.word), "linear") for point in lane.points)
    return Envelope(term, active=True, points=points, extra=extra)
