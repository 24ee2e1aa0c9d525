"""Reading strangers' files in processes of their own, so that one hostile file costs one file.

A supervisor keeps a few workers, each a fresh interpreter with pipes (never a fork: threads and databases do not cross
it). Paths go in, results come back as they are done. A task that passes its deadline is killed with its worker, a
worker that dies takes its own task along and no other, and both come back as errors of that file. (A pool of the
standard library fails every task in its queue when one worker dies.)
"""

from __future__ import annotations

import os
import pickle
import queue
import signal
import subprocess
import sys
import threading
import time
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from typing import IO, Any, NamedTuple, Self

from parsers.errors import BrokenSessionError, MixtasteError, SessionError, SessionTooLargeError
from parsers.registry import size_of
from parsers.session import Session
from profiler.service.worker_main import read_frame, write_frame

__all__ = ["Limits", "Result", "Supervisor", "Task", "limits_of", "read_limited", "run", "run_one"]

_MB = 1_000_000
_SMALL = 5 * _MB

_START_DEADLINE_S = 60.0
"""How long a worker may take to load its function: a cold disk, a busy machine."""

_IN_HAND = 2
"""Tasks a worker holds: the one it runs, and the next, so that it never waits for the consumer of the results."""

_RECYCLE_AFTER = 500
"""Tasks after which a worker is replaced: what leaks or fragments ends with it."""


class Limits(NamedTuple):
    """What one task may take: seconds of wall time, bytes of address space above the worker's own."""

    deadline_s: float
    memory: int


_SMALL_LIMITS = Limits(5.0, 512 * _MB)


@dataclass(frozen=True, slots=True)
class Task:
    """One call: ``path`` names it in results and errors, ``arguments`` go to the function (they are pickled)."""

    path: str
    arguments: tuple[Any, ...]
    limits: Limits = _SMALL_LIMITS


@dataclass(frozen=True, slots=True)
class Result:
    """What became of a task: a value, or the error of its file."""

    task: Task
    value: Any = None
    error: MixtasteError | None = None


def limits_of(size: int) -> Limits:
    """Return the limits for reading a file of that many bytes.

    5 s and 512 MB below 5 MB; above, 1 s a MB (twenty times what a healthy file takes) and 3 × the file + 300 MB.
    """
    if size < _SMALL:
        return _SMALL_LIMITS
    return Limits(size / _MB, 3 * size + 300 * _MB)


def run(tasks: Iterable[Task], function: str, *, workers: int, niceness: int = 0) -> Iterator[Result]:
    """Run a function over tasks in several processes; yield results as they are done.

    function  "module:name"; it is imported in the workers
    workers   how many processes
    niceness  how far they stand back behind other programs (POSIX)
    """
    with Supervisor(function, workers=workers, niceness=niceness) as supervisor:
        yield from supervisor.run(tasks)


def run_one(function: str, task: Task) -> Any:
    """Run one task in a process of its own and return its value.

    Raises the task's error.
    """
    (result,) = run([task], function, workers=1)
    if result.error is not None:
        raise result.error
    return result.value


def read_limited(path: str) -> Session:
    """Read one session file within the limits of its size.

    Raises SessionError and its kinds, SessionTooLargeError when a limit was passed.
    """
    try:
        size = size_of(path)
    except OSError:
        size = 0  # the reader says what is wrong with it
    session: Session = run_one("parsers.registry:read_file", Task(path, (path,), limits_of(size)))
    return session


class Supervisor:
    """Workers for one function, kept between runs. Close it, or use it as a context manager.

    It is used by one thread at a time.
    """

    def __init__(self, function: str, *, workers: int, niceness: int = 0, recycle_after: int = _RECYCLE_AFTER) -> None:
        if workers < 1:
            raise ValueError("at least one worker is needed")
        self._function = function
        self._wanted = workers
        self._niceness = niceness
        self._recycle_after = recycle_after
        self._heard: queue.SimpleQueue[_Heard] = queue.SimpleQueue()
        self._workers: list[_Worker] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End all workers at once, whatever they do."""
        for worker in self._workers:
            worker.end()
        self._workers.clear()

    def run(self, tasks: Iterable[Task]) -> Iterator[Result]:
        """Yield the results as they are done; tasks are taken when a worker has room for them.

        Closing the iterator, or an exception in its consumer, ends the workers that are still at a task.
        """
        waiting = iter(tasks)
        again: deque[Task] = deque()  # taken from a worker that is gone
        exhausted = False
        try:
            while True:
                while not exhausted and (worker := self._with_room()) is not None:
                    task = again.popleft() if again else next(waiting, None)
                    if task is None:
                        exhausted = True
                    else:
                        worker.give(task)
                if not any(worker.tasks for worker in self._workers):
                    return
                yield from [*self._wait(again), *self._overdue(again)]
                exhausted = exhausted and not again
        finally:
            for worker in [worker for worker in self._workers if worker.tasks]:
                self._dismiss(worker)

    def _with_room(self) -> _Worker | None:
        """Return the worker with the fewest tasks that takes one more; a new one before any holds two."""
        taking = [worker for worker in self._workers if worker.taken < self._recycle_after]
        least = min(taking, key=lambda worker: len(worker.tasks), default=None)
        if (least is None or least.tasks) and len(self._workers) < self._wanted:
            least = _Worker(self._function, self._niceness, self._heard)
            self._workers.append(least)
        return least if least is not None and len(least.tasks) < _IN_HAND else None

    def _wait(self, again: deque[Task]) -> list[Result]:
        """Wait for one answer, or until somebody is overdue; tasks that are left over go into ``again``."""
        soonest = min((worker.due for worker in self._workers if worker.due is not None), default=0.0)
        try:
            heard = self._heard.get(timeout=max(soonest - time.monotonic(), 0.0) + 0.01)
        except queue.Empty:
            return []
        worker = heard.worker
        if worker not in self._workers:
            return []  # dismissed meanwhile
        worker.heeded += 1
        if heard.frame is None:
            return self._lost(worker, again)
        task = worker.heard(heard.at)
        if worker.taken >= self._recycle_after and not worker.tasks:
            self._dismiss(worker)
        return [] if task is None else [_result(task, heard.frame)]

    def _overdue(self, again: deque[Task]) -> list[Result]:
        """Kill the workers whose time is up; their tasks are errors, what waited behind these is given again."""
        results = []
        now = time.monotonic()
        for worker in [worker for worker in self._workers if worker.is_overdue(now)]:
            self._dismiss(worker)
            if not worker.ready:
                raise MixtasteError("reading processes do not start", remedy="Is the machine out of memory?")
            running, *left = worker.tasks
            again.extend(left)
            found = f"reading it takes more than {running.limits.deadline_s:.0f} s"
            results.append(Result(running, error=SessionTooLargeError(found, path=running.path)))
        return results

    def _lost(self, worker: _Worker, again: deque[Task]) -> list[Result]:
        """The worker is gone: its running task is an error, the next one is given again."""
        self._workers.remove(worker)
        code = worker.end()
        if not worker.ready:
            raise MixtasteError(
                f"reading processes end as they start (exit {code})", remedy=f"Can Python import {self._function}?"
            )
        if not worker.tasks:
            return []
        running, *left = worker.tasks
        again.extend(left)
        return [Result(running, error=_death(code, running.path))]

    def _dismiss(self, worker: _Worker) -> None:
        self._workers.remove(worker)
        worker.end()


class _Heard(NamedTuple):
    """An answer, or None for the end of the worker, and when it came (monotonic)."""

    worker: _Worker
    frame: bytes | None
    at: float


@dataclass(eq=False)
class _Worker:
    """One process and the thread that listens to it."""

    function: str
    niceness: int
    out: queue.SimpleQueue[_Heard]
    tasks: deque[Task] = field(default_factory=deque)
    """The running task, then those that wait in its pipe."""
    taken: int = 0
    ready: bool = False
    due: float | None = None
    """Monotonic time by which it must be heard of; None while it has nothing to do."""
    said: int = 0
    """Answers it has given; those the supervisor has not come to yet keep it from being overdue."""
    heeded: int = 0

    def __post_init__(self) -> None:
        program = (
            f"import sys; sys.path[:] = {sys.path!r}\n"
            f"from profiler.service.worker_main import main; main({self.function!r}, {self.niceness})"
        )
        single = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}
        self._process = subprocess.Popen(  # noqa: S603 - this interpreter, a program written here
            [sys.executable, "-c", program],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,  # a library's complaint must not land in the terminal application
            env=os.environ | single,
            start_new_session=True,  # Ctrl-C reaches the parent alone
        )
        self.due = time.monotonic() + _START_DEADLINE_S
        stream = self._process.stdout
        self._thread = threading.Thread(target=self._listen, args=(stream,), daemon=True, name="worker's answers")
        self._thread.start()

    def give(self, task: Task) -> None:
        """Hand it a task; if it has died meanwhile, its end is heard of in its own time."""
        self.tasks.append(task)
        self.taken += 1
        if self.ready and len(self.tasks) == 1:
            self.due = time.monotonic() + task.limits.deadline_s
        if self._process.stdin is not None:
            with suppress(OSError):
                write_frame(self._process.stdin, (task.arguments, *task.limits))

    def heard(self, at: float) -> Task | None:
        """Take note of an answer: return the task it is of; None for the news that the worker is ready."""
        done = self.tasks.popleft() if self.ready else None
        self.ready = True
        self.due = at + self.tasks[0].limits.deadline_s if self.tasks else None
        return done

    def is_overdue(self, now: float) -> bool:
        """Whether its time is up and it has said nothing that is still to be heeded."""
        return self.due is not None and self.due <= now and self.said == self.heeded

    def end(self) -> int:
        """Kill it, wait for it, and return its exit code (negative: the signal that ended it)."""
        self._process.kill()
        code = self._process.wait()
        self._thread.join()
        for stream in (self._process.stdin, self._process.stdout):
            if stream is not None:
                with suppress(OSError):
                    stream.close()
        return code

    def _listen(self, stream: IO[bytes]) -> None:
        while True:
            try:
                frame = read_frame(stream)
            except (OSError, ValueError):  # closed under it
                frame = None
            self.said += 1
            self.out.put(_Heard(self, frame, time.monotonic()))
            if frame is None:
                return


def _result(task: Task, frame: bytes) -> Result:
    done, value = pickle.loads(frame)  # noqa: S301 - our own worker wrote it
    if done:
        return Result(task, value)
    if isinstance(value, SessionError) and not value.path:
        value.path = task.path
    return Result(task, error=value)


def _death(code: int, path: str) -> SessionError:
    """Return in words how a worker ended while it read the file."""
    if code == -getattr(signal, "SIGXCPU", 0):
        return SessionTooLargeError("reading it takes too much processor time", path=path)
    if code == -getattr(signal, "SIGKILL", 0):
        return SessionTooLargeError("the system ended its reader, probably for want of memory", path=path)
    name = signal.Signals(-code).name if code < 0 else f"exit {code}"
    return BrokenSessionError(f"its reader crashed ({name})", path=path)
