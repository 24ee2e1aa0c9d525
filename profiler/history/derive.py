"""From the saves of one song to all that was seen to happen to it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from parsers.session import Insert, Session
from profiler.history import gestures
from profiler.history.matching import Matched, pair_inserts
from profiler.history.moves import compare
from profiler.history.moves.equal import is_same
from profiler.history.records import Gesture, Move, Noise, Role, Save, Setting, Song, SongHistory
from profiler.history.roles import roles_of
from profiler.history.settings import settings_of
from profiler.history.songs import short_hash

__all__ = ["history"]

_RESTLESS_SHARE = 0.6
_RESTLESS_PAIRS = 5
"""A plug-in whose opaque state changes in at least 60 % of at least five pairs of saves is rewritten, not set.
Source: RPP_PLUGINS §4.2 of the project's research, whose byte-stable plug-ins change in under 20 %."""

_COUNTERPARTS = {
    "insert.added": "insert.removed",
    "insert.removed": "insert.added",
    "track.added": "track.removed",
    "track.removed": "track.added",
    "send.added": "send.removed",
    "send.removed": "send.added",
    "envelope.added": "envelope.removed",
    "envelope.removed": "envelope.added",
}


def history(song: Song, load: Callable[[str], Session], *, said_roles: Mapping[str, str] | None = None) -> SongHistory:
    """Everything that happened between the saves of a song.

    load        content id → its session; called once for each save, in order
    said_roles  track id → role in the engineer's own words, which win
    Returns     moves, noise, gestures and settings with ids that depend on content alone, whatever was learnt besides
    """
    intervals: list[list[Move]] = []
    noise: list[tuple[str, str, Noise]] = []
    places_hz: dict[str, float] = {}
    roles: dict[str, Role] = {}
    restless = _Restless()
    said = {track: Role(name, 1.0, ("the engineer says so",)) for track, name in (said_roles or {}).items()}
    first = previous = None
    for place, save in enumerate(song.saves):
        session = load(save.content)
        now = {**roles_of(session), **said}
        if previous is None:
            first = session
        else:
            before = song.saves[place - 1]
            matched = Matched(previous, session)
            restless.watch(matched)
            comparison = compare(previous, session, matched=matched, roles={**roles, **now})
            intervals.append(_identified(comparison.moves, before, save))
            places_hz |= gestures.gain_places(intervals[-1], session)
            noise += [(before.id, save.id, entry) for entry in comparison.noise]
        roles.update(now)
        previous = session
    moves: list[Move] = []
    grouped: list[Gesture] = []
    for interval in intervals:
        kept, hushed = restless.taken_out(interval)
        noise += hushed
        together = gestures.group(kept, places_hz=places_hz)
        grouped += together
        moves += _with_gestures(kept, together)
    moves = _with_undone(moves)
    settings: tuple[Setting, ...] = ()
    if first is not None and previous is not None:
        settings = settings_of(first, previous, save=song.saves[-1], moves=moves, roles=roles)
    return SongHistory(song, tuple(moves), tuple(noise), tuple(grouped), settings, roles)


def _identified(moves: Iterable[Move], before: Save, after: Save) -> list[Move]:
    """Moves with their ids: of the two contents, the object's path and the term, and a number where all are equal."""
    seen: dict[str, int] = {}
    told = []
    for move in moves:
        parts = (before.fingerprint, after.fingerprint, move.object.key, move.term)
        name = short_hash("move", *parts)
        count = seen[name] = seen.get(name, 0) + 1
        if count > 1:
            name = short_hash("move", *parts, str(count))
        told.append(
            replace(
                move,
                id=name,
                song=after.song,
                before_save=before.id,
                after_save=after.id,
                time=after.time,
                user=after.user,
            )
        )
    return told


def _with_gestures(moves: Iterable[Move], grouped: Iterable[Gesture]) -> list[Move]:
    owner = {move: gesture.id for gesture in grouped for move in gesture.moves}
    return [replace(move, gesture=owner[move.id or ""]) for move in moves]


def _with_undone(moves: Sequence[Move]) -> list[Move]:
    """Mark every move whose value a later move of the same control takes back, and what lies between the two."""
    lines: dict[tuple[str, str], list[int]] = {}
    for place, move in enumerate(moves):
        term = min(move.term, _COUNTERPARTS.get(move.term, move.term))
        lines.setdefault((move.object.key, term), []).append(place)
    undone: dict[int, str | None] = {}
    for places in lines.values():
        for number, place in enumerate(places):
            if place in undone:
                continue
            back = next((later for later in places[number + 1 :] if _takes_back(moves[later], moves[place])), None)
            if back is not None:
                undone.update({between: moves[back].id for between in places[number:] if between < back})
    return [replace(move, undone_by=undone[place]) if place in undone else move for place, move in enumerate(moves)]


def _takes_back(later: Move, move: Move) -> bool:
    if move.term in _COUNTERPARTS:
        return later.term == _COUNTERPARTS[move.term]
    if move.before is None or later.after is None or later.term != move.term:
        return False
    return is_same(move.before, later.after, move.unit)


@dataclass(slots=True)
class _Restless:
    """Plug-ins whose opaque state changes at nearly every save of the song."""

    pairs: dict[str, int] = field(default_factory=dict)
    changed: dict[str, int] = field(default_factory=dict)

    def watch(self, matched: Matched) -> None:
        """Count one pair of saves: each plug-in's inserts, and how many of their states differ."""
        for i, j in matched.tracks.pairs:
            self._watch_chain(matched.before.tracks[i].inserts, matched.after.tracks[j].inserts)
        self._watch_chain(matched.before.master.inserts, matched.after.master.inserts)

    def _watch_chain(self, before: Sequence[Insert], after: Sequence[Insert]) -> None:
        for i, j in pair_inserts(before, after).pairs:
            name = after[j].plugin.name
            if after[j].coverage == "opaque" and after[j].state_hash:
                self.pairs[name] = self.pairs.get(name, 0) + 1
                self.changed[name] = self.changed.get(name, 0) + (before[i].state_hash != after[j].state_hash)

    def taken_out(self, moves: Iterable[Move]) -> tuple[list[Move], list[tuple[str, str, Noise]]]:
        """The moves without state changes of such plug-ins, and these as noise."""
        names = {
            name
            for name, pairs in self.pairs.items()
            if pairs >= _RESTLESS_PAIRS and self.changed[name] >= _RESTLESS_SHARE * pairs
        }
        kept, hushed = [], []
        for move in moves:
            insert = move.object.insert
            if move.term == "insert.state" and insert is not None and insert.plugin in names:
                share = self.changed[insert.plugin] / self.pairs[insert.plugin]
                reason = f"this plug-in's state changed in {share:.0%} of the pairs of saves of this song"
                what = Noise(move.object, "state", str(move.before), str(move.after), reason)
                hushed.append((move.before_save, move.after_save, what))
            else:
                kept.append(move)
        return kept, hushed
