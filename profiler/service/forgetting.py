"""Forgetting a song: afterwards the store is as if it had never seen it, and its files are left alone."""

from __future__ import annotations

from collections.abc import Sequence

from profiler.history.records import Song
from profiler.service.corrections import forget_words
from profiler.service.tables import PROFILES, SHOWN
from store import derived, saves
from store.database import Database
from store.words import retract, say, words

__all__ = ["forget_song"]

_ABOUT_SONGS = ("answer", "skip", "window_answer", "feedback")


def forget_song(db: Database, song: Song, *, songs: Sequence[Song], now: float) -> None:
    """Drop a song's saves and every word about it. Only the paths that are to be left alone are remembered.

    Its files are ignored until they are learnt again on purpose.
    songs  all there are
    """
    contents = {save.content for save in song.saves}
    paths = sorted({sight.path for sight in saves.sightings(db) if sight.content in contents})
    for word in words(db, kinds=_ABOUT_SONGS):
        if song.id in (word.subject.get("song"), word.body.get("song")):
            retract(db, word.id)
    forget_words(db, songs, song)
    saves.drop_contents(db, contents)
    derived.replace_many(db, [(SHOWN, [], None), (PROFILES, [], None)])
    say(db, user="", kind="forget", time=now, subject={"paths": paths}, body={"saves": len(song.saves)})
