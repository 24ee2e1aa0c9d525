"""Markers of a composition: on event slots, or on a timeline slot of descriptive metadata (Media Composer's)."""

from __future__ import annotations

from collections.abc import Iterator

from parsers.formats.aaf.auids import Pid
from parsers.formats.aaf.objects import Object, child, children, class_of, integer, rational, text
from parsers.formats.aaf.values import Budget
from parsers.session import Marker

__all__ = ["markers_of"]

_KINDS = frozenset({"DescriptiveMarker", "CommentMarker"})


def markers_of(composition: Object, budget: Budget) -> tuple[Marker, ...]:
    """The markers in the order of time; one longer than a single edit unit has an end."""
    found = sorted(
        (marker for slot in children(composition, Pid.SLOTS) for marker in _of_slot(slot, budget)),
        key=lambda marker: (marker.time_s, marker.name),
    )
    return tuple(dict.fromkeys(found))


def _of_slot(slot: Object, budget: Budget) -> Iterator[Marker]:
    budget.spend()
    rate = rational(slot, Pid.EVENT_RATE) or rational(slot, Pid.EDIT_RATE)
    segment = child(slot, Pid.SEGMENT)
    if not rate or rate < 0 or segment is None or class_of(segment) != "Sequence":
        return
    for one in children(segment, Pid.COMPONENTS):
        budget.spend()
        if class_of(one) not in _KINDS:
            continue
        place = integer(one, Pid.POSITION)
        if place is None:
            budget.warn("a marker without a place is left out")
            continue
        length = integer(one, Pid.LENGTH, 0) or 0
        start = place / rate
        name = text(one, Pid.COMMENT).strip() or _said(one)
        yield Marker(float(start), name, float(start + length / rate) if length > 1 else None)


def _said(marker: Object) -> str:
    """The user field of a marker; its property is an application's own, spelt in two ways."""
    for found in marker.properties():
        if (found.name or "").lower() == "commentmarkeruser":
            return text(marker, found.pid).strip()
    return ""
