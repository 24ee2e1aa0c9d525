"""What is derived of one song from its saves in the store: its history, how it sounds, the tests of its gestures.

Each function takes the store, what is the same for all songs, and the song; `profiler.service.crew` calls them, here or
in workers. Nothing is written.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from parsers import registry
from parsers.plugins.teaching.teachings import PluginKey, Teachings
from parsers.session import Insert, Session
from parsers.taught import TaughtReader
from profiler.evidence.files import sources_of
from profiler.history import tables
from profiler.history.derive import history
from profiler.history.facts import Facts, facts_of
from profiler.history.records import Song, SongHistory
from profiler.justifications.chance import Chance
from profiler.service.census import NAMES, PLUGINS, Census, coverage_of, replacing
from profiler.service.rates import Asked, Consulted
from profiler.service.scenes import Sounds, levels_of, test_song
from profiler.service.tables import CONTEXT, DERIVATION, TESTED, TESTS
from profiler.verdicts.tables import VERDICTS
from store import derived, saves
from store.database import Database
from store.derived import Change, Table
from store.opened import Opened

__all__ = [
    "VERSIONS",
    "InTurn",
    "Testing",
    "changes_without",
    "derive",
    "facts_again",
    "fingerprint_of",
    "listen",
    "load_histories",
    "load_session",
    "test",
    "under",
]

_BY_SONG = tuple(table for table in tables.TABLES if table not in (tables.FACTS, tables.SONGS))
VERSIONS = tuple(table.version for table in (tables.SONGS, *_BY_SONG, CONTEXT, PLUGINS, NAMES))
"""Of all that is derived of a song: where one is raised, every song is due."""


@dataclass(frozen=True, slots=True)
class InTurn:
    """Given to several readings, it spares each of them what the saves before have in common with its own."""

    reader: registry.Reader = field(default_factory=registry.Reader)
    opened: Opened = field(default_factory=Opened)


def load_session(db: Database, content: str, path: str, turn: InTurn | None = None) -> Session:
    """The session of a stored content; `turn` is given where several saves of a song are read one after the other.

    Raises StoreDamagedError; SessionError where a newer reader refuses it.
    """
    if turn is None:
        return registry.read_bytes(saves.content(db, content), path=path)
    return turn.reader.read_bytes(saves.content(db, content, turn.opened), path=path)


def load_histories(
    db: Database, songs: Iterable[str] | None = None, *, without: Collection[Table] = ()
) -> list[SongHistory]:
    """Histories as they were derived (of all songs, or of those with these ids); songs by name.

    without  tables whose rows are not wanted
    """
    wanted = None if songs is None else sorted(songs)
    rows = {
        table.name: derived.select(
            db, table, where=None if wanted is None else {"id" if table is tables.SONGS else "song": wanted}
        )
        for table in tables.TABLES
        if table not in (tables.FACTS, *without)
    }
    return sorted(tables.from_rows(rows), key=lambda one: (one.song.name, one.song.id))


# History


def facts_again(db: Database, _: None, sight: saves.Sighting) -> Facts:
    """The facts of a stored save, read from its bytes. Raises SessionError where this reader refuses them."""
    data = saves.content(db, str(sight.content))
    return facts_of(
        registry.read_bytes(data, path=sight.path),
        data,
        content=str(sight.content),
        path=sight.path,
        mtime=sight.mtime_ns / 1e9,
        user=sight.user,
        recorded=sight.past,
    )


def fingerprint_of(song: Song, roles: Mapping[str, str]) -> str:
    """Under which saves, order and words a song's history is made."""
    saves_told = [[s.id, s.content, s.path, s.time, s.user, s.parent] for s in song.saves]
    told: list[Any] = [VERSIONS, song.name, saves_told, sorted(roles.items())]
    told += [song.tags, song.excluded, song.template, song.parts]
    return hashlib.sha256(json.dumps(told).encode("utf-8", "surrogatepass")).hexdigest()[:32]


def under(fingerprint: str, teachings: Teachings, held: Mapping[PluginKey, bool]) -> str:
    """A song's fingerprint with all that is known of the plug-ins that it holds."""
    return fingerprint + teachings.digest(held)


def derive(db: Database, teachings: Teachings, song: Song, roles: Mapping[str, str]) -> list[Change]:
    """All rows of a song in the place of those there were; what was tested on them is due again.

    roles  track id → role in the engineer's own words
    """
    paths = {save.content: save.path for save in song.saves}
    latest: list[Session] = []
    census, taught, turn = Census(song), TaughtReader(teachings), InTurn()

    def load(content: str) -> Session:
        session = load_session(db, content, paths[content], turn)
        census.see(content, session)
        session = taught(session)
        if content == song.saves[-1].content:
            latest[:] = [session]
        return session

    rows = tables.rows_of(history(song, load, said_roles=roles))
    for session in latest:
        census.cover(session)
    made = under(fingerprint_of(song, roles), teachings, census.plugins)
    context = [_context_row(song, latest[0])] if latest else []
    return _changes(song.id, rows, context, made, census.changes())


def changes_without(song: Song | None, id: str, made: str = "") -> list[Change]:
    """Rows of a song of which nothing could be derived but that it has saves; with None of a song that is no more."""
    rows: tables.Rows = {} if song is None else tables.rows_of(SongHistory(song, (), (), (), (), {}))
    return _changes(id, rows, [], made, replacing(id))


def _changes(
    song: str, rows: tables.Rows, context: list[dict[str, Any]], made: str, plugins: list[Change]
) -> list[Change]:
    where = {"song": song}
    return [
        (tables.SONGS, rows.get(tables.SONGS.name, []), {"id": song}),
        *((table, rows.get(table.name, []), where) for table in _BY_SONG),
        (CONTEXT, context, where),
        *((table, list(counted), here) for table, counted, here in plugins),
        (TESTS, [], where),
        (TESTED, [], where),
        (VERDICTS, [], where),
        (DERIVATION, [{"song": song, "fingerprint": made}] if made else [], where),
    ]


def _context_row(song: Song, session: Session) -> dict[str, Any]:
    coverage = Counter(coverage_of(insert) for track in session.every_track() for insert in _every(track.inserts))
    return {
        "song": song.id,
        "bpm": session.bpm_at(0.0),
        "tempo_is_default": int(session.tempo_is_default),
        "coverage": dict(sorted(coverage.items())),
        "sources": list(sources_of(session)),
    }


def _every(inserts: Iterable[Insert]) -> Iterable[Insert]:
    for insert in inserts:
        yield insert
        yield from _every(insert.inserts)


# Sound and tests


class Testing(NamedTuple):
    """What the tests of all songs share. chances, user → rates; a user without is judged by the formulas."""

    sounds: Sounds
    chances: Mapping[str, Chance]
    teachings: Teachings


def listen(db: Database, sounds: Sounds, content: str, path: str) -> list[float]:
    """Levels of a save's tracks, see `levels_of`."""
    return levels_of(sounds.of(load_session(db, content, path), path))


def test(db: Database, shared: Testing, song: str) -> tuple[list[dict[str, Any]], dict[str, Asked]]:
    """Rows of `tables.TESTS` for a song, and what was asked of whose chance rates."""
    (told,) = load_histories(db, [song], without=[tables.SETTINGS])
    consulted = {move.user: Consulted.about(shared.chances.get(move.user, Chance.default())) for move in told.moves}
    taught, turn = TaughtReader(shared.teachings), InTurn()

    def load(content: str, path: str) -> Session:
        return taught(load_session(db, content, path, turn))

    rows = test_song(told, load, shared.sounds, consulted)
    return rows, {user: rates.asked for user, rates in sorted(consulted.items())}
