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

_MOST_KEPT = 3
"""So many sessions that later saves came from are held at once."""

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

    load        content id → its session; called in order, and again only for a save that many branches came from
    said_roles  track id → role in the engineer's own words, which win
    Returns     moves, noise, gestures and settings with ids that depend on content alone, whatever was learnt besides
    """
    intervals: list[tuple[list[Move], Mapping[str, str]]] = []
    noise: list[tuple[str, str, Noise]] = []
    places_hz: dict[str, float] = {}
    recalled: dict[str, str] = {}
    roles: dict[str, Role] = {}
    restless = _Restless()
    said = {track: Role(name, 1.0, ("the engineer says so",)) for track, name in (said_roles or {}).items()}
    sessions = _Sessions(song, load)
    for place, save in enumerate(song.saves):
        session = sessions.of(place)
        now = {**roles_of(session), **said}
        parent = sessions.parents[place]
        if parent is not None:
            before, previous = song.saves[parent], sessions.of(parent)
            matched = Matched(previous, session)
            restless.watch(matched)
            comparison = compare(previous, session, matched=matched, roles={**roles, **now})
            identified = _identified(comparison.moves, before, save)
            intervals.append((identified, {track.id: track.folder for track in session.tracks if track.folder}))
            places_hz |= gestures.gain_places(identified, session)
            recalled |= gestures.recalls(identified, session)
            noise += [(before.id, save.id, entry) for entry in comparison.noise]
        roles.update(now)
        sessions.let_go(place)
    moves: list[Move] = []
    grouped: list[Gesture] = []
    for interval, folders in intervals:
        kept, hushed = restless.taken_out(interval)
        noise += hushed
        together = gestures.group(kept, places_hz=places_hz, folders=folders, recalled=recalled)
        grouped += together
        moves += _with_gestures(kept, together)
    lineage = _Lineage(song)
    moves = _with_undone(moves, lineage)
    settings: tuple[Setting, ...] = ()
    if song.saves:
        last = song.saves[-1]
        of_last = [move for move in moves if lineage.leads_to(move.after_save, last.id)]
        first = song.saves[0]
        settings = settings_of(sessions.first, sessions.last, begun=first, save=last, moves=of_last, roles=roles)
    return SongHistory(song, tuple(moves), tuple(noise), tuple(grouped), settings, roles)


class _Sessions:
    """The sessions of a song's saves, read in order; one that others came from is kept until the last of them."""

    def __init__(self, song: Song, load: Callable[[str], Session]) -> None:
        self._saves = song.saves
        self._load = load
        self._kept: dict[int, Session] = {}
        places = {save.id: place for place, save in enumerate(song.saves)}
        self.parents = [places.get(save.parent or "") for save in song.saves]
        self._needed_until = {parent: child for child, parent in enumerate(self.parents) if parent is not None}
        self.first: Session
        self.last: Session

    def of(self, place: int) -> Session:
        """The session of one save."""
        if place not in self._kept:
            self._kept[place] = self._load(self._saves[place].content)
        if place == 0:
            self.first = self._kept[place]
        if place == len(self._saves) - 1:
            self.last = self._kept[place]
        return self._kept[place]

    def let_go(self, place: int) -> None:
        """Forget what no later save came from, and beyond `_MOST_KEPT` what is needed last: it is read again."""
        self._kept = {kept: one for kept, one in self._kept.items() if self._needed_until.get(kept, -1) > place}
        for kept in sorted(self._kept, key=lambda kept: self._needed_until[kept])[_MOST_KEPT:]:
            del self._kept[kept]


class _Lineage:
    """Which save went on from which."""

    def __init__(self, song: Song) -> None:
        self._order = {save.id: save.order for save in song.saves}
        self._parent = {save.id: save.parent for save in song.saves}
        places = [save.parent for save in song.saves[1:]]
        self._straight = places == [save.id for save in song.saves[:-1]]

    def leads_to(self, earlier: str, later: str) -> bool:
        """Whether the later save came, over whatever lay between, from the earlier one; or is it."""
        if self._straight:
            return self._order[earlier] <= self._order[later]
        at: str | None = later
        while at is not None and self._order[at] > self._order[earlier]:
            at = self._parent[at]
        return at == earlier


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


def _with_undone(moves: Sequence[Move], lineage: _Lineage) -> list[Move]:
    """Mark every move whose value a later move of the same control takes back, and what lies between the two.

    Only a save that went on from the move's own can take it back: what another branch did is another story.
    """
    lines: dict[tuple[str, str], list[int]] = {}
    for place, move in enumerate(moves):
        term = min(move.term, _COUNTERPARTS.get(move.term, move.term))
        lines.setdefault((move.object.key, term), []).append(place)
    undone: dict[int, str | None] = {}
    for places in lines.values():
        for number, place in enumerate(places):
            if place in undone:
                continue
            move, later = moves[place], places[number + 1 :]
            back = next((at for at in later if _takes_back(moves[at], move) and _leads(lineage, move, moves[at])), None)
            if back is not None:
                between = [at for at in later if at < back and _leads(lineage, moves[at], moves[back])]
                undone.update({at: moves[back].id for at in (place, *between) if _leads(lineage, move, moves[at])})
    return [replace(move, undone_by=undone[place]) if place in undone else move for place, move in enumerate(moves)]


def _leads(lineage: _Lineage, earlier: Move, later: Move) -> bool:
    return lineage.leads_to(earlier.after_save, later.after_save)


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
