"""A move as an engineer would say it, and a whole comparison as a page of such lines.

Everything that came from a file passes `safe`; there is no markup in any line.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import replace

from parsers.text import safe
from parsers.vocabulary import describe
from profiler.history.moves import Comparison
from profiler.history.records import Move, MoveObject, TrackRef

__all__ = ["in_words", "lines", "track_name", "what_changed"]

_NAME = 40
"""Longest name shown, characters."""
_LISTED = 6
"""So many names are listed before the rest is counted."""
_TOGETHER = 3
"""So many equal statements about different tracks become one line."""


def in_words(move: Move) -> str:
    """One line: where, what, from what to what. ``Lead Vox: fader -6.0 → -4.5 dB (+1.5)``."""
    where = track_name(move.object.track) if move.object.track else "Project"
    return f"{where}: {what_changed(move)}"


def lines(comparison: Comparison) -> list[str]:
    """The moves of a comparison as plain lines, grouped by track in mixer order.

    What happened alike on many tracks (inserts bypassed, tracks added) comes first, once; settings that cannot be read
    come last. A track with one move is one line; one with more is its name, and its moves indented.
    """
    page, rest, last = _together(_told_apart(comparison.moves))
    by_track: dict[str, list[Move]] = {}
    for move in rest:
        by_track.setdefault(move.object.track.id if move.object.track else "", []).append(move)
    for moves in by_track.values():
        if len(moves) == 1:
            page.append(in_words(moves[0]))
            continue
        track = moves[0].object.track
        page.append(track_name(track) if track else "Project")
        page += [f"  {line}" for line in _of_one_track(moves)]
    return page + last


def track_name(track: TrackRef | None) -> str:
    """What to call a track: its name, or ``Track 5``."""
    if track is None:
        return "Project"
    if track.name.strip():
        return safe(track.name, limit=_NAME)
    return f"Track {track.number}" if track.number else "a nameless track"


def what_changed(move: Move) -> str:
    """The statement without the track: ``fader -6.0 → -4.5 dB (+1.5)``."""
    special = _SPECIAL.get(move.term)
    said = special(move) if special else _value_change(move)
    if not move.audible and move.family not in ("structure", "automation") and move.term not in _NEVER_HEARD:
        said += " – not heard"
    return said


_NEVER_HEARD = {
    "insert.removed", "clip.removed", "clip.muted", "mute", "insert.moved", "insert.enabled",
    "snapshot.added", "snapshot.changed", "snapshot.removed", "snapshot.recalled",
}  # fmt: skip


# Values


def _value_change(move: Move) -> str:
    label = describe(move.term).label or move.term
    ends = "changed" if move.before == move.after == "" else _ends(move)
    return f"{_place(move.object)}{label} {ends}"


def _ends(move: Move) -> str:
    term = describe(move.term)
    before, after = term.say(move.before), term.say(move.after)
    if isinstance(move.before, str) or isinstance(move.after, str):
        before, after = _quoted(move.before), _quoted(move.after)
        return f"→ {after}" if move.before is None else f"{before} → {after}{_times(move)}"
    if not term.unit and move.unit:
        before, after = f"{before} {move.unit}", f"{after} {move.unit}"
    if move.before is None:
        return f"→ {after}"
    unit = before.rpartition(" ")[2]
    if unit and after.endswith(f" {unit}") and before != unit:
        before = before[: -len(unit) - 1]
    return f"{before} → {after}{_step(move)}{_times(move)}"


def _quoted(value: object) -> str:
    if value is None:
        return "–"
    text = safe(str(value), limit=_NAME)
    return f"“{text}”" if text else "none"


def _step(move: Move) -> str:
    """The signed step of a level, where both ends are finite."""
    if move.unit != "dB" or not isinstance(move.before, float) or not isinstance(move.after, float):
        return ""
    step = move.after - move.before
    return f" ({step:+.1f})" if math.isfinite(step) else ""


def _times(move: Move) -> str:
    return f", {move.count} clips" if move.count > 1 else ""


def _place(thing: MoveObject) -> str:
    """Which part of the track: ``ReaEQ band 3 ``, ``send to Verb: ``, ``clip “take 1”: ``."""
    if thing.send is not None:
        return f"send to {_plain(thing.send.to_name)}: "
    parts = []
    if thing.clip is not None:
        parts.append(f"clip {_quoted(thing.clip.name)}: ")
    if thing.insert is not None:
        band = f" band {thing.band}" if thing.band is not None else ""
        parts.append(f"{_plugin_name(thing.insert.plugin)}{band}: ")
    return "".join(parts)


def _plain(name: str) -> str:
    return safe(name, limit=_NAME) or "a nameless track"


def _plugin_name(name: str) -> str:
    """Bare name; of a script only its file's name, without its folders and suffix."""
    return safe(name.rpartition("/")[2].removesuffix(".jsfx"), limit=_NAME) or "a nameless plug-in"


def _plugin(move: Move) -> str:
    return _plugin_name(move.object.insert.plugin) if move.object.insert else "insert"


# What has its own way of being said


def _switch(move: Move) -> str:
    if move.term == "insert.offline":
        return "taken offline" if move.after else "back online"
    return "switched on" if move.after else "bypassed"


def _switched(move: Move) -> str:
    return f"{_plugin(move)} {_switch(move)}"


def _added(move: Move) -> str:
    position = move.object.insert.position if move.object.insert else 0
    return f"{_plugin(move)} added as insert {position}"


def _moved_insert(move: Move) -> str:
    return f"{_plugin(move)} moved from insert {_whole(move.before)} to {_whole(move.after)}"


def _replaced(move: Move) -> str:
    return f"{_plugin_name(str(move.before))} replaced by {_plugin_name(str(move.after))}"


def _moved_track(move: Move) -> str:
    return f"moved from place {_whole(move.before)} to {_whole(move.after)}"


def _whole(value: object) -> str:
    return f"{value:.0f}" if isinstance(value, float) else "?"


def _renamed(move: Move) -> str:
    return f"renamed {_quoted(move.before)} → {_quoted(move.after)}"


def _folder(move: Move) -> str:
    return f"moved into {_quoted(move.after)}" if move.after else f"moved out of {_quoted(move.before)}"


def _send(move: Move) -> str:
    send = move.object.send
    name = _plain(send.to_name) if send else "?"
    if move.term == "send.removed":
        return f"send to {name} removed"
    return f"send to {name} added at {describe('send.gain').say(move.after)}"


def _muted(move: Move) -> str:
    return "muted" if move.after else "unmuted"


def _clips(move: Move) -> str:
    return "1 clip" if move.count == 1 else f"{move.count} clips"


def _clip_count(move: Move) -> str:
    return f"{_clips(move)} {'added' if move.term == 'clip.added' else 'removed'}{_where(move)}"


def _clip_shift(move: Move) -> str:
    what = {"clip.moved": "moved", "clip.trimmed": "trimmed", "clip.slipped": "slipped"}[move.term]
    if isinstance(move.before, float) and isinstance(move.after, float):
        return f"{_clips(move)} {what} by {move.after - move.before:+.3f} s{_where(move)}"
    return f"{_clips(move)} {what}{_where(move)}"


def _clip_done(move: Move) -> str:
    done = {"clip.source": "another file", "clip.take": "another take", "clip.notes": "notes edited"}
    if move.term == "clip.source" and move.before == move.after:
        return f"{_clips(move)}: the same file in another folder"
    ends = f" ({_ends(move)})" if move.count == 1 and move.before else ""
    return f"{_clips(move)}: {done[move.term]}{ends}"


def _edited(move: Move) -> str:
    if move.before is None or move.after is None:
        return "added" if move.before is None else "removed"
    return "edited"


def _clip_muted(move: Move) -> str:
    return f"{_clips(move)} {'muted' if move.after else 'unmuted'}"


def _envelope(move: Move) -> str:
    thing = move.object
    label = describe(thing.envelope or "").label or thing.envelope or "?"
    what = {"envelope.added": "drawn", "envelope.changed": "edited", "envelope.removed": "removed"}[move.term]
    points = f"{_whole(move.before)} → {_whole(move.after)} points"
    return f"{_place(thing)}{safe(label, limit=_NAME)} automation {what} ({points}){_ride(move)}"


_SIDEWAYS = {"up": "to the right", "down": "to the left", "up and down": "to and fro"}


def _ride(move: Move) -> str:
    """Where a curve was drawn and what it does there: `` from 0:42 to 1:05 in “Chorus”: -6.0 … -2.0 dB, up``."""
    part = move.stretch
    if part is None or part.low is None or part.high is None:
        return ""
    term = describe(move.object.envelope or "")
    when = f" at {_clock(part.start_s)}" if part.end_s - part.start_s < 1 else ""
    when = when or f" from {_clock(part.start_s)} to {_clock(part.end_s)}"
    low, high = term.say(part.low), term.say(part.high)
    values = low if low == high else f"{low} … {high}"
    moved = ""
    if part.change is not None and abs(part.change) >= (term.step or math.inf):
        moved = f", {_further(part.change, term.unit)}"
    way = _SIDEWAYS.get(part.direction, part.direction) if term.unit == "pan" else part.direction
    going = f", {way}" if way not in ("", "level") else ""
    return f"{when}{_where(move)}: {values}{going}{moved}"


def _further(change: float, unit: str) -> str:
    """How much a curve as a whole was raised or lowered: ``3.0 dB lower``, ``30 further right``."""
    if unit == "pan":
        return f"{abs(change) * 100:.0f} further {'right' if change > 0 else 'left'}"
    return f"{abs(change):.1f} {unit}".rstrip() + (" higher" if change > 0 else " lower")


def _where(move: Move) -> str:
    return f" in {_quoted(move.stretch.where)}" if move.stretch and move.stretch.where else ""


def _clock(seconds: float) -> str:
    return f"{int(seconds // 60)}:{int(seconds % 60):02d}" if math.isfinite(seconds) and seconds >= 0 else "the start"


def _unreadable(move: Move) -> str:
    return f"{_plugin(move)}: settings changed (not readable)"


_SPECIAL: Mapping[str, Callable[[Move], str]] = {
    "insert.enabled": _switched,
    "insert.offline": _switched,
    "insert.added": _added,
    "insert.removed": lambda move: f"{_plugin(move)} removed",
    "insert.moved": _moved_insert,
    "insert.replaced": _replaced,
    "insert.state": _unreadable,
    "track.added": lambda _: "track added",
    "track.removed": lambda _: "track removed",
    "track.renamed": _renamed,
    "track.moved": _moved_track,
    "track.folder": _folder,
    "track.chain": lambda move: f"whole effects chain {'switched on' if move.after else 'bypassed'}",
    "send.added": _send,
    "send.removed": _send,
    "mute": _muted,
    "master.mute": _muted,
    "clip.added": _clip_count,
    "clip.removed": _clip_count,
    "clip.moved": _clip_shift,
    "clip.trimmed": _clip_shift,
    "clip.slipped": _clip_shift,
    "clip.source": _clip_done,
    "clip.take": _clip_done,
    "clip.notes": _clip_done,
    "clip.muted": _clip_muted,
    "clip.stretched": lambda move: f"{_clips(move)}: stretch markers {_edited(move)}",
    "insert.modulation": lambda move: f"{_plugin(move)}: parameter modulation {_edited(move)}",
    "snapshot.added": lambda move: f"mixer snapshot {_quoted(move.after)} stored",
    "snapshot.changed": lambda move: f"mixer snapshot {_quoted(move.after)} stored anew",
    "snapshot.removed": lambda move: f"mixer snapshot {_quoted(move.before)} removed",
    "snapshot.recalled": lambda move: f"mixer snapshot {_quoted(move.after)} recalled",
    "envelope.added": _envelope,
    "envelope.changed": _envelope,
    "envelope.removed": _envelope,
}


# Many as one


def _together(moves: Sequence[Move]) -> tuple[list[str], list[Move], list[str]]:
    """Lines for what happened alike on many tracks, the moves that they leave, and lines for the end of the page."""
    alike: dict[Hashable, list[Move]] = {}
    for move in moves:
        key = _likeness(move)
        if key is not None:
            alike.setdefault(key, []).append(move)
    first: list[str] = []
    last: list[str] = []
    gone: set[int] = set()
    for members in alike.values():
        if len(members) >= _TOGETHER:
            (last if members[0].term == "insert.state" else first).append(_as_one(members))
            gone |= {id(move) for move in members}
    return first, [move for move in moves if id(move) not in gone], last


def _likeness(move: Move) -> Hashable | None:
    """What equal statements about different tracks have in common; None for what is told by track."""
    term = move.term
    if term in ("track.added", "track.removed", "track.moved", "insert.state"):
        return (term,)
    if term in ("insert.enabled", "insert.offline"):
        return (term, move.after)
    if term in ("insert.added", "insert.removed"):
        return (term, _plugin(move))
    if term in ("insert.replaced", "track.folder", "track.output"):
        return (term, move.before, move.after)
    if term in ("mute", "track.chain"):
        return (term, move.after)
    if term == "clip.moved" and isinstance(move.before, float) and isinstance(move.after, float):
        return (term, round(move.after - move.before, 3))
    return None


def _as_one(members: Sequence[Move]) -> str:
    term, many = members[0].term, len(members)
    tracks = _listed(track_name(move.object.track) for move in members)
    if term in ("insert.enabled", "insert.offline", "insert.state"):
        said = "with settings changed (not readable)" if term == "insert.state" else _switch(members[0])
        return f"{many} inserts {said}: {_by_plugin(members)}"
    if term == "clip.moved":
        count = sum(move.count for move in members)
        return (
            f"{count} clips on {many} tracks {what_changed(members[0]).partition(' ')[2].partition(' ')[2]}: {tracks}"
        )
    if term in ("track.added", "track.removed", "track.moved"):
        done = {"track.added": "added", "track.removed": "removed", "track.moved": "moved to another place"}[term]
        return f"{many} tracks {done}: {tracks}"
    return f"{_statement(members[0])} on {many} tracks: {tracks}"


def _statement(move: Move) -> str:
    """What was done, without what differs between the tracks it was done on."""
    if move.term == "insert.added":
        return f"{_plugin(move)} added"
    return what_changed(replace(move, audible=True))


def _by_plugin(members: Sequence[Move]) -> str:
    tracks: dict[str, list[str]] = {}
    for move in members:
        tracks.setdefault(_plugin(move), []).append(track_name(move.object.track))
    parts = [f"{plugin} on {_listed(names)}" for plugin, names in tracks.items()]
    more = f"; {len(parts) - _LISTED} more plug-ins" if len(parts) > _LISTED else ""
    return "; ".join(parts[:_LISTED]) + more


def _listed(names: Iterable[str]) -> str:
    every = list(names)
    if len(every) <= _LISTED:
        return ", ".join(every)
    return f"{', '.join(every[: _LISTED - 1])} and {len(every) - _LISTED + 1} more"


def _told_apart(moves: Sequence[Move]) -> list[Move]:
    """The moves, with the place added to names that several tracks share."""
    ids: dict[str, set[str]] = {}
    for move in moves:
        if move.object.track is not None:
            ids.setdefault(move.object.track.name, set()).add(move.object.track.id)
    told = []
    for move in moves:
        track = move.object.track
        if track is not None and track.name.strip() and track.number and len(ids[track.name]) > 1:
            ref = replace(track, name=f"{track.name} (track {track.number})")
            told.append(replace(move, object=replace(move.object, track=ref)))
        else:
            told.append(move)
    return told


def _of_one_track(moves: Sequence[Move]) -> list[str]:
    """A track's statements; many settings of one insert share its name once."""
    told: list[str] = []
    by_insert: dict[Hashable, list[Move]] = {}
    for move in moves:
        thing = move.object
        plain = thing.insert is not None and move.term not in _SPECIAL and thing.clip is None
        key = (thing.insert.id, thing.insert.position) if plain and thing.insert else (len(by_insert), "alone")
        by_insert.setdefault(key, []).append(move)
    for members in by_insert.values():
        if len(members) == 1:
            told.append(what_changed(members[0]))
            continue
        said = [_within(move) for move in members]
        shown = said if len(said) <= _LISTED * 2 else [*said[: _LISTED * 2 - 1], f"{len(said) - _LISTED * 2 + 1} more"]
        told.append(f"{_plugin(members[0])}: {', '.join(shown)}")
    return told


def _within(move: Move) -> str:
    """A setting without its plug-in's name."""
    band = f"band {move.object.band} " if move.object.band is not None else ""
    return f"{band}{what_changed(move).partition(': ')[2]}"
