"""Putting history right: each call says a word for good, and what follows from it is derived again."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace

from parsers.errors import MixtasteError
from profiler.history.names import read_name
from profiler.history.records import Role, Save, Song, SongHistory, TrackRef
from profiler.history.roles import ROLES
from profiler.service import corrections
from store.database import Database, learn_lock

__all__ = ["Correcting", "CorrectionError"]

_LONGEST_TAG = 80


class CorrectionError(MixtasteError):
    """What was said cannot be: an unknown save, track or role, a song merged with itself."""


class Correcting:
    """The corrections that a pipeline offers. Songs are named by name or id, saves by id or its first letters.

    find     name or id → song; raises an error that names near ones
    load     every song's history
    derive   makes everything derived up to date
    """

    def __init__(
        self,
        db: Database,
        *,
        find: Callable[[str], Song],
        load: Callable[[], Sequence[SongHistory]],
        derive: Callable[[], None],
        now: Callable[[], float],
    ) -> None:
        self._db = db
        self._find = find
        self._load = load
        self._derive = derive
        self._now = now

    def merge(self, user: str, songs: Sequence[str]) -> Song:
        """Make several songs one, called as the first; returns it. Raises CorrectionError when they are one."""
        found = list({song.id: song for song in map(self._find, songs)}.values())
        if len(found) == 1:
            raise CorrectionError("that is one song already", remedy="Name two songs or more.")
        with self._said():
            corrections.merge(self._db, found, user=user, now=self._now())
        return self._song_of(found[0].saves[0])

    def split(self, user: str, song: str, save: str, *, name: str = "") -> tuple[Song, Song]:
        """Make a save, and all that went on from it, a song of its own. Returns what stays and the new song.

        name  of the new song; "" = what the save's file is called
        """
        old = self._find(song)
        start = self._save(old.saves, save)
        if start.parent is None:
            raise CorrectionError(
                f"{old.name} begins with that save: nothing would stay", remedy=f"List them: saves {old.id}."
            )
        called = name or read_name(start.path).stem or f"{old.name} 2"
        if called == old.name:
            called = f"{called} 2"
        with self._said():
            corrections.split(self._db, start, name=called, user=user, now=self._now())
        return self._song_of(old.saves[0]), self._song_of(start)

    def tag(self, user: str, song: str, given: Iterable[str], taken: Iterable[str] = ()) -> Song:
        """Give a song tags, and take some away; returns it."""
        tags, gone = list(map(_tag, given)), list(map(_tag, taken))
        found = self._find(song)
        with self._said():
            corrections.tag(self._db, found, given=tags, taken=gone, user=user, now=self._now())
        return self._song_of(found.saves[0])

    def exclude(self, user: str, song: str, *, excluded: bool = True) -> Song:
        """Let a song count nowhere, or again; returns it."""
        found = self._find(song)
        with self._said():
            corrections.exclude(self._db, found, excluded=excluded, user=user, now=self._now())
        return self._song_of(found.saves[0])

    def assign_user(self, user: str, saves: Sequence[str], maker: str) -> list[Save]:
        """Say who (id) made some saves; returns them."""
        wanted = self._saves(saves)
        with self._said():
            corrections.assign_user(self._db, wanted, maker, user=user, now=self._now())
        return self._again(wanted)

    def assign_song(self, user: str, saves: Sequence[str], song: str) -> list[Save]:
        """Say to which song some saves belong: one that is known, or a new one of that name; returns them."""
        wanted = self._saves(saves)
        target = next((one for one in self._songs() if song in (one.id, one.name)), None)
        with self._said():
            name = target.name if target is not None else song
            corrections.assign_song(self._db, wanted, target, name=name, user=user, now=self._now())
        return self._again(wanted)

    def set_role(self, user: str, song: str, track: str, role: str) -> list[tuple[TrackRef, Role]]:
        """Say what a track of a song is, by its id or by a name (every track of that name).

        Returns the tracks and their roles afterwards.
        """
        if role not in ROLES:
            near = difflib.get_close_matches(role, ROLES, n=3, cutoff=0.3)
            raise CorrectionError(f"there is no role {role}", remedy=f"Near ones: {', '.join(near or ROLES)}.")
        found = self._find(song)
        tracks = self._tracks(found, track)
        with self._said():
            corrections.set_role(self._db, found, [one.id for one in tracks], role, user=user, now=self._now())
        now = self._song_of(found.saves[0]).id
        roles = next(one for one in self._load() if one.song.id == now).roles
        return [(replace(one, role=roles[one.id].name), roles[one.id]) for one in tracks]

    @contextmanager
    def _said(self) -> Iterator[None]:
        with learn_lock(self._db):
            yield
            self._derive()

    def _songs(self) -> list[Song]:
        return [history.song for history in self._load()]

    def _song_of(self, save: Save) -> Song:
        """The song that now holds a save."""
        holding = [song for song in self._songs() if any(one.fingerprint == save.fingerprint for one in song.saves)]
        return max(holding, key=lambda song: (any(one.path == save.path for one in song.saves), song.id))

    def _saves(self, names: Sequence[str]) -> list[Save]:
        every = [save for song in self._songs() for save in song.saves]
        return [self._save(every, name) for name in names]

    @staticmethod
    def _save(saves: Sequence[Save], name: str) -> Save:
        by_id = {save.id: save for save in saves}
        matching = [one for one in by_id if one == name] or [one for one in by_id if name and one.startswith(name)]
        if len(matching) != 1:
            near = matching[:3] or difflib.get_close_matches(name, by_id, n=3, cutoff=0.6)
            found = f"{len(matching)} saves begin with {name}" if matching else f"there is no save {name}"
            raise CorrectionError(found, remedy=f"Near ones: {', '.join(near)}." if near else "List them: saves SONG.")
        return by_id[matching[0]]

    def _again(self, saves: Sequence[Save]) -> list[Save]:
        wanted = {save.fingerprint for save in saves}
        return [save for song in self._songs() for save in song.saves if save.fingerprint in wanted]

    def _tracks(self, song: Song, name: str) -> list[TrackRef]:
        history = next(one for one in self._load() if one.song.id == song.id)
        objects = [*(move.object for move in history.moves), *(setting.object for setting in history.settings)]
        named = {thing.track.id: thing.track.name for thing in objects if thing.track is not None}
        known = {one: named.get(one, "") for one in history.roles}
        matching = [one for one in known if one == name] or [one for one, called in known.items() if called == name]
        if not matching or not name:
            near = difflib.get_close_matches(name, filter(None, known.values()), n=3, cutoff=0.4)
            remedy = f"Near ones: {', '.join(near)}." if near else f"List its tracks: settings {song.id}."
            raise CorrectionError(f"{song.name} has no track {name}", remedy=remedy)
        return [TrackRef(one, known[one]) for one in matching]


def _tag(text: str) -> str:
    """A tag as it is kept: blanks squeezed, the kind before the colon in small letters."""
    kind, colon, rest = " ".join(text.split()).partition(":")
    tag = f"{kind.strip().lower()}:{rest.strip()}" if colon else kind.lower()
    if not tag.strip(":") or not tag.isprintable() or len(tag) > _LONGEST_TAG:
        raise CorrectionError("that is no tag", remedy="For example: client:Anna, genre:rock, requested, experiment.")
    return tag
