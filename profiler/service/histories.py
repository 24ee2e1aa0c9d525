"""From the saves in the store to songs with their moves, gestures, settings and roles, song by song.

A song whose saves, order and derivation are as they were is left alone; everything about any other is made again. So
is a song with a plug-in of which something was taught, or named by an envelope in any other song.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from parsers import registry
from parsers.errors import SessionError
from parsers.plugins.teaching.teachings import PluginKey, Teachings
from parsers.session import Insert, Session
from parsers.taught import TaughtReader
from profiler.history import tables
from profiler.history.derive import history
from profiler.history.facts import Facts, facts_of
from profiler.history.records import Song
from profiler.history.songs import group
from profiler.service.census import Census, known_teachings, replacing, songs_with
from profiler.service.corrections import corrections, said_roles
from profiler.service.reports import Progress
from profiler.service.tables import CONTEXT, DERIVATION, TESTED, TESTS
from store import derived, saves
from store.database import Database

__all__ = ["load_session", "update_histories"]

_BY_SONG = tuple(table for table in tables.TABLES if table not in (tables.FACTS, tables.SONGS))


def update_histories(db: Database, *, progress: Callable[[Progress], None]) -> list[Song]:
    """Group all saves into songs and bring every song's rows up to date. Returns the songs, by name."""
    said = corrections(db)
    songs = group(_all_facts(db), said)
    roles = said_roles(songs, said)
    wanted = {song.id: _fingerprint(song, roles.get(song.id, {})) for song in songs}
    for gone in sorted(_derived_under(db).keys() - wanted.keys()):
        derived.replace_many(db, _replacing(gone, {}, [], [], replacing(gone)))
    # What envelopes prove is known only when every song was read; it proves no further names, so twice is enough.
    for _ in range(2):
        teachings = known_teachings(db)
        held = songs_with(db, teachings)
        under = _derived_under(db)
        due = [
            song for song in songs if under.get(song.id) != _under(wanted[song.id], teachings, held.get(song.id, {}))
        ]
        for done, song in enumerate(due):
            progress(Progress("following", done, len(due), song.name))
            _derive(db, song, wanted[song.id], roles.get(song.id, {}), teachings)
    return songs


def load_session(db: Database, content: str, path: str, reader: registry.Reader | None = None) -> Session:
    """The session of a stored content; `reader` is given where several saves of a song are read one after the other.

    Raises StoreDamagedError; SessionError where a newer reader refuses it.
    """
    return (reader or registry).read_bytes(saves.content(db, content), path=path)


def _derived_under(db: Database) -> dict[str, str]:
    return {row["song"]: row["fingerprint"] for row in derived.select(db, DERIVATION)}


def _derive(db: Database, song: Song, fingerprint: str, roles: Mapping[str, str], teachings: Teachings) -> None:
    paths = {save.content: save.path for save in song.saves}
    latest: list[Session] = []
    census, taught, reader = Census(song), TaughtReader(teachings), registry.Reader()

    def load(content: str) -> Session:
        session = load_session(db, content, paths[content], reader)
        census.see(content, session)
        session = taught(session)
        if content == song.saves[-1].content:
            latest[:] = [session]
        return session

    rows = tables.rows_of(history(song, load, said_roles=roles))
    context = [_context_row(song, latest[0])] if latest else []
    made = [{"song": song.id, "fingerprint": _under(fingerprint, teachings, census.plugins)}]
    derived.replace_many(db, _replacing(song.id, rows, context, made, census.changes()))


def _under(fingerprint: str, teachings: Teachings, held: Mapping[PluginKey, bool]) -> str:
    """A song's fingerprint with all that is known of the plug-ins that it holds."""
    return fingerprint + teachings.digest(held)


def _replacing(
    song: str,
    rows: tables.Rows,
    context: list[dict[str, Any]],
    made: list[dict[str, Any]],
    plugins: list[derived.Change],
) -> list[derived.Change]:
    """All rows of a song in the place of those there were; what was tested on them is due again."""
    where = {"song": song}
    return [
        (tables.SONGS, rows.get(tables.SONGS.name, []), {"id": song}),
        *((table, rows.get(table.name, []), where) for table in _BY_SONG),
        (CONTEXT, context, where),
        *plugins,
        (TESTS, [], where),
        (TESTED, [], where),
        (DERIVATION, made, where),
    ]


def _fingerprint(song: Song, roles: Mapping[str, str]) -> str:
    saves_told = [[s.id, s.content, s.path, s.time, s.user, s.parent] for s in song.saves]
    told: list[Any] = [tables.VERSION, song.name, saves_told, sorted(roles.items())]
    told += [song.tags, song.excluded, song.template, song.parts]
    return hashlib.sha256(json.dumps(told).encode("utf-8", "surrogatepass")).hexdigest()[:32]


def _context_row(song: Song, session: Session) -> dict[str, Any]:
    coverage = Counter(insert.coverage for track in session.every_track() for insert in _every(track.inserts))
    return {
        "song": song.id,
        "bpm": session.bpm_at(0.0),
        "tempo_is_default": int(session.tempo_is_default),
        "coverage": dict(sorted(coverage.items())),
    }


def _every(inserts: Iterable[Insert]) -> Iterable[Insert]:
    for insert in inserts:
        yield insert
        yield from _every(insert.inserts)


def _all_facts(db: Database) -> list[Facts]:
    """The facts of every content at every path; those that are missing (after a rebuild) are read from the store."""
    seen = {
        (sight.path, sight.content, sight.user, sight.past): sight
        for sight in saves.sightings(db)
        if sight.content is not None
    }
    facts = {
        (fact.path, fact.content, fact.user, fact.recorded): fact
        for fact in tables.facts_from(derived.select(db, tables.FACTS))
    }
    missing = [_facts_again(db, seen[key]) for key in sorted(seen.keys() - facts.keys())]
    found = [fact for fact in missing if fact is not None]
    if found:
        derived.replace_many(db, [(tables.FACTS, [row], _key(row)) for row in tables.facts_rows(found)])
    stale = facts.keys() - seen.keys()
    if stale:
        derived.replace_many(
            db, [(tables.FACTS, [], dict(zip(tables.FACTS.key, key, strict=True))) for key in sorted(stale)]
        )
    return [fact for key, fact in sorted(facts.items()) if key in seen] + found


def _key(row: dict[str, Any]) -> dict[str, Any]:
    return {name: row[name] for name in tables.FACTS.key}


def _facts_again(db: Database, sight: saves.Sighting) -> Facts | None:
    """The facts of a stored save, read from its bytes; None where this reader refuses them."""
    data = saves.content(db, str(sight.content))
    try:
        session = registry.read_bytes(data, path=sight.path)
    except SessionError:
        return None
    return facts_of(
        session,
        data,
        content=str(sight.content),
        path=sight.path,
        mtime=sight.mtime_ns / 1e9,
        user=sight.user,
        recorded=sight.past,
    )
