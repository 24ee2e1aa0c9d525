"""The engineer's word on songs, saves and roles: said once, kept for good, found again by contents and paths.

Each is a word in the store (`store.words`); what history makes of them is `profiler.history.corrections`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from profiler.history.corrections import Anchor, Assigned, Corrections, Merged, Named, RoleSaid, Split, Step
from profiler.history.records import Save, Song
from profiler.history.songs import SongFinder
from store.database import Database
from store.words import Word, retract, say, words

__all__ = [
    "KINDS",
    "assign_song",
    "assign_user",
    "corrections",
    "exclude",
    "forget_words",
    "merge",
    "said_roles",
    "set_role",
    "split",
    "tag",
]

_STEPS = ("as_song", "merge", "split", "assign")
KINDS = (*_STEPS, "maker", "tag", "exclude", "role")
"""Of words that say how saves become songs."""
_MOST = 100
"""So many saves are enough to know a song by."""
_APART_S = 1e-3
"""Words said in one moment keep their order by being told this far apart."""

Json = dict[str, Any]


# Saying


def merge(db: Database, songs: Sequence[Song], *, user: str, now: float) -> Word:
    """These songs are one, by the first one's name."""
    subject = {"songs": [_anchor_json(song.saves, song.name) for song in songs]}
    return _say(db, user, "merge", now, subject, {"name": songs[0].name})


def split(db: Database, save: Save, *, name: str, user: str, now: float) -> Word:
    """This save, and all that went on from it, is a song of its own."""
    return _say(db, user, "split", now, {"save": _anchor_json([save])}, {"name": name})


def assign_song(db: Database, saves: Sequence[Save], song: Song | None, *, name: str, user: str, now: float) -> Word:
    """These saves belong to this song, or with None to a new one of that name."""
    target = _anchor_json(song.saves, song.name) if song is not None else _anchor_json([])
    subject = {"saves": [_anchor_json([save]) for save in saves], "song": target}
    return _say(db, user, "assign", now, subject, {"name": name})


def assign_user(db: Database, saves: Sequence[Save], maker: str, *, user: str, now: float) -> Word:
    """These saves were made by this user (id; "" = by nobody known)."""
    return _say(db, user, "maker", now, {"saves": [_anchor_json([save]) for save in saves]}, {"maker": maker})


def tag(db: Database, song: Song, *, given: Iterable[str], taken: Iterable[str], user: str, now: float) -> Word:
    """The song has these tags, and has those no more."""
    body = {"given": sorted(set(given)), "taken": sorted(set(taken))}
    return _say(db, user, "tag", now, {"song": _anchor_json(song.saves, song.name)}, body)


def exclude(db: Database, song: Song, *, excluded: bool, user: str, now: float) -> Word:
    """The song counts nowhere, or counts again."""
    subject = {"song": _anchor_json(song.saves, song.name)}
    return _say(db, user, "exclude", now, subject, {"excluded": excluded})


def set_role(db: Database, song: Song, tracks: Sequence[str], role: str, *, user: str, now: float) -> Word:
    """The tracks (ids) of the song are this in the mix."""
    subject = {"song": _anchor_json(song.saves, song.name), "tracks": list(tracks)}
    return _say(db, user, "role", now, subject, {"role": role})


def _say(db: Database, user: str, kind: str, now: float, subject: Json, body: Json) -> Word:
    latest = max((word.time for word in words(db, kinds=KINDS)), default=0.0)
    return say(db, user=user, kind=kind, time=max(now, latest + _APART_S), subject=subject, body=body)


def _anchor_json(saves: Sequence[Save], name: str = "") -> Json:
    """What an `Anchor` is made of again; the name is for people who read the words."""
    known = saves[-_MOST:]
    return {
        "contents": sorted({save.fingerprint for save in known}),
        "paths": sorted({save.path for save in known}),
        "name": name,
    }


# Reading


def corrections(db: Database) -> Corrections:
    """Everything that was said, in the order in which it was."""
    steps: list[Step] = []
    users: dict[str, str] = {}
    tags: list[tuple[Anchor, frozenset[str], frozenset[str]]] = []
    excluded: list[tuple[Anchor, bool]] = []
    roles: list[RoleSaid] = []
    for word in words(db, kinds=KINDS):
        subject, body = word.subject, word.body
        if word.kind in _STEPS:
            steps.append(_step(word))
        elif word.kind == "maker":
            users |= {name: str(body["maker"]) for one in subject["saves"] for name in one["contents"]}
        elif word.kind == "tag":
            tags.append((_anchor(subject["song"]), frozenset(body["given"]), frozenset(body["taken"])))
        elif word.kind == "exclude":
            excluded.append((_anchor(subject["song"]), bool(body["excluded"])))
        else:
            tracks = frozenset(map(str, subject["tracks"]))
            roles.append(RoleSaid(_anchor(subject["song"]), tracks, str(body["role"])))
    return Corrections(tuple(steps), users, tuple(tags), tuple(excluded), tuple(roles))


def said_roles(songs: Sequence[Song], said: Corrections) -> dict[str, dict[str, str]]:
    """Song id → track id → role in the engineer's words; the last word counts."""
    finder = SongFinder(songs)
    found: dict[str, dict[str, str]] = {}
    for one in said.roles:
        song = finder.find(one.song)
        if song is not None:
            found.setdefault(song.id, {}).update(dict.fromkeys(one.tracks, one.role))
    return found


def forget_words(db: Database, songs: Sequence[Song], song: Song) -> None:
    """Take back what was said of a song, as if it had never been there.

    songs  all of them
    """
    finder = SongFinder(songs)
    for word in words(db, kinds=[kind for kind in KINDS if kind != "as_song"]):
        spoken_of = [finder.find(anchor) for anchor in _anchors(word)]
        if any(one is not None and one.id == song.id for one in spoken_of):
            retract(db, word.id)


def _anchors(word: Word) -> list[Anchor]:
    subject = word.subject
    told = [*subject.get("songs", ()), *subject.get("saves", ())]
    told += [subject[name] for name in ("song", "save") if name in subject]
    return [_anchor(one) for one in told]


def _step(word: Word) -> Step:
    subject, name = word.subject, str(word.body.get("name", ""))
    if word.kind == "as_song":
        return Named(frozenset(map(str, subject.get("paths", ()))), str(word.body["song"]))
    if word.kind == "merge":
        return Merged(tuple(map(_anchor, subject["songs"])), name)
    if word.kind == "split":
        return Split(_anchor(subject["save"]), name)
    return Assigned(tuple(map(_anchor, subject["saves"])), _anchor(subject["song"]), name)


def _anchor(told: Mapping[str, Any]) -> Anchor:
    return Anchor(frozenset(told["contents"]), frozenset(told["paths"]))
