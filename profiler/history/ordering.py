"""The saves of one song in the order they were made. Equal content seen at several places is one save."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from heapq import heapify, heappop, heappush
from itertools import pairwise

from profiler.history.facts import Facts
from profiler.history.names import read_name

__all__ = ["One", "in_order"]


@dataclass(frozen=True, slots=True)
class One:
    """One save: all places where the same content was seen."""

    fingerprint: str
    seen: tuple[Facts, ...]
    zone_s: float = 0.0
    """How far the times written in names run ahead of UTC."""

    @property
    def best(self) -> Facts:
        """The sighting to show: the session itself rather than a backup, then the first path."""
        return min(self.seen, key=lambda fact: (read_name(fact.path).backup, fact.path, fact.content, fact.user))

    @property
    def user(self) -> str:
        """Who made it: a version history knows its authors, a file only who had it learnt; "" = nobody knows."""
        recorded = [fact for fact in self.seen if fact.recorded and fact.user]
        if recorded:
            return min(recorded, key=lambda fact: (fact.mtime, fact.user)).user
        return self.best.user or min((fact.user for fact in self.seen if fact.user), default="")

    @property
    def time(self) -> float:
        """When it was made: as the file says, else as its name says, else as the file system does; UTC seconds."""
        stated = min((fact.saved_at for fact in self.seen if fact.saved_at is not None), default=None)
        return stated if stated is not None else self.stamp if self.stamp is not None else self.mtime

    @property
    def stamp(self) -> float | None:
        """The earliest time written in a name."""
        stamps = [name.stamp for name in (read_name(fact.path) for fact in self.seen) if name.stamp is not None]
        return min(stamps) - self.zone_s if stamps else None

    @property
    def mtime(self) -> float:
        """The earliest of the files' own times."""
        return min(fact.mtime for fact in self.seen)

    @property
    def when(self) -> tuple[float, float, float, str]:
        """What the order of saves goes by."""
        return (self.time, self.stamp if self.stamp is not None else self.time, self.mtime, self.fingerprint)


def in_order(facts: Iterable[Facts]) -> list[One]:
    """The saves, oldest first: by their times, but never against the order in which one place held them.

    A copied or restored archive has lost the times of its files; the saves that one bundle keeps still follow each
    other, and where two bundles hold the same save (one was saved from the other) their orders join there.
    """
    facts = list(facts)
    zone_s = _zone_s(facts)
    by_content: dict[str, list[Facts]] = {}
    by_path: dict[str, list[Facts]] = {}
    for fact in facts:
        by_content.setdefault(fact.fingerprint, []).append(fact)
        by_path.setdefault(fact.path, []).append(fact)
    ones = {key: One(key, tuple(seen), zone_s) for key, seen in by_content.items()}
    after: dict[str, set[str]] = {key: set() for key in ones}
    waits_for: dict[str, set[str]] = {key: set() for key in ones}
    for held in by_path.values():
        held.sort(key=lambda fact: One(fact.fingerprint, (fact,)).when)
        for earlier, later in pairwise(fact.fingerprint for fact in held):
            if earlier != later:
                after[earlier].add(later)
                waits_for[later].add(earlier)
    return _sorted_out(ones, after, waits_for)


_QUARTER_HOUR_S = 900.0
_FARTHEST_ZONE_S = 14 * 3600.0


def _zone_s(facts: Sequence[Facts]) -> float:
    """How far the times in the names of backups run ahead of UTC, in whole quarter hours.

    They are local time. A backup is what a save puts aside, so its name cannot be later than the file's own time; by as
    much as the latest one is, the clock on the wall was ahead. Behind it no error shows.
    """
    names = [(fact, read_name(fact.path)) for fact in facts]
    owners = {(name.folder, name.stem): fact.mtime for fact, name in names if not name.backup and name.stamp is None}
    ahead = max(
        (
            name.stamp - owners[name.folder, name.stem]
            for _, name in names
            if name.backup and name.stamp is not None and (name.folder, name.stem) in owners
        ),
        default=0.0,
    )
    quarters = math.ceil((ahead - 60.0) / _QUARTER_HOUR_S)
    return quarters * _QUARTER_HOUR_S if 0 < ahead <= _FARTHEST_ZONE_S and quarters > 0 else 0.0


def _sorted_out(ones: dict[str, One], after: dict[str, set[str]], waits_for: dict[str, set[str]]) -> list[One]:
    """The saves by time, each behind those it waits for; where they wait for each other, time decides."""
    ready = [(one.when, key) for key, one in ones.items() if not waits_for[key]]
    heapify(ready)
    left = sorted((one.when, key) for key, one in ones.items())[::-1]
    found: list[One] = []
    done: set[str] = set()
    while len(found) < len(ones):
        while not ready and left[-1][1] in done:
            left.pop()
        _, key = heappop(ready) if ready else left.pop()
        if key in done:
            continue
        done.add(key)
        found.append(ones[key])
        for later in after[key]:
            waits_for[later].discard(key)
            if not waits_for[later] and later not in done:
                heappush(ready, (ones[later].when, later))
    return found
