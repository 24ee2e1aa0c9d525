"""Which files are one piece of work, told from paths, names, tracks and contents alone.

Path and name say it first: the same path over time, its backups, names in one folder that differ only by stamps and
version marks. The last kind must share tracks too, since engineers number different songs as they number versions.
Track ids alone prove nothing: songs made from one template share them. Nor does a common start: a template's content
joins nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence

from profiler.history.facts import Facts
from profiler.history.names import FileName, read_name
from profiler.history.templates import shared_starts

__all__ = ["free_groups"]

_SHARED = 0.6
_COMMON = 3


def free_groups(facts: Sequence[Facts]) -> tuple[list[list[Facts]], frozenset[str]]:
    """The groups, and the fingerprints of the templates among what several of them hold.

    facts  in an order of their own: the outcome depends on it in nothing but its own order
    """
    names = [read_name(fact.path) for fact in facts]
    sets = _Union(len(facts))
    _join_equal(sets, facts, lambda place: facts[place].path)
    _join_backups(sets, facts, names)
    for places in _by(range(len(facts)), lambda place: (names[place].folder, names[place].song.casefold())).values():
        _join_versions(sets, facts, places)
    templates = shared_starts(_members(sets, facts))
    _join_equal(
        sets,
        facts,
        lambda place: facts[place].fingerprint if facts[place].fingerprint not in templates else ("", place),
    )
    return _members(sets, facts), templates


def _members(sets: _Union, facts: Sequence[Facts]) -> list[list[Facts]]:
    return [[facts[place] for place in places] for places in _by(range(len(facts)), sets.find).values()]


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
