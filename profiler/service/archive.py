"""Everything that history derived, in memory, kept up to date song by song."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from profiler.history.records import Gesture, Move, Setting, SongHistory
from profiler.service.deriving import load_histories
from profiler.service.tables import CONTEXT, DERIVATION
from store import derived
from store.database import Database

__all__ = ["Archive", "ArchiveKeeper"]

_NOT_OWN = frozenset({"requested", "experiment"})
"""Tags of songs that say nothing of taste."""


@dataclass(frozen=True, slots=True)
class Archive:
    """Every song's history (without the noise), and what the songs' latest saves say of tempo.

    histories  of the songs that count;  aside, of those that do not: excluded ones and templates
    """

    histories: tuple[SongHistory, ...]
    tempi: Mapping[str, float]
    aside: tuple[SongHistory, ...] = ()

    @property
    def every(self) -> tuple[SongHistory, ...]:
        """All of them, songs by name."""
        return tuple(sorted((*self.histories, *self.aside), key=lambda history: (history.song.name, history.song.id)))

    @property
    def chosen(self) -> tuple[SongHistory, ...]:
        """Those whose settings were the engineer's own choice: not asked for by others, no experiment."""
        return tuple(history for history in self.histories if not _NOT_OWN & set(history.song.tags))

    @property
    def users(self) -> tuple[str, ...]:
        """Everyone who made a move or a setting, sorted."""
        found = {move.user for history in self.histories for move in history.moves}
        return tuple(sorted(found | {one.user for history in self.histories for one in history.settings}))

    def moves(self, user: str) -> list[Move]:
        """One user's, song by song, in the order they were made."""
        return [move for history in self.histories for move in history.moves if move.user == user]

    def gestures(self, user: str) -> list[tuple[Gesture, tuple[Move, ...]]]:
        """One user's gestures with their moves, song by song."""
        found = []
        for history in self.histories:
            by_id = {move.id: move for move in history.moves}
            for gesture in history.gestures:
                moves = tuple(by_id[name] for name in gesture.moves)
                if moves[0].user == user:
                    found.append((gesture, moves))
        return found

    def settings(self, user: str) -> list[Setting]:
        """One user's, song by song."""
        return [setting for history in self.histories for setting in history.settings if setting.user == user]


class ArchiveKeeper:
    """The archive as the store has it. Of what has changed since it was last asked for, only the songs concerned are
    read again: a song's history is known by what it was derived under.
    """

    def __init__(self, db: Database) -> None:
        self._db = db
        self._version: int | None = None
        self._under: dict[str, str] = {}
        self._songs: dict[str, SongHistory] = {}
        self._tempi: dict[str, float] = {}
        self._archive = Archive((), {})

    def load(self) -> Archive:
        """The archive as it is now; the same one as long as no song changes."""
        version = self._db.data_version()
        if version != self._version:
            self._update()
            self._version = version
        return self._archive

    def _update(self) -> None:
        under = {row["song"]: row["fingerprint"] for row in derived.select(self._db, DERIVATION)}
        changed = {song for song, name in under.items() if self._under.get(song) != name}
        gone = self._under.keys() - under.keys()
        if not changed and not gone:
            return
        found = load_histories(self._db, None if len(changed) == len(under) else changed)
        tempi = derived.select(self._db, CONTEXT, where={"song": changed}, columns=["song", "bpm"])
        for song in gone | changed:
            self._songs.pop(song, None)
            self._tempi.pop(song, None)
        self._songs |= {history.song.id: history for history in found}
        self._tempi |= {row["song"]: row["bpm"] for row in tempi if row["bpm"] is not None}
        self._under = under
        every = sorted(self._songs.values(), key=lambda one: (one.song.name, one.song.id))
        counting = tuple(history for history in every if history.song.counts)
        self._archive = Archive(counting, dict(self._tempi), tuple(one for one in every if not one.song.counts))
