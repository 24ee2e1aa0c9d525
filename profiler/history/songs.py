"""Which saves are one piece of work, and in which order they were made.

Path and name say it first: the same path over time, its backups, names in one folder that differ only by stamps and
version marks. The last kind must share tracks too, since engineers number different songs as they number versions.
Track ids alone prove nothing: songs made from one template share them. What the engineer says wins over all of it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from profiler.history.facts import Facts
from profiler.history.names import FileName, read_name
from profiler.history.records import Save, Song

__all__ = ["group", "short_hash"]

_SHARED = 0.6
_COMMON = 3


def short_hash(*parts: str) -> str:
    """An id made of content: 16 hex digits of the sha256 over the parts."""
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def group(facts: Sequence[Facts], corrections: Mapping[str, str] | None = None) -> list[Song]:
    """Group saves into songs, whatever order they come in.

    facts        one for each content at each path; fragments (chains, templates) are left out unless corrected
    corrections  path, or folder above it → name of the song: the engineer's word, which wins for good
    Returns      songs by name, each with its saves oldest first. A content seen at several paths is one save.
    """
    said = corrections or {}
    distinct = sorted(set(facts), key=_identity)
    told = {fact: _told(fact.path, said) for fact in distinct}
    kept = [fact for fact in distinct if told[fact] is not None or not fact.fragment]
    assigned = {fact.fingerprint for fact in kept if told[fact] is not None}
    free = [fact for fact in kept if told[fact] is None and fact.fingerprint not in assigned]
    songs = [_song(members, None) for members in _free_groups(free)]
    by_name: dict[str, list[Facts]] = {}
    for fact in kept:
        name = told[fact]
        if name is not None:
            by_name.setdefault(name, []).append(fact)
    songs += [_song(members, name) for name, members in by_name.items()]
    return _named_apart(sorted(songs, key=lambda song: (song.name, song.id)))


def _identity(fact: Facts) -> tuple[str, str, str]:
    return (fact.path, fact.content, fact.user)


def _told(path: str, corrections: Mapping[str, str]) -> str | None:
    place = path
    while place:
        if place in corrections:
            return corrections[place]
        shorter = place.replace("\\", "/").rpartition("/")[0]
        if shorter == place:
            return None
        place = shorter
    return None


class _Union:
    """Disjoint sets over places 0 … n-1."""

    def __init__(self, size: int) -> None:
        self._above = list(range(size))

    def find(self, place: int) -> int:
        while self._above[place] != place:
            self._above[place] = self._above[self._above[place]]
            place = self._above[place]
        return place

    def join(self, first: int, second: int) -> None:
        one, other = self.find(first), self.find(second)
        self._above[max(one, other)] = min(one, other)


def _free_groups(facts: Sequence[Facts]) -> list[list[Facts]]:
    names = [read_name(fact.path) for fact in facts]
    sets = _Union(len(facts))
    _join_equal(sets, facts, lambda place: facts[place].path)
    _join_equal(sets, facts, lambda place: facts[place].fingerprint)
    _join_backups(sets, facts, names)
    for places in _by(range(len(facts)), lambda place: (names[place].folder, names[place].song.casefold())).values():
        _join_versions(sets, facts, places)
    return [[facts[place] for place in places] for places in _by(range(len(facts)), sets.find).values()]


def _by(places: Iterable[int], key: Callable[[int], Hashable]) -> dict[Hashable, list[int]]:
    groups: dict[Hashable, list[int]] = {}
    for place in places:
        groups.setdefault(key(place), []).append(place)
    return groups


def _join_equal(sets: _Union, facts: Sequence[Facts], key: Callable[[int], Hashable]) -> None:
    for places in _by(range(len(facts)), key).values():
        for place in places[1:]:
            sets.join(places[0], place)


def _join_backups(sets: _Union, facts: Sequence[Facts], names: Sequence[FileName]) -> None:
    """A backup belongs to the session whose whole name it begins with; several: the longest."""
    stems: dict[tuple[str, str], int] = {}
    for place, name in enumerate(names):
        if not name.backup:
            stems.setdefault((name.folder, _stem(facts[place].path)), place)
    for place, name in enumerate(names):
        if not name.backup:
            continue
        stem = _stem(facts[place].path)
        for length in range(len(stem), 0, -1):
            owner = stems.get((name.folder, stem[:length]))
            if owner is not None and not stem[length : length + 1].isalnum():
                sets.join(owner, place)
                break


def _stem(path: str) -> str:
    return path.replace("\\", "/").rpartition("/")[2].rpartition(".")[0].casefold()


def _join_versions(sets: _Union, facts: Sequence[Facts], places: Sequence[int]) -> None:
    """Join what shares a name but for its marks, where the tracks agree. Equal sets of tracks are compared once."""
    by_tracks = _by(places, lambda place: frozenset(facts[place].track_ids))
    distinct = list(by_tracks)
    for members in by_tracks.values():
        for place in members[1:]:
            sets.join(members[0], place)
    for number, first in enumerate(distinct):
        for second in distinct[number + 1 :]:
            if isinstance(first, frozenset) and isinstance(second, frozenset) and _same_tracks(first, second):
                sets.join(by_tracks[first][0], by_tracks[second][0])


def _same_tracks(first: frozenset[str], second: frozenset[str]) -> bool:
    """At least 60 % of the smaller set and three tracks in common, or all of a set smaller than three."""
    smaller = min(len(first), len(second))
    common = len(first & second)
    return common == smaller if smaller < _COMMON else common >= max(_COMMON, _SHARED * smaller)


@dataclass(frozen=True, slots=True)
class _One:
    """One save: all places where the same content was seen."""

    fingerprint: str
    seen: tuple[Facts, ...]

    @property
    def best(self) -> Facts:
        """The sighting to show: the session itself rather than a backup, then the first path."""
        return min(self.seen, key=lambda fact: (read_name(fact.path).backup, fact.path, fact.content))

    @property
    def time(self) -> float:
        stated = min((fact.saved_at for fact in self.seen if fact.saved_at is not None), default=None)
        return stated if stated is not None else self.stamp if self.stamp is not None else self.mtime

    @property
    def stamp(self) -> float | None:
        stamps = [name.stamp for name in (read_name(fact.path) for fact in self.seen) if name.stamp is not None]
        return min(stamps, default=None)

    @property
    def mtime(self) -> float:
        return min(fact.mtime for fact in self.seen)

    @property
    def when(self) -> tuple[float, float, float, str]:
        return (self.time, self.stamp if self.stamp is not None else self.time, self.mtime, self.fingerprint)


def _song(facts: Sequence[Facts], told: str | None) -> Song:
    by_content: dict[str, list[Facts]] = {}
    for fact in facts:
        by_content.setdefault(fact.fingerprint, []).append(fact)
    ones = sorted((_One(key, tuple(seen)) for key, seen in by_content.items()), key=lambda one: one.when)
    earliest = read_name(ones[0].best.path)
    stems = {read_name(fact.path).stem for fact in facts if not read_name(fact.path).backup}
    name = told if told is not None else earliest.title
    song = short_hash("song", name, ones[0].fingerprint)
    if told is None and len(stems) == 1:
        name = stems.pop() or name
    saves: list[Save] = []
    for order, one in enumerate(ones):
        best = one.best
        saves.append(
            Save(
                id=short_hash("save", song, one.fingerprint),
                song=song,
                path=best.path,
                time=one.time,
                parent=saves[-1].id if saves else None,
                user=best.user,
                order=order,
                app_version=best.app_version,
                content=best.content,
                fingerprint=one.fingerprint,
            )
        )
    return Song(song, name, tuple(saves))


def _named_apart(songs: Sequence[Song]) -> list[Song]:
    """Songs whose names collide also bear the folder's name; where that does not help, the start of their id."""
    names = [song.name for song in songs]
    wider = []
    for song in songs:
        folder = read_name(song.saves[0].path).folder.replace("\\", "/").rpartition("/")[2]
        alone = names.count(song.name) == 1 or not folder or folder == song.name
        wider.append(song.name if alone else f"{song.name} ({folder})")
    final = [
        name if wider.count(name) == 1 else f"{name} #{song.id[:4]}" for name, song in zip(wider, songs, strict=True)
    ]
    named = (replace(song, name=name) for song, name in zip(songs, final, strict=True))
    return sorted(named, key=lambda song: (song.name, song.id))
