"""The saves of one song in the order they were made. Equal content seen at several places is one save."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from profiler.history.facts import Facts
from profiler.history.names import read_name

__all__ = ["One", "in_order"]


@dataclass(frozen=True, slots=True)
class One:
    """One save: all places where the same content was seen."""

    fingerprint: str
    seen: tuple[Facts, ...]

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
        return min(stamps, default=None)

    @property
    def mtime(self) -> float:
        """The earliest of the files' own times."""
        return min(fact.mtime for fact in self.seen)

    @property
    def when(self) -> tuple[float, float, float, str]:
        """What the order of saves goes by."""
        return (self.time, self.stamp if self.stamp is not None else self.time, self.mtime, self.fingerprint)


def in_order(facts: Iterable[Facts]) -> list[One]:
    """The saves, oldest first."""
    by_content: dict[str, list[Facts]] = {}
    for fact in facts:
        by_content.setdefault(fact.fingerprint, []).append(fact)
    return sorted((One(key, tuple(seen)) for key, seen in by_content.items()), key=lambda one: one.when)
