"""Moves of one save interval that were made together for one cause.

Merging two causes gives confident nonsense, so only what shows in the moves themselves joins them: what one recalled
snapshot of the mixer brought back, a band of an equaliser, the settings of one insert, one switch or one plug-in on
many tracks, equal steps, one control turned the same way on many tracks, a bus against its members, gain traded between
clip and fader, one shift of many clips, opposite gains at one frequency or opposite places of two tracks. That they
were made between the same two saves joins nothing.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence

from parsers.session import Session
from profiler.history.records import Gesture, Move
from profiler.history.songs import short_hash

__all__ = ["gain_places", "group", "recalls"]

_MANY = 3
"""Equal steps on so many tracks are one gesture; two may be chance."""
_SAME_STEP_DB = 0.05
_SWEEP = 4
"""One control turned the same way on so many tracks, and the other way on none, is one wish: by chance alone 1 in 8."""
_ALIKE = 2.5
"""Within a sweep the largest step is at most so many times the smallest."""
_TRADED_DB = 0.1
_MIRRORED_PAN = 0.005
_THIRD_OCTAVE = 1 / 3
_BROUGHT_BACK = {"volume": "fader.", "pan": "pan.", "mute": "mute", "polarity": "polarity"}
"""What a snapshot covers → how the terms begin that it sets when recalled."""
_INSERT_TERMS = ("insert.enabled", "insert.wet", "insert.state", "insert.offline")


def group(
    moves: Sequence[Move],
    *,
    places_hz: Mapping[str, float] | None = None,
    folders: Mapping[str, str] | None = None,
    recalled: Mapping[str, str] | None = None,
) -> tuple[Gesture, ...]:
    """Group the moves of one save interval; every move is in exactly one gesture.

    moves      with ids, all between the same two saves
    places_hz  of `gain_places`: what mirrored gains are compared at; without it none are found
    folders    track id → id of the folder that it lies in; without it no bus is known
    recalled   of `recalls`; without it no snapshot is known
    Returns gestures in the order of their first moves. Ids depend on the members alone.
    """
    left = list(moves)
    found: list[tuple[str, list[Move]]] = []
    for kind, find in (
        ("recall", lambda rest: _grouped(rest, lambda one: (recalled or {}).get(one.id or ""))),
        ("bypass", _bypasses),
        ("balance", lambda rest: _balances(rest, folders or {})),
        ("group", _equal_steps),
        ("group", _alike),
        ("trade", _trades),
        ("sweep", _sweeps),
        ("shift", _shifts),
        ("mirrored", lambda rest: _mirrored(rest, places_hz or {})),
        ("mirrored", _mirrored_pans),
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
    """What equal switches of several inserts or tracks have in common."""
    insert = move.object.insert
    if move.term in ("mute", "track.chain"):
        return (move.term, move.after, "")
    if insert is None:
        return None
    if move.term in ("insert.enabled", "insert.offline"):
        return (move.term, move.after, insert.plugin)
    if move.term in ("insert.added", "insert.removed", "insert.replaced"):
        return (move.term, move.after, insert.plugin, move.before)
    return None


def _balances(moves: Sequence[Move], folders: Mapping[str, str]) -> list[list[Move]]:
    """A bus's fader against those of its members, all of which went the other way: one balance, made anew."""
    faders = {move.object.track.id: move for move in moves if move.term == "fader.gain" and move.object.track}
    groups, taken = [], set[str]()
    for bus, over in faders.items():
        members = [move for track, move in faders.items() if folders.get(track) == bus and math.isfinite(_step(move))]
        against = [move for move in members if _step(move) * _step(over) < 0]
        fresh = not taken & {bus, *(move.object.track.id for move in against if move.object.track)}
        if math.isfinite(_step(over)) and len(against) > 1 and len(against) == len(members) and fresh:
            groups.append([over, *against])
            taken |= {move.object.track.id for move in groups[-1] if move.object.track}
    return groups


def _equal_steps(moves: Sequence[Move]) -> list[list[Move]]:
    """Moves of one control by equal steps on three tracks or more: faders, sends, one parameter of one plug-in."""
    groups = []
    for members in _grouped(moves, _stepped):
        members.sort(key=_step)
        run: list[Move] = []
        for move in members:
            if run and _step(move) - _step(run[0]) > _SAME_STEP_DB:
                groups.append(run)
                run = []
            run.append(move)
        groups.append(run)
    return [run for run in groups if math.isfinite(_step(run[0])) and _tracks(run) >= _MANY]


def _stepped(move: Move) -> Hashable | None:
    """Which control of many tracks it is, where steps of it are comparable (levels)."""
    if move.term in ("fader.gain", "send.gain"):
        return move.term
    if move.object.insert is not None and move.unit == "dB" and move.object.clip is None:
        return (move.term, move.object.insert.plugin)
    return None


def _alike(moves: Sequence[Move]) -> list[list[Move]]:
    """The same edit of clips on three tracks or more: from the same value to the same value."""

    def edit(move: Move) -> Hashable | None:
        told = move.object.clip is not None and move.object.insert is None and move.term in _CLIP_EDITS
        return (move.term, move.before, move.after) if told and move.after is not None else None

    return [members for members in _grouped(moves, edit) if _tracks(members) >= _MANY]


_CLIP_EDITS = ("clip.fade_in", "clip.fade_out", "clip.gain", "clip.rate", "clip.pitch", "clip.muted")


def _trades(moves: Sequence[Move]) -> list[list[Move]]:
    """What the clips of a track gained, its fader gave up (or the other way round): the sum stayed."""
    found = []
    for members in _grouped(moves, lambda move: move.object.track.id if move.object.track else None):
        levels = [move for move in members if move.term in ("fader.gain", "clip.gain")]
        terms = sorted(move.term for move in levels)
        if terms == ["clip.gain", "fader.gain"] and abs(sum(map(_step, levels))) <= _TRADED_DB:
            found.append(levels)
    return found


def _sweeps(moves: Sequence[Move]) -> list[list[Move]]:
    """One control turned the same way on four tracks or more: sends to one return, one parameter of one plug-in."""

    def control(move: Move) -> Hashable | None:
        if move.term == "send.gain" and move.object.send is not None:
            return (move.term, move.object.send.to_id)
        return _stepped(move) if move.object.insert is not None else None

    found = []
    for members in _grouped(moves, control):
        steps = [_step(move) for move in members]
        one_way = all(step > 0 for step in steps) or all(step < 0 for step in steps)
        sizes = [abs(step) for step in steps]
        if _tracks(members) >= _SWEEP and one_way and max(sizes) <= _ALIKE * min(sizes) and math.isfinite(max(sizes)):
            found.append(members)
    return found


def _mirrored_pans(moves: Sequence[Move]) -> list[list[Move]]:
    """Two tracks put to opposite places, as far left as right."""
    pans = [move for move in moves if move.term == "pan.position" and isinstance(move.after, float) and move.after]
    pairs, taken = [], set[str | None]()
    for number, one in enumerate(pans):
        for other in pans[number + 1 :]:
            free = one.id not in taken and other.id not in taken
            if free and abs(float(one.after or 0.0) + float(other.after or 0.0)) <= _MIRRORED_PAN:
                pairs.append([one, other])
                taken |= {one.id, other.id}
    return pairs


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


def recalls(moves: Iterable[Move], after: Session) -> dict[str, str]:
    """Move id → name of the recalled snapshot that it is part of: the whole mixer is as that one holds it."""
    made = list(moves)
    found: dict[str, str] = {}
    for recall in (move for move in made if move.term == "snapshot.recalled"):
        for snapshot in (one for one in after.snapshots if one.name == recall.after):
            held = {track.id for track in snapshot.tracks}
            terms = tuple(_BROUGHT_BACK[word] for word in snapshot.covers if word in _BROUGHT_BACK)
            for move in made:
                track = move.object.track
                if move is recall or (track is not None and track.id in held and move.term.startswith(terms)):
                    found.setdefault(move.id or "", snapshot.name)
    return found


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
