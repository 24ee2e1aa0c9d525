"""Moves of one save interval that were made together for one cause.

Merging two causes gives confident nonsense, so only what shows in the moves themselves joins them: a band of an
equaliser, the settings of one insert, one bypass on many tracks, equal fader steps, one shift of many clips, opposite
gains at one frequency on two tracks. That they were made between the same two saves joins nothing.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence

from parsers.session import Session
from profiler.history.records import Gesture, Move
from profiler.history.songs import short_hash

__all__ = ["gain_places", "group"]

_MANY = 3
"""Equal steps on so many tracks are one gesture; two may be chance."""
_SAME_STEP_DB = 0.05
_THIRD_OCTAVE = 1 / 3
_INSERT_TERMS = ("insert.enabled", "insert.wet", "insert.state", "insert.offline")


def group(moves: Sequence[Move], *, places_hz: Mapping[str, float] | None = None) -> tuple[Gesture, ...]:
    """Group the moves of one save interval; every move is in exactly one gesture.

    moves      with ids, all between the same two saves
    places_hz  of `gain_places`: what mirrored gains are compared at; without it none are found
    Returns gestures in the order of their first moves. Ids depend on the members alone.
    """
    left = list(moves)
    found: list[tuple[str, list[Move]]] = []
    for kind, find in (
        ("bypass", _bypasses),
        ("group", _equal_steps),
        ("shift", _shifts),
        ("mirrored", lambda rest: _mirrored(rest, places_hz or {})),
        ("band", _bands),
        ("insert", _inserts),
    ):
        for members in find(left):
            found.append((kind, members))
            gone = {move.id for move in members}
            left = [move for move in left if move.id not in gone]
    found += [("single", [move]) for move in left]
    place = {move.id: number for number, move in enumerate(moves)}
    found.sort(key=lambda item: min(place[move.id] for move in item[1]))
    return tuple(_gesture(kind, sorted(members, key=lambda move: place[move.id])) for kind, members in found)


def _gesture(kind: str, members: Sequence[Move]) -> Gesture:
    ids = tuple(move.id or "" for move in members)
    return Gesture(short_hash("gesture", *sorted(ids)), ids, kind)


def _grouped(moves: Iterable[Move], key: Callable[[Move], Hashable | None]) -> list[list[Move]]:
    groups: dict[Hashable, list[Move]] = {}
    for move in moves:
        name = key(move)
        if name is not None:
            groups.setdefault(name, []).append(move)
    return list(groups.values())


def _bypasses(moves: Sequence[Move]) -> list[list[Move]]:
    """One plug-in switched the same way on three inserts or more; several such plug-ins at once are one gesture."""
    joined: dict[Hashable, list[Move]] = {}
    for members in _grouped(moves, _switch):
        if len(members) >= _MANY:
            joined.setdefault((members[0].term, members[0].after), []).extend(members)
    return list(joined.values())


def _switch(move: Move) -> Hashable | None:
    insert = move.object.insert
    if insert is None or move.term not in ("insert.enabled", "insert.offline"):
        return None
    return (move.term, move.after, insert.plugin)


def _equal_steps(moves: Sequence[Move]) -> list[list[Move]]:
    """Level moves of one term by equal steps on three tracks or more."""
    groups = []
    for members in _grouped(moves, lambda move: move.term if move.term in ("fader.gain", "send.gain") else None):
        members.sort(key=_step)
        run: list[Move] = []
        for move in members:
            if run and _step(move) - _step(run[0]) > _SAME_STEP_DB:
                groups.append(run)
                run = []
            run.append(move)
        groups.append(run)
    return [run for run in groups if math.isfinite(_step(run[0])) and _tracks(run) >= _MANY]


def _step(move: Move) -> float:
    if isinstance(move.before, float) and isinstance(move.after, float) and math.isfinite(move.before):
        return move.after - move.before
    return math.inf


def _tracks(moves: Iterable[Move]) -> int:
    return len({move.object.track.id for move in moves if move.object.track})


def _shifts(moves: Sequence[Move]) -> list[list[Move]]:
    """Clips moved by one constant, on any tracks; a lone move of one clip is none."""

    def shift(move: Move) -> Hashable | None:
        step = _step(move) if move.term == "clip.moved" else math.inf
        return round(step, 3) if math.isfinite(step) else None

    return [members for members in _grouped(moves, shift) if sum(move.count for move in members) > 1]


def gain_places(moves: Iterable[Move], after: Session) -> dict[str, float]:
    """Move id → frequency (Hz) of the band whose gain it moved, in the later save."""
    found = ((move.id or "", _gain_place(move, after)) for move in moves)
    return {move: hz for move, hz in found if hz is not None}


def _mirrored(moves: Sequence[Move], places_hz: Mapping[str, float]) -> list[list[Move]]:
    """A cut on one track and a boost on another within a third of an octave: room made for one in the other."""
    placed = [(move, places_hz[move.id or ""]) for move in moves if (move.id or "") in places_hz]
    pairs, taken = [], set[str | None]()
    for number, (one, hz) in enumerate(placed):
        for other, other_hz in placed[number + 1 :]:
            free = one.id not in taken and other.id not in taken
            if free and _opposite(one, other) and abs(math.log2(hz / other_hz)) <= _THIRD_OCTAVE:
                pairs.append([one, other])
                taken |= {one.id, other.id}
    return pairs


def _gain_place(move: Move, after: Session) -> float | None:
    """Frequency of the band whose gain was moved, Hz."""
    thing = move.object
    if thing.track is None or thing.insert is None or thing.band is None or not move.term.endswith(".gain"):
        return None
    track = after.track(thing.track.id)
    for insert in track.inserts if track else ():
        if insert.id == thing.insert.id:
            value = insert.parameters.get(f"eq.{thing.band}.frequency")
            return value.value if value and isinstance(value.value, float) and value.value > 0 else None
    return None


def _opposite(one: Move, other: Move) -> bool:
    tracks = one.object.track, other.object.track
    apart = tracks[0] is not None and tracks[1] is not None and tracks[0].id != tracks[1].id
    first, second = _step(one), _step(other)
    return apart and math.isfinite(first) and math.isfinite(second) and first * second < 0


def _bands(moves: Sequence[Move]) -> list[list[Move]]:
    """What was done to one band of one insert: frequency, gain and width of one drag."""

    def band(move: Move) -> Hashable | None:
        return _insert_key(move, move.object.band) if move.object.band is not None else None

    return [members for members in _grouped(moves, band) if len(members) > 1]


def _inserts(moves: Sequence[Move]) -> list[list[Move]]:
    """Several settings of one insert that belong to no band."""

    def insert(move: Move) -> Hashable | None:
        told = move.family not in ("insert", "automation", "routing") or move.term in _INSERT_TERMS
        return _insert_key(move, None) if told and move.object.band is None and not move.object.envelope else None

    return [members for members in _grouped(moves, insert) if len(members) > 1]


def _insert_key(move: Move, band: int | None) -> Hashable | None:
    thing = move.object
    if thing.insert is None:
        return None
    clip = thing.clip.id if thing.clip else ""
    return (thing.track.id if thing.track else "", clip, thing.insert.id, thing.insert.position, band)
