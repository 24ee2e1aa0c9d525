"""Moves of automation: curves that appear, leave or are redrawn, and what an active curve makes of a static value."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from statistics import median

from parsers.session import AutomationItem, Envelope
from parsers.vocabulary import describe
from profiler.history.matching import pair_envelopes
from profiler.history.moves.equal import same_points
from profiler.history.moves.found import Found, envelope_object
from profiler.history.patch import Path
from profiler.history.records import MoveObject
from profiler.history.rides import ride

__all__ = ["compare_envelopes", "is_driven", "level_taken_over", "playhead_only"]


def compare_envelopes(
    found: Found,
    path: Path,
    owner: MoveObject,
    before: Sequence[Envelope],
    after: Sequence[Envelope],
    *,
    audible: bool = True,
    starts_s: float = 0.0,
) -> None:
    """Compare the curves of one owner. Before and after count points; a curve that is switched off cannot be heard.

    starts_s  when the owner begins in the song, where a curve's times count from there
    """
    pairing = pair_envelopes(before, after)
    for i in pairing.removed:
        _leaves(found, (*path, i), owner, before[i], audible=audible, starts_s=starts_s)
    for j in pairing.added:
        _appears(found, (*path, -1 - j), owner, after[j], audible=audible, starts_s=starts_s)
    for i, j in pairing.pairs:
        if before[i] != after[j]:
            _compare(found, (*path, i), owner, before[i], after[j], audible=audible, starts_s=starts_s)
    found.claims.add((*path, "order"))


def _appears(
    found: Found, path: Path, owner: MoveObject, envelope: Envelope, *, audible: bool, starts_s: float
) -> None:
    subject = envelope_object(owner, envelope.target)
    if not envelope.points and not envelope.items:
        found.noise(subject, "envelope.added", "", envelope.target, "an empty curve", [path])
        return
    drawn = ride(found.after, envelope.target, (), envelope.points, starts_s=starts_s)
    ends = (0.0, _points(envelope))
    found.move(subject, "envelope.added", ends, [path], audible=audible and envelope.active, stretch=drawn)


def _leaves(found: Found, path: Path, owner: MoveObject, envelope: Envelope, *, audible: bool, starts_s: float) -> None:
    subject = envelope_object(owner, envelope.target)
    if not envelope.points and not envelope.items:
        found.noise(subject, "envelope.removed", "", envelope.target, "an empty curve", [path])
        return
    drawn = ride(found.before, envelope.target, envelope.points, (), starts_s=starts_s)
    ends = (_points(envelope), 0.0)
    found.move(subject, "envelope.removed", ends, [path], audible=audible and envelope.active, stretch=drawn)


def _compare(
    found: Found,
    path: Path,
    owner: MoveObject,
    before: Envelope,
    after: Envelope,
    *,
    audible: bool,
    starts_s: float,
) -> None:
    subject = envelope_object(owner, after.target)
    unit = describe(after.target).unit
    if (before.points, before.items, before.active) != (after.points, after.items, after.active):
        claims = [(*path, "points"), (*path, "items"), (*path, "active")]
        as_it_was = before.active == after.active and _played(before) == _played(after)
        if as_it_was and same_points(before.points, after.points, unit):
            found.noise(subject, "points", "", "", "the same curve, rounded otherwise", claims)
        elif as_it_was and found.bars.carried_points(before.points, after.points):
            found.noise(subject, "points", "", "", "the same curve over the bars, at another tempo", claims)
        else:
            heard = audible and (before.active or after.active)
            ends = _points(before), _points(after)
            drawn = ride(found.after, after.target, before.points, after.points, starts_s=starts_s)
            found.move(subject, "envelope.changed", ends, claims, audible=heard, stretch=drawn)
    if before.id != after.id:
        found.noise(subject, "id", before.id, after.id, "an id that the application gives", [(*path, "id")])
    found.lines(subject, before.extra, after.extra, (*path, "extra"))


def _points(envelope: Envelope) -> float:
    """How many points it plays: its own and those of the pieces that lie on it."""
    return float(len(envelope.points) + sum(len(item.points) for item in envelope.items))


def _played(envelope: Envelope) -> list[AutomationItem]:
    """What its items play: a piece's name changes nothing."""
    return [replace(item, name="", pool="") for item in envelope.items if not item.muted]


def is_driven(target: str, before: Sequence[Envelope], after: Sequence[Envelope]) -> bool:
    """Whether an active curve drives the term in either save."""
    return any(_active(target, envelopes) is not None for envelopes in (before, after))


def playhead_only(
    target: str, before: Sequence[Envelope], after: Sequence[Envelope], mode_before: str, mode_after: str
) -> bool:
    """Whether a static value is only what its curve had at the playhead.

    That is so while an active curve drives it and the track is not in trim mode (there the value trims the curve and
    is a setting of its own). "" is a format without modes: a curve then always drives.
    """
    return any(
        not mode.startswith(_TRIM) and _active(target, envelopes) is not None
        for envelopes, mode in ((before, mode_before), (after, mode_after))
    )


_TRIM = "trim"


def level_taken_over(
    target: str, before: Sequence[Envelope], after: Sequence[Envelope], *, change_db: float, lands_on_zero: bool
) -> bool:
    """Whether a level only went into a curve that appears at the same save, or came out of one that leaves.

    Loudness is fader × curve. When an application gives a fader's level to a new curve, it parks the fader at 0 dB;
    the curve's typical level then makes up for at least half of the fader's change.

    change_db      later fader less earlier fader
    lands_on_zero  the fader that stands beside the curve is at 0 dB
    """
    was, now = _active(target, before), _active(target, after)
    if (was is None) == (now is None):
        return False
    curve = was or now
    if curve is None or not curve.points or not math.isfinite(change_db):
        return lands_on_zero
    typical = median(max(point.value, -150.0) for point in curve.points)
    made_up = typical if now is not None else -typical
    return lands_on_zero or abs(change_db + made_up) <= abs(change_db) / 2


def _active(target: str, envelopes: Sequence[Envelope]) -> Envelope | None:
    return next((envelope for envelope in envelopes if envelope.target == target and envelope.active), None)
