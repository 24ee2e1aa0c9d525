"""Everything that history derived, in memory, kept up to date song by song."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cached_property
from threading import Event, Lock
from typing import NamedTuple

from profiler.history import tables
from profiler.history.records import Gesture, Move, Setting, Song, SongHistory
from profiler.recurrence import SettingIndex, index
from profiler.service.deriving import load_histories
from profiler.service.tables import CONTEXT, DERIVATION
from store import derived
from store.database import Database

__all__ = ["Archive", "ArchiveKeeper"]

_BESIDE_SONGS = (tables.MOVES, tables.GESTURES, tables.SETTINGS, tables.ROLES)
_TOGETHER = 50
"""Songs whose rows are held at once: rows take more memory than what is made of them."""
_NOT_OWN = frozenset({"requested", "experiment"})
"""Tags of songs that say nothing of taste."""


class Archive:
    """Every song's history, and what the songs' latest saves say of tempo. It never changes.

    every      all songs, by name;  histories, those that count: no excluded ones, no templates
    under      song → under what its history was derived
    """

    def __init__(
        self, histories: Iterable[SongHistory], tempi: Mapping[str, float], under: Mapping[str, str] | None = None
    ) -> None:
        self.every = tuple(sorted(histories, key=lambda history: (history.song.name, history.song.id)))
        self.histories = tuple(history for history in self.every if history.song.counts)
        self.tempi = tempi
        self.under = under or {}
        self._parts: dict[str, _Part] = {}
        self._habits: dict[str, SettingIndex] = {}

    @property
    def chosen(self) -> tuple[SongHistory, ...]:
        """Those whose settings were the engineer's own choice: not asked for by others, no experiment."""
        return tuple(history for history in self.histories if not _NOT_OWN & set(history.song.tags))

    @cached_property
    def users(self) -> tuple[str, ...]:
        """Everyone who made a move or a setting, sorted."""
        found = {move.user for history in self.histories for move in history.moves}
        return tuple(sorted(found | {one.user for history in self.histories for one in history.settings}))

    def moves(self, user: str) -> Sequence[Move]:
        """One user's, song by song, in the order they were made."""
        return self._part(user).moves

    def moves_by_song(self, user: str) -> Mapping[str, Sequence[Move]]:
        """As `moves`, by song."""
        return self._part(user).by_song

    def gestures(self, user: str) -> Mapping[str, tuple[Gesture, tuple[Move, ...]]]:
        """One user's gestures with their moves by id, song by song."""
        return self._part(user).gestures

    def settings(self, user: str) -> Sequence[Setting]:
        """One user's, song by song."""
        return self._part(user).settings

    def basis(self, user: str) -> list[tuple[str, str]]:
        """One user's songs, and under what each was derived: equal for equal moves and settings."""
        part = self._part(user)
        songs = {move.song for move in part.moves} | {setting.song for setting in part.settings}
        return [(song, self.under.get(song, "")) for song in sorted(songs)]

    def habits(self, user: str) -> SettingIndex:
        """One user's settings, grouped to tell habits."""
        if user not in self._habits:
            self._habits[user] = index(self.settings(user))
        return self._habits[user]

    def _part(self, user: str) -> _Part:
        if user not in self._parts:
            by_song: dict[str, list[Move]] = {}
            for history in self.histories:
                for move in history.moves:
                    if move.user == user:
                        by_song.setdefault(move.song, []).append(move)
            self._parts[user] = _Part(
                moves=[move for moves in by_song.values() for move in moves],
                by_song=by_song,
                gestures=dict(self._gestures(user)),
                settings=[one for history in self.histories for one in history.settings if one.user == user],
            )
        return self._parts[user]

    def _gestures(self, user: str) -> Iterator[tuple[str, tuple[Gesture, tuple[Move, ...]]]]:
        for history in self.histories:
            by_id = {move.id: move for move in history.moves}
            for gesture in history.gestures:
                moves = tuple(by_id[name] for name in gesture.moves)
                if moves[0].user == user:
                    yield gesture.id, (gesture, moves)


class _Part(NamedTuple):
    """What is one user's."""

    moves: Sequence[Move]
    by_song: Mapping[str, Sequence[Move]]
    gestures: Mapping[str, tuple[Gesture, tuple[Move, ...]]]
    settings: Sequence[Setting]


@contextmanager
def _no_collecting() -> Iterator[None]:
    """Look for no garbage while very many objects are made that are all kept: it takes as long as making them."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


class ArchiveKeeper:
    """The archive as the store has it. Of what has changed since it was last asked for, only the songs concerned are
    read again: a song's history is known by what it was derived under.
    """

    def __init__(self, db: Database) -> None:
        self._db = db
        self._loading = Lock()
        self._version: int | None = None
        self._under: Mapping[str, str] = {}
        self._songs: dict[str, SongHistory] = {}
        self._tempi: dict[str, float] = {}
        self._archive = Archive((), {})

    def load(self, until: Event | None = None) -> Archive:
        """The archive as it is now; the same one as long as no song changes.

        until  given up as soon as it is set; the archive as it was known before is returned then
        """
        with self._loading:
            version = self._db.data_version()
            if version != self._version and self._update(until):
                self._version = version
            return self._archive

    def under(self) -> Mapping[str, str]:
        """Song → under what its history is derived, as the store has it now: `Archive.under` of what `load` gives."""
        return {row["song"]: row["fingerprint"] for row in derived.select(self._db, DERIVATION)}

    def part(self, songs: Iterable[str]) -> Archive:
        """An archive in which at least these songs are; as long as nobody has asked for all, no other is read."""
        return self.load() if self._version is not None else Archive(load_histories(self._db, songs), {})

    def song_of(self, move: str) -> str | None:
        """The song of the move with this id."""
        rows = derived.select(self._db, tables.MOVES, where={"id": move}, columns=["song"])
        return str(rows[0]["song"]) if rows else None

    def songs(self) -> list[Song]:
        """Every song with its saves, by name; as long as nobody has asked for more, nothing else is read."""
        if self._version is None:
            return [history.song for history in load_histories(self._db, without=_BESIDE_SONGS)]
        return [history.song for history in self.load().every]

    def _update(self, until: Event | None) -> bool:
        """Read what has changed. Returns False where that was given up."""
        under = self.under()
        changed = {song for song, name in under.items() if self._under.get(song) != name}
        gone = self._under.keys() - under.keys()
        if not changed and not gone:
            return True
        every = len(changed) == len(under)
        due = sorted(changed)
        found: dict[str, SongHistory] = {}
        with _no_collecting():
            for at in range(0, len(due), _TOGETHER):
                if until is not None and until.is_set():
                    return False
                found |= {one.song.id: one for one in load_histories(self._db, due[at : at + _TOGETHER])}
        if every:
            gc.freeze()  # nothing of it is ever garbage: looking through it again and again takes half of an answer
        tempi = derived.select(self._db, CONTEXT, where={"song": changed}, columns=["song", "bpm"])
        for song in gone | changed:
            self._songs.pop(song, None)
            self._tempi.pop(song, None)
        self._songs |= found
        self._tempi |= {row["song"]: row["bpm"] for row in tempi if row["bpm"] is not None}
        self._under = under
        self._archive = Archive(self._songs.values(), dict(self._tempi), under)
        return True
