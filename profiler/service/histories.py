"""From the saves in the store to songs with their moves, gestures, settings and roles, song by song.

A song whose saves, order and derivation are as they were is left alone; everything about any other is made again. So
is a song with a plug-in of which something was taught, that an envelope in any other song named, that was asked itself,
or that is a script whose own file came to hand or was changed.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Sequence

from profiler.history import tables
from profiler.history.facts import Facts
from profiler.history.records import Song
from profiler.history.songs import group
from profiler.service.census import HOST, TEACH, known_teachings, songs_with
from profiler.service.corrections import KINDS, corrections, said_roles
from profiler.service.crew import Crew, Work
from profiler.service.deriving import VERSIONS, changes_without, fingerprint_of, under
from profiler.service.reports import Progress
from profiler.service.scripts import look_again
from profiler.service.tables import DERIVATION, PASSES
from store import derived, saves
from store.database import Database
from store.words import words

__all__ = ["update_histories"]

_DERIVE = "profiler.service.deriving:derive"
_FACTS = "profiler.service.deriving:facts_again"
_FOLLOWED = "histories"


def update_histories(
    db: Database, *, script_folders: Sequence[str], crew: Crew, progress: Callable[[Progress], None]
) -> list[tuple[str, str]]:
    """Group all saves into songs and bring every song's rows up to date; where nothing was seen or said, all are.

    script_folders  where the engineer's own scripts are, see `scripts.look_again`
    Returns  (path, why) of songs of which nothing could be derived but their saves
    """
    seen = _stamp(db, look_again(db, script_folders))
    if derived.select(db, PASSES, where={"name": _FOLLOWED, "under": seen}):
        return []
    said = corrections(db)
    facts = _all_facts(db, crew, progress)
    seen = _stamp(db, look_again(db, script_folders, {path for fact in facts for path in fact.scripts}))
    songs = group(facts, said)
    roles = said_roles(songs, said)
    wanted = {song.id: fingerprint_of(song, roles.get(song.id, {})) for song in songs}
    for gone in sorted(_derived_under(db).keys() - wanted.keys()):
        derived.replace_many(db, changes_without(None, gone))
    failed: list[tuple[str, str]] = []
    sizes = saves.contents_kept(db)
    # What envelopes prove is known only when every song was read; it proves no further names, so twice is enough.
    for _ in range(2):
        teachings = known_teachings(db)
        held = songs_with(db, teachings)
        made = _derived_under(db)
        due = {song.id: under(wanted[song.id], teachings, held.get(song.id, {})) for song in songs}
        works = [
            Work(song.saves[-1].path, sum(sizes[s.content] for s in song.saves), (song, roles.get(song.id, {})))
            for song in songs
            if made.get(song.id) != due[song.id]
        ]
        for done, (work, rows, error) in enumerate(crew.work_on(_DERIVE, teachings, works)):
            song: Song = work.arguments[0]
            progress(Progress("following", done, len(works), song.name))
            changes = rows
            if error is not None:
                failed.append((work.name, str(error).removeprefix(f"{work.name}, ").removeprefix(f"{work.name}: ")))
                changes = changes_without(song, song.id, under(wanted[song.id], teachings, {}))
            derived.replace_many(db, changes)
    derived.put(db, PASSES, [{"name": _FOLLOWED, "under": seen}])
    return failed


def _stamp(db: Database, scripts: str) -> str:
    """Of all that grouping and following rest on. scripts: of `look_again`."""
    told = [word.id for word in words(db, kinds=[*KINDS, TEACH, HOST])]
    return hashlib.sha256(json.dumps([VERSIONS, saves.stamp(db), told, scripts]).encode()).hexdigest()[:32]


def _derived_under(db: Database) -> dict[str, str]:
    return {row["song"]: row["fingerprint"] for row in derived.select(db, DERIVATION)}


def _all_facts(db: Database, crew: Crew, progress: Callable[[Progress], None]) -> list[Facts]:
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
    missing = [seen[key] for key in sorted(seen.keys() - facts.keys())]
    sizes = saves.contents_kept(db) if missing else {}
    works = [Work(sight.path, sizes[str(sight.content)], (sight,)) for sight in missing]
    for done, (work, fact, error) in enumerate(crew.work_on(_FACTS, None, works)):
        progress(Progress("reading again", done, len(works), work.name))
        if error is None:
            facts[fact.path, fact.content, fact.user, fact.recorded] = fact
            derived.put(db, tables.FACTS, tables.facts_rows([fact]))
    stale = facts.keys() - seen.keys()
    if stale:
        derived.replace_many(
            db, [(tables.FACTS, [], dict(zip(tables.FACTS.key, key, strict=True))) for key in sorted(stale)]
        )
    return [fact for key, fact in sorted(facts.items()) if key in seen]
