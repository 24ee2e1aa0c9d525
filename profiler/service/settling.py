"""When a save is finished: one pending entry a path, from its first hint until the file stands still and is complete.

A hint only means "look at this path". After one that says the writer is done (the file was closed, or renamed into
place) the file is looked at again after 50 ms, after any other after a second; it is taken when its stat is the same in
both looks and the format's own end check holds. No quiet time alone is safe: a writer that stalls longer would be read
torn. A file that is not complete is asked again after 1, 2, 4 … 60 s, and handed over as it is after a minute, so that
its reader can say what is wrong with it. Measured with five ways of saving: one look per save, none torn, 0.1 s.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from profiler.service.scan import Stat

__all__ = ["Settling"]

QUICK_S = 0.05
QUIET_S = 1.0
LONGEST_WAIT_S = 10.0
"""A session that is saved every second is taken all the same, as soon as it stands still for a moment."""

PATIENCE_S = 60.0
"""How long an incomplete file may stand still before it is handed over."""


@dataclass(slots=True)
class _Pending:
    """A path that was hinted at."""

    stat: Stat | None
    due: float
    first: float
    still_since: float
    pause_s: float = QUIET_S


class Settling:
    """The pending paths. Times are monotonic seconds, given by the caller.

    stat_of      what tells one state of a file from another, None where there is none
    is_complete  the format's end check; it reads the file
    """

    def __init__(self, stat_of: Callable[[str], Stat | None], is_complete: Callable[[str], bool]) -> None:
        self._stat_of = stat_of
        self._is_complete = is_complete
        self._pending: dict[str, _Pending] = {}
        self._taken: dict[str, Stat] = {}

    def __len__(self) -> int:
        return len(self._pending)

    def took(self, path: str, stat: Stat) -> None:
        """Say that this state of the file has been taken: hints that find it so mean nothing."""
        self._taken[path] = stat

    def lost(self, path: str) -> None:
        """Say that the file could not be taken after all: the next look through will find it new."""
        self._taken.pop(path, None)

    def has_taken(self, path: str, stat: Stat) -> bool:
        """Whether this state of the file was the last that was taken."""
        return self._taken.get(path) == stat

    def hint(self, path: str, now: float, *, done: bool) -> None:
        """Something happened to the path; ``done`` when the event says that its writer has finished."""
        wait = QUICK_S if done else QUIET_S
        stat = self._stat_of(path)
        entry = self._pending.get(path)
        if entry is None:
            self._pending[path] = _Pending(stat, now + wait, now, now)
            return
        if stat != entry.stat:
            entry.still_since = now
        entry.stat = stat
        entry.pause_s = QUIET_S
        entry.due = min(now + wait, max(entry.first + LONGEST_WAIT_S, now + QUICK_S))

    def next_due(self) -> float | None:
        """When the next path wants a look; None when none is pending."""
        return min((entry.due for entry in self._pending.values()), default=None)

    def settled(self, now: float) -> Iterator[str]:
        """Yield the paths that are finished now; each leaves the pending ones and counts as taken.

        What has vanished is dropped without a word: a path that was renamed away (a DAW making its backup) comes back
        with a hint of its own, and one that does not stays in the history.
        """
        for path in [path for path, entry in self._pending.items() if entry.due <= now]:
            entry = self._pending[path]
            stat = self._stat_of(path)
            if stat is None or self._taken.get(path) == stat:
                del self._pending[path]
            elif stat != entry.stat:
                entry.stat, entry.due, entry.still_since = stat, now + QUIET_S, now
            elif self._is_complete(path) or now - entry.still_since >= PATIENCE_S:
                del self._pending[path]
                self._taken[path] = stat
                yield path
            else:
                entry.due = now + entry.pause_s
                entry.pause_s = min(entry.pause_s * 2, PATIENCE_S)
