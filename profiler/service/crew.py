"""Work on many songs, each by itself from the store: by workers where there is much of it, here where there is little.

Workers open the store for themselves and read from it; what they find comes back as values, and one process writes.
"""

from __future__ import annotations

import importlib
import pickle
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple, Self

from parsers.errors import MixtasteError, SessionError
from profiler.service.workers import Limits, Supervisor, Task
from store.database import Database, open_store

__all__ = ["Crew", "Done", "Work", "at_work"]

_MUCH = 4_000_000
"""Bytes of saves from which on workers are worth their start of half a second."""
_SLOWEST = 200_000
"""Bytes of saves a second that a worker must manage, a tenth of what is usual; and a minute to begin with."""
_MEMORY = 2_000_000_000
_SHARED = ".shared"


@dataclass(frozen=True, slots=True)
class Work:
    """One song to work on.

    name       for errors
    size       bytes of the saves that are to be read
    arguments  for the function, behind store and shared thing
    """

    name: str
    size: int
    arguments: tuple[Any, ...]


class Done(NamedTuple):
    """What became of it: a value, or why there is none."""

    work: Work
    value: Any = None
    error: MixtasteError | None = None


class Crew:
    """Workers on one store, started when there is much to do for the first time and kept until the crew is closed.

    To be used under the learners' lock.
    """

    def __init__(self, db: Database, workers: int) -> None:
        self._db = db
        self._workers = workers
        self._supervisor: Supervisor | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._supervisor is not None:
            self._supervisor.close()

    def work_on(self, function: str, shared: object, works: Sequence[Work]) -> Iterator[Done]:
        """Call a function on each song; yield the results as they are done.

        function  "module:name", called with a store, the shared thing and the song's arguments
        shared    what is the same for all, pickled once
        A song that cannot be worked on costs no other one. StoreErrors are raised.
        """
        if self._workers < 2 or len(works) < 2 or sum(work.size for work in works) < _MUCH:
            return self._here(function, shared, works)
        return self._shared_out(function, shared, sorted(works, key=lambda work: -work.size))

    def _here(self, function: str, shared: object, works: Sequence[Work]) -> Iterator[Done]:
        call = _function(function)
        for work in works:
            try:
                yield Done(work, call(self._db, shared, *work.arguments))
            except SessionError as error:
                error.path = work.name
                yield Done(work, error=error)

    def _shared_out(self, function: str, shared: object, works: Sequence[Work]) -> Iterator[Done]:
        if self._supervisor is None:
            self._supervisor = Supervisor("profiler.service.crew:at_work", workers=self._workers)
        folder = self._db.folder
        for left in folder.glob(f"*{_SHARED}"):  # of a learner that was killed: there is never a second one at work
            left.unlink(missing_ok=True)
        with tempfile.NamedTemporaryFile(dir=folder, suffix=_SHARED, delete=False) as file:
            pickle.dump(shared, file, protocol=pickle.HIGHEST_PROTOCOL)
        try:
            for result in self._supervisor.run(_tasks(works, function, self._db.address, file.name)):
                work = works[int(result.task.path)]
                if isinstance(result.error, SessionError):
                    result.error.path = work.name
                elif result.error is not None:
                    raise result.error
                yield Done(work, result.value, result.error)
        finally:
            Path(file.name).unlink(missing_ok=True)


def _tasks(works: Sequence[Work], function: str, address: str, shared: str) -> Iterator[Task]:
    for place, work in enumerate(works):
        limits = Limits(60.0 + work.size / _SLOWEST, _MEMORY)
        yield Task(str(place), (function, address, shared, work.arguments), limits)


def at_work(function: str, address: str, shared: str, arguments: tuple[Any, ...]) -> Any:
    """What a worker does; ``shared`` is the file that holds the shared thing."""
    return _function(function)(_store(address), _shared(shared), *arguments)


def _function(name: str) -> Any:
    module, _, attribute = name.partition(":")
    return getattr(importlib.import_module(module), attribute)


@lru_cache(maxsize=1)
def _store(address: str) -> Database:
    return open_store(address, create=False)


@lru_cache(maxsize=1)
def _shared(path: str) -> Any:
    return pickle.loads(Path(path).read_bytes())  # noqa: S301 - our own parent wrote it, for this account's eyes only
